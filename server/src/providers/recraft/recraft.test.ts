import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import type { Json } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import type { TaskSend } from '../../spec/task.ts';
import { makePicture } from '../_families/openai-media/simulator/pictures.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { recraft } from './index.ts';
import { drawers, tools } from './models.ts';

const port = recraft.tasks!['recraft']!;
const picture = `data:image/png;base64,${makePicture('png', 512, 256, 1).toString('base64')}`;
const refusedWith = (code: string, param?: string) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  (param === undefined || error.detail.param === param);
const write = (image: Partial<ImageRequest>, upstreamModel: string) => {
  const dropped: string[] = [];
  const whole: ImageRequest = { how: 'generate', prompt: 'a cat', images: [], count: 1, extra: {}, ...image };
  const made = port.writeImage!(whole, { upstreamModel, parents: {}, drop: (name) => dropped.push(name) });
  return { ...made, dropped };
};
const start = (upstreamModel: string, { action, body }: { action: string; body: Json }, send: TaskSend) =>
  port.start(
    { action, body, upstreamModel, access: { key: 'k', settings: {} }, taskId: 't', facts: {}, parents: {} },
    send,
  );

describe('recraft', () => {
  it('recraft.ai/docs, examples: a raster picture', async () => {
    const { send, asked } = sendTo(recraft, recraft.simulator());
    const written = write(
      { prompt: 'two race cars on a track', width: 1820, height: 1024, count: 2 },
      'recraftv3',
    );
    assert.deepEqual(written, {
      action: 'generate',
      body: {
        model: 'recraftv3',
        prompt: 'two race cars on a track',
        n: 2,
        size: '1820x1024',
        response_format: 'url',
      },
      dropped: [],
    });
    const { report } = await start('recraftv3', written, send);
    assert.equal(asked[0]?.path, '/v1/images/generations');
    assert.deepEqual(report?.usage, { images: 2 });
    const [output] = report?.outputs ?? [];
    const file = await recraft.simulator()(new Request(output!.url!));
    assert.deepEqual(sizeOf(Buffer.from(await file.arrayBuffer())), { width: 1820, height: 1024 });
  });
  it('vector models make SVG', async () => {
    const { send } = sendTo(recraft, recraft.simulator());
    const { report } = await start('recraftv4_1_vector', write({}, 'recraftv4_1_vector'), send);
    assert.equal(report?.outputs?.[0]?.mediaType, 'image/svg+xml');
    const file = await recraft.simulator()(new Request(report!.outputs![0]!.url!));
    assert.match(await file.text(), /^<svg .*a cat/);
  });
  it('every model takes what is written for it', async () => {
    const { send } = sendTo(recraft, recraft.simulator());
    for (const [id, model] of Object.entries(drawers)) {
      const ways: Partial<ImageRequest>[] = [
        { width: 1024, height: 1792, seed: 3, negativePrompt: 'dogs', quality: 'hd', style: 'vivid' },
        ...(model.changes ? [{ how: 'edit' as const, images: [picture] }] : []),
      ];
      for (const way of ways)
        assert.equal((await start(id, write(way, id), send)).report?.status, 'succeeded', id);
    }
    for (const id of Object.keys(tools)) {
      const { report } = await start(id, write({ how: 'edit', images: [picture], prompt: '' }, id), send);
      assert.equal(report?.outputs?.length, 1, id);
    }
  });
  it('what a model cannot is refused or named', () => {
    const refuses = (image: Partial<ImageRequest>, model: string, param: string) =>
      assert.throws(() => write(image, model), refusedWith('field_invalid', param), `${model} ${param}`);
    refuses({ how: 'edit', images: [picture] }, 'recraftv4_1_flash', 'image');
    refuses({ how: 'edit', images: [picture], mask: picture }, 'recraftv4', 'mask');
    refuses({ count: 7 }, 'recraftv4', 'n');
    refuses({}, 'recraft-vectorize', 'image');
    assert.deepEqual(
      write({ style: 'icon', negativePrompt: 'x', extra: { style_id: 'a', odd: 1 } }, 'recraftv4').dropped,
      ['style', 'negative_prompt', 'odd'],
    );
    assert.equal(write({ style: 'digital_illustration' }, 'recraftv3').body['style'], 'digital_illustration');
    const { body } = write({ prompt: 'ă'.repeat(600) }, 'recraftv3');
    assert.throws(
      () => port.measure({ action: 'generate', body, upstreamModel: 'recraftv3', facts: {} }),
      refusedWith('field_invalid', 'prompt'),
    );
  });
  it('faults', async () => {
    for (const [fault, code] of [
      ['401', 'upstream_key_refused'],
      ['429', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['refuse', 'upstream_refused'],
      ['garbage', 'upstream_garbage'],
      ['error-200', 'upstream_failed'],
      ['fail', 'upstream_failed'],
    ] as const) {
      const { send } = sendTo(recraft, recraft.simulator(), undefined, { 'x-key4u-simulate': fault });
      await assert.rejects(start('recraftv4', write({}, 'recraftv4'), send), refusedWith(code), fault);
    }
  });
});
