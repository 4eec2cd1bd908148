import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, createFalClient, ValidationError } from '@fal-ai/client';
import { type Json, objectOf } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import type { SubmitEndpoint, WireAnswer } from '../../spec/dialect.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import {
  isFinal,
  type TaskAnswer,
  type TaskCall,
  type TaskDesk,
  type TaskStatus,
  type TaskView,
  taskStatuses,
} from '../../spec/task.ts';
import { fal } from './index.ts';

const origin = 'https://gw.example';
const id = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';

const head = (more: Partial<RequestHead> = {}): RequestHead => ({
  params: {},
  query: '',
  headers: {},
  ...more,
});

const view = (more: Partial<TaskView> = {}): TaskView => ({
  id,
  requestId: 'req_1',
  status: 'queued',
  progress: 0,
  dialect: 'fal',
  kind: 'image',
  action: 'run',
  model: 'fal-ai/flux-1/dev',
  outputs: [],
  memo: {},
  createdAt: Date.parse('2026-11-23T06:30:00Z'),
  usage: {},
  facts: {},
  hold: 25_000_000,
  cost: 0,
  mode: 'test',
  origin,
  version: 1,
  ...more,
});

const deskOf = (tasks: readonly TaskView[], cancels = true): TaskDesk => {
  const get = async (ref: string): Promise<TaskView> => {
    const found = tasks.find((task) => task.id === ref);
    if (!found) throw new GatewayError('task_unknown', 'there is no such task');
    return found;
  };
  return {
    find: (ref) => get(ref).catch(() => undefined),
    get,
    list: async () => ({ tasks, more: false, total: tasks.length }),
    async cancel(ref) {
      const task = await get(ref);
      if (!cancels || isFinal(task.status)) throw new GatewayError('task_not_cancellable', 'too late');
      return { ...task, status: 'cancelled' };
    },
    remove: get,
    ask: async () => ({}),
    changed: get,
    origin,
    hookSecret: '',
  };
};

/** What a router makes of a path: static ones before names before wildcards, as Fastify's does. */
function routed(method: string, path: string) {
  const weight = (route: string): string => route.replace(/:\w+/g, '\u{e000}').replace('*', '\u{f000}');
  const matches = fal.endpoints
    .filter((one) => one.method === method)
    .flatMap((endpoint) => {
      const names: string[] = [];
      const pattern = endpoint.path.replace(/[.]/g, '\\$&').replace(/:(\w+)|\*/g, (_all, name?: string) => {
        names.push(name ?? '*');
        return name ? '([^/]+)' : '(.+)';
      });
      const found = new RegExp(`^${pattern}$`).exec(path);
      const params = Object.fromEntries(names.map((name, at) => [name, found?.[at + 1] ?? '']));
      return found ? [{ endpoint, params }] : [];
    })
    .sort((a, b) => (weight(a.endpoint.path) < weight(b.endpoint.path) ? -1 : 1));
  assert.ok(matches[0], `${method} ${path} goes nowhere`);
  return matches[0];
}

function submitAt(path: string): { endpoint: SubmitEndpoint; params: RequestHead['params'] } {
  const { endpoint, params } = routed('POST', path);
  assert.ok(endpoint.does === 'submit-task', path);
  return { endpoint, params };
}

function read(path: string, body: unknown, more: Partial<RequestHead> = {}): TaskCall {
  const { endpoint, params } = submitAt(path);
  return endpoint.read(Buffer.from(JSON.stringify(body)), head({ params, ...more }));
}

/** Asks as a router would. */
async function ask(
  method: string,
  path: string,
  tasks: readonly TaskView[],
  query = '',
  headers = {},
): Promise<TaskAnswer> {
  const { endpoint, params } = routed(method, path);
  const asked = head({ params, query, headers });
  const serve =
    endpoint.does === 'task-desk'
      ? endpoint.serve
      : endpoint.does === 'submit-task'
        ? endpoint.asks?.(asked)
        : undefined;
  assert.ok(serve, `${method} ${path} asks nothing`);
  return serve({ head: asked, body: {} }, deskOf(tasks));
}

const bodyOf = (
  answer: TaskAnswer,
): { status: number; body: Json; headers: Readonly<Record<string, string>> } => {
  assert.ok('body' in answer);
  return { ...answer, body: objectOf(JSON.parse(answer.body)) };
};

const prompt = 'a lighthouse at dusk';
const image_url = 'https://example.com/a.png';

describe('fal: requests', () => {
  const rows = [
    ['/fal-ai/flux-1/dev', 'fal-ai/flux-1/dev', 'image'],
    ['/fal-ai/flux/schnell', 'fal-ai/flux/schnell', 'image'],
    ['/fal/fal-ai/veo3.1/fast', 'fal-ai/veo3.1/fast', 'video'],
    ['/fal/bytedance/seedance-2.0/text-to-video', 'bytedance/seedance-2.0/text-to-video', 'video'],
    ['/fal/xai/grok-imagine-image', 'xai/grok-imagine-image', 'image'],
    ['/fal-run/fal-ai/kling-video/v3/pro/text-to-video', 'fal-ai/kling-video/v3/pro/text-to-video', 'video'],
    ['/fal-ai/minimax/speech-02-hd', 'fal-ai/minimax/speech-02-hd', 'music'],
  ] as const;
  for (const [path, model, kind] of rows)
    it(`POST ${path}`, () => {
      const body = { prompt, odd: { a: 1 } };
      const call = read(path, body);
      assert.deepEqual([call.model, call.kind, call.action, call.prompt], [model, kind, 'run', prompt]);
      assert.deepEqual(call.body, body);
      assert.equal(call.waitMs !== undefined, path.startsWith('/fal-run/'));
    });

  it('take the hook and the queue’s headers out of the head', () => {
    const call = read(
      '/fal-ai/flux-1/dev',
      { prompt },
      {
        query: 'fal_webhook=https%3A%2F%2Fexample.com%2Fhook&x=1',
        headers: { 'x-fal-queue-priority': 'low', 'x-fal-request-timeout': '30' },
      },
    );
    assert.deepEqual(call.hook, { url: 'https://example.com/hook', on: 'end' });
    assert.deepEqual(call.facts, { queue_priority: 'low', start_timeout: '30' });
    assert.deepEqual(call.memo, { hook: true });
  });

  it('have a neutral form', () => {
    assert.deepEqual(
      read('/fal-ai/flux-lora/inpainting', {
        prompt,
        image_url,
        mask_url: image_url,
        image_size: 'portrait_16_9',
        num_images: 2,
        output_format: 'png',
        seed: 7,
        strength: 0.5,
      }).image,
      {
        how: 'edit',
        prompt,
        images: [image_url],
        mask: image_url,
        count: 2,
        width: 576,
        height: 1024,
        format: 'png',
        seed: 7,
        extra: { strength: 0.5 },
      },
    );
    assert.equal(read('/fal-ai/flux-1/dev/redux', { image_url }).image?.how, 'vary');
    assert.deepEqual(
      read('/fal-ai/kling-video/v2.5-turbo/pro/image-to-video', {
        prompt,
        image_url,
        tail_image_url: image_url,
        duration: '10',
      }).video,
      {
        prompt,
        seconds: 10,
        images: [
          { role: 'first', url: image_url },
          { role: 'last', url: image_url },
        ],
        extra: {},
      },
    );
    assert.deepEqual(
      read('/fal-ai/veo3.1', {
        prompt,
        duration: '8s',
        resolution: '4k',
        aspect_ratio: '9:16',
        generate_audio: false,
      }).video,
      {
        prompt,
        seconds: 8,
        resolution: '4k',
        aspectRatio: '9:16',
        images: [],
        sound: false,
        extra: {},
      },
    );
    assert.equal(read('/fal-ai/flux-1/dev/redux', { image_url: 'not an address' }).image, undefined);
  });

  it('are refused where a field is missing or of another type, and not for a word that is new', () => {
    const wrong = (path: string, body: unknown, param: string, message: RegExp) =>
      assert.throws(
        () => read(path, body),
        (error) => {
          assert.ok(error instanceof GatewayError);
          assert.deepEqual([error.code, error.detail.param], ['field_invalid', param]);
          assert.match(error.message, message);
          return true;
        },
      );
    wrong('/fal-ai/nano-banana', {}, 'prompt', /^Field required$/);
    wrong('/fal-ai/nano-banana/edit', { prompt, image_urls: [] }, 'image_urls', /./);
    wrong('/fal-ai/flux-1/dev', { prompt, num_images: '2' }, 'num_images', /./);
    assert.equal(read('/fal-ai/veo3.1', { prompt, resolution: '8k', guidance: 9 }).body['resolution'], '8k');
    assert.throws(() => read('/fal-ai/a//b', { prompt }), { code: 'endpoint_unknown' });
    assert.throws(() => read('/fal-ai/..', { prompt: 1 }), GatewayError);
    assert.throws(() => submitAt('/fal-ai/nano-banana').endpoint.read(Buffer.from('{'), head()), {
      code: 'body_malformed',
    });
  });

  it('are answered with the addresses of the gateway', () => {
    const { endpoint } = submitAt('/fal-ai/flux-1/dev');
    const base = `${origin}/fal-ai/flux-1/requests/${id}`;
    const made = bodyOf(endpoint.written(view({ native: { status: 'IN_QUEUE', queue_position: 3 } })));
    assert.deepEqual(made.body, {
      status: 'IN_QUEUE',
      request_id: id,
      response_url: base,
      status_url: `${base}/status`,
      cancel_url: `${base}/cancel`,
      logs: null,
      metrics: {},
      queue_position: 3,
    });
    const hooked = bodyOf(
      endpoint.written(view({ memo: { hook: true }, model: 'xai/grok-imagine-image' })),
    ).body;
    assert.equal(hooked['gateway_request_id'], id);
    assert.equal(hooked['response_url'], `${origin}/fal/xai/grok-imagine-image/requests/${id}`);
  });
});

const outputs: TaskView['outputs'] = [
  {
    kind: 'image',
    url: `${origin}/results/0.png`,
    mediaType: 'image/png',
    width: 1024,
    height: 768,
    index: 0,
  },
];
const response = {
  images: [{ url: `${origin}/results/0.png`, content_type: 'image/png', width: 1024, height: 768 }],
  seed: 42,
  prompt,
};
const logs = [{ message: '25%', level: 'INFO', source: 'USER', timestamp: '2026-11-23T06:30:01Z' }];
const done = view({
  status: 'succeeded',
  outputs,
  native: { status: 'COMPLETED', logs, metrics: { inference_time: 4.1 }, response, code: 200, odd: 1 },
});

describe('fal: questions', () => {
  it('each state has its word and its status', async () => {
    const words: Record<string, unknown> = {};
    for (const status of taskStatuses) {
      const { status: code, body } = bodyOf(
        await ask('GET', `/fal-ai/flux-1/requests/${id}/status`, [view({ status })]),
      );
      words[status] = `${code} ${body['status']}`;
    }
    assert.deepEqual(words, {
      sending: '202 IN_QUEUE',
      queued: '202 IN_QUEUE',
      waiting: '202 IN_QUEUE',
      running: '202 IN_PROGRESS',
      succeeded: '200 COMPLETED',
      failed: '200 COMPLETED',
      cancelled: '200 COMPLETED',
      expired: '200 COMPLETED',
    } satisfies Record<TaskStatus, string>);
  });

  const addresses = [
    `/fal-ai/flux-1/requests/${id}`,
    `/fal-ai/auto/requests/${id}`,
    `/fal-ai/wan/v2.2-a14b/image-to-image/requests/${id}`,
    `/fal/fal-ai/flux-1/requests/${id}`,
    `/fal/xai/grok/requests/${id}`,
  ];
  for (const path of addresses)
    it(`${path}: the id alone decides`, async () => {
      const { body, status, headers } = bodyOf(await ask('GET', path, [done]));
      assert.deepEqual([status, body, headers['x-fal-request-id']], [200, response, id]);
      assert.equal(bodyOf(await ask('GET', `${path}/status`, [done])).body['status'], 'COMPLETED');
      assert.equal(bodyOf(await ask('PUT', `${path}/cancel`, [view()])).status, 202);
      assert.equal(bodyOf(await ask('POST', `${path}/cancel`, [view()])).status, 202);
    });

  it('log lines come where they are asked for', async () => {
    const path = `/fal-ai/flux-1/requests/${id}/status`;
    assert.equal(bodyOf(await ask('GET', path, [done])).body['logs'], null);
    const { body } = bodyOf(await ask('GET', path, [done], 'logs=1'));
    assert.deepEqual([body['logs'], body['metrics'], body['odd']], [logs, { inference_time: 4.1 }, 1]);
    assert.equal(body['response'], undefined);
  });

  it('a result before its time, and one that nobody has', async () => {
    const path = `/fal-ai/flux-1/requests/${id}`;
    const early = bodyOf(await ask('GET', path, [view({ status: 'running' })]));
    assert.deepEqual([early.status, early.body], [400, { detail: 'Request is still in progress' }]);
    await assert.rejects(ask('GET', path, []), { code: 'task_unknown' });
    assert.deepEqual(bodyOf(await ask('PUT', `${path}/cancel`, [])).body, { status: 'NOT_FOUND' });
    assert.deepEqual(bodyOf(await ask('PUT', `${path}/cancel`, [done])).body, {
      status: 'ALREADY_COMPLETED',
    });
  });

  it('a result that another wire made has fal’s shape, and data has a link', async () => {
    const path = `/fal-ai/auto/requests/${id}`;
    const { native: _native, ...other } = done;
    assert.deepEqual(bodyOf(await ask('GET', path, [{ ...other, prompt }])).body, {
      images: [{ url: `${origin}/results/0.png`, content_type: 'image/png', width: 1024, height: 768 }],
      prompt,
    });
    const data = view({ ...done, native: { response: { images: [{ url: 'output:0' }] }, code: 200 } });
    assert.deepEqual(bodyOf(await ask('GET', path, [data])).body, {
      images: [{ url: `${origin}/results/0.png` }],
    });
    const film = view({
      status: 'succeeded',
      kind: 'video',
      outputs: [{ kind: 'video', url: 'https://x/0.mp4', index: 0 }],
    });
    assert.deepEqual(bodyOf(await ask('GET', path, [film])).body, { video: { url: 'https://x/0.mp4' } });
  });

  it('a failure is the model’s own answer with its own status', async () => {
    const detail = [{ loc: ['body', 'prompt'], msg: 'flagged', type: 'content_policy_violation' }];
    const rows: readonly (readonly [Partial<TaskView>, number, Json])[] = [
      [{ status: 'failed', native: { response: { detail }, code: 422 } }, 422, { detail }],
      [
        {
          status: 'failed',
          reason: 'it broke',
          native: { response: { detail: 'at 10.0.0.7', error_type: 'runner_disconnected' }, code: 503 },
        },
        503,
        { detail: 'it broke', error_type: 'runner_disconnected' },
      ],
      [
        { status: 'failed', fault: 'upstream_refused', reason: 'no' },
        422,
        { detail: [{ loc: ['body'], msg: 'no', type: 'content_policy_violation' }] },
      ],
      [
        { status: 'failed', fault: 'upstream_failed', reason: 'no' },
        500,
        { detail: [{ loc: ['body'], msg: 'no', type: 'internal_server_error' }] },
      ],
      [{ status: 'expired', reason: 'too long' }, 504, { detail: 'too long', error_type: 'request_timeout' }],
      [{ status: 'cancelled' }, 499, { detail: 'Request was cancelled', error_type: 'client_cancelled' }],
    ];
    for (const [more, status, body] of rows) {
      const task = view(more);
      const shown = bodyOf(await ask('GET', `/fal-ai/auto/requests/${id}`, [task]));
      assert.deepEqual([shown.status, shown.body], [status, body]);
      const state = bodyOf(await ask('GET', `/fal-ai/auto/requests/${id}/status`, [task])).body;
      assert.equal(state['status'], 'COMPLETED');
      assert.equal(state['error_type'], shown.headers['x-fal-error-type']);
      const hook = objectOf(JSON.parse(fal.writeHook!(task).body));
      assert.deepEqual(
        [hook['status'], hook['error'], hook['payload']],
        ['ERROR', `Invalid status code: ${status}`, body],
      );
    }
  });

  it('a webhook of a success', () => {
    assert.deepEqual(JSON.parse(fal.writeHook!(done).body), {
      request_id: id,
      gateway_request_id: id,
      status: 'OK',
      payload: response,
    });
  });

  it('a client that waits gets the output, its error, or where to ask', () => {
    const { endpoint } = submitAt('/fal-run/fal-ai/flux/dev');
    const results = { async *base64() {} };
    const answered = (task: TaskView) =>
      bodyOf(endpoint.answer!(task, results, head(), read('/fal-run/fal-ai/flux/dev', { prompt })));
    assert.deepEqual(answered(done).body, response);
    assert.equal(answered(view({ status: 'failed', fault: 'upstream_refused' })).status, 422);
    const late = answered(view({ status: 'running' }));
    assert.equal(late.status, 408);
    assert.match(String(late.body['detail']), new RegExp(`/fal-ai/flux-1/requests/${id}$`));
  });

  it('every fault has a body of fal’s, and none that must not be sent again is', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const { status, headers, body } = fal.writeFault(new GatewayError(code, 'words'), 'req_1');
      const shown = objectOf(JSON.parse(body));
      assert.ok(status >= 400 && status < 600);
      assert.equal(shown['error_type'], code);
      assert.equal(headers['x-fal-error-type'], code);
      if (!faults[code].again) assert.ok(![502, 503, 504].includes(status), code);
    }
    const { status, body } = fal.writeFault(
      new GatewayError('field_invalid', 'no', { param: 'image_urls[1].x' }),
      'r',
    );
    assert.deepEqual(
      [status, JSON.parse(body).detail],
      [422, [{ loc: ['body', 'image_urls', '1', 'x'], msg: 'no (request id: r)', type: 'value_error' }]],
    );
  });
});

describe('fal: its own client by proxyUrl', () => {
  /** The gateway, as far as a proxy of fal's client meets it: tasks move on with every question. */
  function gateway() {
    const tasks = new Map<string, TaskView>();
    const seen: { method: string; path: string; authorization: string | null }[] = [];
    const states: readonly Partial<TaskView>[] = [
      {},
      { status: 'running', native: { status: 'IN_PROGRESS', logs } },
      done,
    ];
    const move = (task: TaskView): TaskView => {
      const next = {
        ...task,
        version: task.version + 1,
        ...states[Math.min(task.version, states.length - 1)],
        id: task.id,
      };
      if (!isFinal(task.status)) tasks.set(task.id, next);
      return tasks.get(task.id)!;
    };
    const answerOf = async (url: URL, init: RequestInit): Promise<TaskAnswer> => {
      const headers = new Headers(init.headers);
      const method = init.method ?? 'GET';
      seen.push({ method, path: url.pathname, authorization: headers.get('authorization') });
      const { endpoint, params } = routed(method, url.pathname);
      const asked = head({ params, query: url.search.slice(1), headers: Object.fromEntries(headers) });
      const serve =
        endpoint.does === 'task-desk'
          ? endpoint.serve
          : endpoint.does === 'submit-task'
            ? endpoint.asks?.(asked)
            : undefined;
      if (serve) {
        const desk = deskOf([...tasks.values()].map(move));
        return serve({ head: asked, body: {} }, { ...desk, changed: async (ref) => move(tasks.get(ref)!) });
      }
      assert.ok(endpoint.does === 'submit-task');
      const call = endpoint.read(Buffer.from(String(init.body ?? '')), asked);
      const task = view({
        id: `task_${String(tasks.size).padStart(26, '0')}`,
        model: call.model,
        memo: call.memo ?? {},
      });
      tasks.set(task.id, task);
      if (call.waitMs === undefined) return endpoint.written(task);
      return endpoint.answer!({ ...task, ...done, id: task.id }, { async *base64() {} }, asked, call);
    };
    const send: typeof fetch = async (input, init = {}) => {
      let answer: TaskAnswer;
      try {
        answer = await answerOf(new URL(String(input)), init);
      } catch (error) {
        assert.ok(error instanceof GatewayError, String(error));
        answer = fal.writeFault(error, 'req_1');
      }
      if ('stream' in answer) {
        const { stream, headers } = answer;
        const bytes = (async function* () {
          for await (const text of stream) yield Buffer.from(text);
        })();
        return new Response(ReadableStream.from(bytes), { headers });
      }
      assert.ok('body' in answer);
      const { status, headers, body }: WireAnswer = answer;
      return new Response(body, { status, headers });
    };
    return { send, seen };
  }

  const house = () => {
    const { send, seen } = gateway();
    const client = createFalClient({
      credentials: 'sk-mine',
      proxyUrl: { url: `${origin}/fal/proxy`, when: 'always' },
      fetch: send,
    });
    return { client, seen };
  };

  it('subscribe: the queue, its states and the output', async () => {
    const { client, seen } = house();
    const words: string[] = [];
    const { data, requestId } = await client.subscribe('fal-ai/flux/dev', {
      input: { prompt },
      logs: true,
      pollInterval: 1,
      webhookUrl: 'https://example.com/hook',
      onQueueUpdate: (update) => words.push(update.status),
    });
    assert.deepEqual([words.at(0), words.at(-1)], ['IN_PROGRESS', 'COMPLETED']);
    assert.deepEqual(data, response);
    assert.match(requestId, /^task_/);
    assert.ok(
      seen.every(({ path, authorization }) => path === '/fal/proxy' && authorization === 'Key sk-mine'),
    );
  });

  it('run: waits for the output', async () => {
    const { client } = house();
    const { data } = await client.run('fal-ai/flux/dev', { input: { prompt } });
    assert.deepEqual(data, response);
  });

  it('queue: submit, status, stream, result, cancel', async () => {
    const { client } = house();
    const { queue } = client;
    const made = await queue.submit('fal-ai/veo3.1/fast', { input: { prompt }, priority: 'low' });
    assert.equal(made.response_url, `${origin}/fal-ai/veo3.1/requests/${made.request_id}`);
    const stream = await queue.streamStatus('fal-ai/veo3.1/fast', { requestId: made.request_id, logs: true });
    const words: string[] = [];
    for await (const { status } of stream) words.push(status);
    assert.equal(words.at(-1), 'COMPLETED');
    const other = await queue.submit('fal-ai/veo3.1/fast', { input: { prompt } });
    await queue.cancel('fal-ai/veo3.1/fast', { requestId: other.request_id });
    assert.deepEqual(
      (await queue.result('fal-ai/veo3.1/fast', { requestId: made.request_id })).data,
      response,
    );
  });

  it('mistakes are its ValidationError, and uploads are refused in words', async () => {
    const { client } = house();
    await assert.rejects(client.queue.submit('fal-ai/nano-banana', { input: { prompt: '' } }), (error) => {
      assert.ok(error instanceof ValidationError);
      assert.equal(error.getFieldErrors('prompt').length, 1);
      return true;
    });
    await assert.rejects(client.storage.upload(new Blob(['x'])), (error) => {
      assert.ok(error instanceof ApiError);
      assert.match(String(objectOf(error.body)['detail']), /data URI/);
      return true;
    });
  });

  it('an address elsewhere is not followed', () => {
    for (const target of [
      'https://evil.example/fal-ai/flux/dev',
      'https://queue.fal.run.evil.example/x/y',
      'nonsense',
      '',
    ])
      assert.throws(() => read('/fal/proxy', { prompt }, { headers: { 'x-fal-target-url': target } }), {
        code: 'field_invalid',
      });
  });
});
