import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { thinkingConfig, wishedConfig } from './thinking.ts';

describe('thinking by model', () => {
  for (const [model, thinking, config] of [
    ['gemini-2.5-flash', { mode: 'off' }, { thinkingBudget: 0 }],
    ['gemini-2.5-pro', { mode: 'off' }, { thinkingBudget: 128 }],
    ['gemini-2.5-flash', { mode: 'on' }, { includeThoughts: true, thinkingBudget: -1 }],
    ['gemini-2.5-flash', { mode: 'on', effort: 'low' }, { includeThoughts: true, thinkingBudget: 1024 }],
    ['gemini-2.5-flash', { mode: 'on', effort: 'max', show: false }, { thinkingBudget: 24_576 }],
    ['gemini-2.5-flash-lite', { mode: 'on', budget: 100 }, { includeThoughts: true, thinkingBudget: 512 }],
    ['gemini-2.5-pro', { mode: 'on', budget: 99_999 }, { includeThoughts: true, thinkingBudget: 32_768 }],
    ['gemini-3.8-flash', { mode: 'off' }, { thinkingLevel: 'LOW' }],
    ['gemini-3.1-flash-lite', { mode: 'off' }, { thinkingLevel: 'MINIMAL' }],
    ['gemini-3.8-flash', { mode: 'on', effort: 'minimal' }, { includeThoughts: true, thinkingLevel: 'LOW' }],
    [
      'gemini-3-pro-preview',
      { mode: 'on', effort: 'medium' },
      { includeThoughts: true, thinkingLevel: 'HIGH' },
    ],
    ['gemini-4-argon', { mode: 'on', effort: 'max' }, { includeThoughts: true, thinkingLevel: 'HIGH' }],
    ['gemini-4-argon', { mode: 'on', budget: 5_000 }, { includeThoughts: true, thinkingLevel: 'MEDIUM' }],
    ['gemini-flash-latest', { mode: 'on' }, { includeThoughts: true }],
    [
      'gemini-3.1-flash-image',
      { mode: 'on', effort: 'low' },
      { includeThoughts: true, thinkingLevel: 'HIGH' },
    ],
    ['gemini-2.5-flash-image', { mode: 'on' }, undefined],
    ['gemini-3.8-flash-tts', { mode: 'off' }, undefined],
    ['gemini-2.0-flash', { mode: 'on' }, undefined],
  ] as const) {
    it(`${model} ${JSON.stringify(thinking)}`, () =>
      assert.deepEqual(thinkingConfig(model, thinking), config));
  }

  it('a budget from an effort leaves room for words', () => {
    const high = { mode: 'on', effort: 'high' } as const;
    assert.equal(thinkingConfig('gemini-2.5-pro', high, 1_000)?.['thinkingBudget'], 800);
    assert.equal(thinkingConfig('gemini-2.5-pro', high, 100)?.['thinkingBudget'], 128);
  });

  it("a wish of the model's name", () => {
    assert.deepEqual(wishedConfig('gemini-3.8-flash', 'high'), {
      includeThoughts: true,
      thinkingLevel: 'HIGH',
    });
    assert.deepEqual(wishedConfig('gemini-2.5-flash', 'off'), { thinkingBudget: 0 });
    assert.deepEqual(wishedConfig('gemini-2.5-flash', 'on'), { includeThoughts: true, thinkingBudget: -1 });
  });
});
