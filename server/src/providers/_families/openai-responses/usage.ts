import { isObject, type Json, objectOf, objectsIn, wordOf } from '../../../base/json.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { count, metersOf } from '../counts.ts';

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
  const input = objectOf(value['input_tokens_details']);
  const output = objectOf(value['output_tokens_details']);
  const cached = count(input, 'cached_tokens');
  const written = count(input, 'cache_write_tokens');
  const reasoning = count(output, 'reasoning_tokens');
  const plainIn = count(value, 'input_tokens') - cached - written;
  const plainOut = count(value, 'output_tokens') - reasoning;
  if (!(plainIn >= 0 && plainOut >= 0)) return undefined; // NaN too
  return metersOf({
    input_tokens: plainIn,
    cached_input_tokens: cached,
    cache_write_tokens: written,
    output_tokens: plainOut,
    reasoning_tokens: reasoning,
    searches,
  });
}

/**
 * Facts that prices depend on: the tier that was really used, and `search_tool`: 'preview' where the older search tool
 * was offered, which costs more on models that do not reason. A response repeats the request's tools.
 */
export function factsOf(response: Json): Facts | undefined {
  const tier = response['service_tier'];
  const preview = objectsIn(response['tools']).some(({ type }) =>
    wordOf(type).startsWith('web_search_preview'),
  );
  if (typeof tier !== 'string' && !preview) return undefined;
  return {
    ...(typeof tier === 'string' ? { service_tier: tier } : {}),
    ...(preview ? { search_tool: 'preview' } : {}),
  };
}
