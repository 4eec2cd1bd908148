import type { ModelFact } from '../../../spec/provider.ts';
import type { Condition, Rate } from '../../../spec/rate-card.ts';

/**
 * Google's video models, each second of film with its list price in USD.
 *
 * Google ended Veo on the Gemini API: 2 and 3 on 2026-06-30, the previews of 3.1 on 2026-10-22 (deprecations page of the
 * Gemini API; the replacement it names is Gemini Omni). On the Agent Platform (Vertex AI) the previews ended on 2026-04-02,
 * Veo 2 and 3 on 2026-06-30; 3.1 is served until "November 17, 2026 or later", without a date that it ends on.
 */
export type Place = 'studio' | 'vertex';

const asOf = '2026-11-23';
const sources: Readonly<Record<Place, string>> = {
  studio:
    'Gemini Developer API pricing, https://ai.google.dev/gemini-api/docs/pricing, as kept in the LiteLLM price file 1.109.1',
  vertex:
    'Agent Platform pricing, https://cloud.google.com/gemini-enterprise-agent-platform/generative-ai/pricing#veo, as kept in the LiteLLM price file 1.109.1; without sound as kept in the price table of the Comfy documentation of August 2026',
};
const omniSource =
  'Gemini Developer API pricing, https://ai.google.dev/gemini-api/docs/pricing: 17.50 USD for a million tokens of video, of which a second has 5,792 at 720p (a third at 360p, half more at 1080p, three times as many at 4k)';

const large: Condition = { fact: 'resolution', is: ['4k'] };
const middle: Condition = { fact: 'resolution', is: ['1080p'] };
const small: Condition = { fact: 'resolution', is: ['360p'] };
const silent: Condition = { fact: 'sound', is: [false] };

type Row = readonly [when: readonly Condition[], usd: string];
const ratesOf = (rows: readonly Row[]): readonly Rate[] =>
  rows.map(([when, usd]) => ({ meter: 'seconds', usd, per: 1, ...(when.length > 0 ? { when } : {}) }));

/** Special ones first. Sound cannot be switched off on the Gemini API. */
const prices = {
  standard: [
    [[large, silent], '0.4'],
    [[large], '0.6'],
    [[silent], '0.2'],
    [[], '0.4'],
  ],
  fast: [
    [[large, silent], '0.25'],
    [[large], '0.3'],
    [[middle, silent], '0.1'],
    [[middle], '0.12'],
    [[silent], '0.08'],
    [[], '0.1'],
  ],
  lite: [
    [[middle], '0.08'],
    [[], '0.05'],
  ],
  standard3: [
    [[silent], '0.2'],
    [[], '0.4'],
  ],
  fast3: [
    [[middle, silent], '0.1'],
    [[middle], '0.12'],
    [[silent], '0.08'],
    [[], '0.1'],
  ],
  veo2: [[[], '0.5']],
  omni: [
    [[large], '0.30408'],
    [[middle], '0.15204'],
    [[small], '0.033787'],
    [[], '0.10136'],
  ],
} as const satisfies Readonly<Record<string, readonly Row[]>>;

type Sheet = {
  readonly id: string;
  readonly title: string;
  readonly price: keyof typeof prices;
  readonly at: Place;
  readonly ended?: readonly [on: string, successor: string];
};

const omni = 'gemini-omni-1.1-flash';
const previewsEnded = '2026-10-22';
const oldEnded = '2026-06-30';

const google: readonly Sheet[] = [
  { id: omni, title: 'Gemini Omni 1.1 Flash', price: 'omni', at: 'studio' },
  {
    id: 'veo-3.1-generate-preview',
    title: 'Veo 3.1',
    price: 'standard',
    at: 'studio',
    ended: [previewsEnded, omni],
  },
  {
    id: 'veo-3.1-fast-generate-preview',
    title: 'Veo 3.1 Fast',
    price: 'fast',
    at: 'studio',
    ended: [previewsEnded, omni],
  },
  {
    id: 'veo-3.1-lite-generate-preview',
    title: 'Veo 3.1 Lite',
    price: 'lite',
    at: 'studio',
    ended: [previewsEnded, omni],
  },
  { id: 'veo-3.1-generate-001', title: 'Veo 3.1', price: 'standard', at: 'vertex' },
  { id: 'veo-3.1-fast-generate-001', title: 'Veo 3.1 Fast', price: 'fast', at: 'vertex' },
  { id: 'veo-3.1-lite-generate-001', title: 'Veo 3.1 Lite', price: 'lite', at: 'vertex' },
  ...(['studio', 'vertex'] as const).flatMap((at): readonly Sheet[] => [
    {
      id: 'veo-3.0-generate-001',
      title: 'Veo 3',
      price: 'standard3',
      at,
      ended: [oldEnded, at === 'studio' ? omni : 'veo-3.1-generate-001'],
    },
    {
      id: 'veo-3.0-fast-generate-001',
      title: 'Veo 3 Fast',
      price: 'fast3',
      at,
      ended: [oldEnded, at === 'studio' ? omni : 'veo-3.1-fast-generate-001'],
    },
    {
      id: 'veo-2.0-generate-001',
      title: 'Veo 2',
      price: 'veo2',
      at,
      ended: [oldEnded, at === 'studio' ? omni : 'veo-3.1-generate-001'],
    },
  ]),
];

const title31 = (id: string): string =>
  `Veo 3.1${id.includes('fast') ? ' Fast' : ''}${id.includes('components') ? ' with reference images' : ''}${/4k/i.test(id) ? ', 4K' : ''}`;
const current = (id: string): Sheet => ({
  id,
  title: title31(id),
  price: id.includes('fast') ? 'fast' : 'standard',
  at: 'vertex',
});
const ended = (id: string, price: Sheet['price'], successor: string): Sheet => ({
  id,
  title: `Veo ${id.charAt(3)} (${id})`,
  price,
  at: 'vertex',
  ended: [oldEnded, successor],
});

/** The names of the unified video format, which only the place that still has Veo serves. */
const unified: readonly Sheet[] = [
  ...[
    'veo3.1',
    'veo3.1-fast',
    'veo3.1-pro',
    'veo3.1-4k',
    'veo3.1-pro-4k',
    'veo3.1-components',
    'veo3.1-fast-components',
    'veo3.1-components-4k',
    // As the same models are spelled in OpenAI's video format.
    'veo_3_1',
    'veo_3_1-fast',
    'veo_3_1-components',
    'veo_3_1-fast-components',
    'veo_3_1-4K',
    'veo_3_1-fast-4K',
    'veo_3_1-components-4K',
    'veo_3_1-fast-components-4K',
  ].map(current),
  ended('veo3', 'standard3', 'veo3.1'),
  ended('veo3-pro', 'standard3', 'veo3.1-pro'),
  ended('veo3-fast', 'fast3', 'veo3.1-fast'),
  ended('veo3-frames', 'standard3', 'veo3.1'),
  ended('veo3-fast-frames', 'fast3', 'veo3.1-fast'),
  ended('veo3-pro-frames', 'standard3', 'veo3.1-pro'),
  ended('veo2', 'veo2', 'veo3.1'),
  ended('veo2-fast', 'veo2', 'veo3.1-fast'),
  ended('veo2-pro', 'veo2', 'veo3.1-pro'),
  ended('veo2-fast-frames', 'veo2', 'veo3.1-fast'),
  ended('veo2-fast-components', 'veo2', 'veo3.1-fast-components'),
  ended('veo2-pro-components', 'veo2', 'veo3.1-components'),
];

/** The video models of a place as facts, each with its card. */
export const videoModelsAt = (place: Place): readonly ModelFact[] =>
  [...google, ...unified]
    .filter(({ at }) => at === place)
    .map(({ id, title, price, ended: end }) => ({
      id,
      title,
      kinds: ['video'],
      card: {
        rates: ratesOf(prices[price]),
        source: price === 'omni' ? omniSource : sources[place],
        asOf,
      },
      ...(end ? { retired: { on: end[0], successor: end[1] } } : {}),
    }));
