import type { Access, ChatPort } from '../../../../spec/provider.ts';
import { carriage } from './carriage.ts';
import { openParts, readAnswer } from './read-answer.ts';
import { type WriteOptions, writeRequest } from './write-request.ts';

/** A video's own page may be named, and files that lie with Google; any other address is fetched first. */
const takenUrl =
  /^(https:\/\/(www\.|m\.)?youtube\.com\/|https:\/\/youtu\.be\/|https:\/\/generativelanguage\.googleapis\.com\/v1(alpha|beta)?\/files\/)/;

export type PortOptions = WriteOptions & {
  readonly path: (upstreamModel: string, method: string, access: Access | undefined) => string;
  /** `gs://` addresses are taken too. */
  readonly buckets: boolean;
};

/** The way for clients of other wires. A stream is always asked for as server-sent events. */
export const chatPort = (options: PortOptions): ChatPort => ({
  path: (model, stream, access) =>
    options.path(model, stream ? 'streamGenerateContent?alt=sse' : 'generateContent', access),
  takesUrl: (_media, url) => takenUrl.test(url) || (options.buckets && url.startsWith('gs://')),
  writeRequest: (chat, to, losses) => writeRequest(chat, to, losses, options),
  readAnswer,
  openParts,
  carriage: options.tiers ? carriage : { ...carriage, tier: 'dropped' },
});
