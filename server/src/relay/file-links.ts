import type { IncomingMessage } from 'node:http';
import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import { unveiled, veiled } from '../base/veiled-id.ts';
import type { FileEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import {
  type FileBytes,
  type FileLinks,
  fileIdPrefix,
  type LinkUse,
  type StoredFile,
} from '../spec/files.ts';
import { partOf } from '../tasks/results.ts';
import type { Reply } from './reply.ts';

/** Caches may keep a file so long after it was deleted, seconds. */
const cachedFor = 3600;

/** To whoever guesses, a wrong link and a file that is gone look the same. */
export const unknownLink = (): GatewayError =>
  new GatewayError('file_unknown', 'there is no such file; it was deleted, or is past its time');

/** The links that an endpoint makes and reads. A link to a file's bytes does not delete it, nor the reverse. */
export function linksFor(
  vault: Pick<Vault, 'lookup'>,
  endpoint: Pick<FileEndpoint, 'open' | 'does'>,
  origin: string,
): FileLinks {
  const keyFor = (use: LinkUse) => Buffer.from(vault.lookup(`file link: ${use}`), 'hex');
  const read: LinkUse = endpoint.open && endpoint.does === 'delete-file' ? 'delete' : 'content';
  return {
    origin,
    to: (id, opens) => veiled(keyFor(opens), id.slice(fileIdPrefix.length)) ?? '',
    idOf(name) {
      const id = unveiled(keyFor(read), name.replace(/\.\w{1,8}$/, ''));
      return id === undefined ? undefined : fileIdPrefix + id;
    },
  };
}

/**
 * The bytes of a file for whoever has its link, with ranges. The dialect has looked at what was uploaded; whatever it is,
 * browsers are told to take it for what it is called and to run nothing of it.
 */
export async function sendLinked(
  { bytes, clock }: { readonly bytes: FileBytes; readonly clock: Clock },
  file: StoredFile,
  request: IncomingMessage,
  reply: Reply,
): Promise<void> {
  const etag = `"${file.sha256.slice(0, 32)}"`;
  const left = Math.floor((file.expiresAt - clock.now()) / 1000);
  const headers = {
    'content-type': file.mediaType,
    'accept-ranges': 'bytes',
    etag,
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    // Said to everybody, so that a cache has it for whoever needs it.
    'access-control-allow-origin': '*',
    'cache-control': `public, max-age=${Math.max(0, Math.min(cachedFor, left))}`,
  };
  if (request.headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) {
    reply.head(304, headers);
    return reply.end();
  }
  const condition = request.headers['if-range'];
  const isWhole = condition !== undefined && condition !== etag;
  const part = partOf(isWhole ? undefined : request.headers.range, file.size);
  if (part === 'none') return reply.answer(416, { ...headers, 'content-range': `bytes */${file.size}` }, '');
  const { from, to } = part ?? { from: 0, to: file.size - 1 };
  const head = {
    ...headers,
    'content-length': String(to - from + 1),
    ...(part ? { 'content-range': `bytes ${from}-${to}/${file.size}` } : {}),
  };
  const status = part ? 206 : 200;
  if (request.method === 'HEAD') {
    reply.head(status, head);
    return reply.end();
  }
  const chunks = await bytes.pass(file.id, { from, to });
  if (!chunks)
    throw new GatewayError('gateway_fault', 'the bytes of this file are not here; the operator must look', {
      cause: new Error(`no bytes of ${file.id}; nodes of one database need one folder of files`),
    });
  reply.head(status, head);
  for await (const chunk of chunks) {
    if (reply.gone) return;
    await reply.sent(chunk, clock.now());
  }
  reply.end();
}
