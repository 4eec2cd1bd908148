import { isObject, type Json, listOf, textOf } from '../../../base/json.ts';
import type { Block, ChatAnswer, Citation, Finish, FinishReason } from '../../../spec/chat.ts';
import type { ChatReading } from '../../../spec/provider.ts';
import { openAnswer, textsOf } from './answer.ts';
import { readFacts, readUsage } from './usage.ts';
import { wireId } from './write-blocks.ts';

const reasons: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  max_tokens: 'length',
  stop_sequence: 'stop-sequence',
  tool_use: 'tools',
  pause_turn: 'paused',
  refusal: 'refusal',
  model_context_window_exceeded: 'context-full',
};

/** `said`: the object that has `stop_reason`, `stop_sequence` and `stop_details`. */
export function finishOf(said: Json): Finish {
  const word = textOf(said['stop_reason']);
  const reason = reasons[word];
  if (!reason) return word === '' ? { reason: 'other' } : { reason: 'other', word };
  if (reason !== 'stop-sequence') return { reason };
  const stop = said['stop_sequence'];
  return typeof stop === 'string' ? { reason, word: stop } : { reason };
}

/** Why the maker refused, for answers that hold nothing else. */
export const refusalText = (said: Json): string =>
  said['stop_reason'] === 'refusal' && isObject(said['stop_details'])
    ? textOf(said['stop_details']['explanation'])
    : '';

/** Citations of this wire are about the whole block that they stand in. */
export function citationOf(value: unknown, length: number): Citation | undefined {
  if (!isObject(value)) return undefined;
  const url = textOf(value['url']) || textOf(value['source']);
  const title = textOf(value['title']) || textOf(value['document_title']);
  const quoted = textOf(value['cited_text']);
  return {
    ...(/^https?:/i.test(url) ? { url } : {}),
    ...(title ? { title } : {}),
    ...(quoted ? { quoted } : {}),
    start: 0,
    end: length,
    raw: { from: wireId, value },
  };
}

export const opaque = (value: unknown): Extract<Block, { type: 'opaque' }> => ({
  type: 'opaque',
  from: wireId,
  value,
});

export const signed = (value: unknown) => {
  const text = textOf(value);
  return text === '' ? {} : { signature: { from: wireId, value: text } };
};

function blockOf(value: unknown): Block | undefined {
  if (!isObject(value)) return undefined;
  switch (value['type']) {
    case 'text': {
      const text = textOf(value['text']);
      const citations = listOf(value['citations']).flatMap((one) => citationOf(one, text.length) ?? []);
      return { type: 'text', text, ...(citations.length > 0 ? { citations } : {}) };
    }
    case 'thinking':
      return { type: 'thinking', text: textOf(value['thinking']), ...signed(value['signature']) };
    case 'redacted_thinking':
      return { type: 'thinking', text: '', ...signed(value['data']), redacted: true };
    case 'tool_use':
      return {
        type: 'tool-call',
        id: textOf(value['id']),
        name: textOf(value['name']),
        arguments: JSON.stringify(value['input'] ?? {}),
      };
    default:
      return opaque(value);
  }
}

/** Reads a whole answer of the Messages API into the canonical form. */
export function readChatAnswer(bytes: Buffer): ChatReading {
  const opened = openAnswer(bytes);
  if ('fault' in opened) return opened.fault;
  const { body } = opened;
  const blocks = listOf(body['content']).flatMap((one) => blockOf(one) ?? []);
  const refusal = refusalText(body);
  if (refusal !== '' && blocks.length === 0) blocks.push({ type: 'refusal', text: refusal });
  const usage = readUsage(body['usage']);
  const facts = readFacts(body['usage']);
  const answer: ChatAnswer = {
    ...(typeof body['id'] === 'string' ? { id: body['id'] } : {}),
    ...(typeof body['model'] === 'string' ? { model: body['model'] } : {}),
    blocks,
    finish: finishOf(body),
    ...(usage ? { usage } : {}),
  };
  return {
    ...(usage ? { usage } : {}),
    ...(facts ? { facts } : {}),
    texts: () => listOf(body['content']).flatMap(textsOf),
    answer,
  };
}
