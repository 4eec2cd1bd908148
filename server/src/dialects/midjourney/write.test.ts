import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faults, GatewayError } from '../../spec/fault.ts';
import { type TaskDesk, type TaskStatus, type TaskView, taskStatuses } from '../../spec/task.ts';
import { midjourney } from './index.ts';
import { taskObject, writeSubmitted } from './write.ts';

const view = (rest: Partial<TaskView> = {}): TaskView => ({
  id: 'task_01k9a0b1c2d3e4f5g6h7j8k9m0',
  requestId: 'req_1',
  status: 'queued',
  progress: 0,
  dialect: 'midjourney',
  kind: 'image',
  action: 'submit/imagine',
  model: 'midjourney',
  outputs: [],
  memo: { action: 'IMAGINE' },
  createdAt: 1_763_900_000_000,
  usage: { calls: 1 },
  facts: { mode: 'fast', action: 'imagine' },
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
  ...rest,
});

const link = 'https://gw.example/results/r1.png';

describe('a task', () => {
  it('has all fields before anything is known of it', () =>
    assert.deepEqual(taskObject(view({ prompt: 'a cat', memo: { action: 'IMAGINE', state: 'order-7' } })), {
      id: 'task_01k9a0b1c2d3e4f5g6h7j8k9m0',
      action: 'IMAGINE',
      customId: '',
      botType: 'MID_JOURNEY',
      mode: 'FAST',
      prompt: 'a cat',
      promptEn: 'a cat',
      description: 'Submit success',
      state: 'order-7',
      submitTime: 1_763_900_000_000,
      startTime: 0,
      finishTime: 0,
      imageUrl: '',
      videoUrl: '',
      videoUrls: null,
      status: 'SUBMITTED',
      progress: '0%',
      failReason: '',
      buttons: [],
      maskBase64: '',
      properties: { finalPrompt: 'a cat', finalZhPrompt: '' },
    }));

  it('shows what the upstream said, under our id, with our links', () => {
    const button = { customId: 'MJ::JOB::upsample::1::u', emoji: '', label: 'U1', type: 2, style: 2 };
    const shown = taskObject(
      view({
        status: 'succeeded',
        progress: 100,
        parent: 'task_parent',
        startedAt: 1_763_900_001_000,
        finishedAt: 1_763_900_005_000,
        outputs: [{ index: 0, kind: 'image', url: link }],
        native: {
          id: '1730621718151844',
          parentId: '1730621718151111',
          action: 'VARIATION',
          imageUrl: link,
          status: 'SUCCESS',
          progress: '100%',
          buttons: [button],
          seed: '77',
          properties: { finalPrompt: 'a cat --v 7', messageId: '5' },
        },
      }),
    );
    assert.equal(shown['id'], 'task_01k9a0b1c2d3e4f5g6h7j8k9m0');
    assert.equal(shown['parentId'], 'task_parent');
    assert.deepEqual(
      [shown['action'], shown['imageUrl'], shown['status'], shown['progress'], shown['seed']],
      ['VARIATION', link, 'SUCCESS', '100%', '77'],
    );
    assert.deepEqual(shown['buttons'], [button]);
    assert.deepEqual(shown['properties'], { finalPrompt: 'a cat --v 7', messageId: '5' });
    assert.equal(shown['finishTime'], 1_763_900_005_000);
  });

  it('that another wire served is written from its outputs', () => {
    const shown = taskObject(
      view({
        status: 'succeeded',
        progress: 100,
        dialect: 'kling',
        action: 'text2video',
        model: 'kling-v3',
        memo: {},
        facts: {},
        prompt: 'the sea',
        outputs: [
          { index: 0, kind: 'video', url: 'https://gw.example/results/v.mp4' },
          { index: 1, kind: 'image', role: 'cover', url: link },
        ],
      }),
    );
    assert.deepEqual(
      [shown['action'], shown['botType'], shown['videoUrl'], shown['imageUrl'], shown['progress']],
      ['TEXT2VIDEO', '', 'https://gw.example/results/v.mp4', link, '100%'],
    );
    assert.deepEqual(shown['videoUrls'], [{ url: 'https://gw.example/results/v.mp4' }]);
  });

  it('of a describe has its texts in the properties', () => {
    const text = '1️⃣ a cat';
    const shown = taskObject(
      view({
        status: 'succeeded',
        outputs: [{ index: 0, kind: 'text', text }],
        memo: { action: 'DESCRIBE' },
      }),
    );
    assert.deepEqual(shown['properties'], { finalPrompt: text, finalZhPrompt: '' });
  });

  const words: Readonly<Record<TaskStatus, readonly [string, string, string]>> = {
    sending: ['NOT_START', '46%', ''],
    queued: ['SUBMITTED', '46%', ''],
    running: ['IN_PROGRESS', '46%', ''],
    waiting: ['MODAL', '46%', ''],
    succeeded: ['SUCCESS', '100%', ''],
    failed: ['FAILURE', '', 'no'],
    cancelled: ['CANCEL', '', 'no'],
    expired: ['FAILURE', '46%', 'no'],
  };
  for (const status of taskStatuses)
    it(`that is ${status}`, () => {
      const [word, progress, reason] = words[status];
      const shown = taskObject(
        view({ status, progress: 46, reason: 'no', native: { status: 'IN_PROGRESS', progress: '' } }),
      );
      assert.deepEqual([shown['status'], shown['progress'], shown['failReason']], [word, progress, reason]);
    });

  it('goes whole to the hook', () => {
    const hook = midjourney.writeHook?.(view({ status: 'running', progress: 12 }));
    assert.deepEqual(JSON.parse(hook?.body ?? ''), taskObject(view({ status: 'running', progress: 12 })));
  });
});

describe('the first answer', () => {
  const body = (task: TaskView): unknown => JSON.parse(writeSubmitted(task).body);
  it('is 1 with our id', () =>
    assert.deepEqual(body(view()), {
      code: 1,
      description: 'Submit success',
      result: 'task_01k9a0b1c2d3e4f5g6h7j8k9m0',
      properties: {},
    }));
  it('is 21 where a window waits', () =>
    assert.deepEqual(body(view({ status: 'waiting', native: { properties: { remix: true } } })), {
      code: 21,
      description: 'Waiting for window confirm',
      result: 'task_01k9a0b1c2d3e4f5g6h7j8k9m0',
      properties: { remix: true },
    }));
});

describe('faults', () => {
  const write = (error: GatewayError) => {
    const { status, body } = midjourney.writeFault(error, 'req_7');
    const parsed: Record<string, unknown> = JSON.parse(body);
    return [status, parsed['code'], parsed['description'], 'error' in parsed];
  };
  const refusal = (code: string, status?: number) =>
    new GatewayError(code === '23' ? 'upstream_busy' : 'upstream_refused', 'said', {
      upstream: { code },
      ...(status === undefined ? {} : { status }),
    });
  const rows: readonly (readonly [GatewayError, number, number, RegExp])[] = [
    [refusal('24'), 200, 24, /^said \(request id: req_7\)$/],
    [refusal('4'), 200, 4, /^said/],
    [refusal('23'), 200, 23, /^said/],
    [refusal('4', 400), 400, 4, /^said/],
    [new GatewayError('task_unknown', 'there is no such task'), 404, 3, /^task_no_found: there is/],
    [new GatewayError('balance_too_low', 'too low'), 402, 4, /^quota_not_enough: too low/],
    [new GatewayError('field_invalid', 'prompt_is_required: …'), 400, 4, /^prompt_is_required/],
    [new GatewayError('rate_limited', 'wait'), 429, 30, /^wait/],
    [new GatewayError('upstream_timeout', 'too long'), 504, 5, /^too long/],
  ];
  for (const [error, status, code, words] of rows)
    it(`${error.code} ${error.detail.upstream?.code ?? ''}`, () => {
      const [shownStatus, shownCode, description, hasError] = write(error);
      assert.deepEqual([shownStatus, shownCode, hasError], [status, code, status !== 200]);
      assert.match(String(description), words);
    });
  it('all have a number and the id of the request', () => {
    for (const code of Object.keys(faults) as (keyof typeof faults)[]) {
      const [status, number, description] = write(new GatewayError(code, 'x'));
      assert.equal(status, faults[code].status);
      assert.ok(Number.isInteger(number) && String(description).includes('req_7'), code);
    }
  });
});

describe('questions', () => {
  const done = view({ status: 'succeeded', outputs: [{ index: 0, kind: 'image', url: link }] });
  const missing = () => Promise.reject(new GatewayError('task_unknown', 'there is no such task'));
  const desk: TaskDesk = {
    find: async (ref) => (ref === done.id ? done : undefined),
    get: async (ref) =>
      ref === done.id ? done : ref === 'task_running' ? view({ status: 'running' }) : missing(),
    list: async ({ ids }) => ({ tasks: ids?.includes(done.id) ? [done] : [], more: false, total: 1 }),
    cancel: async () => view({ status: 'cancelled' }),
    remove: missing,
    ask: async (_ref, question) =>
      question === 'seed' ? { code: 1, description: '成功', result: '77' } : {},
    changed: missing,
    origin: 'https://gw.example',
    hookSecret: 'whsec_x',
  };
  const ask = async (path: string, id: string, body = {}) => {
    const endpoint = midjourney.endpoints.find((one) => one.path === path);
    assert.ok(endpoint?.does === 'task-desk', path);
    const said = await endpoint.serve({ head: { params: { id }, query: '', headers: {} }, body }, desk);
    if ('content' in said) return said.content;
    assert.ok('body' in said);
    return JSON.parse(said.body);
  };
  it('a task by its id', async () =>
    assert.deepEqual(await ask('/mj/task/:id/fetch', done.id), taskObject(done)));
  it('an unknown one', () => assert.rejects(ask('/mj/task/:id/fetch', 'task_x'), { code: 'task_unknown' }));
  it('several: a bare list in their order, without the unknown', async () => {
    assert.deepEqual(await ask('/mj/task/list-by-condition', '', { ids: ['x', done.id, done.id] }), [
      taskObject(done),
    ]);
    assert.deepEqual(await ask('/mj/task/list-by-ids', '', { ids: [] }), []);
    assert.deepEqual(await ask('/mj/task/list-by-condition', ''), []);
    await assert.rejects(ask('/mj/task/list-by-condition', '', { ids: 'x' }), { code: 'field_invalid' });
  });
  it('a seed', async () => {
    assert.deepEqual(await ask('/mj/task/:id/image-seed', done.id), {
      code: 1,
      description: '成功',
      result: '77',
    });
    await assert.rejects(ask('/mj/task/:id/image-seed', 'task_running'), { code: 'field_invalid' });
  });
  it('a cancel answers the task', async () =>
    assert.equal((await ask('/mj/task/:id/cancel', done.id)).status, 'CANCEL'));
  it('a picture, without a key', async () => {
    assert.deepEqual(await ask('/mj/image/:id', done.id), { task: done.id, index: 0 });
    assert.deepEqual(await ask('/mj/image/:id', 'task_x'), { error: 'midjourney_task_not_found' });
    const open = midjourney.endpoints.filter((one) => 'open' in one && one.open).map(({ path }) => path);
    assert.deepEqual(open, ['/mj/image/:id', '/:mode/mj/image/:id']);
  });
});
