import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import type { Json } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import type { TaskSend } from '../../spec/task.ts';
import { makePicture } from '../_families/openai-media/simulator/pictures.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { stability } from './index.ts';
import { services } from './models.ts';
import { createStabilitySimulator } from './simulator.ts';

const port = stability.tasks!['stability']!;
const picture = `data:image/png;base64,${makePicture('png', 64, 32, 1).toString('base64')}`;
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

describe('stability', () => {
  it('platform.stability.ai, Stable Image Core: a form in, base64 out', async () => {
    const { send, asked } = sendTo(stability, stability.simulator());
    const { body } = write(
      { width: 1792, height: 1024, seed: 3, format: 'webp', negativePrompt: 'dogs' },
      'stable-image-core',
    );
    assert.deepEqual(body, {
      prompt: 'a cat',
      aspect_ratio: '16:9',
      negative_prompt: 'dogs',
      seed: 3,
      output_format: 'webp',
    });
    const { report } = await start('stable-image-core', body, send);
    assert.equal(asked[0]?.path, '/v2beta/stable-image/generate/core');
    assert.match(asked[0]?.body ?? '', /name="aspect_ratio"\r\n\r\n16:9\r\n/);
    const [output] = report?.outputs ?? [];
    assert.equal(output?.mediaType, 'image/png');
    assert.deepEqual(sizeOf(Buffer.from(output?.data ?? '', 'base64')), {
      width: output?.width,
      height: output?.height,
    });
  });
  it('every service takes what is written for it', async () => {
    const extra: Readonly<Record<string, Json>> = {
      'stable-image-search-and-replace': { search_prompt: 'dog' },
      'stable-image-search-and-recolor': { select_prompt: 'hat' },
      'stable-image-outpaint': { left: 64 },
    };
    for (const [id, service] of Object.entries(services)) {
      const time = { now: 1_000_000 };
      const { send } = sendTo(stability, createStabilitySimulator({ clock: () => time.now }));
      const ways: Partial<ImageRequest>[] = [
        ...(service.does === 'change' ? [] : [{}]),
        ...(service.does === 'generate' ? [] : [{ how: 'edit' as const, images: [picture] }]),
      ];
      for (const way of ways) {
        const { body } = write({ ...way, extra: extra[id] ?? {} }, id);
        const { handle, report } = await start(id, body, send);
        time.now += 3000;
        const end = service.later ? await port.poll(handle, send) : report;
        assert.equal(end?.status, 'succeeded', id);
        assert.equal(end?.outputs?.length, 1, id);
      }
    }
  });
  it('several pictures are several requests', async () => {
    const { send, asked } = sendTo(stability, stability.simulator());
    const { body } = write({ count: 2, seed: 9 }, 'sd3.5-medium');
    assert.deepEqual(
      port.measure({ action: 'generate', body, upstreamModel: 'sd3.5-medium', facts: {} }).usage,
      { images: 2 },
    );
    const { report } = await start('sd3.5-medium', body, send);
    assert.deepEqual([report?.outputs?.length, report?.usage], [2, { images: 2 }]);
    assert.deepEqual(
      asked.map((one) => /name="seed"\r\n\r\n(\d+)/.exec(one.body)?.[1]),
      ['9', '10'],
    );
    assert.ok(asked.every((one) => /name="model"\r\n\r\nsd3\.5-medium/.test(one.body)));
  });
  it('what a service cannot is refused or named', () => {
    const refuses = (image: Partial<ImageRequest>, model: string, param: string) =>
      assert.throws(() => write(image, model), refusedWith('field_invalid', param), `${model} ${param}`);
    refuses({ images: [picture] }, 'stable-image-core', 'image');
    refuses({ how: 'edit' }, 'stable-image-inpaint', 'image');
    refuses({ images: [picture], mask: picture }, 'sd3.5-large', 'mask');
    refuses({ images: [picture] }, 'stable-image-search-and-replace', 'search_prompt');
    refuses({ count: 2, images: [picture] }, 'stable-image-upscale-creative', 'n');
    refuses({ prompt: '' }, 'stable-image-core', 'prompt');
    const gone = write(
      { images: [picture], format: 'jpeg', seed: 1, prompt: '' },
      'stable-image-remove-background',
    );
    assert.deepEqual(gone.dropped, ['seed', 'output_format']);
    assert.deepEqual(write({ quality: 'hd', resolution: '2k' }, 'sd3.5-large').dropped, [
      'quality',
      'resolution',
    ]);
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
      const { send } = sendTo(stability, stability.simulator(), undefined, { 'x-key4u-simulate': fault });
      await assert.rejects(start('stable-image-core', { prompt: 'a' }, send), refusedWith(code), fault);
    }
    const { send } = sendTo(stability, stability.simulator());
    const blurred = await start('stable-image-core', { prompt: 'a [unsafe] cat' }, send);
    assert.deepEqual([blurred.report?.status, blurred.report?.fault], ['failed', 'upstream_refused']);
    await assert.rejects(
      start('stable-image-core', { prompt: 'a', seed: -1 }, send),
      refusedWith('upstream_refused', 'seed'),
    );
  });
});
