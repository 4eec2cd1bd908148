import { z } from 'zod';
import { objectOf, parseObject, textIn } from '../../base/json.ts';
import { isForm, MultipartError } from '../../base/multipart.ts';
import { readPieces } from '../../base/multipart-stream.ts';
import type { RequestHead } from '../../spec/call.ts';
import type { FileEndpoint, WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { FileDesk, FileFront, NewFile, StoredFile, Upload } from '../../spec/files.ts';
import { takeForm } from '../_families/file-form.ts';
import { idOf } from '../_families/file-refs.ts';
import { keyQuery, listQuery } from './wire.ts';

/**
 * Google's Files API. Sources: ai.google.dev/api/files, and the uploaders of @google/genai and python-genai: an upload is
 * begun (`start`), its bytes follow in one or more requests to the address that comes back, and the last one ends it
 * (`upload, finalize`). Also in one request, as multipart/related (metadata, then bytes), as bytes alone, or, which is not
 * Google's, as a form like any other gateway's.
 */

/** Google keeps files for two days. */
const livesMs = 48 * 3_600_000;
const mostMetadata = 64 * 1024;
const usualPage = 10;
const longestPage = 100;

const headerOf = (head: RequestHead, name: string): string | undefined => {
  const value = head.headers[name];
  const one = Array.isArray(value) ? value[0] : value;
  return one === undefined || one === '' ? undefined : one;
};

const queryOf = (head: RequestHead, ...names: readonly string[]): string | undefined => {
  const query = new URLSearchParams(head.query);
  return names.map((name) => query.get(name) ?? undefined).find((value) => value !== undefined);
};

/**
 * Where the client reached us. A proxy in front may say so, and so may anybody: the answer goes to whoever asked.
 */
function originOf(head: RequestHead): string {
  const first = (name: string) => headerOf(head, name)?.split(',')[0]?.trim();
  const scheme = first('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${scheme}://${first('x-forwarded-host') ?? headerOf(head, 'host') ?? 'localhost'}`;
}

const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  body: JSON.stringify(value),
});

const bare = (headers: Readonly<Record<string, string>>): WireAnswer => ({ status: 200, headers, body: '' });

const time = (at: number): string => new Date(at).toISOString();

const fileObject = (file: StoredFile, head: RequestHead) => ({
  name: `files/${file.id}`,
  ...(file.name === '' ? {} : { displayName: file.name }),
  mimeType: file.mediaType,
  sizeBytes: String(file.size),
  createTime: time(file.createdAt),
  updateTime: time(file.createdAt),
  expirationTime: time(file.expiresAt),
  sha256Hash: Buffer.from(file.sha256, 'hex').toString('base64'),
  uri: `${originOf(head)}/v1beta/files/${file.id}`,
  state: 'ACTIVE',
  source: 'UPLOADED',
});

type Metadata = Pick<NewFile, 'name' | 'mediaType'>;

/** `{"file":{"displayName","mimeType"}}`, in either spelling. Throws body_malformed, field_invalid. */
function readMetadata(text: string): Metadata {
  const body = text.trim() === '' ? {} : parseObject(text);
  if (!body) throw new GatewayError('body_malformed', 'the metadata of the file is not a JSON object');
  const file = objectOf(body['file']);
  if (textIn(file['name']) !== undefined)
    throw new GatewayError('field_invalid', 'names of files are given here: leave file.name out', {
      param: 'file.name',
    });
  return {
    name: textIn(file['displayName']) ?? textIn(file['display_name']) ?? '',
    mediaType: textIn(file['mimeType']) ?? textIn(file['mime_type']),
  };
}

async function collect(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostMetadata) throw new GatewayError('body_too_large', 'the metadata of the file is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const announced = (head: RequestHead, name: string): number => {
  const bytes = Number(headerOf(head, name) ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0;
};

async function start(head: RequestHead, body: AsyncIterable<Buffer>, desk: FileDesk): Promise<WireAnswer> {
  const metadata = readMetadata(await collect(body));
  const about = {
    name: metadata.name || (headerOf(head, 'x-goog-upload-file-name') ?? ''),
    mediaType: headerOf(head, 'x-goog-upload-header-content-type') ?? metadata.mediaType,
  };
  const upload = await desk.begin(announced(head, 'x-goog-upload-header-content-length'));
  const token = await upload.putAside(JSON.stringify(about));
  const query = new URLSearchParams({ upload_id: token, upload_protocol: 'resumable' });
  const url = `${originOf(head)}/upload/v1beta/files?${query}`;
  return bare({
    'content-type': 'text/plain; charset=utf-8',
    'x-goog-upload-url': url,
    'x-goog-upload-control-url': url,
    'x-goog-upload-chunk-granularity': '1',
    'x-goog-upload-status': 'active',
  });
}

async function goOn(head: RequestHead, body: AsyncIterable<Buffer>, upload: Upload): Promise<WireAnswer> {
  const commands = (headerOf(head, 'x-goog-upload-command') ?? '').toLowerCase().split(/[\s,]+/);
  if (commands.includes('cancel')) {
    await upload.drop();
    return bare({ 'x-goog-upload-status': 'cancelled' });
  }
  if (commands.includes('upload')) {
    const offset = Number(headerOf(head, 'x-goog-upload-offset') ?? 0);
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > upload.size)
      throw new GatewayError(
        'field_invalid',
        `X-Goog-Upload-Offset must be from 0 to ${upload.size}, the bytes that are here`,
        { param: 'X-Goog-Upload-Offset' },
      );
    // A piece that is sent again takes the place of what came of it.
    if (offset < upload.size) await upload.cut(offset);
    for await (const chunk of body) await upload.write(chunk);
  } else if (!commands.includes('finalize') && !commands.includes('query'))
    throw new GatewayError(
      'field_invalid',
      'X-Goog-Upload-Command must be upload, finalize, query or cancel, or "upload, finalize"',
      { param: 'X-Goog-Upload-Command' },
    );
  if (!commands.includes('finalize'))
    return bare({ 'x-goog-upload-status': 'active', 'x-goog-upload-size-received': String(upload.size) });
  const about = objectOf(parseObject(upload.note));
  const file = await upload.finish({
    name: textIn(about['name']) ?? '',
    mediaType: textIn(about['mediaType']),
    livesMs,
  });
  return json({ file: fileObject(file, head) }, { 'x-goog-upload-status': 'final' });
}

/** multipart/related: the metadata, then the file. */
async function inTwoParts(
  head: RequestHead,
  contentType: string,
  body: AsyncIterable<Buffer>,
  desk: FileDesk,
): Promise<StoredFile> {
  let part = 0;
  let text = '';
  let type: string | undefined;
  let upload: Upload | undefined;
  for await (const piece of readPieces(body, contentType)) {
    if (piece.kind === 'part') {
      part++;
      if (part === 2) {
        type = piece.type;
        upload = await desk.begin(announced(head, 'content-length'));
      }
    } else if (part === 1) {
      text += piece.bytes.toString('latin1');
      if (text.length > mostMetadata)
        throw new GatewayError('body_too_large', 'the metadata of the file is too long');
    } else await upload?.write(piece.bytes);
  }
  if (!upload || part !== 2)
    throw new GatewayError('body_malformed', 'send two parts: the metadata as JSON, and the file');
  const { name, mediaType } = readMetadata(Buffer.from(text, 'latin1').toString('utf8'));
  return upload.finish({ name, mediaType: mediaType ?? type, livesMs });
}

async function bytesAlone(
  head: RequestHead,
  body: AsyncIterable<Buffer>,
  desk: FileDesk,
): Promise<StoredFile> {
  const upload = await desk.begin(announced(head, 'content-length'));
  for await (const chunk of body) await upload.write(chunk);
  const name = headerOf(head, 'x-goog-upload-file-name') ?? '';
  const mediaType = headerOf(head, 'x-goog-upload-header-content-type') ?? headerOf(head, 'content-type');
  return upload.finish({ name, mediaType, livesMs });
}

async function upload(head: RequestHead, body: AsyncIterable<Buffer>, desk: FileDesk): Promise<WireAnswer> {
  if (desk.begun) return goOn(head, body, desk.begun);
  const protocol = (
    headerOf(head, 'x-goog-upload-protocol') ??
    queryOf(head, 'uploadType', 'upload_protocol') ??
    ''
  ).toLowerCase();
  const contentType = headerOf(head, 'content-type');
  if (protocol === 'resumable') return start(head, body, desk);
  if (contentType !== undefined && /^\s*multipart\/related\b/i.test(contentType)) {
    try {
      return json({ file: fileObject(await inTwoParts(head, contentType, body, desk), head) });
    } catch (error) {
      if (!(error instanceof MultipartError)) throw error;
      throw new GatewayError('body_malformed', `the body is no valid multipart: ${error.message}`);
    }
  }
  if (isForm(contentType)) {
    const { upload, name, mediaType } = await takeForm(head, body, desk);
    return json({ file: fileObject(await upload.finish({ name, mediaType, livesMs }), head) });
  }
  if (protocol === 'raw' || protocol === 'media')
    return json({ file: fileObject(await bytesAlone(head, body, desk), head) });
  throw new GatewayError(
    'field_invalid',
    'say how the file comes: X-Goog-Upload-Protocol: resumable, raw, or multipart with multipart/related; or send a form with the field file',
    { param: 'X-Goog-Upload-Protocol' },
  );
}

export const files: FileFront = {
  upload,
  goesOn: (head) => queryOf(head, 'upload_id'),
  idOf,
  readList(head) {
    const asked = Number(queryOf(head, 'pageSize', 'page_size') ?? usualPage);
    const after = idOf(queryOf(head, 'pageToken', 'page_token') ?? '');
    return {
      limit: Number.isInteger(asked) && asked > 0 ? Math.min(asked, longestPage) : usualPage,
      newestFirst: true,
      ...(after === undefined ? {} : { after }),
    };
  },
  writeList: (found, more, head) =>
    json({
      files: found.map((file) => fileObject(file, head)),
      ...(more ? { nextPageToken: found.at(-1)!.id } : {}),
    }),
  show: (file, head) => json(fileObject(file, head)),
  wantsContent: (head) => queryOf(head, 'alt', '$alt') === 'media',
  deleted: () => json({}),
};

const uploadBody = z.looseObject({
  file: z
    .looseObject({
      displayName: z.string().nullish().meta({ description: 'A name for people.' }),
      mimeType: z.string().nullish().meta({
        description: 'Type of the file; the header X-Goog-Upload-Header-Content-Type goes before it.',
      }),
    })
    .nullish()
    .meta({ description: 'What the file is called.' }),
});

const uploadQuery = keyQuery.extend({
  upload_id: z.string().nullish().meta({
    description: 'Of an upload that was begun: stands in the address that came back.',
  }),
});

const filePath = z.object({
  file: z.string().meta({ description: 'Id of the file: what stands behind files/ in its name.' }),
});

const fileQuery = keyQuery.extend({
  alt: z.string().nullish().meta({ description: 'media: the bytes of the file.' }),
});

export const fileEndpoints: readonly FileEndpoint[] = [
  {
    does: 'upload-file',
    method: 'POST',
    path: '/upload/v1beta/files',
    rows: [],
    summary: { en: 'Upload a file', vi: 'Tải tệp lên' },
    query: uploadQuery,
    body: uploadBody,
  },
  {
    does: 'list-files',
    method: 'GET',
    path: '/v1beta/files',
    rows: [],
    summary: { en: 'List your files', vi: 'Liệt kê các tệp của bạn' },
    query: listQuery.extend({
      pageSize: z.number().int().nullish().meta({ description: 'So many files a page: 10, at most 100.' }),
    }),
  },
  {
    does: 'show-file',
    method: 'GET',
    path: '/v1beta/files/:file',
    rows: [],
    summary: { en: 'Show a file', vi: 'Xem một tệp' },
    params: filePath,
    query: fileQuery,
  },
  {
    does: 'file-content',
    method: 'GET',
    path: '/v1beta/files/:file:download',
    rows: [],
    summary: { en: 'Download a file', vi: 'Tải tệp về' },
    params: filePath,
    query: fileQuery,
  },
  {
    does: 'delete-file',
    method: 'DELETE',
    path: '/v1beta/files/:file',
    rows: [],
    summary: { en: 'Delete a file', vi: 'Xóa tệp' },
    params: filePath,
    query: keyQuery,
  },
];
