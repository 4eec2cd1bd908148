import type { CallKind } from '../../spec/call.ts';
import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';
import type { Meter } from '../../spec/usage.ts';

/**
 * OpenAI's text, audio-in-chat and embedding models with list prices in USD, read on `asOf` from the price file of
 * LiteLLM 1.109.1, whose entries name OpenAI's pricing page as their source. Cross-checked with the data of
 * `model-prices` 0.0.5 (pricing page read 2026-10-26), OpenAI's page of gpt-6.1-terra, and its guides for Fast mode
 * and Ultrafast mode.
 *
 * Web search costs 10 USD per 1,000 calls on every model, 25 with the preview tool on models that do not reason (pricing
 * page). Its price is not in the file for gpt-4o and gpt-5.4, which have the tool too.
 *
 * Left out because a card cannot say it: code interpreter sessions, file searches, pictures made by the image tool of a
 * response, the 12-hour retention of cache writes (twice the 30-minute price given here), the 10 % uplift of regional
 * processing, and the batch tier, which these wires do not have.
 */
const asOf = '2026-11-23';
const source =
  'OpenAI API pricing, https://developers.openai.com/api/docs/pricing, as kept in the LiteLLM price file 1.109.1';

/** `service_tier` values: "priority" is the older word for Fast mode and selects the same tier. */
const fast: Condition = { fact: 'service_tier', is: ['priority', 'fast'] };
const flex: Condition = { fact: 'service_tier', is: ['flex'] };
const ultrafast: Condition = { fact: 'service_tier', is: ['ultrafast'] };
/** The older search tool was offered; models that do not reason pay more for it. */
const preview: Condition = { fact: 'search_tool', is: ['preview'] };
/** Above this many input tokens the whole request is billed at the long-context price. */
const long: Condition = { fact: 'context', above: 272_000 };

/**
 * The most input tokens one image may cost, from the image guide. Tiles: 85 + 8 × 170. Patches: at most 1,536,
 * times 1.62 or 2.46 by model size. From GPT-5.4 on, `detail: original` allows 10,000 patches; whether the
 * smaller ones of them have a factor is not stated, so theirs is bounded with the largest one known.
 */
const imageTokens = { tiles: 1_445, mini: 48_169, small: 2_489, tiny: 3_779, patches: 10_000, dense: 24_600 };

type Sheet = {
  readonly id: string;
  readonly snapshots?: readonly string[];
  readonly kind?: CallKind;
  readonly context: number;
  readonly maxOutput?: number;
  readonly maxImageTokens?: number;
  /** Rows of the pricing page, special ones first: input, cached input, cache writes, output; USD per million. */
  readonly prices: readonly (readonly [when: readonly Condition[], usd: string])[];
  /** The one wire that answers for it; absent: chat and Responses both, where its kind is chat. */
  readonly wire?: 'chat' | 'responses';
  /** Audio input, output and cached input, USD per million tokens. */
  readonly audio?: readonly [input: string, output: string, cached?: string];
  /** Image input, USD per million tokens, where it differs from text. */
  readonly images?: readonly [input: string, cached: string];
  /** Web search, USD per thousand calls; what it finds is billed as input tokens. */
  readonly searches?: string;
  /** The same with the older `web_search_preview` tool, whose findings cost nothing. */
  readonly previewSearches?: string;
  /** The day OpenAI stopped or stops serving it. Kept because compatible upstreams still carry the name. */
  readonly retired?: string;
};

const columns = [
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
] as const satisfies Meter[];

const ratesOf = (sheet: Sheet): Rate[] => [
  ...sheet.prices.flatMap(([when, usd]) => {
    const prices = usd.split(' ');
    return columns.flatMap((meter, at): Rate[] => {
      const price = prices[at];
      if (price === undefined || price === '-') return [];
      return [{ meter, usd: price, per: 1_000_000, ...(when.length > 0 && { when }) }];
    });
  }),
  ...(sheet.audio
    ? ([
        { meter: 'input_audio_tokens', usd: sheet.audio[0], per: 1_000_000 },
        { meter: 'output_audio_tokens', usd: sheet.audio[1], per: 1_000_000 },
        ...(sheet.audio[2]
          ? [{ meter: 'cached_audio_tokens' as const, usd: sheet.audio[2], per: 1_000_000 }]
          : []),
      ] satisfies Rate[])
    : []),
  ...(sheet.images
    ? ([
        { meter: 'input_image_tokens', usd: sheet.images[0], per: 1_000_000 },
        { meter: 'cached_image_tokens', usd: sheet.images[1], per: 1_000_000 },
      ] satisfies Rate[])
    : []),
  ...(sheet.previewSearches
    ? ([{ meter: 'searches', usd: sheet.previewSearches, per: 1_000, when: [preview] }] satisfies Rate[])
    : []),
  ...(sheet.searches ? ([{ meter: 'searches', usd: sheet.searches, per: 1_000 }] satisfies Rate[]) : []),
];

const sheets: readonly Sheet[] = [
  // GPT-6 and 6.1.
  {
    id: 'gpt-6.1-sol',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[ultrafast, long], '24 1.2 30 90'],
      [[fast, long], '8 0.4 10 30'],
      [[flex, long], '2 0.1 2.5 7.5'],
      [[long], '4 0.2 5 15'],
      [[ultrafast], '12 0.6 15 60'],
      [[fast], '4 0.2 5 20'],
      [[flex], '1 0.05 1.25 5'],
      [[], '2 0.1 2.5 10'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-6.1-terra',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.dense,
    prices: [
      [[fast, long], '4 0.2 5 15'],
      [[flex, long], '1 0.05 1.25 3.75'],
      [[long], '2 0.1 2.5 7.5'],
      [[fast], '2 0.1 2.5 10'],
      [[flex], '0.5 0.025 0.625 2.5'],
      [[], '1 0.05 1.25 5'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-6-astra',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[ultrafast, long], '120 12 150 450'],
      [[fast, long], '40 4 50 150'],
      [[flex, long], '10 1 12.5 37.5'],
      [[long], '20 2 25 75'],
      [[ultrafast], '60 6 75 300'],
      [[fast], '20 2 25 100'],
      [[flex], '5 0.5 6.25 25'],
      [[], '10 1 12.5 50'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-6-sol',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[fast, long], '8 0.8 10 30'],
      [[flex, long], '2 0.2 2.5 7.5'],
      [[long], '4 0.4 5 15'],
      [[fast], '4 0.4 5 20'],
      [[flex], '1 0.1 1.25 5'],
      [[], '2 0.2 2.5 10'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-6-luna',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.dense,
    prices: [
      [[fast, long], '0.4 0.04 0.5 1.5'],
      [[flex, long], '0.1 0.01 0.125 0.375'],
      [[long], '0.2 0.02 0.25 0.75'],
      [[fast], '0.2 0.02 0.25 1'],
      [[flex], '0.05 0.005 0.0625 0.25'],
      [[], '0.1 0.01 0.125 0.5'],
    ],
    searches: '10',
  },
  // For approved organizations.
  {
    id: 'gpt-6-astra-law',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [[[], '10 1 - 50']],
    searches: '10',
  },
  {
    id: 'gpt-6-rosalind',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[long], '30 3 37.5 112.5'],
      [[], '15 1.5 18.75 75'],
    ],
  },
  {
    id: 'gpt-5.6-cyber',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[long], '25 2.5 31.25 112.5'],
      [[], '12.5 1.25 15.625 75'],
    ],
  },
  // GPT-5.x.
  // Promotional price, promised by OpenAI until at least 2026-11-21; before it 5, 0.5, 6.25 and 30.
  {
    id: 'gpt-5.6',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[fast, long], '16 1.6 20 60'],
      [[flex, long], '4 0.4 5 15'],
      [[long], '8 0.8 10 30'],
      [[fast], '8 0.8 10 40'],
      [[flex], '2 0.2 2.5 10'],
      [[], '4 0.4 5 20'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.6-sol',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[fast, long], '16 1.6 20 60'],
      [[flex, long], '4 0.4 5 15'],
      [[long], '8 0.8 10 30'],
      [[fast], '8 0.8 10 40'],
      [[flex], '2 0.2 2.5 10'],
      [[], '4 0.4 5 20'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.6-terra',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.dense,
    prices: [
      [[fast, long], '8 0.8 10 36'],
      [[flex, long], '2 0.2 2.5 9'],
      [[long], '4 0.4 5 18'],
      [[fast], '4 0.4 5 24'],
      [[flex], '1 0.1 1.25 6'],
      [[], '2 0.2 2.5 12'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.6-luna',
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.dense,
    prices: [
      [[fast, long], '0.8 0.08 1 3.6'],
      [[flex, long], '0.2 0.02 0.25 0.9'],
      [[long], '0.4 0.04 0.5 1.8'],
      [[fast], '0.4 0.04 0.5 2.4'],
      [[flex], '0.1 0.01 0.125 0.6'],
      [[], '0.2 0.02 0.25 1.2'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.5',
    snapshots: ['gpt-5.5-2026-04-23'],
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[flex, long], '5 0.5 - 22.5'],
      [[long], '10 1 - 45'],
      [[fast], '12.5 1.25 - 75'],
      [[flex], '2.5 0.25 - 15'],
      [[], '5 0.5 - 30'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.4',
    snapshots: ['gpt-5.4-2026-03-05'],
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[flex, long], '2.5 0.25 - 11.25'],
      [[long], '5 0.5 - 22.5'],
      [[fast], '5 0.5 - 30'],
      [[flex], '1.25 0.13 - 7.5'],
      [[], '2.5 0.25 - 15'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.4-mini',
    snapshots: ['gpt-5.4-mini-2026-03-17'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [
      [[fast], '1.5 0.15 - 9'],
      [[flex], '0.375 0.0375 - 2.25'],
      [[], '0.75 0.075 - 4.5'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.4-nano',
    snapshots: ['gpt-5.4-nano-2026-03-17'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.tiny,
    prices: [
      [[flex], '0.1 0.01 - 0.625'],
      [[], '0.2 0.02 - 1.25'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.2',
    snapshots: ['gpt-5.2-2025-12-11'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [
      [[fast], '3.5 0.35 - 28'],
      [[flex], '0.875 0.0875 - 7'],
      [[], '1.75 0.175 - 14'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.1',
    snapshots: ['gpt-5.1-2025-11-13'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [
      [[fast], '2.5 0.25 - 20'],
      [[flex], '0.625 0.0625 - 5'],
      [[], '1.25 0.125 - 10'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5',
    snapshots: ['gpt-5-2025-08-07'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [
      [[fast], '2.5 0.25 - 20'],
      [[flex], '0.625 0.0625 - 5'],
      [[], '1.25 0.125 - 10'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5-mini',
    snapshots: ['gpt-5-mini-2025-08-07'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [
      [[fast], '0.45 0.045 - 3.6'],
      [[flex], '0.125 0.0125 - 1'],
      [[], '0.25 0.025 - 2'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5-nano',
    snapshots: ['gpt-5-nano-2025-08-07'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.tiny,
    prices: [
      [[flex], '0.025 0.0025 - 0.2'],
      [[], '0.05 0.005 - 0.4'],
    ],
    searches: '10',
  },
  {
    id: 'chat-latest',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [[[], '5 0.5 - 30']],
  },
  {
    id: 'gpt-5-search-api',
    wire: 'chat',
    snapshots: ['gpt-5-search-api-2025-10-14'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [[[], '1.25 0.125 - 10']],
    searches: '10',
  },
  // Served over the Responses API only.
  {
    id: 'gpt-5.5-pro',
    wire: 'responses',
    snapshots: ['gpt-5.5-pro-2026-04-23'],
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[long], '60 - - 270'],
      [[flex], '15 - - 90'],
      [[], '30 - - 180'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.4-pro',
    wire: 'responses',
    snapshots: ['gpt-5.4-pro-2026-03-05'],
    context: 1_050_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.patches,
    prices: [
      [[flex, long], '30 - - 135'],
      [[long], '60 - - 270'],
      [[flex], '15 - - 90'],
      [[], '30 - - 180'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.3-codex',
    wire: 'responses',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [
      [[fast], '3.5 0.35 - 28'],
      [[], '1.75 0.175 - 14'],
    ],
    searches: '10',
  },
  {
    id: 'gpt-5.2-pro',
    wire: 'responses',
    snapshots: ['gpt-5.2-pro-2025-12-11'],
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    prices: [[[], '21 - - 168']],
    searches: '10',
  },
  {
    id: 'gpt-5-pro',
    wire: 'responses',
    snapshots: ['gpt-5-pro-2025-10-06'],
    context: 400_000,
    maxOutput: 272_000,
    maxImageTokens: imageTokens.small,
    prices: [[[], '15 - - 120']],
    searches: '10',
  },
  {
    id: 'o3-pro',
    wire: 'responses',
    snapshots: ['o3-pro-2025-06-10'],
    context: 200_000,
    maxOutput: 100_000,
    maxImageTokens: imageTokens.tiles,
    prices: [[[], '20 - - 80']],
    searches: '10',
  },
  {
    id: 'o1-pro',
    wire: 'responses',
    snapshots: ['o1-pro-2025-03-19'],
    context: 200_000,
    maxOutput: 100_000,
    maxImageTokens: imageTokens.tiles,
    retired: '2026-10-23',
    prices: [[[], '150 - - 600']],
  },
  // Retired codex, research and chat names of GPT-5; compatible upstreams still carry them.
  {
    id: 'gpt-5.2-codex',
    wire: 'responses',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '1.75 0.175 - 14']],
    searches: '10',
  },
  {
    id: 'gpt-5.1-codex-max',
    wire: 'responses',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '1.25 0.125 - 10']],
    searches: '10',
  },
  {
    id: 'gpt-5.1-codex',
    wire: 'responses',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '1.25 0.125 - 10']],
    searches: '10',
  },
  {
    id: 'gpt-5.1-codex-mini',
    wire: 'responses',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '0.25 0.025 - 2']],
    searches: '10',
  },
  {
    id: 'gpt-5-codex',
    wire: 'responses',
    context: 400_000,
    maxOutput: 128_000,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '1.25 0.125 - 10']],
    searches: '10',
  },
  {
    id: 'o3-deep-research',
    wire: 'responses',
    snapshots: ['o3-deep-research-2025-06-26'],
    context: 200_000,
    maxOutput: 100_000,
    maxImageTokens: imageTokens.tiles,
    retired: '2026-07-23',
    prices: [[[], '10 2.5 - 40']],
    searches: '10',
  },
  {
    id: 'o4-mini-deep-research',
    wire: 'responses',
    snapshots: ['o4-mini-deep-research-2025-06-26'],
    context: 200_000,
    maxOutput: 100_000,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '2 0.5 - 8']],
    searches: '10',
  },
  {
    id: 'computer-use-preview',
    wire: 'responses',
    snapshots: ['computer-use-preview-2025-03-11'],
    context: 8_192,
    maxOutput: 1_024,
    maxImageTokens: imageTokens.tiles,
    retired: '2026-07-23',
    prices: [[[], '3 - - 12']],
  },
  {
    id: 'gpt-5.3-chat-latest',
    context: 128_000,
    maxOutput: 16_384,
    maxImageTokens: imageTokens.small,
    retired: '2026-08-10',
    prices: [[[], '1.75 0.175 - 14']],
    searches: '10',
  },
  {
    id: 'gpt-5.2-chat-latest',
    context: 128_000,
    maxOutput: 16_384,
    maxImageTokens: imageTokens.small,
    retired: '2026-08-10',
    prices: [[[], '1.75 0.175 - 14']],
    searches: '10',
  },
  {
    id: 'gpt-5.1-chat-latest',
    context: 128_000,
    maxOutput: 16_384,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '1.25 0.125 - 10']],
    searches: '10',
  },
  {
    id: 'gpt-5-chat-latest',
    context: 128_000,
    maxOutput: 16_384,
    maxImageTokens: imageTokens.small,
    retired: '2026-07-23',
    prices: [[[], '1.25 0.125 - 10']],
  },
  // GPT-4.1 and 4o.
  {
    id: 'gpt-4.1',
    snapshots: ['gpt-4.1-2025-04-14'],
    context: 1_047_576,
    maxOutput: 32_768,
    maxImageTokens: imageTokens.tiles,
    prices: [
      [[fast], '3.5 0.875 - 14'],
      [[], '2 0.5 - 8'],
    ],
    searches: '10',
    previewSearches: '25',
  },
  {
    id: 'gpt-4.1-mini',
    snapshots: ['gpt-4.1-mini-2025-04-14'],
    context: 1_047_576,
    maxOutput: 32_768,
    maxImageTokens: imageTokens.small,
    prices: [
      [[fast], '0.7 0.175 - 2.8'],
      [[], '0.4 0.1 - 1.6'],
    ],
    searches: '10',
    previewSearches: '25',
  },
  {
    id: 'gpt-4.1-nano',
    snapshots: ['gpt-4.1-nano-2025-04-14'],
    context: 1_047_576,
    maxOutput: 32_768,
    maxImageTokens: imageTokens.tiny,
    retired: '2026-10-23',
    prices: [
      [[fast], '0.2 0.05 - 0.8'],
      [[], '0.1 0.025 - 0.4'],
    ],
  },
  {
    id: 'gpt-4o',
    snapshots: ['gpt-4o-2024-11-20', 'gpt-4o-2024-08-06'],
    context: 128_000,
    maxOutput: 16_384,
    maxImageTokens: imageTokens.tiles,
    prices: [
      [[fast], '4.25 2.125 - 17'],
      [[], '2.5 1.25 - 10'],
    ],
    searches: '10',
    previewSearches: '25',
  },
  {
    id: 'gpt-4o-2024-05-13',
    context: 128_000,
    maxOutput: 4_096,
    maxImageTokens: imageTokens.tiles,
    retired: '2026-10-23',
    prices: [
      [[fast], '8.75 - - 26.25'],
      [[], '5 - - 15'],
    ],
  },
  {
    id: 'gpt-4o-mini',
    snapshots: ['gpt-4o-mini-2024-07-18'],
    context: 128_000,
    maxOutput: 16_384,
    maxImageTokens: imageTokens.mini,
    prices: [
      [[fast], '0.25 0.125 - 1'],
      [[], '0.15 0.075 - 0.6'],
    ],
    searches: '10',
    previewSearches: '25',
  },
  {
    id: 'gpt-4o-search-preview',
    wire: 'chat',
    snapshots: ['gpt-4o-search-preview-2025-03-11'],
    context: 128_000,
    maxOutput: 16_384,
    retired: '2026-07-23',
    prices: [[[], '2.5 1.25 - 10']],
    searches: '25',
  },
  {
    id: 'gpt-4o-mini-search-preview',
    wire: 'chat',
    snapshots: ['gpt-4o-mini-search-preview-2025-03-11'],
    context: 128_000,
    maxOutput: 16_384,
    retired: '2026-07-23',
    prices: [[[], '0.15 0.075 - 0.6']],
    searches: '25',
  },
  // Audio in Chat Completions.
  {
    id: 'gpt-audio-1.5',
    wire: 'chat',
    context: 128_000,
    maxOutput: 16_384,
    prices: [[[], '2.5 - - 10']],
    audio: ['32', '64'],
  },
  {
    id: 'gpt-audio',
    wire: 'chat',
    snapshots: ['gpt-audio-2025-08-28'],
    context: 128_000,
    maxOutput: 16_384,
    prices: [[[], '2.5 - - 10']],
    audio: ['32', '64'],
  },
  {
    id: 'gpt-audio-mini',
    wire: 'chat',
    snapshots: ['gpt-audio-mini-2025-12-15', 'gpt-audio-mini-2025-10-06'],
    context: 128_000,
    maxOutput: 16_384,
    prices: [[[], '0.6 - - 2.4']],
    audio: ['10', '20'],
  },
  {
    id: 'gpt-4o-audio-preview',
    wire: 'chat',
    snapshots: ['gpt-4o-audio-preview-2025-06-03', 'gpt-4o-audio-preview-2024-12-17'],
    context: 128_000,
    maxOutput: 16_384,
    prices: [[[], '2.5 - - 10']],
    audio: ['40', '80'],
  },
  {
    id: 'gpt-4o-mini-audio-preview',
    wire: 'chat',
    snapshots: ['gpt-4o-mini-audio-preview-2024-12-17'],
    context: 128_000,
    maxOutput: 16_384,
    prices: [[[], '0.15 - - 0.6']],
    audio: ['10', '20'],
  },
  // Realtime.
  {
    id: 'gpt-realtime-2.1',
    kind: 'realtime',
    context: 128_000,
    maxOutput: 32_000,
    prices: [[[], '4 0.4 - 24']],
    audio: ['32', '64', '0.4'],
    images: ['5', '0.5'],
  },
  {
    id: 'gpt-realtime-2.1-mini',
    kind: 'realtime',
    context: 128_000,
    maxOutput: 32_000,
    prices: [[[], '0.6 0.06 - 2.4']],
    audio: ['10', '20', '0.3'],
    images: ['0.8', '0.08'],
  },
  {
    id: 'gpt-realtime-2',
    kind: 'realtime',
    context: 128_000,
    maxOutput: 32_000,
    prices: [[[], '4 0.4 - 24']],
    audio: ['32', '64', '0.4'],
    images: ['5', '0.5'],
  },
  {
    id: 'gpt-realtime-1.5',
    kind: 'realtime',
    context: 32_000,
    maxOutput: 4_096,
    prices: [[[], '4 0.4 - 16']],
    audio: ['32', '64', '0.4'],
    images: ['5', '0.5'],
  },
  {
    id: 'gpt-realtime',
    kind: 'realtime',
    snapshots: ['gpt-realtime-2025-08-28'],
    context: 32_000,
    maxOutput: 4_096,
    retired: '2027-01-20',
    prices: [[[], '4 0.4 - 16']],
    audio: ['32', '64', '0.4'],
    images: ['5', '0.5'],
  },
  {
    id: 'gpt-realtime-mini',
    kind: 'realtime',
    snapshots: ['gpt-realtime-mini-2025-12-15'],
    context: 128_000,
    maxOutput: 4_096,
    retired: '2027-01-20',
    prices: [[[], '0.6 0.06 - 2.4']],
    audio: ['10', '20', '0.3'],
    images: ['0.8', '0.08'],
  },
  {
    id: 'gpt-4o-mini-realtime-preview-2024-12-17',
    kind: 'realtime',
    context: 128_000,
    maxOutput: 4_096,
    retired: '2027-01-20',
    prices: [[[], '0.6 0.3 - 2.4']],
    audio: ['10', '20', '0.3'],
  },
  // Reasoning models of the o-series.
  {
    id: 'o4-mini',
    snapshots: ['o4-mini-2025-04-16'],
    context: 200_000,
    maxOutput: 100_000,
    maxImageTokens: imageTokens.small,
    retired: '2026-10-23',
    prices: [
      [[fast], '2 0.5 - 8'],
      [[flex], '0.55 0.138 - 2.2'],
      [[], '1.1 0.275 - 4.4'],
    ],
    searches: '10',
  },
  {
    id: 'o3',
    snapshots: ['o3-2025-04-16'],
    context: 200_000,
    maxOutput: 100_000,
    maxImageTokens: imageTokens.tiles,
    prices: [
      [[fast], '3.5 0.875 - 14'],
      [[flex], '1 0.25 - 4'],
      [[], '2 0.5 - 8'],
    ],
    searches: '10',
  },
  {
    id: 'o3-mini',
    snapshots: ['o3-mini-2025-01-31'],
    context: 200_000,
    maxOutput: 100_000,
    retired: '2026-10-23',
    prices: [[[], '1.1 0.55 - 4.4']],
  },
  {
    id: 'o1',
    snapshots: ['o1-2024-12-17'],
    context: 200_000,
    maxOutput: 100_000,
    maxImageTokens: imageTokens.tiles,
    retired: '2026-10-23',
    prices: [[[], '15 7.5 - 60']],
  },
  // GPT-4 and 3.5.
  {
    id: 'gpt-4-turbo',
    snapshots: ['gpt-4-turbo-2024-04-09'],
    context: 128_000,
    maxOutput: 4_096,
    maxImageTokens: imageTokens.tiles,
    retired: '2026-10-23',
    prices: [[[], '10 - - 30']],
  },
  {
    id: 'gpt-4',
    snapshots: ['gpt-4-0613'],
    context: 8_192,
    maxOutput: 8_192,
    retired: '2026-10-23',
    prices: [[[], '30 - - 60']],
  },
  {
    id: 'gpt-3.5-turbo',
    snapshots: ['gpt-3.5-turbo-0125'],
    context: 16_385,
    maxOutput: 4_096,
    retired: '2026-10-23',
    prices: [[[], '0.5 - - 1.5']],
  },
  {
    id: 'gpt-3.5-turbo-1106',
    context: 16_385,
    maxOutput: 4_096,
    retired: '2026-09-28',
    prices: [[[], '1 - - 2']],
  },
  {
    id: 'gpt-3.5-turbo-16k',
    context: 16_385,
    maxOutput: 4_096,
    retired: '2026-10-23',
    prices: [[[], '3 - - 4']],
  },
  // Completions.
  {
    id: 'gpt-3.5-turbo-instruct',
    snapshots: ['gpt-3.5-turbo-instruct-0914'],
    kind: 'completion',
    context: 4_096,
    maxOutput: 4_096,
    retired: '2026-09-28',
    prices: [[[], '1.5 - - 2']],
  },
  {
    id: 'davinci-002',
    kind: 'completion',
    context: 16_384,
    maxOutput: 16_384,
    retired: '2026-09-28',
    prices: [[[], '2 - - 2']],
  },
  {
    id: 'babbage-002',
    kind: 'completion',
    context: 16_384,
    maxOutput: 16_384,
    retired: '2026-09-28',
    prices: [[[], '0.4 - - 0.4']],
  },
  // Embeddings.
  {
    id: 'text-embedding-3-large',
    kind: 'embedding',
    context: 8_192,
    prices: [[[], '0.13 - - -']],
  },
  {
    id: 'text-embedding-3-small',
    kind: 'embedding',
    context: 8_192,
    prices: [[[], '0.02 - - -']],
  },
  {
    id: 'text-embedding-ada-002',
    kind: 'embedding',
    context: 8_192,
    prices: [[[], '0.1 - - -']],
  },
];

/** Models that answer on one wire only. */
export const onlyWire: ReadonlyMap<string, 'chat' | 'responses'> = new Map(
  sheets.flatMap(({ id, snapshots = [], wire }) =>
    wire ? [id, ...snapshots].map((name) => [name, wire] as const) : [],
  ),
);

export const models: readonly ModelFact[] = sheets.flatMap((sheet) =>
  [sheet.id, ...(sheet.snapshots ?? [])].map((id) => ({
    id,
    kinds: [sheet.kind ?? 'chat'],
    context: sheet.context,
    ...(sheet.maxOutput !== undefined && { maxOutput: sheet.maxOutput }),
    ...(sheet.maxImageTokens !== undefined && { maxImageTokens: sheet.maxImageTokens }),
    card: {
      rates: ratesOf(sheet),
      source: sheet.retired ? `${source}; withdrawn by OpenAI on ${sheet.retired}, last list price` : source,
      asOf,
    },
  })),
);
