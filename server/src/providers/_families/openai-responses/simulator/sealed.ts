import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { badField } from '../../openai-compatible/simulator/api-error.ts';

/**
 * Encrypted content, as the upstream hands out: opaque to everybody, and only the account that it was made for can send
 * it back. Here it is a signed random text.
 */
const head = 'gAAAAAB';

const signatureOf = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** `key`: the account's. */
export function mint(key: string): string {
  const text = randomBytes(48).toString('base64url');
  return `${head}${text}${signatureOf(key, text).toString('base64url')}=`;
}

/** Throws ApiError 400 for a text that this account's upstream did not make. */
export function demandOwn(key: string, sealed: string): void {
  const [, text, signature] = /^gAAAAAB(.{64})(.{43})=$/.exec(sealed) ?? [];
  const own =
    text !== undefined &&
    signature !== undefined &&
    timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(key, text).toString('base64url')));
  if (own) return;
  const shown = sealed.length <= 16 ? sealed : `${sealed.slice(0, 4)}...${sealed.slice(-4)}`;
  throw badField(
    `The encrypted content ${shown} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    'input',
    'invalid_encrypted_content',
  );
}
