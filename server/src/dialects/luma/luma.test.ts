import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../base/json.ts';
import lumaSdk from '../../manual/pages/luma/official-sdk.ts';
import lumaSubmit from '../../manual/pages/luma/submit-video-generation-task.ts';
import lumaDone from '../../manual/pages/luma-query/query-a-single-task.ts';
import { mismatches, sampleOf } from '../../manual/shape.ts';
import type { RequestHead } from '../../spec/call.ts';
import type { SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import { type TaskDesk, type TaskStatus, type TaskView, taskStatuses } from '../../spec/task.ts';
import { luma } from './index.ts';

const endpoint = (method: string, path: string) => {
  const found = luma.endpoints.find((one) => one.method === method && one.path === path);
  assert.ok(found, `${method} ${path}`);
  return found;
};
const submitOf = (path: string): SubmitEndpoint => {
  const found = endpoint('POST', path);
  assert.ok(found.does === 'submit-task');
  return found;
};
const deskOf = (method: string, path: string): TaskDeskEndpoint => {
  const found = endpoint(method, path);
  assert.ok(found.does === 'task-desk');
  return found;
};
const head = (params: RequestHead['params'] = {}, query = ''): RequestHead => ({
  params,
  query,
  headers: {},
});
const read = (path: string, body: unknown, params: RequestHead['params'] = {}) =>
  submitOf(path).read(Buffer.from(JSON.stringify(body)), head(params));

const id = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';
const view = (more: Partial<TaskView> = {}): TaskView => ({
  id,
  requestId: 'req_1',
  status: 'queued',
  progress: 0,
  dialect: 'luma',
  kind: 'video',
  action: 'video',
  model: 'ray-2',
  prompt: 'A paper kite over red dunes, wide shot',
  outputs: [],
  memo: {},
  createdAt: Date.parse('2026-11-23T06:30:00Z'),
  usage: {},
  facts: {},
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
  ...more,
});
const outputs: TaskView['outputs'] = [
  { kind: 'video', url: 'https://gw.example/results/0.mp4', width: 1280, height: 720, seconds: 5, index: 0 },
  {
    kind: 'image',
    role: 'thumbnail',
    url: 'https://gw.example/results/1.png',
    width: 1280,
    height: 720,
    index: 1,
  },
];
const native: Json = {
  id: 'up-1',
  state: 'completed',
  odd: 7,
  assets: { video: 'https://gw.example/results/0.mp4', image: 'https://gw.example/results/1.png', more: 1 },
  request: {
    generation_type: 'video',
    model: 'upstream-name',
    prompt: 'A paper kite over red dunes, wide shot',
    resolution: '720p',
    duration: '5s',
    callback_url: 'https://gateway/cb/secret',
  },
};
const bodyOf = (answer: { readonly body: string }): Json => JSON.parse(answer.body);

describe('luma: requests are read into the official wire', () => {
  const frame0 = { type: 'image', url: 'https://a.example/1.png' };
  const rows: readonly (readonly [string, string, unknown, Json, Json])[] = [
    [
      'R131: the public page (Submit video generation task)',
      '/luma/generations',
      { user_prompt: 'a wind', model_name: 'ray-v2', duration: '5s', resolution: '720p' },
      { prompt: 'a wind', model: 'ray-2', resolution: '720p', duration: '5s', generation_type: 'video' },
      { model: 'ray-2', memo: { form: 'gateway' } },
    ],
    [
      'R131: pictures, a hook, defaults, and a field that nobody knows',
      '/luma/generations',
      {
        user_prompt: 'a',
        image_url: frame0.url,
        image_end_url: 'https://a.example/2.png',
        notify_hook: 'https://c.example/h',
        expand_prompt: true,
        loop: true,
        odd: [1],
        duration: 9,
      },
      {
        prompt: 'a',
        model: 'ray-2',
        resolution: '720p',
        duration: '9s',
        expand_prompt: true,
        loop: true,
        odd: [1],
        keyframes: { frame0, frame1: { type: 'image', url: 'https://a.example/2.png' } },
        generation_type: 'video',
      },
      {
        hook: { url: 'https://c.example/h', on: 'end' },
        memo: { form: 'gateway', hook: 'https://c.example/h' },
      },
    ],
    [
      'docs.lumalabs.ai: image to video, with a callback',
      '/dream-machine/v1/generations',
      {
        prompt: 'A tiger',
        model: 'ray-flash-2',
        keyframes: { frame0 },
        callback_url: 'https://c.example/h',
        odd: 1,
      },
      { prompt: 'A tiger', model: 'ray-flash-2', keyframes: { frame0 }, odd: 1, generation_type: 'video' },
      {
        model: 'ray-flash-2',
        hook: { url: 'https://c.example/h', on: 'changes' },
        memo: { form: 'official', hook: 'https://c.example/h' },
      },
    ],
    [
      'docs.lumalabs.ai: modify video',
      '/dream-machine/v1/generations/video/modify',
      { model: 'ray-2', prompt: 'rain', media: { url: 'https://a.example/v.mp4' }, mode: 'flex_1' },
      {
        model: 'ray-2',
        prompt: 'rain',
        media: { url: 'https://a.example/v.mp4' },
        mode: 'flex_1',
        generation_type: 'modify_video',
      },
      { action: 'modify_video', kind: 'video' },
    ],
    [
      'lumaai-node: a picture',
      '/dream-machine/v1/generations/image',
      { prompt: 'a kite' },
      { prompt: 'a kite', model: 'photon-1', generation_type: 'image' },
      { action: 'image', kind: 'image', model: 'photon-1' },
    ],
  ];
  for (const [name, path, sent, body, more] of rows)
    it(name, () => {
      const call = read(path, sent);
      assert.deepEqual(call.body, body);
      for (const [field, value] of Object.entries(more))
        assert.deepEqual(Reflect.get(call, field), value, field);
    });

  it('R132: a film that goes on from another, by the model of that one', () => {
    const call = read(
      '/luma/generations/:task_id/extend',
      { user_prompt: 'add cat', expand_prompt: true },
      { task_id: id },
    );
    assert.deepEqual(call.body, {
      prompt: 'add cat',
      expand_prompt: true,
      resolution: '720p',
      duration: '5s',
      keyframes: { frame0: { type: 'generation', id } },
      generation_type: 'video',
    });
    assert.equal(call.model, '');
    assert.deepEqual(call.parents, [{ ref: id, param: 'task_id' }]);
    assert.deepEqual(call.video?.parent, { ref: id, how: 'extend' });
  });

  it('key frames of earlier generations are parents', () => {
    const keyframes = {
      frame0: { type: 'image', url: 'https://a.example/1.png' },
      frame1: { type: 'generation', id },
    };
    const call = read('/dream-machine/v1/generations/video', { model: 'ray-2', prompt: 'a', keyframes });
    assert.deepEqual(call.parents, [{ ref: id, param: 'keyframes.frame1.id' }]);
    // To end with a film is Luma's alone.
    assert.equal(call.video, undefined);
  });

  it('an upscale and added sound name the film in the path', () => {
    const upscale = read('/dream-machine/v1/generations/:id/upscale', { resolution: '4k' }, { id });
    assert.deepEqual(upscale.body, { resolution: '4k', id, generation_type: 'upscale_video' });
    assert.deepEqual([upscale.model, upscale.parents], ['', [{ ref: id, param: 'id' }]]);
    const audio = submitOf('/dream-machine/v1/generations/:id/audio').read(Buffer.alloc(0), head({ id }));
    assert.deepEqual(audio.body, { id, generation_type: 'add_audio' });
  });

  it('has a neutral form for upstreams of other wires', () => {
    const { video } = read('/luma/generations', {
      user_prompt: 'a',
      image_url: 'https://a.example/1.png',
      loop: true,
    });
    assert.deepEqual(video, {
      prompt: 'a',
      seconds: 5,
      resolution: '720p',
      images: [{ role: 'first', url: 'https://a.example/1.png' }],
      extra: { loop: true },
    });
  });

  it('refuses what cannot be meant', () => {
    const wrong: readonly (readonly [string, unknown, RegExp])[] = [
      ['/luma/generations', { model_name: 'ray-v2' }, /you must provide user_prompt/],
      ['/luma/generations', { user_prompt: 'a', loop: 'yes' }, /loop/],
      ['/luma/generations/:task_id/extend', {}, /you must provide user_prompt/],
      ['/dream-machine/v1/generations/video', { model: 'ray-2' }, /you must provide prompt/],
      [
        '/dream-machine/v1/generations/video',
        { prompt: 'a', keyframes: { frame0: { type: 'x' } } },
        /keyframes/,
      ],
      [
        '/dream-machine/v1/generations/video',
        { keyframes: { frame0: { type: 'generation' } } },
        /frame0\.id/,
      ],
      ['/dream-machine/v1/generations/video/modify', { model: 'ray-2', media: { url: 'https://a' } }, /mode/],
    ];
    for (const [path, body, message] of wrong) assert.throws(() => read(path, body), message);
  });
});

describe('luma: tasks are written in both forms', () => {
  const state = (status: TaskStatus) => {
    const task = view({ status, outputs: status === 'succeeded' ? outputs : [] });
    const official = bodyOf(submitOf('/dream-machine/v1/generations/video').written(task));
    const gateway = bodyOf(submitOf('/luma/generations').written(task));
    return [official['state'], gateway['state']];
  };
  it('in the words of each', () => {
    assert.deepEqual(Object.fromEntries(taskStatuses.map((status) => [status, state(status)])), {
      sending: ['queued', 'pending'],
      queued: ['queued', 'pending'],
      running: ['dreaming', 'processing'],
      waiting: ['queued', 'pending'],
      succeeded: ['completed', 'completed'],
      failed: ['failed', 'failed'],
      cancelled: ['failed', 'failed'],
      expired: ['failed', 'failed'],
    });
  });

  const desk = (tasks: readonly TaskView[]): TaskDesk => {
    const get = async (ref: string) => {
      const found = tasks.find((task) => task.id === ref);
      if (!found) throw new GatewayError('task_unknown', 'no such task');
      return found;
    };
    return {
      find: async (ref) => tasks.find((task) => task.id === ref),
      get,
      list: async ({ limit, page = 1 }) => ({
        tasks: tasks.slice((page - 1) * limit, page * limit),
        more: tasks.length > page * limit,
        total: tasks.length,
      }),
      cancel: get,
      remove: get,
      ask: async () => ({}),
      changed: get,
      origin: 'https://gw.example',
      hookSecret: '',
      balance: async () => 12_345_678_900,
    };
  };
  const ask = async (
    method: string,
    path: string,
    tasks: readonly TaskView[],
    question: Partial<{ head: RequestHead; body: Json }>,
  ) => {
    const answer = await deskOf(method, path).serve({ head: head(), body: {}, ...question }, desk(tasks));
    assert.ok('body' in answer);
    return answer;
  };

  for (const [name, more] of [
    ['served by Luma', { native }],
    ['served by another wire', {}],
  ] as const)
    it(`R133: a completed one, ${name}`, async () => {
      const task = view({ status: 'succeeded', outputs, ...more });
      const answer = await ask('GET', '/luma/generations/:task_id', [task], { head: head({ task_id: id }) });
      const shown = bodyOf(answer);
      const [example] = lumaDone.examples;
      assert.ok('reply' in example.expect);
      const wrong = mismatches(example.expect.reply, shown);
      assert.deepEqual(
        wrong.filter((one) => !/reply\.request\./.test(one)),
        [],
      );
      if ('native' in more) assert.deepEqual(wrong, []);
      const official = bodyOf(
        await ask('GET', '/dream-machine/v1/generations/:id', [task], { head: head({ id }) }),
      );
      assert.equal(official['id'], id);
      assert.equal(official['model'], 'ray-2');
      assert.equal(official['odd'], 'native' in more ? 7 : undefined);
      const assets = official['assets'];
      assert.deepEqual(assets, {
        video: outputs[0]!.url,
        image: outputs[1]!.url,
        progress_video: null,
        ...('native' in more ? { more: 1 } : {}),
      });
      assert.doesNotMatch(JSON.stringify([official, shown]), /secret|up-1|upstream-name/);
    });

  it('R134: several, unknown ones left out', async () => {
    const tasks = [view(), view({ id: 'task_2' })];
    const answer = await ask('POST', '/luma/tasks', tasks, {
      body: { ids: ['task_2', 'none', id, 'task_2'] },
    });
    const list: unknown = JSON.parse(answer.body);
    assert.ok(Array.isArray(list));
    assert.deepEqual(
      list.map((one) => one.id),
      ['task_2', id],
    );
    await assert.rejects(ask('POST', '/luma/tasks', tasks, { body: { ids: 'x' } }), /ids/);
  });

  it('lists by any offset', async () => {
    const tasks = Array.from({ length: 7 }, (_, index) => view({ id: `task_${index}` }));
    const listed = async (query: string) => {
      const { generations, ...rest } = bodyOf(
        await ask('GET', '/dream-machine/v1/generations', tasks, { head: head({}, query) }),
      );
      assert.ok(Array.isArray(generations));
      return [generations.map((one) => one.id.slice(5)).join(''), rest['has_more'], rest['count']];
    };
    assert.deepEqual(await listed(''), ['0123456', false, 7]);
    assert.deepEqual(await listed('limit=3'), ['012', true, 3]);
    assert.deepEqual(await listed('limit=3&offset=2'), ['234', true, 3]);
    assert.deepEqual(await listed('limit=3&offset=5'), ['56', false, 2]);
    assert.deepEqual(await listed('limit=3&offset=4'), ['456', false, 3]);
    await assert.rejects(listed('limit=0'), /limit/);
  });

  it('tells the balance in cents, and answers a ping', async () => {
    assert.deepEqual(bodyOf(await ask('GET', '/dream-machine/v1/credits', [], {})), {
      credit_balance: 1234.56789,
    });
    assert.deepEqual(bodyOf(await ask('GET', '/dream-machine/v1/ping', [], {})), { message: 'pong' });
  });

  it('as the pages show a new one', () => {
    const pages = [
      [lumaSubmit, submitOf('/luma/generations'), 0],
      [lumaSubmit, submitOf('/luma/generations'), 1],
      [lumaSdk, submitOf('/dream-machine/v1/generations/video'), 0],
      [lumaSdk, submitOf('/dream-machine/v1/generations/video/modify'), 2],
      [lumaSdk, submitOf('/dream-machine/v1/generations/image'), 4],
    ] as const;
    for (const [page, submit, at] of pages) {
      const example = page.examples[at]!;
      assert.ok('reply' in example.expect);
      const call = submit.read(Buffer.from(JSON.stringify(sampleOf(example.request!))), head());
      const { kind, action, model, prompt, memo = {} } = call;
      const task = view({ kind, action, model, memo, native: { request: call.body } });
      const answer = submit.written(prompt === undefined ? task : { ...task, prompt });
      assert.equal(answer.status, example.expect.status ?? 200);
      assert.deepEqual(mismatches(example.expect.reply, bodyOf(answer)), [], `${page.id} ${at}`);
    }
  });

  it('a hook is told in the form in which it was asked for', () => {
    const task = view({ status: 'succeeded', outputs, native });
    const told = (memo: Json) => JSON.parse(luma.writeHook!({ ...task, memo }).body);
    assert.equal(told({ form: 'gateway' }).video.download_url, outputs[0]!.url);
    const official = told({ form: 'official', hook: 'https://c.example/h' });
    assert.equal(official.assets.video, outputs[0]!.url);
    assert.equal(official.request.callback_url, 'https://c.example/h');
  });

  it('every fault has a body in both forms', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const { status, body } = luma.writeFault(new GatewayError(code, 'words'), 'req_1');
      const { detail, message } = JSON.parse(body);
      assert.equal(status, faults[code].status);
      assert.match(detail, /words/);
      assert.equal(detail, message);
    }
  });
});
