import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startGateway, type TestGateway, testKey } from '../support/gateway.ts';

/** What the portal says a call would cost is what the call then holds: both go through the same steps. */

let gateway: TestGateway;
let token: number;
before(async () => {
  gateway = await startGateway();
  const { items } = (await gateway.admin('GET', '/api/admin/tokens')) as {
    items: { id: number; mode: string }[];
  };
  token = items.find(({ mode }) => mode === 'test')!.id;
});
after(() => gateway.close());

type Estimate = {
  hold_usd: string;
  of: 'call' | 'task';
  ratio: string;
  lines: { meter: string; amount: string }[];
};

const messages = [{ role: 'user', content: 'Tell of the sea in three lines.' }];
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const calls: readonly [path: string, body: Record<string, unknown>][] = [
  ['/v1/chat/completions', { model: 'gpt-4o-mini', messages }],
  ['/v1/chat/completions', { model: 'gpt-4o-mini', messages, max_tokens: 100, n: 2 }],
  [
    '/v1/chat/completions',
    {
      model: 'claude-sonnet-4-5',
      max_tokens: 64,
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: picture } }] }],
    },
  ],
  ['/v1/responses', { model: 'gpt-5.1', input: 'Hi', max_output_tokens: 300 }],
  ['/v1/messages', { model: 'claude-sonnet-4-5', max_tokens: 50, messages }],
  [
    '/v1beta/models/gemini-2.5-flash:generateContent',
    { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }], generationConfig: { maxOutputTokens: 40 } },
  ],
  ['/v1/embeddings', { model: 'text-embedding-3-small', input: ['one', 'two'] }],
  ['/v1/audio/speech', { model: 'tts-1', voice: 'alloy', input: 'Read this aloud.' }],
  ['/v1/images/generations', { model: 'gpt-image-1', prompt: 'A lighthouse', size: '1024x1024', n: 2 }],
  ['/v1/moderations', { model: 'omni-moderation-latest', input: 'Hi' }],
  ['/mj/submit/imagine', { prompt: 'A lighthouse' }],
  ['/suno/submit/music', { gpt_description_prompt: 'a song of the sea', mv: 'chirp-v4' }],
  ['/kling/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'The sea', duration: '5' }],
];

for (const [path, body] of calls)
  test(`${path} with ${String(body['model'] ?? body['model_name'] ?? 'its own model')}`, async () => {
    const told = (await gateway.admin('POST', '/api/portal/estimate', {
      path,
      body,
      mode: 'test',
      token,
    })) as unknown as Estimate;
    const answer = await gateway.post(path, body, { authorization: `Bearer ${testKey}` });
    assert.equal(answer.status, 200, await answer.clone().text());
    await answer.arrayBuffer();
    const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
    assert.equal(told.hold_usd, receipt.hold_usd);
    const sum = told.lines.reduce((total, { amount }) => total + Number(amount), 0) * Number(told.ratio);
    assert.ok(Math.abs(sum - Number(told.hold_usd)) < 1e-8, `the lines sum up to ${sum}`);
  });

test('nothing is held and nothing is logged for an estimate', async () => {
  const before = await gateway.logs();
  const ask = () =>
    gateway.admin('POST', '/api/portal/estimate', {
      path: '/v1/chat/completions',
      body: { model: 'gpt-4o-mini', messages },
    });
  await ask();
  await assert.rejects(
    gateway.admin('POST', '/api/portal/estimate', { path: '/v1/nothing', body: {} }),
    /there is no POST \/v1\/nothing/,
  );
  await assert.rejects(
    gateway.admin('POST', '/api/portal/estimate', {
      path: '/v1/chat/completions',
      body: { model: 'no-such-model', messages },
    }),
    /does not exist/,
  );
  await gateway.settled();
  assert.deepEqual(await gateway.logs(), before);
  await gateway.verifyLedger();
});

test('a visitor may ask too, and nobody may without a key', async () => {
  const ask = (headers: Record<string, string>, body: object = {}) =>
    fetch(`${gateway.url}/api/portal/estimate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({
        path: '/v1/chat/completions',
        body: { model: 'gpt-4o-mini', messages },
        ...body,
      }),
    });
  assert.equal((await ask({ 'x-key4u-portal': '1' })).status, 401);
  const came = await fetch(`${gateway.url}/api/portal/try-key`, {
    method: 'POST',
    headers: { 'x-key4u-portal': '1' },
  });
  const cookie = came.headers.get('set-cookie')!.split(';')[0]!;
  assert.equal((await ask({ 'x-key4u-portal': '1', cookie })).status, 200);
  assert.equal((await ask({ cookie })).status, 401);
  assert.equal((await ask({ 'x-key4u-portal': '1', cookie }, { mode: 'live' })).status, 401);
});
