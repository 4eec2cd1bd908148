import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { type Json, parseObject } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort, TaskReport, TaskSend } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { minimax } from '../../minimax/index.ts';
import { hailuoPort } from './port.ts';
import { createHailuoSimulator } from './simulator/index.ts';

const port = minimax.tasks?.['hailuo'] as TaskPort;
const start = (body: Json, model = 'MiniMax-Hailuo-02') => ({
  action: 'video_generation',
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

describe('the documented exchange', () => {
  type Case = {
    readonly model: string;
    readonly body: Json;
    readonly measured: Json;
    readonly exchange: readonly { ask: string; sent?: Json; reply: Json; report?: TaskReport }[];
  };
  const one: Case = JSON.parse(readFileSync(new URL('./cases/text-to-video.json', import.meta.url), 'utf8'));

  it('is held word for word', async () => {
    const steps = [...one.exchange];
    let report: TaskReport | undefined;
    const send: TaskSend = async ({ method, path, json, starts }) => {
      const step = steps.shift();
      assert.ok(step, `${method} ${path} is asked too much`);
      assert.equal(`${method} ${path}`, step.ask);
      assert.equal(starts, method === 'POST' ? true : undefined);
      if (step.sent) assert.deepEqual(json, step.sent);
      report = step.report;
      return { status: 200, headers: {}, body: Buffer.alloc(0), json: step.reply };
    };
    assert.deepEqual(port.measure(start(one.body, one.model)), one.measured);
    const begun = await port.start(
      { ...start(one.body, one.model), callbackUrl: 'https://gateway.example/callback' },
      send,
    );
    assert.deepEqual(begun.report, { status: 'queued', native: one.exchange[0]?.reply });
    for (let polls = 0; steps.length > 0; polls++) {
      assert.ok(polls < 5);
      const { native, ...seen } = await port.poll(begun.handle, send);
      assert.ok(native);
      assert.deepEqual(seen, report);
    }
  });
});

describe('what MiniMax refuses is known before money is held', () => {
  const frame = 'https://img.example/a.jpg';
  const table: readonly (readonly [
    model: string,
    body: Json,
    wrong: string | undefined,
    resolution?: string,
  ])[] = [
    ['MiniMax-Hailuo-2.3', { prompt: 'p' }, undefined, '768P'],
    ['MiniMax-Hailuo-2.3', { prompt: 'p', duration: 10, resolution: '768P' }, undefined],
    ['MiniMax-Hailuo-2.3', { prompt: 'p', duration: 10, resolution: '1080P' }, 'duration'],
    ['MiniMax-Hailuo-2.3', { prompt: 'p', duration: 5 }, 'duration'],
    ['MiniMax-Hailuo-2.3', { prompt: 'p', resolution: '512P' }, 'resolution'],
    ['MiniMax-Hailuo-2.3', { prompt: 'p', resolution: '__proto__' }, 'resolution'],
    ['MiniMax-Hailuo-2.3-Fast', { prompt: 'p' }, 'first_frame_image'],
    ['MiniMax-Hailuo-2.3-Fast', { first_frame_image: frame, resolution: '1080P' }, undefined],
    ['MiniMax-Hailuo-02', { prompt: 'p', resolution: '512P' }, 'resolution'],
    ['MiniMax-Hailuo-02', { first_frame_image: frame, resolution: '512P', duration: 10 }, undefined],
    [
      'MiniMax-Hailuo-02',
      { first_frame_image: frame, last_frame_image: frame, resolution: '512P' },
      'resolution',
    ],
    [
      'MiniMax-Hailuo-02',
      { first_frame_image: frame, last_frame_image: frame, resolution: '1080P' },
      undefined,
    ],
    // As an example that is around has it: MiniMax decides.
    [
      'MiniMax-Hailuo-2.3-Fast',
      { first_frame_image: frame, last_frame_image: frame, duration: 10 },
      undefined,
    ],
    ['T2V-01', { prompt: 'p' }, undefined, '720P'],
    ['T2V-01', { first_frame_image: frame }, 'first_frame_image'],
    ['I2V-01', { prompt: 'p' }, 'first_frame_image'],
    ['S2V-01', { prompt: 'p' }, 'first_frame_image'],
    [
      'S2V-01',
      { prompt: 'p', subject_reference: [{ type: 'character', image: [frame] }] },
      undefined,
      '720P',
    ],
    ['MiniMax-Hailuo-9', { prompt: 'p', resolution: '8K', duration: 60 }, undefined, '8K'],
  ];
  for (const [model, body, wrong, resolution] of table)
    it(`${model} ${JSON.stringify(body)}: ${wrong ?? 'goes'}`, async () => {
      if (wrong !== undefined) {
        const error = await faultOf(() => port.measure(start(body, model)));
        assert.deepEqual([error.code, error.detail.param], ['field_invalid', wrong]);
        return;
      }
      const { facts } = port.measure(start(body, model));
      if (resolution) assert.equal(facts['resolution'], resolution);
    });
});

describe('over the simulator', () => {
  const finish = 3000;
  async function run(body: Json, faults = '', options: { wrapped?: boolean; prefix?: string } = {}) {
    let now = Date.UTC(2026, 10, 23);
    const simulate = createHailuoSimulator({
      clock: () => now,
      ...(options.wrapped ? { wrapped: true } : {}),
    });
    const via = options.prefix === undefined ? port : hailuoPort({ prefix: options.prefix });
    const { send: submit } = sendTo(
      minimax,
      simulate,
      undefined,
      faults ? { 'x-key4u-simulate': faults } : {},
    );
    const { send, asked } = sendTo(minimax, simulate);
    const { handle } = await via.start(start(body), submit);
    const seen: TaskReport[] = [];
    for (const at of [0, 200, 1500, finish]) {
      now = Date.UTC(2026, 10, 23) + at;
      seen.push(await via.poll(handle, send));
    }
    return { seen, asked, simulate };
  }

  it('a job runs through all words to a film that plays', async () => {
    const { seen, asked, simulate } = await run({ prompt: 'a tram', resolution: '768P' });
    assert.deepEqual(
      seen.map(({ status, native }) => [status, native?.['status']]),
      [
        ['queued', 'Preparing'],
        ['queued', 'Queueing'],
        ['running', 'Processing'],
        ['succeeded', 'Success'],
      ],
    );
    assert.match(asked.at(-1)?.path ?? '', /^\/v1\/files\/retrieve\?file_id=\d{15}$/);
    const [film] = seen.at(-1)?.outputs ?? [];
    assert.deepEqual([film?.width, film?.height, film?.seconds], [1366, 768, 6]);
    const media = await simulate(new Request(film?.url ?? ''));
    assert.equal(media.headers.get('content-type'), 'video/mp4');
    assert.equal(Buffer.from(await media.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
  });

  it('a gateway in between wraps it and saves the second question', async () => {
    const { seen, asked } = await run({ prompt: 'a tram' }, '', { wrapped: true, prefix: '/minimax' });
    assert.equal(seen.at(-1)?.status, 'succeeded');
    assert.ok(seen.at(-1)?.outputs?.[0]?.url);
    assert.ok(asked.every(({ path }) => path.startsWith('/minimax/v1/query/')));
  });

  it('a film that turns out sensitive fails as refused', async () => {
    for (const [body, faults] of [
      [{ prompt: 'p' }, 'fail'],
      [{ prompt: '[fail]' }, ''],
    ] as const) {
      const { status, fault, reason } = (await run(body, faults)).seen.at(-1) ?? {};
      assert.deepEqual([status, fault, reason], ['failed', 'upstream_refused', 'output new_sensitive']);
    }
  });

  it('a stuck job never ends', async () => {
    assert.equal((await run({ prompt: 'p' }, 'stuck')).seen.at(-1)?.status, 'running');
  });

  const faults: readonly (readonly [asked: string, code: string])[] = [
    ['401', 'upstream_key_refused'],
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
    ['503', 'upstream_failed'],
    ['refuse', 'upstream_refused'],
    ['garbage', 'upstream_garbage'],
    ['error-200', 'upstream_key_refused'],
  ];
  for (const [asked, code] of faults)
    it(`a submit that meets ${asked} is ${code}`, async () => {
      assert.equal((await faultOf(() => run({ prompt: 'p' }, asked))).code, code);
    });

  it('sensitive words and wrong fields keep their numbers', async () => {
    const sensitive = await faultOf(() => run({ prompt: '[refuse]' }));
    assert.deepEqual([sensitive.code, sensitive.detail.upstream?.code], ['upstream_refused', '1026']);
    assert.equal(sensitive.message, 'input new_sensitive');
    const wrong = await faultOf(() => run({ prompt: 'p', resolution: '4K' }));
    assert.deepEqual([wrong.code, wrong.detail.upstream?.code], ['upstream_refused', '2013']);
  });

  it('an unknown word moves nothing, an unknown job is lost', async () => {
    const says =
      (json: Json): TaskSend =>
      async () => ({ status: 200, headers: {}, body: Buffer.alloc(0), json });
    const odd = { status: 'Dreaming', base_resp: { status_code: 0 } };
    assert.deepEqual(await port.poll({ id: '1' }, says(odd)), { unknownWord: 'Dreaming', native: odd });
    assert.equal((await faultOf(() => port.poll({ id: '1' }, says({})))).code, 'upstream_garbage');
    assert.equal(
      (await faultOf(() => port.poll({ id: '1' }, says({ status: 'Success' })))).code,
      'upstream_garbage',
    );
    const lost = await port.poll({ id: '1' }, sendTo(minimax, createHailuoSimulator()).send);
    assert.deepEqual([lost.status, lost.fault], ['failed', 'task_lost']);
  });

  it('a link is dead after nine hours, and the bearer is looked at', async () => {
    let now = 0;
    const simulate = createHailuoSimulator({ clock: () => now });
    const { send } = sendTo(minimax, simulate);
    const { handle } = await port.start(start({ prompt: 'p' }), send);
    now = 10 * 3_600_000;
    assert.equal((await faultOf(() => port.poll(handle, send))).code, 'upstream_refused');
    const bare = await simulate(new Request('http://simulated/v1/files/retrieve?file_id=1'));
    assert.equal(bare.status, 401);
    assert.deepEqual(parseObject(await bare.text())?.['base_resp'] !== undefined, true);
  });
});

describe('callbacks', () => {
  it('the challenge is echoed, all else is a hint', () => {
    assert.deepEqual(port.readCallback?.({ challenge: 'abc' }), { answer: { challenge: 'abc' } });
    assert.deepEqual(port.readCallback?.({ task_id: '1', status: 'success' }), {});
  });

  it('MiniMax knocks first and tells each state twice', async () => {
    let now = 0;
    const heard: Json[] = [];
    let echoes = true;
    const simulate = createHailuoSimulator({
      clock: () => now,
      call: async (_url, body) => {
        const told = { ...body } as Json;
        if (!('challenge' in told)) heard.push(told);
        return echoes ? port.readCallback?.(told).answer : { nobody: true };
      },
    });
    const { send } = sendTo(minimax, simulate);
    const asked = { ...start({ prompt: 'p' }), callbackUrl: 'https://gateway.example/c' };
    const { handle } = await port.start(asked, send);
    for (const at of [1000, 2000, 3000]) {
      now = at;
      await port.poll(handle, send);
    }
    assert.deepEqual(
      heard.map(({ status }) => status),
      ['processing', 'processing', 'success', 'success'],
    );
    echoes = false;
    assert.equal((await faultOf(() => port.start(asked, send))).code, 'upstream_refused');
  });
});

describe('a neutral request', () => {
  const plain: VideoRequest = { prompt: 'p', images: [], extra: {} };
  const write = (video: Partial<VideoRequest>, model = 'MiniMax-Hailuo-2.3') => {
    const dropped: string[] = [];
    const made = port.writeVideo?.(
      { ...plain, ...video },
      { upstreamModel: model, parents: {}, drop: (f) => dropped.push(f) },
    );
    return { body: made?.body, dropped };
  };
  const first = { role: 'first', url: 'https://a.example/1.png' } as const;
  const last = { role: 'last', url: 'https://a.example/2.png' } as const;

  it('asks for the length and resolution that hold what was asked for', () => {
    assert.deepEqual(write({ seconds: 5 }).body, { prompt: 'p', duration: 6 });
    assert.deepEqual(write({ seconds: 8, width: 1280, height: 720 }).body, {
      prompt: 'p',
      resolution: '768P',
      duration: 10,
    });
    assert.deepEqual(write({ resolution: '1080p', watermark: false, enhancePrompt: false }).body, {
      prompt: 'p',
      resolution: '1080P',
      prompt_optimizer: false,
      aigc_watermark: false,
    });
    assert.deepEqual(
      write({ images: [first], resolution: '480p' }, 'MiniMax-Hailuo-02').body?.['resolution'],
      '512P',
    );
    assert.equal(write({ width: 1366, height: 768 }, 'T2V-01').body?.['resolution'], '720P');
  });

  it('says what it leaves out', () => {
    const { dropped } = write({ negativePrompt: 'n', seed: 1, sound: true, aspectRatio: '9:16' });
    assert.deepEqual(dropped, ['negative_prompt', 'seed', 'sound', 'aspect_ratio']);
    assert.deepEqual(write({ sound: false, aspectRatio: '16:9' }).dropped, []);
  });

  it('puts pictures where they belong', () => {
    assert.deepEqual(write({ images: [first, last] }, 'MiniMax-Hailuo-02').body, {
      prompt: 'p',
      first_frame_image: first.url,
      last_frame_image: last.url,
    });
    assert.deepEqual(
      write({ images: [{ role: 'reference', url: first.url }] }, 'S2V-01').body?.['subject_reference'],
      [{ type: 'character', image: [first.url] }],
    );
  });

  it('refuses what would mean something else', async () => {
    for (const [video, param] of [
      [{ seconds: 15 }, 'seconds'],
      [{ seconds: 10, resolution: '1080p' }, 'seconds'],
      [{ resolution: '4k' }, 'resolution'],
      [{ images: [first, last] }, 'images'],
      [{ images: [{ role: 'reference', url: first.url }] }, 'images'],
      [{ count: 2 }, 'n'],
      [{ video: { url: 'https://a.example/v.mp4' } }, 'video'],
    ] as const) {
      const error = await faultOf(() => write(video));
      assert.deepEqual([error.code, error.detail.param], ['field_invalid', param], JSON.stringify(video));
    }
  });

  it('what it writes can be measured', () => {
    for (const video of [
      { seconds: 5 },
      { seconds: 8 },
      { resolution: '1080p' },
      { images: [first] },
    ] as const)
      port.measure(start(write(video).body ?? {}, 'MiniMax-Hailuo-2.3'));
  });
});
