import { isObject, type Json, objectsIn, stringIn } from '../../base/json.ts';
import { topLevelSpans } from '../../base/json-span.ts';
import type { Call } from '../../spec/call.ts';
import { itemsOf, typeOf } from './items.ts';

/**
 * Compaction: a long conversation is replaced by its user messages and one item that stands for the rest. OpenAI makes
 * that item itself; for other upstreams the model is asked for a summary, which the item then carries.
 *
 * Two ways to ask: POST /v1/responses/compact, and an item `compaction_trigger` at the end of the input of an ordinary
 * response, which Codex sends since its second form of remote compaction; that answer must hold exactly one
 * `compaction` item (openai/codex core/src/compact_remote_v2.rs).
 */

const trigger = 'compaction_trigger';

export const summaryWish = `Stop here. The conversation so far is about to be replaced by a summary, and another assistant will carry the work on with nothing else to go by. Write that summary now. Do not call tools and do not go on with the work.

Say, as far as it applies:
- what the user asked for, with every requirement, preference and limit that still counts, in the user's own words where they matter;
- what was done and decided, and why; what was tried and failed;
- the state of things: files, commands, names, addresses, values and results that will be needed again, exactly as they are;
- what is left to do, and the next step.

Write the summary only, without a greeting.`;

/** What stands before a summary when it is given to a model. */
export const summaryPreface =
  'Earlier turns of this conversation were replaced by this summary of them. Carry the work on from it:\n\n';

/** Does the call ask for a compaction? The body was read before. */
export function asksCompaction({ endpoint, body }: Pick<Call, 'endpoint' | 'body'>): boolean {
  if (endpoint === 'compact') return true;
  return body.includes(`"${trigger}"`) && isTriggered(inputOf(body));
}

export const isTriggered = (input: unknown): boolean =>
  Array.isArray(input) && input.some((item) => isObject(item) && item['type'] === trigger);

export const isTrigger = (item: Json): boolean => item['type'] === trigger;

/** The items that stand for turns left out. Codex's older words for them are read too. */
export const isSummary = (type: string | undefined): boolean =>
  type === 'compaction' || type === 'compaction_summary' || type === 'context_compaction';

function inputOf(body: Buffer): unknown {
  const span = topLevelSpans(body).get('input');
  return span ? JSON.parse(body.toString('utf8', span.start, span.end)) : undefined;
}

/** Bytes of user messages that stay beside the summary: about the 64,000 tokens that OpenAI keeps. */
const retainedBytes = 256 * 1024;

/** The user's messages, the newest first to be kept, as items of the answer. `id` makes their ids. */
export function retainedMessages(body: Buffer, id: string): readonly Json[] {
  const kept: Json[] = [];
  let left = retainedBytes;
  for (const item of itemsOf(inputOf(body)).toReversed()) {
    if (!isObject(item) || typeOf(item) !== 'message' || item['role'] !== 'user') continue;
    const content = contentOf(item['content']);
    left -= Buffer.byteLength(JSON.stringify(content));
    if (left < 0) break;
    kept.push({
      type: 'message',
      id: stringIn(item['id']) ?? `msg_${id}_${kept.length}`,
      status: 'completed',
      role: 'user',
      content,
    });
  }
  return kept.toReversed();
}

function contentOf(content: unknown): readonly Json[] {
  if (typeof content === 'string') return [{ type: 'input_text', text: content }];
  const parts = objectsIn(content);
  return parts.map((part) => (part['type'] === 'input_image' ? { detail: 'auto', ...part } : part));
}
