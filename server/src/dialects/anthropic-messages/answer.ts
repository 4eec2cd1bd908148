import { parseObject } from '../../base/json.ts';
import { sealThought } from '../../base/sealed-thought.ts';
import type { AudioBlock, Citation, Finish, ImageBlock, Signature, VideoBlock } from '../../spec/chat.ts';
import { totalsOf } from '../../spec/chat-parts.ts';
import type { Usage } from '../../spec/usage.ts';
import { wire } from './wire.ts';

/** What whole and streamed answers say alike. Source of the shapes: @anthropic-ai/sdk 1.12.0, resources/messages. */

/**
 * Marks of a signature that does not belong to a thought of its own. This wire has no place for a signature on a call,
 * so an empty thought beside the call carries it: before it where the signature is known in time, else behind it.
 */
export const forNext = '>next';
export const forLast = '>last';

/**
 * A signature field for a thought. Without one the field is a seal of nothing: whoever reads the thought back knows that
 * it was never signed, also when the client moves on to Anthropic's own models.
 */
export const signatureField = (signature: Signature | undefined): string =>
  signature?.from === wire ? signature.value : sealThought(signature ?? { from: '', value: '' });

/** The thought that carries a call's signature; undefined where there is nothing to carry. */
export const carrier = (signature: Signature | undefined, place: typeof forNext | typeof forLast) =>
  signature === undefined || signature.value === ''
    ? undefined
    : {
        type: 'thinking',
        thinking: '',
        signature: sealThought({ from: signature.from + place, value: signature.value }),
      };

/** A citation in this wire; undefined for one that it cannot say: without the address of a source. */
export function citationOf(citation: Citation): unknown {
  if (citation.raw?.from === wire) return citation.raw.value;
  if (citation.url === undefined) return undefined;
  return {
    type: 'web_search_result_location',
    url: citation.url,
    title: citation.title ?? null,
    cited_text: citation.quoted ?? '',
    encrypted_index: '',
  };
}

/** This wire answers in text only: media become Markdown, speech becomes what was said. '' where nothing can be shown. */
export function mediaText(block: ImageBlock | AudioBlock | VideoBlock): string {
  if (block.type === 'audio' && block.transcript !== undefined) return block.transcript;
  const { source } = block;
  if (source.by === 'file-id') return '';
  const address = source.by === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
  return `${block.type === 'image' ? '!' : ''}[${block.type}](${address})`;
}

/** Arguments as the object that this wire wants. What is no JSON object (a model broke off) is kept as text. */
export function inputOf(text: string, custom: boolean | undefined): unknown {
  if (custom) return { input: text };
  if (text.trim() === '') return {};
  return parseObject(text) ?? { _raw: text };
}

const reasons: Readonly<Record<Finish['reason'], string>> = {
  stop: 'end_turn',
  'stop-sequence': 'stop_sequence',
  length: 'max_tokens',
  tools: 'tool_use',
  filtered: 'refusal',
  refusal: 'refusal',
  paused: 'pause_turn',
  'context-full': 'model_context_window_exceeded',
  other: 'end_turn',
};

/** What of an answer decides how its end is told. */
export type Seen = { calls: number; opaque: number; refusal: string };

/**
 * The end of an answer. An answer with calls ends in `tool_use` whatever its maker said, and one without calls does
 * not: agents would wait for a call that never comes.
 */
export function stopOf(finish: Finish, seen: Seen): Record<string, unknown> {
  let reason = reasons[finish.reason];
  const natural = finish.reason === 'stop' || finish.reason === 'other' || finish.reason === 'tools';
  if (natural) {
    if (seen.calls > 0) reason = 'tool_use';
    else if (seen.refusal !== '') reason = 'refusal';
    else if (finish.reason === 'tools' && seen.opaque === 0) reason = 'end_turn';
  }
  return {
    stop_reason: reason,
    stop_sequence: reason === 'stop_sequence' ? (finish.word ?? null) : null,
    stop_details:
      reason === 'refusal'
        ? { type: 'refusal', category: null, explanation: seen.refusal === '' ? null : seen.refusal }
        : null,
  };
}

/** A usage in this wire's own meaning: plain input, written and read cache stand side by side. */
export function usageOf(usage: Usage | undefined): Record<string, unknown> {
  const sums = totalsOf(usage);
  return {
    input_tokens: Math.max(sums.input - sums.cached - sums.written, 0),
    cache_creation_input_tokens: sums.written,
    cache_read_input_tokens: sums.cached,
    cache_creation: {
      ephemeral_5m_input_tokens: sums.written - sums.writtenHour,
      ephemeral_1h_input_tokens: sums.writtenHour,
    },
    output_tokens: sums.output,
    output_tokens_details: sums.reasoning > 0 ? { thinking_tokens: sums.reasoning } : null,
    server_tool_use: sums.searches > 0 ? { web_search_requests: sums.searches, web_fetch_requests: 0 } : null,
  };
}
