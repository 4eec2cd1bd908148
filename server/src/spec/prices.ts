import type { RateCard } from './rate-card.ts';

/** One model's new price among several that are put together. */
export type PriceChange = {
  readonly model: string;
  readonly card: RateCard;
  /** The version that was looked at when the change was made up; null: there was none. */
  readonly expects: number | null;
  /** True: the maker's list is followed from now on, so that a later list price is taken over (Store.prices.adopt). */
  readonly follows?: true;
};

/** Who would be left without it: users, keys and channels of a group. */
export type GroupUse = {
  readonly group: string;
  readonly users: number;
  readonly tokens: number;
  readonly channels: number;
};
