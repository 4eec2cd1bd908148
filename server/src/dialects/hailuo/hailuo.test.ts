import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, parseObject } from '../../base/json.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import type { TaskDesk, TaskView } from '../../spec/task.ts';
import { hailuo } from './index.ts';

const endpoint = (method: string, path: string) => {
  const found = hailuo.endpoints.find((one) => one.method === method && one.path === path);
  assert.ok(found, path);
  return found;
};
const submit = endpoint('POST', '/minimax/v1/video_generation');
assert.ok(submit.does === 'submit-task');
const head = { params: {}, query: '', headers: {} };
const read = (body: unknown) => submit.read(Buffer.from(JSON.stringify(body)), head);

describe('a submission', () => {
  it('is read with its hook apart, unknown fields kept, and odd spellings mended', () => {
    const call = read({
      model: 'MiniMax-Hailuo-2.3',
      prompt: 'she turns around',
      duration: '10',
      first_frame_image: 'https://img.example/f.jpg',
      resolution: '768p',
      'prompt_optimizer ': true,
      callback_url: 'https://customer.example/hook',
      of_next_year: { a: 1 },
    });
    assert.deepEqual(call, {
      kind: 'video',
      action: 'video_generation',
      model: 'MiniMax-Hailuo-2.3',
      prompt: 'she turns around',
      hook: { url: 'https://customer.example/hook', on: 'changes' },
      body: {
        model: 'MiniMax-Hailuo-2.3',
        prompt: 'she turns around',
        duration: 10,
        first_frame_image: 'https://img.example/f.jpg',
        resolution: '768P',
        prompt_optimizer: true,
        of_next_year: { a: 1 },
      },
      video: {
        prompt: 'she turns around',
        images: [{ role: 'first', url: 'https://img.example/f.jpg' }],
        seconds: 10,
        resolution: '768p',
        enhancePrompt: true,
        extra: { of_next_year: { a: 1 } },
      },
    });
  });

  it('names what is wrong', () => {
    const wrong = (body: unknown) => {
      try {
        read(body);
      } catch (error) {
        if (error instanceof GatewayError) return `${error.code} ${error.detail.param}`;
      }
      return undefined;
    };
    assert.equal(wrong({ prompt: 'p' }), 'field_invalid model');
    assert.equal(wrong({ model: 'm' }), 'field_invalid prompt');
    assert.equal(wrong({ model: 'm', prompt: 'p', duration: 'long' }), 'field_invalid duration');
    assert.equal(
      wrong({ model: 'm', prompt: 'p', prompt_optimizer: 'yes' }),
      'field_invalid prompt_optimizer',
    );
    assert.equal(wrong({ model: 'm', last_frame_image: 'data:image/png;base64,AA==' }), undefined);
  });
});

const at = Date.UTC(2026, 0, 2, 3, 4, 5);
const view: TaskView = {
  id: 'task_01k9zzzzzzzzzzzzzzzzzzzzzz',
  requestId: 'req_1',
  status: 'running',
  progress: 50,
  dialect: 'hailuo',
  kind: 'video',
  action: 'video_generation',
  model: 'MiniMax-Hailuo-02',
  outputs: [],
  memo: {},
  createdAt: at,
  usage: { calls: 1 },
  facts: {},
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
};
const done: TaskView = {
  ...view,
  status: 'succeeded',
  progress: 100,
  startedAt: at + 1000,
  finishedAt: at + 60_000,
  outputs: [
    {
      kind: 'video',
      url: 'http://gateway/results/1',
      index: 0,
      ref: '306793063383292',
      width: 1366,
      height: 768,
    },
  ],
};
const native = {
  task_id: '306792606023824',
  status: 'Success',
  file_id: '306793063383292',
  video_width: 1366,
  video_height: 768,
  mood: 'good',
  file: { file_id: 306793063383292, bytes: 0, download_url: 'https://upstream.example/x', of_next_year: 1 },
  base_resp: { status_code: 0, status_msg: 'success' },
};

const desk = (tasks: readonly TaskView[]): TaskDesk => {
  const find = async (ref: string) =>
    tasks.find((task) => task.id === ref || task.outputs.some((output) => output.ref === ref));
  const no = async (): Promise<never> => {
    throw new Error('not asked for');
  };
  return {
    find,
    async get(ref) {
      const task = await find(ref);
      if (task) return task;
      throw new GatewayError('task_unknown', 'no such task');
    },
    list: no,
    cancel: no,
    remove: no,
    ask: no,
    changed: no,
    origin: 'http://gateway',
    hookSecret: 'whsec_x',
  };
};
const ask = async (path: string, query: string, tasks: readonly TaskView[]): Promise<Json> => {
  const found = endpoint('GET', path);
  assert.ok(found.does === 'task-desk');
  const answer = await found.serve({ head: { ...head, query }, body: {} }, desk(tasks));
  assert.ok('status' in answer && answer.status === 200);
  return parseObject(answer.body) ?? {};
};
const codeOf = async (run: Promise<unknown>): Promise<string> => {
  try {
    await run;
  } catch (error) {
    if (error instanceof GatewayError) return error.code;
  }
  return 'none';
};

describe('answers', () => {
  it('a submission has our id, whatever the upstream said', () => {
    for (const task of [view, { ...view, native }])
      assert.deepEqual(parseObject(submit.written(task).body), {
        ...(task === view ? {} : { mood: 'good' }),
        task_id: view.id,
        base_resp: { status_code: 0, status_msg: 'success' },
      });
  });

  it('a query at MiniMax’s path is MiniMax’s', async () => {
    const path = '/v1/query/video_generation';
    assert.deepEqual(await ask(path, `task_id=${view.id}`, [view]), {
      task_id: view.id,
      status: 'Processing',
      file_id: '',
      base_resp: { status_code: 0, status_msg: 'success' },
    });
    const expected = {
      task_id: view.id,
      status: 'Success',
      file_id: '306793063383292',
      video_width: 1366,
      video_height: 768,
      file: {
        file_id: 306793063383292,
        bytes: 0,
        created_at: Math.floor((at + 60_000) / 1000),
        filename: 'output.mp4',
        purpose: 'video_generation',
        download_url: 'http://gateway/results/1',
        backup_download_url: 'http://gateway/results/1',
      },
      base_resp: { status_code: 0, status_msg: 'success' },
    };
    assert.deepEqual(await ask(path, `task_id=${view.id}`, [done]), expected);
    assert.deepEqual(await ask(path, `task_id=${view.id}`, [{ ...done, native }]), {
      ...expected,
      mood: 'good',
      file: { ...expected.file, of_next_year: 1 },
    });
    // Made by a dialect and an upstream without names for files.
    const { ref, ...film } = done.outputs[0] ?? { index: 0, kind: 'video' as const };
    const nameless = await ask(path, `task_id=${view.id}`, [{ ...done, outputs: [film] }]);
    assert.equal(nameless['file_id'], view.id);
  });

  it('a query at the gateway’s path has the envelope and MiniMax’s fields', async () => {
    const path = '/minimax/v1/query/video_generation';
    const body = await ask(path, `task_id=${view.id}`, [{ ...done, native }]);
    const { data, code, message, ...bare } = body;
    assert.deepEqual(
      bare,
      await ask('/v1/query/video_generation', `task_id=${view.id}`, [{ ...done, native }]),
    );
    assert.deepEqual([code, message], ['success', '']);
    assert.deepEqual(data, {
      task_id: view.id,
      action: 'video_generation',
      status: 'SUCCESS',
      fail_reason: '306793063383292',
      submit_time: at / 1000,
      start_time: at / 1000 + 1,
      finish_time: at / 1000 + 60,
      progress: '100%',
      data: bare,
    });
  });

  it('each state has its word, and a failure its reason', async () => {
    const path = '/minimax/v1/query/video_generation';
    const wordsOf = async (task: TaskView) => {
      const { status, data, base_resp: response } = await ask(path, `task_id=${view.id}`, [task]);
      const { status: family, fail_reason: reason } = data as Json;
      return [status, family, reason, (response as Json)['status_code']];
    };
    assert.deepEqual(await wordsOf({ ...view, status: 'sending' }), ['Preparing', 'NOT_START', '', 0]);
    assert.deepEqual(await wordsOf({ ...view, status: 'queued' }), ['Queueing', 'QUEUED', '', 0]);
    assert.deepEqual(await wordsOf({ ...view, status: 'queued', native: { status: 'Preparing' } }), [
      'Preparing',
      'QUEUED',
      '',
      0,
    ]);
    const failed = { ...view, status: 'failed', finishedAt: at, reason: 'blocked' } as const;
    assert.deepEqual(await wordsOf(failed), ['Fail', 'FAILURE', 'blocked', 1000]);
    assert.deepEqual(await wordsOf({ ...failed, fault: 'upstream_refused' }), [
      'Fail',
      'FAILURE',
      'blocked',
      1027,
    ]);
    const told = { status: 'Fail', base_resp: { status_code: 1026, status_msg: 'x' } };
    assert.deepEqual(await wordsOf({ ...failed, native: told }), ['Fail', 'FAILURE', 'blocked', 1026]);
    // The gateway gave up while the upstream still said that it works.
    const late = { ...view, status: 'expired', finishedAt: at, native: { status: 'Processing' } } as const;
    assert.deepEqual((await wordsOf(late)).slice(0, 2), ['Fail', 'FAILURE']);
  });

  it('a file is found by its own name and by the task’s', async () => {
    for (const path of ['/minimax/v1/files/retrieve', '/v1/files/retrieve'])
      for (const id of ['306793063383292', view.id]) {
        const { file } = await ask(path, `file_id=${id}`, [done]);
        assert.equal((file as Json)['download_url'], 'http://gateway/results/1');
      }
    assert.equal(await codeOf(ask('/v1/files/retrieve', `file_id=${view.id}`, [view])), 'file_unknown');
    assert.equal(await codeOf(ask('/v1/files/retrieve', 'file_id=1', [])), 'file_unknown');
    assert.equal(await codeOf(ask('/v1/files/retrieve', '', [])), 'field_invalid');
    assert.equal(await codeOf(ask('/v1/query/video_generation', 'task_id=1', [])), 'task_unknown');
  });

  it('a hook is told in small letters', () => {
    const told = parseObject(hailuo.writeHook?.({ ...done, native }).body ?? '');
    assert.deepEqual(
      [told?.['status'], told?.['task_id'], told?.['file_id']],
      ['success', view.id, '306793063383292'],
    );
  });

  it('every fault has a number', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const { status, body } = hailuo.writeFault(new GatewayError(code, 'why'), 'req_1');
      const told = parseObject(body);
      const response = told?.['base_resp'] as Json;
      assert.ok(status >= 400 && Number(response['status_code']) >= 1000, code);
      assert.match(String(response['status_msg']), /why.*req_1/);
    }
    const sensitive = new GatewayError('upstream_refused', 'x', { upstream: { code: '1026' } });
    assert.match(hailuo.writeFault(sensitive, 'r').body, /"status_code":1026/);
  });
});
