import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';
import type { Meter } from '../../spec/usage.ts';

/**
 * Claude on Anthropic's own API with list prices in USD, from Anthropic's pricing page, its model pages and its page on
 * fast mode, read on `asOf`; cross-checked with the price file of LiteLLM 1.109.1. The cache prices of Fable 5.2 follow
 * its page by the ratios of that table (0.025, 1.25 and 2 times the input).
 *
 * Left out because a card cannot say it: the batch discount, which this wire does not have; and rounds of a call that
 * another model made (an advisor, a fallback), which are charged at the price of the model that was asked.
 */
const asOf = '2026-11-23';
const source = 'Anthropic pricing, https://platform.claude.com/docs/en/about-claude/pricing';

/** Fast mode; the upstream reports the speed really used. */
const fast: Condition = { fact: 'speed', is: ['fast'] };
/** Inference kept in the United States costs a tenth more, from Claude 4.6 on. */
const us: Condition = { fact: 'inference_geo', is: ['us'] };

const columns = [
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'cache_write_1h_tokens',
  'output_tokens',
] as const satisfies Meter[];

type Sheet = {
  readonly id: string;
  readonly title: string;
  /** USD per million tokens: input, cache read, write for five minutes, write for an hour, output. */
  readonly usd: string;
  /** The same for prompts of more than `above` tokens. */
  readonly long?: { readonly above: number; readonly usd: string };
  readonly context?: number;
  readonly maxOutput?: number;
  readonly maxImageTokens?: number;
  /** Times the price in fast mode. */
  readonly fast?: number;
  readonly regional?: boolean;
  /** Dated names of the same model. */
  readonly snapshots?: readonly string[];
  /** Retired on Anthropic's own API; kept because other upstreams of this wire still carry the name. */
  readonly retired?: boolean;
};

/** Exact: list prices have at most four decimals, and the factors one. */
const times = (usd: string, factor: number): string =>
  (Number(usd) * factor).toFixed(6).replace(/\.?0+$/, '');

function ratesOf(sheet: Sheet): Rate[] {
  const tiers: { when: Condition[]; usd: string }[] = [];
  if (sheet.long) tiers.push({ when: [{ fact: 'context', above: sheet.long.above }], usd: sheet.long.usd });
  tiers.push({ when: [], usd: sheet.usd });
  const factors: { when: Condition[]; factor: number }[] = [
    ...(sheet.fast && sheet.regional ? [{ when: [fast, us], factor: sheet.fast * 1.1 }] : []),
    ...(sheet.fast ? [{ when: [fast], factor: sheet.fast }] : []),
    ...(sheet.regional ? [{ when: [us], factor: 1.1 }] : []),
    { when: [], factor: 1 },
  ];
  const rates = tiers.flatMap((tier) =>
    factors.flatMap(({ when, factor }) =>
      columns.map((meter, at): Rate => {
        const usd = times(tier.usd.split(' ')[at]!, factor);
        const conditions = [...tier.when, ...when];
        return { meter, usd, per: 1_000_000, ...(conditions.length > 0 && { when: conditions }) };
      }),
    ),
  );
  // What a search finds is billed as input tokens; reading a page costs nothing beside them.
  return [...rates, { meter: 'searches', usd: '10', per: 1_000 }];
}

/** From Claude 4.6 on: a million tokens of context at one price. */
const wide = { context: 1_000_000, maxOutput: 128_000, regional: true };
/** From Opus 4.7 on pictures may be larger: up to 2,576 pixels, 4,784 tokens. */
const large = { ...wide, maxImageTokens: 4_784 };
const before = { context: 200_000, maxOutput: 64_000 };

const sheets: readonly Sheet[] = [
  { id: 'claude-fable-5-2', title: 'Claude Fable 5.2', usd: '8 0.2 10 16 40', fast: 2, ...large },
  { id: 'claude-mythos-5-2', title: 'Claude Mythos 5.2', usd: '8 0.2 10 16 40', fast: 2, ...large },
  { id: 'claude-opus-5-5', title: 'Claude Opus 5.5', usd: '4 0.2 5 8 20', fast: 2, ...large },
  { id: 'claude-sonnet-5-5', title: 'Claude Sonnet 5.5', usd: '2 0.1 2.5 4 10', ...large },
  {
    id: 'claude-haiku-5-5',
    title: 'Claude Haiku 5.5',
    usd: '0.1 0.01 0.125 0.2 0.5',
    long: { above: 100_000, usd: '0.5 0.05 0.625 1 2.5' },
    ...large,
  },
  { id: 'claude-fable-5-1', title: 'Claude Fable 5.1', usd: '10 0.25 12.5 20 50', ...large },
  { id: 'claude-mythos-5-1', title: 'Claude Mythos 5.1', usd: '10 0.25 12.5 20 50', ...large },
  { id: 'claude-fable-5', title: 'Claude Fable 5', usd: '10 1 12.5 20 50', ...large },
  { id: 'claude-mythos-5', title: 'Claude Mythos 5', usd: '10 1 12.5 20 50', ...large },
  { id: 'claude-opus-5', title: 'Claude Opus 5', usd: '5 0.5 6.25 10 25', fast: 2, ...large },
  { id: 'claude-sonnet-5', title: 'Claude Sonnet 5', usd: '2 0.2 2.5 4 10', ...large },
  { id: 'claude-opus-4-8', title: 'Claude Opus 4.8', usd: '5 0.5 6.25 10 25', fast: 2, ...large },
  { id: 'claude-opus-4-7', title: 'Claude Opus 4.7', usd: '5 0.5 6.25 10 25', ...large },
  { id: 'claude-opus-4-6', title: 'Claude Opus 4.6', usd: '5 0.5 6.25 10 25', ...wide },
  { id: 'claude-sonnet-4-6', title: 'Claude Sonnet 4.6', usd: '3 0.3 3.75 6 15', ...wide },
  {
    id: 'claude-opus-4-5',
    title: 'Claude Opus 4.5',
    usd: '5 0.5 6.25 10 25',
    snapshots: ['20251101'],
    ...before,
  },
  {
    id: 'claude-sonnet-4-5',
    title: 'Claude Sonnet 4.5',
    usd: '3 0.3 3.75 6 15',
    snapshots: ['20250929'],
    ...before,
  },
  {
    id: 'claude-haiku-4-5',
    title: 'Claude Haiku 4.5',
    usd: '1 0.1 1.25 2 5',
    snapshots: ['20251001'],
    ...before,
  },
  {
    id: 'claude-opus-4-1',
    title: 'Claude Opus 4.1',
    usd: '15 1.5 18.75 30 75',
    snapshots: ['20250805'],
    retired: true,
    context: 200_000,
    maxOutput: 32_000,
  },
  {
    id: 'claude-opus-4-0',
    title: 'Claude Opus 4',
    usd: '15 1.5 18.75 30 75',
    retired: true,
    context: 200_000,
    maxOutput: 32_000,
  },
  {
    id: 'claude-opus-4-20250514',
    title: 'Claude Opus 4',
    usd: '15 1.5 18.75 30 75',
    retired: true,
    context: 200_000,
    maxOutput: 32_000,
  },
  { id: 'claude-sonnet-4-0', title: 'Claude Sonnet 4', usd: '3 0.3 3.75 6 15', retired: true, ...before },
  {
    id: 'claude-sonnet-4-20250514',
    title: 'Claude Sonnet 4',
    usd: '3 0.3 3.75 6 15',
    retired: true,
    ...before,
  },
  {
    id: 'claude-3-7-sonnet-20250219',
    title: 'Claude Sonnet 3.7',
    usd: '3 0.3 3.75 6 15',
    retired: true,
    ...before,
  },
  {
    id: 'claude-3-5-haiku-20241022',
    title: 'Claude Haiku 3.5',
    usd: '0.8 0.08 1 1.6 4',
    retired: true,
    context: 200_000,
    maxOutput: 8_192,
  },
];

export const models: readonly ModelFact[] = sheets.flatMap((sheet) =>
  [sheet.id, ...(sheet.snapshots ?? []).map((day) => `${sheet.id}-${day}`)].map((id) => ({
    id,
    kinds: ['chat' as const],
    title: sheet.title,
    context: sheet.context ?? before.context,
    maxOutput: sheet.maxOutput ?? before.maxOutput,
    maxImageTokens: sheet.maxImageTokens ?? 1_640,
    card: { rates: ratesOf(sheet), source, asOf },
  })),
);
