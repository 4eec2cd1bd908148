import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';
import { describeModel, upscaleModel, v3Model } from '../_families/ideogram/index.ts';

/**
 * Prices for each picture that comes out, for each that goes in where one is made larger or described. The names of the
 * models are the gateway's: Ideogram has a path for 3.0 and a field for the others.
 */
const source = 'Ideogram, https://ideogram.ai/features/api-pricing';
const asOf = '2026-11-23';

const speed = (is: readonly string[]) => ({ fact: 'rendering_speed', is });
const withCharacter = { fact: 'character_reference', is: [true] };
const cheap = speed(['TURBO', 'FLASH']);
const dear = speed(['QUALITY']);
const rate = (usd: string, ...when: NonNullable<Rate['when']>[number][]): Rate => ({
  meter: 'images',
  usd,
  per: 1,
  ...(when.length > 0 ? { when } : {}),
});

const legacy = (id: string, title: string, usd: string): ModelFact => ({
  id,
  kinds: ['image'],
  title,
  card: { rates: [rate(usd)], source, asOf },
});

const tool = (id: string, title: string, usd: string): ModelFact => ({
  id,
  kinds: ['image'],
  title,
  card: { rates: [{ meter: 'calls', usd, per: 1 }], source, asOf },
});

export const models: readonly ModelFact[] = [
  {
    id: v3Model,
    kinds: ['image'],
    title: 'Ideogram 3.0',
    card: {
      rates: [
        rate('0.1', withCharacter, cheap),
        rate('0.2', withCharacter, dear),
        rate('0.15', withCharacter),
        rate('0.03', cheap),
        rate('0.09', dear),
        rate('0.06'),
      ],
      source,
      asOf,
    },
  },
  legacy('ideogram-v2a', 'Ideogram 2a', '0.04'),
  legacy('ideogram-v2a-turbo', 'Ideogram 2a Turbo', '0.025'),
  legacy('ideogram-v2', 'Ideogram 2.0', '0.08'),
  legacy('ideogram-v2-turbo', 'Ideogram 2.0 Turbo', '0.05'),
  legacy('ideogram-v1', 'Ideogram 1.0', '0.06'),
  legacy('ideogram-v1-turbo', 'Ideogram 1.0 Turbo', '0.02'),
  tool(upscaleModel, 'Ideogram Upscale', '0.06'),
  tool(describeModel, 'Ideogram Describe', '0.01'),
];
