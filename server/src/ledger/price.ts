import { type Nano, nano } from '../base/money.ts';
import type { Bounds } from '../spec/call.ts';
import type { Condition, Rate, RateCard } from '../spec/rate-card.ts';
import { type Facts, type Meter, meterParents, meters, type Usage } from '../spec/usage.ts';

/**
 * Price = Σ units × rate × group ratio, in exact integers, rounded once, up, to a nano-USD.
 *
 * A rate becomes an integer count of atto-USD (1e-18) per unit where it can; "per million" prices of up to 12 decimals
 * can. What cannot be is refused when the card is read, so no price is ever approximated.
 */
const attoPerUsd = 10n ** 18n;
const ratioScale = 1_000_000n;
const attoPerNano = 10n ** 9n;

type CompiledRate = { readonly rate: Rate; readonly atto: bigint };
export type CompiledCard = {
  readonly card: RateCard;
  /** The rates of each meter, in the order in which they are tried; a meter without any uses its parent's. */
  readonly rates: ReadonlyMap<Meter, readonly CompiledRate[]>;
};

/** "1.25" -> 1250000n (scale 6). Undefined for anything that is no plain non-negative decimal of that many places. */
function scaled(text: string, places: number): bigint | undefined {
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(text);
  if (!match || (match[2]?.length ?? 0) > places) return undefined;
  return BigInt(match[1]! + (match[2] ?? '').padEnd(places, '0'));
}

/** Reads a card for pricing. Throws RangeError naming the rate that cannot be charged exactly. */
export function compileCard(card: RateCard): CompiledCard {
  const rates = new Map<Meter, CompiledRate[]>();
  for (const rate of card.rates) {
    const usd = scaled(rate.usd, 18);
    if (usd === undefined)
      throw new RangeError(`the rate of ${rate.meter} is no decimal number of USD: ${rate.usd}`);
    if (!Number.isSafeInteger(rate.per) || rate.per < 1)
      throw new RangeError(`the rate of ${rate.meter} is per ${rate.per} units`);
    if (usd % BigInt(rate.per) !== 0n)
      throw new RangeError(`the rate of ${rate.meter}, ${rate.usd} per ${rate.per}, has too many decimals`);
    const list = rates.get(rate.meter) ?? [];
    list.push({ rate, atto: usd / BigInt(rate.per) });
    rates.set(rate.meter, list);
  }
  return { card, rates };
}

/** Reads a group ratio ("0.8", at most 6 places). Throws RangeError when it is none. */
export function compileRatio(text: string): bigint {
  const ratio = scaled(text, 6);
  if (ratio === undefined)
    throw new RangeError(`a group ratio is a decimal number with at most 6 places, not ${text}`);
  return ratio;
}

function holds(condition: Condition, facts: Facts): boolean {
  const fact = facts[condition.fact];
  if (fact === undefined) return false;
  if (condition.is && !condition.is.includes(fact)) return false;
  if (condition.above !== undefined && !(Number(fact) > condition.above)) return false;
  if (condition.upTo !== undefined && !(Number(fact) <= condition.upTo)) return false;
  return true;
}

/** The rate of the meter, else (when it has none, or none whose conditions hold) that of its parent, and so on. */
function rateFor(card: CompiledCard, meter: Meter, facts: Facts): CompiledRate | undefined {
  const meets = ({ rate }: CompiledRate) => (rate.when ?? []).every((condition) => holds(condition, facts));
  for (let one: Meter | undefined = meter; one; one = meterParents[one]) {
    const rate = card.rates.get(one)?.find(meets);
    if (rate) return rate;
  }
  return undefined;
}

/** Units are counted to a millionth (seconds and megapixels have fractions), so that they are integers here too. */
const unitScale = 1_000_000;

/** Atto-USD times the unit scale. */
const amountOf = (units: number, atto: bigint): bigint =>
  Number.isInteger(units)
    ? BigInt(units) * BigInt(unitScale) * atto
    : BigInt(Math.round(units * unitScale)) * atto;

const divisor = BigInt(unitScale) * ratioScale * attoPerNano;

const mostAmount = BigInt(Number.MAX_SAFE_INTEGER) * divisor;

function toNano(sum: bigint, ratio: bigint): Nano {
  const exact = sum * ratio;
  return nano(Number((exact + divisor - 1n) / divisor));
}

/** Every token the model read: the `context` that long-context prices ask about. */
export const contextOf = (usage: Usage): number =>
  (usage.input_tokens ?? 0) +
  (usage.cached_input_tokens ?? 0) +
  (usage.cached_audio_tokens ?? 0) +
  (usage.cached_image_tokens ?? 0) +
  (usage.cache_write_tokens ?? 0) +
  (usage.cache_write_1h_tokens ?? 0) +
  (usage.input_audio_tokens ?? 0) +
  (usage.input_image_tokens ?? 0);

/**
 * What prompt caching saved on a call: its price had nothing been read from or written to a cache, less its price. Below
 * zero where more was written than read.
 */
export function cacheSaving(card: RateCard, usage: Usage, facts: Facts, ratio: string): number {
  const {
    cached_input_tokens: cached = 0,
    cached_audio_tokens: audio = 0,
    cached_image_tokens: image = 0,
    cache_write_tokens: written = 0,
    cache_write_1h_tokens: writtenHour = 0,
    ...rest
  } = usage;
  if (cached + audio + image + written + writtenHour === 0) return 0;
  const compiled = compileCard(card);
  const factor = compileRatio(ratio);
  const without: Usage = {
    ...rest,
    input_tokens: (rest.input_tokens ?? 0) + cached + written + writtenHour,
    ...(audio > 0 ? { input_audio_tokens: (rest.input_audio_tokens ?? 0) + audio } : {}),
    ...(image > 0 ? { input_image_tokens: (rest.input_image_tokens ?? 0) + image } : {}),
  };
  return priceOf(compiled, without, facts, factor) - priceOf(compiled, usage, facts, factor);
}

/** The charge for a usage. `facts` are the request's and the upstream's; `context` is added here. */
export function priceOf(card: CompiledCard, usage: Usage, facts: Facts, ratio: bigint): Nano {
  const all: Facts = { ...facts, context: contextOf(usage) };
  let sum = 0n;
  for (const meter in usage) {
    const units = usage[meter as Meter];
    if (!units) continue;
    const rate = rateFor(card, meter as Meter, all);
    if (rate) sum += amountOf(units, rate.atto);
  }
  const calls = rateFor(card, 'calls', all);
  if (calls && usage.calls === undefined) sum += amountOf(1, calls.atto);
  return toNano(sum, ratio);
}

/** One line of a receipt. `usd` and `per` as on the card; `amount` in USD before the group ratio, exact. */
export type PriceLine = {
  readonly meter: Meter;
  readonly units: number;
  readonly usd: string | null;
  readonly per: number | null;
  readonly amount: string;
};

/** The same charge, line by line. Meters without a price are listed with none. */
export function priceLines(
  card: RateCard,
  usage: Usage,
  facts: Facts,
  ratio: string,
): { lines: PriceLine[]; total: Nano } {
  const compiled = compileCard(card);
  const all: Facts = { ...facts, context: contextOf(usage) };
  const lines: PriceLine[] = [];
  for (const meter of meters) {
    const units = usage[meter] ?? (meter === 'calls' && compiled.rates.has('calls') ? 1 : 0);
    if (!units) continue;
    const found = rateFor(compiled, meter, all);
    lines.push({
      meter,
      units,
      usd: found?.rate.usd ?? null,
      per: found?.rate.per ?? null,
      amount: found ? decimal(amountOf(units, found.atto)) : '0',
    });
  }
  return { lines, total: priceOf(compiled, usage, facts, compileRatio(ratio)) };
}

function decimal(amount: bigint): string {
  const scale = attoPerUsd * BigInt(unitScale);
  const fraction = (amount % scale).toString().padStart(24, '0').replace(/0+$/, '');
  return `${amount / scale}${fraction ? `.${fraction}` : ''}`;
}

const dearest = (card: CompiledCard, family: Meter): bigint => {
  let most = 0n;
  for (const [meter, rates] of card.rates)
    if (rootOf(meter) === family) for (const { atto } of rates) if (atto > most) most = atto;
  return most;
};

/** The meter without a parent above this one. */
function rootOf(meter: Meter): Meter {
  let root = meter;
  for (let above = meterParents[root]; above; above = meterParents[root]) root = above;
  return root;
}

/** The dearest that one unit of each family can be on this card: computed once a card, used for every hold. */
export type Ceiling = {
  readonly input: bigint;
  readonly output: bigint;
  /** Of meters that are no tokens. */
  readonly unit: (meter: Meter) => bigint;
};

export const ceilingOf = (card: CompiledCard): Ceiling => ({
  input: dearest(card, 'input_tokens'),
  output: dearest(card, 'output_tokens'),
  unit: (meter) => dearest(card, meter),
});

/** What is counted where a request's bounds do not say: one call, and the one search of models that always search. */
const unitsUnsaid: Usage = { calls: 1, searches: 1 };

/** The most that a request can cost: all its input and all the output it allows, at the dearest rates. */
export function boundOf(ceiling: Ceiling, bounds: Bounds, outputLimit: number, ratio: bigint): Nano {
  const output = Math.min(bounds.outputTokens ?? outputLimit, outputLimit) * bounds.answers;
  const units: Usage = { ...unitsUnsaid, ...bounds.units };
  let sum = amountOf(bounds.inputTokens, ceiling.input) + amountOf(output, ceiling.output);
  for (const meter in units) sum += amountOf(units[meter as Meter] ?? 0, ceiling.unit(meter as Meter));
  // Beyond exact money there is no balance that could pay it: the hold is refused as too large.
  return sum * ratio > mostAmount ? nano(Number.MAX_SAFE_INTEGER) : toNano(sum, ratio);
}

/** A part of a bound: so many units at most, at the dearest that one can be. `usd` for `per` units; `amount` before the ratio. */
export type BoundLine = {
  readonly meter: Meter;
  readonly units: number;
  readonly usd: string;
  readonly per: number;
  readonly amount: string;
};

/** The same bound, line by line; what costs nothing is left out. */
export function boundLines(ceiling: Ceiling, bounds: Bounds, outputLimit: number): BoundLine[] {
  const output = Math.min(bounds.outputTokens ?? outputLimit, outputLimit) * bounds.answers;
  const line = (meter: Meter, units: number, atto: bigint, per: number): BoundLine[] =>
    units === 0 || atto === 0n
      ? []
      : [
          {
            meter,
            units,
            usd: decimal(amountOf(per, atto)),
            per,
            amount: decimal(amountOf(units, atto)),
          },
        ];
  const units: Usage = { ...unitsUnsaid, ...bounds.units };
  return [
    ...line('input_tokens', bounds.inputTokens, ceiling.input, 1_000_000),
    ...line('output_tokens', output, ceiling.output, 1_000_000),
    ...meters.flatMap((meter) => line(meter, units[meter] ?? 0, ceiling.unit(meter), 1)),
  ];
}
