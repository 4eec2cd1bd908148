import { isObject, type Json, listOf, objectOf } from '../../../base/json.ts';
import { type Edits, topLevelSpans } from '../../../base/json-span.ts';
import { holdsSealedThought, openThought, summaryMaker } from '../../../base/sealed-thought.ts';
import type { Call } from '../../../spec/call.ts';
import { type EffortsOf, effortFor } from './thinking.ts';
import { wireId } from './wire-id.ts';

/** The smallest `max_output_tokens` that OpenAI takes. */
export const leastOutput = 16;

/** What must differ upstream from the client's own bytes. */
export function editsOf(call: Call, upstreamModel: string, effortsOf: EffortsOf): Edits {
  const edits: Record<string, string> = {};
  if (upstreamModel !== call.model) edits['model'] = JSON.stringify(upstreamModel);
  const creates = call.endpoint === 'responses';
  if (creates && call.outputCap !== undefined)
    edits['max_output_tokens'] = String(Math.max(leastOutput, call.outputCap));
  if (creates && call.thinking !== undefined) {
    const taken = effortsOf(upstreamModel);
    const wish = call.thinking;
    const effort =
      taken?.length === 0
        ? undefined
        : wish === 'on' || wish === 'off'
          ? effortFor({ mode: wish }, taken)
          : effortFor({ mode: 'on', effort: wish }, taken);
    if (effort !== undefined)
      edits['reasoning'] = JSON.stringify({ ...fieldOf(call.body, 'reasoning'), effort });
  }
  if (creates && call.keeps && (effortsOf(upstreamModel)?.length ?? 0) > 0) {
    // What the gateway keeps must be enough to go on from, whatever the upstream still has by then.
    const include = withThoughts(parsedField(call.body, 'include'));
    if (include !== undefined) edits['include'] = include;
  }
  const bare = call.withoutThoughts === true;
  if (bare || holdsSealedThought(call.body)) {
    const input = withoutForeignThoughts(call.body, bare);
    if (input !== undefined) edits['input'] = input;
  }
  return edits;
}

const fieldOf = (body: Buffer, name: string): object => objectOf(parsedField(body, name));

function parsedField(body: Buffer, name: string): unknown {
  const span = topLevelSpans(body).get(name);
  return span ? JSON.parse(body.toString('utf8', span.start, span.end)) : undefined;
}

/** The client's `include` with encrypted thoughts; undefined: they are in it. */
function withThoughts(include: unknown): string | undefined {
  const names: readonly unknown[] = listOf(include);
  const thoughts = 'reasoning.encrypted_content';
  return names.includes(thoughts) ? undefined : JSON.stringify([...names, thoughts]);
}

/**
 * `input` without the thoughts of other makers, which came to this client through the gateway and which OpenAI would
 * refuse (`invalid_encrypted_content`). Its own are unpacked again, and so is a summary of earlier turns that the gateway
 * had made: without it the conversation would be lost. `bare`: without any encrypted thought, because OpenAI refused one.
 */
function withoutForeignThoughts(body: Buffer, bare: boolean): string | undefined {
  const input = parsedField(body, 'input');
  if (!Array.isArray(input)) return undefined;
  let changed = false;
  const items = input.flatMap((item: unknown) => {
    if (!isObject(item)) return [item];
    if (bare && belongs(item)) {
      changed = true;
      const { id: _own, ...rest } = item;
      return [rest];
    }
    if (typeof item['encrypted_content'] !== 'string') return [item];
    if (bare && item['type'] === 'reasoning') {
      changed = true;
      return [];
    }
    const thought = openThought(item['encrypted_content']);
    if (!thought) return [item];
    changed = true;
    if (thought.from === wireId) return [{ ...item, encrypted_content: thought.value }];
    return thought.from === summaryMaker ? [{ role: 'user', content: thought.value }] : [];
  });
  return changed ? JSON.stringify(items) : undefined;
}

/**
 * By its id OpenAI knows which thought belongs to what was said or called, and refuses it alone ("was provided without
 * its required 'reasoning' item"). The id is no part of the conversation.
 */
const belongs = (item: Json): boolean =>
  typeof item['id'] === 'string' &&
  (item['role'] === 'assistant' || item['type'] === 'function_call' || item['type'] === 'custom_tool_call');
