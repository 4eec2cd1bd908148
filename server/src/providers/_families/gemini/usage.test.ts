import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readUsage, SearchCount, usageFacts } from './usage.ts';

const tokens = (modality: string, tokenCount: number) => ({ modality, tokenCount });

describe('usageMetadata as meters', () => {
  for (const [name, report, usage] of [
    [
      'thoughts stand beside candidates (recorded, gemini-3-pro-preview)',
      { promptTokenCount: 9, candidatesTokenCount: 29, totalTokenCount: 296, thoughtsTokenCount: 258 },
      { input_tokens: 9, output_tokens: 29, reasoning_tokens: 258 },
    ],
    [
      'cached tokens are part of the prompt',
      { promptTokenCount: 5000, cachedContentTokenCount: 4096, candidatesTokenCount: 10 },
      { input_tokens: 904, cached_input_tokens: 4096, output_tokens: 10 },
    ],
    [
      'what a tool read is input too',
      { promptTokenCount: 20, toolUsePromptTokenCount: 300, candidatesTokenCount: 1 },
      { input_tokens: 320, output_tokens: 1 },
    ],
    [
      'sound and pictures have meters, film is plain input',
      {
        promptTokenCount: 1000,
        promptTokensDetails: [
          tokens('TEXT', 100),
          tokens('AUDIO', 320),
          tokens('IMAGE', 258),
          tokens('VIDEO', 322),
        ],
        candidatesTokenCount: 5,
      },
      { input_tokens: 422, input_audio_tokens: 320, input_image_tokens: 258, output_tokens: 5 },
    ],
    [
      'cached sound has its own meter',
      {
        promptTokenCount: 1000,
        promptTokensDetails: [tokens('TEXT', 400), tokens('AUDIO', 600)],
        cachedContentTokenCount: 700,
        cacheTokensDetails: [tokens('TEXT', 200), tokens('AUDIO', 500)],
        candidatesTokenCount: 5,
      },
      {
        input_tokens: 200,
        input_audio_tokens: 100,
        cached_input_tokens: 200,
        cached_audio_tokens: 500,
        output_tokens: 5,
      },
    ],
    [
      'a cache without details does not make input negative',
      {
        promptTokenCount: 1000,
        promptTokensDetails: [tokens('AUDIO', 900), tokens('TEXT', 100)],
        cachedContentTokenCount: 950,
        candidatesTokenCount: 5,
      },
      { input_audio_tokens: 50, cached_input_tokens: 950, output_tokens: 5 },
    ],
    [
      'a painted picture (recorded form: only IMAGE is listed)',
      { promptTokenCount: 10, candidatesTokenCount: 1150, candidatesTokensDetails: [tokens('IMAGE', 1120)] },
      { input_tokens: 10, output_tokens: 30, output_image_tokens: 1120 },
    ],
    [
      'speech',
      { promptTokenCount: 10, candidatesTokenCount: 75, candidatesTokensDetails: [tokens('AUDIO', 75)] },
      { input_tokens: 10, output_audio_tokens: 75 },
    ],
    ['a blocked prompt', { promptTokenCount: 7, totalTokenCount: 7 }, { input_tokens: 7 }],
    ['only a traffic type (recorded, Vertex AI)', { trafficType: 'ON_DEMAND' }, undefined],
    ['negative', { promptTokenCount: -5, candidatesTokenCount: 1 }, undefined],
    ['not whole', { promptTokenCount: 1.5, candidatesTokenCount: 1 }, undefined],
    ['more cached than sent', { promptTokenCount: 5, cachedContentTokenCount: 6 }, undefined],
    ['nothing', undefined, undefined],
  ] as const) {
    it(name, () => assert.deepEqual(readUsage(report), usage));
  }
});

it('the tier that served the call', () => {
  assert.deepEqual(usageFacts({ serviceTier: 'standard' }), { service_tier: 'standard' });
  assert.deepEqual(usageFacts({ serviceTier: 'FLEX' }), { service_tier: 'flex' });
  assert.deepEqual(usageFacts({ trafficType: 'ON_DEMAND_PRIORITY' }), { service_tier: 'priority' });
  assert.deepEqual(usageFacts({ trafficType: 'ON_DEMAND' }), { service_tier: 'standard' });
  assert.equal(usageFacts({ trafficType: 'PROVISIONED_THROUGHPUT' }), undefined);
  assert.equal(usageFacts({}), undefined);
});

describe('searches', () => {
  const grounded = (modelVersion: string, ...webSearchQueries: string[]) => ({
    modelVersion,
    candidates: [{ groundingMetadata: { webSearchQueries, groundingChunks: [{ web: { uri: 'u' } }] } }],
  });
  const count = (...frames: object[]) => {
    const searches = new SearchCount();
    for (const frame of frames) searches.see(frame as never);
    return searches.on({ input_tokens: 1 }).searches;
  };
  it('each query counts from generation 3 on, each request before', () => {
    assert.equal(count(grounded('gemini-3.8-flash', 'a', 'b')), 2);
    assert.equal(count(grounded('gemini-2.5-flash', 'a', 'b')), 1);
    assert.equal(count({ modelVersion: 'gemini-3.8-flash', candidates: [{}] }), undefined);
  });
  it('frames that repeat a query count it once', () => {
    assert.equal(count(grounded('gemini-3.8-flash', 'a'), grounded('gemini-3.8-flash', 'a', 'b')), 2);
  });
});
