import { isObject, type Json, listOf, objectOf } from '../../../base/json.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { count, metersOf } from '../counts.ts';

type Sums = { input: number; read: number; written: number; writtenHour: number; output: number };

function sumsOf(counts: Json): Sums {
  const written = count(counts, 'cache_creation_input_tokens');
  const lives = objectOf(counts['cache_creation']);
  const hour = count(lives, 'ephemeral_1h_input_tokens');
  const short = count(lives, 'ephemeral_5m_input_tokens');
  // A split that is missing, or sums to less than the whole: the rest lives for five minutes.
  const whole = Math.max(written, hour + short);
  return {
    input: count(counts, 'input_tokens'),
    read: count(counts, 'cache_read_input_tokens'),
    written: whole - hour,
    writtenHour: hour,
    output: count(counts, 'output_tokens'),
  };
}

/**
 * Meters from a usage report of the Messages API, whose input counts do not overlap; `output_tokens` holds the
 * thinking. Undefined when it cannot be true. Rounds that the top level leaves out (a compaction, an advisor of
 * another model) are added: they are paid for too. Source: Anthropic SDK 1.12.0, `Usage` and `BetaUsage.iterations`.
 */
export function readUsage(report: unknown): Usage | undefined {
  if (!isObject(report)) return undefined;
  if (report['input_tokens'] == null && report['output_tokens'] == null) return undefined;
  const sums = sumsOf(report);
  for (const round of listOf(report['iterations'])) {
    if (!isObject(round) || !/^(compaction|advisor_message)$/.test(String(round['type']))) continue;
    const more = sumsOf(round);
    sums.input += more.input;
    sums.read += more.read;
    sums.written += more.written;
    sums.writtenHour += more.writtenHour;
    sums.output += more.output;
  }
  const details = objectOf(report['output_tokens_details']);
  const server = objectOf(report['server_tool_use']);
  const thinking = Math.min(count(details, 'thinking_tokens'), sums.output);
  const searches = count(server, 'web_search_requests');
  const meters = {
    input_tokens: sums.input,
    cached_input_tokens: sums.read,
    cache_write_tokens: sums.written,
    cache_write_1h_tokens: sums.writtenHour,
    output_tokens: sums.output - thinking,
    reasoning_tokens: thinking,
    searches,
  };
  return Object.values(meters).some(Number.isNaN) ? undefined : metersOf(meters);
}

/** Facts that prices depend on: the tier and speed really used, and where the model ran. */
export function readFacts(report: unknown): Facts | undefined {
  if (!isObject(report)) return undefined;
  const facts: Record<string, string> = {};
  for (const name of ['service_tier', 'speed', 'inference_geo']) {
    const value = report[name];
    if (typeof value === 'string' && value !== 'not_available') facts[name] = value;
  }
  return Object.keys(facts).length === 0 ? undefined : facts;
}

/** The usage of a stream: what it began with, and over it every field that a later event names. */
export function mergeUsage(before: Json | undefined, report: unknown): Json | undefined {
  if (!isObject(report)) return before;
  const named = Object.entries(report).filter(([, value]) => value !== null && value !== undefined);
  const merged: Record<string, unknown> = { ...before, ...Object.fromEntries(named) };
  // The later sum has no split of its own, and the earlier split is not about it.
  const changed = report['cache_creation_input_tokens'] ?? before?.['cache_creation_input_tokens'];
  if (!isObject(report['cache_creation']) && changed !== before?.['cache_creation_input_tokens'])
    delete merged['cache_creation'];
  return merged;
}
