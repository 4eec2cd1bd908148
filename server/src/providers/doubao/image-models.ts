import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';
import { inYuan, usdOf } from './yuan.ts';

/**
 * Seedream and SeedEdit: sold by the picture that came; pictures that go in are free (5.0 Pro charges those after the first,
 * which the wire does not count, so they are left out). Ark states yuan, BytePlus USD for ids of its own.
 */
const arkPage =
  'Volcengine Ark, image models, https://www.volcengine.com/docs/82379/1544106, as three public projects quote it';
const bytePlusPage =
  'BytePlus ModelArk, image models (USD), https://docs.byteplus.com/en/docs/ModelArk/1544106, as APIYI and Comfy-Org quote it';
const asOf = '2026-11-23';

const each = (usd: string, when?: Rate['when']): Rate => ({
  meter: 'images',
  usd,
  per: 1,
  ...(when ? { when } : {}),
});

const drawer = (id: string, title: string, rates: readonly Rate[], source: string): ModelFact => ({
  id,
  kinds: ['image'],
  title,
  card: { rates, source, asOf },
});

/** The lower price is for at most 2.36 megapixels. */
const small: Rate['when'] = [{ fact: 'resolution', is: ['1k'] }];

const ark = (id: string, title: string, yuan: string, smaller?: string): ModelFact =>
  drawer(
    id,
    title,
    [...(smaller === undefined ? [] : [each(usdOf(smaller), small)]), each(usdOf(yuan))],
    `${arkPage}; ${inYuan}`,
  );

const bytePlus = (id: string, title: string, usd: string, smaller?: string): ModelFact =>
  drawer(id, title, [...(smaller === undefined ? [] : [each(smaller, small)]), each(usd)], bytePlusPage);

export const imageModels: readonly ModelFact[] = [
  ark('doubao-seedream-5-0-pro-260628', 'Seedream 5.0 Pro', '0.60', '0.30'),
  ark('doubao-seedream-5-0-260128', 'Seedream 5.0 Lite', '0.22'),
  ark('doubao-seedream-5-0-lite-260128', 'Seedream 5.0 Lite', '0.22'),
  ark('doubao-seedream-4-5-251128', 'Seedream 4.5', '0.25'),
  ark('doubao-seedream-4-0-250828', 'Seedream 4.0', '0.20'),
  ark('doubao-seedream-3-0-t2i-250415', 'Seedream 3.0', '0.259'),
  ark('doubao-seededit-3-0-i2i-250628', 'SeedEdit 3.0', '0.30'),
  bytePlus('seedream-5-0-pro-260628', 'Seedream 5.0 Pro', '0.09', '0.045'),
  bytePlus('seedream-5-0-260128', 'Seedream 5.0 Lite', '0.035'),
  bytePlus('seedream-5-0-lite-260128', 'Seedream 5.0 Lite', '0.035'),
  bytePlus('seedream-4-5-251128', 'Seedream 4.5', '0.04'),
  bytePlus('seedream-4-0-250828', 'Seedream 4.0', '0.03'),
  bytePlus('seedream-3-0-t2i-250415', 'Seedream 3.0', '0.03'),
  bytePlus('seededit-3-0-i2i-250628', 'SeedEdit 3.0', '0.03'),
];
