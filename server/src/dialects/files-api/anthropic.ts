import { GatewayError } from '../../spec/fault.ts';
import type { FileFront, StoredFile } from '../../spec/files.ts';
import { takeForm } from '../_families/file-form.ts';
import { idOf } from '../_families/file-refs.ts';
import { json, queryOf } from './openai.ts';

/** Anthropic's shape. Source: @anthropic-ai/sdk, resources/beta/files (FileMetadata, DeletedFile, FileListParams). */

const usualPage = 20;
const longestPage = 1000;

const named = ({ id }: StoredFile): string => `file_${id}`;

const fileObject = (file: StoredFile) => ({
  type: 'file',
  id: named(file),
  filename: file.name,
  mime_type: file.mediaType,
  size_bytes: file.size,
  created_at: new Date(file.createdAt).toISOString(),
  downloadable: true,
});

export const anthropic: FileFront = {
  async upload(head, body, desk) {
    const { upload, name, mediaType } = await takeForm(head, body, desk);
    return json(fileObject(await upload.finish({ name, mediaType })));
  },
  idOf,
  /**
   * Newest first. Newer SDKs go on with `page` = `next_page`, older ones with `after_id` = `last_id`; `before_id` would go
   * back, which no SDK's pages do by themselves.
   */
  readList(head) {
    const query = queryOf(head);
    const limit = Number(query.get('limit') ?? usualPage);
    if (!Number.isInteger(limit) || limit < 1 || limit > longestPage)
      throw new GatewayError('field_invalid', `limit must be from 1 to ${longestPage}`, { param: 'limit' });
    if (query.has('before_id'))
      throw new GatewayError('field_invalid', 'go through the list with after_id', { param: 'before_id' });
    const after = idOf(query.get('page') ?? query.get('after_id') ?? '');
    return { limit, newestFirst: true, ...(after === undefined ? {} : { after }) };
  },
  writeList: (files, more) =>
    json({
      data: files.map(fileObject),
      first_id: files[0] ? named(files[0]) : null,
      last_id: files.length > 0 ? named(files.at(-1)!) : null,
      has_more: more,
      next_page: more ? named(files.at(-1)!) : null,
    }),
  show: (file) => json(fileObject(file)),
  deleted: (file) => json({ id: named(file), type: 'file_deleted' }),
};
