import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import type { Json } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskReport } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { doubao } from '../../doubao/index.ts';
import { videoModels } from '../../doubao/video-models.ts';
import { generationOf, mostTokens, ratios, sizeOf } from './generations.ts';
import { arkVideoPort } from './port.ts';
import { createArkVideoSimulator } from './simulator.ts';

const port = arkVideoPort({ prefix: '' });
const pro = 'doubao-seedance-1-0-pro-250528';
const two = 'doubao-seedance-2-0-260128';
const text = (words: string) => ({ type: 'text', text: words });
const image = (role?: string, url = 'https://img.example/a.png') => ({
  type: 'image_url',
  image_url: { url },
  ...(role === undefined ? {} : { role }),
});
const film = { type: 'video_url', video_url: { url: 'https://img.example/a.mp4' }, role: 'reference_video' };
const body = (content: readonly unknown[], more: Json = {}): Json => ({ content, ...more });

const measure = (model: string, request: Json) =>
  port.measure({ action: 'generate', body: request, upstreamModel: model, facts: {} });
const start = (model: string, request: Json) => ({
  action: 'generate',
  body: request,
  upstreamModel: model,
  facts: {},
  access: { key: 'sk-simulated', settings: {} },
  taskId: 'task_1',
  parents: {},
});

/** The code and place of what is refused. */
async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
}

describe('what is measured', () => {
  it('reads commands and fields, and takes the dearer of both', () => {
    const table: readonly (readonly [string, Json, string, number])[] = [
      [pro, body([text('a')]), '1080p', 5],
      [pro, body([text('a --rs 480p --dur 12')]), '480p', 12],
      [pro, body([text('a --resolution 720p --duration 4')]), '720p', 4],
      [pro, body([text('a --rs 480p')], { resolution: '720p' }), '720p', 5],
      [pro, body([text('a --dur 10')], { duration: 4 }), '720p'.replace('720', '1080'), 10],
      [pro, body([text('a --frames 57')]), '1080p', 57 / 24],
      [pro, body([text('a --rs 8k --dur 99')]), '1080p', 12],
      [two, body([text('a')]), '720p', 5],
      [two, body([text('a')], { duration: -1 }), '720p', 15],
      [two, body([text('a')], { resolution: '4k' }), '4k', 5],
      ['ep-20260102-abcde', body([text('a')]), '1080p', 5],
      ['seedance-2.0-fast', body([text('a')], { resolution: '480p', duration: 4 }), '480p', 4],
    ];
    for (const [model, request, resolution, seconds] of table) {
      const { facts } = measure(model, request);
      assert.deepEqual(
        [facts['resolution'], facts['seconds']],
        [resolution, seconds],
        JSON.stringify(request),
      );
    }
  });

  it('counts given films, sound and the tier', () => {
    const { usage, facts } = measure(two, body([text('a'), film]));
    assert.equal(facts['video_input'], true);
    assert.equal(usage.output_tokens, mostTokens('720p', 20));
    assert.equal(measure(two, body([text('a')], { generate_audio: false })).facts['sound'], false);
    assert.equal(measure(pro, body([text('a')], { generate_audio: true })).facts['sound'], false);
    assert.equal(measure(pro, body([text('a')], { service_tier: 'flex' })).facts['service_tier'], 'flex');
  });

  it('is never below what a film of that size and length costs', () => {
    for (const { id } of videoModels) {
      const { resolutions, most, newSizes } = generationOf(id)!;
      for (const resolution of resolutions)
        for (const ratio of ratios) {
          const [width, height] = sizeOf(resolution, ratio, newSizes === true);
          const tokens = (width * height * (24 * most + (newSizes ? 0 : 1))) / 1024;
          assert.ok(mostTokens(resolution, most) >= tokens, `${id} ${resolution} ${ratio}`);
        }
    }
  });
});

it('refuses what Ark refuses for sure, and names the place', async () => {
  const lite = 'doubao-seedance-1-0-lite-i2v-250428';
  const table: readonly (readonly [string, Json, string])[] = [
    [pro, body([]), 'field_invalid content'],
    [pro, body([text('')]), 'field_invalid content'],
    [pro, body([text('a')], { resolution: '4k' }), 'field_invalid resolution'],
    [pro, body([text('a')], { duration: 13 }), 'field_invalid duration'],
    [pro, body([text('a')], { duration: -1 }), 'field_invalid duration'],
    [pro, body([text('a')], { frames: 30 }), 'field_invalid frames'],
    [pro, body([text('a')], { ratio: '2:1' }), 'field_invalid ratio'],
    [pro, body([text('a')], { service_tier: 'fast' }), 'field_invalid service_tier'],
    [pro, body([text('a')], { execution_expires_after: 1 }), 'field_invalid execution_expires_after'],
    [pro, body([text('a'), image('last_frame')]), 'field_invalid content[1].role'],
    [pro, body([text('a'), image('reference_image')]), 'field_invalid content[1].role'],
    [pro, body([text('a'), image(), image()]), 'field_invalid content[2].role'],
    [pro, body([text('a'), image('middle')]), 'field_invalid content[1].role'],
    [pro, body([text('a'), film]), 'field_invalid content[1]'],
    [
      pro,
      body([text('a'), image(undefined, 'data:image/PNG;base64,AA==')]),
      'field_invalid content[1].image_url.url',
    ],
    [lite, body([text('a')]), 'field_invalid content'],
    [lite, body([text('a'), image(), image('reference_image')]), 'field_invalid content[2].role'],
    [lite, body([text('a'), ...Array(5).fill(image('reference_image'))]), 'field_invalid content'],
    [
      'doubao-seedance-1-0-pro-fast-251015',
      body([text('a'), image(), image('last_frame')]),
      'field_invalid content[2].role',
    ],
    [pro, body([text('a'), image('first_frame'), image('last_frame')]), 'nothing'],
    [two, body([text('a'), image('reference_image'), film]), 'nothing'],
    [pro, body([image()]), 'nothing'],
  ];
  for (const [model, request, expected] of table)
    assert.equal(await refusal(() => measure(model, request)), expected, JSON.stringify(request));
});

describe('over the simulated Ark', () => {
  /** Moves the clock until the job has ended. */
  async function run(request: Json, model = pro, headers: Readonly<Record<string, string>> = {}) {
    let now = Date.now();
    const simulate = createArkVideoSimulator({ models: videoModels.map(({ id }) => id), clock: () => now });
    const { send, asked } = sendTo(doubao, simulate, { key: 'sk-a', settings: {} }, headers);
    const { handle, report } = await port.start(start(model, request), send);
    assert.equal(report?.status, 'queued');
    const seen: TaskReport[] = [];
    for (let step = 0; step < 8; step++) {
      seen.push(await port.poll(handle, send));
      if (seen.at(-1)?.status !== 'queued' && seen.at(-1)?.status !== 'running') break;
      now += 1000;
    }
    return { seen, last: seen.at(-1)!, asked, send, handle, simulate };
  }

  it('makes a film: queued, running, succeeded, with its tokens', async () => {
    const { seen, last, asked } = await run(
      body([text('a cat --rs 720p --dur 4')], { return_last_frame: true, unknown: 1 }),
    );
    assert.deepEqual([...new Set(seen.map(({ status }) => status))], ['queued', 'running', 'succeeded']);
    assert.deepEqual(JSON.parse(asked[0]!.body), {
      model: pro,
      content: [text('a cat --rs 720p --dur 4')],
      return_last_frame: true,
      unknown: 1,
    });
    assert.equal(last.usage?.output_tokens, Math.floor((1248 * 704 * 97) / 1024));
    assert.deepEqual(last.facts, { resolution: '720p', seconds: 4, service_tier: 'default' });
    assert.deepEqual(
      last.outputs?.map(({ kind, role, mediaType }) => [kind, role, mediaType]),
      [
        ['video', undefined, 'video/mp4'],
        ['image', 'last-frame', 'image/png'],
      ],
    );
  });

  it('gives a film of the asked size', async () => {
    const { last, simulate } = await run(
      body([text('a cat')], { resolution: '480p', duration: 2, ratio: '1:1' }),
    );
    const answer = await simulate(new Request(last.outputs![0]!.url!));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'video/mp4');
    assert.match(last.outputs![0]!.url!, /w=640&h=640&s=2/);
  });

  it('reports how tasks end otherwise', async () => {
    const table: readonly (readonly [Json, Readonly<Record<string, string>>, string, string | undefined])[] =
      [
        [body([text('a [fail]')]), {}, 'failed', 'upstream_refused'],
        [body([text('a [expire]')]), {}, 'expired', undefined],
        [body([text('a')]), { 'x-key4u-simulate': 'fail' }, 'failed', 'upstream_refused'],
      ];
    for (const [request, headers, status, fault] of table) {
      const { last } = await run(request, pro, headers);
      assert.deepEqual([last.status, last.fault], [status, fault]);
    }
  });

  it('classifies what Ark says to a request', async () => {
    const table: readonly (readonly [string, string])[] = [
      ['401', 'upstream_key_refused'],
      ['429', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['503', 'upstream_busy'],
      ['refuse', 'upstream_refused'],
      ['error-200', 'upstream_failed'],
      ['garbage', 'upstream_garbage'],
    ];
    for (const [fault, code] of table)
      assert.equal(
        await refusal(() => run(body([text('a')]), pro, { 'x-key4u-simulate': fault })),
        code,
        fault,
      );
    await assert.rejects(run(body([text('a [refuse]')])), {
      code: 'upstream_refused',
      message: 'The request failed because the input text may contain sensitive information.',
    });
    assert.equal(
      await refusal(() => run(body([text('a')]), 'doubao-seedance-9-9')),
      'upstream_model_unknown',
    );
  });

  it('cancels what waits, not what runs, and never deletes a film', async () => {
    let now = Date.now();
    const simulate = createArkVideoSimulator({ models: [pro], clock: () => now });
    const { send, asked } = sendTo(doubao, simulate);
    const waiting = await port.start(start(pro, body([text('a')])), send);
    assert.equal((await port.cancel!(waiting.handle, send)).status, 'cancelled');
    assert.equal((await port.poll(waiting.handle, send)).status, 'cancelled');
    const running = await port.start(start(pro, body([text('a')])), send);
    now += 1500;
    assert.equal(await refusal(() => port.cancel!(running.handle, send)), 'task_not_cancellable');
    now += 5000;
    assert.equal((await port.cancel!(running.handle, send)).status, 'succeeded');
    assert.equal(asked.filter(({ method }) => method === 'DELETE').length, 1);
    const gone = await port.poll({ id: 'cgt-1' }, send);
    assert.deepEqual([gone.status, gone.fault], ['failed', 'task_lost']);
  });

  it('names no unknown word a state', async () => {
    const odd = async () => Response.json({ id: 'cgt-1', status: 'paused' });
    const report = await port.poll({ id: 'cgt-1' }, sendTo(doubao, odd).send);
    assert.deepEqual([report.status, report.unknownWord], [undefined, 'paused']);
  });

  it('lists the caller’s tasks only, by repeated and by comma-joined ids', async () => {
    const simulate = createArkVideoSimulator({ models: [pro] });
    const mine = sendTo(doubao, simulate, { key: 'sk-a', settings: {} });
    const theirs = sendTo(doubao, simulate, { key: 'sk-b', settings: {} });
    const ids: string[] = [];
    for (const { send } of [mine, mine, theirs])
      ids.push(String((await port.start(start(pro, body([text('a')])), send)).handle['id']));
    const path = '/contents/generations/tasks';
    for (const query of [
      `filter.task_ids=${ids.join(',')}`,
      ids.map((id) => `filter.task_ids=${id}`).join('&'),
    ]) {
      const { json } = await mine.send({ method: 'GET', path: `${path}?${query}` });
      assert.equal(json['total'], 2);
    }
  });

  it('stands beside the chat in the provider’s simulator', async () => {
    const { send } = sendTo(doubao, doubao.simulator());
    const started = await doubao.tasks!['ark-video']!.start(start(two, body([text('a')])), send);
    assert.match(String(started.handle['id']), /^cgt-\d{14}-[0-9a-z]{5}$/);
    const { json } = await send({
      method: 'POST',
      path: '/chat/completions',
      json: { model: 'doubao-seed-2-1-pro-260915', messages: [{ role: 'user', content: 'Hi' }] },
    });
    assert.equal(json['object'], 'chat.completion');
  });
});

it('puts the upstream’s id in the place of ours for a draft', async () => {
  const sent: unknown[] = [];
  const simulate = async (request: Request) => {
    sent.push(await request.json());
    return Response.json({ id: 'cgt-2' });
  };
  const draft = { type: 'draft_task', draft_task: { id: 'task_ours' } };
  const parent = {
    handle: { id: 'cgt-1' },
    action: 'generate',
    upstreamModel: pro,
    status: 'succeeded',
    outputs: [],
    byId: true,
  } as const;
  const request = {
    ...start('doubao-seedance-1-5-pro-251215', body([draft])),
    callbackUrl: 'https://gw.example/hook',
  };
  await port.start({ ...request, parents: { task_ours: parent } }, sendTo(doubao, simulate).send);
  assert.deepEqual(sent, [
    {
      model: 'doubao-seedance-1-5-pro-251215',
      content: [{ type: 'draft_task', draft_task: { id: 'cgt-1' } }],
      callback_url: 'https://gw.example/hook',
    },
  ]);
});

describe('films of other wires', () => {
  const plain: VideoRequest = { prompt: 'a cat', images: [], extra: {} };
  const write = (model: string, video: Partial<VideoRequest>) => {
    const dropped: string[] = [];
    const parents = {};
    const drop = (field: string) => void dropped.push(field);
    const written = port.writeVideo!({ ...plain, ...video }, { upstreamModel: model, parents, drop });
    // What is written can be measured.
    port.measure({ ...written, upstreamModel: model, facts: {} });
    return { body: written.body, dropped };
  };

  it('carries what the wire has', () => {
    assert.deepEqual(
      write(two, {
        seconds: 8,
        width: 1280,
        height: 720,
        images: [{ role: 'first', url: 'https://img.example/a.png' }],
        sound: false,
        seed: 7,
        watermark: true,
        negativePrompt: 'blur',
        extra: { camera_fixed: true, other: 1 },
      }),
      {
        body: {
          model: two,
          content: [
            text('a cat'),
            { type: 'image_url', image_url: { url: 'https://img.example/a.png' }, role: 'first_frame' },
          ],
          resolution: '720p',
          ratio: '16:9',
          duration: 8,
          seed: 7,
          watermark: true,
          generate_audio: false,
          camera_fixed: true,
        },
        dropped: ['negative_prompt'],
      },
    );
  });

  it('takes the nearest resolution below, and drops sound where there is none', () => {
    const fast = write('doubao-seedance-2-0-fast-260128', { resolution: '1080p' });
    assert.deepEqual([fast.body['resolution'], fast.dropped], ['720p', ['resolution']]);
    assert.deepEqual(write(pro, { sound: true }).dropped, ['sound']);
    assert.deepEqual(write(pro, { sound: false }).dropped, []);
  });

  it('refuses what would mean something else', async () => {
    assert.equal(await refusal(() => write(pro, { count: 2 })), 'field_invalid n');
    assert.equal(await refusal(() => write(pro, { seconds: 20 })), 'field_invalid seconds');
    assert.equal(
      await refusal(() => write(pro, { video: { url: 'https://x.example/a.mp4' } })),
      'field_invalid video',
    );
    assert.equal(
      await refusal(() => write(two, { parent: { ref: 'r', how: 'extend' } })),
      'field_invalid video_id',
    );
  });
});
