import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../base/json.ts';
import { objectOf, parseObject, stringIn } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ResultReader, TaskAnswer, TaskView } from '../../spec/task.ts';
import { openaiImages } from './index.ts';
import { readEdit, readGeneration, readVariation } from './read.ts';
import { answerTask } from './task-answer.ts';
import { readTask } from './task-read.ts';

const head = (headers: Readonly<Record<string, string>> = {}): RequestHead => ({
  params: {},
  query: '',
  headers,
});
const read = (body: Json, headers: Readonly<Record<string, string>> = {}) =>
  readTask(readGeneration(Buffer.from(JSON.stringify({ model: 'm', prompt: 'p', ...body }))), head(headers));
const shapeOf = (body: Json) => {
  const { width, height, aspectRatio, resolution } = read(body).image!;
  return { width, height, aspectRatio, resolution };
};
const none = { width: undefined, height: undefined, aspectRatio: undefined, resolution: undefined };

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
};

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

async function form(fields: readonly (readonly [string, string | File])[]) {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  const request = new Request('http://x', { method: 'POST', body: data });
  const headers = { 'content-type': request.headers.get('content-type')! };
  return [Buffer.from(await request.arrayBuffer()), head(headers)] as const;
}

describe('a request for another maker’s model', () => {
  const shapes: readonly (readonly [Json, Json])[] = [
    [{}, {}],
    [{ size: 'auto' }, {}],
    [{ size: 'adaptive' }, {}],
    [{ size: '1024x1536' }, { width: 1024, height: 1536 }],
    [{ size: '1328*1328' }, { width: 1328, height: 1328 }],
    [{ size: '2:3' }, { aspectRatio: '2:3' }],
    [{ size: '2K' }, { resolution: '2k' }],
    [{ aspect_ratio: '21:9' }, { aspectRatio: '21:9' }],
    [{ aspect_ratio: '16:9', size: '1024x1024' }, { aspectRatio: '16:9' }],
    [
      { ratio: '16:9', resolution: '4K' },
      { aspectRatio: '16:9', resolution: '4k' },
    ],
    [
      { width: 800, height: 600 },
      { width: 800, height: 600 },
    ],
  ];
  for (const [body, shape] of shapes)
    it(`shape ${JSON.stringify(body)}`, () => assert.deepEqual(shapeOf(body), { ...none, ...shape }));

  it('vendors’ fields pass, and those of OpenAI alone do not', () =>
    assert.deepEqual(
      read({
        guidance_scale: 2.5,
        sequential_image_generation: 'auto',
        moderation: 'low',
        seed: 7,
        watermark: false,
        user: 'u',
        n: 2,
      }).image,
      {
        how: 'generate',
        prompt: 'p',
        images: [],
        count: 2,
        seed: 7,
        watermark: false,
        extra: { guidance_scale: 2.5, sequential_image_generation: 'auto' },
      },
    ));

  const pictures: readonly (readonly [unknown, readonly string[]])[] = [
    ['https://x/a.png', ['https://x/a.png']],
    [
      ['https://x/a.png', 'data:image/png;base64,AA'],
      ['https://x/a.png', 'data:image/png;base64,AA'],
    ],
    [png.toString('base64'), [`data:image/png;base64,${png.toString('base64')}`]],
  ];
  for (const [image, images] of pictures)
    it(`pictures ${String(image).slice(0, 30)}`, () =>
      assert.deepEqual(read({ image }).image?.images, images));

  const refused: readonly (readonly [Json, string])[] = [
    [{ size: 'large' }, 'field_invalid size'],
    [{ aspect_ratio: 'wide' }, 'field_invalid aspect_ratio'],
    [{ image: 'ftp://x/a.png' }, 'field_invalid image'],
    [{ image: [{ file_id: 'file-1' }] }, 'field_invalid image'],
    [{ response_format: 'png' }, 'field_invalid response_format'],
  ];
  for (const [body, error] of refused)
    it(`refuses ${JSON.stringify(body)}`, () =>
      assert.equal(
        refusal(() => read(body)),
        error,
      ));

  it('how long it waits', () => {
    assert.equal(read({}).waitMs, 120_000);
    assert.equal(read({}, { 'x-key4u-wait': '0' }).waitMs, 0);
    assert.equal(read({}, { 'x-key4u-wait': '600' }).waitMs, 600_000);
    for (const wait of ['-1', '601', 'long', ''])
      assert.equal(
        refusal(() => read({}, { 'x-key4u-wait': wait })),
        'field_invalid x-key4u-wait',
      );
  });

  it('a form: files become data URLs, numbers and switches are read', async () => {
    const [bytes, formHead] = await form([
      ['image[]', new File([png], 'a.png', { type: 'application/octet-stream' })],
      ['image[]', new File([png], 'b.png', { type: 'image/png' })],
      ['mask', new File([png], 'm.png')],
      ['prompt', '2026'],
      ['model', 'flux-kontext-pro'],
      ['n', '2'],
      ['aspect_ratio', '16:9'],
      ['guidance_scale', '3.5'],
      ['watermark', 'false'],
      ['response_format', 'b64_json'],
    ]);
    const { image, action, memo } = readTask(readEdit(bytes, formHead), formHead);
    const url = `data:image/png;base64,${png.toString('base64')}`;
    assert.deepEqual(
      [action, memo, image],
      [
        'edits',
        { response_format: 'b64_json' },
        {
          how: 'edit',
          prompt: '2026',
          images: [url, url],
          mask: url,
          count: 2,
          aspectRatio: '16:9',
          watermark: false,
          extra: { guidance_scale: 3.5 },
        },
      ],
    );
  });
  it('a variation has a prompt of ours', async () => {
    const [bytes, formHead] = await form([['image', new File([png], 'a.png')]]);
    const { image } = readTask(readVariation(bytes, formHead), formHead);
    assert.equal(image?.how, 'vary');
    assert.ok(image.prompt.length > 10);
  });
  it('a file that is no picture', async () => {
    const [bytes, formHead] = await form([
      ['image', new File(['hello'], 'a.txt', { type: 'text/plain' })],
      ['prompt', 'p'],
    ]);
    assert.equal(
      refusal(() => readTask(readEdit(bytes, formHead), formHead)),
      'field_invalid image',
    );
  });
});

const view = (more: Partial<TaskView> = {}): TaskView => ({
  id: `task_${'0'.repeat(26)}`,
  requestId: 'req_1',
  status: 'succeeded',
  progress: 100,
  dialect: openaiImages.id,
  kind: 'image',
  action: 'generations',
  model: 'm',
  outputs: [
    { index: 0, kind: 'image', url: 'https://gw/results/0', width: 64, height: 32, mediaType: 'image/png' },
    { index: 1, kind: 'image', url: 'https://gw/results/1' },
    { index: 2, kind: 'image', role: 'thumbnail', url: 'https://gw/results/2' },
  ],
  memo: {},
  createdAt: 1_700_000_000_500,
  usage: { images: 2 },
  facts: { output_tokens: 16 },
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'https://gw',
  version: 1,
  ...more,
});
const reader: ResultReader = {
  async *base64(index) {
    yield `pict${index}AAA`;
    yield 'BBBB';
  },
};
const usage = {
  input_tokens: 0,
  output_tokens: 16,
  total_tokens: 16,
  input_tokens_details: { text_tokens: 0, image_tokens: 0 },
  output_tokens_details: { text_tokens: 0, image_tokens: 16 },
  generated_images: 2,
};
async function textOfAnswer(answer: TaskAnswer): Promise<string> {
  if ('body' in answer) return answer.body;
  assert.ok('stream' in answer);
  let text = '';
  for await (const piece of answer.stream) text += piece;
  return text;
}
const answer = (body: Json, task = view()) => {
  const call = read(body);
  return textOfAnswer(answerTask(task, reader, head(), call));
};

describe('an answer', () => {
  it('addresses', async () =>
    assert.deepEqual(JSON.parse(await answer({})), {
      created: 1_700_000_000,
      data: [{ url: 'https://gw/results/0', size: '64x32' }, { url: 'https://gw/results/1' }],
      usage,
    }));
  it('base64, in pieces', async () =>
    assert.deepEqual(JSON.parse(await answer({ response_format: 'b64_json' })), {
      created: 1_700_000_000,
      data: [{ b64_json: 'pict0AAABBBB', size: '64x32' }, { b64_json: 'pict1AAABBBB' }],
      usage,
    }));
  it('base64 where OpenAI’s model of that name answers so', async () =>
    assert.match(await answer({ model: 'gpt-image-2' }), /"b64_json"/));
  it('no picture at all is still JSON', async () =>
    assert.deepEqual(
      objectOf(parseObject(await answer({ response_format: 'b64_json' }, view({ outputs: [] }))))['data'],
      [],
    ));
  it('a result that cannot be fetched is an error before the first byte', async () => {
    const call = read({ response_format: 'b64_json' });
    const broken: ResultReader = {
      // biome-ignore lint/correctness/useYield: it fails before its first piece
      async *base64() {
        throw new GatewayError('upstream_unreachable', 'gone');
      },
    };
    const made = answerTask(view(), broken, head(), call);
    assert.ok('stream' in made);
    await assert.rejects(async () => {
      for await (const piece of made.stream) assert.fail(piece);
    });
  });
  for (const [format, field] of [
    ['b64_json', 'b64_json'],
    ['url', 'url'],
    ['', 'b64_json'],
  ] as const)
    it(`events with ${format === '' ? 'nothing said' : format}`, async () => {
      const text = await answer({ stream: true, ...(format === '' ? {} : { response_format: format }) });
      const events = text
        .trimEnd()
        .split('\n\n')
        .map((event) => {
          const [name, data] = event.split('\n');
          const body = objectOf(parseObject(data?.slice('data: '.length) ?? ''));
          assert.equal(name, `event: ${stringIn(body['type'])}`);
          return body;
        });
      assert.deepEqual(
        events.map((one) => [one['type'], typeof one[field], one['usage'] !== undefined]),
        [
          ['image_generation.completed', 'string', false],
          ['image_generation.completed', 'string', true],
        ],
      );
    });
  it('a task that goes on', () => {
    const made = answerTask(view({ status: 'running', progress: 40, outputs: [] }), reader, head(), read({}));
    assert.ok('body' in made);
    assert.equal(made.status, 202);
    const body = objectOf(parseObject(made.body));
    assert.deepEqual(
      [body['object'], body['status'], body['progress'], body['task_url'], made.headers['retry-after']],
      ['task', 'running', 40, `https://gw/v1/tasks/task_${'0'.repeat(26)}`, '5'],
    );
  });
});
