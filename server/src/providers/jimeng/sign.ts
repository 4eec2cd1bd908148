import { createHash, createHmac } from 'node:crypto';
import { GatewayError } from '../../spec/fault.ts';
import type { OutgoingRequest } from '../../spec/provider.ts';

/**
 * Volcengine's signature V4 (HMAC-SHA256), region cn-north-1, service cv.
 * Sources: https://www.volcengine.com/docs/6369/67268 and /67270; volcengine/volc-sdk-python, auth/SignerV4.py.
 */
const region = 'cn-north-1';
const service = 'cv';

export type Credentials =
  | { readonly by: 'signature'; readonly id: string; readonly secret: string; readonly token?: string }
  | { readonly by: 'bearer'; readonly token: string };

/**
 * `AccessKeyId|SecretAccessKey`, with `|SecurityToken` behind where the keys are for a short time; a key that begins with
 * `sk-` is one of another gateway that serves this API. Throws upstream_key_refused for anything else.
 */
export function credentialsOf(key: string): Credentials {
  if (key.startsWith('sk-')) return { by: 'bearer', token: key };
  const [id = '', secret = '', token] = key.split('|').map((part) => part.trim());
  if (id === '' || secret === '')
    throw new GatewayError(
      'upstream_key_refused',
      'the key of this channel must have the form AccessKeyId|SecretAccessKey',
    );
  return { by: 'signature', id, secret, ...(token ? { token } : {}) };
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** Everything but the unreserved signs is escaped, a space as %20. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A request's signature over the named headers, which it must have. `date`: `20260102T030405Z`. */
export function signatureOf(
  { method, url, headers, body }: OutgoingRequest,
  names: readonly string[],
  date: string,
  secret: string,
): string {
  const { pathname, searchParams } = new URL(url);
  const query = [...searchParams]
    .map(([name, value]): [string, string] => [escaped(name), escaped(value)])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map((pair) => pair.join('='))
    .join('&');
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  const canonical = [method, pathname, query, lines, names.join(';'), sha256(body)].join('\n');
  const scope = scopeOf(date);
  const toSign = ['HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const day = date.slice(0, 8);
  const key = hmac(hmac(hmac(hmac(secret, day), region), service), 'request');
  return hmac(key, toSign).toString('hex');
}

export const scopeOf = (date: string): string => `${date.slice(0, 8)}/${region}/${service}/request`;

/** Headers that sign a request, as of `now` (ms). */
export function signHeaders(
  request: OutgoingRequest,
  { id, secret, token }: Extract<Credentials, { by: 'signature' }>,
  now: number,
): Readonly<Record<string, string>> {
  const date = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const added: Record<string, string> = {
    // The port that goes without saying is left out by URL.
    host: new URL(request.url).host,
    'x-date': date,
    'x-content-sha256': sha256(request.body),
    ...(token === undefined ? {} : { 'x-security-token': token }),
  };
  const headers = { ...request.headers, ...added };
  const names = ['content-type', 'host', 'x-content-sha256', 'x-date', 'x-security-token'].filter(
    (name) => headers[name] !== undefined,
  );
  const signature = signatureOf({ ...request, headers }, names, date, secret);
  const { host: _host, ...sent } = added;
  return {
    ...sent,
    authorization: `HMAC-SHA256 Credential=${id}/${scopeOf(date)}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
