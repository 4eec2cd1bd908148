import { isObject, type Json } from '../../base/json.ts';

/** What several files of this dialect need to know of its items. */

export const wire = 'openai-responses';

/** The input as items: a text is a message of the user. */
export function itemsOf(input: unknown): readonly unknown[] {
  if (typeof input === 'string')
    return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }];
  return Array.isArray(input) ? input : [];
}

/** Items may leave their type out: then a role makes a message of them and an id alone a reference. */
export function typeOf(item: Json): string | undefined {
  if (typeof item['type'] === 'string') return item['type'];
  if (item['role'] !== undefined) return 'message';
  return item['id'] !== undefined ? 'item_reference' : undefined;
}

/** Parts of an item, wherever its type has them: the content of a message, the output of a tool. */
export function* partsOf(item: Json): Generator<Json> {
  for (const list of [item['content'], item['output'], item['summary']]) {
    if (Array.isArray(list)) {
      for (const part of list) if (isObject(part)) yield part;
    } else if (isObject(list)) yield list; // a screenshot
  }
}

/** Tools of the request: those at its top, and those that Codex adds in the course of a conversation. */
export function toolsOf(tools: unknown, input: unknown): readonly Json[] {
  const found = Array.isArray(tools) ? tools.filter(isObject) : [];
  for (const item of Array.isArray(input) ? input : [])
    if (isObject(item) && item['type'] === 'additional_tools' && Array.isArray(item['tools']))
      found.push(...item['tools'].filter(isObject));
  return found;
}
