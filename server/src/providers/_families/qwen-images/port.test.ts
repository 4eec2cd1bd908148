import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { type Json, objectOf, parseObject } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskReport } from '../../../spec/task.ts';
import { qwen } from '../../qwen/index.ts';
import { pictures } from '../../qwen/pictures.ts';
import { qwenImagesPort, readTask } from './port.ts';

const port = qwenImagesPort({ prefix: '' });
const a = 'https://img.example/a.png';

const asked = (more: Partial<ImageRequest> = {}): ImageRequest => ({
  how: 'generate',
  prompt: 'a cat',
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
const parametersOf = (body: Json): Json => objectOf(body['parameters']);

async function made(model: string, more: Partial<ImageRequest> = {}, headers: Record<string, string> = {}) {
  const { send, asked: sent } = sendTo(qwen, qwen.simulator(), undefined, headers);
  const { action, body } = written(model, more);
  const access = { key: 'k', settings: {} };
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

describe('DashScope: sizes', () => {
  const table: readonly (readonly [string, Partial<ImageRequest>, string | undefined, readonly string[]])[] =
    [
      ['qwen-image', {}, undefined, []],
      ['qwen-image', { width: 1328, height: 1328 }, '1328*1328', []],
      ['qwen-image-plus', { width: 1024, height: 1024 }, '1328*1328', ['size']],
      ['qwen-image-max', { aspectRatio: '16:9' }, '1664*928', []],
      ['qwen-image-edit', { images: [a], width: 1024, height: 1024 }, undefined, ['size']],
      ['qwen-image-edit-2509', { images: [a], width: 1024, height: 1024 }, '1024*1024', []],
      ['qwen-image-2.0', { width: 1024, height: 1024 }, '1024*1024', []],
      ['wan2.6-t2i', { width: 1024, height: 1024 }, '1280*1280', ['size']],
      ['wan2.2-t2i-flash', { width: 1024, height: 1024 }, '1024*1024', []],
      ['wan2.7-image-pro', { resolution: '4k' }, '4096*4096', []],
    ];
  for (const [model, more, size, dropped] of table)
    it(`${model} ${JSON.stringify(more)}`, () => {
      const { body, dropped: left } = written(model, more);
      assert.deepEqual([parametersOf(body)['size'], left], [size, dropped]);
    });
});

describe('DashScope: bodies', () => {
  it('messages', () =>
    assert.deepEqual(
      written('qwen-image-edit-plus', {
        images: [a],
        prompt: 'make the sky violet',
        negativePrompt: 'rain',
        seed: 7,
        watermark: false,
        extra: { prompt_extend: true },
      }),
      {
        action: 'messages',
        body: {
          input: {
            messages: [{ role: 'user', content: [{ image: a }, { text: 'make the sky violet' }] }],
          },
          parameters: { n: 1, watermark: false, seed: 7, negative_prompt: 'rain', prompt_extend: true },
        },
        dropped: [],
      },
    ));
  it('the older services', () => {
    assert.deepEqual(written('wan2.5-t2i-preview', { negativePrompt: 'rain', count: 2 }), {
      action: 'text',
      body: { input: { prompt: 'a cat', negative_prompt: 'rain' }, parameters: { n: 2 } },
      dropped: [],
    });
    assert.deepEqual(written('wan2.5-i2i-preview', { images: [a] }).body['input'], {
      prompt: 'a cat',
      images: [a],
    });
  });
  it('input and parameters of the client’s own', () => {
    const input = { messages: [{ role: 'user', content: [{ text: 'x' }] }] };
    const { body } = written('qwen-image', {
      prompt: '',
      extra: { input, parameters: { prompt_extend: false } },
    });
    assert.deepEqual(body, { input, parameters: { n: 1, prompt_extend: false } });
  });
  const refused: readonly (readonly [string, Partial<ImageRequest>, string])[] = [
    ['qwen-image', { images: [a] }, 'field_invalid image'],
    ['qwen-image-edit', {}, 'field_invalid image'],
    ['qwen-image-edit-plus', { images: [a, a, a, a] }, 'field_invalid image'],
    ['qwen-image-edit-plus', { images: [a], mask: a }, 'field_invalid mask'],
    ['wan2.2-t2i-flash', { count: 5 }, 'field_invalid n'],
    ['qwen-image', { prompt: '' }, 'field_invalid prompt'],
  ];
  for (const [model, more, error] of refused)
    it(`refuses ${model} ${JSON.stringify(more)}`, async () =>
      assert.equal(await fault(() => written(model, more)), error));
});

describe('DashScope over its simulator', () => {
  it('an edit, under the name that the maker gives it', async () => {
    const { report, sent } = await made('qwen-image-edit-2509', { images: [a], width: 1024, height: 768 });
    assert.deepEqual([report.status, report.usage], ['succeeded', { images: 1 }]);
    assert.deepEqual(
      report.outputs?.map(({ width, height }) => [width, height]),
      [[1024, 768]],
    );
    assert.equal(objectOf(parseObject(sent[0]!.body))['model'], 'qwen-image-edit-plus');
  });
  it('more than one request makes', async () => {
    const one = await made('qwen-image', { count: 3 });
    assert.deepEqual([one.report.usage, one.sent.length], [{ images: 3 }, 3]);
    const six = await made('qwen-image-2.0', { count: 8 });
    assert.deepEqual([six.report.usage, six.sent.length], [{ images: 8 }, 2]);
  });
  it('a task, of which one picture did not come', async () => {
    const { report } = await made('wan2.2-t2i-plus', { count: 2, prompt: 'x [fail]' });
    assert.deepEqual([report.status, report.usage], ['succeeded', { images: 1 }]);
  });
  it('a task that fails', async () => {
    const { report } = await made('wan2.2-t2i-plus', { prompt: 'x [fail]' });
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
      assert.equal(await fault(() => made('qwen-image', {}, { 'x-key4u-simulate': name })), code));
});

describe('DashScope: states', () => {
  // Source: Model Studio, Wan text to image V2, query a task.
  const url = 'https://dashscope-result.example/1.png';
  const table: readonly (readonly [string, Json, Partial<TaskReport>])[] = [
    ['waits', { output: { task_id: 't', task_status: 'PENDING' } }, { status: 'queued' }],
    [
      'is done',
      {
        output: { task_status: 'SUCCEEDED', results: [{ orig_prompt: 'x', url }] },
        usage: { image_count: 1 },
      },
      {
        status: 'succeeded',
        progress: 100,
        usage: { images: 1 },
        outputs: [{ kind: 'image', url, mediaType: 'image/png' }],
      },
    ],
    [
      'failed',
      { output: { task_status: 'FAILED', code: 'InternalError.Timeout', message: 'timed out' } },
      { status: 'failed', reason: 'timed out' },
    ],
    ['is a word nobody knows', { output: { task_status: 'DREAMING' } }, { unknownWord: 'DREAMING' }],
  ];
  for (const [name, body, report] of table)
    it(name, () => assert.deepEqual(readTask(body), { ...report, native: body }));
});

it('serves every model that is sold, and no films', () => {
  for (const { id } of pictures) assert.ok(port.serves(id, undefined), id);
  for (const id of ['wan2.7-t2v', 'qwen-max', 'qwen3-vl-plus']) assert.ok(!port.serves(id, undefined), id);
  for (const { id } of pictures) assert.ok(!qwen.tasks!['qwen-video']!.serves(id, undefined), id);
});
