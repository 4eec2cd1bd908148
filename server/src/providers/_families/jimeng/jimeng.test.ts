import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import type { Json } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { jimeng } from '../../jimeng/index.ts';
import { simulatedKey } from '../../jimeng/simulator.ts';
import { jimengGatewayPort } from './gateway-port.ts';
import { createJimengGatewaySimulator } from './gateway-simulator.ts';
import { visualPort } from './port.ts';
import { askedOf } from './request.ts';

const port = visualPort();
const model = 'jimeng-video-3.0';
const pro = 'jimeng-video-3.0-pro';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
}

const a = 'https://img.example/a.png';
const b = 'https://img.example/b.png';

describe('the key of a request', () => {
  const table: readonly (readonly [string, Json, string, string, number])[] = [
    [model, { prompt: 'x' }, 'jimeng_t2v_v30', '720p', 5],
    [model, { prompt: 'x', resolution: '1080P', duration: '10' }, 'jimeng_t2v_v30_1080p', '1080p', 10],
    [model, { prompt: 'x', size: '1080P', image_url: a }, 'jimeng_i2v_first_v30_1080', '1080p', 5],
    [model, { prompt: 'x', image_url: a }, 'jimeng_i2v_first_v30', '720p', 5],
    [model, { prompt: 'x', image_urls: [a, b] }, 'jimeng_i2v_first_tail_v30', '720p', 5],
    [model, { prompt: 'x', image_url: a, image_urls: [b] }, 'jimeng_i2v_first_tail_v30', '720p', 5],
    [
      'jimeng-video-3.0-1080p',
      { prompt: 'x', image_urls: [a, b] },
      'jimeng_i2v_first_tail_v30_1080',
      '1080p',
      5,
    ],
    [pro, { prompt: 'x' }, 'jimeng_ti2v_v30_pro', '1080p', 5],
    [pro, { prompt: 'x', image_url: a }, 'jimeng_ti2v_v30_pro', '1080p', 5],
    // A channel may name the key itself, also one that is not known yet.
    ['jimeng_t2v_v30_1080p', { prompt: 'x' }, 'jimeng_t2v_v30_1080p', '1080p', 5],
    ['jimeng_t2v_v40', { prompt: 'x' }, 'jimeng_t2v_v40', '720p', 5],
  ];
  for (const [name, body, key, resolution, seconds] of table)
    it(`${name} ${JSON.stringify(body)}`, () => {
      const asked = askedOf('generate', body, name);
      assert.deepEqual([asked.reqKey, asked.resolution, asked.seconds], [key, resolution, seconds]);
      assert.equal(asked.body['req_key'], key);
      assert.equal('cfg_scale' in asked.body, false);
    });

  it('is the client’s own in the official form, and its fields pass', () => {
    const body = {
      req_key: 'jimeng_i2v_recamera_v30',
      prompt: 'x',
      image_urls: [a],
      camera_strength: 'weak',
    };
    assert.deepEqual(askedOf('visual', body, model).body, body);
    const data = {
      req_key: 'jimeng_i2v_first_tail_v30_1080',
      prompt: 'x',
      binary_data_base64: ['AA==', 'BB=='],
    };
    assert.deepEqual(askedOf('visual', data, model).body, data);
    assert.equal(askedOf('visual', data, model).resolution, '1080p');
    // A channel that knows the model by another key sends that.
    assert.equal(
      askedOf('visual', { req_key: 'jimeng_t2v_v30', prompt: 'x' }, 'jimeng_t2v_v40').reqKey,
      'jimeng_t2v_v40',
    );
  });

  it('puts pictures as data where they are data', () => {
    const { body } = askedOf('generate', { prompt: 'x', image_url: 'data:image/png;base64,AAAA' }, model);
    assert.deepEqual(body, {
      prompt: 'x',
      binary_data_base64: ['AAAA'],
      frames: 121,
      req_key: 'jimeng_i2v_first_v30',
    });
  });
});

it('refuses what the visual API refuses for sure', () => {
  const table: readonly (readonly [string, string, Json, string])[] = [
    ['generate', model, {}, 'field_invalid prompt'],
    ['generate', model, { prompt: 'x'.repeat(801) }, 'field_invalid prompt'],
    ['generate', model, { prompt: 'x', duration: 7 }, 'field_invalid duration'],
    ['generate', model, { prompt: 'x', aspect_ratio: '2:1' }, 'field_invalid aspect_ratio'],
    ['generate', model, { prompt: 'x', resolution: '4k' }, 'field_invalid resolution'],
    ['generate', pro, { prompt: 'x', resolution: '720p' }, 'field_invalid resolution'],
    ['generate', pro, { prompt: 'x', image_urls: [a, b] }, 'field_invalid image_urls'],
    [
      'generate',
      model,
      { prompt: 'x', image_urls: [a, 'data:image/png;base64,AA=='] },
      'field_invalid image_urls',
    ],
    ['visual', model, { prompt: 'x', frames: 100 }, 'field_invalid frames'],
    [
      'visual',
      model,
      { prompt: 'x', image_urls: [a], binary_data_base64: ['AA=='] },
      'field_invalid binary_data_base64',
    ],
    [
      'visual',
      model,
      { prompt: 'x', binary_data_base64: ['A'.repeat(7e6)] },
      'field_invalid binary_data_base64',
    ],
    ['visual', 'jimeng_i2v_first_v30', { prompt: 'x' }, 'field_invalid image_urls'],
  ];
  for (const [action, upstreamModel, body, expected] of table)
    assert.equal(
      refusal(() => port.measure({ action, body, upstreamModel, facts: {} })),
      expected,
      JSON.stringify(body).slice(0, 100),
    );
});

it('measures seconds, with the resolution that prices depend on', () => {
  assert.deepEqual(
    port.measure({ action: 'generate', body: { prompt: 'x', duration: 10 }, upstreamModel: pro, facts: {} }),
    { usage: { seconds: 10 }, facts: { resolution: '1080p', seconds: 10 } },
  );
});

describe('films of other wires', () => {
  const write = (upstreamModel: string, video: Partial<VideoRequest>) => {
    const dropped: string[] = [];
    const written = port.writeVideo!(
      { prompt: 'a cat', images: [], extra: {}, ...video },
      { upstreamModel, parents: {}, drop: (field) => void dropped.push(field) },
    );
    port.measure({ ...written, upstreamModel, facts: {} });
    return { body: written.body, dropped };
  };

  it('carries what the wire has', () => {
    assert.deepEqual(write(model, { seconds: 8, width: 1080, height: 1920, seed: 1, sound: true }), {
      body: { prompt: 'a cat', seed: 1, duration: 10, aspect_ratio: '9:16', resolution: '1080p' },
      dropped: ['seconds', 'sound'],
    });
    assert.deepEqual(write(pro, { resolution: '720p' }).dropped, ['resolution']);
    const images = [
      { role: 'last', url: b },
      { role: 'first', url: a },
    ] as const;
    assert.deepEqual(write(model, { images, aspectRatio: '1:1' }).body, {
      prompt: 'a cat',
      image_urls: [a, b],
    });
  });

  it('refuses what would mean something else', () => {
    assert.equal(
      refusal(() => write(model, { count: 2 })),
      'field_invalid n',
    );
    assert.equal(
      refusal(() => write(model, { seconds: 20 })),
      'field_invalid seconds',
    );
    assert.equal(
      refusal(() => write(model, { images: [{ role: 'reference', url: a }] })),
      'field_invalid images',
    );
    assert.equal(
      refusal(() => write(model, { images: [{ role: 'last', url: a }] })),
      'field_invalid images',
    );
    assert.equal(
      refusal(() => write(model, { video: { url: a } })),
      'field_invalid video',
    );
  });
});

describe('at another gateway', () => {
  const gateway = jimengGatewayPort({ prefix: '/jimeng' });
  const access = { key: simulatedKey, settings: {} };
  const begin = (action: string, body: Json) => ({
    action,
    body,
    upstreamModel: model,
    facts: {},
    access,
    taskId: 'task_1',
    parents: {},
  });
  const over = (answers: readonly unknown[]) => {
    const left = [...answers];
    return sendTo(jimeng, async () => Response.json(left.shift()), access);
  };

  it('submits in the short form and fetches', async () => {
    const native = { code: 10_000, data: { status: 'done', video_url: 'https://x.example/1.mp4' } };
    const { send, asked } = over([
      { code: 'success', message: '', data: '4591267788123' },
      { code: 'success', data: { status: 'IN_PROGRESS', progress: '30%' } },
      { code: 'success', data: { status: 'SUCCESS', progress: '100%', data: native } },
      { code: 'success', data: { status: 'SUCCESS', fail_reason: 'https://x.example/2.mp4' } },
      { code: 'success', data: { status: 'FAILURE', fail_reason: 'bad words' } },
      { code: 'success', data: { status: 'DREAMING' } },
    ]);
    const { handle } = await gateway.start(begin('generate', { prompt: 'x', cfg_scale: 0.5 }), send);
    assert.deepEqual(await gateway.poll(handle, send), { status: 'running', progress: 30 });
    const done = await gateway.poll(handle, send);
    assert.deepEqual([done.outputs?.[0]?.url, done.native], ['https://x.example/1.mp4', native]);
    assert.equal((await gateway.poll(handle, send)).outputs?.[0]?.url, 'https://x.example/2.mp4');
    assert.equal((await gateway.poll(handle, send)).reason, 'bad words');
    assert.equal((await gateway.poll(handle, send)).unknownWord, 'DREAMING');
    assert.deepEqual(JSON.parse(asked[0]!.body), { prompt: 'x', cfg_scale: 0.5, model });
    assert.deepEqual(
      [asked[0]!.path, asked[1]!.path],
      ['/jimeng/submit/videos', '/jimeng/fetch/4591267788123'],
    );
  });

  it('submits in the official form, whatever form the answer has', async () => {
    for (const answer of [
      { id: 't-1', task_id: 't-1', object: 'video', status: 'queued' },
      { code: 10_000, data: { task_id: 't-1' }, message: 'Success' },
    ]) {
      const { send, asked } = over([answer]);
      const { handle } = await gateway.start(
        begin('visual', { req_key: 'jimeng_t2v_v30', prompt: 'x' }),
        send,
      );
      assert.equal(handle['task_id'], 't-1');
      assert.equal(asked[0]!.path, '/jimeng/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31');
    }
  });

  it('takes an error of status 200 as one', async () => {
    const { send } = over([{ code: 'invalid_request', message: 'no', data: null }]);
    await assert.rejects(gateway.start(begin('generate', { prompt: 'x' }), send), {
      code: 'upstream_refused',
    });
  });

  it('goes over a simulated one, in both forms and with its faults', async () => {
    const bearer = { key: 'sk-gateway', settings: {} };
    const table: readonly (readonly [string, Json, string, string])[] = [
      ['generate', { prompt: 'x', aspect_ratio: '1:1' }, '', 'succeeded'],
      ['visual', { req_key: 'jimeng_t2v_v30', prompt: 'x' }, '', 'succeeded'],
      ['generate', { prompt: 'x [fail]' }, '', 'failed'],
      ['generate', { prompt: 'x' }, 'fail', 'failed'],
      ['generate', { prompt: 'x' }, '429', 'upstream_busy'],
      ['generate', { prompt: 'x' }, 'refuse', 'upstream_refused'],
      ['generate', { prompt: 'x' }, 'error-200', 'upstream_refused'],
      ['generate', { prompt: 'x' }, 'garbage', 'upstream_garbage'],
    ];
    for (const [action, body, fault, expected] of table) {
      let now = Date.now();
      const simulate = createJimengGatewaySimulator({ clock: () => now });
      const headers: Record<string, string> = fault === '' ? {} : { 'x-key4u-simulate': fault };
      const { send } = sendTo(jimeng, simulate, bearer, headers);
      const end = await gateway.start(begin(action, body), send).then(
        async ({ handle }) => {
          assert.equal((await gateway.poll(handle, send)).status, 'queued');
          now += 5000;
          return (await gateway.poll(handle, send)).status;
        },
        (error) => (error instanceof GatewayError ? error.code : assert.fail(String(error))),
      );
      assert.equal(end, expected, `${action} ${fault}`);
    }
  });
});
