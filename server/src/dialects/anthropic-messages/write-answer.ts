import { isObject, listOf } from '../../base/json.ts';
import type { Block, ChatAnswer, TextBlock, ThinkingBlock } from '../../spec/chat.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import {
  carrier,
  citationOf,
  forNext,
  inputOf,
  mediaText,
  type Seen,
  signatureField,
  stopOf,
  usageOf,
} from './answer.ts';
import { wire } from './wire.ts';

type Written = Record<string, unknown>;

/** A message's fields that do not depend on how the answer went. */
export const messageHead = (context: AnswerContext): Written => ({
  id: `msg_${context.id}`,
  type: 'message',
  role: 'assistant',
  model: context.model,
});

/** Did the client ask to be spared the text of thoughts (`display: omitted`)? */
export const hidesThoughts = (context: AnswerContext): boolean => context.request.thinking?.show === false;

/** A name for a call that its maker gave none. */
export const callId = (id: string, context: AnswerContext, call: number): string =>
  id === '' ? `toolu_${context.id}_${call}` : id;

function textBlock(block: TextBlock): Written {
  const citations = (block.citations ?? []).map(citationOf).filter((one) => one !== undefined);
  return { type: 'text', text: block.text, ...(citations.length > 0 ? { citations } : {}) };
}

/** A thought; undefined where nothing would be left of it. */
function thinkingBlock(block: ThinkingBlock, hidden: boolean): Written | undefined {
  const { signature, text } = block;
  if (block.redacted) return signature && { type: 'redacted_thinking', data: signatureField(signature) };
  const thinking = hidden ? '' : text;
  if (thinking === '' && !signature) return undefined;
  return { type: 'thinking', thinking, signature: signatureField(signature) };
}

/** The answer as a message. */
export function writeAnswer(answer: ChatAnswer, context: AnswerContext): string {
  const content: Written[] = [];
  const seen: Seen = { calls: 0, opaque: 0, refusal: '' };
  const hidden = hidesThoughts(context);
  const say = (text: string) => text !== '' && content.push({ type: 'text', text });

  const add = (block: Block): void => {
    switch (block.type) {
      case 'text': {
        const written = textBlock(block);
        const last = content.at(-1);
        if (block.text !== '') content.push(written);
        // Sources that came after the text they belong to: an empty text cannot be sent back in this wire.
        else if (written['citations'] && last?.['type'] === 'text')
          last['citations'] = [...listOf(last['citations']), ...listOf(written['citations'])];
        return;
      }
      case 'thinking': {
        const written = thinkingBlock(block, hidden);
        if (written) content.push(written);
        return;
      }
      case 'tool-call': {
        const carried = carrier(block.signature, forNext);
        if (carried) content.push(carried);
        content.push({
          type: 'tool_use',
          id: callId(block.id, context, seen.calls++),
          name: block.name,
          input: inputOf(block.arguments, block.custom),
        });
        return;
      }
      case 'refusal':
        seen.refusal += block.text;
        say(block.text);
        return;
      case 'image':
      case 'audio':
      case 'video':
        say(mediaText(block));
        return;
      case 'opaque':
        if (block.from === wire && isObject(block.value)) {
          seen.opaque++;
          content.push(block.value);
        } else say(block.text ?? '');
        return;
      case 'file':
      case 'tool-result':
        return; // no wire answers with these
    }
  };
  for (const block of answer.blocks) add(block);

  const stop = stopOf(answer.finish, seen);
  // Programs read content[0].text; an empty text is kinder to them than an empty list.
  if (content.length === 0 && stop['stop_reason'] !== 'refusal') content.push({ type: 'text', text: '' });
  return JSON.stringify({
    ...messageHead(context),
    content,
    ...stop,
    usage: { ...usageOf(answer.usage), service_tier: 'standard' },
  });
}
