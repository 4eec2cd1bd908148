import { randomFillSync } from 'node:crypto';

export const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford base32, lower case: no i, l, o, u
const pool = Buffer.alloc(8192);
let used = pool.length;

function randomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}

/**
 * An id that sorts by the time it was made: prefix, 10 characters of time (48 bits of milliseconds) and
 * 16 random ones (80 bits). Unique across nodes without asking anybody.
 */
export function newId(prefix: string, now: number): string {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++) {
    time = alphabet[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let random = '';
  for (const byte of randomBytes(16)) random += alphabet[byte & 31];
  return `${prefix}_${time}${random}`;
}

/** The time inside an id made by newId; undefined when the text is not one. */
export function timeOfId(id: string): number | undefined {
  const body = id.slice(id.indexOf('_') + 1);
  if (body.length !== 26) return undefined;
  let time = 0;
  for (const letter of body.slice(0, 10)) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return undefined;
    time = time * 32 + digit;
  }
  return time;
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` random characters of [0-9A-Za-z], each equally likely (bytes over 247 are thrown away). */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    const byte = randomBytes(1)[0]!;
    if (byte < 248) text += letters[byte % 62];
  }
  return text;
}
