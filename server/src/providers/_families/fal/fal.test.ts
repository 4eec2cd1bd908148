import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { mediaSizeOf } from '../../../../../test/support/media-size.ts';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { objectOf, textsIn } from '../../../base/json.ts';
import { formatUsd } from '../../../base/money.ts';
import { fal as dialect } from '../../../dialects/fal/index.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { Measured, TaskSend, TaskStart } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { fal } from '../../fal/index.ts';
import cases from './cases/rows.json' with { type: 'json' };
import { catalogue, createFalSimulator, falPort, modelOf, readFalFault } from './index.ts';

const access = { key: 'id:secret', settings: {} };
const port = falPort({ prefix: '' });

const startOf = (
  upstreamModel: string,
  body: TaskStart['body'],
  more: Partial<TaskStart> = {},
): TaskStart => ({
  action: 'run',
  body,
  upstreamModel,
  access,
  taskId: 'task_01',
  facts: {},
  parents: {},
  ...more,
});

/** A simulator whose time is moved, and the way to it. */
function house(headers = {}) {
  let now = Date.parse('2026-11-23T00:00:00Z');
  const simulate = createFalSimulator({ clock: () => now });
  return {
    simulate,
    pass: (ms: number) => {
      now += ms;
    },
    ...sendTo(fal, simulate, access, headers),
  };
}

const priceUsd = (model: string, { usage, facts }: Measured): string =>
  formatUsd(
    priceOf(
      compileCard(fal.manifest.models.find(({ id }) => id === model)!.card),
      usage,
      facts,
      compileRatio('1'),
    ),
  );

const words = 'a lighthouse at dusk';

describe('fal: documented requests', () => {
  for (const { row, source, model, request, usd, width, height, charged } of cases)
    it(`${row} ${model}: ${source}`, async () => {
      const { send, asked, pass, simulate } = house();
      const start = startOf(model, request);
      const most = port.measure(start);
      assert.equal(priceUsd(model, most), usd);
      const { handle, report } = await port.start(start, send);
      assert.equal(asked[0]!.path, `/${model}`);
      assert.deepEqual(JSON.parse(asked[0]!.body), request);
      assert.equal(report?.status, 'queued');
      assert.equal((await port.poll(handle, send)).status, 'queued');
      assert.match(asked[1]!.path, /^\/fal-ai\/[\w.-]+\/requests\/[\w-]+\/status\?logs=1$/);
      pass(2000);
      const running = await port.poll(handle, send);
      assert.equal(running.status, 'running');
      pass(1000);
      const done = await port.poll(handle, send);
      assert.equal(done.status, 'succeeded', JSON.stringify(done));
      const [first] = done.outputs!;
      assert.equal(priceUsd(model, { usage: done.usage!, facts: most.facts }), charged ?? usd);
      const isFilm = modelOf(model)?.kind === 'video';
      assert.equal(first!.kind, isFilm ? 'video' : 'image');
      const file = await simulate(new Request(first!.url!));
      assert.equal(file.status, 200);
      if (!isFilm) {
        assert.deepEqual([first!.width, first!.height], [width, height]);
        const size = mediaSizeOf(Buffer.from(await file.arrayBuffer()));
        assert.deepEqual([size.width, size.height], [width, height]);
      } else assert.match(first!.url!, new RegExp(`w=${width}&h=${height}&`));
    });
});

describe('fal: the catalogue', () => {
  it('has the fields that the dialect lists for each of its models', () => {
    for (const { path, body } of dialect.endpoints.flatMap((one) =>
      'body' in one && one.body ? [{ path: one.path, body: one.body }] : [],
    )) {
      const model = modelOf(path.slice(1));
      if (!model) {
        assert.match(path, /^\/fal(-ai|-run)?\/(\*|proxy)$/);
        continue;
      }
      const schema = objectOf(
        z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', reused: 'inline' }),
      );
      const properties = objectOf(schema['properties']);
      assert.deepEqual(Object.keys(properties).sort(), Object.keys(model.input).sort(), path);
      const needed = Object.entries(model.input).flatMap(([name, field]) => (field.needed ? [name] : []));
      assert.deepEqual(textsIn(schema['required']).sort(), needed.sort(), path);
      for (const [name, field] of Object.entries(model.input)) {
        const shown = objectOf(properties[name]);
        if (field.usual !== undefined && field.usual !== 'square_2k')
          assert.equal(shown['default'], field.usual, `${path} ${name}`);
        const forms = (shown['anyOf'] as Record<string, unknown>[] | undefined) ?? [shown];
        if (field.oneOf)
          assert.deepEqual(
            [...textsIn(forms[0]!['enum'])].sort(),
            [...field.oneOf].sort(),
            `${path} ${name}`,
          );
        if (field.least !== undefined && (field.type === 'number' || field.type === 'whole'))
          assert.deepEqual(
            [forms[0]!['minimum'], forms[0]!['maximum']],
            [field.least, field.most],
            `${path} ${name}`,
          );
      }
    }
  });

  it('has examples that its models take', async () => {
    for (const { id, example } of catalogue) {
      const { send, pass } = house();
      const { handle } = await port.start(startOf(id, example), send);
      pass(3000);
      const done = await port.poll(handle, send);
      assert.equal(done.status, 'succeeded', `${id} ${JSON.stringify(done)}`);
    }
  });

  it('names the model that follows a retired one', () => {
    for (const { id, retired, input } of catalogue) {
      if (!retired) continue;
      const next = modelOf(retired.successor);
      assert.ok(next, id);
      // "The request may stay as it is."
      for (const name of Object.keys(input)) assert.ok(name in next.input, `${id} ${name}`);
    }
  });
});

describe('fal: prices', () => {
  const rows = [
    ['fal-ai/veo3.1', { prompt: words }, '3.2'],
    ['fal-ai/veo3.1', { prompt: words, generate_audio: false, duration: '4s' }, '0.8'],
    ['fal-ai/veo3.1', { prompt: words, generate_audio: false, duration: '4s', resolution: '4k' }, '1.6'],
    ['fal-ai/veo3.1/fast', { prompt: words, resolution: '4k', duration: '6s' }, '2.1'],
    [
      'fal-ai/flux-1/dev',
      { prompt: words, image_size: { width: 1500, height: 1500 }, num_images: 2 },
      '0.15',
    ],
    ['fal-ai/nano-banana-2', { prompt: words, resolution: '4K' }, '0.16'],
    ['fal-ai/nano-banana-2', { prompt: words, thinking_level: 'minimal' }, '0.08'],
    ['fal-ai/bytedance/seedream/v4/text-to-image', { prompt: words, num_images: 2, max_images: 3 }, '0.18'],
  ] as const;
  for (const [model, body, usd] of rows)
    it(`${model} ${JSON.stringify(body)}`, () =>
      assert.equal(priceUsd(model, port.measure(startOf(model, body))), usd));

  it('counts what an operator may have priced of a model that only he knows', () => {
    assert.deepEqual(
      port.measure(startOf('acme/thing', { num_images: 2, duration: '7s', image_size: 'square' })),
      {
        usage: { images: 2, megapixels: 2, seconds: 7 },
        facts: {},
      },
    );
  });

  it('refuses counts and lengths that multiply the price and cannot be', () => {
    const measure =
      (body: TaskStart['body'], model = 'fal-ai/flux-1/dev') =>
      () =>
        port.measure(startOf(model, body));
    assert.throws(measure({ prompt: words, num_images: 5 }), /num_images must be a whole number from 1 to 4/);
    assert.throws(measure({ prompt: words, num_images: 1.5 }), { code: 'field_invalid' });
    assert.throws(measure({ prompt: words, num_images: '2' }), { code: 'field_invalid' });
    assert.throws(
      measure({ prompt: words, duration: '5s' }, 'fal-ai/veo3.1'),
      /duration must be one of: 4s, 6s, 8s/,
    );
    assert.throws(measure({ duration: 1e9 }, 'acme/thing'), /duration/);
  });

  it('charges pictures that were made, by their own size', async () => {
    const { send, pass } = house();
    const start = startOf('fal-ai/flux-1/dev', { prompt: words, image_size: { width: 2048, height: 1024 } });
    const { handle } = await port.start(start, send);
    pass(3000);
    assert.deepEqual((await port.poll(handle, send)).usage, { megapixels: 2 });
  });
});

const saying =
  (...replies: readonly (readonly [number, object | string])[]): TaskSend =>
  async () => {
    const [status, said] = (replies as [number, object | string][]).shift()!;
    const text = typeof said === 'string' ? said : JSON.stringify(said);
    return {
      status,
      headers: {},
      body: Buffer.from(text),
      json: typeof said === 'string' ? {} : objectOf(said),
    };
  };

const handle = {
  id: 'r1',
  app: 'fal-ai/flux-1',
  model: 'fal-ai/flux-1/dev',
  at: 0,
  usage: { megapixels: 1 },
};
const completed = {
  status: 'COMPLETED',
  request_id: 'r1',
  status_url: 'https://queue.fal.run/x',
  logs: null,
  metrics: {},
};

describe('fal: what the queue says', () => {
  it('names the app as the queue itself does', async () => {
    const asked: string[] = [];
    const send: TaskSend = async ({ path }) => {
      asked.push(path);
      const json = {
        request_id: 'r1',
        status: 'IN_QUEUE',
        response_url: 'https://queue.fal.run/fal-ai/other-app/requests/r1',
      };
      return { status: 200, headers: {}, body: Buffer.alloc(0), json };
    };
    const started = await port.start(startOf('fal-ai/flux/dev', { prompt: words }), send);
    await port.poll(started.handle, send);
    assert.deepEqual(asked, ['/fal-ai/flux/dev', '/fal-ai/other-app/requests/r1/status?logs=1']);
    const bare = await port.start(startOf('workflows/me/mine', {}), saying([200, { request_id: 'r2' }]));
    assert.equal(bare.handle['app'], 'workflows/me/mine');
  });

  it('is told where to call, and what the client wanted of the queue', async () => {
    const { send, asked } = house();
    let sent: Readonly<Record<string, string>> | undefined;
    const spy: TaskSend = (request) => {
      sent = request.headers;
      return send(request);
    };
    const facts = { queue_priority: 'low', start_timeout: '30', no_retry: '1' };
    await port.start(
      startOf(
        'fal-ai/flux-1/dev',
        { prompt: words },
        { facts, callbackUrl: 'https://gw.example/callbacks/1/2' },
      ),
      spy,
    );
    assert.equal(
      asked[0]!.path,
      '/fal-ai/flux-1/dev?fal_webhook=https%3A%2F%2Fgw.example%2Fcallbacks%2F1%2F2',
    );
    assert.deepEqual(sent, {
      'x-fal-queue-priority': 'low',
      'x-fal-request-timeout': '30',
      'x-fal-no-retry': '1',
    });
    assert.deepEqual(port.readCallback?.({ request_id: 'r1', status: 'OK', payload: {} }), {});
  });

  it('keeps its word on a request without the addresses that only a channel may ask', async () => {
    const { native } = await port.poll(handle, saying([200, completed], [200, { images: [], odd: 7 }]));
    assert.deepEqual(native, {
      status: 'COMPLETED',
      logs: [],
      metrics: {},
      response: { images: [], odd: 7 },
      code: 200,
    });
  });

  const failures = [
    [
      422,
      { detail: [{ loc: ['body', 'prompt'], msg: 'flagged', type: 'content_policy_violation' }] },
      'upstream_refused',
      'prompt: flagged',
    ],
    [
      422,
      { detail: [{ loc: ['body', 'image_url'], msg: 'too small', type: 'image_too_small' }] },
      'upstream_refused',
      'image_url: too small',
    ],
    [
      500,
      { detail: [{ loc: ['body'], msg: 'Internal server error', type: 'internal_server_error' }] },
      'upstream_failed',
      'Internal server error',
    ],
    [
      504,
      { detail: [{ loc: ['body'], msg: 'too long', type: 'generation_timeout' }] },
      'upstream_timeout',
      'too long',
    ],
    [
      400,
      { detail: [{ loc: ['body'], msg: 'no', type: 'downstream_service_error' }] },
      'upstream_failed',
      'no',
    ],
    [
      503,
      { detail: 'Runner disconnected', error_type: 'runner_disconnected' },
      'upstream_failed',
      'Runner disconnected',
    ],
  ] as const;
  for (const [status, body, fault, reason] of failures)
    it(`a result of ${status} ${JSON.stringify(body)} is a task that failed`, async () => {
      const report = await port.poll(handle, saying([200, completed], [status, body]));
      assert.deepEqual([report.status, report.fault, report.reason], ['failed', fault, reason]);
      assert.equal(report.native?.['code'], status);
    });

  it('is not guessed at', async () => {
    assert.equal((await port.poll(handle, saying([200, { status: 'PAUSED' }]))).unknownWord, 'PAUSED');
    assert.equal(
      (await port.poll(handle, saying([200, completed], [400, { detail: 'Request is still in progress' }])))
        .status,
      'running',
    );
    // A bad gateway in between has not spoken for the model.
    await assert.rejects(port.poll(handle, saying([200, completed], [502, '<html>'])), {
      code: 'upstream_failed',
    });
    await assert.rejects(port.poll(handle, saying([200, '<html>'])), { code: 'upstream_garbage' });
    assert.equal(
      (await port.poll(handle, saying([404, { detail: 'Request not found' }]))).fault,
      'task_lost',
    );
    assert.deepEqual(await port.poll({ ...handle, at: Date.now() }, saying([404, {}])), {});
    const gone = { ...completed, error: 'Request was cancelled', error_type: 'client_cancelled' };
    assert.equal(
      (await port.poll(handle, saying([200, gone], [499, { detail: 'x', error_type: 'client_cancelled' }])))
        .status,
      'cancelled',
    );
  });

  it('finds files wherever they stand, and puts data aside', async () => {
    const result = {
      video: { url: 'https://v3.fal.media/a.mp4', content_type: 'video/mp4', duration: 5.2 },
      thumbnail: { url: 'https://v3.fal.media/t.jpg' },
      request: { image: { url: 'https://example.com/mine.png' } },
      images: [{ url: 'data:image/jpeg;base64,QUJD', width: 8, height: 4 }],
      text: 'x',
    };
    const { outputs, native } = await port.poll(handle, saying([200, completed], [200, result]));
    assert.deepEqual(outputs, [
      { kind: 'video', url: 'https://v3.fal.media/a.mp4', mediaType: 'video/mp4', seconds: 5.2 },
      { kind: 'image', role: 'thumbnail', url: 'https://v3.fal.media/t.jpg', mediaType: 'image/jpeg' },
      { kind: 'image', data: 'QUJD', mediaType: 'image/jpeg', width: 8, height: 4 },
    ]);
    const response = objectOf(native?.['response']);
    assert.deepEqual(response['images'], [{ url: 'output:2', width: 8, height: 4 }]);
    assert.deepEqual(response['request'], result.request);
  });

  it('cancels, and says when it is too late', async () => {
    const { send, pass } = house();
    const first = await port.start(startOf('fal-ai/flux-1/dev', { prompt: words }), send);
    assert.equal((await port.cancel!(first.handle, send)).status, 'cancelled');
    const second = await port.start(startOf('fal-ai/flux-1/dev', { prompt: words }), send);
    pass(3000);
    await assert.rejects(port.cancel!(second.handle, send), { code: 'task_not_cancellable' });
  });

  it('tells mistakes of an input at the end, with the field', async () => {
    const { send, pass } = house();
    const bad = { prompt: words, num_inference_steps: 99, image_size: 'huge', output_format: 'gif' };
    const { handle: mine } = await port.start(startOf('fal-ai/flux-1/dev', bad), send);
    pass(3000);
    const report = await port.poll(mine, send);
    assert.equal(report.fault, 'upstream_refused');
    assert.match(report.reason ?? '', /^output_format: Input should be 'jpeg', 'png'/);
    const detail = objectOf(report.native?.['response'])['detail'] as unknown[];
    assert.equal(detail.length, 3);
  });

  it('content that is refused, and a runner that breaks', async () => {
    for (const [fault, expected] of [
      ['refuse', 'upstream_refused'],
      ['fail', 'upstream_failed'],
    ] as const) {
      const { send, simulate, pass } = house();
      const { handle: mine } = await port.start(
        startOf('fal-ai/flux-1/dev', { prompt: words }),
        sendTo(fal, simulate, access, { 'x-key4u-simulate': fault }).send,
      );
      pass(3000);
      const report = await port.poll(mine, send);
      assert.deepEqual([report.status, report.fault], ['failed', expected]);
    }
  });
});

describe('fal: errors of the queue', () => {
  const rows = [
    [401, { detail: 'Authentication is required' }, 'upstream_key_refused'],
    [403, { detail: 'User is locked. Reason: Exhausted balance.' }, 'upstream_key_refused'],
    [404, { detail: 'Application "x" not found' }, 'upstream_model_unknown'],
    [
      422,
      { detail: [{ loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' }] },
      'upstream_refused',
    ],
    [429, { detail: 'Too many concurrent requests' }, 'upstream_busy'],
    [500, {}, 'upstream_failed'],
    [503, { detail: 'x', error_type: 'runner_scheduling_failure' }, 'upstream_busy'],
    [504, { detail: 'Request timed out', error_type: 'request_timeout' }, 'upstream_timeout'],
  ] as const;
  for (const [status, body, code] of rows)
    it(`${status} ${JSON.stringify(body)}`, () => {
      const fault = readFalFault(status, {}, Buffer.from(JSON.stringify(body)));
      assert.equal(fault.code, code);
      if (code !== 'upstream_refused') assert.ok(!fault.message.includes('balance'));
      else
        assert.deepEqual(
          [fault.message, fault.detail?.param, fault.detail?.status],
          ['prompt: Field required', 'prompt', 422],
        );
    });

  it('want the word Key before the key, and owner and app alone before an id', async () => {
    const { simulate } = house();
    const ask = (path: string, authorization: string) =>
      simulate(new Request(`http://simulated${path}`, { headers: { authorization } }));
    assert.equal((await ask('/fal-ai/flux-1/requests/x/status', 'Bearer k')).status, 401);
    assert.equal((await ask('/fal-ai/flux-1/requests/x/status', 'Key k')).status, 404);
    assert.equal((await ask('/fal-ai/flux-1/dev/requests/x/status', 'Key k')).status, 405);
  });
});

const plain: ImageRequest = { how: 'generate', prompt: words, images: [], count: 1, extra: {} };
const film: VideoRequest = { prompt: words, images: [], extra: {} };
const picture = 'https://example.com/a.png';

describe('fal: requests of other wires', () => {
  const image = (upstreamModel: string, more: Partial<ImageRequest> = {}) => {
    const dropped: string[] = [];
    const { body, action } = port.writeImage!(
      { ...plain, ...more },
      { upstreamModel, parents: {}, drop: (field) => dropped.push(field) },
    );
    assert.equal(action, 'run');
    return { body, dropped };
  };
  const video = (upstreamModel: string, more: Partial<VideoRequest> = {}) => {
    const dropped: string[] = [];
    const { body } = port.writeVideo!(
      { ...film, ...more },
      { upstreamModel, parents: {}, drop: (field) => dropped.push(field) },
    );
    return { body, dropped };
  };

  it('pictures', () => {
    assert.deepEqual(
      image('fal-ai/flux-1/dev', { width: 1024, height: 1536, count: 2, seed: 7, quality: 'hd' }),
      {
        body: { prompt: words, num_images: 2, image_size: { width: 1024, height: 1536 }, seed: 7 },
        dropped: ['quality'],
      },
    );
    assert.deepEqual(image('fal-ai/nano-banana', { width: 1536, height: 1024, format: 'webp' }).body, {
      prompt: words,
      aspect_ratio: '3:2',
      output_format: 'webp',
    });
    assert.deepEqual(
      image('fal-ai/nano-banana/edit', { how: 'edit', images: [picture, picture] }).body['image_urls'],
      [picture, picture],
    );
    assert.deepEqual(image('fal-ai/flux-1/dev/redux', { how: 'vary', prompt: '', images: [picture] }).body, {
      image_url: picture,
    });
    assert.deepEqual(
      image('fal-ai/flux-lora', { aspectRatio: '9:16', format: 'webp', extra: { loras: [], odd: 1 } }),
      {
        body: { prompt: words, image_size: 'portrait_16_9', loras: [] },
        dropped: ['format', 'odd'],
      },
    );
    assert.deepEqual(image('acme/thing', { extra: { odd: 1 } }).body, { prompt: words, odd: 1 });
  });

  it('pictures that a model cannot make', () => {
    const refused = (model: string, more: Partial<ImageRequest>) =>
      assert.throws(() => image(model, more), { code: 'field_invalid' }, model);
    refused('fal-ai/nano-banana', { images: [picture] });
    refused('fal-ai/nano-banana/edit', {});
    refused('fal-ai/flux-pro/kontext', { images: [picture, picture] });
    refused('fal-ai/flux-lora/inpainting', { images: [picture] });
    refused('fal-ai/flux-lora', { mask: picture });
    refused('fal-ai/flux-lora', { count: 9 });
    refused('fal-ai/veo3.1', {});
  });

  it('films', () => {
    assert.deepEqual(
      video('fal-ai/veo3.1', { seconds: 5, aspectRatio: '9:16', resolution: '1080P', sound: false }).body,
      {
        prompt: words,
        duration: '4s',
        aspect_ratio: '9:16',
        resolution: '1080p',
        generate_audio: false,
      },
    );
    assert.deepEqual(
      video('fal-ai/kling-video/v2.5-turbo/pro/image-to-video', {
        seconds: 10,
        images: [
          { role: 'first', url: picture },
          { role: 'last', url: picture },
        ],
        width: 1280,
        height: 720,
        sound: true,
      }),
      {
        body: { prompt: words, image_url: picture, tail_image_url: picture, duration: '10' },
        dropped: ['aspectRatio', 'resolution', 'sound'],
      },
    );
    const refused = (model: string, more: Partial<VideoRequest>) =>
      assert.throws(() => video(model, more), { code: 'field_invalid' }, model);
    refused('fal-ai/veo3.1', { images: [{ role: 'first', url: picture }] });
    refused('fal-ai/veo3.1/image-to-video', {});
    refused('fal-ai/veo3.1', { seconds: 20 });
    refused('fal-ai/veo3.1', { count: 2 });
    refused('fal-ai/nano-banana', {});
  });

  it('are measured and made as they are written', async () => {
    for (const { id, kind, input } of catalogue) {
      const needsPicture = ['image_url', 'image_urls', 'reference_image_urls'].some(
        (name) => input[name]?.needed,
      );
      const images = needsPicture ? [picture] : [];
      const mask = input['mask_url'] ? { mask: picture } : {};
      const prompt = 'prompt' in input ? words : '';
      const { body } =
        kind === 'image'
          ? image(id, {
              images,
              ...mask,
              prompt,
              how: needsPicture ? (prompt ? 'edit' : 'vary') : 'generate',
            })
          : video(id, { images: images.map((url) => ({ role: 'first', url })) });
      const { send, pass } = house();
      const started = await port.start(startOf(id, body), send);
      pass(3000);
      assert.equal((await port.poll(started.handle, send)).status, 'succeeded', id);
    }
  });
});
