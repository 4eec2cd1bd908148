import type { ThinkingWish } from '../../../spec/call.ts';
import type { Effort, Thinking } from '../../../spec/chat.ts';
import { type Level, traitsOf } from './model-traits.ts';

/** Tokens of thought for models that are told a number. */
const budgets: Readonly<Record<Effort, number>> = {
  minimal: 512,
  low: 1_024,
  medium: 8_192,
  high: 24_576,
  xhigh: 32_768,
  max: 32_768,
};

const levels: Readonly<Record<Effort, Level>> = {
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  xhigh: 'HIGH',
  max: 'HIGH',
};

const ladder: readonly Level[] = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];

/** The level that a model has and that is nearest to the one wanted: the next above it, else its highest. */
function nearest(wanted: Level, has: readonly Level[]): Level {
  const from = ladder.indexOf(wanted);
  return ladder.slice(from).find((level) => has.includes(level)) ?? has.at(-1) ?? wanted;
}

const effortOf = (budget: number): Effort =>
  budget <= 512 ? 'minimal' : budget <= 1_024 ? 'low' : budget <= 8_192 ? 'medium' : 'high';

/**
 * `thinkingConfig` for a model, or undefined where it has no say. Generation 2.5 takes a budget, 3 a level; models
 * that cannot stop thinking get the least they take. `limit`: the most tokens of the answer, thoughts included; a budget
 * that comes from an effort leaves a fifth of it for the words.
 */
export function thinkingConfig(
  model: string,
  thinking: Thinking,
  limit = Number.MAX_SAFE_INTEGER,
): Record<string, unknown> | undefined {
  const { thinks } = traitsOf(model);
  if (thinks.by === 'nothing') return undefined;
  const show = thinking.mode === 'on' && thinking.show !== false ? { includeThoughts: true } : {};
  const { mode, effort, budget } = thinking;
  if (thinks.by === 'level') {
    if (mode === 'off') return { thinkingLevel: nearest('MINIMAL', thinks.levels) };
    const wanted = effort ?? (budget === undefined ? undefined : effortOf(budget));
    return { ...show, ...(wanted && { thinkingLevel: nearest(levels[wanted], thinks.levels) }) };
  }
  if (mode === 'off') return { thinkingBudget: thinks.canStop ? 0 : thinks.least };
  const tokens = budget ?? (effort && Math.min(budgets[effort], Math.floor(limit * 0.8)));
  return {
    ...show,
    // -1: as much as the model likes.
    thinkingBudget: tokens === undefined ? -1 : Math.max(thinks.least, Math.min(tokens, thinks.most)),
  };
}

/** The same for what the model's name said. */
export const wishedConfig = (model: string, wish: ThinkingWish): Record<string, unknown> | undefined =>
  thinkingConfig(
    model,
    wish === 'off' ? { mode: 'off' } : { mode: 'on', show: true, ...(wish === 'on' ? {} : { effort: wish }) },
  );
