import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

/** An answer that many callers get as it is: written, packed and tagged once. */
export type Written = { readonly text: Buffer; readonly packed: Buffer; readonly tag: string };

const pack = promisify(gzip);

/** `data`: the JSON text of the envelope's `data`, already as the route's schema has it. */
export async function writeOnce(data: string): Promise<Written> {
  const text = Buffer.from(`{"success":true,"message":"","data":${data}}`);
  const packed = await pack(text, { level: constants.Z_BEST_COMPRESSION });
  return { text, packed, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
