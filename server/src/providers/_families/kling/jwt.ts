import { createHmac, timingSafeEqual } from 'node:crypto';
import { objectOf, parseObject } from '../../../base/json.ts';

/** Seconds. Kling takes tokens of half an hour; a cached one is used for less, so that none ends on its way. */
const lasts = 1800;
const renewedAfter = 1200;
/** A token is good from a little before it was made: clocks differ. */
const early = 5;
const mostKept = 1000;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** A token of an access key, HS256. `now` in Unix seconds. Source: Kling's page on authentication. */
export function mintToken(accessKey: string, secretKey: string, now: number): string {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: accessKey, exp: now + lasts, nbf: now - early })}`;
  return `${text}.${sign(text, secretKey).toString('base64url')}`;
}

const kept = new Map<string, { readonly token: string; readonly madeAt: number }>();

/**
 * What stands behind `Bearer`: a channel's key `AccessKey|SecretKey` becomes a token, renewed every twenty minutes; any
 * other key is one of the newer API keys and goes as it is. `now` in milliseconds.
 */
export function bearerOf(key: string, now = Date.now()): string {
  const bar = key.indexOf('|');
  if (bar < 0) return key;
  const seconds = Math.floor(now / 1000);
  const last = kept.get(key);
  if (last && seconds >= last.madeAt && seconds < last.madeAt + renewedAfter) return last.token;
  const token = mintToken(key.slice(0, bar).trim(), key.slice(bar + 1).trim(), seconds);
  kept.delete(key);
  kept.set(key, { token, madeAt: seconds });
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return token;
}

export type TokenFault = 'malformed' | 'unknown' | 'early' | 'ended';

/** The access key of a token, or what is wrong with it. `secretOf` gives the secret of an access key. */
export function readToken(
  token: string,
  secretOf: (accessKey: string) => string | undefined,
  now: number,
): { readonly accessKey: string } | TokenFault {
  const [head = '', body = '', mark = '', ...more] = token.split('.');
  const header = parseObject(Buffer.from(head, 'base64url'));
  const claims = objectOf(parseObject(Buffer.from(body, 'base64url')));
  const { iss, exp, nbf } = claims;
  if (more.length > 0 || header?.['alg'] !== 'HS256' || typeof iss !== 'string') return 'malformed';
  const secret = secretOf(iss);
  if (secret === undefined) return 'unknown';
  const right = sign(`${head}.${body}`, secret);
  const given = Buffer.from(mark, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'malformed';
  if (typeof nbf === 'number' && now < nbf) return 'early';
  return typeof exp === 'number' && now < exp ? { accessKey: iss } : 'ended';
}
