import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { type Json, objectOf, parseObject } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import { doubao } from '../../doubao/index.ts';
import { arkImagesPort } from './port.ts';

const port = arkImagesPort({ prefix: '' });
const three = 'doubao-seedream-3-0-t2i-250415';
const edit = 'doubao-seededit-3-0-i2i-250628';
const four = 'doubao-seedream-4-0-250828';
const fourFive = 'doubao-seedream-4-5-251128';
const lite = 'doubao-seedream-5-0-260128';
const pro = 'doubao-seedream-5-0-pro-260628';
const a = 'https://img.example/a.png';

const asked = (more: Partial<ImageRequest> = {}): ImageRequest => ({
  how: 'generate',
  prompt: 'a cat',
  images: [],
  count: 1,
  extra: {},
  ...more,
});

function written(model: string, more: Partial<ImageRequest> = {}): { body: Json; dropped: string[] } {
  const dropped: string[] = [];
  const to = { upstreamModel: model, parents: {}, drop: (field: string) => dropped.push(field) };
  return { body: port.writeImage!(asked(more), to).body, dropped };
}

async function start(model: string, more: Partial<ImageRequest> = {}, headers: Record<string, string> = {}) {
  const { send, asked: sent } = sendTo(doubao, doubao.simulator(), undefined, headers);
  const { body } = written(model, more);
  const access = { key: 'k', settings: {} };
  const started = await port.start(
    { action: 'generate', body, upstreamModel: model, access, taskId: 't', facts: {}, parents: {} },
    send,
  );
  return { report: started.report!, sent };
}

const fault = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
};

describe('Ark: sizes', () => {
  const table: readonly (readonly [string, Partial<ImageRequest>, string | undefined, readonly string[]])[] =
    [
      [three, {}, undefined, []],
      [three, { width: 1024, height: 1024 }, '1024x1024', []],
      [three, { aspectRatio: '3:4' }, '864x1152', []],
      [edit, { images: [a] }, 'adaptive', []],
      [edit, { images: [a], width: 512, height: 512 }, 'adaptive', ['size']],
      [four, { resolution: '2k' }, '2K', []],
      [four, { width: 1728, height: 2304 }, '1728x2304', []],
      [four, { aspectRatio: '2:3' }, '1664x2496', []],
      [four, { aspectRatio: '2:3', resolution: '1k' }, '832x1248', []],
      [four, { aspectRatio: '1:1', resolution: '4k' }, '4096x4096', []],
      // OpenAI's own size is too small for it.
      [fourFive, { width: 1024, height: 1024 }, '1920x1920', ['size']],
      [lite, { resolution: '3k' }, '3K', []],
      [pro, { resolution: '1k' }, '1K', []],
      [pro, { resolution: '4k' }, '2048x2048', []],
    ];
  for (const [model, more, size, dropped] of table)
    it(`${model} ${JSON.stringify(more)}`, () => {
      const { body, dropped: left } = written(model, more);
      assert.deepEqual([body['size'], left], [size, dropped]);
    });
});

describe('Ark: fields', () => {
  const table: readonly (readonly [string, Partial<ImageRequest>, Json, readonly string[]])[] = [
    [
      three,
      { seed: 12, watermark: true, extra: { guidance_scale: 2.5, other: 1 } },
      { seed: 12, watermark: true, guidance_scale: 2.5 },
      ['other'],
    ],
    [
      four,
      { images: [a], seed: 1, extra: { sequential_image_generation: 'disabled' } },
      { image: a, sequential_image_generation: 'disabled' },
      ['seed'],
    ],
    [four, { images: [a, a], quality: 'high' }, { image: [a, a] }, ['quality']],
    [
      pro,
      { format: 'png', extra: { sequential_image_generation: 'disabled' } },
      { output_format: 'png' },
      [],
    ],
    [four, { format: 'png' }, {}, ['output_format']],
  ];
  for (const [model, more, fields, dropped] of table)
    it(`${model} ${JSON.stringify(more)}`, () => {
      const { body, dropped: left } = written(model, more);
      assert.deepEqual(body, { prompt: 'a cat', response_format: 'url', ...fields });
      assert.deepEqual(left, dropped);
    });
  const refused: readonly (readonly [string, Partial<ImageRequest>, string])[] = [
    [three, { images: [a] }, 'field_invalid image'],
    [edit, {}, 'field_invalid image'],
    [edit, { images: [a, a] }, 'field_invalid image'],
    [four, { mask: a }, 'field_invalid mask'],
    [four, { prompt: '' }, 'field_invalid prompt'],
    [four, { count: 11 }, 'field_invalid n'],
  ];
  for (const [model, more, error] of refused)
    it(`refuses ${JSON.stringify(more)}`, async () =>
      assert.equal(await fault(() => written(model, more)), error));
});

describe('Ark: what is held', () => {
  const group = (most?: number): Partial<ImageRequest> => ({
    extra: {
      sequential_image_generation: 'auto',
      ...(most === undefined ? {} : { sequential_image_generation_options: { max_images: most } }),
    },
  });
  const table: readonly (readonly [string, Partial<ImageRequest>, number, Json])[] = [
    [three, { count: 3 }, 3, {}],
    [four, group(3), 3, {}],
    [four, { ...group(), images: [a, a] }, 13, {}],
    [four, { ...group(3), count: 2 }, 6, {}],
    [pro, { resolution: '1k' }, 1, { resolution: '1k' }],
    [pro, { width: 2048, height: 2048 }, 1, { resolution: '2k' }],
    [pro, {}, 1, { resolution: '2k' }],
  ];
  for (const [model, more, images, facts] of table)
    it(`${model} ${JSON.stringify(more)}`, () => {
      const { body } = written(model, more);
      assert.deepEqual(port.measure({ action: 'generate', body, upstreamModel: model, facts: {} }), {
        usage: { images },
        facts,
      });
    });
});

describe('Ark over its simulator', () => {
  it('one picture', async () => {
    const { report, sent } = await start(four, { width: 1728, height: 2304 });
    assert.equal(report.status, 'succeeded');
    assert.deepEqual(report.usage, { images: 1 });
    assert.deepEqual(report.facts, { output_tokens: 15_552 });
    assert.deepEqual(
      report.outputs?.map(({ kind, width, height }) => [kind, width, height]),
      [['image', 1728, 2304]],
    );
    assert.equal(objectOf(parseObject(sent[0]!.body))['model'], four);
  });
  it('several are several requests, each with its own seed', async () => {
    const { report, sent } = await start(three, { count: 3, seed: 5 });
    assert.deepEqual(report.usage, { images: 3 });
    assert.deepEqual(
      sent.map(({ body }) => objectOf(parseObject(body))).map((one) => [one['seed'], one['n']]),
      [
        [5, undefined],
        [6, undefined],
        [7, undefined],
      ],
    );
  });
  it('a group, of which one did not come', async () => {
    const extra = {
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 3 },
    };
    const { report } = await start(four, { prompt: 'three [fail]', extra });
    assert.deepEqual(report.usage, { images: 2 });
  });
  it('a group of which nothing came is refused', async () =>
    assert.equal(await fault(() => start(four, { prompt: 'x [fail]' })), 'upstream_refused'));
  const faults: readonly (readonly [string, string])[] = [
    ['refuse', 'upstream_refused'],
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
    ['401', 'upstream_key_refused'],
    ['garbage', 'upstream_garbage'],
    ['error-200', 'upstream_failed'],
  ];
  for (const [name, code] of faults)
    it(`fault ${name}`, async () =>
      assert.equal(await fault(() => start(four, {}, { 'x-key4u-simulate': name })), code));
});

it('serves pictures and endpoints, no films', () =>
  assert.deepEqual(
    [three, edit, 'seedream-4-0-250828', 'ep-20260101', 'doubao-seedance-2-0-260128'].map((model) =>
      port.serves(model, undefined),
    ),
    [true, true, true, true, false],
  ));
