import { isObject, type Json, type JsonDraft, listOf, textIn } from '../../../base/json.ts';
import { type SseEvent, SseSplitter } from '../../../base/sse.ts';
import type { Block, ChatFeature, ChatPart, ChatRequest, ImageBlock, Losses } from '../../../spec/chat.ts';
import type { ChatPartReader, ChatPort, ChatReading, ChatTarget } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';
import { estimatedTokens, readImages, reportedUsage } from './images.ts';
import { drawsAnySize, ratioIn, sizeFor, withoutRatio } from './picture-size.ts';

/**
 * A chat with a model that only draws: what the user said becomes the prompt, the picture is the answer. With pictures
 * in the conversation it is an edit, as JSON (EditImageBodyJsonParam), else a generation.
 * Source: OpenAI OpenAPI document of 2026-08-21.
 */

/** Fields of the images API that a client of OpenAI's wires may put into its chat; `size` stands over a ratio. */
const ownFields = [
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'moderation',
  'input_fidelity',
];

/** The conversation as far as a painter can use it. */
type Asked = { readonly prompt: string; readonly pictures: readonly ImageBlock[] };

const textsIn = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('\n')
    .trim();

const picturesIn = (blocks: readonly Block[]): ImageBlock[] =>
  blocks.filter((block) => block.type === 'image');

/**
 * The pictures of the last user message, or those that were drawn just before it: "make it blue" means that one. Where
 * there are none, the earlier wishes belong to the prompt, because nothing else tells of them.
 */
function askedOf({ messages }: ChatRequest): Asked {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const own = picturesIn(messages[last]?.blocks ?? []);
  const drawn = messages.slice(0, Math.max(last, 0)).findLast(({ role }) => role === 'assistant');
  const pictures = own.length > 0 ? own : picturesIn(drawn?.blocks ?? []);
  const prompt = messages
    .filter(
      ({ role }, at) => role === 'system' || (role === 'user' && (at === last || pictures.length === 0)),
    )
    .map(({ blocks }) => textsIn(blocks))
    .filter((text) => text !== '')
    .join('\n\n');
  return { prompt, pictures };
}

const path: ChatPort['path'] = (_model, _stream, _access, request) =>
  request && askedOf(request).pictures.length > 0 ? '/images/edits' : '/images/generations';

/** A picture as the edits endpoint takes it. */
function reference({ source }: ImageBlock, losses: Losses): Json {
  switch (source.by) {
    case 'data':
      return { image_url: `data:${source.mediaType};base64,${source.data}` };
    case 'url':
      return { image_url: source.url };
    case 'file-id':
      return losses.refuse(
        'file-id',
        'messages',
        'this model takes pictures as URL or base64, not by file id',
      );
  }
}

function writeRequest(chat: ChatRequest, to: ChatTarget, losses: Losses): Json {
  refuseOthers(chat, losses);
  const { prompt, pictures } = askedOf(chat);
  if (prompt === '')
    losses.refuse('text', 'messages', 'this model draws: say in a message of the user what to draw');
  const body: JsonDraft = { model: to.upstreamModel, prompt };
  if (pictures.length > 0) body['images'] = pictures.map((picture) => reference(picture, losses));
  if (pictures.some(({ detail }) => detail !== undefined)) losses.drop('image-detail', 'detail');
  const ratio = chat.picture?.ratio ?? ratioIn(prompt);
  const size = sizeFor(to.upstreamModel, ratio, chat.picture?.size);
  if (size !== undefined) body['size'] = size;
  // A ratio in brackets is an order, not a thing to draw.
  if (chat.picture?.ratio === undefined && ratio !== undefined)
    body['prompt'] = withoutRatio(prompt) || prompt;
  if ((chat.answers ?? 1) > 1) {
    if (chat.stream)
      losses.refuse(
        'several-answers',
        'n',
        'a stream holds one picture; ask without stream, or several times',
      );
    body['n'] = chat.answers;
  }
  if (chat.user !== undefined) body['user'] = chat.user;
  if (chat.stream) body['stream'] = true;
  const fromOpenAi = chat.others?.from.startsWith('openai-') === true;
  for (const [name, value] of Object.entries(chat.others?.fields ?? {})) {
    if (fromOpenAi && ownFields.includes(name)) body[name] = value;
    else losses.drop('unknown-fields', name);
  }
  dropOthers(chat, to, losses);
  return body;
}

/** What a picture cannot be: an answer in another form, or one about things that a painter cannot read. */
function refuseOthers({ messages, format, outputs, toolChoice }: ChatRequest, losses: Losses): void {
  if (format)
    losses.refuse(
      format.type === 'json' ? 'json-output' : 'schema-output',
      'response_format',
      'this model answers with a picture, not with JSON',
    );
  if (outputs?.includes('audio'))
    losses.refuse('audio-output', 'modalities', 'this model answers with a picture, not with speech');
  const must =
    toolChoice?.type === 'any' ||
    toolChoice?.type === 'tool' ||
    (toolChoice?.type === 'some' && toolChoice.must);
  if (must) losses.refuse('tool-choice', 'tool_choice', 'this model draws and calls no tools');
  const last = messages.findLast(({ role }) => role === 'user');
  for (const block of last?.blocks ?? []) {
    if (block.type === 'audio' || block.type === 'video' || block.type === 'file')
      losses.refuse(
        block.type === 'file' ? 'text-file' : block.type,
        'messages',
        `this model takes text and pictures; it cannot read a ${block.type === 'audio' ? 'sound' : block.type}`,
      );
  }
}

function dropOthers(chat: ChatRequest, to: ChatTarget, losses: Losses): void {
  const dropped: readonly (readonly [ChatFeature, string, unknown])[] = [
    ['tools', 'tools', chat.tools.length > 0 || undefined],
    ['max-output', 'max_tokens', chat.maxOutput],
    ['temperature', 'temperature', chat.temperature],
    ['top-p', 'top_p', chat.topP],
    ['top-k', 'top_k', chat.topK],
    ['stop', 'stop', chat.stop],
    ['seed', 'seed', chat.seed],
    ['penalties', 'presence_penalty', chat.presencePenalty],
    ['penalties', 'frequency_penalty', chat.frequencyPenalty],
    ['logit-bias', 'logit_bias', chat.logitBias],
    ['logprobs', 'logprobs', chat.logprobs || undefined],
    ['thinking', 'thinking', chat.thinking?.mode === 'on' || undefined],
    ['verbosity', 'verbosity', chat.verbosity],
    ['cache-key', 'prompt_cache_key', chat.cacheKey],
    ['tier', 'service_tier', chat.tier],
    ['metadata', 'metadata', chat.metadata],
    ['image-output', 'image_size', drawsAnySize(to.upstreamModel) ? undefined : chat.picture?.size],
  ];
  for (const [feature, name, value] of dropped) if (value !== undefined) losses.drop(feature, name);
}

const refused = 'refused';
const dropped = 'dropped';

const carriage: ChatPort['carriage'] = {
  'image-detail': dropped,
  'pdf-data': refused,
  'pdf-url': refused,
  'file-id': refused,
  'text-file': refused,
  audio: refused,
  video: refused,
  tools: dropped,
  'custom-tools': dropped,
  'tool-choice': refused,
  'tool-subset': refused,
  'no-parallel-tools': dropped,
  'tool-result-image': dropped,
  'tool-error': dropped,
  'strict-tools': dropped,
  'json-output': refused,
  'schema-output': refused,
  'max-output': dropped,
  temperature: dropped,
  'top-p': dropped,
  'top-k': dropped,
  stop: dropped,
  seed: dropped,
  penalties: dropped,
  'logit-bias': dropped,
  logprobs: dropped,
  thinking: dropped,
  'thinking-budget': dropped,
  'thinking-signature': dropped,
  verbosity: dropped,
  'cache-marks': dropped,
  'cache-key': dropped,
  'web-search': dropped,
  'url-context': dropped,
  code: dropped,
  'audio-output': refused,
  'assistant-prefill': dropped,
  tier: dropped,
  metadata: dropped,
  'opaque-tools': dropped,
  'unknown-fields': dropped,
};

/** Types by the first letters of base64; the format that is told may be absent. */
const typeOf = (data: string): string =>
  data.startsWith('/9j/') ? 'image/jpeg' : data.startsWith('UklGR') ? 'image/webp' : 'image/png';

/** An image object, or a `completed` event. */
function pictureIn(value: unknown): ImageBlock | undefined {
  if (!isObject(value)) return undefined;
  const data = textIn(value['b64_json']);
  if (data !== undefined) return { type: 'image', source: { by: 'data', mediaType: typeOf(data), data } };
  const url = textIn(value['url']);
  return url === undefined ? undefined : { type: 'image', source: { by: 'url', url } };
}

const stop = { reason: 'stop' } as const;

/** Each picture is an answer of its own, as `n` means it in a chat. */
function readAnswer(bytes: Buffer): ChatReading {
  const reading = readImages({ endpoint: 'generations', kind: 'image', facts: {} }, bytes);
  if (reading.fault) return reading;
  const body: unknown = JSON.parse(bytes.toString('utf8'));
  const pictures = listOf(isObject(body) ? body['data'] : undefined).flatMap((one) => pictureIn(one) ?? []);
  const [first, ...more] = pictures;
  if (!first)
    return {
      texts: reading.texts,
      fault: { code: 'upstream_garbage', message: 'the upstream answered without a picture' },
    };
  return {
    ...reading,
    answer: {
      blocks: [first],
      finish: stop,
      ...(reading.usage ? { usage: reading.usage } : {}),
      ...(more.length > 0 ? { more: more.map((picture) => ({ blocks: [picture], finish: stop })) } : {}),
    },
  };
}

/** `image_generation.completed` or `image_edit.completed`. Partial images are never asked for. */
function completed(event: Json): ChatPart[] | undefined {
  const block = pictureIn(event);
  if (!block) return undefined;
  const { size, quality } = event;
  const usage: Usage = {
    images: 1,
    ...(reportedUsage(event['usage']) ?? { output_image_tokens: estimatedTokens(quality, size) }),
  };
  const facts = {
    ...(typeof size === 'string' ? { size } : {}),
    ...(typeof quality === 'string' ? { quality } : {}),
  };
  return [
    { type: 'start' },
    { type: 'media', block },
    { type: 'finish', finish: stop },
    { type: 'usage', usage, ...(Object.keys(facts).length > 0 ? { facts } : {}) },
    { type: 'end' },
  ];
}

function openParts(): ChatPartReader {
  const splitter = new SseSplitter();
  let done = false;
  const failed = (message: string): ChatPart[] => {
    done = true;
    return [{ type: 'error', fault: { code: 'upstream_garbage', message } }];
  };
  const take = ({ data }: SseEvent): ChatPart[] => {
    if (done) return [];
    let event: unknown;
    try {
      event = JSON.parse(data);
    } catch {
      return []; // half an event, or a proxy's word
    }
    if (!isObject(event)) return [];
    const words = event['error'] ? readErrorWords(event) : undefined;
    if (words) {
      done = true;
      return [{ type: 'error', fault: faultInBody(words) }];
    }
    if (!textIn(event['type'])?.endsWith('.completed')) return [];
    done = true;
    return completed(event) ?? failed('the upstream answered without a picture');
  };
  return {
    push(bytes) {
      if (done) return [];
      try {
        return splitter.push(bytes).flatMap(take);
      } catch {
        return failed('the upstream sent an event that does not end');
      }
    },
    finish() {
      const rest = done ? undefined : splitter.rest();
      return rest ? take(rest) : [];
    },
  };
}

/** The way to the images endpoints for clients that chat. */
export const imageChat: ChatPort = {
  path,
  takesUrl: (media) => media === 'image',
  writeRequest,
  readAnswer,
  openParts,
  carriage,
};
