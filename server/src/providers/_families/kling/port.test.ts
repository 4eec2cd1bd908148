import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isObject, type Json, objectOf, objectsIn, textOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ParentTask, TaskReply, TaskSend, TaskStart } from '../../../spec/task.ts';
import { measure } from './measure.ts';
import { klingPort } from './port.ts';
import { writeStart } from './write-start.ts';

const port = klingPort({ prefix: '' });

const startOf = (
  action: string,
  upstreamModel: string,
  body: Json,
  more: Partial<TaskStart> = {},
): TaskStart => ({
  action,
  body,
  upstreamModel,
  access: { key: 'k', settings: {} },
  taskId: 'task_1',
  facts: {},
  parents: {},
  ...more,
});

const answering =
  (answers: readonly unknown[], asked: unknown[] = []): TaskSend =>
  async (request) => {
    asked.push(request);
    const body = Buffer.from(JSON.stringify(answers[asked.length - 1]));
    const reply: TaskReply = { status: 200, headers: {}, body, json: {} };
    return reply;
  };

const fault = async (what: () => unknown): Promise<GatewayError> => {
  try {
    await what();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

const cases: unknown = JSON.parse(readFileSync(new URL('./cases/exchanges.json', import.meta.url), 'utf8'));

describe('documented exchanges', () => {
  for (const one of objectsIn(cases))
    it(textOf(one['name']), async () => {
      assert.match(textOf(one['source']), /Kling API reference/);
      const start = startOf(textOf(one['action']), textOf(one['model']), objectOf(one['body']), {
        callbackUrl: 'https://gateway.example/hooks/1',
      });
      const asked: unknown[] = [];
      const send = answering([one['created'], one['queried']], asked);
      const { handle, report } = await port.start(start, send);
      const sends = objectOf(one['sends']);
      assert.deepEqual(asked[0], { method: 'POST', path: sends['path'], json: sends['body'], starts: true });
      assert.deepEqual(handle, one['handle']);
      assert.equal(report?.status, 'queued');
      assert.deepEqual(report?.native, one['created']);
      const polled = await port.poll(handle, send);
      assert.deepEqual(asked[1], { method: 'GET', path: one['asks'] });
      const { native, progress: _always, ...rest } = polled;
      assert.deepEqual(native, one['queried']);
      assert.deepEqual(rest, one['report']);
    });
});

describe('starting', () => {
  it("remembers the customer's own name of the task as one more name of it", async () => {
    const created = { code: 0, data: { task_id: '1', task_status: 'submitted' } };
    const body = { prompt: 'x', external_task_id: 'order-9' };
    const { report } = await port.start(startOf('videos/text2video', 'kling-v3', body), answering([created]));
    assert.deepEqual(report?.refs, ['order-9']);
  });

  it('answers at once what makes no task', async () => {
    const faces = {
      code: 0,
      message: 'SUCCEED',
      data: { session_id: '829836802793406551', face_data: [{ face_id: '0' }] },
    };
    const start = startOf('videos/identify-face', 'kling-identify-face', { video_id: '7' });
    const { handle, report } = await port.start(start, answering([faces]));
    assert.deepEqual(handle, {});
    assert.equal(report?.status, 'succeeded');
    assert.deepEqual(report?.refs, ['829836802793406551']);
  });

  it('reads errors in answers of status 200, and what is no answer', async () => {
    const table: readonly (readonly [unknown, string])[] = [
      [{ code: 1303, message: 'parallel task over resource pack limit' }, 'upstream_busy'],
      [{ code: 1102, message: 'resource pack exhausted' }, 'upstream_key_refused'],
      [{ code: 1201, message: 'duration is invalid' }, 'upstream_refused'],
      [{ code: 1203, message: 'model kling-v9 does not exist' }, 'upstream_model_unknown'],
      [{ code: 5000, message: 'oops' }, 'upstream_failed'],
      [{ code: 'task_failed', message: 'oops', data: null }, 'upstream_failed'],
      [{ code: 0, message: 'SUCCEED' }, 'upstream_garbage'],
      ['<html>', 'upstream_garbage'],
    ];
    for (const [answer, code] of table) {
      const start = startOf('videos/text2video', 'kling-v3', { prompt: 'x' });
      const { code: read } = await fault(() => port.start(start, answering([answer])));
      assert.equal(read, code, JSON.stringify(answer));
    }
  });

  const parent = (more: Partial<ParentTask> = {}): ParentTask => ({
    handle: { id: '831', action: 'videos/text2video' },
    action: 'videos/text2video',
    upstreamModel: 'kling-v2-6',
    status: 'succeeded',
    outputs: [{ kind: 'video', url: 'https://cdn.example/1.mp4', ref: '88' }],
    byId: true,
    ...more,
  });

  it('puts the names that Kling knows in the place of ours, in fields that name things only', () => {
    const body = {
      input: {
        video_id: 'task_a',
        task_id: 'task_a',
        text: 'task_a',
        mode: 'text2video',
        voice_id: 'task_a2',
      },
    };
    const start = startOf('videos/lip-sync', 'kling-lip-sync', body, { parents: { task_a: parent() } });
    assert.deepEqual(writeStart(start, '').body['input'], {
      video_id: '88',
      task_id: '831',
      text: 'task_a',
      mode: 'text2video',
      voice_id: 'task_a2',
    });
    const byRef = startOf(
      'videos/lip-sync',
      'kling-lip-sync',
      { input: { video_id: '88' } },
      { parents: { 88: parent({ byId: false }) } },
    );
    assert.deepEqual(writeStart(byRef, '').body['input'], { video_id: '88' });
  });

  it('waits for no task: what it has not made yet cannot be named', async () => {
    for (const [status, code] of [
      ['running', 'task_running'],
      ['succeeded', 'field_invalid'],
    ] as const) {
      const parents = { task_a: parent({ status, outputs: [] }) };
      for (const [action, body] of [
        ['videos/lip-sync', { input: { video_id: 'task_a' } }],
        ['videos/video-extend', { video_id: 'task_a' }],
      ] as const) {
        const start = startOf(action, 'kling-v3-omni', body, { parents });
        assert.equal((await fault(() => writeStart(start, ''))).code, code, action);
      }
    }
  });

  it('goes on from a video by the omni model, and at the old path by others', () => {
    const body = { video_id: '88', prompt: 'The cat sleeps.', negative_prompt: 'dogs', cfg_scale: 0.5 };
    const parents = { 88: parent({ byId: false }) };
    assert.deepEqual(writeStart(startOf('videos/video-extend', 'kling-v3-omni', body, { parents }), ''), {
      action: 'videos/omni-video',
      path: '/v1/videos/omni-video',
      body: {
        mode: 'std',
        duration: '5',
        model_name: 'kling-v3-omni',
        prompt: 'Based on <<<video_1>>>, generate the next shot: The cat sleeps.\nAvoid: dogs',
        video_list: [
          { video_url: 'https://cdn.example/1.mp4', refer_type: 'feature', keep_original_sound: 'no' },
        ],
        external_task_id: 'task_1',
      },
    });
    const old = writeStart(startOf('videos/video-extend', 'kling-video-extend', body, { parents }), '/kling');
    assert.equal(old.path, '/kling/v1/videos/video-extend');
    assert.deepEqual(old.body, { ...body, external_task_id: 'task_1' });
  });

  it('makes a film of several pictures by the omni model', () => {
    const body = {
      model_name: 'kling-v3-omni',
      image_list: [{ image: 'https://a/1.png' }, { image: 'https://a/2.png' }],
      duration: 5,
    };
    const { path, body: sent } = writeStart(startOf('videos/multi-image2video', 'kling-v3-omni', body), '');
    assert.equal(path, '/v1/videos/omni-video');
    assert.deepEqual(sent, {
      model_name: 'kling-v3-omni',
      duration: '5',
      prompt: 'A scene with <<<image_1>>> and <<<image_2>>>.',
      image_list: [{ image_url: 'https://a/1.png' }, { image_url: 'https://a/2.png' }],
      external_task_id: 'task_1',
    });
    const first = { image: 'iVBOR', image_tail: 'iVBORw', prompt: 'x', mode: 'pro' };
    assert.deepEqual(
      writeStart(startOf('videos/image2video', 'kling-video-o1', first), '').body['image_list'],
      [
        { image_url: 'iVBOR', type: 'first_frame' },
        { image_url: 'iVBORw', type: 'end_frame' },
      ],
    );
  });

  it('is found again by our name of it', async () => {
    const start = startOf('videos/text2video', 'kling-v3', { prompt: 'x' });
    const found = { code: 0, data: { task_id: '831', task_status: 'processing' } };
    const asked: unknown[] = [];
    const started = await port.find?.(start, answering([found], asked));
    assert.deepEqual(started?.handle, { id: '831', action: 'videos/text2video' });
    assert.deepEqual(asked, [{ method: 'GET', path: '/v1/videos/text2video/task_1', allow: [400, 404] }]);
    const none = await port.find?.(start, async () => ({
      status: 404,
      headers: {},
      body: Buffer.alloc(0),
      json: {},
    }));
    assert.equal(none, undefined);
    const newer = startOf('text-to-video', 'kling-3.0-turbo', { prompt: 'x' });
    assert.equal(await port.find?.(newer, answering([{ code: 0, data: [] }])), undefined);
  });
});

describe('reports', () => {
  const handle = { id: '1', action: 'videos/lip-sync', lengths: 'fives' };
  const data = (more: Json) => ({ code: 0, data: { task_id: '1', ...more } });

  it('charge by the length of the result where only it tells', async () => {
    const video = (duration: string) =>
      data({ task_status: 'succeed', task_result: { videos: [{ id: '2', url: 'https://x', duration }] } });
    for (const [duration, seconds] of [
      ['5.1', 5],
      ['5.3', 10],
      ['3', 5],
    ] as const)
      assert.deepEqual((await port.poll(handle, answering([video(duration)]))).usage, { seconds });
    const each = { ...handle, lengths: 'each' };
    assert.deepEqual((await port.poll(each, answering([video('7.04')]))).usage, { seconds: 7 });
  });

  it('guess nothing from words that no table knows', async () => {
    const report = await port.poll(handle, answering([data({ task_status: 'paused' })]));
    assert.equal(report.unknownWord, 'paused');
    assert.equal(report.status, undefined);
    assert.equal((await port.poll(handle, answering([data({})]))).status, undefined);
  });

  it('keep every digit of 64-bit names', async () => {
    const send: TaskSend = async () => ({
      status: 200,
      headers: {},
      json: {},
      body: Buffer.from(
        '{"code":0,"data":{"task_id":1,"task_status":"succeed","task_result":{"elements":[{"element_id":829836802793406551}]}}}',
      ),
    });
    assert.deepEqual((await port.poll(handle, send)).refs, ['829836802793406551']);
  });

  it('of callbacks move a task but do not end it', () => {
    const running = port.readCallback?.({ task_id: '1', task_status: 'processing', task_info: {} });
    assert.equal(running?.report?.status, 'running');
    assert.deepEqual(running?.report?.native?.['data'], {
      task_id: '1',
      task_status: 'processing',
      task_info: {},
    });
    for (const body of [
      { task_status: 'succeed' },
      { task_status: 'failed' },
      { id: '1', status: 'succeeded' },
      {},
    ])
      assert.deepEqual(port.readCallback?.(body), {});
  });
});

describe('what a request can consume', () => {
  const of = (action: string, upstreamModel: string, body: Json) =>
    measure({ action, upstreamModel, body, facts: {} });

  it('is seconds, pictures or calls, with what their price hangs on', () => {
    const table: readonly (readonly [string, string, Json, Json, Json])[] = [
      [
        'videos/text2video',
        'kling-v2-6',
        { prompt: 'x', mode: 'pro', sound: 'on', voice_list: [{ voice_id: '1' }] },
        { seconds: 5 },
        { mode: 'pro', sound: 'on', voice: true },
      ],
      [
        'videos/text2video',
        'kling-v3',
        { prompt: 'x', duration: 15, mode: '4k' },
        { seconds: 15 },
        { mode: '4k', sound: 'off' },
      ],
      [
        'videos/omni-video',
        'kling-video-o1',
        { prompt: 'x', video_list: [{ video_url: 'https://x' }] },
        { seconds: 10 },
        { video_input: true },
      ],
      ['videos/video-extend', 'kling-v3-omni', { video_id: '1' }, { seconds: 5 }, { video_input: true }],
      [
        'videos/effects',
        'kling-effects',
        { effect_scene: 'hug', input: { images: ['a', 'b'], duration: '10', mode: 'pro' } },
        { calls: 1 },
        { scene: 'hug', seconds: 10, mode: 'pro' },
      ],
      [
        'images/generations',
        'kling-v2-1',
        { prompt: 'x', n: 9, image: 'https://x' },
        { images: 9 },
        { reference: true, resolution: '1k' },
      ],
      ['images/kolors-virtual-try-on', 'kolors-virtual-try-on-v1', {}, { images: 1 }, { reference: false }],
      ['videos/lip-sync', 'kling-lip-sync', {}, { seconds: 10 }, {}],
      [
        'text-to-video',
        'kling-3.0-turbo',
        { settings: { resolution: '1080p', duration: 8 } },
        { seconds: 8 },
        { mode: 'pro', sound: 'on' },
      ],
      ['audio/tts', 'kling-tts', { text: 'x' }, { calls: 1 }, {}],
    ];
    for (const [action, model, body, usage, facts] of table) {
      const measured = of(action, model, body);
      assert.deepEqual(measured.usage, usage, action);
      assert.deepEqual({ ...measured.facts, ...facts, action }, measured.facts, action);
    }
  });

  it('refuses what the model cannot', async () => {
    const table: readonly (readonly [string, string, Json, string])[] = [
      ['videos/text2video', 'kling-v2-6', { duration: '7' }, 'duration'],
      ['videos/text2video', 'kling-v2-6', { duration: 'long' }, 'duration'],
      ['videos/text2video', 'kling-v3', { duration: '16' }, 'duration'],
      ['videos/text2video', 'kling-v2-6', { mode: '4k' }, 'mode'],
      ['videos/text2video', 'kling-v3', { mode: 'best' }, 'mode'],
      ['videos/text2video', 'kling-v2-6', { sound: 'on' }, 'sound'],
      ['videos/text2video', 'kling-v2-5-turbo', { sound: 'on', mode: 'pro' }, 'sound'],
      ['videos/text2video', 'kling-v2-6', { multi_shot: true }, 'multi_shot'],
      ['videos/multi-image2video', 'kling-v2-6', {}, 'model_name'],
      ['text-to-video', 'kling-3.0-turbo', { settings: { resolution: '4k' } }, 'settings.resolution'],
    ];
    for (const [action, model, body, param] of table) {
      const error = await fault(() => of(action, model, body));
      assert.deepEqual([error.code, error.detail.param], ['field_invalid', param], JSON.stringify(body));
    }
    const retired = await fault(() => of('videos/text2video', 'kling-v2-1', {}));
    assert.equal(retired.code, 'model_retired');
    assert.match(retired.message, /2026-09-15.*kling-v2-5-turbo/);
    assert.deepEqual(of('images/generations', 'kling-v2-1', { prompt: 'x' }).usage, { images: 1 });
  });
});

describe('films of other dialects', () => {
  const dropped: string[] = [];
  const write = (
    upstreamModel: string,
    video: Partial<Parameters<NonNullable<typeof port.writeVideo>>[0]>,
  ) => {
    const written = port.writeVideo?.(
      { prompt: 'A cat', images: [], extra: {}, ...video },
      { upstreamModel, parents: {}, drop: (field) => dropped.push(field) },
    );
    assert.ok(written);
    // What is written can be measured, so it has a price.
    assert.ok(isObject(measure({ ...written, upstreamModel, facts: {} }).usage));
    return written;
  };
  const picture = 'https://a/1.png';

  it('become text2video or image2video, with lengths and modes that the model has', () => {
    assert.deepEqual(write('kling-v2-6', { seconds: 8, width: 1280, height: 720, sound: false, seed: 5 }), {
      action: 'videos/text2video',
      body: {
        model_name: 'kling-v2-6',
        mode: 'std',
        duration: '10',
        sound: 'off',
        prompt: 'A cat',
        aspect_ratio: '16:9',
      },
    });
    assert.deepEqual(dropped, ['seed']);
    assert.deepEqual(
      write('kling-v2-6', {
        sound: true,
        images: [
          { role: 'first', url: picture },
          { role: 'last', url: picture },
        ],
      }).body,
      {
        model_name: 'kling-v2-6',
        mode: 'pro',
        sound: 'on',
        prompt: 'A cat',
        image: picture,
        image_tail: picture,
      },
    );
    assert.equal(write('kling-v3', { seconds: 7.2, resolution: '4k' }).body['duration'], '8');
    assert.equal(write('kling-v3', { resolution: '4K' }).body['mode'], '4k');
    assert.equal(write('kling-v2-5-turbo', { resolution: '480p' }).body['mode'], 'std');
    assert.deepEqual(write('kling-v2-6', { extra: { cfg_scale: 0.2 } }).body['cfg_scale'], 0.2);
  });

  it('take references and videos with the omni models only', async () => {
    const images = [{ role: 'reference', url: picture }] as const;
    assert.equal(write('kling-v3-omni', { images }).action, 'videos/omni-video');
    assert.deepEqual(write('kling-video-o1', { video: { url: 'https://a/1.mp4' } }).body['video_list'], [
      { video_url: 'https://a/1.mp4', refer_type: 'base' },
    ]);
    assert.equal((await fault(() => write('kling-v2-6', { images }))).detail.param, 'model');
    assert.equal((await fault(() => write('kling-v2-6', { seconds: 11 }))).detail.param, 'seconds');
    assert.equal((await fault(() => write('kling-v2-6', { count: 2 }))).detail.param, 'n');
  });

  it('go to the newer paths where the model is named there', () => {
    assert.deepEqual(
      write('kling-3.0-turbo', {
        seconds: 4,
        resolution: '1080p',
        aspectRatio: '9:16',
        negativePrompt: 'dogs',
      }),
      {
        action: 'text-to-video',
        body: {
          prompt: 'A cat\nAvoid: dogs',
          settings: { resolution: '1080p', aspect_ratio: '9:16', duration: 4 },
          options: {},
        },
      },
    );
    assert.deepEqual(write('kling-3.0', { images: [{ role: 'first', url: picture }], sound: true }), {
      action: 'image-to-video',
      body: {
        contents: [
          { type: 'prompt', text: 'A cat' },
          { type: 'first_frame', url: picture },
        ],
        settings: { audio: 'native' },
        options: {},
      },
    });
  });
});
