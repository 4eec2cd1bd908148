import { parseObject } from '../../base/json.ts';
import { type PlacedString, replaceSpans, stringsWith } from '../../base/json-strings.ts';
import type { RequestHead } from '../../spec/call.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import { type FileFront, type FileRefs, fileIdPrefix, isFileId, type StoredFile } from '../../spec/files.ts';
import { takeForm } from '../_families/file-form.ts';
import { around, idOf } from '../_families/file-refs.ts';
import { answer, base } from './write.ts';

/**
 * Replicate's Files API: https://replicate.com/docs/reference/http#files. The gateway keeps the files; where an input names
 * one by its address, its bytes go upstream.
 */

/** The platform keeps files for a day. */
const livesMs = 86_400_000;
const pageSize = 100;

const one = (head: RequestHead, name: string): string | undefined => {
  const value = head.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim() || undefined;
};

/** Where the client reached us. A proxy in front may say so, and so may anybody: the answer goes to whoever asked. */
const originOf = (head: RequestHead): string =>
  `${one(head, 'x-forwarded-proto') === 'https' ? 'https' : 'http'}://${one(head, 'x-forwarded-host') ?? one(head, 'host') ?? 'localhost'}`;

const fileObject = (file: StoredFile, head: RequestHead, metadata: object = {}) => ({
  id: file.id,
  name: file.name,
  content_type: file.mediaType,
  size: file.size,
  etag: file.sha256.slice(0, 32),
  checksums: { sha256: file.sha256 },
  metadata,
  created_at: new Date(file.createdAt).toISOString(),
  expires_at: new Date(file.expiresAt).toISOString(),
  urls: { get: `${base(originOf(head))}/files/${file.id}` },
});

const empty: WireAnswer = { status: 204, headers: {}, body: '' };

export const files: FileFront = {
  async upload(head, body, desk) {
    const { upload, name, mediaType, fields } = await takeForm(head, body, desk, 'content');
    const file = await upload.finish({
      name: fields.get('filename') || name,
      mediaType: fields.get('type') || mediaType,
      livesMs,
    });
    return answer(fileObject(file, head, parseObject(fields.get('metadata') ?? '') ?? {}), 201);
  },
  idOf,
  readList(head) {
    const after = idOf(new URLSearchParams(head.query).get('cursor') ?? '');
    return { limit: pageSize, newestFirst: true, ...(after === undefined ? {} : { after }) };
  },
  writeList: (found, more, head) =>
    answer({
      previous: null,
      next: more ? `${base(originOf(head))}/files?cursor=${found.at(-1)?.id}` : null,
      results: found.map((file) => fileObject(file, head)),
    }),
  show: (file, head) => answer(fileObject(file, head)),
  deleted: () => empty,
};

type Found = PlacedString & { readonly id: string };

/** Addresses of our files, wherever they stand in the body. */
const found = (body: Buffer): readonly Found[] =>
  stringsWith(body, `/${fileIdPrefix}`).flatMap((place): Found[] => {
    const id = /^https?:\/\/\S*\/v1\/files\/(\w+)$/.exec(place.text)?.[1] ?? '';
    return isFileId(id) ? [{ ...place, id }] : [];
  });

export const fileRefs: FileRefs = {
  refsIn: (body) => found(body).map(({ id, path }) => ({ id, param: path })),
  inlined: (body, stored) =>
    replaceSpans(
      body,
      found(body).flatMap(({ id, start, end }) => {
        const file = stored.get(id);
        if (!file) return [];
        const type = file.mediaType.replace(/[^\w.+/-]/g, '');
        return [{ start, end, by: around(`"data:${type};base64,`, file.base64, '"') }];
      }),
    ),
};
