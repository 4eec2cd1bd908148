import { createCipheriv, createDecipheriv } from 'node:crypto';
import { alphabet } from './ids.ts';

/**
 * An id as a text that shows nothing of it. The 26 characters behind the prefix of an id (base/ids.ts) are 128 bits, which
 * is one block of AES: enciphered, they are 32 hex digits that nobody makes without the key, and that lead back to the id
 * without anything being stored. One block of distinct values needs no mode and no nonce.
 */
const cipher = 'aes-256-ecb';

/** `key`: 32 bytes; `id`: the 26 characters. Undefined for what is no such id. */
export function veiled(key: Buffer, id: string): string | undefined {
  let bits = 0n;
  for (const letter of id) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return undefined;
    bits = bits * 32n + BigInt(digit);
  }
  if (id.length !== 26 || bits >> 128n !== 0n) return undefined;
  const to = createCipheriv(cipher, key, null).setAutoPadding(false);
  return to.update(bits.toString(16).padStart(32, '0'), 'hex', 'hex') + to.final('hex');
}

/** The id in what `veiled` made. Any other 32 digits give an id that nobody has; what is no such text, undefined. */
export function unveiled(key: Buffer, text: string): string | undefined {
  if (!/^[0-9a-f]{32}$/.test(text)) return undefined;
  const from = createDecipheriv(cipher, key, null).setAutoPadding(false);
  let bits = BigInt(`0x${from.update(text, 'hex', 'hex')}${from.final('hex')}`);
  let id = '';
  for (let at = 0; at < 26; at++) {
    id = alphabet[Number(bits & 31n)] + id;
    bits >>= 5n;
  }
  return id;
}
