import { createHash } from 'node:crypto';
import type { ChatRequest, Losses, Message, Thinking } from '../../../spec/chat.ts';
import type { ChatTarget } from '../../../spec/provider.ts';
import { leastOutput } from './edits.ts';
import { type EffortsOf, effortFor } from './thinking.ts';
import { wireId } from './wire-id.ts';
import { itemsOf } from './write-items.ts';
import { choiceOf, toolsOf } from './write-tools.ts';

type Fields = Record<string, unknown>;

/** Longer names of users and caches are refused. */
const longestName = 64;
const tiers: readonly string[] = ['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast'];

/** A name that fits: a longer one becomes its hash, the same each time. */
const fitting = (name: string): string =>
  name.length <= longestName ? name : createHash('sha256').update(name).digest('hex');

/**
 * A canonical chat as the body of POST /responses. Nothing is stored upstream (`store: false`), so encrypted thoughts
 * are asked for and go back with the conversation.
 * Source: OpenAI OpenAPI `CreateResponse` (2026-08-21).
 */
export function writeRequest(
  chat: ChatRequest,
  to: ChatTarget,
  losses: Losses,
  effortsOf: EffortsOf,
): Fields {
  const taken = effortsOf(to.upstreamModel);
  refuseWhatChangesTheMeaning(chat, losses);
  const { system, rest } = splitSystem(chat.messages);
  const items = itemsOf(rest, losses);
  const tools = toolsOf(chat, losses);
  const choice = chat.tools.length > 0 ? choiceOf(chat, losses) : undefined;
  const format = formatOf(chat);
  const instructions = [
    ...system,
    // OpenAI refuses JSON mode when the word stands nowhere.
    ...(chat.format?.type === 'json' && !/json/i.test(JSON.stringify([system, items]))
      ? ['Answer in JSON.']
      : []),
  ].join('\n\n');
  const thinks = taken?.length !== 0;
  const reasoning = thinks ? reasoningOf(chat.thinking, taken) : undefined;
  if (!thinks && chat.thinking?.mode === 'on') losses.drop('thinking', 'thinking');
  const body: Fields = { model: to.upstreamModel, store: false };
  const add = (name: string, value: unknown) => {
    if (value !== undefined && value !== '') body[name] = value;
  };
  add('instructions', instructions);
  body['input'] = items;
  if (chat.stream) body['stream'] = true;
  add('max_output_tokens', limitOf(chat.maxOutput, to.outputCap));
  addSampling(chat, reasoning?.['effort'], taken, add, losses);
  add('reasoning', reasoning);
  if (taken === undefined ? reasoning !== undefined : taken.length > 0)
    body['include'] = ['reasoning.encrypted_content'];
  const verbosity = thinks ? chat.verbosity : undefined;
  if (!thinks && chat.verbosity !== undefined && chat.verbosity !== 'medium')
    losses.drop('verbosity', 'verbosity');
  if (format || verbosity !== undefined)
    body['text'] = { ...(format ? { format } : {}), ...(verbosity === undefined ? {} : { verbosity }) };
  if (tools.length > 0) {
    body['tools'] = tools;
    add('tool_choice', choice);
    add('parallel_tool_calls', chat.parallelTools);
    const limits = chat.tools.flatMap((tool) => (tool.type === 'web-search' ? (tool.mostUses ?? []) : []));
    add('max_tool_calls', limits[0]);
  }
  add('user', chat.user === undefined ? undefined : fitting(chat.user));
  add('prompt_cache_key', chat.cacheKey === undefined ? undefined : fitting(chat.cacheKey));
  if (chat.tier !== undefined) {
    if (tiers.includes(chat.tier)) body['service_tier'] = chat.tier;
    else if (chat.tier === 'standard_only') body['service_tier'] = 'default';
    else losses.drop('tier', chat.tier);
  }
  add('metadata', metadataOf(chat, losses));
  for (const [name, value] of Object.entries(chat.others?.fields ?? {})) {
    if (chat.others?.from === wireId) body[name] ??= value;
    else losses.drop('unknown-fields', name);
  }
  return body;
}

function refuseWhatChangesTheMeaning(chat: ChatRequest, losses: Losses): void {
  if ((chat.answers ?? 1) > 1)
    losses.refuse(
      'several-answers',
      'n',
      'this model gives one answer per request; ask for one, or ask several times',
    );
  if (chat.outputs?.includes('audio'))
    losses.refuse('audio-output', 'modalities', 'this model does not answer in speech; leave audio out');
  const dropped = [
    ['stop', 'stop', chat.stop?.length ? chat.stop : undefined],
    ['seed', 'seed', chat.seed],
    ['penalties', 'presence_penalty', chat.presencePenalty || undefined],
    ['penalties', 'frequency_penalty', chat.frequencyPenalty || undefined],
    ['logit-bias', 'logit_bias', chat.logitBias],
    ['top-k', 'top_k', chat.topK],
    ['logprobs', 'logprobs', chat.logprobs || undefined],
  ] as const;
  for (const [feature, name, value] of dropped) if (value !== undefined) losses.drop(feature, name);
  const marked = [...chat.tools, ...chat.messages.flatMap(({ blocks }) => blocks)];
  if (marked.some((one) => 'cache' in one && one.cache)) losses.drop('cache-marks', 'cache_control');
}

/** The system messages at the front, as texts; one that holds more than text stays where it is. */
function splitSystem(messages: readonly Message[]): { system: string[]; rest: readonly Message[] } {
  const system: string[] = [];
  let from = 0;
  for (const message of messages) {
    if (message.role !== 'system' || message.blocks.some((block) => block.type !== 'text')) break;
    const text = message.blocks.map((block) => (block.type === 'text' ? block.text : '')).join('\n\n');
    if (text !== '') system.push(text);
    from++;
  }
  // There must be some input: who sends nothing but a system message gets an answer to it.
  if (from === messages.length) return { system: [], rest: messages };
  return { system, rest: messages.slice(from) };
}

/** The smaller of both limits, and never below what the wire takes. */
function limitOf(asked: number | undefined, cap: number | undefined): number | undefined {
  const limit = Math.min(asked ?? Infinity, cap ?? Infinity);
  return limit === Infinity ? undefined : Math.max(leastOutput, limit);
}

/** Models that think refuse sampling unless they are told not to think. */
function addSampling(
  chat: ChatRequest,
  effort: unknown,
  taken: readonly string[] | undefined,
  add: (name: string, value: unknown) => void,
  losses: Losses,
): void {
  const samples = taken === undefined || taken.length === 0 || effort === 'none';
  if (samples) {
    add('temperature', chat.temperature === undefined ? undefined : Math.min(2, chat.temperature));
    add('top_p', chat.topP);
    return;
  }
  if (chat.temperature !== undefined && chat.temperature !== 1) losses.drop('temperature', 'temperature');
  if (chat.topP !== undefined && chat.topP !== 1) losses.drop('top-p', 'top_p');
}

function reasoningOf(wish: Thinking | undefined, taken: readonly string[] | undefined): Fields | undefined {
  if (wish === undefined) return undefined;
  const effort = effortFor(wish, taken);
  const shows = wish.mode === 'on' && wish.show !== false;
  return { ...(effort === undefined ? {} : { effort }), ...(shows ? { summary: 'auto' } : {}) };
}

function formatOf({ format }: ChatRequest): Fields | undefined {
  if (!format) return undefined;
  if (format.type === 'json') return { type: 'json_object' };
  const { name, description, schema, strict } = format;
  return {
    type: 'json_schema',
    name: (name ?? '').replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'response',
    ...(description === undefined ? {} : { description }),
    schema,
    ...(strict === undefined ? {} : { strict }),
  };
}

/** OpenAI takes 16 texts. */
function metadataOf({ metadata }: ChatRequest, losses: Losses): Fields | undefined {
  const fields = Object.entries(metadata ?? {});
  const texts = fields.filter(
    ([name, value]) => typeof value === 'string' && value.length <= 512 && name.length <= 64,
  );
  if (texts.length < fields.length || texts.length > 16) losses.drop('metadata', 'metadata');
  return texts.length === 0 ? undefined : Object.fromEntries(texts.slice(0, 16));
}
