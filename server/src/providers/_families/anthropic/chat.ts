import type { Carriage, ChatFeature } from '../../../spec/chat.ts';
import type { ChatPort } from '../../../spec/provider.ts';
import { openParts } from './parts.ts';
import { readChatAnswer } from './read-chat.ts';
import { writeRequest } from './write-request.ts';

/** As the newest models take it: older ones carry sampling and a begun answer too. */
const carriage: Readonly<Partial<Record<ChatFeature, Carriage>>> = {
  'image-detail': 'dropped',
  'file-id': 'refused',
  audio: 'refused',
  video: 'refused',
  temperature: 'dropped',
  'top-p': 'dropped',
  'top-k': 'dropped',
  seed: 'dropped',
  penalties: 'dropped',
  'logit-bias': 'dropped',
  'several-answers': 'refused',
  logprobs: 'dropped',
  verbosity: 'dropped',
  'cache-key': 'dropped',
  'audio-output': 'refused',
  'image-output': 'refused',
  'assistant-prefill': 'refused',
  metadata: 'dropped',
  'opaque-tools': 'dropped',
  'unknown-fields': 'dropped',
};

const looksLikePdf = (url: string) => /\.pdf(?:[?#]|$)/i.test(url);

/** The Messages API for clients of other wires. */
export const chatPort: ChatPort = {
  path: () => '/v1/messages',
  takesUrl: (media, url) =>
    /^https?:\/\//i.test(url) && (media === 'image' || (media === 'file' && looksLikePdf(url))),
  writeRequest: (chat, to, losses) => writeRequest(chat, to, losses, { hostedTools: true }),
  readAnswer: readChatAnswer,
  openParts,
  carriage,
};
