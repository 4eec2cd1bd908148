import { createHash } from 'node:crypto';
import type { ChatRequest, Losses } from '../../../spec/chat.ts';
import type { ChatTarget } from '../../../spec/provider.ts';
import { markConversation } from './cache-marks.ts';
import { type Generation, generationOf } from './generations.ts';
import { planThinking, type ThinkingPlan } from './thinking.ts';
import { tidySchema } from './tidy-schema.ts';
import { type WireBlock, type WireMessage, wireId } from './write-blocks.ts';
import { writeMessages } from './write-messages.ts';
import { type ToolOptions, writeTools } from './write-tools.ts';

/** Places that one request may mark for the cache. */
const mostMarks = 4;
/** The longest `metadata.user_id`. */
const longestUser = 256;

/** A canonical chat as a body of POST /v1/messages. What the model's generation refuses is left out with a word. */
export function writeRequest(
  chat: ChatRequest,
  to: ChatTarget,
  losses: Losses,
  options: ToolOptions,
): Record<string, unknown> {
  refuseForeignOutputs(chat, losses);
  dropUnknown(chat, losses);
  const generation = generationOf(to.upstreamModel);
  const maxTokens = Math.min(
    chat.maxOutput ?? to.outputLimit,
    to.outputLimit,
    to.outputCap ?? Number.POSITIVE_INFINITY,
  );
  const { system, messages } = writeMessages(chat.messages, generation, losses);
  const { instruction, ...tools } = writeTools(chat, generation, options, losses);
  const prefilled = checkPrefill(messages, generation, losses);
  const forced = /^(any|tool)$/.test(String(tools.tool_choice?.['type']));
  const thinking = thinkingOf(chat, generation, maxTokens, forced || prefilled, messages, losses);
  const format = formatOf(chat, generation);
  // At the end where the model takes it there: thoughts are bound to all that stood before them, so that a system text
  // which comes and goes would spoil the earlier ones.
  const inside = instruction !== undefined && generation.systemInside && messages.at(-1)?.role === 'user';
  if (inside) messages.push({ role: 'system', content: [{ type: 'text', text: instruction }] });
  const instructions = [inside ? undefined : instruction, format.instruction].filter(
    (one) => one !== undefined,
  );
  const systemTexts = [...system, ...instructions.map((text) => ({ type: 'text', text }))];
  const config = {
    ...(thinking.effort ? { effort: thinking.effort } : {}),
    ...(format.schema ? { format: { type: 'json_schema', schema: format.schema } } : {}),
  };
  const stops = (chat.stop ?? []).filter((stop) => stop.trim() !== '');
  const body = {
    model: to.upstreamModel,
    max_tokens: maxTokens,
    ...(systemTexts.length > 0 ? { system: systemTexts } : {}),
    messages,
    ...(chat.stream ? { stream: true } : {}),
    ...tools,
    ...(thinking.thinking ? { thinking: thinking.thinking } : {}),
    ...(Object.keys(config).length > 0 ? { output_config: config } : {}),
    ...samplingOf(chat, generation, thinking, losses),
    ...(stops.length > 0 ? { stop_sequences: stops } : {}),
    ...(chat.user ? { metadata: { user_id: userOf(chat.user) } } : {}),
    ...tierOf(chat, losses),
    ...(chat.others?.from === wireId ? chat.others.fields : {}),
  };
  limitMarks(body);
  markConversation(chat, body, system, generation, to.access);
  return body;
}

function refuseForeignOutputs({ outputs, answers }: ChatRequest, losses: Losses): void {
  if (outputs?.includes('audio'))
    losses.refuse('audio-output', 'modalities', 'this model cannot speak; ask for text only');
  if (outputs?.includes('image'))
    losses.refuse('image-output', 'modalities', 'this model makes no pictures; ask for text only');
  if ((answers ?? 1) > 1)
    losses.refuse('several-answers', 'n', 'this model gives one answer a request; send the request n times');
}

function dropUnknown(chat: ChatRequest, losses: Losses): void {
  if (chat.seed !== undefined) losses.drop('seed', 'seed');
  if (chat.presencePenalty) losses.drop('penalties', 'presence_penalty');
  if (chat.frequencyPenalty) losses.drop('penalties', 'frequency_penalty');
  if (chat.logitBias) losses.drop('logit-bias', 'logit_bias');
  if (chat.logprobs || chat.topLogprobs) losses.drop('logprobs', 'logprobs');
  if (chat.verbosity !== undefined && chat.verbosity !== 'medium') losses.drop('verbosity', 'verbosity');
  if (chat.cacheKey !== undefined) losses.drop('cache-key', 'prompt_cache_key');
  if (chat.metadata && Object.keys(chat.metadata).length > 0) losses.drop('metadata', 'metadata');
  if (chat.others && chat.others.from !== wireId)
    for (const name of Object.keys(chat.others.fields)) losses.drop('unknown-fields', name);
}

/** Is the end of the conversation the beginning of the answer? Its trailing white space is refused, so it goes. */
function checkPrefill(messages: readonly WireMessage[], generation: Generation, losses: Losses): boolean {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return false;
  if (!generation.prefill)
    losses.refuse(
      'assistant-prefill',
      'messages',
      'this model does not go on from a begun answer; the last message has to be of the user or a tool',
    );
  const block = last.content.at(-1);
  if (block?.['type'] === 'text') block['text'] = String(block['text']).trimEnd();
  return true;
}

function thinkingOf(
  chat: ChatRequest,
  generation: Generation,
  maxTokens: number,
  excluded: boolean,
  messages: readonly WireMessage[],
  losses: Losses,
): ThinkingPlan {
  const wish = chat.thinking;
  if (!wish) return { on: false };
  const plan = planThinking(wish, generation, maxTokens);
  if (plan.left) losses.drop('thinking', wish.mode === 'off' ? 'thinking off' : 'thinking');
  if (wish.mode === 'off' || !plan.on) return plan;
  // A forced call or a begun answer leaves no place for thoughts. On models that think with a budget, a turn with calls
  // has to begin with its signed thought; clients that cannot carry one get this turn without thinking.
  if (excluded || (generation.thinking === 'budget' && lacksThought(messages))) {
    losses.drop('thinking', 'thinking');
    return { on: false };
  }
  return plan;
}

/** Is there a call of the running turn whose message does not begin with a thought? */
function lacksThought(messages: readonly WireMessage[]): boolean {
  const isResult = (block: WireBlock) => block['type'] === 'tool_result';
  for (const message of messages.toReversed()) {
    if (message.role === 'user' && !message.content.some(isResult)) return false;
    if (message.role === 'assistant' && !/thinking$/.test(String(message.content[0]?.['type']))) return true;
  }
  return false;
}

function formatOf(
  { format }: ChatRequest,
  generation: Generation,
): { readonly schema?: Readonly<Record<string, unknown>>; readonly instruction?: string } {
  if (!format) return {};
  const only = 'Answer with JSON only, without a code fence and without any other text.';
  if (format.type === 'json') return { instruction: `${only} The JSON is one object.` };
  const schema = generation.schema ? tidySchema(format.schema) : undefined;
  if (schema) return { schema };
  const about = format.description ? ` It is: ${format.description}` : '';
  return {
    instruction: `${only} It must be valid against this JSON Schema:\n${JSON.stringify(format.schema)}${about}`,
  };
}

function samplingOf(
  chat: ChatRequest,
  generation: Generation,
  thinking: ThinkingPlan,
  losses: Losses,
): Record<string, number> {
  const kept: Record<string, number> = {};
  const { temperature, topP, topK } = chat;
  const refused = generation.sampling === 'none' || (thinking.on && thinking.thinking !== undefined);
  if (temperature !== undefined) {
    if (!refused) kept['temperature'] = Math.max(0, Math.min(1, temperature));
    else if (temperature !== 1) losses.drop('temperature', 'temperature');
  }
  if (topP !== undefined) {
    const other = generation.sampling === 'one' && temperature !== undefined;
    if (!refused && !other) kept['top_p'] = topP;
    else if (topP !== 1) losses.drop('top-p', 'top_p');
  }
  if (topK !== undefined) {
    if (refused) losses.drop('top-k', 'top_k');
    else kept['top_k'] = topK;
  }
  return kept;
}

const userOf = (user: string): string =>
  user.length <= longestUser ? user : createHash('sha256').update(user).digest('hex');

function tierOf({ tier }: ChatRequest, losses: Losses): Record<string, string> {
  if (tier === undefined) return {};
  if (tier === 'auto' || tier === 'standard_only') return { service_tier: tier };
  if (tier === 'default' || tier === 'standard') return { service_tier: 'standard_only' };
  losses.drop('tier', 'service_tier');
  return {};
}

/** Takes marks away until there are no more than the wire allows: the earliest of the messages first. */
function limitMarks(body: {
  readonly tools?: readonly WireBlock[];
  readonly system?: readonly WireBlock[];
  readonly messages: readonly WireMessage[];
}): void {
  const isMarked = (block: WireBlock) => block['cache_control'] !== undefined;
  const fixed = [...(body.tools ?? []), ...(body.system ?? [])].filter(isMarked);
  const moving = body.messages.flatMap(({ content }) => content).filter(isMarked);
  const extra = Math.max(0, fixed.length + moving.length - mostMarks);
  for (const block of [...moving.slice(0, -1), ...fixed, ...moving.slice(-1)].slice(0, extra))
    delete block['cache_control'];
}
