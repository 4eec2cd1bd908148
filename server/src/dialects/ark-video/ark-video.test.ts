import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import { viewOf } from '../../../../test/support/task-view.ts';
import type { Json } from '../../base/json.ts';
import { arkVideoTexts } from '../../manual/field-texts/ark-video.ts';
import listPage from '../../manual/pages/doubao-video/list-tasks.ts';
import queryPage from '../../manual/pages/doubao-video/query-task.ts';
import createPage from '../../manual/pages/doubao-video/text-to-video.ts';
import { endpointsOf, parameterTable } from '../../manual/reference.ts';
import { mismatches } from '../../manual/shape.ts';
import { arkVideoPort } from '../../providers/_families/ark-video/port.ts';
import { createArkVideoSimulator } from '../../providers/_families/ark-video/simulator.ts';
import { doubao } from '../../providers/doubao/index.ts';
import { faults, GatewayError } from '../../spec/fault.ts';
import type { TaskDesk, TaskQuery, TaskView } from '../../spec/task.ts';
import { list, remove, show } from './desk.ts';
import { arkVideo } from './index.ts';
import { readCreate } from './read.ts';
import { statusesOf, taskOf, words } from './write.ts';

const read = (body: unknown) => readCreate(Buffer.from(JSON.stringify(body)));
const text = (said: string) => ({ type: 'text', text: said });
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
};

describe('reading', () => {
  it('keeps the body as it was sent, without the hook', () => {
    const call = read({
      model: 'm',
      content: [text('a cat --rs 720p')],
      callback_url: 'https://me.example/hook',
      future: { x: 1 },
    });
    assert.deepEqual(call.body, { model: 'm', content: [text('a cat --rs 720p')], future: { x: 1 } });
    assert.deepEqual(call.hook, { url: 'https://me.example/hook', on: 'changes' });
    assert.equal(call.prompt, 'a cat');
    assert.deepEqual([call.kind, call.action, call.model], ['video', 'generate', 'm']);
  });

  const url = 'https://img.example/a.png';
  const image = (role?: string) => ({ type: 'image_url', image_url: { url }, ...(role ? { role } : {}) });
  const neutral: readonly (readonly [Json, object | undefined])[] = [
    [{ content: [text('a')] }, { prompt: 'a', images: [], extra: {} }],
    [
      { content: [text('a --rs 720P --rt 9:16 --dur 4 --seed 11 --cf true --wm false --fps 24')] },
      {
        prompt: 'a',
        images: [],
        seconds: 4,
        resolution: '720p',
        aspectRatio: '9:16',
        seed: 11,
        watermark: false,
        extra: { camera_fixed: true },
      },
    ],
    [
      {
        content: [text('a'), image(), image('last_frame')],
        duration: -1,
        ratio: 'adaptive',
        generate_audio: false,
        return_last_frame: true,
      },
      {
        prompt: 'a',
        images: [
          { role: 'first', url },
          { role: 'last', url },
        ],
        sound: false,
        extra: { return_last_frame: true },
      },
    ],
    [
      { content: [text('a')], frames: 57 },
      { prompt: 'a', images: [], seconds: 57 / 24, extra: {} },
    ],
    [
      { content: [image('reference_image'), { type: 'video_url', video_url: { url } }] },
      { prompt: '', images: [{ role: 'reference', url }], video: { url }, extra: {} },
    ],
    [{ content: [text('a'), { type: 'audio_url', audio_url: { url } }] }, undefined],
    [{ content: [{ type: 'draft_task', draft_task: { id: 't' } }] }, undefined],
  ];
  for (const [body, video] of neutral)
    it(`the same for every upstream: ${JSON.stringify(body).slice(0, 90)}`, () => {
      assert.deepEqual(read({ model: 'm', ...body }).video, video);
    });

  it('names a draft as what it goes on from', () => {
    const { parents } = read({ model: 'm', content: [{ type: 'draft_task', draft_task: { id: 'task_1' } }] });
    assert.deepEqual(parents, [{ ref: 'task_1', param: 'content[0].draft_task.id', loose: true }]);
  });

  it('leaves text alone that only looks like a command', () => {
    assert.equal(
      read({ model: 'm', content: [text('a --style raw -- b --rs')] }).prompt,
      'a --style raw -- b --rs',
    );
  });

  it('refuses what is wrong, and names the place', () => {
    const table: readonly (readonly [unknown, string])[] = [
      [{ content: [text('a')] }, 'field_invalid model'],
      [{ model: 'm' }, 'field_invalid content'],
      [{ model: 'm', content: [] }, 'field_invalid content'],
      [{ model: 'm', content: [{ text: 'a' }] }, 'field_invalid content[0].type'],
      [{ model: 'm', content: [text('a')], duration: '5' }, 'field_invalid duration'],
      [{ model: 'm', content: [text('a')], callback_url: 'ftp://x' }, 'field_invalid callback_url'],
    ];
    for (const [body, expected] of table)
      assert.equal(
        refusal(() => read(body)),
        expected,
      );
    assert.equal(
      refusal(() => readCreate(Buffer.from('{"model":"a","model":"b","content":[{"type":"text"}]}'))),
      'field_invalid model',
    );
    assert.equal(
      refusal(() => readCreate(Buffer.from('no'))),
      'body_malformed',
    );
  });
});

describe('writing', () => {
  it('has a word for every state, and finds the states of a word', () => {
    for (const [status, word] of Object.entries(words))
      assert.equal(taskOf(viewOf({ status: status as keyof typeof words }))['status'], word);
    assert.deepEqual(statusesOf('queued'), ['sending', 'queued']);
    assert.equal(statusesOf('paused'), undefined);
  });

  it('shows a film that another maker made', () => {
    const view = viewOf({
      status: 'succeeded',
      outputs: [
        { kind: 'image', role: 'thumbnail', url: 'https://r.example/0', index: 0 },
        { kind: 'video', url: 'https://r.example/1', index: 1 },
        { kind: 'image', role: 'last-frame', url: 'https://r.example/2', index: 2 },
      ],
      facts: { resolution: '720p', seconds: 8 },
      usage: { output_tokens: 7 },
      finishedAt: 1_763_800_060_000,
    });
    assert.deepEqual(taskOf(view), {
      usage: { completion_tokens: 7, total_tokens: 7 },
      resolution: '720p',
      duration: 8,
      id: view.id,
      model: 'a-model',
      status: 'succeeded',
      content: { video_url: 'https://r.example/1', last_frame_url: 'https://r.example/2' },
      created_at: 1_763_800_000,
      updated_at: 1_763_800_060,
    });
  });

  it('says why a task failed, by the upstream’s code where there is one', () => {
    const failed = viewOf({ status: 'failed', fault: 'upstream_refused', reason: 'no such words' });
    assert.deepEqual(taskOf(failed)['error'], { code: 'InvalidParameter', message: 'no such words' });
    const native = { error: { code: 'OutputVideoSensitiveContentDetected', message: 'raw', extra: 1 } };
    assert.deepEqual(taskOf({ ...failed, native })['error'], {
      code: 'OutputVideoSensitiveContentDetected',
      message: 'no such words',
      extra: 1,
    });
  });

  it('writes every fault with the request id', () => {
    for (const code of Object.keys(faults) as (keyof typeof faults)[]) {
      const { status, body } = arkVideo.writeFault(
        new GatewayError(code, 'why', { param: 'model' }),
        'req_1',
      );
      const { error } = JSON.parse(body);
      assert.equal(status, faults[code].status);
      assert.deepEqual([error.message, error.param], ['why Request id: req_1', 'model']);
      assert.match(error.code, /^[A-Z]/);
    }
    const told = new GatewayError('upstream_refused', 'no', {
      upstream: { code: 'InputTextRiskDetection', type: 'BadRequest' },
    });
    assert.match(arkVideo.writeFault(told, 'req_1').body, /"code":"InputTextRiskDetection"/);
  });

  it('tells a hook what a query shows', () => {
    const view = viewOf({ status: 'running' });
    assert.deepEqual(JSON.parse(arkVideo.writeHook!(view).body), taskOf(view));
  });
});

describe('questions', () => {
  const never = () => assert.fail('was asked');
  const deskOf = (tasks: readonly TaskView[], seen: unknown[] = []): TaskDesk => ({
    find: never,
    async get(ref) {
      const found = tasks.find(({ id }) => id === ref);
      if (!found) throw new GatewayError('task_unknown', 'there is no such task');
      return found;
    },
    async list(query: TaskQuery) {
      seen.push(query);
      return { tasks, more: false, total: tasks.length };
    },
    async cancel(ref) {
      seen.push(['cancel', ref]);
      return tasks[0]!;
    },
    async remove(ref) {
      seen.push(['remove', ref]);
      return tasks[0]!;
    },
    ask: never,
    changed: never,
    origin: 'https://gateway.example',
    hookSecret: 'whsec_AAAA',
  });
  const asked = (query: string, id = '') => ({ head: { params: { id }, query, headers: {} }, body: {} });
  const bodyOf = (answer: unknown): Json => {
    assert.ok(typeof answer === 'object' && answer !== null && 'body' in answer);
    return JSON.parse(String(answer.body));
  };

  it('list by page, state, model and ids in both spellings', async () => {
    const seen: unknown[] = [];
    const view = viewOf({ status: 'running' });
    const answer = await list(
      asked(
        'page_num=2&page_size=3&filter.status=running&filter.model=m&filter.task_ids=a,b&filter.task_ids=c',
      ),
      deskOf([view], seen),
    );
    assert.deepEqual(bodyOf(answer), { total: 1, items: [taskOf(view)] });
    assert.deepEqual(seen, [
      {
        dialect: 'ark-video',
        newestFirst: true,
        ids: ['a', 'b', 'c'],
        status: ['running', 'waiting'],
        model: 'm',
        page: 2,
        limit: 3,
      },
    ]);
    for (const query of ['page_size=0', 'page_num=x', 'filter.status=paused'])
      await assert.rejects(list(asked(query), deskOf([])), { code: 'field_invalid' });
  });

  it('list by tier', async () => {
    const flex = viewOf({ id: 'task_2', facts: { service_tier: 'flex' } });
    const answer = await list(asked('filter.service_tier=flex'), deskOf([viewOf(), flex]));
    assert.deepEqual(bodyOf(answer), { total: 1, items: [taskOf(flex)] });
  });

  it('delete: cancels what waits, forgets what ended, refuses what was cancelled', async () => {
    for (const [status, done] of [
      ['queued', 'cancel'],
      ['running', 'cancel'],
      ['succeeded', 'remove'],
      ['failed', 'remove'],
    ] as const) {
      const seen: unknown[] = [];
      const view = viewOf({ status });
      assert.deepEqual(bodyOf(await remove(asked('', view.id), deskOf([view], seen))), {});
      assert.deepEqual(seen, [[done, view.id]]);
    }
    const cancelled = viewOf({ status: 'cancelled' });
    await assert.rejects(remove(asked('', cancelled.id), deskOf([cancelled])), {
      code: 'task_not_cancellable',
    });
    await assert.rejects(show(asked('', 'task_x'), deskOf([])), { code: 'task_unknown' });
  });
});

it('shows what the manual says', async () => {
  let now = Date.now();
  const model = 'doubao-seedance-1-0-pro-fast-251015';
  const { send } = sendTo(doubao, createArkVideoSimulator({ models: [model], clock: () => now }));
  const port = arkVideoPort({ prefix: '' });
  const example = createPage.examples[0];
  const call = read(example.request);
  const access = { key: 'k', settings: {} };
  const start = {
    action: call.action,
    body: call.body,
    upstreamModel: model,
    facts: {},
    access,
    taskId: 't',
    parents: {},
  };
  const { handle } = await port.start(start, send);
  now += 5000;
  const { native, outputs = [] } = await port.poll(handle, send);
  assert.ok(native);
  const view = viewOf({
    model,
    status: 'succeeded',
    native,
    outputs: outputs.map((output, index) => ({ ...output, index })),
  });
  const create = arkVideo.endpoints[0]!;
  assert.ok(create.does === 'submit-task');
  const shapeOf = (expect: (typeof queryPage.examples)[0]['expect']) =>
    'reply' in expect ? expect.reply : null;
  assert.deepEqual(mismatches(shapeOf(example.expect), JSON.parse(create.written(view).body)), []);
  assert.deepEqual(mismatches(shapeOf(queryPage.examples[0].expect), taskOf(view)), []);
  const listed = { total: 1, items: [taskOf(view)] };
  assert.deepEqual(mismatches(shapeOf(listPage.examples[0].expect), listed), []);
});

it('has Vietnamese for every field', () => {
  for (const endpoint of endpointsOf([arkVideo]))
    for (const { name, description } of parameterTable(endpoint)) {
      if (description === undefined || description.en.startsWith('Name of the model')) continue;
      assert.ok(arkVideoTexts[description.en], `${name}: ${description.en}`);
    }
  const used = endpointsOf([arkVideo]).flatMap((endpoint) =>
    parameterTable(endpoint).map((one) => one.description?.en),
  );
  for (const said of Object.keys(arkVideoTexts)) assert.ok(used.includes(said), said);
});
