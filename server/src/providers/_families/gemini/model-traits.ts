/**
 * What a model's name tells of its manners. Sources: Google's pages "Gemini thinking" and "Thinking", and the model
 * pages of 3.5 Flash-Lite, 3.7 Flash and 3.8 Flash (September 2026).
 */
export type Level = 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH';

export type ModelTraits = {
  /** 2.5 for gemini-2.5-…; a name without a number is the newest (gemini-flash-latest). */
  readonly generation: number;
  /** How much it thinks is said by a number of tokens, by a level, or cannot be said. */
  readonly thinks:
    | { readonly by: 'budget'; readonly least: number; readonly most: number; readonly canStop: boolean }
    | { readonly by: 'level'; readonly levels: readonly Level[] }
    | { readonly by: 'nothing' };
  readonly makesImages: boolean;
  readonly speaks: boolean;
  /** Refuses a history whose calls carry no signature. */
  readonly wantsSignatures: boolean;
  /** Each search query is billed; before generation 3 each request that searched. */
  readonly paysPerQuery: boolean;
};

const newest = 3.9;

/** Takes names as they are used upstream, with or without `models/` or a publisher's path before them. */
export function traitsOf(name: string): ModelTraits {
  const model = name.slice(name.lastIndexOf('/') + 1);
  const number = /gemini-(\d+(?:\.\d+)?)/.exec(model)?.[1];
  const generation =
    number === undefined ? (/^(imagen|gemma|text-)/.test(model) ? 1 : newest) : Number(number);
  const makesImages = /image|banana/.test(model);
  const speaks = /-tts/.test(model);
  return {
    generation,
    thinks: thinksOf(model, generation, makesImages, speaks),
    makesImages,
    speaks,
    wantsSignatures: generation >= 3,
    paysPerQuery: generation >= 3,
  };
}

function thinksOf(
  model: string,
  generation: number,
  makesImages: boolean,
  speaks: boolean,
): ModelTraits['thinks'] {
  if (speaks || generation < 2.5 || /embedding/.test(model)) return { by: 'nothing' };
  if (generation >= 3) {
    if (makesImages)
      return /flash/.test(model) ? { by: 'level', levels: ['MINIMAL', 'HIGH'] } : { by: 'nothing' };
    return { by: 'level', levels: levelsOf(model) };
  }
  if (makesImages) return { by: 'nothing' };
  if (/flash-lite/.test(model)) return { by: 'budget', least: 512, most: 24_576, canStop: true };
  if (/flash/.test(model)) return { by: 'budget', least: 1, most: 24_576, canStop: true };
  return { by: 'budget', least: 128, most: 32_768, canStop: false };
}

function levelsOf(model: string): readonly Level[] {
  if (/^gemini-3-pro/.test(model)) return ['LOW', 'HIGH'];
  if (/^gemini-(3-flash|3\.1-flash-lite|3\.5-flash)/.test(model)) return ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];
  return ['LOW', 'MEDIUM', 'HIGH'];
}
