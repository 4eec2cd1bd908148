import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, parseObject } from '../../base/json.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import type { TaskDesk, TaskQuery, TaskView } from '../../spec/task.ts';
import { qwenVideo } from './index.ts';
import { timeText } from './write.ts';

const endpoint = (method: string, path: string) => {
  const found = qwenVideo.endpoints.find((one) => one.method === method && one.path === path);
  assert.ok(found, path);
  return found;
};
const head = { params: {}, query: '', headers: {} };
const services = '/alibailian/api/v1/services/aigc';
const submit = endpoint('POST', `${services}/video-generation/video-synthesis`);
assert.ok(submit.does === 'submit-task');
const read = (body: unknown) => submit.read(Buffer.from(JSON.stringify(body)), head);

describe('a submission', () => {
  it('keeps its body, and is understood by every upstream', () => {
    const body = {
      model: 'wan2.5-i2v-preview',
      input: {
        prompt: 'the cat looks up',
        negative_prompt: 'dogs',
        img_url: 'https://img.example/cat.png',
        new_in: 1,
      },
      parameters: {
        resolution: '480P',
        duration: 5,
        prompt_extend: true,
        watermark: false,
        audio: true,
        seed: 7,
        new_set: 2,
      },
      new_field: { deep: [1] },
    };
    assert.deepEqual(read(body), {
      kind: 'video',
      action: 'video-generation',
      model: 'wan2.5-i2v-preview',
      body,
      prompt: 'the cat looks up',
      video: {
        prompt: 'the cat looks up',
        images: [{ role: 'first', url: 'https://img.example/cat.png' }],
        negativePrompt: 'dogs',
        seconds: 5,
        resolution: '480p',
        seed: 7,
        watermark: false,
        enhancePrompt: true,
        sound: true,
        extra: { new_in: 1, new_set: 2 },
      },
    });
  });

  it('reads pixels, ratios, lists of media and lengths as text', () => {
    const of = (input: Json, parameters: Json = {}) => read({ model: 'm', input, parameters }).video;
    const { width, height, aspectRatio } = of({ prompt: 'p' }, { size: '720*1280', ratio: '9:16' }) ?? {};
    assert.deepEqual([width, height, aspectRatio], [720, 1280, '9:16']);
    const media = [
      { type: 'first_frame', url: 'a' },
      { type: 'last_frame', url: 'b' },
      { type: 'reference_image', url: 'c' },
      { type: 'video', url: 'd' },
    ];
    const video = of({ media });
    assert.deepEqual(
      video?.images.map(({ role, url }) => role + url),
      ['firsta', 'lastb', 'referencec'],
    );
    assert.deepEqual(video?.video, { url: 'd' });
    const timed = read({ model: 'm', input: { prompt: 'p' }, parameters: { duration: '10' } });
    assert.deepEqual([timed.body['parameters'], timed.video?.seconds], [{ duration: 10 }, 10]);
  });

  it('what only this wire has goes to upstreams of this wire', () => {
    for (const input of [
      { prompt: 'p', audio_url: 'https://a.example/v.mp3' },
      { image_url: 'a', audio_url: 'b' },
      { prompt: 'p', template: 'flying' },
      { media: [{ type: 'first_frame', url: 'a', reference_voice: 'b' }] },
      { media: [{ type: 'driving_audio', url: 'a' }] },
      { media: [{ type: 'of_next_year', url: 'a' }] },
    ])
      assert.equal(read({ model: 'm', input }).video, undefined, JSON.stringify(input));
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
    assert.equal(wrong({ input: { prompt: 'p' } }), 'field_invalid model');
    assert.equal(wrong({ model: 'm' }), 'field_invalid input');
    assert.equal(wrong({ model: 'm', input: {} }), 'field_invalid input');
    assert.equal(wrong({ model: 'm', input: { prompt: 1 } }), 'field_invalid input.prompt');
    assert.equal(
      wrong({ model: 'm', input: { prompt: 'p' }, parameters: { duration: 'long' } }),
      'field_invalid parameters.duration',
    );
    assert.equal(wrong({ model: 'm', input: { prompt: 'p' }, parameters: null }), undefined);
  });

  it('stands at all paths that are around', () => {
    for (const prefix of ['', '/alibailian', '/wan'])
      for (const service of ['video-generation', 'image2video']) {
        const one = endpoint('POST', `${prefix}/api/v1/services/aigc/${service}/video-synthesis`);
        assert.ok(one.does === 'submit-task');
        assert.equal(one.read(Buffer.from('{"model":"m","input":{"prompt":"p"}}'), head).action, service);
      }
  });
});

const at = Date.UTC(2026, 10, 23);
const view: TaskView = {
  id: 'task_01k9zzzzzzzzzzzzzzzzzzzzzz',
  requestId: 'req_1',
  status: 'queued',
  progress: 0,
  dialect: 'qwen-video',
  kind: 'video',
  action: 'video-generation',
  model: 'wan2.5-i2v-preview',
  prompt: 'the cat looks up',
  outputs: [],
  memo: {},
  createdAt: at,
  usage: { seconds: 5 },
  facts: { resolution: '480P' },
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
};
const done: TaskView = {
  ...view,
  status: 'succeeded',
  startedAt: at + 1000,
  finishedAt: at + 2000,
  outputs: [{ kind: 'video', url: 'http://gateway/results/1', index: 0 }],
};
const native = {
  request_id: 'upstream',
  of_next_year: 1,
  output: {
    task_id: 'upstream-id',
    task_status: 'SUCCEEDED',
    submit_time: '2026-01-02 11:04:05.123',
    orig_prompt: 'the cat looks up',
    actual_prompt: 'the cat slowly looks up',
    video_url: 'https://upstream.example/a.mp4',
    mood: 'good',
  },
  usage: { duration: 5, video_count: 1, SR: 480 },
};

function desk(tasks: readonly TaskView[]): TaskDesk & { asked: TaskQuery[] } {
  const asked: TaskQuery[] = [];
  const no = async (): Promise<never> => {
    throw new Error('not asked for');
  };
  const get = async (ref: string) => {
    const task = tasks.find(({ id }) => id === ref);
    if (task) return task;
    throw new GatewayError('task_unknown', 'no such task');
  };
  return {
    asked,
    find: async (ref) => tasks.find(({ id }) => id === ref),
    get,
    cancel: async (ref) => ({ ...(await get(ref)), status: 'cancelled' }),
    async list(query) {
      asked.push(query);
      return { tasks, more: false, total: 11 };
    },
    remove: no,
    ask: no,
    changed: no,
    origin: 'http://gateway',
    hookSecret: 'whsec_x',
  };
}
async function serve(
  method: string,
  path: string,
  params: Record<string, string>,
  query: string,
  on: TaskDesk,
): Promise<Json> {
  const found = endpoint(method, path);
  assert.ok(found.does === 'task-desk');
  const answer = await found.serve({ head: { ...head, params, query }, body: {} }, on);
  assert.ok('status' in answer && answer.status === 200);
  return parseObject(answer.body) ?? {};
}
const show = (task: TaskView) =>
  serve('GET', '/alibailian/api/v1/tasks/:id', { id: task.id }, '', desk([task]));

describe('answers', () => {
  it('a submission has our id', () => {
    assert.deepEqual(parseObject(submit.written({ ...view, native }).body), {
      request_id: 'req_1',
      output: { task_id: view.id, task_status: 'PENDING' },
    });
  });

  it('a finished task of this wire keeps what the upstream said, but for ids and links', async () => {
    assert.deepEqual(await show({ ...done, native }), {
      request_id: 'req_1',
      of_next_year: 1,
      output: {
        task_id: view.id,
        task_status: 'SUCCEEDED',
        submit_time: '2026-01-02 11:04:05.123',
        scheduled_time: '2026-11-23 08:00:01.000',
        end_time: '2026-11-23 08:00:02.000',
        orig_prompt: 'the cat looks up',
        actual_prompt: 'the cat slowly looks up',
        video_url: 'http://gateway/results/1',
        mood: 'good',
      },
      usage: { duration: 5, video_count: 1, SR: 480 },
    });
  });

  it('one of another wire is written from what is known', async () => {
    assert.deepEqual(await show(done), {
      request_id: 'req_1',
      output: {
        task_id: view.id,
        task_status: 'SUCCEEDED',
        submit_time: '2026-11-23 08:00:00.000',
        scheduled_time: '2026-11-23 08:00:01.000',
        end_time: '2026-11-23 08:00:02.000',
        orig_prompt: 'the cat looks up',
        video_url: 'http://gateway/results/1',
      },
      usage: { duration: 5, output_video_duration: 5, video_count: 1, SR: 480 },
    });
  });

  it('each state has its word, and a failure its code', async () => {
    const stateOf = async (task: TaskView) => {
      const { output } = await show(task);
      const { task_status: word, code, message } = output as Json;
      return [word, code, message];
    };
    assert.deepEqual(await stateOf({ ...view, status: 'sending' }), ['PENDING', undefined, undefined]);
    assert.deepEqual(await stateOf({ ...view, status: 'running' }), ['RUNNING', undefined, undefined]);
    assert.deepEqual(await stateOf({ ...view, native: { output: { task_status: 'SUSPENDED' } } }), [
      'SUSPENDED',
      undefined,
      undefined,
    ]);
    assert.deepEqual(await stateOf({ ...view, status: 'cancelled' }), ['CANCELED', undefined, undefined]);
    assert.deepEqual(await stateOf({ ...view, status: 'expired', reason: 'late' }), [
      'FAILED',
      'RequestTimeOut',
      'late',
    ]);
    const failed = { ...view, status: 'failed', reason: 'blocked' } as const;
    assert.deepEqual(await stateOf(failed), ['FAILED', 'InternalError', 'blocked']);
    assert.deepEqual(await stateOf({ ...failed, fault: 'upstream_refused' }), [
      'FAILED',
      'DataInspectionFailed',
      'blocked',
    ]);
    const told = { output: { task_status: 'FAILED', code: 'InvalidURL', message: 'secret' } };
    assert.deepEqual(await stateOf({ ...failed, native: told }), ['FAILED', 'InvalidURL', 'blocked']);
  });

  it('cancelling answers the request’s id alone', async () => {
    const path = '/alibailian/api/v1/tasks/:id/cancel';
    assert.deepEqual(await serve('POST', path, { id: view.id }, '', desk([view])), { request_id: 'req_1' });
  });

  it('the list is asked for by page, state, model and Beijing’s time', async () => {
    const on = desk([done]);
    const query =
      'page_no=2&page_size=5&status=PENDING&model_name=m&start_time=20261123000000&end_time=20261124';
    const { data, ...page } = await serve('GET', '/api/v1/tasks', {}, query, on);
    assert.deepEqual(page, { request_id: 'req_1', page_no: 2, page_size: 5, total: 11, total_page: 3 });
    assert.equal((data as Json[])[0]?.['task_id'], view.id);
    assert.deepEqual(on.asked, [
      {
        limit: 5,
        page: 2,
        newestFirst: true,
        dialect: 'qwen-video',
        status: ['sending', 'queued'],
        model: 'm',
        from: at - 8 * 3_600_000,
        to: at + 16 * 3_600_000,
      },
    ]);
    for (const wrong of ['page_no=0', 'page_size=101', 'status=DREAMING', 'start_time=yesterday'])
      await assert.rejects(serve('GET', '/api/v1/tasks', {}, wrong, on), { code: 'field_invalid' });
  });

  it('an unknown task is a fault that also says UNKNOWN', async () => {
    const asked = serve('GET', '/api/v1/tasks/:id', { id: 'task_x' }, '', desk([]));
    await assert.rejects(asked, { code: 'task_unknown' });
    const { status, body } = qwenVideo.writeFault(new GatewayError('task_unknown', 'no such task'), 'req_2');
    assert.equal(status, 404);
    assert.deepEqual(parseObject(body), {
      code: 'TaskNotFound',
      message: 'no such task',
      request_id: 'req_2',
      output: { task_status: 'UNKNOWN' },
    });
  });

  it('every fault has a word', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const { status, body } = qwenVideo.writeFault(new GatewayError(code, 'why'), 'req_1');
      const told = parseObject(body);
      assert.ok(status >= 400 && told?.['code'] && told['message'] === 'why', code);
    }
    const refused = new GatewayError('upstream_refused', 'x', { upstream: { code: 'DataInspectionFailed' } });
    assert.match(qwenVideo.writeFault(refused, 'r').body, /"code":"DataInspectionFailed"/);
  });

  it('times are Beijing’s', () =>
    assert.equal(timeText(Date.UTC(2026, 0, 2, 3, 4, 5, 6)), '2026-01-02 11:04:05.006'));
});
