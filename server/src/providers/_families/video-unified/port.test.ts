import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import type { Json } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Provider } from '../../../spec/provider.ts';
import { readFault } from '../openai-compatible/faults.ts';
import { readState, unifiedVideoPort } from './port.ts';
import { createUnifiedVideoSimulator } from './simulator.ts';

const provider: Provider = {
  manifest: { id: 'x', name: { en: 'x', vi: 'x' }, settings: [], owner: 'x', models: [] },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  readFault,
  passHeaders: [],
  simulator: () => async () => new Response(null, { status: 404 }),
};
const port = unifiedVideoPort({ prefix: '/p' });

function upstream(headers: Record<string, string> = {}) {
  let now = Date.UTC(2026, 10, 23);
  const simulate = createUnifiedVideoSimulator({ prefix: '/p', clock: () => now });
  const { send, asked } = sendTo(
    provider,
    async (request) => (await simulate(request)) ?? new Response(null, { status: 404 }),
    { key: 'sk-x', settings: {} },
    headers,
  );
  return {
    send,
    asked,
    wait: (ms: number) => {
      now += ms;
    },
    start: (action: string, upstreamModel: string, body: Json) =>
      port.start(
        {
          action,
          body,
          upstreamModel,
          access: { key: 'sk-x', settings: {} },
          taskId: 'task_x',
          facts: {},
          parents: {},
        },
        send,
      ),
  };
}

describe('another gateway of the family', () => {
  it('a film of Veo steps through its list', async () => {
    const at = upstream();
    const { handle, report } = await at.start('create', 'veo3.1-fast', {
      model: 'mine',
      prompt: 'sea',
      images: ['https://x/1.png'],
      enable_upsample: true,
      new_field: 1,
    });
    assert.equal(report?.status, 'queued');
    const sent = JSON.parse(at.asked[0]!.body) as Json;
    assert.deepEqual(
      [sent['model'], sent['new_field'], at.asked[0]?.path],
      ['veo3.1-fast', 1, '/p/v1/video/create'],
    );
    const seen: unknown[] = [];
    for (const ms of [500, 300, 1000, 800, 300, 300]) {
      at.wait(ms);
      const state = await port.poll(handle, at.send);
      seen.push((state.native as Json)['status']);
      if (state.status === 'succeeded') assert.match(state.outputs?.[0]?.url ?? '', /film\.mp4/);
    }
    assert.deepEqual(seen, [
      'image_downloading',
      'image_downloading',
      'video_generating',
      'video_upsampling',
      'video_upsampling_completed',
      'completed',
    ]);
    assert.match(at.asked.at(-1)!.path, /^\/p\/v1\/video\/query\?id=veo3\.1-fast%3A/);
  });

  it('the newer pair', async () => {
    const at = upstream();
    const { handle } = await at.start('generate', 'kling-v3', { model: 'm', prompt: 'sea', seconds: '5' });
    assert.deepEqual((await port.poll(handle, at.send)).status, 'queued');
    at.wait(3100);
    const end = await port.poll(handle, at.send);
    assert.equal(end.status, 'succeeded');
    assert.match(at.asked.at(-1)!.path, /^\/p\/v1\/video\/generations\/task_/);
  });

  it('what fails says why', async () => {
    const at = upstream({ 'x-key4u-simulate': 'refuse' });
    const { handle } = await at.start('create', 'sora-2', { prompt: 'sea', size: 'small' });
    at.wait(3100);
    const end = await port.poll(handle, at.send);
    assert.deepEqual([end.status, end.fault], ['failed', 'upstream_refused']);
    assert.match(end.reason ?? '', /content policy/);
  });

  for (const [fault, code] of [
    ['401', 'upstream_key_refused'],
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
    ['error-200', 'upstream_failed'],
    ['garbage', 'upstream_garbage'],
  ] as const)
    it(`${fault} is ${code}`, async () => {
      await assert.rejects(
        upstream({ 'x-key4u-simulate': fault }).start('create', 'veo3.1', { prompt: 'sea' }),
        (error) => error instanceof GatewayError && error.code === code,
      );
    });
});

describe('states', () => {
  for (const [name, body, expected] of [
    ['a word that nobody knows', { status: 'dreaming' }, { unknownWord: 'dreaming' }],
    [
      'sora, waiting',
      { status: 'processing', detail: { pending_info: { progress_pct: 0.93 } } },
      { status: 'running', progress: 93 },
    ],
    [
      'mj-studio’s success',
      { status: 'success', video_url: 'https://x/1.mp4' },
      { status: 'succeeded', progress: 100 },
    ],
    ['NexusAPI’s running', { status: 'running' }, { status: 'running' }],
    [
      'a finished task without a film',
      { status: 'completed', video_url: null },
      { status: 'failed', fault: 'upstream_garbage' },
    ],
  ] as const)
    it(name, () => {
      const state = readState(body);
      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(state[key as keyof typeof state], value);
    });
});

describe('the neutral form', () => {
  const write = (model: string, more: object = {}) =>
    port.writeVideo!(
      {
        prompt: 'sea',
        images: [],
        extra: { style: 'anime' },
        seconds: 10,
        aspectRatio: '9:16',
        resolution: '1080p',
        ...more,
      },
      { upstreamModel: model, parents: {}, drop: () => {} },
    ).body;
  it('sora has words of its own for the shape', () => {
    assert.deepEqual(write('sora-2-pro'), {
      style: 'anime',
      model: 'sora-2-pro',
      prompt: 'sea',
      images: [],
      orientation: 'portrait',
      size: 'large',
      duration: 10,
    });
    assert.deepEqual(write('jimeng-video-3.0'), {
      style: 'anime',
      model: 'jimeng-video-3.0',
      prompt: 'sea',
      images: [],
      aspect_ratio: '9:16',
      size: '1080P',
      duration: 10,
    });
  });
  it('is measured in calls and seconds', () => {
    assert.deepEqual(
      port.measure({ action: 'create', body: write('sora-2'), upstreamModel: 'sora-2', facts: {} }),
      {
        usage: { calls: 1, seconds: 10 },
        facts: { seconds: 10, input_images: 0, resolution: '1080p' },
      },
    );
  });
  it('refuses what it cannot', () => {
    assert.throws(() => write('veo3.1', { parent: { ref: 'task_1', how: 'remix' } }), /no earlier film/);
    assert.throws(() => write('veo3.1', { count: 2 }), /one film/);
  });
});
