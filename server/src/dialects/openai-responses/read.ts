import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { isObject, type Json, stringIn } from '../../base/json.ts';
import { editTopLevel } from '../../base/json-span.ts';
import { type Bounds, type Call, leastCached, type RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel, written } from '../../spec/json-body.ts';
import type { Facts } from '../../spec/usage.ts';
import { itemsOf, partsOf, toolsOf } from './items.ts';

/** The most input tokens that one image or one file of media may cost on a model that does not say; OpenAI's dearest tiling is below it. */
const mediaTokens = 4000;
/** Audio: at most 10 tokens a second in, and base64 of the leanest format (8 kbit/s) holds 750 bytes a second. */
const bytesPerAudioToken = 50;

const isMediaUrl = (data: string): boolean => /^data:(?:image|audio|video|application\/pdf)\b/.test(data);

/** Base64 inside a part that is no text to any model; undefined for parts that hold none. */
function mediaOf(part: Json): { data: string; picture: boolean } | undefined {
  const { image_url: image, file_data: file, input_audio: audio } = part;
  const url = stringIn(image) ?? (isObject(image) ? stringIn(image['url']) : undefined);
  if (url !== undefined) return { data: url, picture: true };
  if (typeof file === 'string') return isMediaUrl(file) ? { data: file, picture: false } : undefined;
  if (isObject(audio) && typeof audio['data'] === 'string') return { data: audio['data'], picture: false };
  return undefined;
}

/**
 * An upper bound of the input tokens: no tokenizer of this family makes more tokens than bytes, so the bytes of the
 * body bound the text; base64 media are taken out and counted at their dearest instead.
 */
function inputBound(bytes: Buffer, body: Json): number {
  let bound = bytes.length;
  const take = (data: string, picture: boolean) => {
    if (data.length < 256) return;
    bound -= data.length;
    if (!picture) bound += Math.ceil(data.length / bytesPerAudioToken);
  };
  for (const item of itemsOf(body['input'])) {
    if (!isObject(item)) continue;
    if (item['type'] === 'image_generation_call' && typeof item['result'] === 'string') {
      bound += mediaTokens;
      take(item['result'], true);
      continue;
    }
    for (const part of partsOf(item)) {
      if (typeof part['text'] === 'string') continue;
      bound += mediaTokens;
      const media = mediaOf(part);
      if (media) take(media.data, media.picture);
    }
  }
  return Math.max(bound, 0) + 16;
}

/** Tools that the upstream runs itself: what they find is input too. */
const hosted = /^(?:web_search|file_search|code_interpreter|mcp$)/;
/** One find; a web search of the small models is billed as 8,000 tokens (pricing page). */
const tokensPerUse = 10_000;
const usualUses = 10;
const mostUses = 20;

/** How often such tools may be used, all together, and how often the web be searched. */
function usesOf(body: Json): { uses: number; searches: number } {
  const types = toolsOf(body['tools'], body['input']).map((tool) => stringIn(tool['type']) ?? '');
  const asked = whole(body['max_tool_calls']);
  const uses = types.some((type) => hosted.test(type)) ? Math.min(asked || usualUses, mostUses) : 0;
  return { uses, searches: types.some((type) => type.startsWith('web_search')) ? uses : 0 };
}

const whole = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 ? Math.floor(value) : undefined;

/** Scalars that prices of some model depend on. Not `service_tier`: the tier really used is the upstream's to say. */
function factsOf(body: Json): Facts {
  const effort = isObject(body['reasoning']) ? body['reasoning']['effort'] : undefined;
  return typeof effort === 'string' ? { reasoning_effort: effort } : {};
}

const headerOf = (head: RequestHead, name: string): string | undefined => {
  const value = head.headers[name];
  const one = Array.isArray(value) ? value[0] : value;
  return one === '' ? undefined : one;
};

/**
 * Calls of one conversation: the cache key, else the session of the client (Codex sends `session_id`, newer ones
 * `session-id`), else how the conversation begins. Going on from an earlier response hides the beginning: no affinity.
 * `size`: bytes of the request.
 */
function affinityOf(body: Json, head: RequestHead, size: number): string | undefined {
  const key = stringIn(body['prompt_cache_key']);
  if (key) return `key:${key}`;
  const session = headerOf(head, 'session_id') ?? headerOf(head, 'session-id');
  if (session !== undefined) return `session:${session}`;
  if (size < leastCached || typeof body['previous_response_id'] === 'string') return undefined;
  const [first] = itemsOf(body['input']);
  if (first === undefined) return undefined;
  const hash = createHash('sha256')
    .update(stringIn(body['instructions']) ?? '')
    .update('\0');
  return `start:${hash.update(written(first)).digest('base64url').slice(0, 22)}`;
}

/** Headers of OpenAI's clients that an OpenAI upstream acts on. Sources: openai-node, openai/codex. */
const passed =
  /^(?:openai-beta|originator|session[_-]id|thread-id|version|x-codex-[\w-]+|x-openai-subagent)$/;

function headersOf(head: RequestHead): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(head.headers)) {
    if (!passed.test(name) || value === undefined) continue;
    found[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

function refuse(param: string, message: string): never {
  throw new GatewayError('field_invalid', message, { param });
}

/** What the types alone do not say. */
function check(body: Json): void {
  if (body['background'] === true && body['store'] === false)
    refuse('background', 'a response in the background must be stored: leave store out');
  if (body['background'] === true && body['stream'] === true)
    refuse('stream', 'a response in the background comes whole: leave stream out and ask for it by its id');
  if (body['previous_response_id'] != null && body['conversation'] != null)
    refuse('previous_response_id', 'previous_response_id cannot be used together with conversation');
  const starts = ['input', 'previous_response_id', 'prompt', 'conversation'];
  if (starts.every((name) => body[name] == null)) refuse('input', 'you must provide input');
}

/** Makes the reader of one endpoint: 'responses', 'input_tokens' or 'compact'. */
export function reader(endpoint: string, schema: z.ZodType) {
  return (bytes: Buffer, head: RequestHead): Call => {
    const body = parseBody(bytes);
    checkFields(schema, body);
    refuseDoubleModel(bytes);
    check(body);
    const limit = endpoint === 'input_tokens' ? 0 : whole(body['max_output_tokens']);
    const { uses, searches } = usesOf(body);
    const bounds: Bounds = {
      inputTokens: inputBound(bytes, body) + uses * tokensPerUse,
      answers: 1,
      ...(searches > 0 ? { units: { searches } } : {}),
      ...(limit === undefined ? {} : { outputTokens: limit }),
    };
    const affinity = affinityOf(body, head, bytes.length);
    const headers = headersOf(head);
    const continues = stringIn(body['previous_response_id']);
    const background = endpoint === 'responses' && body['background'] === true;
    return {
      kind: 'chat',
      endpoint,
      model: body['model'] as string,
      stream: endpoint === 'responses' && body['stream'] === true,
      usageInStream: true,
      // The upstream answers at once; it is the gateway that makes nobody wait.
      body: background ? editTopLevel(bytes, { background: 'false' }) : bytes,
      bounds,
      facts: factsOf(body),
      ...(affinity === undefined ? {} : { affinity }),
      ...(headers ? { headers } : {}),
      ...(continues === undefined ? {} : { continues }),
      ...(background ? { background } : {}),
      ...(endpoint === 'responses' ? { keeps: body['store'] !== false } : {}),
    };
  };
}

/** Fields of an item that the model reads; ids, types and encrypted thoughts are not among them. */
const readNames = new Set([
  'text',
  'content',
  'output',
  'summary',
  'arguments',
  'input',
  'name',
  'refusal',
  'query',
]);

/** Texts that the model reads. */
export function requestTexts(bytes: Buffer): readonly string[] {
  const body = parseBody(bytes);
  const texts: string[] = [];
  // A list of its own in place of recursion: a body may be nested deeper than the stack.
  const left: unknown[] = [body['instructions'], ...itemsOf(body['input'])];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') texts.push(next);
    else if (Array.isArray(next)) for (const one of next) left.push(one);
    else if (isObject(next)) for (const name in next) if (readNames.has(name)) left.push(next[name]);
  }
  for (const tool of toolsOf(body['tools'], body['input'])) texts.push(written(tool));
  const format = isObject(body['text']) ? body['text']['format'] : undefined;
  if (isObject(format)) texts.push(written(format));
  return texts;
}
