import type { Api } from '../../api/types.ts';
import { priceFor, sortable } from './price.ts';

export type Catalogue = Api['GET /api/portal/models']['reply'];
export type Model = Catalogue['models'][number];
export type Rate = NonNullable<Model['price']>['rates'][number];
export type Meter = Rate['meter'];
export type Kind = Model['kinds'][number];
export type Ability = Model['abilities'][number];
export type Maker = Catalogue['makers'][number];
export type ModelDetail = Api['GET /api/portal/models/{name}']['reply'];

export const units = ['million', 'thousand', 'one'] as const;
export type Unit = (typeof units)[number];
export const unitSizes: Readonly<Record<Unit, number>> = { million: 1_000_000, thousand: 1000, one: 1 };

/** Meters that are counted in millions or thousands; of the others each one counts. */
export const isCounted = (meter: Meter): boolean => meter.endsWith('_tokens') || meter === 'characters';

/** For how many units a price of this meter is shown. A price per minute stays one. */
export function shownPer(rate: Pick<Rate, 'meter' | 'per'>, unit: Unit): number {
  const wanted = isCounted(rate.meter) ? unitSizes[unit] : rate.meter === 'searches' ? 1000 : 1;
  return priceFor('1', rate.per, wanted) === undefined ? rate.per : wanted;
}
export const inUnits = (usd: string, rate: Pick<Rate, 'per'>, per: number): string =>
  priceFor(usd, rate.per, per) ?? usd;

/** The rates that hold under one condition. `when`: index in the catalogue's conditions; null: always. */
export type RateLine<R extends { readonly when: number | null }> = {
  readonly when: number | null;
  readonly rates: readonly R[];
};

/** Rates by condition, the plain ones first. */
export function linesOf<R extends { readonly when: number | null }>(
  rates: readonly R[],
): readonly RateLine<R>[] {
  const lines = new Map<number | null, R[]>([[null, []]]);
  for (const rate of rates) lines.set(rate.when, [...(lines.get(rate.when) ?? []), rate]);
  return [...lines].flatMap(([when, of]) => (of.length > 0 ? [{ when, rates: of }] : []));
}

export const plainRate = (model: Model, meter: Meter): Rate | undefined =>
  model.price?.rates.find((rate) => rate.meter === meter && rate.when === null);

export type Filters = {
  readonly q?: string | undefined;
  readonly maker?: string | undefined;
  readonly kind?: string | undefined;
  readonly dialect?: string | undefined;
  readonly ability?: string | undefined;
  /** Tokens of context, at least. */
  readonly context?: number | undefined;
  /** USD for a million input tokens, at most. */
  readonly most?: number | undefined;
  /** Those too that only test keys reach. */
  readonly all?: boolean | undefined;
};

/** Every word must be in the name, the title or the maker's name. */
function wordsIn(model: Model, words: readonly string[], maker: string): boolean {
  if (words.length === 0) return true;
  const text = `${model.name} ${model.title ?? ''} ${maker}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

export const isAnyLive = (catalogue: Catalogue): boolean =>
  catalogue.models.some(({ available }) => available.live);

export function filterModels(catalogue: Catalogue, filters: Filters): readonly Model[] {
  const makers = new Map(catalogue.makers.map((maker) => [maker.id, maker.name]));
  const words = (filters.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const onlyLive = !filters.all && isAnyLive(catalogue);
  return catalogue.models.filter((model) => {
    if (onlyLive && !model.available.live) return false;
    if (filters.maker && model.maker !== filters.maker) return false;
    if (filters.kind && !model.kinds.some((kind) => kind === filters.kind)) return false;
    if (filters.ability && !model.abilities.some((ability) => ability === filters.ability)) return false;
    const { dialect } = filters;
    if (dialect && !model.native.includes(dialect) && !model.converted.includes(dialect)) return false;
    if (filters.context && (model.context ?? 0) < filters.context) return false;
    if (filters.most !== undefined) {
      const input = plainRate(model, 'input_tokens');
      const usd = input?.ours && priceFor(input.ours, input.per, 1_000_000);
      if (!usd || Number(usd) > filters.most) return false;
    }
    return wordsIn(model, words, makers.get(model.maker ?? '') ?? '');
  });
}

export const sorts = ['name', 'input', 'cached', 'output', 'context', 'since'] as const;
export type Sort = (typeof sorts)[number];

const meterOf = { input: 'input_tokens', cached: 'cached_input_tokens', output: 'output_tokens' } as const;

/** Models without the value stand last, whichever way it goes. */
export function sortModels(
  models: readonly Model[],
  sort: Sort | undefined,
  down: boolean,
): readonly Model[] {
  if (!sort) return models;
  const numbers = (model: Model): number => {
    if (sort === 'context') return model.context ?? Number.POSITIVE_INFINITY;
    if (sort === 'since')
      return model.price?.since ? Date.parse(model.price.since) : Number.POSITIVE_INFINITY;
    const rate = plainRate(model, meterOf[sort as keyof typeof meterOf]);
    return sortable(rate?.ours && priceFor(rate.ours, rate.per, 1_000_000));
  };
  const sign = down ? -1 : 1;
  if (sort === 'name')
    return models.toSorted((a, b) => sign * (a.title ?? a.name).localeCompare(b.title ?? b.name));
  return models
    .map((model) => ({ model, value: numbers(model) }))
    .sort((a, b) => {
      const [left, right] = [Number.isFinite(a.value), Number.isFinite(b.value)];
      if (left !== right) return left ? -1 : 1;
      return left ? sign * (a.value - b.value) : 0;
    })
    .map(({ model }) => model);
}

/** 1050000 -> "1.05M", 131072 -> "131K". */
export function shortCount(value: number): string {
  if (value >= 1_000_000) return `${Number((value / 1_000_000).toFixed(2))}M`;
  return value >= 1000 ? `${Math.round(value / 1000)}K` : String(value);
}
