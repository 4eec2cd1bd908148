import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { type Json, parseJson, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { ideogram } from '../../ideogram/index.ts';
import { makePicture } from '../openai-media/simulator/pictures.ts';
import { sizeOf } from '../picture-files/size.ts';
import { createIdeogramSimulator, ideogramPort } from './index.ts';

const port = ideogram.tasks!['ideogram']!;
const picture = `data:image/png;base64,${makePicture('png', 32, 16, 1).toString('base64')}`;
const start = (action: string, upstreamModel: string, body: Json) => ({
  action,
  body,
  upstreamModel,
  access: { key: 'k', settings: {} },
  taskId: 'task_1',
  facts: {},
  parents: {},
});
const refusedWith = (code: string, param?: string) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  (param === undefined || error.detail.param === param);

type Case = {
  row: string;
  source: string;
  action: string;
  model: string;
  body: Json;
  path: string;
  images: number;
  usd: number;
};
const cases = parseJson(
  readFileSync(new URL('./cases/requests.json', import.meta.url), 'utf8').replaceAll(
    '"PICTURE"',
    JSON.stringify(picture),
  ),
) as readonly Case[];

/** Ideogram's list price of a measured request. */
function priceOf(model: string, { usage, facts }: ReturnType<TaskPort['measure']>): number {
  const { rates } = ideogram.manifest.models.find(({ id }) => id === model)!.card;
  const rate = rates.find(({ when = [] }) => when.every(({ fact, is }) => is?.includes(facts[fact] ?? '')))!;
  return Math.round(Number(rate.usd) * (usage[rate.meter] ?? 0) * 1e6) / 1e6;
}

describe('ideogram: documented requests', () => {
  for (const { row, source, action, model, body, path, images, usd } of cases)
    it(`${row} ${source}`, async () => {
      const { send, asked } = sendTo(ideogram, ideogram.simulator());
      assert.ok(port.serves(model, action));
      const measured = port.measure({ action, body, upstreamModel: model, facts: {} });
      assert.equal(priceOf(model, measured), usd);
      const { report } = await port.start(start(action, model, body), send);
      assert.deepEqual(
        asked.map((one) => [one.method, one.path]),
        [['POST', path]],
      );
      assert.equal(report?.status, 'succeeded');
      assert.equal(report?.outputs?.filter(({ kind }) => kind === 'image').length, images);
      if (images > 0 && action !== 'upscale') assert.deepEqual(report?.usage, { images });
      for (const output of report?.outputs ?? []) {
        if (output.kind === 'text') continue;
        const drawn = await ideogram.simulator()(new Request(output.url!));
        const size = sizeOf(Buffer.from(await drawn.arrayBuffer()));
        assert.deepEqual(size, { width: output.width, height: output.height });
      }
    });
});

describe('ideogram: the port', () => {
  it('a picture that is held back has no address and is not charged; with none left the request is refused', async () => {
    const { send } = sendTo(ideogram, ideogram.simulator());
    const some = await port.start(
      start('v3-generate', 'ideogram-v3', { prompt: 'a [unsafe] cat', num_images: 3 }),
      send,
    );
    assert.equal(some.report?.outputs?.length, 2);
    assert.deepEqual(some.report?.usage, { images: 2 });
    const none = await port.start(start('v3-generate', 'ideogram-v3', { prompt: 'a [unsafe] cat' }), send);
    assert.deepEqual([none.report?.status, none.report?.fault], ['failed', 'upstream_refused']);
  });
  it('the model of the channel is sent, whatever the client named', async () => {
    const { send, asked } = sendTo(ideogram, ideogram.simulator());
    await port.start(
      start('generate', 'ideogram-v2-turbo', { image_request: { prompt: 'a', model: 'AUTO', odd: 1 } }),
      send,
    );
    assert.deepEqual(JSON.parse(asked[0]!.body), {
      image_request: { prompt: 'a', model: 'V_2_TURBO', odd: 1 },
    });
  });
  it('fields that nobody knows reach the upstream', async () => {
    const { send, asked } = sendTo(ideogram, ideogram.simulator());
    await port.start(start('v3-generate', 'ideogram-v3', { prompt: 'a', newest: { a: [1] } }), send);
    assert.match(asked[0]!.body, /name="newest"\r\n\r\n\{"a":\[1\]\}\r\n/);
  });
  it('an edit goes to the newer name where the older is gone', async () => {
    const { send, asked } = sendTo(ideogram, createIdeogramSimulator({ lacksEdit: true }));
    const body = { prompt: 'a', image: picture, mask: picture };
    const { report } = await port.start(start('v3-edit', 'ideogram-v3', body), send);
    assert.equal(report?.status, 'succeeded');
    assert.deepEqual(
      asked.map(({ path }) => path),
      ['/v1/ideogram-v3/edit', '/v1/ideogram-v3/inpaint'],
    );
  });
  it('at gateways: behind a prefix, with a bearer key', async () => {
    const bearer = { ...ideogram, authorize: () => ({ authorization: 'Bearer k' }) };
    const simulate = createIdeogramSimulator({ prefix: '/ideogram', bearer: true });
    const { send, asked } = sendTo(bearer, simulate);
    const gateway = ideogramPort({ prefix: '/ideogram' });
    const { report } = await gateway.start(start('v3-generate', 'ideogram-v3', { prompt: 'a' }), send);
    assert.equal(report?.status, 'succeeded');
    assert.equal(asked[0]?.path, '/ideogram/v1/ideogram-v3/generate');
  });
  it('which models have which actions', () => {
    const rows = [
      ['ideogram-v3', 'v3-remix', true],
      ['ideogram-v3', 'generate', false],
      ['ideogram-v2a', 'generate', true],
      ['ideogram-v2a', 'v3-generate', false],
      ['ideogram-upscale', 'upscale', true],
      ['ideogram-describe', undefined, false],
      ['of-an-operator', 'v3-edit', true],
      ['ideogram-v3', 'imagine', false],
    ] as const;
    for (const [model, action, serves] of rows)
      assert.equal(port.serves(model, action), serves, `${model} ${action}`);
  });
  it('what would be refused for sure is known before', () => {
    const refuses = (action: string, body: Json, param: string) =>
      assert.throws(
        () => port.measure({ action, body, upstreamModel: 'ideogram-v3', facts: {} }),
        refusedWith('field_invalid', param),
      );
    refuses('v3-generate', { prompt: 'a', num_images: 9 }, 'num_images');
    refuses('v3-generate', { prompt: 'a', rendering_speed: 'SLOW' }, 'rendering_speed');
    refuses('v3-generate', { prompt: 'a', aspect_ratio: '1x1', resolution: '1024x1024' }, 'resolution');
    const large = `data:image/png;base64,${Buffer.alloc(10 * 1024 * 1024 + 1).toString('base64')}`;
    refuses('v3-remix', { prompt: 'a', image: large }, 'image');
  });
  it('faults', async () => {
    const rows = [
      ['401', 'upstream_key_refused'],
      ['429', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['503', 'upstream_busy'],
      ['refuse', 'upstream_refused'],
      ['garbage', 'upstream_garbage'],
      ['error-200', 'upstream_failed'],
      ['fail', 'upstream_failed'],
    ] as const;
    for (const [fault, code] of rows) {
      const { send } = sendTo(ideogram, ideogram.simulator(), undefined, { 'x-key4u-simulate': fault });
      await assert.rejects(
        port.start(start('v3-generate', 'ideogram-v3', { prompt: 'a' }), send),
        refusedWith(code),
        fault,
      );
    }
    const { send } = sendTo(ideogram, ideogram.simulator());
    await assert.rejects(
      port.start(start('v3-generate', 'ideogram-v3', { prompt: 'a [refused] cat' }), send),
      (error) =>
        refusedWith('upstream_refused')(error) && error instanceof GatewayError && error.status === 422,
    );
    const other = makePicture('png', 16, 16, 1).toString('base64');
    const body = { prompt: 'a', image: picture, mask: `data:image/png;base64,${other}` };
    await assert.rejects(
      port.start(start('v3-edit', 'ideogram-v3', body), send),
      refusedWith('upstream_refused'),
    );
  });
});

describe('ideogram: neutral pictures', () => {
  const write = (image: Partial<ImageRequest>, upstreamModel = 'ideogram-v3') => {
    const dropped: string[] = [];
    const whole: ImageRequest = {
      how: 'generate',
      prompt: 'a cat',
      images: [],
      count: 1,
      extra: {},
      ...image,
    };
    const made = port.writeImage!(whole, { upstreamModel, parents: {}, drop: (name) => dropped.push(name) });
    return { ...made, dropped };
  };
  it('words, sizes, qualities', () => {
    assert.deepEqual(write({ width: 1344, height: 768, quality: 'high', count: 2, seed: 3 }), {
      action: 'v3-generate',
      body: { prompt: 'a cat', num_images: 2, seed: 3, rendering_speed: 'QUALITY', resolution: '1344x768' },
      dropped: [],
    });
    assert.equal(write({ width: 1792, height: 1024 }).body['aspect_ratio'], '16x9');
    assert.deepEqual(write({ style: 'vivid', background: 'transparent', format: 'webp' }).dropped, [
      'style',
      'background',
      'output_format',
    ]);
    const own = write({ extra: { rendering_speed: 'FLASH', style_codes: ['1A2B3C4D'], odd: 1 } });
    assert.deepEqual(
      [own.body['rendering_speed'], own.body['style_codes'], own.dropped],
      ['FLASH', ['1A2B3C4D'], ['odd']],
    );
  });
  it('pictures: references, remixes, and edits where there is a mask', async () => {
    assert.deepEqual(write({ images: [picture] }).body['style_reference_images'], [picture]);
    assert.equal(write({ how: 'edit', images: [picture] }).action, 'v3-remix');
    const vary = write({ how: 'vary', prompt: '', images: [picture] });
    assert.ok(textIn(vary.body['prompt']));
    assert.throws(
      () => write({ how: 'edit', images: [picture, picture] }),
      refusedWith('field_invalid', 'image'),
    );
  });
  it('earlier models, and those that are no models', () => {
    assert.deepEqual(write({ aspectRatio: '16:9' }, 'ideogram-v2a').body, {
      image_request: { prompt: 'a cat', model: 'V_2A', num_images: 1, aspect_ratio: 'ASPECT_16_9' },
    });
    assert.equal(write({ how: 'edit', images: [picture] }, 'ideogram-v2').action, 'remix');
    assert.throws(
      () => write({ how: 'edit', images: [picture], mask: picture }, 'ideogram-v2'),
      refusedWith('field_invalid', 'mask'),
    );
    assert.deepEqual(
      write({ how: 'edit', prompt: '', images: [picture], extra: { detail: 80 } }, 'ideogram-upscale'),
      {
        action: 'upscale',
        body: { image_file: picture, image_request: { num_images: 1, detail: 80 } },
        dropped: [],
      },
    );
    assert.throws(() => write({}, 'ideogram-describe'), refusedWith('field_invalid', 'model'));
    assert.throws(() => write({ count: 9 }), refusedWith('field_invalid', 'n'));
  });
  it('what is written is taken', async () => {
    const { send } = sendTo(ideogram, ideogram.simulator());
    for (const [image, model] of [
      [{ width: 1792, height: 1024, quality: 'low' }, 'ideogram-v3'],
      [{ how: 'edit', images: [picture] }, 'ideogram-v3'],
      [{ aspectRatio: '3:4', negativePrompt: 'dogs' }, 'ideogram-v1-turbo'],
      [{ how: 'edit', images: [picture] }, 'ideogram-v2'],
      [{ how: 'edit', images: [picture], prompt: '' }, 'ideogram-upscale'],
    ] as const) {
      const { action, body } = write(image, model);
      assert.ok(port.serves(model, undefined));
      assert.equal((await port.start(start(action, model, body), send)).report?.status, 'succeeded', model);
    }
  });
});
