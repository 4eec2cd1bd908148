import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;

before(async () => {
  gateway = await startGateway();
});
after(() => gateway.close());

const metrics = (headers: Record<string, string>) => fetch(`${gateway.url}/metrics`, { headers });

test('the numbers are for this machine', async () => {
  const answer = await metrics({});
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /^key4u_open_streams 0$/m);
});

test('the numbers are not for whoever comes through a proxy', async () => {
  const answer = await metrics({ 'x-forwarded-for': '203.0.113.7' });
  assert.equal(answer.status, 403);
  assert.doesNotMatch(await answer.text(), /key4u_/);
});

test('a wrong access token opens nothing', async () => {
  assert.equal(
    (await metrics({ 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer wrong-token-0123456789' }))
      .status,
    403,
  );
});
