import type { CallKind } from '../../spec/call.ts';
import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';
import { filmPrices, imagePrices } from '../_families/runway/index.ts';

/**
 * The models behind Runway's developer API whose prices are published where they could be read. A credit is 0.01 USD. The
 * API serves more models of other makers: an operator who uses one prices it.
 */
const asOf = '2026-11-23';
const source =
  'Runway, https://docs.dev.runwayml.com/guides/pricing: credits of 0.01 USD, as kept in runwayml/skills (rw-api-reference, 2026-04-21); aleph2 as in a dated copy of July 2026';

/** Credits as USD, exactly. */
const usd = (credits: number): string => (credits / 100).toFixed(2);

const titles: Readonly<Record<string, string>> = {
  'gen4.5': 'Runway Gen-4.5',
  gen4_turbo: 'Runway Gen-4 Turbo',
  aleph2: 'Runway Aleph 2',
  act_two: 'Runway Act-Two',
  'veo3.1': 'Veo 3.1 (Runway)',
  'veo3.1_fast': 'Veo 3.1 Fast (Runway)',
  seedance2: 'Seedance 2 (Runway)',
  gen3a_turbo: 'Runway Gen-3 Alpha Turbo',
  gen4_aleph: 'Runway Gen-4 Aleph',
  veo3: 'Veo 3 (Runway)',
  gen4_image: 'Runway Gen-4 Image',
  gen4_image_turbo: 'Runway Gen-4 Image Turbo',
  'gemini_2.5_flash': 'Gemini 2.5 Flash Image (Runway)',
};

/**
 * gen3a_turbo: Runway's notice of 2026, as repeated by its resellers. gen4_aleph: missing in @runwayml/sdk 4.12.0 of that
 * day and since. veo3: the day on which Google ended it.
 */
const retired: Readonly<Record<string, NonNullable<ModelFact['retired']>>> = {
  gen3a_turbo: { on: '2026-07-30', successor: 'gen4_turbo' },
  gen4_aleph: { on: '2026-07-23', successor: 'aleph2' },
  veo3: { on: '2026-06-30', successor: 'veo3.1' },
};

const fact = (
  kind: CallKind,
  meter: 'seconds' | 'images',
  [id, { credits, when = [] }]: readonly [string, (typeof filmPrices)[string]],
): ModelFact => {
  const special = when.map(
    ([name, is, price]): Rate => ({ meter, usd: usd(price), per: 1, when: [{ fact: name, is: [is] }] }),
  );
  const ended = retired[id];
  return {
    id,
    kinds: [kind],
    ...(titles[id] === undefined ? {} : { title: titles[id] }),
    card: { rates: [...special, { meter, usd: usd(credits), per: 1 }], source, asOf },
    ...(ended ? { retired: ended } : {}),
  };
};

export const models: readonly ModelFact[] = [
  ...Object.entries(filmPrices).map((entry) => fact('video', 'seconds', entry)),
  ...Object.entries(imagePrices).map((entry) => fact('image', 'images', entry)),
];
