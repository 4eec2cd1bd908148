import { createHash, createHmac } from 'node:crypto';
import type { OutgoingRequest } from '../../spec/provider.ts';
import type { Credentials } from './credentials.ts';

/** Where and when a signature counts. `now` in milliseconds. */
export type Scope = { readonly region: string; readonly service: string; readonly now: number };

const algorithm = 'AWS4-HMAC-SHA256';
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** `20150830T123600Z` */
const stampOf = (now: number): string => new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, '');

/** Percent-encoding of RFC 3986: everything but letters, digits and -._~ */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Every service but S3 encodes the path as it was sent once more. */
const canonicalPath = (path: string): string => path.split('/').map(encode).join('/');

function canonicalQuery(query: string): string {
  const pairs = query
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name, value.join('=')].map((part) => encode(decodeURIComponent(part))) as [string, string];
    });
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return pairs
    .sort((a, b) => byText(a[0], b[0]) || byText(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The signature over a request whose headers are all to be signed. */
export function signatureOf(
  request: OutgoingRequest,
  secret: string,
  { region, service, now }: Scope,
): { readonly signedHeaders: string; readonly scope: string; readonly signature: string } {
  const stamp = stampOf(now);
  const day = stamp.slice(0, 8);
  // Not parsed by URL, which would change what is sent.
  const [, host = '', path = '', query = ''] = /^[a-z]+:\/\/([^/?]*)([^?]*)(\?.*)?$/i.exec(request.url) ?? [];
  const headers = Object.entries({ ...request.headers, host })
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/\s+/g, ' ')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const signedHeaders = headers.map(([name]) => name).join(';');
  const canonical = [
    request.method,
    canonicalPath(path || '/'),
    canonicalQuery(query),
    ...headers.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    sha256(request.body),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = [algorithm, stamp, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request');
  return { signedHeaders, scope, signature: hmac(key, toSign).toString('hex') };
}

/**
 * Headers that sign a request with AWS Signature Version 4. Of its own headers only those that proxies leave alone
 * are signed: its content type, and AWS's. Source: AWS General Reference, "Create a signed AWS API request".
 */
export function signRequest(
  request: OutgoingRequest,
  credentials: Extract<Credentials, { by: 'signature' }>,
  scope: Scope,
): Record<string, string> {
  const own = {
    'x-amz-date': stampOf(scope.now),
    ...(credentials.sessionToken ? { 'x-amz-security-token': credentials.sessionToken } : {}),
  };
  const kept = Object.entries(request.headers).filter(
    ([name]) => name === 'content-type' || (name.startsWith('x-amz-') && !(name in own)),
  );
  const headers = { ...Object.fromEntries(kept), ...own };
  const signed = signatureOf({ ...request, headers }, credentials.secretAccessKey, scope);
  return {
    ...own,
    authorization: `${algorithm} Credential=${credentials.accessKeyId}/${signed.scope}, SignedHeaders=${signed.signedHeaders}, Signature=${signed.signature}`,
  };
}
