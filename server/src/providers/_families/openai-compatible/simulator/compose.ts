import { instanceOf, readHints } from '../../simulated/schema-instance.ts';
import { countTokens, firstTokens } from '../../simulated/tokens.ts';
import { excerpt, fillerOf, untilStop } from '../../simulated/words.ts';
import { chooseFunction, chooseTools, type ToolCall } from './choose-tools.ts';
import type { Prompt } from './prompt.ts';
import { translated, translates } from './translate.ts';
import type { ChatRequest, Message } from './wire.ts';

export type Citation = {
  readonly start: number;
  readonly end: number;
  readonly url: string;
  readonly title: string;
};

/** What one choice says. */
export type Saying =
  | { readonly says: 'text'; readonly text: string; readonly citations: readonly Citation[] }
  | { readonly says: 'refusal'; readonly text: string }
  | { readonly says: 'speech'; readonly text: string }
  | { readonly says: 'calls'; readonly calls: readonly ToolCall[] }
  | { readonly says: 'function'; readonly call: ToolCall };

export type Answer = {
  readonly saying: Saying;
  /** Thinking text that is shown; empty when it is hidden or there is none. */
  readonly reasoning: string;
  readonly reasoningTokens: number;
  /** Tokens of what is said, reasoning left out. */
  readonly tokens: number;
  readonly finish: 'stop' | 'length' | 'tool_calls' | 'function_call';
};

/** How a model behaves in this request. */
export type Behaviour = {
  readonly model: string;
  readonly thinks: boolean;
  readonly showsThinking: boolean;
  readonly searches: boolean;
  readonly draws?: boolean;
};

/** Reasoning tokens that stay hidden, by effort. */
const hiddenEffort: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 16,
  low: 64,
  medium: 192,
  high: 512,
  xhigh: 1024,
  max: 2048,
};

/** What the model answers: a function of the request alone, so the same request gives the same answer. */
export function compose(request: ChatRequest, prompt: Prompt, behaviour: Behaviour, choice: number): Answer {
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
  const thinking = behaviour.thinks ? think(request, prompt, behaviour, limit) : { text: '', tokens: 0 };
  const { saying, tokens, whole } = shorten(
    say(request, prompt, behaviour, choice),
    limit - thinking.tokens,
    stopsOf(request),
  );
  return {
    saying,
    reasoning: thinking.text,
    reasoningTokens: thinking.tokens,
    tokens,
    finish: whole ? finishOf(saying, request) : 'length',
  };
}

function think(request: ChatRequest, prompt: Prompt, behaviour: Behaviour, limit: number) {
  if (!behaviour.showsThinking) {
    return { text: '', tokens: Math.min(limit, hiddenEffort[request.reasoning_effort ?? 'medium'] ?? 0) };
  }
  const text = `The user asks: “${excerpt(prompt.lastUser, 80)}”. I am a simulated model, so I answer with what was asked and say so.`;
  return firstTokens(text, limit);
}

function say(request: ChatRequest, prompt: Prompt, behaviour: Behaviour, choice: number): Saying {
  if (prompt.lastUser.includes('[refuse]'))
    return { says: 'refusal', text: 'I’m sorry, but I can’t help with that.' };
  const calls = chooseTools(request, prompt.lastUser);
  if (calls.length > 0) return { says: 'calls', calls };
  const call = chooseFunction(request, prompt.lastUser);
  if (call !== undefined) return { says: 'function', call };
  const format = request.response_format;
  if (format?.type === 'json_schema') {
    const value = instanceOf(format.json_schema.schema ?? {}, readHints(prompt.lastUser));
    return { says: 'text', text: JSON.stringify(value), citations: [] };
  }
  if (format?.type === 'json_object') {
    const value = { answer: words(request, prompt, behaviour, choice) };
    return { says: 'text', text: JSON.stringify(value), citations: [] };
  }
  const text = translates(behaviour.model)
    ? translated(request, prompt)
    : words(request, prompt, behaviour, choice);
  if (request.modalities?.includes('audio')) return { says: 'speech', text };
  return behaviour.searches ? withSources(text, prompt) : { says: 'text', text, citations: [] };
}

/** Most filler words one request may ask for, over all its choices. */
const mostFiller = 5000;

function words(request: ChatRequest, prompt: Prompt, behaviour: Behaviour, choice: number): string {
  const parts: string[] = [];
  const last = request.messages.at(-1);
  if (last?.role === 'tool' || last?.role === 'function') {
    parts.push(`${results(request.messages).join(' ')} That answers “${excerpt(prompt.lastUser, 120)}”.`);
  } else if (/-ocr\b/.test(behaviour.model)) {
    parts.push(
      prompt.images > 0 ? 'Text that is seen in every picture: Key4U, 2026.' : 'There is no picture.',
    );
  } else {
    // The quotation marks are three bytes each: every streamed answer has characters that can be split.
    parts.push(`You said: “${excerpt(prompt.lastUser, 160)}”.`);
  }
  if (prompt.images > 0) parts.push(`I see ${count(prompt.images, 'image')}.`);
  if (prompt.sounds > 0) parts.push(`I hear ${count(prompt.sounds, 'sound')}.`);
  if (prompt.videos > 0) parts.push(`I see ${count(prompt.videos, 'video')}.`);
  if (prompt.files.length > 0) parts.push(`I read ${prompt.files.slice(0, 5).join(', ')}.`);
  if (request.verbosity !== 'low') parts.push(`This is a simulated answer of ${behaviour.model}.`);
  if (request.verbosity === 'high')
    parts.push('It costs nothing, and the same question gets the same answer.');
  if (choice > 0) parts.push(`(Choice ${choice + 1}.)`);
  if (behaviour.draws && /\b(draw|paint|picture|image)\b|vẽ/i.test(prompt.lastUser.slice(0, 10_000)))
    parts.push('\n\n![image](https://example.com/simulated.png)');
  const filler = fillerOf(prompt.lastUser, Math.floor(mostFiller / (request.n ?? 1)));
  if (filler !== undefined) parts.push(filler);
  return parts.join(' ');
}

/** What the tools answered since the model last spoke. */
function results(messages: readonly Message[]): readonly string[] {
  const names = new Map<string, string>();
  for (const message of messages) {
    if (message.role !== 'assistant') continue;
    for (const call of message.tool_calls ?? []) {
      names.set(call.id, call.type === 'function' ? call.function.name : call.custom.name);
    }
  }
  const told: string[] = [];
  for (const message of messages.slice(messages.findLastIndex((one) => one.role === 'assistant') + 1)) {
    if (message.role !== 'tool' && message.role !== 'function') continue;
    const { content } = message;
    const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text).join(' ');
    const name = message.role === 'tool' ? names.get(message.tool_call_id) : message.name;
    told.push(`The tool ${name ?? ''} says: ${excerpt(text, 200)}.`);
  }
  return told;
}

const count = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

function withSources(text: string, prompt: Prompt): Saying {
  const title = `Simulated source about ${excerpt(prompt.lastUser, 40)}`;
  const cited = ' ([example.com](https://example.com/source))';
  const citation = {
    start: text.length + 1,
    end: text.length + cited.length,
    url: 'https://example.com/source',
    title,
  };
  return { says: 'text', text: text + cited, citations: [citation] };
}

const stopsOf = (request: ChatRequest) =>
  typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []);

type Shortened = { readonly saying: Saying; readonly tokens: number; readonly whole: boolean };

/** Applies stop sequences, then the token limit, as the upstream does. */
function shorten(saying: Saying, limit: number, stops: readonly string[]): Shortened {
  if (saying.says === 'calls') return shortenCalls(saying.calls, limit);
  if (saying.says === 'function') {
    const { saying: shortened, tokens, whole } = shortenCalls([saying.call], limit);
    const [call] = shortened.calls;
    return {
      saying: call ? { says: 'function', call } : { says: 'text', text: '', citations: [] },
      tokens,
      whole,
    };
  }
  const { text, tokens, whole } = firstTokens(untilStop(saying.text, stops), limit);
  if (saying.says !== 'text') return { saying: { ...saying, text }, tokens, whole };
  const citations = saying.citations.filter((citation) => citation.end <= text.length);
  return { saying: { says: 'text', text, citations }, tokens, whole };
}

function shortenCalls(calls: readonly ToolCall[], limit: number) {
  const kept: ToolCall[] = [];
  let tokens = 0;
  for (const call of calls) {
    tokens += countTokens(call.name);
    if (tokens > limit)
      return { saying: { says: 'calls' as const, calls: kept }, tokens: limit, whole: false };
    const input = firstTokens(call.input, limit - tokens);
    tokens += input.tokens;
    kept.push({ ...call, input: input.text });
    if (!input.whole) return { saying: { says: 'calls' as const, calls: kept }, tokens, whole: false };
  }
  return { saying: { says: 'calls' as const, calls: kept }, tokens, whole: true };
}

/** A forced named function ends with `stop`, as the upstream documents. */
function finishOf(saying: Saying, request: ChatRequest): Answer['finish'] {
  if (saying.says === 'calls') {
    const choice = request.tool_choice;
    return typeof choice === 'object' && choice !== null && choice.type !== 'allowed_tools'
      ? 'stop'
      : 'tool_calls';
  }
  if (saying.says === 'function')
    return typeof request.function_call === 'object' && request.function_call !== null
      ? 'stop'
      : 'function_call';
  return 'stop';
}
