import { isObject, type Json, listOf, textIn } from '../../../base/json.ts';
import { topLevelSpans } from '../../../base/json-span.ts';
import { holdsSealedThought, openThought } from '../../../base/sealed-thought.ts';
import { ownWire } from './write-messages.ts';

/**
 * The `messages` of a native body without the thoughts that makers of other wires signed: they came to this client
 * through the gateway, mean nothing to this upstream, and one that checks its fields would refuse them. What was sealed
 * of this wire is opened. Undefined when there is nothing to do, which one search tells.
 */
export function withoutForeignThoughts(body: Buffer): string | undefined {
  if (!body.includes('"reasoning_details"') || !holdsSealedThought(body)) return undefined;
  const span = topLevelSpans(body).get('messages');
  const messages: unknown = span ? JSON.parse(body.toString('utf8', span.start, span.end)) : undefined;
  if (!Array.isArray(messages)) return undefined;
  let changed = false;
  const kept = messages.map((message: unknown) => {
    if (!isObject(message) || !Array.isArray(message['reasoning_details'])) return message;
    const { reasoning_details: before, ...rest } = message;
    const details = listOf(before).flatMap((detail) => {
      const mended = mend(detail);
      changed ||= mended !== detail;
      return mended === undefined ? [] : [mended];
    });
    return details.length > 0 ? { ...rest, reasoning_details: details } : rest;
  });
  return changed ? JSON.stringify(kept) : undefined;
}

/** The detail, what it should be, or undefined for one that must go. */
function mend(detail: unknown): unknown {
  if (!isObject(detail)) return detail;
  const field = textIn(detail['signature']) === undefined ? 'data' : 'signature';
  const thought = openThought(textIn(detail[field]) ?? '');
  if (!thought) return detail;
  const opened: Json = { ...detail, [field]: thought.value };
  return thought.from === ownWire ? opened : undefined;
}
