import {
  compare,
  type Decimal,
  decimalOf,
  decimalText,
  minus,
  plus,
  quotient,
  type Rounding,
  rounded,
  scaledExactly,
  times,
} from '../../base/decimal.ts';
import { compileCard } from '../../ledger/price.ts';
import type { Rate, RateCard } from '../../spec/rate-card.ts';

/** What an operator does to many prices at once. */
export type PriceRule = {
  readonly how:
    | { readonly by: 'factor'; readonly factor: string }
    /** Over the maker's list, in percent; 0: the list itself. */
    | { readonly by: 'margin'; readonly percent: string; readonly below: boolean }
    /** The maker's list, now and when it changes. */
    | { readonly by: 'list' };
  /** Places behind the point of each rate's amount for its own units. */
  readonly round?: { readonly places: number; readonly to: Rounding };
};

/** Amounts have at most so many places, and a unit of them at most 18: what is finer could not be charged exactly. */
const mostPlaces = 12;
const attoPlaces = 18;
const hundred = decimalOf('100');

/** The next amount that is a whole number of atto-USD for each unit: a price per minute must be divisible by 60. */
function chargeable(amount: Decimal, per: number): Decimal {
  const cut = rounded(amount, mostPlaces, 'up');
  if (scaledExactly(cut, 1, per, attoPlaces)) return cut;
  const each = quotient(cut, { digits: BigInt(per), places: 0 }, attoPlaces, 'up');
  return times(each, { digits: BigInt(per), places: 0 });
}

export type Changed =
  | { readonly card: RateCard }
  /** `no-price`: nothing to multiply; `no-list`: the maker is not known; `free`: rounding would give it away. */
  | { readonly skipped: 'no-price' | 'no-list' | 'free' | 'same' | 'too-high' };

function changedRate(rate: Rate, factor: Decimal, round: PriceRule['round']): Rate | 'free' | 'too-high' {
  const before = decimalOf(rate.usd);
  const product = times(before, factor);
  const asked = round ? rounded(product, round.places, round.to) : product;
  const after = chargeable(asked, rate.per);
  if (after.digits === 0n && before.digits !== 0n) return 'free';
  if (compare(after, decimalOf('9999999')) > 0) return 'too-high';
  return { ...rate, usd: decimalText(after) };
}

const sameRates = (a: RateCard | undefined, b: RateCard): boolean =>
  a !== undefined && JSON.stringify(a.rates) === JSON.stringify(b.rates);

function factorOf(how: PriceRule['how']): Decimal {
  if (how.by === 'list') return decimalOf('1');
  if (how.by === 'factor') return decimalOf(how.factor);
  const percent = decimalOf(how.percent);
  const sum = how.below ? minus(hundred, percent).size : plus(hundred, percent);
  return { digits: sum.digits, places: sum.places + 2 };
}

/** The card that the rule makes of a model's price. `today`: YYYY-MM-DD. */
export function changedCard(
  rule: PriceRule,
  ours: RateCard | undefined,
  list: RateCard | undefined,
  today: string,
): Changed {
  const base = rule.how.by === 'factor' ? ours : list;
  if (!base) return { skipped: rule.how.by === 'factor' ? 'no-price' : 'no-list' };
  if (rule.how.by === 'list') return { card: base };
  const factor = factorOf(rule.how);
  const rates: Rate[] = [];
  for (const rate of base.rates) {
    const changed = changedRate(rate, factor, rule.round);
    if (typeof changed === 'string') return { skipped: changed };
    rates.push(changed);
  }
  const card: RateCard = { rates, source: 'operator', asOf: today };
  if (sameRates(ours, card)) return { skipped: 'same' };
  compileCard(card); // throws where a rate could not be charged: chargeable() leaves none
  return { card };
}

/** How far a price lies from another, in percent with two places: '12.5', '-50'. Undefined where the other is nothing. */
export function percentOver(ours: Decimal, list: Decimal): string | undefined {
  if (list.digits === 0n) return undefined;
  const { negative, size } = minus(ours, list);
  const text = decimalText(quotient(times(size, hundred), list, 2, 'nearest'));
  return negative && text !== '0' ? `-${text}` : text;
}
