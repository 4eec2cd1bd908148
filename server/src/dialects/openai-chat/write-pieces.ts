import { type Json, parseObject, stringIn } from '../../base/json.ts';
import { topLevelSpans } from '../../base/json-span.ts';
import { sealThought } from '../../base/sealed-thought.ts';
import type { Call } from '../../spec/call.ts';
import type { Citation, Finish, ImageBlock, Signature, ThinkingBlock } from '../../spec/chat.ts';
import { totalsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import type { Usage } from '../../spec/usage.ts';
import { ownWire } from './values.ts';

/** Pieces that whole answers and chunks have in common. */

export type FinishWord = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call';

/** A client acts on `tool_calls`, so calls are told whatever the upstream's word was, unless they were broken off. */
export function finishWord(
  { reason }: Finish,
  seen: { readonly calls: boolean; readonly refusal: boolean; readonly legacy: boolean },
): FinishWord {
  switch (reason) {
    case 'length':
    case 'context-full':
      return 'length';
    case 'filtered':
      return 'content_filter';
    case 'refusal':
      // With words the refusal speaks for itself.
      return seen.refusal ? 'stop' : 'content_filter';
    case 'tools':
    case 'stop':
    case 'stop-sequence':
    case 'paused':
    case 'other':
      return seen.calls ? (seen.legacy ? 'function_call' : 'tool_calls') : 'stop';
  }
}

/** Sums with their parts, as OpenAI counts: cached, written and media inside the prompt, thoughts inside the completion. */
export function writeUsage(usage: Usage): Json {
  const total = totalsOf(usage);
  return {
    prompt_tokens: total.input,
    completion_tokens: total.output,
    total_tokens: total.input + total.output,
    prompt_tokens_details: {
      cached_tokens: total.cached,
      audio_tokens: total.audioIn,
      ...(total.written > 0 ? { cache_write_tokens: total.written } : {}),
      ...(total.imageIn > 0 ? { image_tokens: total.imageIn } : {}),
    },
    completion_tokens_details: {
      reasoning_tokens: total.reasoning,
      audio_tokens: total.audioOut,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
      ...(total.imageOut > 0 ? { image_tokens: total.imageOut } : {}),
    },
  };
}

/** A signature for a client of this wire: its own as it is, others sealed, so that they find back. */
export const signatureText = (signature: Signature): string =>
  signature.from === ownWire ? signature.value : sealThought(signature);

/** A thought that has to come back (OpenRouter's form). Undefined for one that nobody needs again. */
export function thoughtDetail(
  thought: Pick<ThinkingBlock, 'text' | 'signature' | 'redacted' | 'id'>,
  index: number,
): Json | undefined {
  const { text, signature, redacted, id } = thought;
  if (!signature) return undefined;
  const head = { ...(id === undefined ? {} : { id }), index };
  return redacted || text === ''
    ? { type: 'reasoning.encrypted', data: signatureText(signature), ...head }
    : { type: 'reasoning.text', text, signature: signatureText(signature), ...head };
}

/** The signature of a call or of a text (`subject`: the call's id, or textSubject): this wire has no place beside them. */
export const subjectDetail = (subject: string, signature: Signature, index: number): Json => ({
  type: 'reasoning.encrypted',
  data: signatureText(signature),
  id: subject,
  index,
});

export const pictureUrl = ({ source }: ImageBlock): string | undefined =>
  source.by === 'url'
    ? source.url
    : source.by === 'data'
      ? `data:${source.mediaType};base64,${source.data}`
      : undefined;

/**
 * A picture as text: this wire has no pictures in answers, and clients that do not know the field `images` show
 * Markdown. `before`: what stands before it. The text comes back with the conversation; splitPictures makes it a picture
 * again.
 */
export const pictureText = (url: string, before: string): string =>
  `${before === '' || before.endsWith('\n') ? '' : '\n\n'}![image](${url})`;

/** Only sources with an address have a form here. `offset`: where the citation's text begins in the whole; `end`: its end. */
export function annotation(citation: Citation, offset: number, end: number): Json | undefined {
  if (citation.url === undefined) return undefined;
  return {
    type: 'url_citation',
    url_citation: {
      start_index: offset + (citation.start ?? 0),
      end_index: citation.end === undefined ? end : offset + citation.end,
      url: citation.url,
      title: citation.title ?? citation.url,
    },
  };
}

/** Names of the client's free-text tools: upstreams without such answer them as functions of one text. */
export const customNames = ({ request }: AnswerContext): ReadonlySet<string> =>
  new Set(request.tools.flatMap((tool) => (tool.type === 'custom' ? [tool.name] : [])));

/** The free text in the arguments of the function that stood for a custom tool. */
export function inputOf(text: string): string {
  // Some models write the text itself.
  return stringIn(parseObject(text)?.['input']) ?? text;
}

/** Did the client declare its functions in the forerunner of `tools`: then it reads calls in the forerunner's field. */
export const asksLegacy = ({ body }: Pick<Call, 'body'>): boolean =>
  body.includes('"functions"') && topLevelSpans(body).has('functions') && !topLevelSpans(body).has('tools');
