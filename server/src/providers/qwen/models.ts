import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';
import type { Meter } from '../../spec/usage.ts';
import { films } from './films.ts';
import { pictures } from './pictures.ts';

/**
 * Qwen models of Alibaba Cloud Model Studio with the list prices of its international region (Singapore, USD),
 * without time-limited discounts. Prices of the Beijing region differ and are in yuan: an operator whose channel
 * points there sets their own.
 *
 * Speech and omni models are left out; films are in films.ts, pictures in pictures.ts. Of the two cache prices the one for implicit hits is given
 * where both exist; the explicit ones are lower.
 */
const asOf = '2026-10-26';
const origins = {
  official:
    'Alibaba Cloud Model Studio pricing, Singapore, https://www.alibabacloud.com/help/en/model-studio/model-pricing, ' +
    'as kept in model-prices 0.0.5',
  'models.dev': 'models.dev (provider alibaba), as kept in model-prices 0.0.5',
  mtTurboPage:
    'Alibaba Cloud Model Studio, Singapore, https://www.alibabacloud.com/help/en/model-studio/qwen-mt-turbo',
} as const;

/** 32 × 32 pixels are a token; one image has at most 16,384 of them and two marks. */
const imageTokens = 16_386;
/** Older snapshots of the OCR model take 28 × 28 pixels a token and up to 30,000 of them. */
const ocrImageTokens = 30_000;

type Sheet = {
  readonly id: string;
  readonly snapshots?: readonly string[];
  readonly context: number;
  /** Model Studio bounds the answer and the thinking before it apart; both are billed as output. */
  readonly answer: number;
  readonly thinking?: number;
  readonly maxImageTokens?: number;
  /**
   * Rows from the longest input down: applies above so many input tokens; USD per million for input, cached input,
   * cache writes, output, and output with thinking on where that costs another price.
   */
  readonly prices: readonly (readonly [above: number, usd: string])[];
  readonly origin?: keyof typeof origins;
  /** Thinks unless the request says no: then the price with thinking is the general one. */
  readonly thinksByDefault?: boolean;
};

const thinkingOn: Condition = { fact: 'thinking', is: [true] };
const thinkingOff: Condition = { fact: 'thinking', is: [false] };

const columns = [
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
] as const satisfies Meter[];

const rate = (meter: Meter, usd: string, when: readonly Condition[]): Rate => ({
  meter,
  usd,
  per: 1_000_000,
  ...(when.length > 0 && { when }),
});

const ratesOf = (sheet: Sheet): Rate[] =>
  sheet.prices.flatMap(([above, usd]) => {
    const tier: Condition[] = above > 0 ? [{ fact: 'context', above }] : [];
    const prices = usd.split(' ');
    const [plain, thought] = [prices[columns.length - 1], prices[columns.length]];
    const output =
      plain === undefined || thought === undefined
        ? []
        : sheet.thinksByDefault
          ? [rate('output_tokens', plain, [thinkingOff, ...tier]), rate('output_tokens', thought, tier)]
          : [rate('output_tokens', thought, [thinkingOn, ...tier]), rate('output_tokens', plain, tier)];
    const others = columns.flatMap((meter, at) => {
      const price = prices[at];
      const done = meter === 'output_tokens' && output.length > 0;
      return price === undefined || price === '-' || done ? [] : [rate(meter, price, tier)];
    });
    return [...output, ...others];
  });

const sheets: readonly Sheet[] = [
  // Qwen 3.8.
  {
    id: 'qwen3.8-max',
    context: 1_000_000,
    answer: 131_072,
    thinking: 262_144,
    maxImageTokens: imageTokens,
    prices: [[0, '2 0.25 2.5 6']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.8-max-0902',
    context: 1_000_000,
    answer: 131_072,
    thinking: 262_144,
    maxImageTokens: imageTokens,
    prices: [[0, '2 - - 6']],
  },
  {
    id: 'qwen3.8-flash',
    context: 1_000_000,
    answer: 131_072,
    thinking: 262_144,
    maxImageTokens: imageTokens,
    prices: [[0, '0.15 0.016 0.2 0.47']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.8-2.4t-a95b',
    context: 1_000_000,
    answer: 131_072,
    thinking: 262_144,
    maxImageTokens: imageTokens,
    prices: [[0, '2 - - 6']],
  },
  {
    id: 'qwen3.8-27b',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.5 0.1 0.625 3']],
  },
  // Qwen 3.7.
  {
    id: 'qwen3.7-max',
    snapshots: ['qwen3.7-max-2026-06-08', 'qwen3.7-max-2026-05-20'],
    context: 1_000_000,
    answer: 65_536,
    thinking: 262_144,
    prices: [[0, '2.5 0.5 3.125 7.5']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.7-max-2026-05-17',
    snapshots: ['qwen3.7-max-preview'],
    context: 1_000_000,
    answer: 65_536,
    thinking: 262_144,
    prices: [[0, '2.5 - - 7.5']],
  },
  {
    id: 'qwen3.7-plus',
    snapshots: ['qwen3.7-plus-2026-05-26'],
    context: 1_000_000,
    answer: 65_536,
    thinking: 262_144,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '1.2 0.24 1.5 4.8'],
      [0, '0.4 0.08 0.5 1.6'],
    ],
  },
  {
    id: 'qwen3.7-flash',
    snapshots: ['qwen3.7-flash-2026-07-15'],
    context: 1_000_000,
    answer: 65_536,
    thinking: 262_144,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '0.2 0.04 0.25 0.8'],
      [32_000, '0.1 0.02 0.125 0.4'],
      [0, '0.03 0.006 0.0375 0.13'],
    ],
  },
  // Qwen 3.6.
  {
    id: 'qwen3.6-max-preview',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    prices: [
      [128_000, '2 0.2 2.5 12'],
      [0, '1.3 0.13 1.625 7.8'],
    ],
  },
  {
    id: 'qwen3.6-plus',
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '2 0.2 2.5 6'],
      [0, '0.5 0.05 0.625 3'],
    ],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.6-plus-2026-04-02',
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '2 - - 6'],
      [0, '0.5 - - 3'],
    ],
  },
  {
    id: 'qwen3.6-flash',
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '1 0.1 1.25 4'],
      [0, '0.25 0.025 0.3125 1.5'],
    ],
  },
  {
    id: 'qwen3.6-flash-2026-04-16',
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '1 - - 4'],
      [0, '0.25 - - 1.5'],
    ],
  },
  {
    id: 'qwen3.6-27b',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.6 - - 3.6']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.6-35b-a3b',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.375 - - 2.25']],
  },
  // Qwen 3.5.
  {
    id: 'qwen3.5-plus',
    snapshots: ['qwen3.5-plus-2026-04-20'],
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '0.5 0.05 0.625 3'],
      [0, '0.4 0.04 0.5 2.4'],
    ],
  },
  {
    id: 'qwen3.5-plus-2026-02-15',
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [256_000, '0.5 - - 3'],
      [0, '0.4 - - 2.4'],
    ],
  },
  {
    id: 'qwen3.5-flash',
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.1 0.01 0.125 0.4']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.5-flash-2026-02-23',
    context: 1_000_000,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.1 - - 0.4']],
  },
  {
    id: 'qwen3.5-397b-a17b',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.6 - - 3.6']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.5-122b-a10b',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.4 - - 3.2']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.5-35b-a3b',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.25 - - 2']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3.5-27b',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.3 - - 2.4']],
    origin: 'models.dev',
  },
  // Qwen 3.
  {
    id: 'qwen3-max',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    prices: [
      [128_000, '3 0.6 3.75 15'],
      [32_000, '2.4 0.48 3 12'],
      [0, '1.2 0.24 1.5 6'],
    ],
  },
  {
    id: 'qwen3-max-2026-01-23',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    prices: [
      [128_000, '3 - - 15'],
      [32_000, '2.4 - - 12'],
      [0, '1.2 - - 6'],
    ],
  },
  {
    id: 'qwen3-max-2025-09-23',
    context: 262_144,
    answer: 65_536,
    prices: [
      [128_000, '3 - - 15'],
      [32_000, '2.4 - - 12'],
      [0, '1.2 - - 6'],
    ],
  },
  {
    id: 'qwen3-max-preview',
    context: 262_144,
    answer: 65_536,
    thinking: 81_920,
    prices: [
      [128_000, '3 0.6 - 15'],
      [32_000, '2.4 0.48 - 12'],
      [0, '1.2 0.24 - 6'],
    ],
  },
  { id: 'qwen3-next-80b-a3b-instruct', context: 131_072, answer: 32_768, prices: [[0, '0.15 - - 1.2']] },
  {
    id: 'qwen3-next-80b-a3b-thinking',
    context: 131_072,
    answer: 32_768,
    thinking: 81_920,
    prices: [[0, '0.15 - - 1.2']],
  },
  { id: 'qwen3-235b-a22b-instruct-2507', context: 131_072, answer: 32_768, prices: [[0, '0.23 - - 0.92']] },
  {
    id: 'qwen3-235b-a22b-thinking-2507',
    context: 131_072,
    answer: 32_768,
    thinking: 81_920,
    prices: [[0, '0.23 - - 2.3']],
  },
  { id: 'qwen3-30b-a3b-instruct-2507', context: 131_072, answer: 32_768, prices: [[0, '0.2 - - 0.8']] },
  {
    id: 'qwen3-30b-a3b-thinking-2507',
    context: 131_072,
    answer: 32_768,
    thinking: 81_920,
    prices: [[0, '0.2 - - 2.4']],
  },
  {
    id: 'qwen3-235b-a22b',
    thinksByDefault: true,
    context: 131_072,
    answer: 16_384,
    thinking: 38_912,
    prices: [[0, '0.7 - - 2.8 8.4']],
    origin: 'models.dev',
  },
  { id: 'qwen3-32b', context: 131_072, answer: 16_384, thinking: 38_912, prices: [[0, '0.16 - - 0.64']] },
  {
    id: 'qwen3-30b-a3b',
    thinksByDefault: true,
    context: 131_072,
    answer: 16_384,
    thinking: 38_912,
    prices: [[0, '0.2 - - 0.8 2.4']],
  },
  {
    id: 'qwen3-14b',
    thinksByDefault: true,
    context: 131_072,
    answer: 8_192,
    thinking: 38_912,
    prices: [[0, '0.35 - - 1.4 4.2']],
    origin: 'models.dev',
  },
  {
    id: 'qwen3-8b',
    thinksByDefault: true,
    context: 131_072,
    answer: 8_192,
    thinking: 38_912,
    prices: [[0, '0.18 - - 0.7 2.1']],
    origin: 'models.dev',
  },
  // Qwen coder.
  {
    id: 'qwen3-coder-plus',
    context: 1_000_000,
    answer: 65_536,
    prices: [
      [256_000, '6 1.2 7.5 60'],
      [128_000, '3 0.6 3.75 15'],
      [32_000, '1.8 0.36 2.25 9'],
      [0, '1 0.2 1.25 5'],
    ],
  },
  {
    id: 'qwen3-coder-plus-2025-09-23',
    snapshots: ['qwen3-coder-plus-2025-07-22'],
    context: 1_000_000,
    answer: 65_536,
    prices: [
      [256_000, '6 - - 60'],
      [128_000, '3 - - 15'],
      [32_000, '1.8 - - 9'],
      [0, '1 - - 5'],
    ],
  },
  {
    id: 'qwen3-coder-flash',
    context: 1_000_000,
    answer: 65_536,
    prices: [
      [256_000, '1.6 0.32 2 9.6'],
      [128_000, '0.8 0.16 1 4'],
      [32_000, '0.5 0.1 0.625 2.5'],
      [0, '0.3 0.06 0.375 1.5'],
    ],
  },
  {
    id: 'qwen3-coder-flash-2025-07-28',
    context: 1_000_000,
    answer: 65_536,
    prices: [
      [256_000, '1.6 - - 9.6'],
      [128_000, '0.8 - - 4'],
      [32_000, '0.5 - - 2.5'],
      [0, '0.3 - - 1.5'],
    ],
  },
  {
    id: 'qwen3-coder-next',
    context: 262_144,
    answer: 65_536,
    prices: [
      [128_000, '0.8 - - 4'],
      [32_000, '0.5 - - 2.5'],
      [0, '0.3 - - 1.5'],
    ],
  },
  {
    id: 'qwen3-coder-480b-a35b-instruct',
    context: 262_144,
    answer: 65_536,
    prices: [
      [128_000, '4.5 - - 22.5'],
      [32_000, '2.7 - - 13.5'],
      [0, '1.5 - - 7.5'],
    ],
    origin: 'models.dev',
  },
  {
    id: 'qwen3-coder-30b-a3b-instruct',
    context: 262_144,
    answer: 65_536,
    prices: [
      [128_000, '1.2 - - 6'],
      [32_000, '0.75 - - 3.75'],
      [0, '0.45 - - 2.25'],
    ],
    origin: 'models.dev',
  },
  // Qwen VL.
  {
    id: 'qwen3-vl-plus',
    context: 262_144,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [128_000, '0.6 0.12 0.75 4.8'],
      [32_000, '0.3 0.06 0.375 2.4'],
      [0, '0.2 0.04 0.25 1.6'],
    ],
  },
  {
    id: 'qwen3-vl-plus-2025-12-19',
    snapshots: ['qwen3-vl-plus-2025-09-23'],
    context: 262_144,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [128_000, '0.6 - - 4.8'],
      [32_000, '0.3 - - 2.4'],
      [0, '0.2 - - 1.6'],
    ],
  },
  {
    id: 'qwen3-vl-flash',
    context: 262_144,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [128_000, '0.12 0.024 0.15 0.96'],
      [32_000, '0.075 0.015 0.09375 0.6'],
      [0, '0.05 0.01 0.0625 0.4'],
    ],
  },
  {
    id: 'qwen3-vl-flash-2026-01-22',
    snapshots: ['qwen3-vl-flash-2025-10-15'],
    context: 262_144,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [
      [128_000, '0.12 - - 0.96'],
      [32_000, '0.075 - - 0.6'],
      [0, '0.05 - - 0.4'],
    ],
  },
  {
    id: 'qwen3-vl-235b-a22b-instruct',
    context: 131_072,
    answer: 32_768,
    maxImageTokens: imageTokens,
    prices: [[0, '0.4 - - 1.6']],
  },
  {
    id: 'qwen3-vl-235b-a22b-thinking',
    context: 131_072,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.4 - - 4']],
  },
  {
    id: 'qwen3-vl-32b-instruct',
    context: 131_072,
    answer: 32_768,
    maxImageTokens: imageTokens,
    prices: [[0, '0.16 - - 0.64']],
  },
  {
    id: 'qwen3-vl-32b-thinking',
    context: 131_072,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.16 - - 0.64']],
  },
  {
    id: 'qwen3-vl-30b-a3b-instruct',
    context: 131_072,
    answer: 32_768,
    maxImageTokens: imageTokens,
    prices: [[0, '0.2 - - 0.8']],
  },
  {
    id: 'qwen3-vl-30b-a3b-thinking',
    context: 131_072,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.2 - - 2.4']],
  },
  {
    id: 'qwen3-vl-8b-instruct',
    context: 131_072,
    answer: 32_768,
    maxImageTokens: imageTokens,
    prices: [[0, '0.18 - - 0.7']],
  },
  {
    id: 'qwen3-vl-8b-thinking',
    context: 131_072,
    answer: 32_768,
    thinking: 81_920,
    maxImageTokens: imageTokens,
    prices: [[0, '0.18 - - 2.1']],
  },
  {
    id: 'qwen-vl-max',
    context: 131_072,
    answer: 32_768,
    maxImageTokens: imageTokens,
    prices: [[0, '0.8 0.16 - 3.2']],
  },
  {
    id: 'qwen-vl-plus',
    context: 131_072,
    answer: 32_768,
    maxImageTokens: imageTokens,
    prices: [[0, '0.21 0.042 - 0.63']],
  },
  {
    id: 'qwen-vl-ocr',
    snapshots: ['qwen-vl-ocr-2025-11-20'],
    context: 38_192,
    answer: 8_192,
    maxImageTokens: ocrImageTokens,
    prices: [[0, '0.07 - - 0.16']],
    origin: 'models.dev',
  },
  {
    id: 'qvq-max',
    context: 131_072,
    answer: 8_192,
    thinking: 16_384,
    maxImageTokens: imageTokens,
    prices: [[0, '1.2 - - 4.8']],
    origin: 'models.dev',
  },
  // Qwen-Plus, -Flash, -Turbo, -Max and QwQ.
  {
    id: 'qwen-plus',
    context: 1_000_000,
    answer: 32_768,
    thinking: 81_920,
    prices: [
      [256_000, '1.2 0.24 1.5 3.6 12'],
      [0, '0.4 0.08 0.5 1.2 4'],
    ],
  },
  {
    id: 'qwen-plus-latest',
    snapshots: ['qwen-plus-2025-12-01', 'qwen-plus-2025-09-11', 'qwen-plus-2025-07-28'],
    context: 1_000_000,
    answer: 32_768,
    thinking: 81_920,
    prices: [
      [256_000, '1.2 - - 3.6 12'],
      [0, '0.4 - - 1.2 4'],
    ],
  },
  {
    id: 'qwen-plus-2025-07-14',
    snapshots: ['qwen-plus-2025-04-28'],
    context: 131_072,
    answer: 16_384,
    thinking: 38_912,
    prices: [[0, '0.4 - - 1.2 4']],
  },
  { id: 'qwen-plus-2025-01-25', context: 131_072, answer: 8_192, prices: [[0, '0.4 - - 1.2']] },
  {
    id: 'qwen-flash',
    context: 1_000_000,
    answer: 32_768,
    thinking: 81_920,
    prices: [
      [256_000, '0.25 0.05 0.3125 2'],
      [0, '0.05 0.01 0.0625 0.4'],
    ],
  },
  {
    id: 'qwen-flash-2025-07-28',
    context: 1_000_000,
    answer: 32_768,
    thinking: 81_920,
    prices: [
      [256_000, '0.25 - - 2'],
      [0, '0.05 - - 0.4'],
    ],
  },
  {
    id: 'qwen-turbo',
    context: 1_000_000,
    answer: 16_384,
    thinking: 38_912,
    prices: [[0, '0.05 0.01 - 0.2 0.5']],
  },
  { id: 'qwen-max', context: 32_768, answer: 8_192, prices: [[0, '1.6 0.32 - 6.4']] },
  {
    id: 'qwq-plus',
    context: 131_072,
    answer: 8_192,
    thinking: 32_768,
    prices: [[0, '0.8 - - 2.4']],
    origin: 'models.dev',
  },
  { id: 'qwen-plus-character-ja', context: 8_192, answer: 512, prices: [[0, '0.5 0.1 - 1.4']] },
  // Translation.
  {
    id: 'qwen-mt-plus',
    context: 16_384,
    answer: 8_192,
    prices: [[0, '2.46 - - 7.37']],
    origin: 'models.dev',
  },
  { id: 'qwen-mt-flash', context: 16_384, answer: 8_192, prices: [[0, '0.16 - - 0.49']] },
  { id: 'qwen-mt-lite', context: 16_384, answer: 8_192, prices: [[0, '0.12 - - 0.36']] },
  {
    id: 'qwen-mt-turbo',
    context: 16_384,
    answer: 8_192,
    prices: [[0, '0.16 - - 0.49']],
    origin: 'mtTurboPage',
  },
];

const chats: readonly ModelFact[] = sheets.flatMap((sheet) =>
  [sheet.id, ...(sheet.snapshots ?? [])].map((id) => ({
    id,
    kinds: ['chat'],
    context: sheet.context,
    maxOutput: sheet.answer + (sheet.thinking ?? 0),
    ...(sheet.maxImageTokens !== undefined && { maxImageTokens: sheet.maxImageTokens }),
    card: { rates: ratesOf(sheet), source: origins[sheet.origin ?? 'official'], asOf },
  })),
);

const embeddings: readonly ModelFact[] = ['text-embedding-v4', 'text-embedding-v3'].map((id) => ({
  id,
  kinds: ['embedding'],
  context: 8_192,
  card: {
    rates: [rate('input_tokens', '0.07', [])],
    source:
      'Alibaba Cloud Model Studio, Singapore, ' +
      'https://www.alibabacloud.com/help/en/model-studio/text-embedding-synchronous-api (page of 2026-03-24)',
    asOf: '2026-03-24',
  },
}));

export const models: readonly ModelFact[] = [...chats, ...embeddings, ...films, ...pictures];

const thinkingLimits = new Map(
  sheets.flatMap((sheet) =>
    [sheet.id, ...(sheet.snapshots ?? [])].map((id) => [id, sheet.thinking ?? 0] as const),
  ),
);

/** The most tokens of thought of a model, 0 for one that does not think; undefined for a model that is not listed. */
export const thinkingLimit = (model: string): number | undefined => thinkingLimits.get(model);
