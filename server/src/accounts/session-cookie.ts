import { createHmac } from 'node:crypto';
import { sameSecret, type Vault } from '../base/secret.ts';

/**
 * The session cookie as the account library writes it: `token.signature`, signed with HMAC-SHA256 under its secret. Read
 * here without the library, so that a call with a session costs no more than one with an access token.
 */

export const cookiePrefix = 'key4u';
const names = [`__Secure-${cookiePrefix}.session_token`, `${cookiePrefix}.session_token`];
const longest = 512;

/** What sessions and everything else that the account library signs or seals stand under. */
export const sessionSecret = (vault: Vault): string => vault.lookup('the secret of sessions');

const signatureOf = (token: string, secret: string): string =>
  createHmac('sha256', secret).update(token).digest('base64');

/** The cookie as a browser sends it back. */
export const sessionCookie = (token: string, secret: string): string =>
  `${cookiePrefix}.session_token=${encodeURIComponent(`${token}.${signatureOf(token, secret)}`)}`;

/** The token of the session; undefined: there is no such cookie, or it was not signed by us. */
export function sessionToken(cookies: string | undefined, secret: string): string | undefined {
  for (const part of cookies?.split(';') ?? []) {
    const [name = '', ...rest] = part.trim().split('=');
    const value = rest.join('=');
    if (!names.includes(name) || value.length > longest) continue;
    const token = signedBy(secret, value);
    if (token !== undefined) return token;
  }
  return undefined;
}

function signedBy(secret: string, written: string): string | undefined {
  let value: string;
  try {
    value = decodeURIComponent(written);
  } catch {
    return undefined;
  }
  const dot = value.lastIndexOf('.');
  if (dot < 1) return undefined;
  const token = value.slice(0, dot);
  return sameSecret(value.slice(dot + 1), signatureOf(token, secret)) ? token : undefined;
}
