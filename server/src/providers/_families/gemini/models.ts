import type { CallKind } from '../../../spec/call.ts';
import type { ModelFact, Provider } from '../../../spec/provider.ts';
import type { Condition, Rate } from '../../../spec/rate-card.ts';
import type { Meter } from '../../../spec/usage.ts';

/**
 * Google's models with list prices in USD, read on `asOf`: Gemini Developer API pricing and Agent Platform (Vertex AI)
 * pricing, as kept in the price file of LiteLLM 1.109.1; limits and retirements from Google's model and deprecation
 * pages. The two places charge nearly the same.
 *
 * Left out because a card cannot say it: storage of explicit caches by the hour, the free searches of each day, Maps
 * grounding, batch prices (another API), the flat price of a picture read (it equals its 560 tokens).
 */
const asOf = '2026-11-23';
const sources = {
  studio:
    'Gemini Developer API pricing, https://ai.google.dev/gemini-api/docs/pricing, as kept in the LiteLLM price file 1.109.1',
  vertex:
    'Agent Platform pricing, https://cloud.google.com/gemini-enterprise-agent-platform/generative-ai/pricing, as kept in the LiteLLM price file 1.109.1',
} as const;
export type Place = keyof typeof sources;

/** Prices of an introduction end by date: the relay sets these facts while they hold. */
const introductions = {
  /** "Through December 31, 2026". */
  introduction_flash: Date.UTC(2027, 0, 1, 8),
  /** "Through Nov 30, 2026". */
  introduction_argon: Date.UTC(2026, 11, 1, 8),
} as const;

/** Days end in California, where Google counts them (UTC-8 in winter). */
export const factsAt: NonNullable<Provider['factsAt']> = (now) =>
  Object.fromEntries(Object.entries(introductions).map(([name, end]) => [name, now < end]));

const long: Condition = { fact: 'context', above: 200_000 };
const flex: Condition = { fact: 'service_tier', is: ['flex'] };
const priority: Condition = { fact: 'service_tier', is: ['priority'] };
const during = (fact: keyof typeof introductions): Condition => ({ fact, is: [true] });

/** Input, cached input, output; then audio input, cached audio; USD per million, '-' where there is none. */
const columns = [
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
  'input_audio_tokens',
  'cached_audio_tokens',
] as const satisfies Meter[];

type Row = readonly [when: readonly Condition[], usd: string];

type Sheet = {
  readonly id: string;
  readonly title: string;
  readonly kind?: CallKind;
  readonly context: number;
  readonly maxOutput?: number;
  /** Special rows first. */
  readonly prices: readonly Row[];
  /** Where Vertex AI's differ. */
  readonly vertex?: readonly Row[];
  readonly more?: Readonly<Partial<Record<Meter, string>>>;
  /** USD for a thousand searches: each query, before generation 3 each request that searched. */
  readonly searches?: string;
  /** USD for one picture. */
  readonly picture?: string;
  readonly at?: Place;
  /** The day Google stops serving it, at the earliest. Kept because clients still ask for the name. */
  readonly retired?: string;
};

/**
 * The most one picture costs: from generation 3 on 2,240 at the highest resolution; before, 258 for each tile, of which
 * a picture has the more the longer it is (30 at 10 to 1).
 */
const imageTokens = (id: string): number => (id.startsWith('gemini-2') ? 7_740 : 2_240);

const text = { context: 1_048_576, maxOutput: 65_536 } as const;
const halfPrice: readonly Row[] = [
  [[priority, during('introduction_flash')], '1.35 0.135 6.75'],
  [[flex, during('introduction_flash')], '0.375 0.0375 1.875'],
  [[during('introduction_flash')], '0.75 0.075 3.75'],
  [[priority], '2.7 0.27 13.5'],
  [[flex], '0.75 0.075 3.75'],
  [[], '1.5 0.15 7.5'],
];
const liteOfToday: readonly Row[] = [
  [[priority], '0.54 0.05 4.5'],
  [[flex], '0.15 0.02 1.25'],
  [[], '0.3 0.03 2.5'],
];
const proOfToday: readonly Row[] = [
  [[priority, long], '7.2 0.72 32.4'],
  [[flex, long], '2 0.4 9'],
  [[long], '4 0.4 18'],
  [[priority], '3.6 0.36 21.6'],
  [[flex], '1 0.2 6'],
  [[], '2 0.2 12'],
];

const sheets: readonly Sheet[] = [
  // Generation 4 and 3: pro and flash.
  {
    id: 'gemini-4-argon',
    title: 'Gemini 4 Argon',
    context: 1_048_576,
    maxOutput: 1_048_576,
    searches: '14',
    prices: [
      [[priority, during('introduction_argon')], '3.6 0.18 18'],
      [[flex, during('introduction_argon')], '1 0.05 5'],
      [[during('introduction_argon')], '2 0.1 10'],
      [[priority], '7.2 0.36 36'],
      [[flex], '2 0.1 10'],
      [[], '4 0.2 20'],
    ],
  },
  { id: 'gemini-3.8-flash', title: 'Gemini 3.8 Flash', ...text, searches: '14', prices: halfPrice },
  { id: 'gemini-3.7-flash', title: 'Gemini 3.7 Flash', ...text, searches: '14', prices: halfPrice },
  { id: 'gemini-3.6-flash', title: 'Gemini 3.6 Flash', ...text, searches: '14', prices: halfPrice },
  {
    id: 'gemini-flash-latest',
    title: 'Gemini Flash (newest)',
    ...text,
    searches: '14',
    prices: halfPrice,
    at: 'studio',
  },
  {
    id: 'gemini-3.5-flash',
    title: 'Gemini 3.5 Flash',
    ...text,
    searches: '14',
    prices: [
      [[priority], '2.7 0.27 16.2'],
      [[flex], '0.75 0.08 4.5'],
      [[], '1.5 0.15 9'],
    ],
    vertex: [
      [[priority], '2.7 0.27 16.2'],
      [[flex], '0.75 0.075 4.5'],
      [[], '1.5 0.15 9'],
    ],
  },
  {
    id: 'gemini-3.5-flash-lite',
    title: 'Gemini 3.5 Flash-Lite',
    ...text,
    searches: '14',
    prices: liteOfToday,
    vertex: [
      [[priority], '0.54 0.054 4.5'],
      [[flex], '0.15 0.015 1.25'],
      [[], '0.3 0.03 2.5'],
    ],
  },
  {
    id: 'gemini-flash-lite-latest',
    title: 'Gemini Flash-Lite (newest)',
    ...text,
    searches: '14',
    prices: liteOfToday,
    at: 'studio',
  },
  {
    id: 'gemini-3.1-pro-preview',
    title: 'Gemini 3.1 Pro Preview',
    ...text,
    searches: '14',
    prices: proOfToday,
  },
  {
    id: 'gemini-3.1-pro-preview-customtools',
    title: 'Gemini 3.1 Pro Preview (custom tools)',
    ...text,
    searches: '14',
    prices: proOfToday,
  },
  {
    id: 'gemini-pro-latest',
    title: 'Gemini Pro (newest)',
    ...text,
    searches: '14',
    prices: proOfToday,
    at: 'studio',
  },
  {
    id: 'gemini-3-pro-preview',
    title: 'Gemini 3 Pro Preview',
    ...text,
    searches: '14',
    prices: proOfToday,
    retired: '2026-03-09',
  },
  {
    id: 'gemini-3-flash-preview',
    title: 'Gemini 3 Flash Preview',
    ...text,
    searches: '14',
    prices: [
      [[priority], '0.9 0.09 5.4 1.8 0.18'],
      [[flex], '0.25 0.05 1.5 0.5 0.1'],
      [[], '0.5 0.05 3 1 0.1'],
    ],
  },
  {
    id: 'gemini-3.1-flash-lite',
    title: 'Gemini 3.1 Flash-Lite',
    ...text,
    searches: '14',
    prices: [
      [[priority], '0.45 0.045 2.7 0.9 0.09'],
      [[flex], '0.125 0.0125 0.75 0.25 0.025'],
      [[], '0.25 0.025 1.5 0.5 0.05'],
    ],
  },

  // Generation 2.5.
  {
    id: 'gemini-2.5-pro',
    title: 'Gemini 2.5 Pro',
    retired: '2026-12-01',
    ...text,
    searches: '35',
    prices: [
      [[priority, long], '4.5 0.45 27'],
      [[flex, long], '1.25 0.25 7.5'],
      [[long], '2.5 0.25 15'],
      [[priority], '2.25 0.225 18'],
      [[flex], '0.625 0.125 5'],
      [[], '1.25 0.125 10'],
    ],
  },
  {
    id: 'gemini-2.5-flash',
    title: 'Gemini 2.5 Flash',
    retired: '2026-12-01',
    ...text,
    searches: '35',
    prices: [
      [[priority], '0.54 0.054 4.5 1.8 0.18'],
      [[flex], '0.15 0.03 1.25 0.5 0.1'],
      [[], '0.3 0.03 2.5 1 0.1'],
    ],
  },
  {
    id: 'gemini-2.5-flash-lite',
    title: 'Gemini 2.5 Flash-Lite',
    ...text,
    searches: '35',
    prices: [
      [[priority], '0.18 0.018 0.72 0.54 0.054'],
      [[flex], '0.05 0.01 0.2 0.15 0.03'],
      [[], '0.1 0.01 0.4 0.3 0.03'],
    ],
  },

  // Models that paint in the chat.
  {
    id: 'gemini-nano-banana-2.1',
    title: 'Nano Banana 2.1',
    context: 131_072,
    maxOutput: 32_768,
    searches: '14',
    prices: [[[], '1.5 - 7.5']],
    vertex: [
      [[priority], '2.7 0.27 13.5'],
      [[], '1.5 0.15 7.5'],
    ],
    more: { output_image_tokens: '30' },
  },
  {
    id: 'gemini-3-pro-image',
    title: 'Gemini 3 Pro Image',
    context: 65_536,
    maxOutput: 32_768,
    searches: '14',
    prices: [
      [[priority], '3.6 - 21.6'],
      [[flex], '1 - 6'],
      [[], '2 - 12'],
    ],
    vertex: [
      [[long], '4 0.4 18'],
      [[priority], '3.6 0.36 21.6'],
      [[flex], '1 0.1 6'],
      [[], '2 0.2 12'],
    ],
    more: { output_image_tokens: '120' },
  },
  {
    id: 'gemini-3-pro-image-preview',
    title: 'Gemini 3 Pro Image Preview',
    context: 65_536,
    maxOutput: 32_768,
    searches: '14',
    prices: [
      [[priority], '3.6 - 21.6'],
      [[flex], '1 - 6'],
      [[], '2 - 12'],
    ],
    vertex: [
      [[long], '4 0.4 18'],
      [[priority], '3.6 0.36 21.6'],
      [[flex], '1 0.1 6'],
      [[], '2 0.2 12'],
    ],
    more: { output_image_tokens: '120' },
    retired: '2026-06-25',
  },
  {
    id: 'gemini-3.1-flash-image',
    title: 'Gemini 3.1 Flash Image',
    context: 131_072,
    maxOutput: 32_768,
    searches: '14',
    prices: [[[], '0.5 - 3']],
    vertex: [
      [[priority], '0.9 0.09 5.4'],
      [[flex], '0.25 0.025 1.5'],
      [[], '0.5 0.05 3'],
    ],
    more: { output_image_tokens: '60' },
  },
  {
    id: 'gemini-3.1-flash-image-preview',
    title: 'Gemini 3.1 Flash Image Preview',
    context: 65_536,
    maxOutput: 32_768,
    searches: '14',
    prices: [[[], '0.5 - 3']],
    vertex: [[[], '0.5 0.05 3']],
    more: { output_image_tokens: '60' },
    retired: '2026-06-25',
  },
  {
    id: 'gemini-3.1-flash-lite-image',
    title: 'Gemini 3.1 Flash-Lite Image',
    context: 65_536,
    maxOutput: 4_096,
    prices: [[[], '0.25 - 1.5']],
    vertex: [
      [[priority], '0.45 0.045 2.7'],
      [[flex], '0.125 0.0125 0.75'],
      [[], '0.25 0.025 1.5'],
    ],
    more: { output_image_tokens: '30' },
  },
  {
    id: 'gemini-2.5-flash-image',
    title: 'Gemini 2.5 Flash Image',
    retired: '2026-10-02',
    context: 65_536,
    maxOutput: 32_768,
    searches: '35',
    prices: [
      [[priority], '0.54 - 4.5'],
      [[flex], '0.15 - 1.25'],
      [[], '0.3 0.03 2.5'],
    ],
    more: { output_image_tokens: '30' },
  },

  // Models that speak: sound and text come out at one price.
  {
    id: 'gemini-3.8-flash-tts',
    title: 'Gemini 3.8 Flash TTS',
    context: 24_576,
    maxOutput: 16_384,
    prices: [
      [[priority], '0.9 0.225 16.2'],
      [[flex], '0.25 0.025 4.5'],
      [[], '0.5 0.125 9'],
    ],
    at: 'studio',
  },
  {
    id: 'gemini-3.8-flash-lite-tts',
    title: 'Gemini 3.8 Flash-Lite TTS',
    context: 24_576,
    maxOutput: 16_384,
    prices: [
      [[priority], '0.9 0.225 10.8'],
      [[flex], '0.25 0.025 3'],
      [[], '0.5 0.125 6'],
    ],
    at: 'studio',
  },
  {
    id: 'gemini-3.1-flash-tts-preview',
    title: 'Gemini 3.1 Flash TTS Preview',
    context: 24_576,
    maxOutput: 16_384,
    prices: [[[], '1 - 20']],
    more: { output_audio_tokens: '20' },
    at: 'studio',
    retired: '2026-11-17',
  },
  {
    id: 'gemini-2.5-flash-preview-tts',
    title: 'Gemini 2.5 Flash TTS Preview',
    context: 24_576,
    maxOutput: 16_384,
    prices: [[[], '0.5 - 10']],
    more: { output_audio_tokens: '10' },
    retired: '2026-11-17',
  },
  {
    id: 'gemini-2.5-pro-preview-tts',
    title: 'Gemini 2.5 Pro TTS Preview',
    context: 24_576,
    maxOutput: 16_384,
    prices: [[[], '1 0.125 20']],
    more: { output_audio_tokens: '20' },
    retired: '2026-11-17',
  },

  // Embeddings.
  {
    id: 'gemini-embedding-001',
    title: 'Gemini Embedding',
    kind: 'embedding',
    context: 2_048,
    prices: [[[], '0.15']],
  },
  {
    id: 'gemini-embedding-2',
    title: 'Gemini Embedding 2',
    kind: 'embedding',
    context: 8_192,
    prices: [[[], '0.2 - - 6.5']],
    more: { input_image_tokens: '0.45' },
  },
  {
    id: 'gemini-embedding-2-preview',
    title: 'Gemini Embedding 2 Preview',
    kind: 'embedding',
    context: 8_192,
    prices: [[[], '0.2 - - 6.5']],
    more: { input_image_tokens: '0.45' },
  },

  // Pictures by predict, paid by the picture. Google's prices of before they were retired.
  {
    id: 'imagen-4.0-fast-generate-001',
    title: 'Imagen 4 Fast',
    kind: 'image',
    context: 480,
    prices: [],
    picture: '0.02',
    retired: '2026-08-17',
  },
  {
    id: 'imagen-4.0-generate-001',
    title: 'Imagen 4',
    kind: 'image',
    context: 480,
    prices: [],
    picture: '0.04',
    retired: '2026-08-17',
  },
  {
    id: 'imagen-4.0-ultra-generate-001',
    title: 'Imagen 4 Ultra',
    kind: 'image',
    context: 480,
    prices: [],
    picture: '0.06',
    retired: '2026-08-17',
  },
];

function ratesOf(sheet: Sheet, place: Place): Rate[] {
  const rows = (place === 'vertex' && sheet.vertex) || sheet.prices;
  const rates = rows.flatMap(([when, usd]) => {
    const prices = usd.split(' ');
    return columns.flatMap((meter, at): Rate[] => {
      const price = prices[at];
      if (price === undefined || price === '-') return [];
      return [{ meter, usd: price, per: 1_000_000, ...(when.length > 0 && { when }) }];
    });
  });
  const more: readonly (readonly [string, string])[] = Object.entries(sheet.more ?? {});
  for (const [meter, usd] of more) rates.push({ meter: meter as Meter, usd, per: 1_000_000 });
  if (sheet.searches) rates.push({ meter: 'searches', usd: sheet.searches, per: 1_000 });
  if (sheet.picture) rates.push({ meter: 'images', usd: sheet.picture, per: 1 });
  return rates;
}

/** The models of a place as facts, each with its card. */
export const modelsAt = (place: Place): readonly ModelFact[] =>
  sheets
    .filter(({ at }) => at === undefined || at === place)
    .map((sheet) => ({
      id: sheet.id,
      title: sheet.title,
      // Those that draw are asked by the images API too.
      kinds: sheet.kind ? [sheet.kind] : /-image/.test(sheet.id) ? ['chat', 'image'] : ['chat'],
      context: sheet.context,
      ...(sheet.maxOutput === undefined ? {} : { maxOutput: sheet.maxOutput }),
      ...(sheet.kind === 'image' ? {} : { maxImageTokens: imageTokens(sheet.id) }),
      card: { rates: ratesOf(sheet, place), source: sources[place], asOf },
    }));
