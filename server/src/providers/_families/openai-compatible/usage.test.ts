import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Usage } from '../../../spec/usage.ts';
import { readUsage } from './usage.ts';

const sums = { prompt_tokens: 100, completion_tokens: 50 };

const reports: [string, unknown, Usage | undefined][] = [
  ['sums alone', sums, { input_tokens: 100, output_tokens: 50 }],
  ['zeros', { prompt_tokens: 0, completion_tokens: 0 }, {}],
  ['no completion (embeddings)', { prompt_tokens: 8, total_tokens: 8 }, { input_tokens: 8 }],
  ['a null sum', { prompt_tokens: 8, completion_tokens: null }, { input_tokens: 8 }],
  [
    'null details',
    { ...sums, prompt_tokens_details: null, completion_tokens_details: null },
    { input_tokens: 100, output_tokens: 50 },
  ],
  [
    'null parts',
    { ...sums, prompt_tokens_details: { cached_tokens: null } },
    { input_tokens: 100, output_tokens: 50 },
  ],
  [
    'every part',
    {
      ...sums,
      prompt_tokens_details: { cached_tokens: 40, cache_write_tokens: 10, audio_tokens: 5, image_tokens: 6 },
      completion_tokens_details: { reasoning_tokens: 20, audio_tokens: 3, image_tokens: 2 },
    },
    {
      input_tokens: 39,
      cached_input_tokens: 40,
      cache_write_tokens: 10,
      input_audio_tokens: 5,
      input_image_tokens: 6,
      output_tokens: 25,
      reasoning_tokens: 20,
      output_audio_tokens: 3,
      output_image_tokens: 2,
    },
  ],
  [
    'predictions, which output holds',
    { ...sums, completion_tokens_details: { accepted_prediction_tokens: 9, rejected_prediction_tokens: 9 } },
    { input_tokens: 100, output_tokens: 50 },
  ],
  [
    'all cached',
    { ...sums, prompt_tokens_details: { cached_tokens: 100 } },
    { cached_input_tokens: 100, output_tokens: 50 },
  ],
  [
    'cached audio, charged as cached',
    { ...sums, prompt_tokens_details: { cached_tokens: 90, audio_tokens: 30 } },
    { cached_input_tokens: 90, input_audio_tokens: 10, output_tokens: 50 },
  ],
  [
    'DeepSeek',
    { ...sums, prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36 },
    { input_tokens: 36, cached_input_tokens: 64, output_tokens: 50 },
  ],
  [
    'DeepSeek, in both places',
    { ...sums, prompt_tokens_details: { cached_tokens: 64 }, prompt_cache_hit_tokens: 64 },
    { input_tokens: 36, cached_input_tokens: 64, output_tokens: 50 },
  ],
  [
    'Moonshot',
    { ...sums, cached_tokens: 30 },
    { input_tokens: 70, cached_input_tokens: 30, output_tokens: 50 },
  ],
  [
    'cache writes under their other name',
    { ...sums, prompt_tokens_details: { cache_creation_input_tokens: 30 } },
    { input_tokens: 70, cache_write_tokens: 30, output_tokens: 50 },
  ],
  [
    'reasoning inside the sum',
    { ...sums, total_tokens: 150, completion_tokens_details: { reasoning_tokens: 20 } },
    { input_tokens: 100, output_tokens: 30, reasoning_tokens: 20 },
  ],
  [
    'reasoning beside the sum, less than it',
    { ...sums, total_tokens: 170, completion_tokens_details: { reasoning_tokens: 20 } },
    { input_tokens: 100, output_tokens: 50, reasoning_tokens: 20 },
  ],
  [
    'reasoning beside the sum, more than it',
    { ...sums, total_tokens: 490, completion_tokens_details: { reasoning_tokens: 340 } },
    { input_tokens: 100, output_tokens: 50, reasoning_tokens: 340 },
  ],

  [
    'reasoning larger than its sum',
    { ...sums, completion_tokens_details: { reasoning_tokens: 51 } },
    undefined,
  ],
  ['cached larger than its sum', { ...sums, prompt_tokens_details: { cached_tokens: 101 } }, undefined],
  [
    'cached and written larger than their sum',
    { ...sums, prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 60 } },
    undefined,
  ],
  ['a negative sum', { prompt_tokens: -1, completion_tokens: 50 }, undefined],
  ['a negative part', { ...sums, prompt_tokens_details: { cached_tokens: -5 } }, undefined],
  ['a negative part elsewhere', { ...sums, prompt_cache_hit_tokens: -5 }, undefined],
  ['a fraction', { prompt_tokens: 1.5, completion_tokens: 50 }, undefined],
  ['a text', { prompt_tokens: '100', completion_tokens: 50 }, undefined],
  ['more than can be counted', { prompt_tokens: 2 ** 53, completion_tokens: 50 }, undefined],
  ['neither sum', { total_tokens: 150 }, undefined],
  ['null sums', { prompt_tokens: null, completion_tokens: null }, undefined],
  ['nothing', undefined, undefined],
  ['null', null, undefined],
  ['a list', [sums], undefined],
  ['a number', 150, undefined],
];

for (const [name, report, usage] of reports)
  test(`usage report: ${name}`, () => assert.deepEqual(readUsage(report), usage));

test('the meters of a report add up to its sums', () => {
  for (const [name, report, usage] of reports) {
    if (!usage || name.includes('beside')) continue;
    const { prompt_tokens: prompt, completion_tokens: completion } = report as Record<string, number | null>;
    const units = Object.values(usage).reduce((sum, value) => sum + value, 0);
    assert.equal(units, (prompt ?? 0) + (completion ?? 0), name);
  }
});
