import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';

/**
 * FLUX as its maker sells it: 1 credit is 0.01 USD. FLUX.2 costs by megapixels: the first one that comes out has a price,
 * each further one and each that goes in another (`more`). The older models have one price for each picture.
 */
const source =
  'Black Forest Labs, https://docs.bfl.ai/quick_start/pricing and https://bfl.ai/pricing; megapixels after black-forest-labs/skills (bfl-api)';
const asOf = '2026-11-23';

/** What a model takes, in its own fields. */
export type Flux = {
  readonly title: string;
  /** Credits of the first megapixel, or of the picture. */
  readonly credits: number;
  /** Credits of each further megapixel; absent: a picture has one price. */
  readonly more?: number;
  /** How the shape is asked for: sides in pixels, or a ratio. Absent: that of the picture that goes in. */
  readonly shape?: 'pixels' | 'ratio';
  /** Where the pictures that go in stand; 'image_prompt' is one that inspires and is not changed. */
  readonly image?: 'input_image' | 'image' | 'image_prompt';
  /** How many pictures may go in, and whether at least one must. */
  readonly most: number;
  readonly needsImage?: true;
  readonly mask?: true;
};

const flux2 = { shape: 'pixels', image: 'input_image' } as const;

export const fluxes: Readonly<Record<string, Flux>> = {
  'flux-2-max': { title: 'FLUX.2 [max]', credits: 7, more: 3, ...flux2, most: 8 },
  'flux-2-pro': { title: 'FLUX.2 [pro]', credits: 3, more: 1.5, ...flux2, most: 8 },
  'flux-2-flex': { title: 'FLUX.2 [flex]', credits: 5, more: 5, ...flux2, most: 8 },
  'flux-2-klein-9b': { title: 'FLUX.2 [klein] 9B', credits: 1.5, more: 0.2, ...flux2, most: 4 },
  'flux-2-klein-4b': { title: 'FLUX.2 [klein] 4B', credits: 1.4, more: 0.1, ...flux2, most: 4 },
  'flux-kontext-max': {
    title: 'FLUX.1 Kontext [max]',
    credits: 8,
    shape: 'ratio',
    image: 'input_image',
    most: 4,
  },
  'flux-kontext-pro': {
    title: 'FLUX.1 Kontext [pro]',
    credits: 4,
    shape: 'ratio',
    image: 'input_image',
    most: 4,
  },
  'flux-pro-1.1-ultra': {
    title: 'FLUX1.1 [pro] Ultra',
    credits: 6,
    shape: 'ratio',
    image: 'image_prompt',
    most: 1,
  },
  'flux-pro-1.1': { title: 'FLUX1.1 [pro]', credits: 4, shape: 'pixels', image: 'image_prompt', most: 1 },
  'flux-dev': { title: 'FLUX.1 [dev]', credits: 2.5, shape: 'pixels', image: 'image_prompt', most: 1 },
  'flux-pro-1.0-fill': {
    title: 'FLUX.1 Fill [pro]',
    credits: 5,
    image: 'image',
    most: 1,
    needsImage: true,
    mask: true,
  },
  'flux-pro-1.0-expand': {
    title: 'FLUX.1 Expand [pro]',
    credits: 5,
    image: 'image',
    most: 1,
    needsImage: true,
  },
};

/** Credits as USD, exactly. */
const usd = (credits: number): string => (credits / 100).toFixed(4).replace(/0+$/, '');

export const models: readonly ModelFact[] = Object.entries(fluxes).map(([id, { title, credits, more }]) => {
  const rates: readonly Rate[] = [
    { meter: 'images', usd: usd(credits), per: 1 },
    ...(more === undefined ? [] : [{ meter: 'megapixels', usd: usd(more), per: 1 } as const]),
  ];
  return { id, kinds: ['image'], title, card: { rates, source, asOf } };
});
