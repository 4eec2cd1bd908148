import { type Edits, topLevelSpans } from '../../../base/json-span.ts';
import type { Call } from '../../../spec/call.ts';

const olderName = 'max_tokens';
/** As it stands in nearly every body that has it; looked for first, because most bodies do not. */
const olderKey = Buffer.from(`"${olderName}"`);

/**
 * The limit of an answer as the upstream wants it: the gateway's own, in tokens, and, where the model refuses
 * `max_tokens`, the client's moved to `field`. A body that has a value in `field` too is left to the upstream to judge.
 * Source: the refusal "Unsupported parameter: 'max_tokens' is not supported with this model. Use
 * 'max_completion_tokens' instead." of OpenAI's reasoning models.
 */
export function limitEdits(call: Call, field: string, refusesOlder: boolean): Edits {
  const cap = call.outputCap;
  const sent = refusesOlder && field !== olderName ? olderLimit(call.body, field) : undefined;
  if (sent === undefined) return cap === undefined ? {} : { [field]: String(cap) };
  return { [olderName]: null, [field]: cap === undefined ? sent : String(Math.min(cap, Number(sent))) };
}

/** The client's `max_tokens` as it wrote it; undefined where it has none, or `field` beside it. */
function olderLimit(body: Buffer, field: string): string | undefined {
  if (!body.includes(olderKey)) return undefined;
  const spans = topLevelSpans(body);
  const textOf = (name: string) => {
    const span = spans.get(name);
    const text = span && body.toString('utf8', span.start, span.end);
    return text === 'null' ? undefined : text;
  };
  return textOf(field) === undefined ? textOf(olderName) : undefined;
}
