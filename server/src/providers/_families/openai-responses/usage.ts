import type { Facts, Usage } from '../../../spec/usage.ts';
import { isObject, type Json, objectsIn } from './json.ts';

/** Absent and null are 0; anything but a count makes the report untrue. */
function count(counts: Json | undefined, name: string): number {
  const value = counts?.[name];
  if (value === undefined || value === null) return 0;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}

/**
 * How many web searches an answer's items are billed as: those whose action is a search (a page that was opened or
 * looked through is not). Without an action (older answers) each call counts.
 */
export const searchesIn = (items: readonly Json[]): number => items.filter(isSearch).length;

export const isSearch = (item: Json): boolean =>
  item['type'] === 'web_search_call' &&
  item['status'] !== 'failed' &&
  (!isObject(item['action']) || item['action']['type'] === 'search');

/**
 * Meters that do not overlap, from `usage` of a response: `input_tokens` includes cached and written tokens,
 * `output_tokens` includes reasoning. Undefined when there is none or it cannot be true; the gateway then counts.
 * Source: OpenAI OpenAPI `ResponseUsage` (2026-08-21).
 */
export function readUsage(value: unknown, searches: number): Usage | undefined {
  if (!isObject(value) || (value['input_tokens'] == null && value['output_tokens'] == null)) return undefined;
  const input = isObject(value['input_tokens_details']) ? value['input_tokens_details'] : undefined;
  const output = isObject(value['output_tokens_details']) ? value['output_tokens_details'] : undefined;
  const cached = count(input, 'cached_tokens');
  const written = count(input, 'cache_write_tokens');
  const reasoning = count(output, 'reasoning_tokens');
  const plainIn = count(value, 'input_tokens') - cached - written;
  const plainOut = count(value, 'output_tokens') - reasoning;
  if (!(plainIn >= 0 && plainOut >= 0)) return undefined; // NaN too
  const usage: { -readonly [M in keyof Usage]: number } = {};
  const add = (meter: keyof Usage, units: number) => {
    if (units > 0) usage[meter] = units;
  };
  add('input_tokens', plainIn);
  add('cached_input_tokens', cached);
  add('cache_write_tokens', written);
  add('output_tokens', plainOut);
  add('reasoning_tokens', reasoning);
  add('searches', searches);
  return usage;
}

/**
 * Facts that prices depend on: the tier that was really used, and `search_tool`: 'preview' where the older search tool
 * was offered, which costs more on models that do not reason. A response repeats the request's tools.
 */
export function factsOf(response: Json): Facts | undefined {
  const tier = response['service_tier'];
  const preview = objectsIn(response['tools']).some(({ type }) =>
    String(type).startsWith('web_search_preview'),
  );
  if (typeof tier !== 'string' && !preview) return undefined;
  return {
    ...(typeof tier === 'string' ? { service_tier: tier } : {}),
    ...(preview ? { search_tool: 'preview' } : {}),
  };
}
