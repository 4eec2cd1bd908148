import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import type { Json } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import type { TaskSend } from '../../spec/task.ts';
import { makePicture } from '../_families/openai-media/simulator/pictures.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { blackForestLabs } from './index.ts';
import { createFluxSimulator } from './simulator.ts';

const port = blackForestLabs.tasks!['bfl']!;
const bytes = makePicture('png', 64, 32, 1);
const picture = `data:image/png;base64,${bytes.toString('base64')}`;
const refusedWith = (code: string, param?: string) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  (param === undefined || error.detail.param === param);

const write = (image: Partial<ImageRequest>, upstreamModel = 'flux-2-pro') => {
  const dropped: string[] = [];
  const whole: ImageRequest = { how: 'generate', prompt: 'a cat', images: [], count: 1, extra: {}, ...image };
  const made = port.writeImage!(whole, { upstreamModel, parents: {}, drop: (name) => dropped.push(name) });
  return { ...made, dropped };
};
const start = (upstreamModel: string, body: Json, send: TaskSend) =>
  port.start(
    {
      action: 'generate',
      body,
      upstreamModel,
      access: { key: 'k', settings: {} },
      taskId: 't',
      facts: {},
      parents: {},
    },
    send,
  );
/** A simulated upstream whose clock the test moves. */
function world(headers: Readonly<Record<string, string>> = {}) {
  const time = { now: 1_000_000 };
  const simulate = createFluxSimulator({ clock: () => time.now });
  return { time, simulate, ...sendTo(blackForestLabs, simulate, undefined, headers) };
}

describe('black forest labs', () => {
  it('docs.bfl.ai, quick start: a picture, from the request to the file', async () => {
    const { time, simulate, send, asked } = world();
    const body = { prompt: 'A serene mountain landscape at sunset', width: 1024, height: 1024 };
    assert.deepEqual(
      port.measure({ action: 'generate', body, upstreamModel: 'flux-2-pro', facts: {} }).usage,
      {
        images: 1,
        megapixels: 0,
      },
    );
    const { handle, report } = await start('flux-2-pro', body, send);
    assert.deepEqual(JSON.parse(asked[0]!.body), body);
    assert.deepEqual([report?.status, report?.usage], ['queued', { images: 1, megapixels: 0 }]);
    assert.equal((await port.poll(handle, send)).status, 'running');
    time.now += 3000;
    const done = await port.poll(handle, send);
    assert.equal(done.status, 'succeeded');
    assert.match(asked.at(-1)!.path, /^\/v1\/get_result\?id=[\w-]+$/);
    const file = await simulate(new Request(done.outputs![0]!.url!));
    assert.deepEqual(sizeOf(Buffer.from(await file.arrayBuffer())), { width: 1024, height: 1024 });
  });
  it('megapixels: the first, the further ones, those that go in (black-forest-labs/skills, pricing formula)', () => {
    const rows = [
      ['flux-2-pro', { width: 2048, height: 2048 }, 3],
      ['flux-2-pro', { width: 1024, height: 1024, input_image: bytes.toString('base64') }, 1],
      [
        'flux-2-max',
        { input_image: 'https://a.example/1.png', input_image_2: bytes.toString('base64') },
        3 + 5,
      ],
      ['flux-2-klein-4b', { width: 1920, height: 1088, n: 2 }, 2],
    ] as const;
    for (const [upstreamModel, body, megapixels] of rows)
      assert.equal(
        port.measure({ action: 'edit', body, upstreamModel, facts: {} }).usage.megapixels,
        megapixels,
        JSON.stringify(body).slice(0, 60),
      );
    assert.deepEqual(
      port.measure({ action: 'generate', body: {}, upstreamModel: 'flux-kontext-pro', facts: {} }).usage,
      { images: 1 },
    );
    assert.throws(
      () =>
        port.measure({
          action: 'generate',
          body: { width: 4096, height: 2048 },
          upstreamModel: 'flux-2-pro',
          facts: {},
        }),
      refusedWith('field_invalid', 'size'),
    );
  });
  it('sizes, pictures and masks in each model’s fields', () => {
    assert.deepEqual(write({ width: 1536, height: 1024, seed: 7 }), {
      action: 'generate',
      body: { prompt: 'a cat', width: 1536, height: 1024, seed: 7, output_format: 'png' },
      dropped: [],
    });
    assert.deepEqual(write({ aspectRatio: '16:9' }).body['width'], 1360);
    assert.equal(write({ width: 1792, height: 1024 }, 'flux-kontext-max').body['aspect_ratio'], '16:9');
    assert.equal(write({ width: 1792, height: 1024 }, 'flux-pro-1.1').body['width'], 1440);
    const two = write({ how: 'edit', images: [picture, 'https://a.example/2.png'] });
    assert.equal(two.action, 'edit');
    assert.deepEqual(
      [two.body['input_image'], two.body['input_image_2'], two.body['width']],
      [bytes.toString('base64'), 'https://a.example/2.png', undefined],
    );
    assert.ok(write({ images: [picture] }, 'flux-pro-1.1-ultra').body['image_prompt']);
    const refuses = (image: Partial<ImageRequest>, model: string, param: string) =>
      assert.throws(() => write(image, model), refusedWith('field_invalid', param), `${model} ${param}`);
    refuses({ how: 'edit', images: [picture] }, 'flux-pro-1.1', 'model');
    refuses({ how: 'edit', images: [picture], mask: picture }, 'flux-kontext-pro', 'mask');
    refuses({ how: 'edit', images: Array(5).fill(picture) }, 'flux-2-klein-4b', 'image');
    refuses({}, 'flux-pro-1.0-fill', 'image');
    refuses({ count: 5 }, 'flux-2-pro', 'n');
    assert.deepEqual(write({ quality: 'hd', extra: { guidance: 4, odd: 1 } }).dropped, ['quality', 'odd']);
  });
  it('several pictures are several jobs and one task', async () => {
    const { time, send, asked } = world();
    const { body } = write({ count: 3, seed: 5, width: 2048, height: 1024 });
    const { handle, report } = await start('flux-2-max', body, send);
    assert.deepEqual(
      asked.map((one) => JSON.parse(one.body)['seed']),
      [5, 6, 7],
    );
    assert.deepEqual(report?.usage, { images: 3, megapixels: 3 });
    assert.equal((await port.poll(handle, send)).status, 'running');
    time.now += 3000;
    const done = await port.poll(handle, send);
    assert.deepEqual(
      [done.status, done.outputs?.length, done.usage],
      ['succeeded', 3, { images: 3, megapixels: 3 }],
    );
  });
  it('every model takes what is written for it', async () => {
    for (const { id } of blackForestLabs.manifest.models) {
      const { time, send } = world();
      const needsImage = /fill|expand/.test(id);
      const { body } = write(
        { width: 1024, height: 1024, ...(needsImage ? { how: 'edit', images: [picture] } : {}) },
        id,
      );
      const { handle } = await start(id, body, send);
      time.now += 3000;
      assert.equal((await port.poll(handle, send)).status, 'succeeded', id);
    }
  });
  it('ends that are no good', async () => {
    const rows = [
      ['a [refused] cat', 'upstream_refused'],
      ['a [unsafe] cat', 'upstream_refused'],
    ] as const;
    for (const [prompt, fault] of rows) {
      const { time, send } = world();
      const { handle } = await start('flux-dev', { prompt }, send);
      time.now += 3000;
      const end = await port.poll(handle, send);
      assert.deepEqual([end.status, end.fault], ['failed', fault]);
      assert.match(end.reason ?? '', /content rules/);
    }
    const { time, send } = world({ 'x-key4u-simulate': 'fail' });
    const { handle } = await start('flux-dev', { prompt: 'a' }, send);
    time.now += 3000;
    assert.equal((await port.poll(handle, send)).status, 'failed');
    const answering =
      (body: Json, status = 200) =>
      async () => ({
        status,
        headers: {},
        body: Buffer.alloc(0),
        json: body,
      });
    const asks = { jobs: [{ path: '/v1/get_result?id=1' }], at: 0 };
    assert.deepEqual(await port.poll(asks, answering({ id: '1', status: 'Dreaming' })), {
      unknownWord: 'Dreaming',
    });
    const lost = await port.poll(asks, answering({ id: '1', status: 'Task not found' }, 404));
    assert.deepEqual([lost.status, lost.fault], ['failed', 'task_lost']);
  });
  it('a job is asked about where it is, and the key goes to its maker only', async () => {
    const rows = [
      ['https://api.eu1.bfl.ai/v1/get_result?id=1', 'https://api.eu1.bfl.ai/v1/get_result?id=1'],
      ['https://api.bfl.ai/v1/get_result?id=1', '/v1/get_result?id=1'],
      ['https://bfl.ai.example/v1/get_result?id=1', '/v1/get_result?id=1'],
      ['http://api.eu1.bfl.ai/v1/get_result?id=1', '/v1/get_result?id=1'],
    ] as const;
    for (const [polling_url, path] of rows) {
      const { handle } = await start('flux-dev', { prompt: 'a' }, async () => ({
        status: 200,
        headers: {},
        body: Buffer.alloc(0),
        json: { id: '1', polling_url },
      }));
      assert.equal(Object(Object(handle['jobs'])[0])['path'], path);
    }
  });
  it('faults', async () => {
    for (const [fault, code] of [
      ['401', 'upstream_key_refused'],
      ['429', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['refuse', 'upstream_refused'],
      ['garbage', 'upstream_garbage'],
      ['error-200', 'upstream_failed'],
    ] as const) {
      const { send } = world({ 'x-key4u-simulate': fault });
      await assert.rejects(start('flux-2-pro', { prompt: 'a' }, send), refusedWith(code), fault);
    }
    const { send } = world();
    await assert.rejects(start('flux-9', { prompt: 'a' }, send), refusedWith('upstream_model_unknown'));
    await assert.rejects(
      start('flux-2-pro', { prompt: 'a', width: 1001 }, send),
      refusedWith('upstream_refused', 'width'),
    );
  });
});
