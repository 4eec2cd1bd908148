import { z } from 'zod';
import type { RequestHead } from '../../spec/call.ts';
import type { Dialect } from '../../spec/dialect.ts';
import type { FileFront } from '../../spec/files.ts';
import { idOf } from '../_families/file-refs.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';
import { anthropic } from './anthropic.ts';
import { openai, purposes } from './openai.ts';

/** OpenAI and Anthropic have their files at the same address. Anthropic's SDKs always name the version of its API. */
const isAnthropic = ({ headers }: RequestHead): boolean =>
  headers['anthropic-version'] !== undefined || headers['anthropic-beta'] !== undefined;

const shapeOf = (head: RequestHead): FileFront => (isAnthropic(head) ? anthropic : openai);

const files: FileFront = {
  upload: (head, body, desk) => shapeOf(head).upload(head, body, desk),
  idOf,
  readList: (head) => shapeOf(head).readList(head),
  writeList: (found, more, head) => shapeOf(head).writeList(found, more, head),
  show: (file, head) => shapeOf(head).show(file, head),
  deleted: (file, head) => shapeOf(head).deleted(file, head),
};

/** For the manual and OpenAPI; file-form.ts reads the form itself. */
const uploadForm = z.looseObject({
  file: z.string().meta({ description: 'The file.' }),
  purpose: z.enum(purposes).meta({ description: 'What the file is for; user_data fits everything.' }),
  'expires_after[anchor]': z.literal('created_at').optional().meta({ description: 'created_at.' }),
  'expires_after[seconds]': z.number().int().min(3600).max(2_592_000).optional().meta({
    description: 'Seconds after which the file is deleted: one hour to 30 days.',
  }),
});

const listQuery = z.object({
  purpose: z.string().optional().meta({ description: 'Only files for this purpose.' }),
  limit: z.number().int().min(1).max(10_000).optional().meta({ description: 'So many files a page.' }),
  order: z.enum(['asc', 'desc']).optional().meta({ description: 'By time; desc when absent.' }),
  after: z.string().optional().meta({ description: 'Id of the file before the page.' }),
});

const filePath = z.object({ file: z.string().meta({ description: 'Id of the file.' }) });

/** OpenAI's and Anthropic's Files API. */
export const filesApi: Dialect = {
  id: 'files-api',
  wire: 'files-api',
  title: { en: 'Files (OpenAI, Anthropic)', vi: 'Tệp (OpenAI, Anthropic)' },
  endpoints: [
    {
      does: 'upload-file',
      method: 'POST',
      path: '/v1/files',
      rows: [],
      summary: { en: 'Upload a file', vi: 'Tải tệp lên' },
      body: uploadForm,
      form: true,
    },
    {
      does: 'list-files',
      method: 'GET',
      path: '/v1/files',
      rows: [],
      summary: { en: 'List your files', vi: 'Liệt kê các tệp của bạn' },
      query: listQuery,
    },
    {
      does: 'show-file',
      method: 'GET',
      path: '/v1/files/:file',
      rows: [],
      summary: { en: 'Show a file', vi: 'Xem một tệp' },
      params: filePath,
    },
    {
      does: 'file-content',
      method: 'GET',
      path: '/v1/files/:file/content',
      rows: [],
      summary: { en: 'Download a file', vi: 'Tải tệp về' },
      params: filePath,
    },
    {
      does: 'delete-file',
      method: 'DELETE',
      path: '/v1/files/:file',
      rows: [],
      summary: { en: 'Delete a file', vi: 'Xóa tệp' },
      params: filePath,
    },
  ],
  files,
  writeFault,
  writeStreamFault,
  keepAlive,
};
