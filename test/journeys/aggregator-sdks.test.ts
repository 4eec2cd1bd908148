import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ApiError, createFalClient, type FalClient } from '@fal-ai/client';
import Replicate, { validateWebhook } from 'replicate';
import { startFakeUpstream } from '../support/fake-upstream.ts';
import { startGateway, type TestGateway, testKey, until } from '../support/gateway.ts';

/** The aggregators' own clients, unchanged but for address and key, over the whole gateway. */
let gateway: TestGateway;
const open: { close(): unknown }[] = [];
before(async () => {
  gateway = await startGateway({ KEY4U_ALLOW_PRIVATE_URLS: '1' });
});
after(async () => {
  for (const one of open) await one.close();
  await gateway.close();
});

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** Where the clients say that their hooks go. */
async function receiver() {
  const found = await startFakeUpstream(({ response }) => response.writeHead(204).end());
  open.push(found);
  return found;
}

describe('Replicate’s client', { concurrency: 4 }, () => {
  const client = () => new Replicate({ auth: testKey, baseUrl: `${gateway.url}/replicate/v1` });
  const input = { prompt: 'a red kite over the sea' };

  test('run gives the files', async () => {
    // The client makes files of https addresses only; this gateway is at http.
    const [output] = (await client().run('black-forest-labs/flux-schnell', { input })) as string[];
    assert.match(String(output), /\/results\/task_/);
    const bytes = Buffer.from(await (await fetch(String(output))).arrayBuffer());
    assert.deepEqual(bytes.subarray(0, 4), png);
  });

  test('create, wait, and the list', async () => {
    const made = await client().predictions.create({ model: 'black-forest-labs/flux-kontext-pro', input });
    assert.match(made.id, /^task_/);
    assert.ok(made.urls.get.startsWith(gateway.url));
    const done = await client().wait(made, { interval: 200 });
    assert.equal(done.status, 'succeeded');
    const { results } = await client().predictions.list();
    assert.ok(results.some(({ id }) => id === made.id));
  });

  test('cancel stops it, and nothing is charged', async () => {
    const made = await client().predictions.create({ model: 'minimax/video-01', input });
    assert.equal((await client().predictions.cancel(made.id)).status, 'canceled');
    const task = await fetch(`${gateway.url}/v1/tasks/${made.id}`, {
      headers: { authorization: `Bearer ${testKey}` },
    });
    const { status, cost_usd: cost, refunded } = (await task.json()) as Record<string, unknown>;
    assert.deepEqual([status, cost, refunded], ['cancelled', '0', true]);
  });

  test('stream tells of the output and ends', async () => {
    const events: string[] = [];
    for await (const { event } of client().stream('black-forest-labs/flux-schnell', { input }))
      events.push(event);
    assert.ok(events.includes('output'), events.join());
    assert.equal(events.at(-1), 'done');
  });

  test('its webhook is signed as it checks', async () => {
    const hook = await receiver();
    await client().predictions.create({
      model: 'black-forest-labs/flux-schnell',
      input,
      webhook: `${hook.url}/hook`,
      webhook_events_filter: ['completed'],
    });
    await until('the hook', () => hook.requests.length > 0, 20_000);
    const { headers, body } = hook.requests.at(-1)!;
    const { key: secret } = await client().webhooks.default.secret.get();
    const message = {
      id: String(headers['webhook-id']),
      timestamp: String(headers['webhook-timestamp']),
      body: body.toString('utf8'),
      signature: String(headers['webhook-signature']),
      secret,
    };
    assert.equal(await validateWebhook(message), true);
    assert.equal(await validateWebhook({ ...message, body: `${message.body} ` }), false);
    assert.equal((JSON.parse(message.body) as { status: string }).status, 'succeeded');
  });

  test('bad input and a bad key are its own errors', async () => {
    await assert.rejects(
      client().predictions.create({
        model: 'black-forest-labs/flux-schnell',
        input: { prompt: 'a', num_outputs: 99 },
      }),
      /422/,
    );
    const stranger = new Replicate({ auth: 'sk-test-nobody', baseUrl: `${gateway.url}/replicate/v1` });
    await assert.rejects(stranger.predictions.list(), /401/);
  });
});

describe('fal’s client', { concurrency: 4 }, () => {
  const client = (key = testKey): FalClient =>
    createFalClient({ credentials: key, proxyUrl: { url: `${gateway.url}/fal/proxy`, when: 'always' } });
  const input = { prompt: 'a red kite over the sea' };

  test('subscribe follows the queue to the picture', async () => {
    const states: string[] = [];
    const { data, requestId } = await client().subscribe('fal-ai/flux/schnell', {
      input,
      pollInterval: 200,
      onQueueUpdate: ({ status }) => states.push(status),
    });
    assert.match(requestId, /^task_/);
    assert.equal(states.at(-1), 'COMPLETED');
    const [image] = (data as { images: { url: string }[] }).images;
    const bytes = Buffer.from(await (await fetch(image!.url)).arrayBuffer());
    assert.deepEqual(bytes.subarray(0, 4), png);
  });

  test('submit, status with logs, result', async () => {
    const hook = await receiver();
    const { request_id: requestId } = await client().queue.submit('fal-ai/nano-banana-2', {
      input,
      webhookUrl: `${hook.url}/hook`,
    });
    await until(
      'the result',
      async () => {
        const seen = await client().queue.status('fal-ai/nano-banana-2', { requestId, logs: true });
        return seen.status === 'COMPLETED';
      },
      20_000,
    );
    const { data } = await client().queue.result('fal-ai/nano-banana-2', { requestId });
    assert.ok((data as { images: unknown[] }).images.length > 0);
    await until('the hook', () => hook.requests.length > 0, 20_000);
    const told = JSON.parse(hook.requests.at(-1)!.body.toString('utf8')) as Record<string, unknown>;
    assert.deepEqual([told['request_id'], told['status']], [requestId, 'OK']);
    assert.match(String(hook.requests.at(-1)!.headers['webhook-signature']), /^v1,/);
  });

  test('cancel', async () => {
    const { request_id: requestId } = await client().queue.submit(
      'fal-ai/kling-video/v2.5-turbo/pro/text-to-video',
      {
        input,
      },
    );
    await client().queue.cancel('fal-ai/kling-video/v2.5-turbo/pro/text-to-video', { requestId });
    const task = await fetch(`${gateway.url}/v1/tasks/${requestId}`, {
      headers: { authorization: `Bearer ${testKey}` },
    });
    assert.equal(((await task.json()) as { status: string }).status, 'cancelled');
  });

  test('run waits for the picture', async () => {
    const { data } = await client().run('fal-ai/flux/schnell', { input });
    assert.ok((data as { images: unknown[] }).images.length > 0);
  });

  test('bad input and a bad key are its own errors', async () => {
    await assert.rejects(client().run('fal-ai/flux/schnell', { input: {} as typeof input }), ApiError);
    await assert.rejects(client('sk-test-nobody').run('fal-ai/flux/schnell', { input }), ApiError);
  });
});
