import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import type { Json } from '../../../base/json.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Simulate } from '../../../spec/provider.ts';
import type { TaskPort, TaskReport, TaskSend } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { qwen } from '../../qwen/index.ts';
import { qwenVideoPort, readTask } from './port.ts';
import { profileOf } from './profiles.ts';
import { createQwenVideoSimulator } from './simulator/index.ts';

const port = qwen.tasks?.['qwen-video'] as TaskPort;
const start = (body: Json, model: string, action = 'video-generation') => ({
  action,
  body,
  upstreamModel: model,
  access: { key: 'k', settings: {} },
  taskId: 'task_1',
  facts: {},
  parents: {},
});
const faultOf = async (run: () => unknown): Promise<GatewayError> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};
const simulated = (clock: () => number): Simulate => {
  const films = createQwenVideoSimulator({ clock });
  return async (request) => (await films(request)) ?? new Response('no such path', { status: 404 });
};

describe('the documented exchange', () => {
  type Step = { ask: string; headers?: Json; sent?: Json; reply: Json; report: TaskReport };
  type Case = { model: string; body: Json; measured: Json; exchange: readonly Step[] };
  const one: Case = JSON.parse(readFileSync(new URL('./cases/image-to-video.json', import.meta.url), 'utf8'));

  it('is held word for word', async () => {
    const steps = [...one.exchange];
    let step: Step | undefined;
    const send: TaskSend = async ({ method, path, json, starts, headers }) => {
      step = steps.shift();
      assert.ok(step);
      assert.equal(`${method} ${path}`, step.ask);
      assert.equal(starts, method === 'POST' ? true : undefined);
      if (step.sent) assert.deepEqual(json, step.sent);
      if (step.headers) assert.deepEqual(headers, step.headers);
      return { status: 200, headers: {}, body: Buffer.alloc(0), json: step.reply };
    };
    assert.deepEqual(port.measure(start(one.body, one.model)), one.measured);
    const begun = await port.start(start(one.body, one.model), send);
    assert.deepEqual(begun.report, { ...step?.report, native: step?.reply });
    while (steps.length > 0) {
      const polled = await port.poll(begun.handle, send);
      assert.deepEqual(polled, { ...step?.report, native: step?.reply });
    }
  });
});

const picture = 'https://img.example/a.png';
const first = { type: 'first_frame', url: picture };

describe('what DashScope refuses is known before money is held', () => {
  type Row = readonly [
    model: string,
    input: Json,
    parameters: Json,
    wrong?: string,
    seconds?: number,
    resolution?: string,
  ];
  const table: readonly Row[] = [
    ['wan2.5-t2v-preview', { prompt: 'p' }, {}, undefined, 5, '1080P'],
    ['wan2.5-t2v-preview', { prompt: 'p' }, { size: '832*480', duration: 10 }, undefined, 10, '480P'],
    ['wan2.5-t2v-preview', { prompt: 'p' }, { size: '1280x720' }, 'parameters.size'],
    ['wan2.5-t2v-preview', { prompt: 'p' }, { duration: 7 }, 'parameters.duration'],
    ['wan2.5-t2v-preview', {}, {}, 'input.prompt'],
    ['wan2.2-t2v-plus', { prompt: 'p' }, { size: '1280*720' }, 'parameters.size'],
    ['wan2.6-t2v', { prompt: 'p' }, { size: '1104*832', duration: 15 }, undefined, 15, '720P'],
    ['wan2.6-t2v-us', { prompt: 'p' }, { size: '1632*1248' }, undefined, 5, '1080P'],
    ['wan2.6-i2v', { img_url: picture }, { duration: 16 }, 'parameters.duration'],
    ['wan2.5-i2v-preview', { prompt: 'p' }, {}, 'input.img_url'],
    ['wan2.5-i2v-preview', { img_url: picture }, { resolution: '2K' }, 'parameters.resolution'],
    ['wanx2.1-i2v-plus', { img_url: picture }, {}, undefined, 5, '720P'],
    ['wan2.2-kf2v-flash', { last_frame_url: picture }, {}, 'input.first_frame_url'],
    ['wan2.7-t2v-2026-04-25', { prompt: 'p' }, { ratio: '9:16', duration: 2 }, undefined, 2, '1080P'],
    ['wan2.7-i2v', { prompt: 'p', img_url: picture }, {}, 'input.img_url'],
    ['wan2.7-i2v', { prompt: 'p' }, {}, 'input.media'],
    ['wan2.7-i2v', { media: [{ type: 'first_frame' }] }, {}, 'input.media[0]'],
    ['wan2.7-i2v', { media: [first] }, { resolution: '720P', duration: 15 }, undefined, 15, '720P'],
    ['wan2.7-i2v', { media: [first] }, { resolution: '480P' }, 'parameters.resolution'],
    ['wan2.7-r2v', { media: [{ type: 'reference_image', url: picture }] }, { duration: 5 }, undefined, 5],
    ['wan2.7-r2v', { media: [{ type: 'reference_video', url: picture }] }, { duration: 5 }, undefined, 20],
    ['wan2.7-videoedit', { media: [first] }, {}, 'input.media'],
    ['wan2.7-videoedit', { media: [{ type: 'video', url: picture }] }, { duration: 0 }, undefined, 20],
    ['wan2.6-r2v-flash', { reference_urls: [picture] }, { duration: 10, audio: false }, undefined, 15],
    ['wan3.0-video', { prompt: 'p' }, { duration: 30, resolution: '480P' }, undefined, 30, '480P'],
    ['wan3.0-video', { prompt: 'p' }, { duration: -1 }, undefined, 30],
    ['wan3.0-video', {}, {}, 'input.prompt'],
    ['wan3.0-video', { media: [{ type: 'video', url: picture }] }, { duration: 5 }, undefined, 30],
    ['wan2.2-s2v', { image_url: picture }, {}, 'input.audio_url'],
    ['wan2.2-s2v', { image_url: picture, audio_url: picture }, { resolution: '720P' }, undefined, 20, '720P'],
    ['wan9-t2v', { anything: 1 }, { resolution: '4K', duration: 50 }, undefined, 50, '4K'],
    ['wan9-t2v', { anything: 1 }, { duration: 5000 }, 'parameters.duration'],
  ];
  for (const [model, input, parameters, wrong, seconds, resolution] of table)
    it(`${model} ${JSON.stringify(input)} ${JSON.stringify(parameters)}: ${wrong ?? 'goes'}`, async () => {
      const asked = start({ model, input, parameters }, model);
      if (wrong !== undefined) {
        const error = await faultOf(() => port.measure(asked));
        assert.deepEqual([error.code, error.detail.param], ['field_invalid', wrong]);
        return;
      }
      const measured = port.measure(asked);
      assert.equal(measured.usage.seconds, seconds);
      if (resolution) assert.equal(measured.facts['resolution'], resolution);
    });
});

describe('over the simulator', () => {
  const day0 = Date.UTC(2026, 10, 23);
  const plain = { input: { prompt: 'a cat', img_url: picture }, parameters: { resolution: '480P' } };
  async function run(body: Json = plain, faults = '', model = 'wan2.5-i2v-preview', prefix = '') {
    let now = day0;
    const simulate = simulated(() => now);
    const via = qwenVideoPort({ prefix });
    const submit = sendTo(qwen, simulate, undefined, faults ? { 'x-key4u-simulate': faults } : {});
    const { send, asked } = sendTo(qwen, simulate);
    const { handle } = await via.start(start(body, model), submit.send);
    const seen: TaskReport[] = [];
    for (const at of [0, 1500, 3000]) {
      now = day0 + at;
      seen.push(await via.poll(handle, send));
    }
    return {
      seen,
      asked: [...submit.asked, ...asked],
      simulate,
      handle,
      send,
      move: (ms: number) => (now = day0 + ms),
    };
  }

  it('a job runs through all words to a film that plays, and tells what it consumed', async () => {
    const { seen, simulate } = await run();
    assert.deepEqual(
      seen.map(({ status }) => status),
      ['queued', 'running', 'succeeded'],
    );
    const { outputs, usage, facts } = seen.at(-1) ?? {};
    assert.deepEqual([usage, facts], [{ seconds: 5 }, { resolution: '480P', sound: true, seconds: 5 }]);
    const media = await simulate(new Request(outputs?.[0]?.url ?? ''));
    assert.equal(media.headers.get('content-type'), 'video/mp4');
    assert.equal(Buffer.from(await media.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
  });

  it('first and last frame go to the other service, a gateway’s prefix before all', async () => {
    const body = { input: { first_frame_url: picture, last_frame_url: picture }, parameters: {} };
    const { asked, seen } = await run(body, '', 'wan2.2-kf2v-flash', '/alibailian');
    assert.equal(asked[0]?.path, '/alibailian/api/v1/services/aigc/image2video/video-synthesis');
    assert.match(asked[1]?.path ?? '', /^\/alibailian\/api\/v1\/tasks\//);
    assert.equal(seen.at(-1)?.status, 'succeeded');
  });

  it('content rules, and failures without a word', async () => {
    const failed = (await run({ ...plain, input: { ...plain.input, prompt: '[fail]' } })).seen.at(-1);
    assert.deepEqual([failed?.status, failed?.fault], ['failed', 'upstream_refused']);
    assert.match(failed?.reason ?? '', /inappropriate/);
    const silent = (await run({ ...plain, input: { ...plain.input, prompt: '[fail silently]' } })).seen.at(
      -1,
    );
    assert.deepEqual([silent?.status, silent?.fault], ['failed', undefined]);
    assert.ok(silent?.reason);
    assert.equal((await run(plain, 'stuck')).seen.at(-1)?.status, 'running');
    assert.equal((await run(plain, 'fail')).seen.at(-1)?.status, 'failed');
  });

  it('is forgotten after a day', async () => {
    const { handle, send, move } = await run();
    move(25 * 3_600_000);
    const { status, fault } = await port.poll(handle, send);
    assert.deepEqual([status, fault], ['failed', 'task_lost']);
  });

  it('is cancelled only while it waits', async () => {
    let now = day0;
    const { send } = sendTo(
      qwen,
      simulated(() => now),
    );
    const { handle } = await port.start(start(plain, 'wan2.5-i2v-preview'), send);
    const other = await port.start(start(plain, 'wan2.5-i2v-preview'), send);
    assert.deepEqual(await port.cancel?.(handle, send), { status: 'cancelled' });
    now += 1500;
    assert.equal((await port.poll(handle, send)).status, 'cancelled');
    assert.equal((await faultOf(() => port.cancel?.(other.handle, send))).code, 'task_not_cancellable');
  });

  for (const [asked, code] of [
    ['401', 'upstream_key_refused'],
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
    ['503', 'upstream_busy'],
    ['refuse', 'upstream_refused'],
    ['garbage', 'upstream_garbage'],
    ['error-200', 'upstream_failed'],
  ] as const)
    it(`a submit that meets ${asked} is ${code}`, async () => {
      assert.equal((await faultOf(() => run(plain, asked))).code, code);
    });

  it('keeps the words of a refusal', async () => {
    const told = await faultOf(() => run({ ...plain, input: { prompt: '[refuse]', img_url: picture } }));
    assert.deepEqual([told.code, told.detail.upstream?.code], ['upstream_refused', 'DataInspectionFailed']);
    const url = await faultOf(() => run({ ...plain, input: { img_url: 'no address' } }));
    assert.equal(url.detail.upstream?.code, 'InvalidURL');
    assert.equal((await faultOf(() => run(plain, '', 'wan9'))).code, 'upstream_model_unknown');
  });

  it('wants the header that says asynchronous', async () => {
    const answer = await simulated(Date.now)(
      new Request('http://simulated/api/v1/services/aigc/video-generation/video-synthesis', {
        method: 'POST',
        headers: { authorization: 'Bearer k' },
        body: JSON.stringify({ model: 'wan2.5-i2v-preview', ...plain }),
      }),
    );
    assert.equal(answer.status, 403);
  });

  it('the provider’s simulator answers films and chats, with and without the compatible prefix', async () => {
    const simulate = qwen.simulator();
    const headers = { authorization: 'Bearer k' };
    for (const path of ['/compatible-mode/v1/models', '/models'])
      assert.equal((await simulate(new Request(`http://simulated${path}`, { headers }))).status, 200, path);
    const body = JSON.stringify({ model: 'qwen-plus', messages: [{ role: 'user', content: 'hi' }] });
    const chat = new Request(`http://simulated${qwen.wires['openai-chat']?.paths['chat']}`, {
      method: 'POST',
      headers,
      body,
    });
    assert.equal((await simulate(chat)).status, 200);
    assert.equal((await simulate(new Request('http://simulated/api/v1/tasks', { headers }))).status, 200);
  });
});

describe('one state of a task', () => {
  const body = (output: Json, usage?: Json): Json => ({
    request_id: 'r',
    output,
    ...(usage ? { usage } : {}),
  });
  const video = { task_status: 'SUCCEEDED', video_url: 'https://r.example/1.mp4' };
  const table: readonly (readonly [name: string, body: Json, expected: TaskReport])[] = [
    ['suspended waits', body({ task_status: 'SUSPENDED' }), { status: 'queued' }],
    ['an unknown word moves nothing', body({ task_status: 'DREAMING' }), { unknownWord: 'DREAMING' }],
    ['cancelled', body({ task_status: 'CANCELED' }), { status: 'cancelled' }],
    [
      'older usage, and a size',
      body(video, { video_duration: 5, video_ratio: 'standard', size: '832*480' }),
      {
        status: 'succeeded',
        progress: 100,
        outputs: [
          {
            kind: 'video',
            url: video.video_url,
            mediaType: 'video/mp4',
            seconds: 5,
            width: 832,
            height: 480,
          },
        ],
        usage: { seconds: 5 },
        facts: { resolution: '480P' },
      },
    ],
    [
      'a speaker, by parts of seconds, in results',
      body(
        { task_status: 'SUCCEEDED', results: { video_url: 'https://r.example/s.mp4' } },
        { duration: 10.23, SR: '720' },
      ),
      {
        status: 'succeeded',
        progress: 100,
        outputs: [{ kind: 'video', url: 'https://r.example/s.mp4', mediaType: 'video/mp4', seconds: 10.23 }],
        usage: { seconds: 10.23 },
        facts: { resolution: '720P' },
      },
    ],
    [
      'what was handed in is charged too',
      body(video, {
        duration: 15,
        input_video_duration: 5,
        output_video_duration: 10,
        SR: 1080,
        audio: false,
      }),
      {
        status: 'succeeded',
        progress: 100,
        outputs: [{ kind: 'video', url: video.video_url, mediaType: 'video/mp4', seconds: 10 }],
        usage: { seconds: 15 },
        facts: { resolution: '1080P', sound: false },
      },
    ],
    [
      'no usage at all',
      body(video),
      {
        status: 'succeeded',
        progress: 100,
        outputs: [{ kind: 'video', url: video.video_url, mediaType: 'video/mp4' }],
      },
    ],
  ];
  for (const [name, sent, expected] of table)
    it(name, () => assert.deepEqual(readTask(sent), { ...expected, native: sent }));

  it('what is no answer is an error', async () => {
    assert.equal((await faultOf(() => readTask({}))).code, 'upstream_garbage');
    assert.equal(
      (await faultOf(() => readTask(body({ task_status: 'SUCCEEDED' })))).code,
      'upstream_garbage',
    );
    assert.equal((await faultOf(() => readTask({ code: 'Throttling', message: 'm' }))).code, 'upstream_busy');
    assert.equal(
      (await faultOf(() => readTask({ code: 'InvalidApiKey', message: 'm' }))).code,
      'upstream_key_refused',
    );
  });
});

describe('a neutral request', () => {
  const plain: VideoRequest = { prompt: 'p', images: [], extra: {} };
  const write = (video: Partial<VideoRequest>, model: string) => {
    const dropped: string[] = [];
    const made = port.writeVideo?.(
      { ...plain, ...video },
      { upstreamModel: model, parents: {}, drop: (f) => dropped.push(f) },
    );
    assert.ok(made);
    return { ...made, dropped };
  };
  const image = (role: 'first' | 'last' | 'reference') => ({ role, url: `https://a.example/${role}.png` });

  it('asks each model in its own way', () => {
    const all = {
      seconds: 4,
      width: 1280,
      height: 720,
      seed: 1,
      sound: true,
      negativePrompt: 'n',
      watermark: false,
    } as const;
    assert.deepEqual(write(all, 'wan2.5-t2v-preview').body, {
      input: { prompt: 'p', negative_prompt: 'n' },
      parameters: { size: '1280*720', duration: 5, watermark: false, seed: 1, audio: true },
    });
    assert.deepEqual(write({ ...all, enhancePrompt: false }, 'wan2.7-t2v').body['parameters'], {
      resolution: '720P',
      ratio: '16:9',
      duration: 4,
      prompt_extend: false,
      watermark: false,
      seed: 1,
    });
    assert.deepEqual(write({ images: [image('first')], resolution: '480p' }, 'wan2.5-i2v-preview').body, {
      input: { prompt: 'p', img_url: image('first').url },
      parameters: { resolution: '480P' },
    });
    const frames = { images: [image('first'), image('last')] };
    assert.deepEqual(write(frames, 'wan2.2-kf2v-flash'), {
      action: 'image2video',
      body: {
        input: { prompt: 'p', first_frame_url: image('first').url, last_frame_url: image('last').url },
        parameters: {},
      },
      dropped: [],
    });
    assert.deepEqual(write(frames, 'wan2.7-i2v').body['input'], {
      prompt: 'p',
      media: [
        { type: 'first_frame', url: image('first').url },
        { type: 'last_frame', url: image('last').url },
      ],
    });
    const film = { url: 'https://a.example/v.mp4' };
    for (const [model, type] of [
      ['wan2.7-i2v', 'first_clip'],
      ['wan2.7-r2v', 'reference_video'],
      ['wan2.7-videoedit', 'video'],
      ['wan3.0-video', 'video'],
    ] as const)
      assert.deepEqual(write({ video: film }, model).body['input'], {
        prompt: 'p',
        media: [{ type, url: film.url }],
      });
    assert.deepEqual(write({ images: [image('reference')] }, 'wan2.6-r2v').body['input'], {
      prompt: 'p',
      reference_urls: [image('reference').url],
    });
  });

  it('says what it leaves out', () => {
    assert.deepEqual(write({ sound: true }, 'wan2.2-t2v-plus').dropped, ['sound']);
    assert.deepEqual(write({ sound: false }, 'wan2.7-t2v').dropped, ['sound']);
    assert.deepEqual(write({ sound: true }, 'wan2.7-t2v').dropped, []);
    assert.deepEqual(write({ images: [image('first')], aspectRatio: '1:1' }, 'wan2.5-i2v-preview').dropped, [
      'aspect_ratio',
    ]);
  });

  it('refuses what would mean something else', async () => {
    for (const [model, video, param] of [
      ['wan2.7-t2v', { images: [image('first')] }, 'images'],
      ['wan2.5-i2v-preview', {}, 'images'],
      ['wan2.5-i2v-preview', { images: [image('first'), image('last')] }, 'images'],
      ['wan2.7-i2v', {}, 'images'],
      ['wan2.7-i2v', { images: [image('reference')] }, 'images'],
      ['wan2.2-s2v', { images: [image('first')] }, 'images'],
      ['wan2.7-t2v', { video: { url: 'https://a.example/v.mp4' } }, 'video'],
      ['wan2.7-t2v', { parent: { ref: 'task_1', how: 'extend' } }, 'video'],
      ['wan2.7-t2v', { seconds: 16 }, 'seconds'],
      ['wan2.7-t2v', { resolution: '4k' }, 'resolution'],
      ['wan2.7-t2v', { count: 2 }, 'n'],
    ] as const) {
      const error = await faultOf(() => write(video, model));
      assert.deepEqual(
        [error.code, error.detail.param],
        ['field_invalid', param],
        `${model} ${JSON.stringify(video)}`,
      );
    }
  });
});

describe('the list of films', () => {
  const films = qwen.manifest.models.filter(({ kinds }) => kinds.includes('video'));

  it('is served, and each is known by its profile', () => {
    for (const { id } of films) {
      assert.ok(port.serves(id, undefined), id);
      assert.ok(profileOf(id), id);
    }
    for (const other of ['qwen-plus', 'wan2.6-t2i', 'wan2.7-image', 'text-embedding-v4'])
      assert.equal(port.serves(other, undefined), false);
  });

  it('prices each resolution of each model, the dearest where nothing else is said', () => {
    const price = (id: string, facts: Record<string, string | boolean>, seconds = 5): number => {
      const film = films.find((one) => one.id === id);
      assert.ok(film, id);
      return Number(priceOf(compileCard(film.card), { seconds }, facts, compileRatio('1'))) / 1e9;
    };
    assert.equal(price('wan2.5-i2v-preview', { resolution: '480P' }), 0.25);
    assert.equal(price('wan2.5-i2v-preview', { resolution: '1080P' }), 0.75);
    assert.equal(price('wan2.6-i2v-flash', { resolution: '720P', sound: false }), 0.125);
    assert.equal(price('wan2.6-i2v-flash', { resolution: '1080P', sound: false }), 0.1875);
    assert.equal(price('wan2.6-i2v-flash', { resolution: '1080P', sound: true }), 0.375);
    assert.equal(price('wan2.2-s2v', { resolution: '480P' }, 10.23), 0.73325571);
  });
});
