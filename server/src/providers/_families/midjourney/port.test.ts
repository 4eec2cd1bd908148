import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { isObject, type Json, objectOf } from '../../../base/json.ts';
import { midjourney } from '../../../dialects/midjourney/index.ts';
import { compileCard } from '../../../ledger/price.ts';
import { grid as gridShown, prompt as promptShown, second } from '../../../manual/samples/midjourney.ts';
import type { SubmitEndpoint } from '../../../spec/dialect.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Simulate } from '../../../spec/provider.ts';
import type { ParentTask, TaskCall, TaskReport, TaskStart, TaskView } from '../../../spec/task.ts';
import { midjourneyProxy } from '../../midjourney-proxy/index.ts';
import { reportOf } from './report.ts';
import { createSimulator } from './simulator/index.ts';

const port = midjourneyProxy.tasks!['midjourney']!;

const picture = 'data:image/png;base64,aaaa';

/** A customer's call as the core would carry it to the port. */
function read(
  path: string,
  body: unknown,
  mode?: string,
): { readonly call: TaskCall; readonly endpoint: SubmitEndpoint } {
  const route = mode === undefined ? path : path.replace(/^\/[^/]+/, '/:mode');
  const endpoint = midjourney.endpoints.find((one) => one.path === route);
  assert.ok(endpoint?.does === 'submit-task', route);
  const params: Record<string, string> = mode === undefined ? {} : { mode };
  const head = { params, query: '', headers: {} };
  return { endpoint, call: endpoint.read(Buffer.from(JSON.stringify(body)), head) };
}

const startOf = (
  call: TaskCall,
  parents: TaskStart['parents'] = {},
  rest: Partial<Pick<TaskStart, 'callbackUrl' | 'access'>> = {},
): TaskStart => {
  const { facts } = port.measure({
    action: call.action,
    body: call.body,
    upstreamModel: call.model,
    facts: call.facts ?? {},
  });
  return {
    action: call.action,
    body: call.body,
    upstreamModel: call.model,
    access: { key: 'k', settings: {} },
    taskId: 'task_new',
    facts,
    parents,
    ...rest,
  };
};

const parentOf = (handle: Json, status: ParentTask['status'] = 'succeeded', byId = true): ParentTask => ({
  handle,
  action: 'submit/imagine',
  upstreamModel: 'midjourney',
  status,
  outputs: [],
  byId,
});

const view = (id: string, call: TaskCall, report: TaskReport | undefined): TaskView => ({
  id,
  requestId: 'req_1',
  status: report?.status ?? 'queued',
  progress: report?.progress ?? 0,
  dialect: 'midjourney',
  kind: call.kind,
  action: call.action,
  model: call.model,
  outputs: (report?.outputs ?? []).map((output, index) => ({ ...output, index })),
  memo: call.memo ?? {},
  ...(report?.native ? { native: report.native } : {}),
  createdAt: 1,
  usage: {},
  facts: call.facts ?? {},
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
});

type Case = {
  readonly row: string;
  readonly client: { readonly path: string; readonly mode?: string; readonly body: Json };
  readonly upstream: Readonly<Record<string, { readonly ask: Json; readonly reply: Json }>>;
  readonly handle?: Json;
  readonly answer: Json;
};
const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('./cases/documented.json', import.meta.url), 'utf8'),
);

describe('documented exchanges', () => {
  for (const { row, client, upstream, handle, answer } of cases)
    it(row, async () => {
      const simulate: Simulate = async (request) => {
        const one = upstream[`${request.method} ${new URL(request.url).pathname}`];
        assert.ok(one, `${request.method} ${request.url}`);
        assert.deepEqual(await request.json(), one.ask);
        assert.equal(request.headers.get('mj-api-secret'), 'sk-simulated');
        return Response.json(one.reply);
      };
      const body = JSON.parse(JSON.stringify(client.body).replace('<parent>', 'task_parent'));
      const { call, endpoint } = read(client.path, body, client.mode);
      const started = await port.start(
        startOf(
          call,
          { task_parent: parentOf({ id: '14001934816969359' }) },
          call.hook ? { callbackUrl: 'https://gateway.example/callback' } : {},
        ),
        sendTo(midjourneyProxy, simulate).send,
      );
      assert.deepEqual(started.handle, handle ?? {});
      const written: unknown = JSON.parse(endpoint.written(view('<task>', call, started.report)).body);
      assert.deepEqual(written, answer);
    });
});

/** A simulator with a clock to move, and one client of it. */
function world(settings: Readonly<Record<string, string>> = {}) {
  let now = 1_763_900_000_000;
  const simulate = createSimulator(() => now);
  const access = { key: 'secret-1', settings };
  const talk = (headers: Readonly<Record<string, string>> = {}, key = access.key) =>
    sendTo(midjourneyProxy, simulate, { key, settings }, headers);
  const { send, asked } = talk();
  const begin = (path: string, body: unknown, parents: TaskStart['parents'] = {}, mode?: string) =>
    port.start(startOf(read(path, body, mode).call, parents, { access }), send);
  return {
    simulate,
    send,
    asked,
    talk,
    begin,
    pass: (ms: number) => {
      now += ms;
    },
    /** Runs a submit to its end. */
    async finish(path: string, body: unknown, parents: TaskStart['parents'] = {}, mode?: string) {
      const { handle } = await begin(path, body, parents, mode);
      now += 3100;
      return { handle, report: await port.poll(handle, send) };
    },
  };
}

const buttonsOf = (report: TaskReport): readonly string[] => {
  const list = report.native?.['buttons'];
  return Array.isArray(list) ? list.filter(isObject).map((one) => String(one['customId'])) : [];
};

const buttonLike = (report: TaskReport, part: string): string => {
  const found = buttonsOf(report).find((customId) => customId.includes(part));
  assert.ok(found, `${part} in ${buttonsOf(report)}`);
  return found;
};

const faultOf = (code: string, upstream?: string) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  (upstream === undefined || error.detail.upstream?.code === upstream);

describe('over the simulator', () => {
  it('imagine goes from queued to four pictures with their buttons', async () => {
    const { begin, send, pass, simulate } = world();
    const { handle, report } = await begin('/mj/submit/imagine', {
      prompt: 'a red kite --ar 16:9',
      state: '7',
    });
    assert.match(String(handle['id']), /^\d{16}$/);
    assert.equal(report?.status, 'queued');
    const seen: unknown[] = [];
    for (const ms of [100, 1400, 800, 800]) {
      pass(ms);
      const { status, progress, outputs } = await port.poll(handle, send);
      seen.push([status, progress, outputs?.[0]?.role]);
    }
    assert.deepEqual(seen, [
      ['queued', 0, undefined],
      ['running', 41, 'preview'],
      ['running', 72, 'preview'],
      ['succeeded', 100, undefined],
    ]);
    const done = await port.poll(handle, send);
    assert.equal(buttonsOf(done).length, 9);
    const [output, ...more] = done.outputs ?? [];
    assert.deepEqual([output?.kind, output?.role, more], ['image', undefined, []]);
    const file = await simulate(new Request(output?.url ?? ''));
    const bytes = Buffer.from(await file.arrayBuffer());
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2720, 1536]);
    assert.equal(done.native?.['state'], '7');
  });

  it('a grid is upscaled, the picture zoomed by a window and a modal', async () => {
    const { finish, begin, send, pass } = world();
    const grid = await finish('/mj/submit/imagine', { prompt: 'a red kite' });
    const single = await finish(
      '/mj/submit/action',
      { customId: buttonLike(grid.report, 'upsample::2'), taskId: 'task_grid' },
      { task_grid: parentOf(grid.handle) },
    );
    assert.equal(single.report.native?.['action'], 'UPSCALE');
    const opened = await begin(
      '/mj/submit/action',
      { customId: buttonLike(single.report, 'CustomZoom'), taskId: 'task_single' },
      { task_single: parentOf(single.handle) },
    );
    assert.deepEqual([opened.report?.status, opened.report?.usage], ['waiting', { calls: 0 }]);
    pass(60_000);
    const waits = await port.poll(opened.handle, send);
    assert.deepEqual([waits.status, waits.usage], ['waiting', { calls: 0 }]);

    const modal = await begin(
      '/mj/submit/modal',
      { taskId: 'task_window', prompt: 'a red kite --zoom 2 --ar 1:2' },
      { task_window: parentOf(opened.handle, 'waiting') },
    );
    // The wire goes on under one id; the modal is a task of its own here, and both see the end. One of them is charged.
    assert.equal(modal.handle['id'], opened.handle['id']);
    assert.equal(modal.report?.usage, undefined);
    pass(1000);
    await assert.rejects(port.cancel!(opened.handle, send), faultOf('task_not_cancellable'));
    pass(2100);
    const [first, second] = await port.pollMany!.poll([opened.handle, modal.handle], send);
    assert.deepEqual([first?.status, first?.usage], ['succeeded', { calls: 0 }]);
    assert.deepEqual([second?.status, second?.usage], ['succeeded', undefined]);
    assert.deepEqual(first?.outputs, second?.outputs);
    await assert.rejects(
      begin(
        '/mj/submit/modal',
        { taskId: 'task_window' },
        { task_window: parentOf(opened.handle, 'waiting') },
      ),
      faultOf('upstream_refused', '4'),
    );
  });

  it('the manual’s buttons are those of its prompt', async () => {
    const { finish } = world();
    const grid = await finish('/mj/submit/imagine', { prompt: promptShown });
    const customId = `MJ::JOB::upsample::2::${gridShown}`;
    assert.ok(buttonsOf(grid.report).includes(customId), String(buttonsOf(grid.report)[0]));
    const single = await finish(
      '/mj/submit/action',
      { customId, taskId: 'task_g' },
      { task_g: parentOf(grid.handle) },
    );
    assert.ok(buttonsOf(single.report).includes(`MJ::CustomZoom::${second}`));
  });

  it('a region needs a mask', async () => {
    const { finish, begin } = world();
    const grid = await finish('/mj/submit/imagine', { prompt: 'a red kite' });
    const single = await finish(
      '/mj/submit/simple-change',
      { content: 'task_g U1' },
      { task_g: parentOf(grid.handle) },
    );
    const opened = await begin(
      '/mj/submit/action',
      { customId: buttonLike(single.report, 'Inpaint'), taskId: 'task_s' },
      { task_s: parentOf(single.handle) },
    );
    const parents = { task_w: parentOf(opened.handle, 'waiting') };
    await assert.rejects(
      begin('/mj/submit/modal', { taskId: 'task_w', prompt: 'a hat' }, parents),
      faultOf('upstream_refused'),
    );
    await begin('/mj/submit/modal', { taskId: 'task_w', prompt: 'a hat', maskBase64: picture }, parents);
  });

  it('every submit comes to its kind of result', async () => {
    const { finish } = world();
    const grid = await finish('/mj/submit/imagine', { prompt: 'a red kite' });
    const parents = { task_g: parentOf(grid.handle) };
    const rows: readonly (readonly [string, object, readonly string[]])[] = [
      ['/mj/submit/blend', { base64Array: [picture, picture], dimensions: 'PORTRAIT' }, ['image']],
      ['/mj/submit/describe', { base64: picture }, ['text', 'image source']],
      ['/mj/submit/shorten', { prompt: 'a very long text of a kite' }, ['text']],
      ['/mj/submit/edits', { prompt: 'a hat', image: picture }, ['image']],
      ['/mj/submit/change', { taskId: 'task_g', action: 'VARIATION', index: 3 }, ['image']],
      ['/mj/submit/change', { taskId: 'task_g', action: 'REROLL' }, ['image']],
      [
        '/mj/submit/video',
        { prompt: 'it flies', image: picture, batchSize: 2 },
        ['video', 'video', 'image cover'],
      ],
      ['/mj/insight-face/swap', { sourceBase64: picture, targetBase64: `${picture}b` }, ['image']],
    ];
    for (const [path, body, kinds] of rows) {
      const { report } = await finish(path, body, parents);
      assert.equal(report.status, 'succeeded', path);
      assert.deepEqual(
        report.outputs?.map(({ kind, role }) => [kind, role].filter(Boolean).join(' ')),
        kinds,
        path,
      );
    }
    const { report } = await finish('/mj/submit/describe', { base64: picture });
    assert.equal(report.outputs?.[0]?.text?.split('\n\n').length, 4);
    assert.ok(buttonsOf(report).includes('MJ::Job::PicReader::1'));
  });

  it('an upload is done at once, and its addresses stay as they are', async () => {
    const { begin } = world();
    const { report } = await begin('/mj/submit/upload-discord-images', {
      base64Array: [picture, `${picture}bbbb`],
    });
    assert.equal(report?.status, 'succeeded');
    assert.equal(report?.outputs, undefined);
    const result = report?.native?.['result'];
    assert.ok(Array.isArray(result) && result.length === 2);
  });

  it('the speed stands in the path, is said once, and accounts are not chosen', async () => {
    const { begin, asked } = world();
    const body = { prompt: 'a cat --turbo', accountFilter: { modes: ['TURBO'] }, mode: 'TURBO' };
    await begin('/mj-relax/mj/submit/imagine', body, {}, 'mj-relax');
    await begin('/mj/submit/imagine', { prompt: 'a cat --turbo --ar 1:2' });
    await begin('/mj-fast/mj/submit/imagine', { prompt: 'a cat' }, {}, 'mj-fast');
    assert.deepEqual(
      asked.map(({ path, body: sent }) => [path, JSON.parse(sent)]),
      [
        ['/mj-relax/mj/submit/imagine', { prompt: 'a cat' }],
        ['/mj-turbo/mj/submit/imagine', { prompt: 'a cat --ar 1:2' }],
        ['/mj/submit/imagine', { prompt: 'a cat' }],
      ],
    );
  });

  it('or as a flag, or not at all, as the channel is set', async () => {
    for (const [speed, prompt] of [
      ['flag', 'a cat --relax'],
      ['none', 'a cat'],
    ] as const) {
      const { begin, asked } = world({ speed });
      await begin('/mj-relax/mj/submit/imagine', { prompt: 'a cat' }, {}, 'mj-relax');
      assert.deepEqual(
        [asked[0]?.path, JSON.parse(asked[0]?.body ?? '')],
        ['/mj/submit/imagine', { prompt }],
      );
    }
  });

  it('a seed, once the task has ended', async () => {
    const { begin, send, pass } = world();
    const { handle } = await begin('/mj/submit/imagine', { prompt: 'a cat' });
    await assert.rejects(port.ask!('seed', handle, {}, send), faultOf('upstream_refused', '4'));
    pass(3100);
    assert.match(String((await port.ask!('seed', handle, {}, send))['result']), /^\d{1,10}$/);
  });

  it('is cancelled while it runs, and not later', async () => {
    const { begin, send, pass } = world();
    const { handle } = await begin('/mj/submit/imagine', { prompt: 'a cat' });
    pass(1000);
    assert.equal((await port.cancel!(handle, send)).status, 'cancelled');
    assert.equal((await port.poll(handle, send)).status, 'cancelled');
    const late = await begin('/mj/submit/imagine', { prompt: 'a dog' });
    pass(3100);
    await assert.rejects(port.cancel!(late.handle, send), faultOf('task_not_cancellable'));
  });

  it('a window that waits is closed by a cancel', async () => {
    const { finish, begin, send } = world();
    const grid = await finish('/mj/submit/imagine', { prompt: 'a red kite' });
    const { handle } = await begin(
      '/mj/submit/action',
      { customId: buttonLike(grid.report, 'variation::1'), taskId: 'task_g', enableRemix: true },
      { task_g: parentOf(grid.handle) },
    );
    assert.equal(handle['window'], true);
    assert.equal((await port.cancel!(handle, send)).status, 'cancelled');
  });

  it('of a proxy without cancelling cannot be', async () => {
    const { send } = sendTo(midjourneyProxy, async () => new Response('', { status: 404 }));
    await assert.rejects(port.cancel!({ id: '1' }, send), faultOf('task_not_cancellable'));
  });

  it('many are asked for at once; the unknown are left out', async () => {
    const { begin, send, asked } = world();
    const { handle } = await begin('/mj/submit/imagine', { prompt: 'a cat' });
    const reports = await port.pollMany!.poll([{ id: '1' }, handle], send);
    assert.deepEqual([reports[0]?.fault, reports[1]?.status], ['task_lost', 'queued']);
    assert.equal(asked.length, 3);
    assert.equal((await port.poll({ id: '1' }, send)).fault, 'task_lost');
    const silent = sendTo(midjourneyProxy, async () => Response.json([])).send;
    assert.equal(
      (
        await port.pollMany!.poll(
          Array.from({ length: 9 }, () => ({ id: '1' })),
          silent,
        )
      ).filter(Boolean).length,
      3,
    );
  });

  it('another account finds nothing', async () => {
    const { finish, talk } = world();
    const grid = await finish('/mj/submit/imagine', { prompt: 'a cat' });
    const { call } = read('/mj/submit/change', { taskId: 'task_g', action: 'REROLL' });
    const start = startOf(call, { task_g: parentOf(grid.handle) });
    await assert.rejects(port.start(start, talk({}, 'secret-2').send), faultOf('upstream_refused', '3'));
  });

  it('what goes on from a task waits for its success', async () => {
    const { begin, asked } = world();
    const parents = { task_g: parentOf({ id: '1' }, 'running') };
    await assert.rejects(
      begin('/mj/submit/change', { taskId: 'task_g', action: 'REROLL' }, parents),
      faultOf('field_invalid'),
    );
    assert.equal(asked.length, 0);
  });
});

describe('faults', () => {
  const prompts: readonly (readonly [string, string, string])[] = [
    ['[code 3]', 'upstream_busy', '3'],
    ['[code 23]', 'upstream_busy', '23'],
    ['nsfw', 'upstream_refused', '24'],
  ];
  for (const [prompt, code, upstream] of prompts)
    it(`a prompt with ${prompt} is ${code}`, async () => {
      const { begin } = world();
      await assert.rejects(begin('/mj/submit/imagine', { prompt }), faultOf(code, upstream));
    });

  it('a banned word is named', () =>
    assert.rejects(world().begin('/mj/submit/imagine', { prompt: 'an nsfw cat' }), /nsfw/));

  it('a queued one is taken', async () => {
    const { report } = await world().begin('/mj/submit/imagine', { prompt: 'a cat [code 22]' });
    assert.deepEqual(report?.native?.['properties'], { numberOfQueues: 2 });
  });

  const headers: Readonly<Record<string, string>> = {
    '401': 'upstream_key_refused',
    '429': 'upstream_busy',
    '500': 'upstream_failed',
    '503': 'upstream_failed',
    refuse: 'upstream_refused',
    'error-200': 'upstream_failed',
    garbage: 'upstream_garbage',
  };
  for (const [word, code] of Object.entries(headers))
    it(`${word} is ${code}`, async () => {
      const { talk } = world();
      const { call } = read('/mj/submit/imagine', { prompt: 'a cat' });
      await assert.rejects(port.start(startOf(call), talk({ 'x-key4u-simulate': word }).send), faultOf(code));
    });

  it('cut breaks the answer', async () => {
    const { talk } = world();
    const { call } = read('/mj/submit/imagine', { prompt: 'a cat' });
    await assert.rejects(port.start(startOf(call), talk({ 'x-key4u-simulate': 'cut' }).send));
  });

  it('a job that fails says why', async () => {
    const { talk, pass, send } = world();
    const { call } = read('/mj/submit/imagine', { prompt: 'a cat' });
    const { handle } = await port.start(startOf(call), talk({ 'x-key4u-simulate': 'fail' }).send);
    pass(3100);
    const { status, reason, fault, progress } = await port.poll(handle, send);
    assert.deepEqual([status, fault, progress], ['failed', 'upstream_failed', undefined]);
    assert.match(reason ?? '', /internal error/);
  });

  it('words of gateways upstream', () => {
    const read = (status: number, body: string) =>
      midjourneyProxy.readFault(status, {}, Buffer.from(body)).code;
    assert.equal(read(400, '{"description":"quota_not_enough","code":4}'), 'upstream_key_refused');
    assert.equal(read(403, '未登录'), 'upstream_key_refused');
    assert.equal(
      read(400, '{"description":"prompt_is_required","type":"upstream_error","code":4}'),
      'upstream_refused',
    );
    assert.equal(read(429, '{"description":"当前分组负载已饱和","code":30}'), 'upstream_busy');
    assert.equal(read(404, '{"code":3,"description":"关联任务不存在或已失效"}'), 'upstream_refused');
    assert.equal(read(404, '<html>'), 'upstream_model_unknown');
    assert.equal(read(502, ''), 'upstream_failed');
  });
});

describe('reports', () => {
  const rows: readonly (readonly [string, TaskReport['status']])[] = [
    ['', 'queued'],
    ['NOT_START', 'queued'],
    ['SUBMITTED', 'queued'],
    ['MODAL', 'waiting'],
    ['IN_PROGRESS', 'running'],
    ['SUCCESS', 'succeeded'],
    ['FAILURE', 'failed'],
    ['CANCEL', 'cancelled'],
  ];
  for (const [word, status] of rows)
    it(`${word || 'nothing'} is ${status}`, () => assert.equal(reportOf({ status: word }).status, status));
  it('a word that nobody knows moves nothing', () => {
    const { status, unknownWord } = reportOf({ status: 'toString' });
    assert.deepEqual([status, unknownWord], [undefined, 'toString']);
  });
  it('what the content rules refused is told so', () =>
    assert.equal(
      reportOf({ status: 'FAILURE', failReason: 'Banned prompt detected' }).fault,
      'upstream_refused',
    ));
  it('nothing of the proxy’s own is shown', () => {
    const { native } = reportOf({
      status: 'SUCCESS',
      clientIp: '10.0.0.1',
      instanceId: '1',
      seed: '7',
      properties: { notifyHook: 'https://gateway.example/secret', finalPrompt: 'a cat' },
    });
    assert.deepEqual(native, { status: 'SUCCESS', seed: '7', properties: { finalPrompt: 'a cat' } });
  });
  it('single pictures beside a grid are outputs too', () => {
    const { outputs } = reportOf({
      status: 'SUCCESS',
      imageUrl: 'https://x/grid.png',
      imageUrls: [{ url: 'https://x/1.png' }, { url: 'https://x/2.png' }],
    });
    assert.deepEqual(
      outputs?.map(({ url, role }) => [url, role]),
      [
        ['https://x/grid.png', undefined],
        ['https://x/1.png', 'single'],
        ['https://x/2.png', 'single'],
      ],
    );
  });
});

describe('prices', () => {
  const [model] = midjourneyProxy.manifest.models;
  assert.ok(model);
  const usd = (facts: Readonly<Record<string, unknown>>) =>
    model.card.rates.find(({ when }) =>
      (when ?? []).every(({ fact, is }) => (is as readonly unknown[]).includes(facts[fact])),
    )?.usd;
  it('can be charged exactly', () => {
    compileCard(model.card);
  });
  for (const [action, fast, relax, turbo] of [
    ['imagine', '0.1', '0.05', '0.2'],
    ['upscale', '0.05', '0.025', '0.1'],
    ['upload', '0.05', '0.025', '0.1'],
    ['video', '0.8', '0.4', '1.6'],
    ['action', '0.1', '0.05', '0.2'],
  ] as const)
    it(action, () =>
      assert.deepEqual(
        ['fast', 'relax', 'turbo'].map((mode) => usd({ action, mode })),
        [fast, relax, turbo],
      ),
    );
  it('every submit is a call', () => {
    for (const path of ['/mj/submit/imagine', '/mj/submit/shorten']) {
      const { call } = read(path, { prompt: 'a cat' });
      const { usage, facts } = port.measure({
        ...call,
        upstreamModel: 'midjourney',
        facts: call.facts ?? {},
      });
      assert.deepEqual([usage, facts['mode']], [{ calls: 1 }, 'fast']);
      assert.equal(port.serves('midjourney', call.action), true);
    }
    assert.equal(port.serves('midjourney', 'text2video'), false);
    assert.deepEqual(objectOf(port.readCallback?.({ status: 'SUCCESS' })), {});
  });
});
