import { isObject, listOf, parseJson, textOf } from '../../../base/json.ts';
import { topLevelSpans } from '../../../base/json-span.ts';
import { holdsSealedThought, openThought } from '../../../base/sealed-thought.ts';
import { wireId } from './write-blocks.ts';

/**
 * The `messages` of a native body without the thoughts that another maker signed: this one would refuse them. Thoughts
 * of this wire that were sealed on the way are opened. Undefined when there is nothing to do, which one search tells.
 */
export function withoutForeignThoughts(body: Buffer): string | undefined {
  if (!holdsSealedThought(body)) return undefined;
  const span = topLevelSpans(body).get('messages');
  const messages = span && parseJson(body.toString('utf8', span.start, span.end));
  if (!Array.isArray(messages)) return undefined;
  let changed = false;
  const kept = messages.flatMap((message) => {
    if (!isObject(message) || !Array.isArray(message['content'])) return [message];
    const content = message['content'].flatMap((block) => {
      const mended = mend(block);
      changed ||= mended !== block;
      return mended === undefined ? [] : [mended];
    });
    if (content.length === 0 && listOf(message['content']).length > 0) return [];
    return [{ ...message, content }];
  });
  return changed ? JSON.stringify(kept) : undefined;
}

/** The block, what it should be, or undefined for one that must go. */
function mend(block: unknown): unknown {
  if (!isObject(block)) return block;
  const field =
    block['type'] === 'thinking' ? 'signature' : block['type'] === 'redacted_thinking' ? 'data' : undefined;
  if (!field) return block;
  const thought = openThought(textOf(block[field]));
  if (!thought) return block;
  return thought.from === wireId ? { ...block, [field]: thought.value } : undefined;
}
