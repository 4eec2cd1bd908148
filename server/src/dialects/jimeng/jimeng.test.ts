import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import { viewOf } from '../../../../test/support/task-view.ts';
import type { Json } from '../../base/json.ts';
import { jimengTexts } from '../../manual/field-texts/jimeng.ts';
import officialPage from '../../manual/pages/jimeng/official-form.ts';
import queryPage from '../../manual/pages/jimeng/query-task.ts';
import submitPage from '../../manual/pages/jimeng/submit-video.ts';
import { endpointsOf, parameterTable } from '../../manual/reference.ts';
import { mismatches } from '../../manual/shape.ts';
import { visualPort } from '../../providers/_families/jimeng/port.ts';
import { jimeng as provider } from '../../providers/jimeng/index.ts';
import { createJimengSimulator, simulatedKey } from '../../providers/jimeng/simulator.ts';
import { faults, GatewayError } from '../../spec/fault.ts';
import type { TaskDesk, TaskView } from '../../spec/task.ts';
import { asks, fetchTask } from './desk.ts';
import { jimeng } from './index.ts';
import { readSubmit, readVisual } from './read.ts';
import { resultOf, taskOf, words } from './write.ts';

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));
const headOf = (action: string, id = '') => ({
  params: { id },
  query: action === '' ? '' : `Action=${action}&Version=2022-08-31`,
  headers: {},
});
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
};

describe('reading the short form', () => {
  const a = 'https://img.example/a.png';
  const b = 'https://img.example/b.png';
  const table: readonly (readonly [Json, string, object])[] = [
    [{ prompt: 'x' }, 'jimeng-video-3.0', { prompt: 'x', images: [], seconds: 5, extra: {} }],
    [
      { prompt: 'x', image_url: '', duration: '10', aspect_ratio: '21:9', cfg_scale: 0.5, seed: -1 },
      'jimeng-video-3.0',
      { prompt: 'x', aspectRatio: '21:9', images: [], seconds: 10, extra: { cfg_scale: 0.5 } },
    ],
    [
      { model: 'jimeng-video-3.0-pro', prompt: 'x', image_url: a, image_urls: [b], seed: 3, size: '1080P' },
      'jimeng-video-3.0-pro',
      {
        prompt: 'x',
        seed: 3,
        images: [
          { role: 'first', url: a },
          { role: 'last', url: b },
        ],
        seconds: 5,
        resolution: '1080p',
        extra: {},
      },
    ],
  ];
  for (const [body, model, video] of table)
    it(JSON.stringify(body), () => {
      const call = readSubmit(bytes({ ...body, future: 1 }));
      assert.deepEqual([call.action, call.model, call.prompt], ['generate', model, 'x']);
      assert.deepEqual(call.video, video);
      assert.deepEqual(call.body, { ...body, future: 1 });
    });

  it('refuses what is wrong, and names the place', () => {
    assert.equal(
      refusal(() => readSubmit(bytes({}))),
      'field_invalid prompt',
    );
    assert.equal(
      refusal(() => readSubmit(bytes({ prompt: 1 }))),
      'field_invalid prompt',
    );
    assert.equal(
      refusal(() => readSubmit(bytes({ prompt: 'x', image_urls: ['a', 'b', 'c'] }))),
      'field_invalid image_urls',
    );
    assert.equal(
      refusal(() => readSubmit(Buffer.from('['))),
      'body_malformed',
    );
  });
});

describe('reading the official form', () => {
  const submit = (body: Json) => readVisual(bytes(body), headOf('CVSync2AsyncSubmitTask'));

  it('gives the key a model and keeps the body', () => {
    const body = {
      req_key: 'jimeng_i2v_first_v30_1080',
      prompt: 'x',
      binary_data_base64: ['iVBORw=='],
      frames: 241,
      logo: {},
    };
    const call = submit(body);
    assert.deepEqual(call.body, body);
    assert.deepEqual(
      [call.action, call.model, call.memo],
      ['visual', 'jimeng-video-3.0', { req_key: body.req_key }],
    );
    assert.deepEqual(call.video, {
      prompt: 'x',
      images: [{ role: 'first', url: 'data:image/png;base64,iVBORw==' }],
      seconds: 10,
      resolution: '1080p',
      extra: {},
    });
    assert.equal(submit({ req_key: 'jimeng_ti2v_v30_pro', prompt: 'x' }).model, 'jimeng-video-3.0-pro');
    assert.equal(submit({ req_key: 'jimeng_t2v_v99', prompt: 'x' }).model, 'jimeng_t2v_v99');
    assert.equal(submit({ req_key: 'constructor', prompt: 'x' }).model, 'constructor');
  });

  it('refuses a missing action and a missing key', () => {
    assert.equal(
      refusal(() => readVisual(bytes({ req_key: 'x' }), headOf(''))),
      'field_invalid Action',
    );
    assert.equal(
      refusal(() => submit({ prompt: 'x' })),
      'field_invalid req_key',
    );
  });
});

describe('writing', () => {
  it('has a word for every state', () => {
    for (const [status, word] of Object.entries(words))
      assert.equal(taskOf(viewOf({ status: status as keyof typeof words }))['status'], word);
  });

  it('shows a film that another maker made in both forms', () => {
    const view = viewOf({
      status: 'succeeded',
      outputs: [{ kind: 'video', url: 'https://r.example/0', index: 0 }],
      startedAt: 1_763_800_001_000,
      finishedAt: 1_763_800_060_000,
    });
    const result = {
      code: 10_000,
      data: {
        binary_data_base64: null,
        image_urls: null,
        resp_data: '',
        status: 'done',
        video_url: 'https://r.example/0',
      },
      message: 'Success',
      request_id: view.requestId,
      status: 10_000,
      time_elapsed: '0ms',
    };
    assert.deepEqual(resultOf(view), result);
    assert.deepEqual(taskOf(view), {
      task_id: view.id,
      action: 'generate',
      status: 'SUCCESS',
      fail_reason: '',
      submit_time: 1_763_800_000,
      start_time: 1_763_800_001,
      finish_time: 1_763_800_060,
      progress: '100%',
      data: result,
    });
  });

  it('keeps unknown fields of the upstream, and none of its ids', () => {
    const native = {
      code: 10_000,
      data: { status: 'done', video_url: 'https://u.example/1', new_field: 1 },
      request_id: 'theirs',
      status: 10_000,
      more: true,
    };
    const view = viewOf({
      status: 'succeeded',
      native,
      outputs: [{ kind: 'video', url: 'https://r.example/0', index: 0 }],
    });
    const result = resultOf(view);
    assert.equal(result['more'], true);
    assert.equal(result['request_id'], view.requestId);
    assert.deepEqual(result['data'], {
      binary_data_base64: null,
      image_urls: null,
      resp_data: '',
      status: 'done',
      video_url: 'https://r.example/0',
      new_field: 1,
    });
  });

  it('tells why a task failed, by the upstream’s code where there is one', () => {
    const failed = viewOf({
      status: 'failed',
      fault: 'upstream_refused',
      reason: 'Post Video Risk Not Pass',
    });
    assert.deepEqual(
      [resultOf(failed)['code'], resultOf(failed)['message']],
      [50_215, 'Post Video Risk Not Pass'],
    );
    assert.equal(resultOf({ ...failed, native: { code: 50_516, data: null } })['code'], 50_516);
    assert.equal(taskOf(failed)['fail_reason'], 'Post Video Risk Not Pass');
    assert.equal(taskOf(viewOf({ status: 'cancelled' }))['fail_reason'], 'the task was cancelled');
  });

  it('writes every fault as a number, with the request id', () => {
    for (const code of Object.keys(faults) as (keyof typeof faults)[]) {
      const { status, body } = jimeng.writeFault(new GatewayError(code, 'why'), 'req_1');
      const told = JSON.parse(body);
      assert.equal(status, faults[code].status);
      assert.deepEqual([told.message, told.request_id, told.error, told.data], ['why', 'req_1', code, null]);
      assert.ok(told.code >= 50_000 && told.code === told.status);
    }
    const told = new GatewayError('upstream_refused', 'no', { upstream: { code: '50412' } });
    assert.equal(JSON.parse(jimeng.writeFault(told, 'req_1').body).code, 50_412);
  });
});

describe('questions', () => {
  const never = () => assert.fail('was asked');
  const deskOf = (view: TaskView | undefined, cancelled: string[] = []): TaskDesk => ({
    find: async () => view,
    async get() {
      if (view === undefined) throw new GatewayError('task_unknown', 'there is no such task');
      return view;
    },
    list: never,
    async cancel(ref) {
      cancelled.push(ref);
      return view!;
    },
    remove: never,
    ask: never,
    changed: never,
    origin: 'https://gateway.example',
    hookSecret: 'whsec_AAAA',
  });
  const answerOf = async (action: string, body: Json, desk: TaskDesk) => {
    const serve = asks(headOf(action));
    assert.ok(serve);
    const answer = await serve({ head: headOf(action), body }, desk);
    assert.ok('status' in answer);
    return [answer.status, JSON.parse(answer.body)] as const;
  };
  const memo = { req_key: 'jimeng_t2v_v30' };

  it('are told from a submit by the action', () => {
    assert.equal(asks(headOf('CVSync2AsyncSubmitTask')), undefined);
    assert.equal(asks(headOf('')), undefined);
    assert.equal(asks(headOf('constructor')), undefined);
  });

  it('show a result to the key that made it, also as text of digits', async () => {
    const view = viewOf({ status: 'running', memo });
    const [status, body] = await answerOf(
      'CVSync2AsyncGetResult',
      { ...memo, task_id: view.id },
      deskOf(view),
    );
    assert.deepEqual([status, body.data.status], [200, 'generating']);
    const [, other] = await answerOf(
      'CVSync2AsyncGetResult',
      { req_key: 'k', task_id: view.id },
      deskOf(view),
    );
    assert.equal(other.data.status, 'not_found');
    const [, none] = await answerOf('CVSync2AsyncGetResult', { ...memo, task_id: '7' }, deskOf(undefined));
    assert.deepEqual([none.code, none.data.status], [10_000, 'not_found']);
    const failed = viewOf({ status: 'failed', fault: 'upstream_refused', reason: 'no', memo });
    assert.equal(
      (await answerOf('CVSync2AsyncGetResult', { ...memo, task_id: 't' }, deskOf(failed)))[0],
      400,
    );
  });

  it('refuse what is missing, and req_json that is no text', async () => {
    for (const body of [{ ...memo }, { task_id: 't' }, { ...memo, task_id: 't', req_json: {} }])
      await assert.rejects(answerOf('CVSync2AsyncGetResult', body, deskOf(viewOf())), {
        code: 'field_invalid',
      });
  });

  it('cancel', async () => {
    const cancelled: string[] = [];
    const view = viewOf({ memo });
    await answerOf('CVCancelTask', { ...memo, task_id: view.id }, deskOf(view, cancelled));
    assert.deepEqual(cancelled, [view.id]);
    await assert.rejects(answerOf('CVCancelTask', { ...memo, task_id: 't' }, deskOf(undefined)), {
      code: 'task_unknown',
    });
  });

  it('fetch', async () => {
    await assert.rejects(fetchTask({ head: headOf('', 't'), body: {} }, deskOf(undefined)), {
      code: 'task_unknown',
    });
  });
});

it('shows what the manual says', async () => {
  let now = Date.now();
  const access = { key: simulatedKey, settings: {} };
  const { send } = sendTo(provider, createJimengSimulator({ clock: () => now }), access);
  const port = visualPort();
  const example = submitPage.examples[0];
  const call = readSubmit(bytes(example.request));
  const start = {
    action: call.action,
    body: call.body,
    upstreamModel: call.model,
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
    model: call.model,
    status: 'succeeded',
    native,
    outputs: outputs.map((output, index) => ({ ...output, index })),
    startedAt: now,
    finishedAt: now,
  });
  const [short, , official] = jimeng.endpoints;
  assert.ok(short?.does === 'submit-task' && official?.does === 'submit-task');
  const shapeOf = (expect: (typeof queryPage.examples)[0]['expect']) =>
    'reply' in expect ? expect.reply : null;
  const shown = (body: string): unknown => JSON.parse(body);
  assert.deepEqual(mismatches(shapeOf(example.expect), shown(short.written(view).body)), []);
  const wrapped = { code: 'success', message: '', data: taskOf(view) };
  assert.deepEqual(mismatches(shapeOf(queryPage.examples[0].expect), wrapped), []);
  // The official answer to a submit has a time of its own.
  assert.deepEqual(
    mismatches(shapeOf(officialPage.examples[0].expect), shown(official.written(view).body)),
    [],
  );
  assert.deepEqual(mismatches(shapeOf(officialPage.examples[1]!.expect), resultOf(view)), []);
});

it('has Vietnamese for every field', () => {
  const tables = endpointsOf([jimeng]).map((endpoint) => parameterTable(endpoint));
  const used = tables.flatMap((table) =>
    table.flatMap(({ description }) => (description ? [description.en] : [])),
  );
  for (const said of used) assert.ok(jimengTexts[said], said);
  for (const said of Object.keys(jimengTexts)) assert.ok(used.includes(said), said);
});
