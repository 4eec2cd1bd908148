import { randomText } from '../../../base/ids.ts';
import { isObject, type Json } from '../../../base/json.ts';

/** Pictures in requests: data URLs in our bodies, files in the forms that upstreams want. */

export type PictureFile = { readonly type: string; readonly bytes: Buffer };

/** The file that a data URL holds; undefined for anything else. */
export function fileIn(value: unknown): PictureFile | undefined {
  if (typeof value !== 'string') return undefined;
  const [head, type = 'application/octet-stream', base64] =
    /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w-]+=[^;,]*)*(;base64)?,/i.exec(value) ?? [];
  if (head === undefined) return undefined;
  const rest = value.slice(head.length);
  const bytes = base64 ? Buffer.from(rest, 'base64') : Buffer.from(decodedText(rest));
  return { type: type.toLowerCase(), bytes };
}

function decodedText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
};

/**
 * A body as multipart/form-data: data URLs are files, lists repeat their name, objects are JSON, what is null is left out.
 */
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
    const file = fileIn(value);
    if (value === undefined || value === null) return;
    if (file) {
      const ending = endings[file.type] ?? 'bin';
      const filename = `${name.replace(/\W+/g, '_')}.${ending}`;
      part(name, `; filename="${filename}"\r\nContent-Type: ${file.type}`, file.bytes);
    } else if (Array.isArray(value)) for (const one of value) add(name, one);
    else part(name, '', Buffer.from(isObject(value) ? JSON.stringify(value) : String(value)));
  };
  for (const [name, value] of Object.entries(body)) add(name, value);
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(pieces), contentType: `multipart/form-data; boundary=${boundary}` };
}
