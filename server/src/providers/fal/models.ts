import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';
import { asOf, catalogue } from '../_families/fal/index.ts';

/** fal's models at fal's list prices. fal has many more: one that an operator lists and prices is served as well. */
export const models: readonly ModelFact[] = catalogue.map(({ id, title, kind, price, retired }) => {
  const { meter, usd, when = [], search, thinking, source } = price;
  const rates: Rate[] = [
    ...when.map(([special, ...conditions]): Rate => ({ meter, usd: special, per: 1, when: conditions })),
    { meter, usd, per: 1 },
    ...(search === undefined ? [] : [{ meter: 'searches', usd: search, per: 1 } as const]),
    ...(thinking === undefined
      ? []
      : [{ meter: 'calls', usd: thinking, per: 1, when: [{ fact: 'thinking', is: ['high'] }] } as const]),
  ];
  return { id, kinds: [kind], title, card: { rates, source, asOf }, ...(retired ? { retired } : {}) };
});
