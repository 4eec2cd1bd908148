import type { RateCard } from '../spec/rate-card.ts';
import type { Meter } from '../spec/usage.ts';

/**
 * The price of a model in the numbers that tools of this family read: ratio 1 is 2 USD for a million input tokens,
 * the others are multiples of it. Only rates without conditions can be said in these numbers.
 */
export type ClassicPrice = {
  readonly perCall: boolean;
  readonly modelRatio: number;
  readonly modelPrice: number;
  readonly completionRatio: number;
  readonly cacheRatio: number | undefined;
  readonly createCacheRatio: number | undefined;
};

const usdPerRatio = 2;
/** Shown numbers only: nothing is charged by them. */
const shown = (value: number): number => Number(value.toPrecision(10));

function plain(card: RateCard, meter: Meter, units: number): number | undefined {
  const rate = card.rates.find((each) => each.meter === meter && !each.when?.length);
  return rate && (Number(rate.usd) / rate.per) * units;
}

export function classicPrice(card: RateCard): ClassicPrice {
  const perMillion = (meter: Meter) => plain(card, meter, 1_000_000);
  const input = perMillion('input_tokens');
  const times = (value: number | undefined) =>
    value === undefined || !input ? undefined : shown(value / input);
  const call = plain(card, 'calls', 1);
  const perCall = input === undefined && call !== undefined;
  return {
    perCall,
    modelRatio: perCall ? 0 : shown((input ?? 0) / usdPerRatio),
    modelPrice: perCall ? shown(call) : 0,
    completionRatio: times(perMillion('output_tokens')) ?? 0,
    cacheRatio: times(perMillion('cached_input_tokens')),
    createCacheRatio: times(perMillion('cache_write_tokens')),
  };
}
