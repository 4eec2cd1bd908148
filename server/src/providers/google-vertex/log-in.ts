import { createSign } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { Access, Provider } from '../../spec/provider.ts';

/** What of a service account's key file is used. */
const account = z.looseObject({
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  token_uri: z.url().default('https://oauth2.googleapis.com/token'),
});

const granted = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.number().positive().default(3600),
});

const scope = 'https://www.googleapis.com/auth/cloud-platform';
const lifeSeconds = 3600;

const isKeyFile = (key: string): boolean => key.trimStart().startsWith('{');

/** Marks a key that a log-in gave. */
const bearer = 'Bearer ';

/** An API key in its own header, a token as bearer. A key file is no credential before its log-in. */
export function authorize({ key }: Access): Readonly<Record<string, string>> {
  if (key.startsWith(bearer)) return { authorization: key };
  return isKeyFile(key) ? {} : { 'x-goog-api-key': key };
}

const refused = (message: string, cause?: unknown): GatewayError =>
  new GatewayError('upstream_key_refused', message, cause === undefined ? {} : { cause });

function readAccount(key: string): z.infer<typeof account> {
  const parsed = parseJson(key);
  if (parsed === undefined)
    throw refused('the key file of the service account is no JSON; paste the whole file');
  const read = account.safeParse(parsed);
  if (!read.success) throw refused('the key file is not one of a service account; create a JSON key for one');
  return read.data;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The signed request for a token (RFC 7523). `now` in milliseconds. */
function assertionOf(key: z.infer<typeof account>, now: number): string {
  const issued = Math.floor(now / 1000);
  const head = { alg: 'RS256', typ: 'JWT', ...(key.private_key_id ? { kid: key.private_key_id } : {}) };
  const claims = { iss: key.client_email, scope, aud: key.token_uri, iat: issued, exp: issued + lifeSeconds };
  const text = `${encoded(head)}.${encoded(claims)}`;
  try {
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key.private_key, 'base64url')}`;
  } catch (error) {
    throw refused('the private key of the service account cannot be read; create a new JSON key', error);
  }
}

/** A token for a service account; a plain API key needs none. Rejects with GatewayError (upstream_key_refused, upstream_failed). */
export const logIn: NonNullable<Provider['logIn']> = async ({ key, settings }: Access, send, now) => {
  if (!isKeyFile(key)) return { key, expiresAt: now + 24 * 3_600_000 };
  if (!settings['project']) throw refused('a channel with a service account needs the setting "project"');
  const file = readAccount(key);
  const { status, body } = await send({
    url: file.token_uri,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertionOf(file, now),
    }).toString(),
  });
  if (status !== 200) {
    throw status >= 500 || status === 429
      ? new GatewayError('upstream_failed', 'the log-in of the service account failed; try again in a moment')
      : refused('the log-in of the service account was refused');
  }
  const token = granted.safeParse(parseJson(body));
  if (!token.success)
    throw new GatewayError('upstream_garbage', 'the log-in of the service account gave no token');
  return { key: bearer + token.data.access_token, expiresAt: now + token.data.expires_in * 1000 };
};
