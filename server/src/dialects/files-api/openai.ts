import type { RequestHead } from '../../spec/call.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { FileFront, StoredFile } from '../../spec/files.ts';
import { takeForm } from '../_families/file-form.ts';
import { idOf } from '../_families/file-refs.ts';
import { invalidValue } from '../_families/openai/body.ts';

/** OpenAI's shape. Source: OpenAI's OpenAPI document, CreateFileRequest, OpenAIFile, ListFilesResponse. */

export const purposes = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] as const;
/** Seconds that `expires_after` takes. */
const soonest = 3600;
const latest = 2_592_000;
const longestPage = 10_000;

export const json = (value: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

const seconds = (at: number): number => Math.floor(at / 1000);
const named = ({ id }: StoredFile): string => `file-${id}`;

const fileObject = (file: StoredFile) => ({
  id: named(file),
  object: 'file',
  bytes: file.size,
  created_at: seconds(file.createdAt),
  expires_at: seconds(file.expiresAt),
  filename: file.name,
  purpose: file.purpose || 'user_data',
  status: 'processed',
});

/** `expires_after[anchor]`, `expires_after[seconds]`. */
function lifeOf(fields: ReadonlyMap<string, string>): number | undefined {
  const asked = fields.get('expires_after[seconds]');
  const anchor = fields.get('expires_after[anchor]');
  if (anchor !== undefined && anchor !== 'created_at')
    throw invalidValue('expires_after[anchor]', anchor, ['created_at']);
  if (asked === undefined) return undefined;
  const life = Number(asked);
  if (!Number.isInteger(life) || life < soonest || life > latest)
    throw new GatewayError('field_invalid', `expires_after.seconds must be from ${soonest} to ${latest}`, {
      param: 'expires_after[seconds]',
    });
  return life * 1000;
}

export const queryOf = (head: RequestHead): URLSearchParams => new URLSearchParams(head.query);

export const openai: FileFront = {
  async upload(head, body, desk) {
    const { upload, name, mediaType, fields } = await takeForm(head, body, desk);
    const purpose = fields.get('purpose');
    if (!purpose)
      throw new GatewayError('field_invalid', 'you must provide a purpose parameter', {
        param: 'purpose',
        upstream: { code: 'missing_required_parameter' },
      });
    if (!purposes.some((one) => one === purpose)) throw invalidValue('purpose', purpose, purposes);
    const livesMs = lifeOf(fields);
    return json(
      fileObject(
        await upload.finish({ name, mediaType, purpose, ...(livesMs === undefined ? {} : { livesMs }) }),
      ),
    );
  },
  idOf,
  readList(head) {
    const query = queryOf(head);
    const limit = Number(query.get('limit') ?? longestPage);
    if (!Number.isInteger(limit) || limit < 1 || limit > longestPage)
      throw new GatewayError('field_invalid', `limit must be from 1 to ${longestPage}`, { param: 'limit' });
    const order = query.get('order') ?? 'desc';
    if (order !== 'asc' && order !== 'desc') throw invalidValue('order', order, ['asc', 'desc']);
    const after = idOf(query.get('after') ?? '');
    const purpose = query.get('purpose');
    return {
      limit,
      newestFirst: order === 'desc',
      ...(after === undefined ? {} : { after }),
      ...(purpose ? { purpose } : {}),
    };
  },
  writeList: (files, more) =>
    json({
      object: 'list',
      data: files.map(fileObject),
      first_id: files[0] ? named(files[0]) : null,
      last_id: files.length > 0 ? named(files.at(-1)!) : null,
      has_more: more,
    }),
  show: (file) => json(fileObject(file)),
  deleted: (file) => json({ id: named(file), object: 'file', deleted: true }),
};
