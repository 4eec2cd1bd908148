import type { Facts } from '../../../spec/usage.ts';

/**
 * Runway's prices in credits of 0.01 USD: for a second of film, or for a picture. Runway's answers count credits too
 * (`estimatedCost`, `cost`), so lengths that only it knows are read from them.
 *
 * Sources: https://docs.dev.runwayml.com/guides/pricing as kept in runwayml/skills (rw-api-reference, April 2026) and, for
 * aleph2, in a dated copy of July 2026; what other formats add: field `outputFormat` in @runwayml/sdk 4.20.
 */
type Price = {
  readonly credits: number;
  /** Another price where the request has this fact. */
  readonly when?: readonly (readonly [fact: string, is: string | boolean, credits: number])[];
  /** Credits that a task costs at least. */
  readonly least?: number;
};

export const filmPrices: Readonly<Record<string, Price>> = {
  'gen4.5': {
    credits: 12,
    when: [
      ['output', 'lossless', 17],
      ['output', 'deep', 32],
    ],
  },
  gen4_turbo: { credits: 5 },
  aleph2: {
    credits: 28,
    // A deep format costs 40 credits more where the film has over 4 megapixels; which it has, Runway tells at the end.
    when: [
      ['output', 'lossless', 33],
      ['output', 'deep', 68],
    ],
    least: 56,
  },
  act_two: { credits: 5, least: 15 },
  'veo3.1': { credits: 40, when: [['audio', false, 20]] },
  'veo3.1_fast': { credits: 15, when: [['audio', false, 10]] },
  seedance2: { credits: 36 },
  gen3a_turbo: { credits: 5 },
  gen4_aleph: { credits: 15 },
  veo3: { credits: 40 },
};

export const imagePrices: Readonly<Record<string, Price>> = {
  gen4_image: { credits: 8, when: [['resolution', '720p', 5]] },
  gen4_image_turbo: { credits: 2 },
  'gemini_2.5_flash': { credits: 5 },
};

/** Credits for a second of film (or a picture); undefined for a model whose price is not known. */
export function creditsPerUnit(model: string, facts: Facts): number | undefined {
  const price = filmPrices[model] ?? imagePrices[model];
  return price?.when?.find(([fact, is]) => facts[fact] === is)?.[2] ?? price?.credits;
}

/** Seconds that a task is charged for at least. */
export const leastSeconds = (model: string, facts: Facts): number => {
  const least = filmPrices[model]?.least;
  return least === undefined ? 0 : least / (creditsPerUnit(model, facts) ?? least);
};
