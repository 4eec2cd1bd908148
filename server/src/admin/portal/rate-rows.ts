import { type Decimal, decimalOf, decimalText, scaledExactly, times } from '../../base/decimal.ts';
import type { Condition, Rate, RateCard } from '../../spec/rate-card.ts';
import type { Meter } from '../../spec/usage.ts';

/** One line of a price: what is charged here, and what the maker lists, for the same units under the same conditions. */
export type RateRow = {
  readonly meter: Meter;
  readonly per: number;
  readonly when: readonly Condition[];
  /** Card × group ratio. Null: not charged by a rate of its own. */
  readonly ours: Decimal | null;
  /** Null: the maker lists none. */
  readonly official: Decimal | null;
};

const nameOf = ({ meter, when }: Rate): string => JSON.stringify([meter, when ?? []]);

/** Makers' prices have at most 12 places, and units are powers of ten or a minute: no exact price needs more. */
const mostPlaces = 24;

/** The two cards line by line, ours first in its order. A list price in units that cannot be told exactly in ours stands alone. */
export function rateRows(
  ours: RateCard | undefined,
  official: RateCard | undefined,
  ratio: Decimal,
): RateRow[] {
  const listed = new Map((official?.rates ?? []).map((rate) => [nameOf(rate), rate]));
  const rows: RateRow[] = [];
  for (const rate of ours?.rates ?? []) {
    const { meter, per, when = [] } = rate;
    const other = listed.get(nameOf(rate));
    const price = other && scaledExactly(decimalOf(other.usd), per, other.per, mostPlaces);
    if (price) listed.delete(nameOf(rate));
    rows.push({ meter, per, when, ours: times(decimalOf(rate.usd), ratio), official: price ?? null });
  }
  for (const { meter, per, when = [], usd } of listed.values())
    rows.push({ meter, per, when, ours: null, official: decimalOf(usd) });
  return rows;
}

export const textOrNull = (value: Decimal | null): string | null =>
  value === null ? null : decimalText(value);
