import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';
import type { Meter } from '../../spec/usage.ts';

/**
 * Claude on Amazon Bedrock with AWS's list prices in USD, read on `asOf` from the price file of LiteLLM 1.109.1, whose
 * entries name AWS's pricing page; they are Anthropic's own prices. Profiles of one region of the world (`us.`, `eu.`,
 * `jp.`, `au.`, `apac.`) cost a tenth more from Claude 4.5 on; `global.` and the plain names do not.
 * Left out: batch and provisioned throughput, which this wire does not have, and the government regions.
 */
const asOf = '2026-11-23';
const source =
  'Amazon Bedrock pricing, https://aws.amazon.com/bedrock/pricing/, as kept in the LiteLLM price file 1.109.1';

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
  /** USD per million tokens: input, cache read, write for five minutes, write for an hour ('-': none), output. */
  readonly usd: string;
  readonly long?: { readonly above: number; readonly usd: string };
  readonly context: number;
  readonly maxOutput: number;
  /** Profiles beside the plain name. */
  readonly regions: string;
  /** Do profiles of a region cost more. */
  readonly dearer?: boolean;
};

const every = 'global us eu jp au apac';
const wide = { context: 1_000_000, maxOutput: 128_000, dearer: true };
const before = { context: 200_000, maxOutput: 64_000 };

const sheets: readonly Sheet[] = [
  { id: 'claude-opus-5-5', title: 'Claude Opus 5.5', usd: '4 0.2 5 8 20', regions: every, ...wide },
  { id: 'claude-sonnet-5-5', title: 'Claude Sonnet 5.5', usd: '2 0.1 2.5 4 10', regions: every, ...wide },
  {
    id: 'claude-haiku-5-5',
    title: 'Claude Haiku 5.5',
    usd: '0.1 0.01 0.125 0.2 0.5',
    long: { above: 100_000, usd: '0.5 0.05 0.625 1 2.5' },
    regions: every,
    ...wide,
  },
  {
    id: 'claude-fable-5-1',
    title: 'Claude Fable 5.1',
    usd: '10 0.25 12.5 20 50',
    regions: 'global us eu',
    ...wide,
  },
  {
    id: 'claude-fable-5',
    title: 'Claude Fable 5',
    usd: '10 1 12.5 20 50',
    regions: 'global us eu au apac',
    ...wide,
  },
  { id: 'claude-opus-5', title: 'Claude Opus 5', usd: '5 0.5 6.25 10 25', regions: every, ...wide },
  { id: 'claude-sonnet-5', title: 'Claude Sonnet 5', usd: '2 0.2 2.5 4 10', regions: every, ...wide },
  { id: 'claude-opus-4-8', title: 'Claude Opus 4.8', usd: '5 0.5 6.25 10 25', regions: every, ...wide },
  { id: 'claude-opus-4-7', title: 'Claude Opus 4.7', usd: '5 0.5 6.25 10 25', regions: every, ...wide },
  {
    id: 'claude-opus-4-6-v1',
    title: 'Claude Opus 4.6',
    usd: '5 0.5 6.25 10 25',
    regions: 'global us eu au',
    ...wide,
  },
  {
    id: 'claude-sonnet-4-6',
    title: 'Claude Sonnet 4.6',
    usd: '3 0.3 3.75 6 15',
    regions: every,
    ...wide,
    maxOutput: 64_000,
  },
  {
    id: 'claude-opus-4-5-20251101-v1:0',
    title: 'Claude Opus 4.5',
    usd: '5 0.5 6.25 10 25',
    regions: 'global us eu',
    dearer: true,
    ...before,
  },
  {
    id: 'claude-sonnet-4-5-20250929-v1:0',
    title: 'Claude Sonnet 4.5',
    usd: '3 0.3 3.75 6 15',
    regions: 'global us eu jp au',
    dearer: true,
    ...before,
  },
  {
    id: 'claude-haiku-4-5-20251001-v1:0',
    title: 'Claude Haiku 4.5',
    usd: '1 0.1 1.25 2 5',
    regions: every,
    dearer: true,
    ...before,
  },
  {
    id: 'claude-opus-4-1-20250805-v1:0',
    title: 'Claude Opus 4.1',
    usd: '15 1.5 18.75 - 75',
    regions: 'us eu',
    context: 200_000,
    maxOutput: 32_000,
  },
  {
    id: 'claude-sonnet-4-20250514-v1:0',
    title: 'Claude Sonnet 4',
    usd: '3 0.3 3.75 - 15',
    regions: 'global us eu apac',
    ...before,
  },
];

const times = (usd: string, factor: number): string =>
  (Number(usd) * factor).toFixed(6).replace(/\.?0+$/, '');

function ratesOf({ usd, long }: Sheet, factor: number): Rate[] {
  const tiers = [
    ...(long ? [{ when: [{ fact: 'context', above: long.above }], usd: long.usd }] : []),
    { usd },
  ];
  return tiers.flatMap((tier) =>
    columns.flatMap((meter, at): Rate[] => {
      const price = tier.usd.split(' ')[at]!;
      if (price === '-') return [];
      return [
        {
          meter,
          usd: times(price, factor),
          per: 1_000_000,
          ...('when' in tier ? { when: tier.when } : {}),
        },
      ];
    }),
  );
}

export const models: readonly ModelFact[] = sheets.flatMap((sheet) =>
  ['', ...sheet.regions.split(' ').map((region) => `${region}.`)].map((prefix) => ({
    id: `${prefix}anthropic.${sheet.id}`,
    kinds: ['chat' as const],
    title: prefix === '' ? sheet.title : `${sheet.title} (${prefix.slice(0, -1)})`,
    context: sheet.context,
    maxOutput: sheet.maxOutput,
    maxImageTokens: sheet.context > before.context ? 4_784 : 1_640,
    card: {
      rates: ratesOf(sheet, sheet.dearer && prefix !== '' && prefix !== 'global.' ? 1.1 : 1),
      source,
      asOf,
    },
  })),
);
