import type { ModelFact } from '../../spec/provider.ts';

/**
 * Stability's picture services: a credit is 0.01 USD, a picture has one price. The names of those that change pictures are
 * the gateway's; Stability has a path for each.
 */
const source =
  'Stability AI, https://platform.stability.ai/pricing: credits of 0.01 USD, generation as quoted in June 2026 by https://developer.puter.com/tutorials/stability-ai-api-pricing/, the other services as in the price file of LiteLLM 1.109.1 (credits)';
const asOf = '2026-11-23';

export type Service = {
  readonly title: string;
  readonly path: string;
  readonly credits: number;
  /** `model` of the form, where several share a path. */
  readonly model?: string;
  /** Does it make pictures from words, and can it start from one (`mode: image-to-image`); or does it change one. */
  readonly does: 'generate' | 'generate-or-change' | 'change';
  /** Fields of its own, beside those that all have; true: needed. */
  readonly fields: Readonly<Record<string, boolean>>;
  /** Takes no `prompt`, or need not have one. */
  readonly prompt?: 'none' | 'optional';
  /** A mask, white where the picture changes. */
  readonly mask?: true;
  /** Its picture is asked for by an id. */
  readonly later?: true;
  readonly ratio?: true;
  readonly seed?: false;
};

const edit = '/v2beta/stable-image/edit';
const control = '/v2beta/stable-image/control';
const upscale = '/v2beta/stable-image/upscale';
const sd3 = '/v2beta/stable-image/generate/sd3';

const sd35 = {
  path: sd3,
  does: 'generate-or-change',
  ratio: true,
  fields: { strength: false, cfg_scale: false, style_preset: false },
} as const;

export const services: Readonly<Record<string, Service>> = {
  'stable-image-ultra': {
    title: 'Stable Image Ultra',
    path: '/v2beta/stable-image/generate/ultra',
    credits: 8,
    does: 'generate-or-change',
    ratio: true,
    fields: { strength: false, style_preset: false },
  },
  'stable-image-core': {
    title: 'Stable Image Core',
    path: '/v2beta/stable-image/generate/core',
    credits: 3,
    does: 'generate',
    ratio: true,
    fields: { style_preset: false },
  },
  'sd3.5-large': { title: 'Stable Diffusion 3.5 Large', credits: 6.5, model: 'sd3.5-large', ...sd35 },
  'sd3.5-large-turbo': {
    title: 'Stable Diffusion 3.5 Large Turbo',
    credits: 4,
    model: 'sd3.5-large-turbo',
    ...sd35,
  },
  'sd3.5-medium': { title: 'Stable Diffusion 3.5 Medium', credits: 3.5, model: 'sd3.5-medium', ...sd35 },
  'stable-image-inpaint': {
    title: 'Stable Image Inpaint',
    path: `${edit}/inpaint`,
    credits: 5,
    does: 'change',
    mask: true,
    fields: { grow_mask: false, style_preset: false },
  },
  'stable-image-erase': {
    title: 'Stable Image Erase',
    path: `${edit}/erase`,
    credits: 5,
    does: 'change',
    prompt: 'none',
    mask: true,
    fields: { grow_mask: false },
  },
  'stable-image-outpaint': {
    title: 'Stable Image Outpaint',
    path: `${edit}/outpaint`,
    credits: 4,
    does: 'change',
    prompt: 'optional',
    fields: { left: false, right: false, up: false, down: false, creativity: false, style_preset: false },
  },
  'stable-image-search-and-replace': {
    title: 'Stable Image Search and Replace',
    path: `${edit}/search-and-replace`,
    credits: 5,
    does: 'change',
    fields: { search_prompt: true, grow_mask: false, style_preset: false },
  },
  'stable-image-search-and-recolor': {
    title: 'Stable Image Search and Recolor',
    path: `${edit}/search-and-recolor`,
    credits: 5,
    does: 'change',
    fields: { select_prompt: true, grow_mask: false, style_preset: false },
  },
  'stable-image-remove-background': {
    title: 'Stable Image Remove Background',
    path: `${edit}/remove-background`,
    credits: 5,
    does: 'change',
    prompt: 'none',
    seed: false,
    fields: {},
  },
  'stable-image-upscale-fast': {
    title: 'Stable Image Fast Upscale',
    path: `${upscale}/fast`,
    credits: 2,
    does: 'change',
    prompt: 'none',
    seed: false,
    fields: {},
  },
  'stable-image-upscale-conservative': {
    title: 'Stable Image Conservative Upscale',
    path: `${upscale}/conservative`,
    credits: 40,
    does: 'change',
    fields: { creativity: false },
  },
  'stable-image-upscale-creative': {
    title: 'Stable Image Creative Upscale',
    path: `${upscale}/creative`,
    credits: 60,
    does: 'change',
    later: true,
    fields: { creativity: false, style_preset: false },
  },
  'stable-image-sketch': {
    title: 'Stable Image Control Sketch',
    path: `${control}/sketch`,
    credits: 5,
    does: 'change',
    fields: { control_strength: false, style_preset: false },
  },
  'stable-image-structure': {
    title: 'Stable Image Control Structure',
    path: `${control}/structure`,
    credits: 5,
    does: 'change',
    fields: { control_strength: false, style_preset: false },
  },
  'stable-image-style': {
    title: 'Stable Image Style Guide',
    path: `${control}/style`,
    credits: 5,
    does: 'change',
    ratio: true,
    fields: { fidelity: false, style_preset: false },
  },
};

/** Credits as USD, exactly. */
const usd = (credits: number): string => (credits / 100).toFixed(3).replace(/0+$/, '');

export const models: readonly ModelFact[] = Object.entries(services).map(([id, { title, credits }]) => ({
  id,
  kinds: ['image'],
  title,
  card: { rates: [{ meter: 'images', usd: usd(credits), per: 1 }], source, asOf },
}));
