import type { ModelFact } from '../../spec/provider.ts';

/**
 * Recraft's models: 1,000 API units are 1 USD, a picture has one price. The names of the tools at the end are the
 * gateway's; Recraft has a path for each.
 */
const source = 'Recraft, https://www.recraft.ai/docs/api-reference/pricing and the pages of its models';
const asOf = '2026-11-23';

export type Family = 'v4' | 'v4-pro' | 'v3' | 'v2';

export type Recraft = {
  readonly title: string;
  readonly usd: string;
  readonly family: Family;
  /** Can it start from a picture (imageToImage), and change a part of one (inpaint). */
  readonly changes?: true;
  readonly inpaints?: true;
};

const changing = { changes: true } as const;

export const drawers: Readonly<Record<string, Recraft>> = {
  recraftv4_1: { title: 'Recraft V4.1', usd: '0.035', family: 'v4', ...changing },
  recraftv4_1_flash: { title: 'Recraft V4.1 Flash', usd: '0.007', family: 'v4' },
  recraftv4_1_utility: { title: 'Recraft V4.1 Utility', usd: '0.035', family: 'v4', ...changing },
  recraftv4_1_vector: { title: 'Recraft V4.1 Vector', usd: '0.08', family: 'v4', ...changing },
  recraftv4_1_pro: { title: 'Recraft V4.1 Pro', usd: '0.21', family: 'v4-pro', ...changing },
  recraftv4_1_utility_pro: { title: 'Recraft V4.1 Utility Pro', usd: '0.21', family: 'v4-pro', ...changing },
  recraftv4: { title: 'Recraft V4', usd: '0.04', family: 'v4', ...changing },
  recraftv4_vector: { title: 'Recraft V4 Vector', usd: '0.08', family: 'v4', ...changing },
  recraftv4_pro: { title: 'Recraft V4 Pro', usd: '0.25', family: 'v4-pro', ...changing },
  recraftv4_pro_vector: { title: 'Recraft V4 Pro Vector', usd: '0.3', family: 'v4-pro', ...changing },
  recraftv3: { title: 'Recraft V3', usd: '0.04', family: 'v3', changes: true, inpaints: true },
  recraftv3_vector: { title: 'Recraft V3 Vector', usd: '0.08', family: 'v3', changes: true, inpaints: true },
  recraftv2: { title: 'Recraft V2', usd: '0.022', family: 'v2' },
  recraftv2_vector: { title: 'Recraft V2 Vector', usd: '0.044', family: 'v2' },
};

/** What is done to one picture, without words. */
export const tools: Readonly<
  Record<string, { readonly title: string; readonly usd: string; readonly path: string }>
> = {
  'recraft-vectorize': { title: 'Recraft Vectorize', usd: '0.01', path: '/v1/images/vectorize' },
  'recraft-remove-background': {
    title: 'Recraft Remove Background',
    usd: '0.01',
    path: '/v1/images/removeBackground',
  },
  'recraft-crisp-upscale': { title: 'Recraft Crisp Upscale', usd: '0.004', path: '/v1/images/crispUpscale' },
  'recraft-creative-upscale': {
    title: 'Recraft Creative Upscale',
    usd: '0.25',
    path: '/v1/images/creativeUpscale',
  },
};

export const isVector = (model: string): boolean =>
  model.endsWith('_vector') || model === 'recraft-vectorize';

export const models: readonly ModelFact[] = [...Object.entries(drawers), ...Object.entries(tools)].map(
  ([id, { title, usd }]) => ({
    id,
    kinds: ['image'],
    title,
    card: { rates: [{ meter: 'images', usd, per: 1 }], source, asOf },
  }),
);
