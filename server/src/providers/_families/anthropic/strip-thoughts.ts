import { isObject, type Json, listOf, parseJson, textOf } from '../../../base/json.ts';
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

/**
 * Edits that take every thought out of a native body whose thoughts were refused. With a budget (`enabled`) a turn that
 * goes on after a tool must begin with its thought, so such a turn is answered without thinking. `thinking`: the field as
 * another edit writes it. Source: Anthropic's pages on extended thinking and on context editing.
 */
export function bareEdits(body: Buffer, thinking: string | undefined): Record<string, string> {
  const spans = topLevelSpans(body);
  const read = (name: string): unknown => {
    const span = spans.get(name);
    return span && parseJson(body.toString('utf8', span.start, span.end));
  };
  const messages = listOf(read('messages'));
  let changed = false;
  const kept = messages.flatMap((message) => {
    if (!isObject(message) || !Array.isArray(message['content'])) return [message];
    const content = listOf(message['content']);
    const left = content.filter((block) => !isThought(block));
    if (left.length === content.length) return [message];
    changed = true;
    return left.length === 0 ? [] : [{ ...message, content: left }];
  });
  if (!changed) return {};
  const edits: Record<string, string> = { messages: JSON.stringify(kept) };
  const said = thinking === undefined ? read('thinking') : parseJson(thinking);
  if (!isObject(said) || said['type'] !== 'enabled' || !goesOn(kept)) return edits;
  edits['thinking'] = '{"type":"disabled"}';
  const context = read('context_management');
  // Without thinking the strategy that clears thoughts is refused.
  if (isObject(context) && listOf(context['edits']).some(clearsThoughts))
    edits['context_management'] = JSON.stringify({
      ...context,
      edits: listOf(context['edits']).filter((one) => !clearsThoughts(one)),
    });
  return edits;
}

const isThought = (block: unknown): boolean =>
  isObject(block) && (block['type'] === 'thinking' || block['type'] === 'redacted_thinking');

const clearsThoughts = (edit: unknown): boolean =>
  isObject(edit) && textOf(edit['type']).startsWith('clear_thinking');

/** Is the model in the middle of its turn: behind a call of a tool, the maker's or the client's own? */
function goesOn(messages: readonly unknown[]): boolean {
  const turns = messages.filter((one): one is Json => isObject(one) && one['role'] !== 'system');
  const last = turns.at(-1);
  if (last?.['role'] === 'assistant') return true;
  return listOf(last?.['content']).some((block) => isObject(block) && block['type'] === 'tool_result');
}
