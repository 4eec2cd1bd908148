import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';
import type { Meter } from '../../spec/usage.ts';
import { imageModels } from './image-models.ts';
import { videoModels } from './video-models.ts';
import { inYuan, usdOf } from './yuan.ts';

/**
 * Doubao models of Volcengine Ark and, under their international ids, of BytePlus ModelArk.
 *
 * Ark states its prices in yuan only. They stand here in yuan, so that they can be compared with Ark's page, and
 * become USD with one fixed rate. BytePlus states USD for its own ids; those are taken as they are.
 */

const arkPage = 'Volcengine Ark model prices, https://www.volcengine.com/docs/82379/1544106';
const bytePlusPage =
  'BytePlus ModelArk model prices (USD), https://docs.byteplus.com/en/docs/ModelArk/1544106';

const origins = {
  arkNow: { source: `${arkPage}, as kept in the LiteLLM price file 1.109.1; ${inYuan}`, asOf: '2026-11-23' },
  ark: {
    source: `${arkPage}, as kept in models.dev (provider volcengine) through model-prices 0.0.5; ${inYuan}`,
    asOf: '2026-09-02',
  },
  bytePlus: { source: `${bytePlusPage}, as kept in model-prices 0.0.5`, asOf: '2026-10-08' },
  bytePlusApril: {
    source: `${bytePlusPage}, archived copy, as kept in model-prices 0.0.5`,
    asOf: '2026-04-26',
  },
  bytePlusJanuary: {
    source: `${bytePlusPage}, archived copy, as kept in model-prices 0.0.5`,
    asOf: '2026-01-16',
  },
} as const;

type Sheet = {
  readonly id: string;
  readonly snapshots?: readonly string[];
  readonly context: number;
  readonly maxOutput: number;
  readonly maxImageTokens?: number;
  readonly currency: 'yuan' | 'usd';
  /**
   * Rows from the longest input down: applies above so many input tokens; price per million for input, cached
   * input and output. Where Ark sells answers of at most 200 tokens cheaper, the price of longer ones is given.
   */
  readonly prices: readonly (readonly [above: number, price: string])[];
  /** Audio input per million tokens. */
  readonly audio?: string;
  readonly origin: keyof typeof origins;
};

const columns = ['input_tokens', 'cached_input_tokens', 'output_tokens'] as const satisfies Meter[];

const ratesOf = (sheet: Sheet): Rate[] => {
  const usd = sheet.currency === 'yuan' ? usdOf : (price: string) => price;
  const rows = sheet.prices.flatMap(([above, row]) => {
    const when: readonly Condition[] = above > 0 ? [{ fact: 'context', above }] : [];
    const prices = row.split(' ');
    return columns.flatMap((meter, at): Rate[] => {
      const price = prices[at];
      if (price === undefined) return [];
      return [{ meter, usd: usd(price), per: 1_000_000, ...(when.length > 0 && { when }) }];
    });
  });
  if (sheet.audio === undefined) return rows;
  return [...rows, { meter: 'input_audio_tokens', usd: usd(sheet.audio), per: 1_000_000 }];
};

/**
 * K is 1,024. Ark bounds answer and thinking together with `max_completion_tokens`; from Seed 2.0 on the bound is
 * the longest answer, for Seed 1.6 and 1.8 it is 64K (answers of 32K).
 */
const million = 1_048_576;
const k256 = 262_144;
const k128 = 131_072;
const k64 = 65_536;
const k32 = 32_768;

/** The largest picture setting is 9,031,680 pixels, and 1,764 of them are a token. */
const imageTokens = 5_120;

const seed20Pro = [
  [128_000, '9.6 1.92 48'],
  [32_000, '4.8 0.96 24'],
  [0, '3.2 0.64 16'],
] as const;
const seed16 = [
  [128_000, '2.4 0.16 24'],
  [32_000, '1.2 0.16 16'],
  [0, '0.8 0.16 8'],
] as const;
const seed20ProUsd = [
  [128_000, '1 0.2 6'],
  [0, '0.5 0.1 3'],
] as const;
const seed20LiteUsd = [
  [128_000, '0.5 0.1 4'],
  [0, '0.25 0.05 2'],
] as const;
const seed20MiniUsd = [
  [128_000, '0.2 0.04 0.8'],
  [0, '0.1 0.02 0.4'],
] as const;
const seed16Usd = [
  [128_000, '0.5 0.05 4'],
  [0, '0.25 0.05 2'],
] as const;

const seeing = { maxImageTokens: imageTokens };
const seed21 = { ...seeing, currency: 'yuan', origin: 'arkNow' } as const;
const seed20 = { ...seeing, context: k256, maxOutput: k128, currency: 'yuan', origin: 'ark' } as const;
const seed1 = { ...seeing, context: k256, maxOutput: k64, currency: 'yuan', origin: 'ark' } as const;
const abroad = { ...seeing, context: k256, currency: 'usd' } as const;

const sheets: readonly Sheet[] = [
  // Volcengine Ark.
  {
    id: 'doubao-seed-2-1-pro-260915',
    ...seed21,
    context: million,
    maxOutput: k256,
    prices: [[0, '6 1.2 30']],
  },
  { id: 'doubao-seed-2-1-pro-260628', ...seed21, context: k256, maxOutput: k256, prices: [[0, '6 1.2 30']] },
  {
    id: 'doubao-seed-2-1-lite-260915',
    ...seed21,
    context: million,
    maxOutput: k256,
    prices: [[0, '0.8 0.16 2.7']],
    audio: '12',
  },
  {
    id: 'doubao-seed-2-1-turbo-260628',
    ...seed21,
    context: k256,
    maxOutput: k256,
    prices: [[0, '3 0.6 15']],
  },
  { id: 'doubao-seed-evolving', ...seed20, context: million, maxOutput: k256, prices: [[0, '6 1.2 30']] },
  { id: 'doubao-seed-2-0-pro-260215', ...seed20, prices: seed20Pro },
  { id: 'doubao-seed-2-0-code-preview-260215', ...seed20, prices: seed20Pro },
  {
    id: 'doubao-seed-2-0-lite-260428',
    snapshots: ['doubao-seed-2-0-lite-260215'],
    ...seed20,
    prices: [
      [128_000, '1.8 0.36 10.8'],
      [32_000, '0.9 0.18 5.4'],
      [0, '0.6 0.12 3.6'],
    ],
  },
  {
    id: 'doubao-seed-2-0-mini-260428',
    snapshots: ['doubao-seed-2-0-mini-260215'],
    ...seed20,
    prices: [
      [128_000, '0.8 0.16 8'],
      [32_000, '0.4 0.08 4'],
      [0, '0.2 0.04 2'],
    ],
  },
  {
    id: 'doubao-seed-character-260628',
    context: k128,
    maxOutput: k32,
    currency: 'yuan',
    prices: [
      [32_000, '1.2 0.16 6'],
      [0, '0.8 0.16 2'],
    ],
    origin: 'ark',
  },
  // Marked by Ark as retiring, with 2026-09-21 as the announced end.
  { id: 'doubao-seed-1-8-251228', ...seed1, prices: seed16 },
  { id: 'doubao-seed-1-6-251015', ...seed1, prices: seed16 },
  { id: 'doubao-seed-1-6-vision-250815', ...seed1, prices: seed16 },
  {
    id: 'doubao-seed-1-6-flash-250828',
    ...seed1,
    prices: [
      [128_000, '0.6 0.03 6'],
      [32_000, '0.3 0.03 3'],
      [0, '0.15 0.03 1.5'],
    ],
  },
  // BytePlus ModelArk.
  {
    id: 'dola-seed-2-1-turbo-260628',
    ...abroad,
    maxOutput: k256,
    prices: [[0, '0.5 0.1 2.5']],
    origin: 'bytePlus',
  },
  { id: 'seed-2-0-pro-260328', ...abroad, maxOutput: k128, prices: seed20ProUsd, origin: 'bytePlusApril' },
  {
    id: 'seed-2-0-code-preview-260328',
    ...abroad,
    maxOutput: k128,
    prices: seed20ProUsd,
    origin: 'bytePlusApril',
  },
  { id: 'seed-2-0-lite-260428', ...abroad, maxOutput: k128, prices: seed20LiteUsd, origin: 'bytePlus' },
  { id: 'seed-2-0-lite-260228', ...abroad, maxOutput: k128, prices: seed20LiteUsd, origin: 'bytePlusApril' },
  { id: 'seed-2-0-mini-260428', ...abroad, maxOutput: k128, prices: seed20MiniUsd, origin: 'bytePlus' },
  { id: 'seed-2-0-mini-260215', ...abroad, maxOutput: k128, prices: seed20MiniUsd, origin: 'bytePlusApril' },
  { id: 'seed-1-8-251228', ...abroad, maxOutput: k64, prices: seed16Usd, origin: 'bytePlusJanuary' },
  { id: 'seed-1-6-250915', ...abroad, maxOutput: k64, prices: seed16Usd, origin: 'bytePlusJanuary' },
  {
    id: 'seed-1-6-flash-250715',
    ...abroad,
    maxOutput: k64,
    prices: [
      [128_000, '0.1 0.015 0.8'],
      [0, '0.075 0.015 0.3'],
    ],
    origin: 'bytePlusJanuary',
  },
];

const chats: readonly ModelFact[] = sheets.flatMap((sheet) =>
  [sheet.id, ...(sheet.snapshots ?? [])].map((id) => ({
    id,
    kinds: ['chat'],
    context: sheet.context,
    maxOutput: sheet.maxOutput,
    ...(sheet.maxImageTokens !== undefined && { maxImageTokens: sheet.maxImageTokens }),
    card: { rates: ratesOf(sheet), ...origins[sheet.origin] },
  })),
);

/**
 * The embedding model that Ark still serves, at `/embeddings/multimodal` only. No current yuan price was found, so
 * the Ark ids too carry the USD price that BytePlus states for the same model.
 */
const embeddings: readonly ModelFact[] = [
  'doubao-embedding-vision-251215',
  'doubao-embedding-vision-250615',
  'embedding-vision-250615',
].map((id) => ({
  id,
  kinds: ['embedding'],
  context: k128,
  maxImageTokens: 1_312,
  card: {
    rates: [
      { meter: 'input_tokens', usd: '0.125', per: 1_000_000 },
      { meter: 'input_image_tokens', usd: '0.325', per: 1_000_000 },
    ],
    source:
      'BytePlus ModelArk, embedding-vision (USD), https://docs.byteplus.com/en/docs/ModelArk/1554712, stored copy',
    asOf: '2026-11-23',
  },
}));

export const models: readonly ModelFact[] = [...chats, ...embeddings, ...imageModels, ...videoModels];
