import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../base/json.ts';
import others from '../../manual/pages/runway/other-requests.ts';
import done from '../../manual/pages/runway/query-video-task.ts';
import submitPage from '../../manual/pages/runway/submit-video-generation-task.ts';
import { mismatches, sampleOf } from '../../manual/shape.ts';
import type { RequestHead } from '../../spec/call.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import { type TaskDesk, type TaskStatus, type TaskView, taskStatuses } from '../../spec/task.ts';
import { runway } from './index.ts';

const head = (params: RequestHead['params'] = {}): RequestHead => ({
  params,
  query: '',
  headers: { 'x-runway-version': '2024-11-06' },
});
const submitOf = (path: string) => {
  const found = runway.endpoints.find((one) => one.method === 'POST' && one.path === path);
  assert.ok(found?.does === 'submit-task', path);
  return found;
};
const read = (action: string, body: unknown) =>
  submitOf(`/runwayml/v1/${action}`).read(Buffer.from(JSON.stringify(body)), head());

const id = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';
const view = (more: Partial<TaskView> = {}): TaskView => ({
  id,
  requestId: 'req_1',
  status: 'queued',
  progress: 0,
  dialect: 'runway',
  kind: 'video',
  action: 'image_to_video',
  model: 'gen4_turbo',
  outputs: [],
  memo: {},
  createdAt: Date.parse('2026-11-23T06:30:00Z'),
  usage: {},
  facts: {},
  hold: 250_000_000,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
  ...more,
});

/** What a question about one task answers. `asked`: what was done with it. */
async function ask(method: string, path: string, task: TaskView, asked: string[] = []): Promise<Json> {
  const found = runway.endpoints.find((one) => one.method === method && one.path === path);
  assert.ok(found?.does === 'task-desk', path);
  const note = (word: string) => async () => {
    asked.push(word);
    return task;
  };
  const desk: TaskDesk = {
    find: async () => task,
    get: async () => task,
    list: async () => ({ tasks: [task], more: false, total: 1 }),
    cancel: note('cancel'),
    remove: note('remove'),
    ask: async () => ({}),
    changed: async () => task,
    origin: 'https://gw.example',
    hookSecret: '',
    balance: async () => 12_345_678_900,
  };
  const answer = await found.serve({ head: head({ id }), body: {} }, desk);
  assert.ok('body' in answer);
  return answer.body === '' ? {} : JSON.parse(answer.body);
}
const show = (task: TaskView) => ask('GET', '/runwayml/v1/tasks/:id', task);

describe('runway: requests', () => {
  const promptImage = 'https://example.com/logo.png';

  it('R146: the public page’s example passes as it is', () => {
    const body = {
      promptImage,
      model: 'gen4_turbo',
      promptText: 'cat dance',
      watermark: false,
      duration: 5,
      ratio: '1280:768',
      odd: { a: 1 },
    };
    const call = read('image_to_video', body);
    assert.deepEqual(call.body, body);
    assert.deepEqual(
      [call.kind, call.action, call.model, call.prompt],
      ['video', 'image_to_video', 'gen4_turbo', 'cat dance'],
    );
    assert.deepEqual(call.video, {
      prompt: 'cat dance',
      seconds: 5,
      width: 1280,
      height: 768,
      images: [{ role: 'first', url: promptImage }],
      watermark: false,
      extra: { odd: { a: 1 } },
    });
  });

  it('has a neutral form, but not for uploads that only Runway has', () => {
    const frames = [
      { uri: promptImage, position: 'first' },
      { uri: 'https://example.com/b.png', position: 'last' },
    ];
    const { video } = read('image_to_video', {
      model: 'veo3.1',
      promptImage: frames,
      ratio: '16:9',
      audio: false,
      seed: 3,
    });
    assert.deepEqual(video, {
      prompt: '',
      aspectRatio: '16:9',
      images: [
        { role: 'first', url: promptImage },
        { role: 'last', url: 'https://example.com/b.png' },
      ],
      sound: false,
      seed: 3,
      extra: {},
    });
    const upload = { model: 'gen4_turbo', promptImage: 'runway://abc', ratio: '1280:720' };
    assert.equal(read('image_to_video', upload).video, undefined);
    assert.equal(read('text_to_image', { model: 'gen4_image', promptText: 'a' }).video, undefined);
    assert.equal(
      read('video_to_video', { model: 'aleph2', videoUri: 'https://a.example/v.mp4' }).video?.video?.url,
      'https://a.example/v.mp4',
    );
  });

  it('refuses what cannot be meant', () => {
    assert.throws(
      () => read('image_to_video', { model: 'gen4_turbo' }),
      /you must provide promptImage|promptImage/,
    );
    assert.throws(() => read('image_to_video', { promptImage }), /you must provide model/);
    assert.throws(() => read('image_to_video', { promptImage, model: 'gen4_turbo', seed: -1 }), /seed/);
    assert.throws(() => read('text_to_video', { model: 'gen4.5' }), /you must provide promptText/);
    assert.throws(() => read('video_to_video', { model: 'aleph2' }), /you must provide videoUri/);
  });
});

describe('runway: task objects', () => {
  it('use Runway’s words', async () => {
    const words: Record<string, unknown> = {};
    for (const status of taskStatuses) words[status] = (await show(view({ status })))['status'];
    assert.deepEqual(words, {
      sending: 'PENDING',
      queued: 'PENDING',
      running: 'RUNNING',
      waiting: 'PENDING',
      succeeded: 'SUCCEEDED',
      failed: 'FAILED',
      cancelled: 'CANCELLED',
      expired: 'FAILED',
    } satisfies Record<TaskStatus, string>);
  });

  it('tell in each state what belongs to it, by the gateway’s prices', async () => {
    const native = { id: 'up-1', status: 'THROTTLED', estimatedCost: { credits: 1 }, odd: 7 };
    const base = { id, createdAt: '2026-11-23T06:30:00.000Z' };
    assert.deepEqual(await show(view({ native })), {
      ...base,
      odd: 7,
      status: 'THROTTLED',
      estimatedCost: { credits: 25 },
    });
    assert.deepEqual(await show(view({ status: 'running', progress: 42 })), {
      ...base,
      status: 'RUNNING',
      progress: 0.42,
      estimatedCost: { credits: 25 },
    });
    const failed = { status: 'FAILED', failure: 'x', failureCode: 'ASSET.INVALID', cost: { credits: 9 } };
    assert.deepEqual(await show(view({ status: 'failed', reason: 'no', native: failed })), {
      ...base,
      status: 'FAILED',
      failure: 'no',
      failureCode: 'ASSET.INVALID',
      cost: { credits: 0 },
    });
    const refused = await show(view({ status: 'failed', fault: 'upstream_refused' }));
    assert.equal(refused['failureCode'], 'SAFETY.INPUT.TEXT');
  });

  it('R147: a finished one, served by Runway or by another wire', async () => {
    const outputs: TaskView['outputs'] = [
      { kind: 'video', url: 'https://gw.example/results/0.mp4', index: 0 },
      { kind: 'image', role: 'thumbnail', url: 'https://gw.example/results/1.png', index: 1 },
    ];
    const [example] = done.examples;
    assert.ok('reply' in example.expect);
    const native = {
      id: 'up-1',
      status: 'SUCCEEDED',
      output: ['https://up.example/x'],
      cost: { credits: 25 },
    };
    for (const more of [{}, { native }]) {
      const shown = await show(view({ status: 'succeeded', outputs, cost: 250_000_000, ...more }));
      assert.deepEqual(mismatches(example.expect.reply, shown), []);
      assert.deepEqual(shown['output'], ['https://gw.example/results/0.mp4']);
      assert.deepEqual(shown['cost'], { credits: 25 });
    }
  });

  it('DELETE cancels what runs and forgets what has ended', async () => {
    const asked: string[] = [];
    await ask('DELETE', '/runwayml/v1/tasks/:id', view({ status: 'running' }), asked);
    await ask('DELETE', '/runwayml/v1/tasks/:id', view({ status: 'succeeded' }), asked);
    assert.deepEqual(asked, ['cancel', 'remove']);
  });

  it('the organization has the customer’s balance', async () => {
    assert.equal((await ask('GET', '/runwayml/v1/organization', view()))['creditBalance'], 1234);
  });

  it('as the pages show a new one', () => {
    for (const page of [submitPage, others])
      for (const example of page.examples) {
        const route = (example.call ?? page.call)!.route;
        if (!('reply' in example.expect) || (example.expect.status ?? 200) !== 200 || !example.request)
          continue;
        const submit = submitOf(route);
        submit.read(Buffer.from(JSON.stringify(sampleOf(example.request))), head());
        const { status, body } = submit.written(view());
        assert.equal(status, 200);
        assert.deepEqual(mismatches(example.expect.reply, JSON.parse(body)), [], route);
      }
  });

  it('every fault has a body of Runway’s', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const { status, body } = runway.writeFault(new GatewayError(code, 'words', { param: 'a.b' }), 'req_1');
      assert.equal(status, faults[code].status);
      assert.deepEqual(JSON.parse(body), {
        error: 'words (request id: req_1)',
        code,
        issues: [{ code: 'custom', message: 'words', path: ['a', 'b'] }],
      });
    }
  });
});
