import { type Fields, isFields, textOf } from './pieces.ts';
import type { Tool } from './turns.ts';

/** What is wrong with the text, for a translated sentence. `at`: number of the tool, from 1. */
export type ToolProblem = { readonly problem: 'json' | 'list' | 'name' | 'schema'; readonly at?: number };

const nameOf = (one: Fields) => textOf(one['name']);

/**
 * Tools as JSON, in the shape of any of the dialects: `{type, function: {…}}`, `{name, parameters}`, `{name, input_schema}`,
 * `{functionDeclarations: […]}`. Gives them in one shape.
 */
export function readTools(text: string): readonly Tool[] | ToolProblem {
  if (text.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'json' };
  }
  const list = Array.isArray(value) ? value : isFields(value) ? [value] : undefined;
  if (!list) return { problem: 'list' };
  const flat = list.flatMap((one: unknown) =>
    isFields(one) && Array.isArray(one['functionDeclarations']) ? one['functionDeclarations'] : [one],
  );
  const tools: Tool[] = [];
  for (const [index, one] of flat.entries()) {
    const at = index + 1;
    const made = isFields(one) && isFields(one['function']) ? one['function'] : one;
    if (!isFields(made) || !/^[\w.-]{1,64}$/.test(nameOf(made))) return { problem: 'name', at };
    const parameters = made['parameters'] ?? made['input_schema'] ?? { type: 'object', properties: {} };
    if (!isFields(parameters)) return { problem: 'schema', at };
    const description = textOf(made['description']);
    tools.push({ name: nameOf(made), ...(description ? { description } : {}), parameters });
  }
  return tools;
}

export const isProblem = (value: readonly Tool[] | ToolProblem): value is ToolProblem =>
  !Array.isArray(value);
