import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { isObject, type Json, listOf, parseObject } from '../../base/json.ts';
import { type Call, leastCached, type RequestHead } from '../../spec/call.ts';
import { checkFields as checkBody, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { Facts } from '../../spec/usage.ts';
import { looksRight } from './wire.ts';

/** Checks types against the schema. Throws field_invalid naming the first wrong field, "Field required" as Anthropic says. */
export const checkFields = (schema: z.ZodType, body: Json): void =>
  checkBody(
    schema,
    body,
    ({ param, message, missing }) => `${param}: ${missing ? 'Field required' : message}`,
  );

/**
 * The most input tokens of one picture: 4784 at the full resolution that the newest models look at, about 1600 on
 * others (Anthropic's page on vision).
 */
const imageTokens = 5000;
/** A page of a PDF is read as text and as a picture: at most some 8000 tokens; 3 bytes a token bound dense small files. */
const pageTokens = 8000;
const base64PerPdfToken = 4;
/** What is fetched by address or file id has no size here. Most models read no more than this. */
const unseenPdfTokens = 200_000;
/** No model reads more. */
const widestContext = 1_000_000;
/** Tokens that one search or fetch of a hosted tool may bring in, and how many are made without `max_uses`. */
const tokensPerUse = 20_000;
const usualUses = 10;
const mostUses = 20;

const isMedia = (value: unknown): value is Json =>
  isObject(value) && (value['type'] === 'image' || value['type'] === 'document');

/**
 * What a block adds to the bound that its own bytes make, perhaps less than nothing. Blocks may hold blocks (results of
 * tools, documents of content), but by the wire's rules only one level of them holds media.
 */
function blockBound(block: unknown, depth = 0): number {
  if (!isObject(block)) return 0;
  if (block['type'] === 'container_upload') return unseenPdfTokens;
  const within = (value: unknown) =>
    depth > 1 ? 0 : listOf(value).reduce<number>((sum, one) => sum + blockBound(one, depth + 1), 0);
  if (block['type'] === 'tool_result') return within(block['content']);
  const source = block['source'];
  if (!isMedia(block) || !isObject(source)) return 0;
  const { type, data } = source;
  const bytes = type === 'base64' && typeof data === 'string' ? data.length : 0;
  if (block['type'] === 'image') return imageTokens - bytes;
  if (type === 'content') return within(source['content']);
  if (type === 'url' || type === 'file') return unseenPdfTokens;
  // Whatever is no PDF may be read as text: its bytes stay in the bound.
  if (bytes === 0 || source['media_type'] !== 'application/pdf') return 0;
  return Math.min(pageTokens + Math.ceil(bytes / base64PerPdfToken), widestContext) - bytes;
}

const hosted = /^(?:web_search|web_fetch|code_execution|mcp_toolset)/;

/**
 * An upper bound of the input tokens. The bytes of the body bound its text; base64 media are taken out and counted
 * at their dearest; what hosted tools bring in is bounded by how often they may be used.
 */
function inputBound(bytes: Buffer, body: Json): number {
  let bound = bytes.length;
  for (const message of listOf(body['messages']))
    if (isObject(message)) for (const block of listOf(message['content'])) bound += blockBound(block);
  return Math.max(Math.ceil(bound + tokensPerUse * usesOf(body, hosted)), 0) + 16;
}

/** How often the hosted tools of such types may be used. */
function usesOf(body: Json, types: RegExp): number {
  let sum = 0;
  for (const tool of listOf(body['tools'])) {
    if (!isObject(tool) || typeof tool['type'] !== 'string' || !types.test(tool['type'])) continue;
    const uses = tool['max_uses'];
    sum += Math.min(typeof uses === 'number' && uses > 0 ? Math.ceil(uses) : usualUses, mostUses);
  }
  return sum;
}

/**
 * Request facts that prices may depend on. Not `service_tier`: the tier really used is the upstream's to say. `speed`
 * and `inference_geo` are dearer than their absence, so they are believed.
 */
function factsOf(body: Json): Facts {
  const facts: Record<string, string | number | boolean> = {};
  if (isObject(body['thinking'])) facts['thinking'] = body['thinking']['type'] !== 'disabled';
  const effort = isObject(body['output_config']) ? body['output_config']['effort'] : undefined;
  if (typeof effort === 'string') facts['reasoning_effort'] = effort;
  for (const name of ['speed', 'inference_geo']) {
    const value = body[name];
    if (typeof value === 'string') facts[name] = value;
  }
  return facts;
}

/** Longest session id that is taken as one. */
const longestSession = 200;
const usableSession = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longestSession
    ? value.trim()
    : undefined;

/**
 * The session that a client names: Claude Code's header (from 2.1.86), else the session inside metadata.user_id, which
 * is JSON with session_id (from 2.1.78) or ends in `_session_<id>`.
 */
function sessionOf(body: Json, header: string | string[] | undefined): string | undefined {
  const named = usableSession(Array.isArray(header) ? header[0] : header);
  if (named) return named;
  const user = isObject(body['metadata']) ? body['metadata']['user_id'] : undefined;
  if (typeof user !== 'string') return undefined;
  const legacy = /_session_([\w-]+)$/.exec(user)?.[1];
  if (legacy) return usableSession(legacy);
  if (!user.startsWith('{') || user.length > 4096) return undefined;
  return usableSession(parseObject(user)?.['session_id']);
}

/** Claude Code's note about itself, first in `system`. api.anthropic.com takes it out; it differs between versions. */
export const isAttribution = (block: unknown): boolean =>
  isObject(block) &&
  typeof block['text'] === 'string' &&
  block['text'].startsWith('x-anthropic-billing-header:');

/** Characters of each text that the hash looks at: conversations differ long before. */
const hashedLength = 4096;

/** Marks an affinity that is no session of the client's naming. */
export const beginning = 'beginning-';

/** A hash of what stays the same in a conversation: the system text and the first turn. */
function beginningOf(body: Json): string {
  const hash = createHash('sha256');
  const add = (value: unknown): void => {
    if (typeof value === 'string') hash.update(`${value.length}:${value.slice(0, hashedLength)}`);
    for (const block of listOf(value)) {
      if (!isObject(block) || isAttribution(block)) continue;
      if (typeof block['text'] === 'string') add(block['text']);
      const source = block['source'];
      if (isObject(source)) add(source['data'] ?? source['url'] ?? source['file_id']);
    }
  };
  add(body['system']);
  const first = listOf(body['messages']).find((one) => isObject(one) && one['role'] === 'user');
  if (isObject(first)) add(first['content']);
  return beginning + hash.digest('base64url').slice(0, 22);
}

/** Every `anthropic-*` header, values of repeated ones joined. */
function ownHeaders(headers: RequestHead['headers']): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && name.startsWith('anthropic-'))
      own[name] = Array.isArray(value) ? value.join(',') : value;
  return own;
}

/** Makes the reader of one endpoint. Throws body_malformed or field_invalid. */
export function reader(endpoint: 'messages' | 'count_tokens', schema: z.ZodType) {
  return (bytes: Buffer, head: RequestHead): Call => {
    const body = parseBody(bytes);
    if (!looksRight(body)) checkFields(schema, body);
    refuseDoubleModel(bytes, 'model: the body names it more than once');
    const counts = endpoint === 'count_tokens';
    const searches = counts ? 0 : usesOf(body, /^web_search/);
    const affinity =
      sessionOf(body, head.headers['x-claude-code-session-id']) ??
      (bytes.length < leastCached ? undefined : beginningOf(body));
    const limit = counts ? 0 : typeof body['max_tokens'] === 'number' ? body['max_tokens'] : undefined;
    return {
      kind: 'chat',
      endpoint,
      model: String(body['model']),
      stream: !counts && body['stream'] === true,
      usageInStream: true,
      body: bytes,
      headers: ownHeaders(head.headers),
      ...(head.query === '' ? {} : { query: head.query }),
      bounds: {
        inputTokens: inputBound(bytes, body),
        ...(limit === undefined ? {} : { outputTokens: limit }),
        answers: 1,
        ...(searches > 0 ? { units: { searches } } : {}),
      },
      ...(affinity === undefined ? {} : { affinity }),
      facts: factsOf(body),
    };
  };
}
