import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCard, compileRatio, priceOf } from '../../ledger/price.ts';
import type { Facts, Usage } from '../../spec/usage.ts';
import { readFacts, readUsage } from '../_families/anthropic/usage.ts';
import { models as onBedrock } from '../bedrock/models.ts';
import { models } from './models.ts';

/** Worked by hand from Anthropic's pricing page and its page on fast mode; nano-USD. */
const examples: [what: string, model: string, report: object, nanos: number][] = [
  ['plain words', 'claude-opus-5-5', { input_tokens: 1000, output_tokens: 500 }, 4_000_000 + 10_000_000],
  [
    'thinking is output',
    'claude-sonnet-4-5-20250929',
    { input_tokens: 1000, output_tokens: 500, output_tokens_details: { thinking_tokens: 400 } },
    3_000_000 + 7_500_000,
  ],
  [
    'a cache written for both lives, and read',
    'claude-haiku-4-5',
    {
      input_tokens: 10,
      cache_read_input_tokens: 10_000,
      cache_creation_input_tokens: 3000,
      cache_creation: { ephemeral_5m_input_tokens: 2000, ephemeral_1h_input_tokens: 1000 },
      output_tokens: 0,
    },
    10_000 + 1_000_000 + 2_500_000 + 2_000_000,
  ],
  [
    'two searches',
    'claude-opus-4-6',
    { input_tokens: 1000, output_tokens: 0, server_tool_use: { web_search_requests: 2 } },
    5_000_000 + 20_000_000,
  ],
  [
    'fast mode',
    'claude-opus-5',
    { input_tokens: 1000, output_tokens: 100, speed: 'fast' },
    10_000_000 + 5_000_000,
  ],
  [
    'kept in the United States',
    'claude-opus-4-8',
    { input_tokens: 1000, output_tokens: 0, inference_geo: 'us' },
    5_500_000,
  ],
  [
    'up to 100,000 tokens',
    'claude-haiku-5-5',
    { input_tokens: 100_000, output_tokens: 1000 },
    10_000_000 + 500_000,
  ],
  [
    'a longer prompt, cached tokens included',
    'claude-haiku-5-5',
    { input_tokens: 60_000, cache_read_input_tokens: 40_001, output_tokens: 1000 },
    30_000_000 + 2_000_050 + 2_500_000,
  ],
  [
    'no dearer tier for long prompts',
    'claude-sonnet-4-6',
    { input_tokens: 900_000, output_tokens: 0 },
    2_700_000_000,
  ],
  [
    'Bedrock, a profile of the world',
    'global.anthropic.claude-opus-5',
    { input_tokens: 1000, output_tokens: 0 },
    5_000_000,
  ],
  [
    'Bedrock, a profile of a region',
    'eu.anthropic.claude-opus-5',
    { input_tokens: 1000, output_tokens: 0 },
    5_500_000,
  ],
];

for (const [what, model, report, nanos] of examples) {
  test(`${model}: ${what}`, () => {
    const fact = [...models, ...onBedrock].find(({ id }) => id === model);
    assert.ok(fact);
    const usage: Usage = readUsage(report) ?? assert.fail();
    const facts: Facts = readFacts(report) ?? {};
    assert.equal(Number(priceOf(compileCard(fact.card), usage, facts, compileRatio('1'))), nanos);
  });
}

test('every card can be charged exactly', () => {
  for (const { card } of [...models, ...onBedrock]) compileCard(card);
});
