import { z } from 'zod';
import type { RequestHead } from '../../spec/call.ts';
import type { Dialect, FileEndpoint, WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { FileDesk, FileFront, FileLinks, LinkedFront, StoredFile } from '../../spec/files.ts';
import { parseBody } from '../../spec/json-body.ts';
import { takeForm } from '../_families/file-form.ts';
import { collected, decoded, endings, largestPicture, PictureDesk, tooLarge } from './picture.ts';

/**
 * Pictures for use in requests: uploaded once, linked from anywhere. The shape of the answers and of the errors is the one
 * that Key4U documents for its image hosting (`{"url","created"}`, `{"error","code"}`); `/api/v1/upload` answers as Lsky
 * Pro's API v1 does. Uploads need a key, links do not. JSON with base64, the list and the links that delete are additions.
 */

const purpose = 'image-link';
const usualPage = 50;
const longestPage = 500;
/** What a form adds to its picture. */
const wrapping = 64 * 1024;

const lskyPath = '/api/v1/upload';

const json = (value: unknown, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

const endingOf = ({ mediaType }: StoredFile): string => endings[mediaType] ?? 'bin';

function addressesOf({ id }: StoredFile, links: FileLinks) {
  const name = links.to(id, 'content');
  const deleteName = links.to(id, 'delete');
  return {
    name,
    url: `${links.origin}/api/proxy/image/${name}`,
    deleteName,
    deletes: `${links.origin}/api/proxy/delete/${deleteName}`,
  };
}

/** `created` and `expires` in Unix milliseconds, as the documented service has them. */
function pictureObject(file: StoredFile, links: FileLinks) {
  const { name, url, deleteName, deletes } = addressesOf(file, links);
  return {
    url,
    created: file.createdAt,
    expires: file.expiresAt,
    id: name,
    content_type: file.mediaType,
    size: file.size,
    delete_id: deleteName,
    delete_url: deletes,
  };
}

/** Lsky Pro's: `size` in kB; the link has an ending. It has an MD5 too, which is not computed here. */
function lskyObject(file: StoredFile, links: FileLinks) {
  const { name, url, deletes } = addressesOf(file, links);
  const ending = endingOf(file);
  const link = `${url}.${ending}`;
  return {
    status: true,
    message: 'ok',
    data: {
      key: name,
      name: `${name}.${ending}`,
      origin_name: file.name,
      extension: ending,
      size: Number((file.size / 1024).toFixed(2)),
      mimetype: file.mediaType,
      links: {
        url: link,
        html: `<img src="${link}" alt="${name}.${ending}">`,
        bbcode: `[img]${link}[/img]`,
        markdown: `![${name}.${ending}](${link})`,
        delete_url: deletes,
      },
    },
  };
}

const isJson = ({ headers }: RequestHead): boolean =>
  /^\s*application\/json\b/i.test(String(headers['content-type'] ?? ''));

/** A picture in a form or in JSON goes to the desk, and is what its bytes say. */
async function take(head: RequestHead, body: AsyncIterable<Buffer>, desk: FileDesk): Promise<StoredFile> {
  const pictures = new PictureDesk(desk);
  if (!isJson(head)) {
    if (Number(head.headers['content-length'] ?? 0) > largestPicture + wrapping) throw tooLarge();
    const { upload, name } = await takeForm(head, body, pictures);
    return upload.finish({ name, purpose, mediaType: pictureTypeOf(upload.size, pictures) });
  }
  const { image } = parseBody(await collected(head, body));
  const bytes = decoded(image);
  const upload = await pictures.begin(bytes.length);
  await upload.write(bytes);
  return upload.finish({ name: '', purpose, mediaType: pictures.wholeType });
}

/** An empty file is refused by the desk, in its words. */
const pictureTypeOf = (size: number, pictures: PictureDesk): string | undefined =>
  size === 0 ? undefined : pictures.wholeType;

const frontOf = (links: FileLinks, show: (file: StoredFile, links: FileLinks) => object): FileFront => ({
  upload: async (head, body, desk) => json(show(await take(head, body, desk), links)),
  idOf: links.idOf,
  readList({ query }) {
    const asked = new URLSearchParams(query);
    const limit = Number(asked.get('limit') ?? usualPage);
    if (!Number.isInteger(limit) || limit < 1 || limit > longestPage)
      throw new GatewayError('field_invalid', `limit must be from 1 to ${longestPage}`, { param: 'limit' });
    const after = links.idOf(asked.get('after') ?? '');
    return { limit, newestFirst: true, purpose, ...(after === undefined ? {} : { after }) };
  },
  writeList: (files, more) => json({ data: files.map((file) => pictureObject(file, links)), has_more: more }),
  show: (file) => json(pictureObject(file, links)),
  deleted: () => json({ deleted: true }),
});

const linkedFiles: LinkedFront = {
  purpose,
  largest: largestPicture,
  types: Object.keys(endings),
  take,
  show(file, links) {
    const { url, deletes } = addressesOf(file, links);
    return { url: `${url}.${endingOf(file)}`, deletes };
  },
  over: (links, path) => frontOf(links, path === lskyPath ? lskyObject : pictureObject),
};

/** `error` is text here, and `code` the HTTP status. */
const faultBody = (error: GatewayError, requestId: string) => ({
  error: `${error.message} (request id: ${requestId})`,
  code: error.status,
});

const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const { retryAfter } = error.detail;
  const { status, headers, body } = json(faultBody(error, requestId), error.status);
  return {
    status,
    headers: { ...headers, ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) },
    body,
  };
};

/** For the manual and OpenAPI; a form is read as it comes. */
const uploadBody = z.looseObject({
  file: z.string().optional().meta({
    description: 'The picture, as a part of a form: PNG, JPEG, GIF or WebP, at most 10 MB.',
  }),
  image: z.string().optional().meta({
    description: 'In place of a form, in JSON: a data: URL with base64, or base64 alone.',
  }),
});
const lskyBody = z.looseObject({
  file: z.string().meta({
    description: 'The picture, as a part of a form: PNG, JPEG, GIF or WebP, at most 10 MB.',
  }),
});
const linkPath = z.object({
  image: z.string().meta({ description: 'The 32 digits of the link; an ending such as .png may follow.' }),
});
const deletePath = z.object({
  link: z.string().meta({ description: 'The 32 digits of the link that deletes.' }),
});
const listQuery = z.object({
  limit: z
    .number()
    .int()
    .min(1)
    .max(longestPage)
    .optional()
    .meta({ description: 'So many pictures a page: 50.' }),
  after: z.string().optional().meta({ description: 'id of the last picture of the page before.' }),
});

const upload: FileEndpoint = {
  does: 'upload-file',
  method: 'POST',
  path: '/api/upload',
  rows: ['R296'],
  summary: { en: 'Upload a picture and get its link', vi: 'Tải ảnh lên và nhận liên kết' },
  body: uploadBody,
  form: true,
};

const byDeleteLink: Omit<FileEndpoint, 'method'> = {
  does: 'delete-file',
  open: true,
  path: '/api/proxy/delete/:link',
  rows: [],
  summary: { en: 'Delete a picture by its link', vi: 'Xóa ảnh bằng liên kết xóa' },
  params: deletePath,
};

export const imageHosting: Dialect = {
  id: 'image-hosting',
  wire: 'image-hosting',
  title: { en: 'Image hosting', vi: 'Lưu trữ ảnh' },
  endpoints: [
    upload,
    { ...upload, path: '/imageproxy/api/upload', alias: true, rows: [] },
    {
      ...upload,
      path: lskyPath,
      rows: ['R297'],
      summary: { en: 'Upload a picture, as to Lsky Pro', vi: 'Tải ảnh lên theo cách của Lsky Pro' },
      body: lskyBody,
    },
    {
      does: 'list-files',
      method: 'GET',
      path: '/api/upload',
      rows: [],
      summary: { en: 'List your pictures', vi: 'Liệt kê ảnh của bạn' },
      query: listQuery,
    },
    {
      does: 'file-content',
      open: true,
      method: 'GET',
      path: '/api/proxy/image/:image',
      rows: [],
      summary: { en: 'The picture behind a link', vi: 'Ảnh tại liên kết' },
      params: linkPath,
    },
    {
      does: 'delete-file',
      method: 'DELETE',
      path: '/api/proxy/image/:image',
      rows: [],
      summary: { en: 'Delete a picture of yours', vi: 'Xóa ảnh của bạn' },
      params: linkPath,
    },
    { ...byDeleteLink, method: 'GET' },
    { ...byDeleteLink, method: 'DELETE', alias: true },
  ],
  linkedFiles,
  writeFault,
  // Nothing here is streamed.
  writeStreamFault: (error, requestId) => JSON.stringify(faultBody(error, requestId)),
  keepAlive: '',
};
