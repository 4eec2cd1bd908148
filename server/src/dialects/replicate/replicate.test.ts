import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { viewOf } from '../../../../test/support/task-view.ts';
import type { Json } from '../../base/json.ts';
import { sheetOf, sheets } from '../../catalogue/replicate/index.ts';
import kontextPage from '../../manual/pages/replicate/create-task-black-forest-labs-flux-kontext-dev.ts';
import versionPage from '../../manual/pages/replicate/create-task-by-version.ts';
import riffusionPage from '../../manual/pages/replicate/create-task-riffusion-riffusion.ts';
import queryPage from '../../manual/pages/replicate/query-task.ts';
import { mismatches, sampleOf } from '../../manual/shape.ts';
import type { RequestHead } from '../../spec/call.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import type { InlineFile } from '../../spec/files.ts';
import {
  type TaskCall,
  type TaskDesk,
  type TaskStatus,
  type TaskView,
  taskStatuses,
} from '../../spec/task.ts';
import { fileRefs } from './files.ts';
import { replicate } from './index.ts';

const head = (
  params: RequestHead['params'] = {},
  headers: RequestHead['headers'] = {},
  query = '',
): RequestHead => ({
  params,
  headers,
  query,
});
const endpoint = (method: string, path: string) => {
  const found = replicate.endpoints.find((one) => one.method === method && one.path === path);
  assert.ok(found, `${method} ${path}`);
  return found;
};
const submit = (path: string) => {
  const found = endpoint('POST', path);
  assert.ok(found.does === 'submit-task');
  return found;
};
const read = (path: string, body: unknown, at = head()): TaskCall =>
  submit(path).read(Buffer.from(JSON.stringify(body)), at);
const byVersion = '/replicate/v1/predictions';
const byModel = '/replicate/v1/models/:owner/:name/predictions';
const bodyOf = (answer: unknown): Json => {
  assert.ok(typeof answer === 'object' && answer !== null && 'body' in answer);
  return JSON.parse(String(answer.body));
};

const sdxl = sheetOf('stability-ai/sdxl')!;
const [hash] = sdxl.versions!;
const input = { prompt: 'a lemon' };

describe('replicate: requests', () => {
  const other = '5'.repeat(64);
  const names: readonly (readonly [string, string])[] = [
    [hash, sdxl.name],
    [`${sdxl.name}:${hash}`, sdxl.name],
    [sdxl.name, sdxl.name],
    ['google/imagen-4', 'google/imagen-4'],
    // What the catalogue does not know keeps its whole name: that is what an operator prices.
    [other, other],
    [`acme/x:${other}`, `acme/x:${other}`],
    [`google/imagen-4:${other}`, `google/imagen-4:${other}`],
    ['acme/x', 'acme/x'],
  ];
  for (const [version, model] of names)
    it(`version ${version}`, () => assert.equal(read(byVersion, { version, input }).model, model));

  it('a version of another model is refused', () => {
    assert.throws(
      () => read(byVersion, { version: `google/imagen-4:${hash}`, input }),
      /no version of this model/,
    );
    const at = head({ owner: 'google', name: 'imagen-4' });
    assert.throws(() => read(byModel, { version: hash, input }, at), /no version of this model/);
    assert.throws(() => read(byModel, { version: other, input }, at), /no version of this model/);
  });

  it('by path, also with both names in one part, and with a version of it', () => {
    const at = head({ owner: 'stability-ai', name: 'sdxl' });
    assert.equal(read(byModel, { input, version: hash }, at).model, sdxl.name);
    const joined = head({ model: 'stability-ai/sdxl' });
    assert.equal(read('/replicate/v1/models/:model/predictions', { input }, joined).model, sdxl.name);
    const mine = read(
      '/replicate/v1/deployments/:owner/:name/predictions',
      { input },
      head({ owner: 'a', name: 'b' }),
    );
    assert.equal(mine.model, 'deployments/a/b');
  });

  it('unknown fields pass; hooks are taken out', () => {
    const sent = {
      version: hash,
      input: { ...input, image: `data:image/png;base64,${'A'.repeat(9000)}` },
      webhook: 'https://c.example/h',
      webhook_events_filter: ['completed'],
      stream: true,
      odd: [1],
    };
    const call = read(byVersion, sent);
    assert.deepEqual(call.body, { version: hash, input: sent.input, odd: [1] });
    assert.deepEqual(call.hook, { url: 'https://c.example/h', on: 'end' });
    assert.equal(call.kind, 'image');
    assert.equal(call.prompt, 'a lemon');
    assert.ok(JSON.stringify(call.memo).length < 2000);
    const all = read(byVersion, { ...sent, webhook_events_filter: ['start', 'completed'] });
    assert.equal(all.hook?.on, 'changes');
    assert.equal(read(byVersion, { version: 'minimax/video-01', input }).kind, 'video');
    assert.equal(read(byVersion, { version: 'riffusion/riffusion', input }).kind, 'music');
  });

  it('Prefer: wait', () => {
    const wait = (prefer: string) => read(byVersion, { version: hash, input }, head({}, { prefer })).waitMs;
    assert.equal(wait('wait'), 60_000);
    assert.equal(wait('wait=5'), 5000);
    assert.equal(wait('respond-async, wait=7'), 7000);
    assert.equal(wait('wait=300'), 60_000);
    assert.equal(wait('respond-async'), undefined);
    assert.throws(() => wait('wait=0'), /1 to 60/);
    assert.throws(() => wait('wait=soon'), /1 to 60/);
  });

  it('says what is wrong', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [{ input }, /you must provide version/],
      [{ version: hash }, /you must provide input/],
      [{ version: hash, input: [] }, /input/],
      [{ version: hash, input, webhook: 'ftp://x' }, /webhook/],
      [{ version: hash, input, webhook_events_filter: ['end'] }, /webhook_events_filter/],
    ];
    for (const [body, message] of wrong) assert.throws(() => read(byVersion, body), message);
  });
});

const id = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';
const view = (more: Partial<TaskView> = {}): TaskView =>
  viewOf({
    id,
    dialect: 'replicate',
    kind: 'image',
    action: 'predict',
    model: sdxl.name,
    memo: { input, webhook: 'https://c.example/h', events: ['completed'] },
    ...more,
  });
const outputs: TaskView['outputs'] = [
  { kind: 'image', url: 'https://gw.example/results/0.png', index: 0 },
  { kind: 'image', url: 'https://gw.example/results/1.png', index: 1 },
];
const native: Json = {
  id: 'up1',
  model: sdxl.name,
  version: hash,
  input: { ...input, seed: 1 },
  logs: '100%|██|',
  output: ['https://gw.example/results/0.png', 'https://gw.example/results/1.png'],
  data_removed: false,
  error: null,
  source: 'api',
  status: 'succeeded',
  created_at: '2026-11-23T06:30:00.000Z',
  started_at: '2026-11-23T06:30:01.000Z',
  completed_at: '2026-11-23T06:30:03.000Z',
  metrics: { predict_time: 2, total_time: 3, image_count: 2 },
  webhook: 'https://gateway/callbacks/secret',
  webhook_events_filter: ['completed'],
  odd: 7,
  urls: { get: 'https://api.replicate.com/v1/predictions/up1', web: 'https://replicate.com/p/up1' },
};

describe('replicate: predictions', () => {
  it('in the words of the platform', () => {
    const word = (status: TaskStatus) => bodyOf(submit(byVersion).written(view({ status })))['status'];
    assert.deepEqual(Object.fromEntries(taskStatuses.map((status) => [status, word(status)])), {
      sending: 'starting',
      queued: 'starting',
      running: 'processing',
      waiting: 'processing',
      succeeded: 'succeeded',
      failed: 'failed',
      cancelled: 'canceled',
      expired: 'failed',
    });
  });

  const times = { createdAt: 1_000_000, startedAt: 1_001_000, finishedAt: 1_003_500 };
  it('served by the platform: what nobody knows survives, and nothing leads there', () => {
    const shown = bodyOf(submit(byVersion).written(view({ status: 'succeeded', outputs, native, ...times })));
    assert.equal(shown['odd'], 7);
    assert.deepEqual(shown['output'], native['output']);
    assert.deepEqual(shown['metrics'], native['metrics']);
    assert.equal(shown['webhook'], 'https://c.example/h');
    const url = `http://gateway.example/replicate/v1/predictions/${id}`;
    assert.deepEqual(shown['urls'], { cancel: `${url}/cancel`, get: url, stream: `${url}/stream` });
    assert.doesNotMatch(JSON.stringify(shown), /up1|secret|replicate\.com/);
  });

  it('served by another wire, in the shape of the model', () => {
    const made = (model: string, found: TaskView['outputs'] = outputs) =>
      bodyOf(submit(byVersion).written(view({ model, status: 'succeeded', outputs: found, ...times })))[
        'output'
      ];
    assert.deepEqual(
      made(sdxl.name),
      outputs.map(({ url }) => url),
    );
    assert.equal(made('google/imagen-4'), outputs[0]!.url);
    const sound = { kind: 'audio' as const, url: 'https://gw.example/a.mp3', index: 0 };
    const picture = { ...outputs[0]!, role: 'spectrogram', index: 1 };
    assert.deepEqual(made('riffusion/riffusion', [sound, picture]), {
      audio: sound.url,
      spectrogram: picture.url,
    });
    assert.equal(made('acme/words', [{ kind: 'text', text: 'Hello', index: 0 }]), 'Hello');
    const shown = bodyOf(submit(byVersion).written(view({ status: 'succeeded', outputs, ...times })));
    assert.deepEqual(shown['metrics'], { predict_time: 2.5, total_time: 3.5 });
    assert.deepEqual(shown['input'], input);
  });

  it('to a client that waited: done, failed, or to be asked again', () => {
    const results = { base64: () => assert.fail() };
    const told = (status: TaskStatus) => {
      const task = view({ status, outputs: status === 'succeeded' ? outputs : [], reason: 'too hot' });
      const answer = submit(byVersion).answer!(
        task,
        results,
        head(),
        read(byVersion, { version: hash, input }),
      );
      assert.ok('status' in answer);
      return [answer.status, bodyOf(answer)['status'], bodyOf(answer)['error']];
    };
    assert.deepEqual(told('succeeded'), [201, 'succeeded', null]);
    assert.deepEqual(told('failed'), [201, 'failed', 'too hot']);
    // Replicate's clients ask on only where they read `starting`.
    assert.deepEqual(told('running'), [202, 'starting', null]);
  });

  it('a hook is told the same', () => {
    const { body } = replicate.writeHook!(view({ status: 'succeeded', outputs, native, ...times }));
    assert.equal(JSON.parse(body).id, id);
  });

  it('every fault has a body with detail', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const { status, body } = replicate.writeFault(
        new GatewayError(code, 'words', { param: 'input.x' }),
        'req_1',
      );
      const told = JSON.parse(body);
      assert.equal(status, code === 'field_invalid' ? 422 : faults[code].status);
      assert.equal(told.status, status);
      assert.match(told.detail, /words \(request id: req_1\)/);
      assert.ok(told.title);
    }
  });
});

describe('replicate: questions', () => {
  const desk = (tasks: readonly TaskView[], more: Partial<TaskDesk> = {}): TaskDesk => {
    const get = async (ref: string) => {
      const found = tasks.find((task) => task.id === ref);
      if (!found) throw new GatewayError('task_unknown', 'no such task');
      return found;
    };
    return {
      find: async (ref) => tasks.find((task) => task.id === ref),
      get,
      list: async ({ limit, after }) => {
        const from = after === undefined ? 0 : tasks.findIndex((task) => task.id === after) + 1;
        return {
          tasks: tasks.slice(from, from + limit),
          more: tasks.length > from + limit,
          total: tasks.length,
        };
      },
      cancel: get,
      remove: get,
      ask: async () => ({}),
      changed: get,
      origin: 'https://gw.example',
      hookSecret: 'whsec_QUJD',
      ...more,
    };
  };
  const ask = (
    method: string,
    path: string,
    at: RequestHead,
    tasks: readonly TaskView[],
    more?: Partial<TaskDesk>,
  ) => {
    const found = endpoint(method, `/replicate/v1${path}`);
    assert.ok(found.does === 'task-desk');
    return found.serve({ head: at, body: {} }, desk(tasks, more));
  };

  it('one, its cancel, and a cancel that comes too late', async () => {
    const at = head({ id });
    assert.equal(bodyOf(await ask('GET', '/predictions/:id', at, [view()]))['id'], id);
    assert.equal(
      bodyOf(await ask('POST', '/predictions/:id/cancel', at, [view({ status: 'cancelled' })]))['status'],
      'canceled',
    );
    const late = { cancel: async () => Promise.reject(new GatewayError('task_not_cancellable', 'too late')) };
    const done = view({ status: 'succeeded', outputs, finishedAt: 1 });
    assert.equal(
      bodyOf(await ask('POST', '/predictions/:id/cancel', at, [done], late))['status'],
      'succeeded',
    );
    await assert.rejects(
      ask('POST', '/predictions/:id/cancel', at, [view({ status: 'running' })], late),
      /too late/,
    );
  });

  it('lists by pages whose address leads here', async () => {
    const ids = Array.from({ length: 130 }, (_, at) => `task_01kb2m3n4p${String(at).padStart(16, '0')}`);
    const tasks = ids.map((one) => view({ id: one }));
    const first = bodyOf(await ask('GET', '/predictions', head(), tasks));
    assert.equal(Object(first['results']).length, 100);
    const next = new URL(String(first['next']));
    assert.equal(next.href.split('?')[0], 'https://gw.example/replicate/v1/predictions');
    const second = bodyOf(await ask('GET', '/predictions', head({}, {}, next.search.slice(1)), tasks));
    assert.equal(Object(second['results']).length, 30);
    assert.equal(second['next'], null);
    await assert.rejects(ask('GET', '/predictions', head({}, {}, 'cursor=x'), tasks), /cursor/);
    await assert.rejects(ask('GET', '/predictions', head({}, {}, 'created_after=x'), tasks), /created_after/);
  });

  it('models with their inputs', async () => {
    const at = head({ owner: 'stability-ai', name: 'sdxl', version: hash });
    const model = bodyOf(await ask('GET', '/models/:owner/:name', at, []));
    assert.equal(model['is_official'], false);
    const text = JSON.stringify(model);
    assert.match(text, /"num_outputs":\{"type":"integer".*?"minimum":1,"maximum":4/);
    assert.equal(bodyOf(await ask('GET', '/models/:owner/:name/versions/:version', at, []))['id'], hash);
    assert.equal(Object(bodyOf(await ask('GET', '/models', head(), []))['results']).length, sheets.length);
    await assert.rejects(
      ask('GET', '/models/:owner/:name', head({ owner: 'a', name: 'b' }), []),
      /catalogue/,
    );
  });

  it('the secret of webhooks, the account, hardware', async () => {
    assert.deepEqual(bodyOf(await ask('GET', '/webhooks/default/secret', head(), [])), { key: 'whsec_QUJD' });
    assert.equal(bodyOf(await ask('GET', '/account', head(), []))['type'], 'organization');
    assert.ok(Object(bodyOf(await ask('GET', '/hardware', head(), []))).length > 3);
  });

  const events = async (states: readonly TaskView[]): Promise<string[]> => {
    let at = 0;
    const changed = async () => states[Math.min(++at, states.length - 1)]!;
    const answer = await ask('GET', '/predictions/:id/stream', head({ id }), states.slice(0, 1), { changed });
    assert.ok('stream' in answer);
    const all: string[] = [];
    for await (const piece of answer.stream)
      all.push(...piece.split('\n\n').filter((one) => one.startsWith('event')));
    return all.map((one) => one.replace(/\nid: .*/, '').replaceAll('\n', ' '));
  };
  it('a stream of events, to each end', async () => {
    const grown = { status: 'running' as const, native: { output: ['Hel'] }, version: 2 };
    const both = view({ status: 'succeeded', native: { output: ['Hel', 'lo\n!'] }, outputs, version: 3 });
    assert.deepEqual(await events([view(), view(grown), both]), [
      'event: output data: Hel',
      'event: output data: lo data: !',
      'event: done data: {}',
    ]);
    assert.deepEqual(await events([view({ status: 'cancelled' })]), [
      'event: done data: {"reason":"canceled"}',
    ]);
    assert.deepEqual(await events([view({ status: 'failed', reason: 'too hot' })]), [
      'event: error data: {"detail":"too hot"}',
      'event: done data: {"reason":"error"}',
    ]);
  });
});

describe('replicate: files', () => {
  const file = `k4u${'0'.repeat(26)}`;
  const stored: InlineFile = { name: 'a.png', mediaType: 'image/png', base64: Buffer.from('QUJD') };
  it('stand in the input in place of their address', () => {
    const body = Buffer.from(
      JSON.stringify({
        input: {
          image: `http://gw/replicate/v1/files/${file}`,
          image_input: [`http://gw/v1/files/${file}`],
          prompt: `see /${file}`,
        },
      }),
    );
    assert.deepEqual(
      fileRefs.refsIn(body).map(({ id: one }) => one),
      [file, file],
    );
    const { input: sent } = JSON.parse(fileRefs.inlined(body, new Map([[file, stored]])).toString());
    assert.deepEqual(sent, {
      image: 'data:image/png;base64,QUJD',
      image_input: ['data:image/png;base64,QUJD'],
      prompt: `see /${file}`,
    });
  });
});

describe('replicate: pages', () => {
  it('show what is answered', () => {
    for (const page of [kontextPage, riffusionPage, versionPage])
      for (const example of page.examples) {
        assert.ok('reply' in example.expect && example.request);
        if (example.expect.status !== 201) continue;
        const params = Object.fromEntries(
          Object.entries(example.params ?? {}).map(([name, one]) => [name, String(one)]),
        );
        const { route } = example.call ?? page.call!;
        const body = sampleOf(example.request);
        const call = read(route, body, head(params));
        const { input: sent } = Object(body);
        const upstream: Json = {
          ...native,
          input: sent,
          model: call.model,
          logs: '',
          output: null,
          status: 'starting',
        };
        const {
          webhook: _hook,
          webhook_events_filter: _filter,
          odd: _odd,
          metrics: _metrics,
          ...rest
        } = upstream;
        const { started_at: _started, completed_at: _completed, version: _version, ...begun } = rest;
        const task = view({ ...call, memo: call.memo ?? {}, native: begun });
        assert.deepEqual(mismatches(example.expect.reply, bodyOf(submit(route).written(task))), [], page.id);
      }
  });

  it('and one that has ended', () => {
    const [example] = queryPage.examples;
    assert.ok('reply' in example.expect);
    const name = 'black-forest-labs/flux-kontext-dev';
    const { webhook: _hook, webhook_events_filter: _filter, odd: _odd, ...rest } = native;
    const upstream = {
      ...rest,
      model: name,
      version: 'hidden',
      input: sheetOf(name)!.example,
      output: outputs[0]!.url,
      metrics: { predict_time: 2, total_time: 3 },
    };
    const task = view({ status: 'succeeded', model: name, memo: {}, outputs, native: upstream });
    const shown = bodyOf(submit(byModel).written(task));
    const wrong = mismatches(example.expect.reply, shown).filter((one) => !one.includes('reply.logs'));
    assert.deepEqual(wrong, []);
  });
});
