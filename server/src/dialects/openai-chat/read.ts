import type { z } from 'zod';
import { isObject, type Json, listOf, objectIn } from '../../base/json.ts';
import type { Bounds, Call, CallKind, RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel, written } from '../../spec/json-body.ts';
import type { Facts } from '../../spec/usage.ts';
import { affinityOf } from './affinity.ts';
import { hostedIn } from './read-tools.ts';

/** The most input tokens that one image or one file of media may cost on a model that does not say; OpenAI's dearest tiling is below it. */
const mediaTokens = 4000;
/** Audio: at most 10 tokens a second in, and base64 of the leanest format (8 kbit/s) holds 750 bytes a second. */
const bytesPerAudioToken = 50;

const mediaParts = new Set<unknown>(['image_url', 'input_audio', 'video_url']);

/** What one of the tools that the upstream runs itself may bring into the input: pages of a search, rounds of code. */
const hostedTokens = 32_768;
/** Searches of one answer; nothing in a request limits them. */
const mostSearches = 10;

/** Everything else may reach the model as text (a refusal, a text file) and keeps its bytes in the bound. */
const isMedia = (type: unknown, data: string): boolean =>
  mediaParts.has(type) || (type === 'file' && /^data:(?:image|audio|video|application\/pdf)\b/.test(data));

/**
 * An upper bound of the input tokens: no tokenizer of this family makes more tokens than bytes, so the bytes of the
 * body bound the text; base64 media are taken out and counted at their dearest instead.
 */
function inputBound(bytes: Buffer, body: Json): number {
  let bound = bytes.length;
  const messages = listOf(body['messages']);
  for (const message of messages) {
    const content = isObject(message) ? message['content'] : undefined;
    if (!Array.isArray(content)) continue;
    for (const part of content) {
      if (!isObject(part) || part['type'] === 'text') continue;
      bound += mediaTokens;
      for (const value of Object.values(part)) {
        const data = isObject(value) ? (value['url'] ?? value['data'] ?? value['file_data']) : value;
        if (typeof data !== 'string' || data.length < 256 || !isMedia(part['type'], data)) continue;
        bound -= data.length;
        if (part['type'] !== 'image_url') bound += Math.ceil(data.length / bytesPerAudioToken);
      }
    }
  }
  return Math.max(bound, 0) + 16;
}

const whole = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 ? Math.floor(value) : undefined;

/**
 * Scalars at the top of a body that prices of some model depend on. Not `service_tier`: the tier that was really used
 * is the upstream's to say, and a cheap one that it never heard of must not be charged.
 */
function factsOf(body: Json): Facts {
  const facts: Record<string, string | number | boolean> = {};
  const thinking =
    body['enable_thinking'] ??
    (isObject(body['thinking']) ? body['thinking']['type'] !== 'disabled' : undefined);
  if (typeof thinking === 'boolean') facts['thinking'] = thinking;
  if (typeof body['reasoning_effort'] === 'string') facts['reasoning_effort'] = body['reasoning_effort'];
  return facts;
}

const listLength = (value: unknown): number =>
  Array.isArray(value) && (typeof value[0] === 'string' || Array.isArray(value[0])) ? value.length : 1;

const plainNumbers = new Set(['temperature', 'top_p', 'presence_penalty', 'frequency_penalty']);

/**
 * Most chat calls hold nothing but text messages and a few plain options; for those the schema would cost more than
 * all other reading. Whatever is not seen here at a glance goes through the schema; what passes here passes there
 * too (a test proves it over the cases).
 */
export function isPlainChat(endpoint: string, body: Json): boolean {
  if (endpoint !== 'chat' || !Array.isArray(body['messages']) || body['messages'].length === 0) return false;
  for (const name in body) {
    const value = body[name];
    if (name === 'messages') continue;
    if (name === 'model') {
      if (typeof value !== 'string' || value === '' || value.length > 256) return false;
    } else if (name === 'stream') {
      if (typeof value !== 'boolean') return false;
    } else if (name === 'max_tokens' || name === 'max_completion_tokens') {
      if (!Number.isSafeInteger(value) || (value as number) < 0) return false;
    } else if (!plainNumbers.has(name) || !Number.isFinite(value)) return false; // 1e999 is read as Infinity
  }
  for (const message of body['messages']) {
    if (!isObject(message) || typeof message['role'] !== 'string' || typeof message['content'] !== 'string')
      return false;
    for (const name in message) if (name !== 'role' && name !== 'content') return false;
  }
  return typeof body['model'] === 'string';
}

/** Makes the reader of one endpoint. The body is read with its schema; `kind` decides what bounds it has. */
export function reader(endpoint: string, kind: CallKind, schema: z.ZodType) {
  return (bytes: Buffer, head?: RequestHead): Call => {
    const body = parseBody(bytes);
    if (!isPlainChat(endpoint, body)) checkFields(schema, body);
    refuseDoubleModel(bytes);
    const stream = kind !== 'embedding' && body['stream'] === true;
    const options = objectIn(body['stream_options']);
    if (options && !stream)
      throw new GatewayError('field_invalid', 'stream_options is only allowed when stream is true', {
        param: 'stream_options',
      });
    const answers =
      Math.max(whole(body['n']) ?? 1, whole(body['best_of']) ?? 1) *
      (kind === 'completion' ? listLength(body['prompt']) : 1);
    const limit = whole(body['max_completion_tokens']) ?? whole(body['max_tokens']);
    // The legacy endpoint stops after 16 tokens unless told otherwise, but compatible servers do not: no limit is assumed.
    const outputTokens = kind === 'embedding' ? 0 : limit;
    const hosted = hostedIn(body);
    const bounds: Bounds = {
      inputTokens: inputBound(bytes, body) + hosted.size * hostedTokens,
      answers,
      ...(hosted.has('web-search') ? { units: { searches: mostSearches } } : {}),
      ...(outputTokens === undefined ? {} : { outputTokens }),
    };
    const affinity = kind === 'embedding' ? undefined : affinityOf(body, head, bytes.length);
    return {
      kind,
      endpoint,
      model: body['model'] as string,
      stream,
      usageInStream: options?.['include_usage'] === true,
      body: bytes,
      bounds,
      ...(affinity === undefined ? {} : { affinity }),
      facts: factsOf(body),
    };
  };
}

/** Texts that the model reads, and for token lists a text of as many tokens. */
export function requestTexts(bytes: Buffer): readonly string[] {
  const body = parseBody(bytes);
  const texts: string[] = [];
  // A list of its own in place of recursion: a body may be nested deeper than the stack.
  const add = (value: unknown): void => {
    const left = [value];
    while (left.length > 0) {
      const next = left.pop();
      if (typeof next === 'string') texts.push(next);
      else if (typeof next === 'number')
        texts.push(' a'); // one token of the caller's own counting
      else if (Array.isArray(next)) for (const one of next) left.push(one);
      else if (isObject(next)) left.push(next['text'] ?? next['content']);
    }
  };
  for (const message of listOf(body['messages'])) {
    if (!isObject(message)) continue;
    add(message['content']);
    add(message['name']);
    if (Array.isArray(message['tool_calls'])) texts.push(written(message['tool_calls']));
  }
  add(body['prompt']);
  add(body['suffix']);
  add(body['input']);
  for (const name of ['tools', 'functions', 'response_format'])
    if (body[name] != null) texts.push(written(body[name]));
  return texts;
}
