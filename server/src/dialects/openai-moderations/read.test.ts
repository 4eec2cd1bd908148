import assert from 'node:assert/strict';
import { it } from 'node:test';
import { GatewayError } from '../../spec/fault.ts';
import { openaiModerations } from './index.ts';

const endpoint = openaiModerations.endpoints[0]!;
assert.ok(endpoint.does === 'relay');
const read = (body: unknown) =>
  endpoint.read(Buffer.from(JSON.stringify(body)), { params: {}, query: '', headers: {} });

it('takes a text, texts, and parts; the model has a default', () => {
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(100_000)}` } };
  assert.equal(read({ input: 'a' }).model, 'omni-moderation-latest');
  assert.deepEqual(endpoint.texts(read({ model: 'm', input: ['a', 'b'] })), ['a', 'b']);
  const call = read({ model: 'm', input: [{ type: 'text', text: 'a' }, image] });
  assert.deepEqual(endpoint.texts(call), ['a']);
  assert.ok(call.bounds.inputTokens < 10_000, 'an image is not counted by its bytes');
});

it('refuses what is neither', () => {
  for (const body of [{}, { input: [] }, { input: 3 }, { input: [{ type: 'audio' }] }])
    assert.throws(
      () => read(body),
      (error) => error instanceof GatewayError && error.detail.param?.startsWith('input'),
    );
});
