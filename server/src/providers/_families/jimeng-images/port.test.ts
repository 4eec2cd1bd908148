import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sendTo } from '../../../../../test/support/task-send.ts';
import type { Json } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskReport } from '../../../spec/task.ts';
import { jimeng } from '../../jimeng/index.ts';
import { simulatedKey } from '../../jimeng/simulator.ts';
import { jimengImagesPort, readResult } from './port.ts';

const port = jimengImagesPort();
const a = 'https://img.example/a.png';

const asked = (more: Partial<ImageRequest> = {}): ImageRequest => ({
  how: 'generate',
  prompt: 'a piglet',
  images: [],
  count: 1,
  extra: {},
  ...more,
});

function written(model: string, more: Partial<ImageRequest> = {}) {
  const dropped: string[] = [];
  const to = { upstreamModel: model, parents: {}, drop: (field: string) => dropped.push(field) };
  return { ...port.writeImage!(asked(more), to), dropped };
}

async function made(model: string, more: Partial<ImageRequest> = {}, headers: Record<string, string> = {}) {
  const access = { key: simulatedKey, settings: {} };
  const { send, asked: sent } = sendTo(jimeng, jimeng.simulator(), access, headers);
  const { action, body } = written(model, more);
  const started = await port.start(
    { action, body, upstreamModel: model, access, taskId: 't', facts: {}, parents: {} },
    send,
  );
  let report: TaskReport = started.report!;
  while (report.status === 'queued' || report.status === 'running') {
    await wait(300);
    report = await port.poll(started.handle, send);
  }
  return { report, sent };
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

describe('Jimeng: bodies', () => {
  const base = { req_key: 'jimeng_t2i_v40', prompt: 'a piglet', force_single: true };
  const table: readonly (readonly [string, Partial<ImageRequest>, Json, readonly string[]])[] = [
    ['jimeng-4.0', {}, base, []],
    ['jimeng-4.0', { aspectRatio: '2:3' }, { ...base, width: 1664, height: 2496 }, []],
    ['jimeng-4.0', { resolution: '4k' }, { ...base, size: 16_777_216 }, []],
    ['jimeng-4.0', { width: 512, height: 512 }, { ...base, width: 1024, height: 1024 }, ['size']],
    ['jimeng-4.0', { images: [a], seed: 3 }, { ...base, image_urls: [a] }, ['seed']],
    [
      'jimeng-4.0',
      { images: ['data:image/png;base64,AAAA'], count: 2 },
      { ...base, binary_data_base64: ['AAAA'], n: 2 },
      [],
    ],
    [
      'jimeng-3.0',
      { images: [a], seed: 3 },
      { req_key: 'jimeng_i2i_v30', prompt: 'a piglet', image_urls: [a], seed: 3 },
      [],
    ],
    ['jimeng-3.1', {}, { req_key: 'jimeng_t2i_v31', prompt: 'a piglet' }, []],
    // A channel may name the key itself.
    ['jimeng_seedream46_cvtob', {}, { ...base, req_key: 'jimeng_seedream46_cvtob' }, []],
  ];
  for (const [model, more, body, dropped] of table)
    it(`${model} ${JSON.stringify(more).slice(0, 60)}`, () =>
      assert.deepEqual(written(model, more), { action: 'draw', body, dropped }));
  const refused: readonly (readonly [string, Partial<ImageRequest>, string])[] = [
    ['jimeng-3.1', { images: [a] }, 'field_invalid image'],
    ['jimeng-4.0', { images: [a, 'data:image/png;base64,AA'] }, 'field_invalid image'],
    ['jimeng-4.0', { images: [a], mask: a }, 'field_invalid mask'],
    ['jimeng-4.0', { count: 5 }, 'field_invalid n'],
    ['jimeng-4.0', { prompt: 'x'.repeat(801) }, 'field_invalid prompt'],
  ];
  for (const [model, more, error] of refused)
    it(`refuses ${model} ${JSON.stringify(more).slice(0, 60)}`, async () =>
      assert.equal(await fault(() => written(model, more)), error));
});

describe('Jimeng over its simulator', () => {
  it('pictures', async () => {
    const { report } = await made('jimeng-4.0', { aspectRatio: '2:3', count: 2 });
    assert.deepEqual([report.status, report.usage, report.outputs?.length], ['succeeded', { images: 2 }, 2]);
  });
  it('fails at the content rules', async () => {
    const { report } = await made('jimeng-3.0', { prompt: 'x [fail]' });
    assert.deepEqual([report.status, report.fault], ['failed', 'upstream_refused']);
  });
  for (const [name, code] of [
    ['refuse', 'upstream_refused'],
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
    ['401', 'upstream_key_refused'],
    ['garbage', 'upstream_garbage'],
    ['error-200', 'upstream_failed'],
  ] as const)
    it(`fault ${name}`, async () =>
      assert.equal(await fault(() => made('jimeng-4.0', {}, { 'x-key4u-simulate': name })), code));
});

it('base64 where no address came', () => {
  // Source: Volcengine visual AI, pictures 4.0, result.
  const body = {
    code: 10_000,
    data: { status: 'done', image_urls: null, binary_data_base64: ['/9j/4AAQ'] },
    message: 'Success',
  };
  assert.deepEqual(readResult(body, 200).outputs, [{ kind: 'image', data: '/9j/4AAQ' }]);
});

it('pictures and films are two wires', () => {
  const films = jimeng.tasks!['jimeng']!;
  for (const model of ['jimeng-4.0', 'jimeng-3.1', 'jimeng_t2i_v40', 'jimeng_seedream46_cvtob'])
    assert.deepEqual([port.serves(model, undefined), films.serves(model, undefined)], [true, false], model);
  for (const model of ['jimeng-video-3.0', 'jimeng_t2v_v30', 'jimeng_i2v_first_v30', 'jimeng_t2v_v40'])
    assert.deepEqual([port.serves(model, undefined), films.serves(model, undefined)], [false, true], model);
});
