import { objectsIn, textIn } from '../../../base/json.ts';
import type { Carriage, ChatAnswer, ChatFeature } from '../../../spec/chat.ts';
import type { ChatPort, ChatReading } from '../../../spec/provider.ts';
import { isFault, readingOf, responseIn } from './answer.ts';
import { openParts } from './parts.ts';
import { blocksOfItem, finishOf } from './read-output.ts';
import type { EffortsOf } from './thinking.ts';
import { writeRequest } from './write-request.ts';

/** What this wire cannot say. Sampling is carried by models that do not think, thinking by those that do. */
const carriage: Readonly<Partial<Record<ChatFeature, Carriage>>> = {
  audio: 'refused',
  video: 'refused',
  'audio-output': 'refused',
  'several-answers': 'refused',
  stop: 'dropped',
  seed: 'dropped',
  penalties: 'dropped',
  'logit-bias': 'dropped',
  'top-k': 'dropped',
  logprobs: 'dropped',
  'cache-marks': 'dropped',
  'opaque-tools': 'dropped',
  'unknown-fields': 'dropped',
};

/** The way to this wire for clients of others. */
export const chatPort = (path: ChatPort['path'], effortsOf: EffortsOf): ChatPort => ({
  path,
  takesUrl: (media, url) => (media === 'image' || media === 'file') && /^https?:\/\//i.test(url),
  writeRequest: (chat, to, losses) => writeRequest(chat, to, losses, effortsOf),
  readAnswer: readChatAnswer,
  openParts,
  carriage,
});

export function readChatAnswer(body: Buffer): ChatReading {
  const response = responseIn(body);
  if (isFault(response)) return { texts: () => [], fault: response };
  const blocks = objectsIn(response['output']).flatMap(blocksOfItem);
  const reading = readingOf(response);
  const id = textIn(response['id']);
  const model = textIn(response['model']);
  const answer: ChatAnswer = {
    ...(id === undefined ? {} : { id }),
    ...(model === undefined ? {} : { model }),
    blocks,
    finish: finishOf(response, {
      calls: blocks.some(({ type }) => type === 'tool-call'),
      onlyRefusal:
        blocks.some(({ type }) => type === 'refusal') && !blocks.some(({ type }) => type === 'text'),
    }),
    ...(reading.usage ? { usage: reading.usage } : {}),
  };
  return { ...reading, answer };
}
