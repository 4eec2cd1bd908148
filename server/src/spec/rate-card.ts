import type { Meter } from './usage.ts';

/** True when the fact is one of `is`, is over `above`, and is not over `upTo`; an absent fact meets no condition. */
export type Condition = {
  readonly fact: string;
  readonly is?: readonly (string | number | boolean)[];
  readonly above?: number;
  readonly upTo?: number;
};

/**
 * `usd` (a decimal text, exact) for each `per` units of `meter`. Of several rates for one meter the first whose
 * conditions all hold is charged, so the special ones stand before the general one.
 */
export type Rate = {
  readonly meter: Meter;
  readonly usd: string;
  readonly per: number;
  readonly when?: readonly Condition[];
};

/** The price of one model, with where it comes from. `asOf`: the day the source was read, YYYY-MM-DD. */
export type RateCard = {
  readonly rates: readonly Rate[];
  readonly source: string;
  readonly asOf: string;
};
