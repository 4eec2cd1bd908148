import type { ThinkingWish } from '../spec/call.ts';
import type { Model, Snapshot } from './snapshot.ts';

/** A model as it was asked for: the name that routes and prices it, and what the name said beside it. */
export type Named = { readonly model: Model; readonly thinking?: ThinkingWish };

/** Words that this family of gateways hangs on a model's name. */
const endings: readonly (readonly [string, ThinkingWish])[] = [
  ['-nothinking', 'off'],
  ['-thinking', 'on'],
  ['-minimal', 'minimal'],
  ['-low', 'low'],
  ['-medium', 'medium'],
  ['-high', 'high'],
  ['-xhigh', 'xhigh'],
  ['-max', 'max'],
];

/**
 * Finds a model by name: as it stands; without the `[1m]` that Claude Code adds for its long context; without an ending
 * for thinking; or by a pattern that ends in `*`. A model that really has such a name is always found first.
 */
export function findModel(snapshot: Pick<Snapshot, 'models' | 'patterns'>, name: string): Named | undefined {
  const exact = snapshot.models.get(name);
  if (exact) return { model: exact };
  if (/.\[1m\]$/i.test(name)) return findModel(snapshot, name.slice(0, -'[1m]'.length));
  for (const [ending, thinking] of endings) {
    if (!name.endsWith(ending)) continue;
    const model = snapshot.models.get(name.slice(0, -ending.length));
    if (model) return { model, thinking };
  }
  const pattern = snapshot.patterns.find((one) => name.startsWith(one.name.slice(0, -1)));
  return pattern && { model: pattern };
}

/** The name to use upstream: a pattern there stands for the name that was asked for. */
export const upstreamName = (routed: string, asked: string): string =>
  routed.endsWith('*') ? asked : routed;
