import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from '../../spec/call.ts';
import { meterParents, meters } from '../../spec/usage.ts';
import { readAnswer } from '../_families/gemini/answer.ts';
import { google } from './index.ts';

const wire = google.wires['gemini']!;
const path = (name: string, model: string, query = '') => {
  const made = wire.paths[name];
  assert.ok(typeof made === 'function');
  return made({ query } as Call, model, { key: 'secret', settings: {} });
};

describe('paths', () => {
  for (const [name, model, query, expected] of [
    ['generate', 'gemini-2.5-pro', 'key=sk-x', '/v1beta/models/gemini-2.5-pro:generateContent'],
    [
      'stream',
      'gemini-2.5-pro',
      'alt=sse&key=sk-x',
      '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
    ],
    ['stream', 'gemini-2.5-pro', 'key=sk-x&$fields=a', '/v1beta/models/gemini-2.5-pro:streamGenerateContent'],
    ['count', 'a/b', '', '/v1beta/models/a/b:countTokens'],
    ['embed', 'gemini-embedding-001', '', '/v1beta/models/gemini-embedding-001:embedContent'],
    ['batch_embed', 'gemini-embedding-001', '', '/v1beta/models/gemini-embedding-001:batchEmbedContents'],
    ['predict', 'imagen-4.0-generate-001', '', '/v1beta/models/imagen-4.0-generate-001:predict'],
    ['generate', 'odd?model#', '', '/v1beta/models/odd%3Fmodel%23:generateContent'],
  ] as const) {
    it(expected, () => assert.equal(path(name, model, query), expected));
  }
});

it('a name that would lead elsewhere is no model', () => {
  for (const name of ['..', 'a/../../b', '', './x'])
    assert.throws(() => path('generate', name), /no model has such a name/);
});

describe('answers of the other endpoints', () => {
  const read = (endpoint: string, body: object) =>
    readAnswer({ endpoint, kind: 'image', facts: {} }, Buffer.from(JSON.stringify(body)));
  it('pictures that came are counted, filtered ones are not', () => {
    const predictions = [
      { bytesBase64Encoded: 'AA==' },
      { raiFilteredReason: 'no' },
      { bytesBase64Encoded: 'BB==' },
    ];
    assert.deepEqual(read('predict', { predictions }).usage, { images: 2 });
    assert.deepEqual(read('predict', { predictions: [{ raiFilteredReason: 'no' }] }).usage, {});
  });
  it('embeddings without a report are counted by the gateway', () => {
    assert.equal(read('embed', { embedding: { values: [1] } }).usage, undefined);
    assert.deepEqual(read('batch_embed', { embeddings: [], usageMetadata: { promptTokenCount: 4 } }).usage, {
      input_tokens: 4,
    });
  });
  it('what is something else is a fault', () => {
    for (const endpoint of ['predict', 'embed', 'batch_embed', 'count', 'generate'])
      assert.equal(read(endpoint, { other: 1 }).fault?.code, 'upstream_garbage', endpoint);
    assert.equal(read('count', { totalTokens: 3 }).fault, undefined);
  });
});

describe('model facts', () => {
  const { models } = google.manifest;
  const charged = (id: string, meter: string, facts: Readonly<Record<string, unknown>>) =>
    models
      .find((one) => one.id === id)
      ?.card.rates.find(
        (rate) =>
          rate.meter === meter &&
          (rate.when ?? []).every(({ fact, is, above }) => {
            const value = facts[fact];
            if (is) return is.some((one) => one === value);
            return typeof value === 'number' && value > (above ?? 0);
          }),
      )?.usd;

  it('have ids that occur once, titles, bounds and exact prices over known meters', () => {
    assert.equal(new Set(models.map(({ id }) => id)).size, models.length);
    for (const { id, title, context, maxOutput, kinds, card } of models) {
      // A film has no context: it is paid by the second.
      assert.ok(title && (context || kinds.includes('video')), id);
      assert.equal(maxOutput !== undefined, kinds.includes('chat'), id);
      assert.ok(card.rates.length > 0, id);
      const priced = new Set(card.rates.map(({ meter }) => meter));
      for (const { meter, usd } of card.rates) {
        assert.match(usd, /^\d+(\.\d+)?$/, id);
        assert.ok(Number(usd) > 0 && meters.includes(meter), id);
        const parent = meterParents[meter];
        assert.ok(parent === undefined || priced.has(parent), `${id} prices ${meter} but not ${parent}`);
      }
    }
  });

  it('charge by length, tier, medium and date', () => {
    assert.equal(charged('gemini-2.5-pro', 'input_tokens', { context: 200_000 }), '1.25');
    assert.equal(charged('gemini-2.5-pro', 'output_tokens', { context: 200_001 }), '15');
    assert.equal(charged('gemini-3.1-pro-preview', 'cached_input_tokens', { context: 300_000 }), '0.4');
    assert.equal(
      charged('gemini-3.1-pro-preview', 'input_tokens', { context: 300_000, service_tier: 'priority' }),
      '7.2',
    );
    assert.equal(charged('gemini-2.5-flash', 'input_audio_tokens', {}), '1');
    assert.equal(charged('gemini-2.5-flash', 'cached_audio_tokens', {}), '0.1');
    assert.equal(charged('gemini-3-pro-image', 'output_image_tokens', {}), '120');
    assert.equal(charged('gemini-2.5-flash', 'searches', {}), '35');
    assert.equal(charged('imagen-4.0-ultra-generate-001', 'images', {}), '0.06');
  });

  it('prices of an introduction end', () => {
    const on = (date: string) => google.factsAt!(Date.parse(date));
    assert.equal(charged('gemini-3.8-flash', 'output_tokens', on('2026-12-31T23:00:00-08:00')), '3.75');
    assert.equal(charged('gemini-3.8-flash', 'output_tokens', on('2027-01-01T01:00:00-08:00')), '7.5');
    assert.equal(charged('gemini-4-argon', 'input_tokens', on('2026-11-30T12:00:00-08:00')), '2');
    assert.equal(charged('gemini-4-argon', 'input_tokens', on('2026-12-01T12:00:00-08:00')), '4');
    assert.equal(charged('gemini-4-argon', 'input_tokens', {}), '4');
  });
});
