import { efforts, type Thinking } from '../../../spec/chat.ts';
import { effortOf } from '../openai-compatible/thinking-fields.ts';

/**
 * What a model of this wire can be told about thinking: the words it takes for `reasoning.effort`, least first. Empty:
 * it does not think and refuses the field. Undefined: unknown, so the client's word goes through.
 */
export type EffortsOf = (upstreamModel: string) => readonly string[] | undefined;

const order: readonly string[] = ['none', ...efforts];

/** The nearest word that the model takes; of two equally near ones the higher. */
export function nearest(wanted: string, taken: readonly string[]): string | undefined {
  if (taken.includes(wanted)) return wanted;
  const place = order.indexOf(wanted);
  if (place < 0) return taken[0];
  // Who asked for thoughts is not answered without them.
  const usable = wanted === 'none' ? taken : taken.filter((word) => word !== 'none');
  let best: string | undefined;
  for (const word of usable) {
    const distance = Math.abs(order.indexOf(word) - place);
    if (best === undefined || distance <= Math.abs(order.indexOf(best) - place)) best = word;
  }
  return best;
}

/** The word for a wish; undefined: the model's own default does. */
export function effortFor(
  wish: Pick<Thinking, 'mode' | 'effort' | 'budget'>,
  taken: readonly string[] | undefined,
): string | undefined {
  // A model that nobody knows is not told to stop what it may not do.
  if (taken === undefined && wish.mode === 'off') return undefined;
  const wanted = wish.mode === 'off' ? 'none' : (effortOf(wish) ?? 'medium');
  return taken === undefined ? wanted : nearest(wanted, taken);
}
