import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, objectOf } from '../../base/json.ts';
import type { SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import { type TaskDesk, type TaskQuery, type TaskView, taskStatuses } from '../../spec/task.ts';
import { kling } from './index.ts';
import { dataOf, words } from './write.ts';

const submit = (path: string): SubmitEndpoint => {
  const found = kling.endpoints.find((one) => one.path === path && one.does === 'submit-task');
  assert.ok(found?.does === 'submit-task', path);
  return found;
};
const desk = (path: string): TaskDeskEndpoint => {
  const found = kling.endpoints.find((one) => one.path === path && one.does === 'task-desk');
  assert.ok(found?.does === 'task-desk', path);
  return found;
};
const read = (path: string, body: unknown, params: Readonly<Record<string, string>> = {}) =>
  submit(path).read(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), {
    params,
    query: '',
    headers: {},
  });
const faultOf = (what: () => unknown): GatewayError => {
  try {
    what();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

const t2v = '/kling/v1/videos/text2video';
const i2v = '/kling/v1/videos/image2video';
const picture = 'https://example.com/1.png';

describe('reading', () => {
  it('takes out what is the gateway’s and leaves everything else', () => {
    const call = read(t2v, {
      model: 'kling-v3',
      prompt: 'A cat',
      duration: 5,
      callback_url: 'https://example.com/hook',
      external_task_id: 'order-9',
      new_field: [1],
    });
    assert.deepEqual(call, {
      kind: 'video',
      action: 'videos/text2video',
      model: 'kling-v3',
      body: {
        model_name: 'kling-v3',
        prompt: 'A cat',
        duration: 5,
        external_task_id: 'order-9',
        new_field: [1],
      },
      video: { prompt: 'A cat', seconds: 5, images: [], extra: { new_field: [1] } },
      prompt: 'A cat',
      memo: { external: 'order-9' },
      hook: { url: 'https://example.com/hook', on: 'changes' },
    });
    assert.equal(read(t2v, { prompt: 'x', model: 'a', model_name: 'b' }).model, 'b');
    assert.equal(read(t2v, { prompt: 'x', callback_url: '' }).hook, undefined);
    assert.equal(read(t2v, { prompt: 'x' }).model, 'kling-v2-5-turbo');
  });

  it('says for other upstreams what film is meant', () => {
    const { video } = read(i2v, {
      image: 'iVBORw0KGgo=',
      image_tail: picture,
      mode: 'pro',
      sound: 'on',
      aspect_ratio: '9:16',
      cfg_scale: 0.3,
      watermark_info: { enabled: true },
    });
    assert.deepEqual(video, {
      prompt: '',
      aspectRatio: '9:16',
      resolution: '1080p',
      images: [
        { role: 'first', url: 'data:image/png;base64,iVBORw0KGgo=' },
        { role: 'last', url: picture },
      ],
      sound: true,
      watermark: true,
      extra: { cfg_scale: 0.3 },
    });
    assert.equal(
      read('/kling/v1/videos/effects', { effect_scene: 'pet_lion', input: { image: picture } }).video,
      undefined,
    );
  });

  it('names what a request goes on from', () => {
    const lip = {
      input: { video_id: '88', task_id: 'task_a', mode: 'text2video', text: 'Hi', voice_id: 'AOT' },
    };
    assert.deepEqual(read('/kling/v1/videos/lip-sync', lip).parents, [
      { ref: '88', param: 'input.video_id' },
      { ref: 'task_a', param: 'input.task_id' },
    ]);
    assert.deepEqual(read('/kling/v1/videos/video-extend', { video_id: '88' }).parents, [
      { ref: '88', param: 'video_id' },
    ]);
    // Names of 64 bits keep their digits, written as numbers too.
    const { parents, body } = read(
      i2v,
      `{"image":"${picture}","element_list":[{"element_id":829836802793406551}]}`,
    );
    assert.deepEqual(parents, [
      { ref: '829836802793406551', param: 'element_list[0].element_id', loose: true },
    ]);
    assert.deepEqual(body['element_list'], [{ element_id: '829836802793406551' }]);
  });

  it('passes on what it does not know, and names it', () => {
    const path = '/kling/v1/:group/:action';
    assert.equal(read(path, { text: 'x' }, { group: 'audio', action: 'tts' }).model, 'kling-tts');
    assert.equal(read(path, {}, { group: 'videos', action: 'next-year' }).model, 'kling-next-year');
    const long = read(
      `${path}/:step`,
      { image: picture },
      { group: 'videos', action: 'avatar', step: 'image2video' },
    );
    assert.deepEqual([long.action, long.model], ['videos/avatar/image2video', 'kling-avatar']);
    assert.equal(faultOf(() => read(path, {}, { group: 'secrets', action: 'x' })).code, 'endpoint_unknown');
  });

  it('reads the newer form', () => {
    const call = read(
      '/kling/text-to-video/:model',
      {
        prompt: 'A cat',
        settings: { duration: 5 },
        options: {
          callback_url: 'https://example.com/hook',
          external_task_id: 'a',
          watermark_info: { enabled: false },
        },
      },
      { model: 'kling-3.0-turbo' },
    );
    assert.equal(call.model, 'kling-3.0-turbo');
    assert.equal(call.action, 'text-to-video');
    assert.deepEqual(call.body['options'], { external_task_id: 'a', watermark_info: { enabled: false } });
    assert.deepEqual([call.hook?.url, call.memo], ['https://example.com/hook', { external: 'a' }]);
  });

  it('refuses what does not go together, naming the field', () => {
    const table: readonly (readonly [string, unknown, string])[] = [
      [t2v, {}, 'prompt'],
      [t2v, { prompt: 5 }, 'prompt'],
      [t2v, { prompt: 'x'.repeat(2501) }, 'prompt'],
      [t2v, { prompt: 'x', callback_url: 'ftp://x' }, 'callback_url'],
      [t2v, { prompt: 'x', shot_type: 'customize' }, 'shot_type'],
      [t2v, { prompt: 'x', multi_shot: true }, 'prompt'],
      [t2v, { multi_shot: true, shot_type: 'customize' }, 'multi_prompt'],
      [
        t2v,
        {
          multi_shot: true,
          multi_prompt: [
            { prompt: 'a', duration: '2' },
            { prompt: 'b', duration: '2' },
          ],
        },
        'multi_prompt',
      ],
      [t2v, { prompt: 'x', camera_control: { type: 'simple' } }, 'camera_control.config'],
      [t2v, { prompt: 'x', camera_control: { type: 'spin' } }, 'camera_control.type'],
      [t2v, { prompt: 'x', cfg_scale: 'much' }, 'cfg_scale'],
      [i2v, { prompt: 'x' }, 'image'],
      [i2v, { image: picture, image_tail: picture, static_mask: picture }, 'dynamic_masks'],
      ['/kling/v1/videos/multi-image2video', { image_list: [] }, 'image_list'],
      ['/kling/v1/videos/multi-image2video', { image_list: [{ url: picture }] }, 'image_list[0].image'],
      [
        '/kling/v1/videos/multi-image2video',
        { image_list: [{ image: picture }], aspect_ratio: '4:3' },
        'aspect_ratio',
      ],
      ['/kling/v1/images/generations', { prompt: 'x', n: 10 }, 'n'],
      [
        '/kling/v1/images/generations',
        { prompt: 'x', image: picture, negative_prompt: 'y' },
        'negative_prompt',
      ],
      ['/kling/v1/images/kolors-virtual-try-on', { human_image: picture }, 'cloth_image'],
      ['/kling/v1/videos/lip-sync', { input: { mode: 'std' } }, 'input.mode'],
      [
        '/kling/v1/videos/lip-sync',
        { input: { mode: 'text2video', text: 'x', voice_id: 'y' } },
        'input.video_id',
      ],
      ['/kling/v1/videos/lip-sync', { input: { mode: 'audio2video', video_id: '1' } }, 'input.audio_url'],
      ['/kling/v1/videos/effects', { effect_scene: '', input: {} }, 'effect_scene'],
      ['/kling/v1/videos/effects', { effect_scene: 'hug', input: { images: ['a'] } }, 'input.images'],
      ['/kling/v1/videos/video-extend', {}, 'video_id'],
    ];
    for (const [path, body, param] of table) {
      const error = faultOf(() => read(path, body));
      assert.deepEqual(
        [error.code, error.detail.param],
        ['field_invalid', param],
        JSON.stringify(body).slice(0, 200),
      );
    }
    assert.equal(faultOf(() => read(t2v, '[1]')).code, 'body_malformed');
  });
});

const view = (more: Partial<TaskView> = {}): TaskView => ({
  id: 'task_01k9',
  requestId: 'req_1',
  status: 'running',
  progress: 30,
  dialect: 'kling',
  kind: 'video',
  action: 'videos/text2video',
  model: 'kling-v3',
  outputs: [],
  memo: {},
  createdAt: 1_764_000_000_000,
  startedAt: 1_764_000_001_000,
  usage: {},
  facts: {},
  hold: 0,
  cost: 0,
  mode: 'live',
  origin: 'http://gateway.example',
  version: 1,
  ...more,
});

describe('writing', () => {
  it('has a word for every state', () => {
    assert.deepEqual(Object.keys(words).toSorted(), [...taskStatuses].toSorted());
  });

  it('keeps what Kling says and shows our id alone', () => {
    const native = {
      code: 0,
      message: 'SUCCEED',
      request_id: 'x',
      data: {
        task_id: '831',
        task_status: 'succeed',
        task_status_msg: '',
        task_info: { external_task_id: 'task_01k9', parent_video: { id: '7' } },
        task_result: { videos: [{ id: '88', url: 'https://x/1.mp4', duration: '5.1' }] },
        final_unit_deduction: '2',
        created_at: 1_764_000_000_500,
        updated_at: 1_764_000_009_000,
      },
    };
    const done = view({
      status: 'succeeded',
      native,
      memo: { external: 'order-9' },
      finishedAt: 1_764_000_010_000,
    });
    const { body } = submit(t2v).written(done);
    assert.deepEqual(JSON.parse(body), {
      code: 0,
      message: 'SUCCEED',
      request_id: 'req_1',
      data: {
        ...native.data,
        task_id: 'task_01k9',
        task_info: { external_task_id: 'order-9', parent_video: { id: '7' } },
        updated_at: 1_764_000_010_000,
      },
    });
    assert.deepEqual(kling.writeHook?.(done), { body: JSON.stringify(JSON.parse(body).data) });
    // Nobody named it: our own name of it at Kling is not shown.
    assert.deepEqual(dataOf({ ...done, memo: {} })['task_info'], { parent_video: { id: '7' } });
  });

  it('says that a task has ended here though Kling has not heard of it', () => {
    const native = { code: 0, data: { task_id: '831', task_status: 'processing' } };
    const data = dataOf(view({ status: 'expired', native }));
    assert.deepEqual([data['task_status'], data['task_status_msg']], ['failed', 'the task took too long']);
    assert.equal(dataOf(view({ status: 'failed', native, reason: 'no face' }))['task_status_msg'], 'no face');
  });

  it('writes tasks of other upstreams in Kling’s form', () => {
    const outputs = [
      { kind: 'video', url: 'https://x/1.mp4', index: 0 },
      { kind: 'video', role: 'watermarked', url: 'https://x/2.mp4', index: 1 },
      { kind: 'image', role: 'thumbnail', url: 'https://x/3.png', index: 2 },
    ] as const;
    assert.deepEqual(
      dataOf(view({ status: 'succeeded', dialect: 'openai-video', outputs, facts: { seconds: 8 } })),
      {
        task_id: 'task_01k9',
        task_status: 'succeed',
        task_info: {},
        task_result: {
          videos: [
            { id: 'task_01k9', url: 'https://x/1.mp4', watermark_url: 'https://x/2.mp4', duration: '8' },
          ],
        },
        created_at: 1_764_000_000_000,
        updated_at: 1_764_000_001_000,
      },
    );
    const images = [{ kind: 'image', url: 'https://x/1.png', index: 0 }] as const;
    assert.deepEqual(dataOf(view({ status: 'succeeded', outputs: images }))['task_result'], {
      images: [{ index: 0, url: 'https://x/1.png' }],
    });
    assert.equal('task_result' in dataOf(view()), false);
  });

  it('writes the newer form, and answers that were there at once', () => {
    const native = {
      code: 0,
      data: [{ id: '9', status: 'succeeded', outputs: [{ type: 'video' }], external_id: 'task_01k9' }],
    };
    const data = dataOf(
      view({ action: 'text-to-video', status: 'succeeded', native, memo: { external: 'a' } }),
    );
    assert.deepEqual(data, {
      id: 'task_01k9',
      status: 'succeeded',
      outputs: [{ type: 'video' }],
      external_id: 'a',
      create_time: 1_764_000_000_000,
      update_time: 1_764_000_001_000,
    });
    const faces = { session_id: '5', face_data: [] };
    assert.deepEqual(dataOf(view({ status: 'succeeded', native: { code: 0, data: faces } })), faces);
  });
});

describe('asking', () => {
  const asked: TaskQuery[] = [];
  const tasks: TaskDesk = {
    find: async (ref) => (ref === 'gone' ? undefined : view({ id: ref, action: 'text-to-video' })),
    get: async (ref) => view({ id: ref }),
    list: async (query) => {
      asked.push(query);
      return { tasks: [view({ id: 'task_1' }), view({ id: 'task_2' })], more: false, total: 2 };
    },
    cancel: async () => view(),
    remove: async () => view(),
    ask: async () => ({}),
    changed: async () => view(),
    origin: 'https://gateway.example',
    hookSecret: '',
  };
  const ask = async (path: string, params: Readonly<Record<string, string>>, query = ''): Promise<Json> => {
    const answer = await desk(path).serve({ head: { params, query, headers: {} }, body: {} }, tasks);
    assert.ok('body' in answer);
    return objectOf(JSON.parse(answer.body));
  };

  it('shows a task by its id or name, and lists those of a path', async () => {
    const one = '/kling/v1/:group/:action/:task_id';
    const params = { group: 'videos', action: 'text2video' };
    assert.equal(objectOf((await ask(one, { ...params, task_id: 'order-9' }))['data'])['task_id'], 'order-9');
    const listed = await ask('/kling/v1/:group/:action', params, 'pageNum=2&pageSize=5');
    assert.equal((listed['data'] as readonly unknown[]).length, 2);
    assert.deepEqual(asked.pop(), {
      page: 2,
      limit: 5,
      newestFirst: true,
      dialect: 'kling',
      action: ['videos/text2video'],
    });
    await ask(one, { group: 'videos', action: 'avatar', task_id: 'image2video' });
    assert.deepEqual(asked.pop()?.action, ['videos/avatar/image2video']);
    await assert.rejects(ask('/kling/v1/:group/:action', params, 'pageSize=501'), GatewayError);
  });

  it('shows several of the newer form', async () => {
    const { data } = await ask('/kling/tasks', {}, 'task_ids=task_1,gone,task_2');
    assert.deepEqual(
      (data as readonly Json[]).map(({ id }) => id),
      ['task_1', 'task_2'],
    );
    await assert.rejects(ask('/kling/tasks', {}), /task_ids or external_task_ids is required/);
  });

  it('has every path at the other root too', () => {
    const paths = (root: string) =>
      kling.endpoints
        .filter(({ path }) => path.startsWith(`${root}/`))
        .map(({ method, path }) => `${method} ${path.slice(root.length)}`);
    assert.deepEqual(paths('/klingai'), paths('/kling'));
    const names = kling.endpoints.flatMap((one) => (one.does === 'submit-task' ? [one.name] : []));
    assert.equal(new Set(names).size, names.length);
  });
});

it('writes every fault with its status and a number of Kling’s', () => {
  for (const code of Object.keys(faults) as FaultCode[]) {
    const { status, body } = kling.writeFault(new GatewayError(code, 'words'), 'req_1');
    const parsed = objectOf(JSON.parse(body));
    assert.equal(status, faults[code].status);
    assert.ok(Number(parsed['code']) >= 1000 && Number(parsed['code']) <= 5002, code);
    assert.deepEqual([parsed['message'], parsed['request_id']], ['words', 'req_1']);
  }
  const refused = new GatewayError('upstream_refused', 'no', { status: 400, upstream: { code: '1301' } });
  assert.equal(objectOf(JSON.parse(kling.writeFault(refused, 'r').body))['code'], 1301);
  const field = new GatewayError('field_invalid', 'is wrong', { param: 'n' });
  assert.equal(objectOf(JSON.parse(kling.writeFault(field, 'r').body))['message'], 'n: is wrong');
});
