import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FakeUpstream, startFakeUpstream } from '../support/fake-upstream.ts';
import { type ErrorBody, startGateway, type TestGateway } from '../support/gateway.ts';

/**
 * A balance that does not cover the longest answer of a model. The prices are 1 and 2 USD per million tokens, and a
 * model nobody said anything about may answer with 8,192 tokens: 0.016384 USD.
 */
let gateway: TestGateway;
let upstream: FakeUpstream;

before(async () => {
  gateway = await startGateway();
  upstream = await startFakeUpstream();
  await gateway.addChannel({ url: upstream.url, models: ['short'] });
});
after(async () => {
  await gateway.verifyLedger();
  await upstream.close();
  await gateway.close();
});

async function call(usd: string, body: object) {
  const user = await gateway.addUser(usd);
  const { key } = await gateway.addToken({ user });
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'short', messages: [{ role: 'user', content: 'Say hello' }], ...body }),
  });
  return { response, body: await response.json(), sent: upstream.requests.at(-1)?.body };
}

test('an answer without a limit is held to what the balance covers, and says so', async () => {
  const { response, sent } = await call('0.01', {});
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('x-key4u-output-limit'), '4096');
  assert.equal(JSON.parse(sent!.toString()).max_tokens, 4096);
  const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
  assert.deepEqual(receipt.notes, [
    'output_limited: to 4096 tokens, because the balance covers no longer answer',
  ]);
});

test('a balance that covers the longest answer changes nothing', async () => {
  const { response, sent } = await call('1', {});
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('x-key4u-output-limit'), null);
  assert.equal(JSON.parse(sent!.toString()).max_tokens, undefined);
});

test('a limit that the client set is never changed: the call is refused', async () => {
  const before = upstream.requests.length;
  const { response, body } = await call('0.01', { max_tokens: 8000 });
  assert.equal(response.status, 402);
  assert.equal((body as ErrorBody).error.type, 'insufficient_quota');
  assert.equal(upstream.requests.length, before);
});

test('a balance that covers no useful answer is refused', async () => {
  const { response } = await call('0.001', {});
  assert.equal(response.status, 402);
});
