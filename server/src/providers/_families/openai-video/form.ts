import { randomText } from '../../../base/ids.ts';
import { isObject, type Json, wordOf } from '../../../base/json.ts';

/** A request with files goes as a multipart form, any other as JSON: both are OpenAI's (CreateVideoMultipartBody, CreateVideoJsonBody). */

const dataUrl = /^data:([\w.+-]+\/[\w.+-]+)?((?:;[\w-]+=[^;,]*)*)(;base64)?,/i;

/** Fields whose files go into a form; the picture of `{"image_url": "data:…"}` may stay in JSON. */
const fileFields = ['input_reference', 'video'] as const;

const isFile = (value: unknown): value is string => typeof value === 'string' && /^data:/i.test(value);

export const hasFiles = (body: Json): boolean => fileFields.some((name) => [body[name]].flat().some(isFile));

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

function fileOf(url: string): { readonly type: string; readonly bytes: Buffer } {
  const [head = '', type = 'application/octet-stream', , base64] = dataUrl.exec(url) ?? [];
  const rest = url.slice(head.length);
  return { type, bytes: base64 ? Buffer.from(rest, 'base64') : Buffer.from(decodeURIComponent(rest)) };
}

/** The body as a form: lists of files repeat their name, objects are written `name[key]`, `metadata` as JSON (new-api). */
export function writeForm(body: Json): { readonly body: Buffer; readonly contentType: string } {
  const boundary = `----key4u${randomText(32)}`;
  const pieces: Buffer[] = [];
  const part = (name: string, head: string, value: Buffer): void => {
    const plain = name.replace(/["\r\n\\]/g, '_');
    pieces.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${plain}"${head}\r\n\r\n`),
      value,
      Buffer.from('\r\n'),
    );
  };
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (isFile(value)) {
      const { type, bytes } = fileOf(value);
      const file = `${name.replace(/\W+/g, '_')}.${endings[type] ?? 'bin'}`;
      part(name, `; filename="${file}"\r\nContent-Type: ${type}`, bytes);
    } else if (Array.isArray(value))
      for (const one of value) add(isFile(one) || isFile(value[0]) ? name : `${name}[]`, one);
    else if (isObject(value) && name !== 'metadata')
      for (const [key, one] of Object.entries(value)) add(`${name}[${key}]`, one);
    else
      part(
        name,
        '',
        Buffer.from(typeof value === 'object' ? JSON.stringify(value) : wordOf(value) || String(value)),
      );
  };
  for (const [name, value] of Object.entries(body)) add(name, value);
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(pieces), contentType: `multipart/form-data; boundary=${boundary}` };
}
