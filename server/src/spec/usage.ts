/**
 * What a call consumed, in units, before money. The meters do not overlap: a cached input token is counted in
 * `cached_input_tokens` only. A meter without a rate of its own is billed as its parent.
 */
export const meterParents = {
  input_tokens: undefined,
  cached_input_tokens: 'input_tokens',
  cache_write_tokens: 'input_tokens',
  /** Written to a cache that lives for an hour; the plain meter is for the shorter one. */
  cache_write_1h_tokens: 'cache_write_tokens',
  input_audio_tokens: 'input_tokens',
  input_image_tokens: 'input_tokens',
  cached_audio_tokens: 'cached_input_tokens',
  cached_image_tokens: 'cached_input_tokens',
  output_tokens: undefined,
  reasoning_tokens: 'output_tokens',
  output_audio_tokens: 'output_tokens',
  output_image_tokens: 'output_tokens',
  characters: undefined,
  seconds: undefined,
  images: undefined,
  megapixels: undefined,
  calls: undefined,
  searches: undefined,
  documents: undefined,
} as const satisfies Record<string, string | undefined>;

export type Meter = keyof typeof meterParents;

export const meters = Object.keys(meterParents) as readonly Meter[];

/** Units by meter: non-negative numbers; absent means none were consumed. */
export type Usage = { readonly [M in Meter]?: number };

/** Facts of a call that prices may depend on: `size`, `quality`, `mode`, `context` (all input tokens), … */
export type Facts = Readonly<Record<string, string | number | boolean>>;
