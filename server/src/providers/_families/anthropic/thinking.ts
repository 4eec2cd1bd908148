import { isObject, type Json, objectOf, textOf } from '../../../base/json.ts';
import type { Call, ThinkingWish } from '../../../spec/call.ts';
import type { Effort, Thinking } from '../../../spec/chat.ts';
import { effortFor, type Generation } from './generations.ts';

/** The least that the wire takes, and the least answer worth leaving room for. Tokens. */
const leastBudget = 1024;
/** The share of `max_tokens` that thinking may have where the client did not divide it. */
const thinkingShare = 0.8;

/** Tokens of thinking for an effort, on models that know only a budget. */
const budgets: Readonly<Record<Effort, number>> = {
  minimal: 1024,
  low: 2048,
  medium: 8192,
  high: 24_576,
  xhigh: 32_768,
  max: 63_999,
};

/** The effort that stands for a budget, on models that know only efforts. */
function effortOf(budget: number): Effort {
  if (budget <= 2048) return 'low';
  if (budget <= 8192) return 'medium';
  if (budget <= 32_768) return 'high';
  return 'max';
}

/** What to write for a wish. `left`: why the wish, or a part of it, could not be kept. */
export type ThinkingPlan = {
  readonly thinking?: Readonly<Record<string, unknown>>;
  readonly effort?: Effort;
  /** Is the model asked to think in this call: sampling, prefill and forced tools are then refused by some. */
  readonly on: boolean;
  readonly left?: 'no-thinking' | 'no-room' | 'cannot-stop';
};

/** `maxTokens` absent: the request has no limit (token counting). */
export function planThinking(
  wish: Thinking,
  generation: Generation,
  maxTokens: number | undefined,
): ThinkingPlan {
  if (wish.mode === 'off') return switchedOff(generation);
  switch (generation.thinking) {
    case 'none':
      return { on: false, left: 'no-thinking' };
    case 'budget': {
      const wanted = Math.max(leastBudget, wish.budget ?? budgets[wish.effort ?? 'high']);
      if (maxTokens === undefined) return { on: true, thinking: { type: 'enabled', budget_tokens: wanted } };
      if (maxTokens <= leastBudget) return { on: false, left: 'no-room' };
      const fits = wish.budget !== undefined && wanted < maxTokens;
      const budget = fits
        ? wanted
        : Math.max(leastBudget, Math.min(wanted, Math.floor(maxTokens * thinkingShare)));
      return { on: true, thinking: { type: 'enabled', budget_tokens: budget } };
    }
    case 'adaptive': {
      const asked = wish.effort ?? (wish.budget === undefined ? undefined : effortOf(wish.budget));
      const effort = asked && effortFor(generation, asked);
      const display = wish.show === false ? 'omitted' : generation.hidesThoughts ? 'summarized' : undefined;
      return {
        on: true,
        thinking: { type: 'adaptive', ...(display ? { display } : {}) },
        ...(effort ? { effort } : {}),
      };
    }
  }
}

function switchedOff(generation: Generation): ThinkingPlan {
  switch (generation.off) {
    case 'absent':
      return { on: false };
    case 'disabled':
    case 'between_tools':
      return { on: false, thinking: { type: generation.off } };
    case 'never':
      // What Anthropic's guide says to do where thinking was switched off before.
      return { on: true, effort: 'low', left: 'cannot-stop' };
  }
}

export const wishOf = (wish: ThinkingWish): Thinking =>
  wish === 'on' || wish === 'off' ? { mode: wish } : { mode: 'on', effort: wish };

/**
 * Fields of a native body that a wish in the model's name changes. The name stands over the body, but a body that
 * thinks already is left as it is by a plain "on".
 */
export function thinkingEdits(
  call: Call,
  generation: Generation,
  body: Json,
  maxTokens: number | undefined,
): Record<string, unknown> {
  if (call.thinking === undefined) return {};
  const said = isObject(body['thinking']) ? textOf(body['thinking']['type']) : '';
  if (call.thinking === 'on' && /^(enabled|adaptive)$/.test(said)) return {};
  const choice = isObject(body['tool_choice']) ? textOf(body['tool_choice']['type']) : '';
  const plan = planThinking(wishOf(call.thinking), generation, maxTokens);
  // A forced call and thinking exclude each other; what the client wrote itself weighs more than the name.
  if (plan.on && /^(any|tool)$/.test(choice)) return {};
  const config = objectOf(body['output_config']);
  // A body's own field that the plan has no word for: what the model does by itself is what is wanted.
  const thinking = plan.thinking ?? (said === '' ? undefined : neutral(generation));
  return {
    ...(thinking ? { thinking } : {}),
    ...(plan.effort ? { output_config: { ...config, effort: plan.effort } } : {}),
    ...(plan.on && generation.thinking === 'budget' && body['temperature'] !== undefined
      ? { temperature: 1 }
      : {}),
  };
}

const neutral = (generation: Generation) => ({ type: generation.off === 'never' ? 'adaptive' : 'disabled' });
