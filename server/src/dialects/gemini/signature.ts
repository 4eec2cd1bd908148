import { isObject, listOf, objectOf, parseJson } from '../../base/json.ts';
import { openThought, sealThoughtAsBytes } from '../../base/sealed-thought.ts';
import type { Signature, ThinkingBlock } from '../../spec/chat.ts';

/**
 * `thoughtSignature` is a field of bytes: the official SDKs of Python, Go and Java decode it as base64 and fail on
 * anything else, so what is sealed is written as plain base64 here.
 *
 * Google signs the part that follows a thought, and Gemini CLI keeps no thought parts in its history. The signed
 * thoughts of other makers therefore ride, text and all, on the part behind them.
 */
export const wire = 'gemini';

/** Stands in place of a maker's wire where thoughts ride along. */
const luggage = 'gemini+thoughts';

/** What a `thoughtSignature` says: the part's own signature, and thoughts that came before it. */
export type Carried = { readonly own?: Signature; readonly thoughts: readonly ThinkingBlock[] };

/** The field's value; undefined where there is nothing to carry. */
export function writeSignature(
  own: Signature | undefined,
  thoughts: readonly ThinkingBlock[] = [],
): string | undefined {
  if (thoughts.length === 0) {
    if (!own) return undefined;
    return own.from === wire ? own.value : sealThoughtAsBytes(own);
  }
  return sealThoughtAsBytes({ from: luggage, value: JSON.stringify({ own, thoughts }) });
}

/** Reads the field. What nobody can read is nothing. */
export function readSignature(value: unknown): Carried {
  if (typeof value !== 'string' || value === '') return { thoughts: [] };
  const opened = openThought(value);
  if (!opened) return { own: { from: wire, value }, thoughts: [] };
  if (opened.from === '') return { thoughts: [] };
  if (opened.from !== luggage) return { own: opened, thoughts: [] };
  const read = objectOf(parseJson(opened.value)); // {} where it was changed on the way
  const own = signatureOf(read['own']);
  return { ...(own ? { own } : {}), thoughts: listOf(read['thoughts']).flatMap(thoughtOf) };
}

const signatureOf = (value: unknown): Signature | undefined =>
  isObject(value) && typeof value['from'] === 'string' && typeof value['value'] === 'string'
    ? { from: value['from'], value: value['value'] }
    : undefined;

function thoughtOf(value: unknown): ThinkingBlock[] {
  if (!isObject(value) || typeof value['text'] !== 'string') return [];
  const signature = signatureOf(value['signature']);
  return [
    {
      type: 'thinking',
      text: value['text'],
      ...(signature ? { signature } : {}),
      ...(value['redacted'] === true ? { redacted: true } : {}),
      ...(typeof value['id'] === 'string' ? { id: value['id'] } : {}),
    },
  ];
}
