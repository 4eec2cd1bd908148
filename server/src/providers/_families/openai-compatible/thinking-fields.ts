import type { ThinkingWish } from '../../../spec/call.ts';
import type { Effort, Thinking } from '../../../spec/chat.ts';

/** The fields by which a maker's models are told how much to think; none where the model cannot be told. */
export type ThinkingFields = (thinking: Thinking, model: string) => Readonly<Record<string, unknown>>;

/** What the model's name says, in the form in which a body says it. */
export const thinkingOf = (wish: ThinkingWish): Thinking =>
  wish === 'off' || wish === 'on' ? { mode: wish } : { mode: 'on', effort: wish };

/** Tokens of thought that stand for a level, and the other way round: the widest used table (CLIProxyAPI). */
const budgets = [
  ['minimal', 512],
  ['low', 1024],
  ['medium', 8192],
  ['high', 24_576],
  ['xhigh', 32_768],
  ['max', 131_072],
] as const satisfies readonly (readonly [Effort, number])[];

/** The level of a wish: the client's own, else the first one that its budget fits in; undefined where it named neither. */
export function effortOf({ effort, budget }: Thinking): Effort | undefined {
  if (effort !== undefined || budget === undefined) return effort;
  // A budget over that of `high` is the most that every maker has a word for.
  return budgets.find(([level, tokens]) => budget <= tokens || level === 'high')?.[0];
}

/** The budget of a wish in tokens: the client's own, else the one of its level. */
export const budgetOf = ({ effort, budget }: Thinking): number | undefined =>
  budget ?? budgets.find(([level]) => level === effort)?.[1];

const ladder = ['none', ...budgets.map(([level]) => level)];

/** The level of `known` that comes closest from below; where all are above, the lowest. */
export function nearestLevel(wanted: string, known: readonly string[]): string | undefined {
  const most = ladder.indexOf(wanted);
  const sorted = known.toSorted((a, b) => ladder.indexOf(a) - ladder.indexOf(b));
  return sorted.findLast((level) => ladder.indexOf(level) <= most) ?? sorted[0];
}

/**
 * OpenAI's `reasoning_effort`. `levels`: the words that a model takes ('none' among them where it can be told not to
 * think); an empty list is a model that does not think; absent: all pass as they are.
 */
export const effortField =
  (levels?: (model: string) => readonly string[] | undefined): ThinkingFields =>
  (thinking, model) => {
    const wanted = thinking.mode === 'off' ? 'none' : effortOf(thinking);
    if (wanted === undefined) return {};
    const known = levels?.(model);
    const level = known ? nearestLevel(wanted, known) : wanted;
    return level === undefined ? {} : { reasoning_effort: level };
  };
