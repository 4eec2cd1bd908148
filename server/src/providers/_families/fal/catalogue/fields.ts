import type { Field } from './types.ts';

/** Fields that many models share. Source: the endpoint types of @fal-ai/client 1.10.1 and the models' pages at fal.ai. */

export const needed = (field: Field): Field => ({ ...field, needed: true });
export const word = (usual: string | undefined, ...oneOf: readonly string[]): Field => ({
  type: 'text',
  oneOf,
  ...(usual === undefined ? {} : { usual }),
});
export const flag = (usual: boolean): Field => ({ type: 'flag', usual });
export const number = (usual: number, least: number, most: number): Field => ({
  type: 'number',
  usual,
  least,
  most,
});
export const whole = (usual: number, least: number, most: number): Field => ({
  type: 'whole',
  usual,
  least,
  most,
});

export const text: Field = { type: 'text' };
export const prompt: Field = { type: 'text', needed: true, least: 1 };
export const url: Field = { type: 'url' };
export const urls: Field = { type: 'urls', needed: true, least: 1 };
export const seed: Field = { type: 'whole' };
export const loras: Field = { type: 'loras' };
export const size = (usual?: string): Field => ({
  type: 'size',
  ...(usual === undefined ? {} : { usual }),
});

export const count = whole(1, 1, 4);
export const safety = word('4', '1', '2', '3', '4', '5', '6');
export const format = (usual: string, ...others: readonly string[]): Field => word(usual, usual, ...others);

export const bananaRatios = [...['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16']];
export const kontextRatios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'];

/** What every FLUX model of fal's takes. */
export const flux = {
  seed,
  sync_mode: flag(false),
  num_images: count,
  enable_safety_checker: flag(true),
  output_format: format('jpeg', 'png'),
} as const satisfies Readonly<Record<string, Field>>;
