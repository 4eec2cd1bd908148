import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { dialects } from '../../server/src/dialects/index.ts';
import { runway } from '../../server/src/providers/runway/index.ts';
import {
  type Answer,
  type Exchange,
  type FakeUpstream,
  json,
  startFakeUpstream,
} from '../support/fake-upstream.ts';
import {
  type ErrorBody,
  liveKey,
  nano,
  type Receipt,
  startGateway,
  type TestGateway,
  testKey,
  until,
} from '../support/gateway.ts';

/** Tasks through the whole gateway: their money, their results, who may see them, and whom they are told to. */
let gateway: TestGateway;
/** One that lets no client name a private address, as gateways do. */
let strict: TestGateway;
let house: Awaited<ReturnType<typeof serveSimulators>>;
const open: FakeUpstream[] = [];
let names = 0;

before(async () => {
  [gateway, strict, house] = await Promise.all([
    startGateway({ KEY4U_ALLOW_PRIVATE_URLS: '1' }),
    startGateway(),
    serveSimulators({ runway: runway.simulator() }, { host: '127.0.0.1', port: 0 }),
  ]);
});
after(async () => {
  try {
    await gateway.verifyLedger();
  } finally {
    for (const upstream of open) await upstream.close();
    await gateway.close();
    await strict.close();
    await house.close();
  }
});

type Task = {
  id: string;
  status: string;
  progress: number;
  kind: string;
  dialect: string;
  model: string;
  prompt: string | null;
  outputs: { index: number; kind: string; url: string; media_type: string | null }[];
  error: { code: string; message: string } | null;
  cost_usd: string;
  held_usd: string;
  refunded: boolean;
  request_id: string;
};

type Seen = { status: number; headers: Headers; text: string };

async function ask(
  method: string,
  path: string,
  {
    key = testKey,
    body,
    headers = {},
  }: { key?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Seen> {
  const response = await fetch(path.startsWith('http') ? path : gateway.url + path, {
    method,
    headers: {
      ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const parsed = <T>({ text }: Seen): T => JSON.parse(text) as T;
const errorOf = (seen: Seen) => parsed<ErrorBody>(seen).error;

/** Submits and gives the task's id. */
async function submitted(
  path: string,
  body: unknown,
  more: { key?: string; headers?: Record<string, string> } = {},
): Promise<string> {
  const seen = await ask('POST', path, { ...more, body });
  assert.ok(seen.status < 300, `${seen.status} ${seen.text}`);
  const id = seen.headers.get('x-key4u-task');
  assert.match(id ?? '', /^task_[0-9a-z]{26}$/);
  return id!;
}

const shown = async (id: string, key = testKey): Promise<Task> => {
  const seen = await ask('GET', `/v1/tasks/${id}`, { key });
  assert.equal(seen.status, 200, seen.text);
  return parsed<Task>(seen);
};

const ended = (id: string, key = testKey): Promise<Task> =>
  until(
    `the end of ${id}`,
    async () => {
      await wait(50);
      const task = await shown(id, key);
      return ['succeeded', 'failed', 'cancelled', 'expired'].includes(task.status) ? task : undefined;
    },
    20_000,
  );

const simulate = (fault: string) => ({ 'x-key4u-simulate': fault });
const luma = { model: 'ray-2', prompt: 'A paper boat', resolution: '720p', duration: '5s' };
const runwayBody = {
  model: 'gen4_turbo',
  promptImage: 'https://example.com/a.png',
  ratio: '1280:720',
  duration: 5,
};

/** A film of the fake upstream: bytes that tell their place. */
const film = Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7) % 251));
const filmHash = createHash('sha256').update(film).digest('hex');

const job = (status: string, more: object = {}) => ({
  id: 'video_upstream_1',
  object: 'video',
  model: 'upstream-film',
  created_at: 1_780_000_000,
  progress: status === 'completed' ? 100 : 10,
  seconds: '4',
  size: '1280x720',
  status,
  ...more,
});

const takes: Answer = (exchange) => json(exchange, 200, job('queued'));
const isContent = ({ path }: Exchange) => path.endsWith('/content');
const sendFilm = ({ response }: Exchange) =>
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': film.length }).end(film);

/** A customer with a balance of his own, and a live key. */
async function customer(usd: string): Promise<{ user: number; key: string }> {
  const user = await gateway.addUser(usd);
  return { user, key: (await gateway.addToken({ user })).key };
}

/** An upstream that makes films at 0.1 USD a second, by a channel and a model of its own. */
async function filmHouse(
  answer: Answer = takes,
  options: object = {},
  priority = 0,
  model = `film-${++names}`,
) {
  const upstream = await startFakeUpstream(answer);
  open.push(upstream);
  upstream.answerProbes((exchange) =>
    isContent(exchange) ? sendFilm(exchange) : json(exchange, 200, job('completed')),
  );
  const channel = await gateway.addChannel({ url: upstream.url, models: [model], priority, options });
  await gateway.price(model, { rates: [{ meter: 'seconds', usd: '0.1', per: 1 }] });
  const body = { model, prompt: 'A kite', seconds: '4', size: '1280x720' };
  return { upstream, channel, model, body };
}

const chargesOf = async (model: string): Promise<Receipt[]> => {
  await gateway.settled();
  return (await gateway.logs({ model })).filter(({ cost_usd }) => cost_usd !== '0');
};

const same = (usd: string, expected: string) => assert.equal(nano(usd), nano(expected));

describe('tasks', { concurrency: 24 }, () => {
  test('the gateway’s own view: one, many, a stream of changes, deleting', async () => {
    const [first, second] = await Promise.all([
      submitted('/dream-machine/v1/generations/video', { ...luma, prompt: 'Own view' }),
      submitted('/runwayml/v1/image_to_video', runwayBody),
    ]);
    const watched = ask('GET', `/v1/tasks/${first}/events`);
    const early = await ask('DELETE', `/v1/tasks/${first}`);
    assert.deepEqual([early.status, errorOf(early).code], [409, 'task_running']);

    const { text, headers } = await watched;
    assert.match(headers.get('content-type') ?? '', /^text\/event-stream/);
    const events = text
      .split('\n\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => JSON.parse(line.slice(6)) as Task);
    assert.ok(events.length >= 2, text);
    assert.equal(events.at(-1)?.status, 'succeeded');
    assert.ok(events.every(({ id }) => id === first));
    const steps = events.map(({ progress }) => progress);
    assert.deepEqual(
      steps,
      [...steps].sort((a, b) => a - b),
    );

    const task = await ended(first);
    await ended(second);
    assert.deepEqual(
      [task.dialect, task.kind, task.model, task.prompt, task.error, task.held_usd, task.refunded],
      ['luma', 'video', 'ray-2', 'Own view', null, '0', false],
    );
    assert.ok(nano(task.cost_usd) > 0n);
    const list = async (query: string) =>
      parsed<{ data: Task[]; has_more: boolean }>(await ask('GET', `/v1/tasks?limit=100&${query}`)).data;
    assert.ok((await list('')).some(({ id }) => id === second));
    const ofRunway = await list('dialect=runway&status=succeeded&kind=video');
    assert.ok(ofRunway.some(({ id }) => id === second));
    assert.ok(ofRunway.every(({ dialect, status }) => dialect === 'runway' && status === 'succeeded'));
    assert.equal((await ask('GET', '/v1/tasks?status=nonsense')).status, 400);
    const pages = parsed<{ data: Task[]; has_more: boolean; last_id: string }>(
      await ask('GET', '/v1/tasks?limit=1'),
    );
    assert.equal(pages.has_more, true);
    const next = parsed<{ data: Task[] }>(await ask('GET', `/v1/tasks?limit=1&after=${pages.last_id}`));
    assert.notEqual(next.data[0]?.id, pages.last_id);

    const link = task.outputs[0]!.url;
    assert.equal((await ask('GET', link, { key: '' })).status, 200);
    assert.deepEqual(parsed(await ask('DELETE', `/v1/tasks/${first}`)), {
      id: first,
      object: 'task',
      deleted: true,
    });
    for (const path of [`/v1/tasks/${first}`, `/v1/tasks/${first}/events`, link])
      assert.equal((await ask('GET', path)).status, 404, path);
    assert.equal((await gateway.receipt(task.request_id)).cost_usd, task.cost_usd);
  });

  test('a task is seen from other dialects than the one that made it', async () => {
    const made = [
      await submitted('/v1/videos', { model: 'veo_3_1-fast', prompt: 'A kite', seconds: '4' }),
      await submitted('/dream-machine/v1/generations/video', luma),
      await submitted('/runwayml/v1/image_to_video', runwayBody),
    ];
    for (const id of made) {
      const { outputs } = await ended(id);
      const link = outputs.find(({ kind }) => kind === 'video')!.url;
      const ways: [string, string, string][] = [
        [`/v1/videos/${id}`, 'status', 'completed'],
        [`/dream-machine/v1/generations/${id}`, 'state', 'completed'],
        [`/luma/generations/${id}`, 'state', 'completed'],
        [`/runwayml/v1/tasks/${id}`, 'status', 'SUCCEEDED'],
      ];
      for (const [path, field, word] of ways) {
        const seen = await ask('GET', path);
        assert.equal(seen.status, 200, `${path} ${seen.text}`);
        assert.equal(parsed<Record<string, unknown>>(seen)[field], word, path);
        assert.ok(seen.text.includes(link), `${path} shows no link: ${seen.text}`);
        assert.ok(seen.text.includes(id), `${path} shows another id: ${seen.text}`);
      }
      const operation = parsed<{ done?: boolean }>(await ask('GET', `/v1beta/operations/${id}`));
      assert.equal(operation.done, true);
      assert.equal((await ask('GET', `/v1/videos/${id}/content`)).status, 200);
    }
  });

  test('a failed task is refunded in full, and the log says so', async () => {
    const { user, key } = await customer('1');
    const { body, model, upstream } = await filmHouse((exchange) => json(exchange, 200, job('queued')));
    upstream.answerProbes((exchange) =>
      json(exchange, 200, job('failed', { error: { code: 'moderation_blocked', message: 'not that' } })),
    );
    const [id, simulated] = await Promise.all([
      submitted('/v1/videos', body, { key }),
      submitted('/v1/videos', { ...body, model: 'veo_3_1-fast' }, { headers: simulate('fail') }),
    ]);
    same(await gateway.balanceOf(user), '0.6');
    assert.deepEqual(await shown(id, key).then(({ held_usd, cost_usd }) => [held_usd, cost_usd]), [
      '0.4',
      '0',
    ]);
    const [live, ofTest] = await Promise.all([ended(id, key), ended(simulated)]);
    for (const task of [live, ofTest]) {
      assert.deepEqual(
        [task.status, task.cost_usd, task.held_usd, task.refunded],
        ['failed', '0', '0', true],
      );
      assert.ok(task.error?.code && task.error.message);
      const receipt = await gateway.receipt(task.request_id);
      assert.equal(receipt.cost_usd, '0');
      assert.equal(receipt.fault, task.error.code);
      assert.ok(receipt.notes.some((note) => note.startsWith('refunded: ')));
      assert.equal(receipt.agrees, true);
    }
    assert.deepEqual(live.error, { code: 'upstream_refused', message: 'not that' });
    same(await gateway.balanceOf(user), '1');
    assert.deepEqual(await chargesOf(model), []);
  });

  test('a cancelled task is refunded in full', async () => {
    const { user, key } = await customer('1');
    const model = 'gen4_turbo';
    await gateway.addChannel({ url: `${house.url}/runway`, provider: 'runway', models: [model] });
    await gateway.price(model, { rates: [{ meter: 'seconds', usd: '0.05', per: 1 }] });
    const id = await submitted('/runwayml/v1/image_to_video', runwayBody, { key });
    same(await gateway.balanceOf(user), '0.75');
    const cancelled = parsed<Task>(await ask('POST', `/v1/tasks/${id}/cancel`, { key, body: {} }));
    assert.deepEqual(
      [cancelled.status, cancelled.refunded, cancelled.error?.code],
      ['cancelled', true, 'task_cancelled'],
    );
    same(await gateway.balanceOf(user), '1');
    const again = await ask('POST', `/v1/tasks/${id}/cancel`, { key, body: {} });
    assert.deepEqual([again.status, errorOf(again).code], [409, 'task_not_cancellable']);
    // Luma cannot stop what it has begun.
    const other = await submitted('/dream-machine/v1/generations/video', luma);
    assert.equal((await ask('POST', `/v1/tasks/${other}/cancel`, { body: {} })).status, 409);
    assert.equal((await ended(other)).status, 'succeeded');
  });

  test('a hook is told, signed, and again after it failed', async () => {
    const { key } = await customer('5');
    const receiver = await startFakeUpstream(({ response }) =>
      response.writeHead(receiver.requests.length === 1 ? 500 : 204).end(),
    );
    open.push(receiver);
    const { body } = await filmHouse((exchange) => json(exchange, 200, job('completed')));
    const callback = `${receiver.url}/told?a=1`;
    const id = await submitted('/v1/videos', { ...body, callback_url: callback }, { key });
    const { secret } = parsed<{ secret: string }>(await ask('GET', '/v1/tasks/webhook-secret', { key }));
    const others = parsed<{ secret: string }>(await ask('GET', '/v1/tasks/webhook-secret'));
    assert.notEqual(secret, others.secret);
    await until('the second try', () => receiver.requests.length === 2, 15_000);
    const client = new OpenAI({ apiKey: key, webhookSecret: secret });
    const told = await Promise.all(
      receiver.requests.map(({ body: bytes, headers }) =>
        client.webhooks.unwrap(bytes.toString('utf8'), headers as Record<string, string>),
      ),
    );
    for (const event of told) {
      // The SDK's types of events do not have those of videos any more.
      const { type, data } = event as unknown as { type: string; data: { id: string } };
      assert.deepEqual([type, data.id], ['video.completed', id]);
    }
    const [first, second] = receiver.requests;
    assert.equal(first!.path, '/v1/told?a=1');
    assert.equal(first!.headers['webhook-id'], second!.headers['webhook-id']);
    await assert.rejects(
      client.webhooks.unwrap(
        first!.body.toString('utf8').replace(id, 'task_x'),
        first!.headers as Record<string, string>,
      ),
      OpenAI.InvalidWebhookSignatureError,
    );
    await wait(300);
    assert.equal(receiver.requests.length, 2);
  });

  test('a hook at a private address is refused', async () => {
    const body = { model: 'veo_3_1-fast', prompt: 'A kite', callback_url: 'http://127.0.0.1:9/told' };
    const seen = await ask('POST', `${strict.url}/v1/videos`, { body });
    assert.equal(seen.status, 400, seen.text);
    assert.match(errorOf(seen).message, /notifications/);
    assert.equal(parsed<{ data: Task[] }>(await ask('GET', `${strict.url}/v1/tasks`)).data.length, 0);
  });

  test('an Idempotency-Key sent fifty times at once: one job, one charge, one answer', async () => {
    const { user, key } = await customer('0.5'); // enough for one
    const { body, upstream, model } = await filmHouse(async (exchange) => {
      await wait(200);
      json(exchange, 200, job('queued'));
    });
    const headers = { 'idempotency-key': 'fifty' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask('POST', '/v1/videos', { key, body, headers })),
    );
    assert.deepEqual(
      new Set(answers.map(({ status, text }) => `${status} ${text}`)).size,
      1,
      answers.map(({ text }) => text).join('\n'),
    );
    assert.equal(answers[0]!.status, 200);
    assert.equal(upstream.requests.length, 1);
    same(await gateway.balanceOf(user), '0.1');
    const other = await ask('POST', '/v1/videos', { key, body: { ...body, prompt: 'Another' }, headers });
    assert.deepEqual([other.status, errorOf(other).code], [409, 'idempotency_key_reused']);
    const id = answers[0]!.headers.get('x-key4u-task')!;
    assert.equal((await ended(id, key)).status, 'succeeded');
    const late = await ask('POST', '/v1/videos', { key, body, headers });
    assert.equal(late.text, answers[0]!.text);
    assert.equal(upstream.requests.length, 1);
    assert.equal((await chargesOf(model)).length, 1);
    same(await gateway.balanceOf(user), '0.1');
  });

  test('as many tasks as the balance holds, and not one more', async () => {
    const { user, key } = await customer('1');
    const { body, upstream } = await filmHouse();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => ask('POST', '/v1/videos', { key, body })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, ...Array<number>(10).fill(402)]);
    assert.equal(upstream.requests.length, 2);
    same(await gateway.balanceOf(user), '0.2');
  });

  const lost: [string, Answer][] = [
    ['cuts the connection', ({ socket }) => socket.destroy()],
    ['never answers', () => {}],
    ['is lost behind a proxy', (exchange) => json(exchange, 502, '<html>Bad gateway</html>')],
  ];
  for (const [what, answer] of lost)
    test(`an upstream that takes the job and ${what} is never asked twice`, async () => {
      const { user, key } = await customer('1');
      const { body, upstream, model } = await filmHouse(answer, { first_byte_timeout_ms: 400 }, 5);
      const second = await filmHouse(takes, {}, 0, model);
      const headers = { 'idempotency-key': 'lost' };
      const seen = await ask('POST', '/v1/videos', { key, body, headers });
      assert.equal(seen.status, 502, seen.text);
      assert.match(errorOf(seen).message, /not sent again/);
      // A client that sends it again of its own accord would make a second film.
      assert.equal(seen.headers.get('x-should-retry'), 'false');
      const again = await ask('POST', '/v1/videos', { key, body, headers });
      assert.deepEqual([again.status, errorOf(again).code], [502, errorOf(seen).code]);
      await wait(100);
      assert.deepEqual([upstream.requests.length, second.upstream.requests.length], [1, 0]);
      same(await gateway.balanceOf(user), '1');
      const [task] = parsed<{ data: Task[] }>(await ask('GET', '/v1/tasks', { key })).data;
      assert.deepEqual([task?.status, task?.refunded], ['expired', true]);
      const receipt = await gateway.receipt(task!.request_id);
      assert.ok(receipt.notes.some((note) => note.startsWith('outcome_unknown')));
    });

  test('an upstream that refuses the job for now: another channel makes it', async () => {
    const { body, upstream, model } = await filmHouse(
      (exchange) => json(exchange, 429, { error: { message: 'busy', code: 'rate_limit_exceeded' } }),
      {},
      5,
    );
    const second = await filmHouse(takes, {}, 0, model);
    const id = await submitted('/v1/videos', body, { key: liveKey });
    assert.deepEqual([upstream.requests.length, second.upstream.requests.length], [1, 1]);
    assert.equal((await ended(id, liveKey)).status, 'succeeded');
    assert.equal((await chargesOf(model)).length, 1);
  });

  test('results are copied: parts, heads, links without a key', async () => {
    const { body, upstream, channel } = await filmHouse((exchange) => json(exchange, 200, job('completed')));
    const id = await submitted('/v1/videos', body, { key: liveKey });
    const { outputs } = await ended(id, liveKey);
    const link = outputs[0]!.url;
    await until('the copy', () => upstream.probes.some(isContent));
    await until('the copy to be kept', async () => {
      const head = await fetch(link, { method: 'HEAD' });
      return head.headers.get('etag') === `"${filmHash.slice(0, 32)}"`;
    });
    const before = upstream.probes.length;
    await gateway.admin('DELETE', `/api/admin/channels/${channel.id}`);

    const get = async (url: string, range?: string, key?: string) => {
      const response = await fetch(url, {
        headers: {
          ...(range === undefined ? {} : { range }),
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
      });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const content = `${gateway.url}/v1/videos/${id}/content`;
    for (const [url, key] of [
      [link, undefined],
      [content, liveKey],
    ] as const) {
      const whole = await get(url, undefined, key);
      assert.equal(whole.response.status, 200, url);
      assert.equal(whole.response.headers.get('content-type'), 'video/mp4');
      assert.equal(whole.response.headers.get('accept-ranges'), 'bytes');
      assert.deepEqual(whole.bytes, film);
      const ranges: [string, number, number][] = [
        ['bytes=0-99', 0, 100],
        ['bytes=49990-', 49_990, 50_000],
        ['bytes=-10', 49_990, 50_000],
        ['bytes=100-999999', 100, 50_000],
      ];
      for (const [range, from, to] of ranges) {
        const part = await get(url, range, key);
        assert.equal(part.response.status, 206, range);
        assert.equal(part.response.headers.get('content-range'), `bytes ${from}-${to - 1}/50000`);
        assert.deepEqual(part.bytes, film.subarray(from, to), range);
      }
      const none = await get(url, 'bytes=50000-', key);
      assert.equal(none.response.status, 416);
      assert.equal(none.response.headers.get('content-range'), 'bytes */50000');
    }
    const head = await fetch(link, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('content-length'), '50000');
    assert.equal(head.headers.get('x-content-type-options'), 'nosniff');
    assert.equal((await head.arrayBuffer()).byteLength, 0);

    const parts = new URL(link).pathname.split('/');
    const proof = parts.at(-2)!;
    const tampered = [
      link.replace(proof, `${proof.startsWith('0') ? '1' : '0'}${proof.slice(1)}`),
      link.replace(proof, proof.slice(1)),
      link.replace(`/${id}/0/`, `/${id}/1/`),
      link.replace(id, 'task_00000000000000000000000000'),
    ];
    for (const url of tampered) assert.equal((await fetch(url)).status, 404, url);
    assert.equal((await get(content)).response.status, 401);
    assert.equal(upstream.probes.length, before, 'the upstream was asked again');
  });

  test('results that pass through: heads, parts, and an upstream that has lost them', async () => {
    const { body, upstream } = await filmHouse((exchange) => json(exchange, 200, job('completed')), {
      results: 'on-demand',
    });
    let answer: Answer = sendFilm;
    upstream.answerProbes((exchange) => answer(exchange));
    const linkOf = async () => {
      const id = await submitted('/v1/videos', body, { key: liveKey });
      return (await ended(id, liveKey)).outputs[0]!.url;
    };
    const link = await linkOf();
    const wanted = await linkOf();
    assert.equal(upstream.probes.length, 0);
    // What somebody asks for is copied then.
    assert.deepEqual(Buffer.from(await (await fetch(wanted)).arrayBuffer()), film);
    await until('its copy', async () => {
      const copied = await fetch(wanted, { method: 'HEAD' });
      return copied.headers.get('etag') === `"${filmHash.slice(0, 32)}"`;
    });
    answer = (exchange) => json(exchange, 404, { error: { message: 'gone' } });
    for (const method of ['GET', 'HEAD', 'GET']) {
      const seen = await fetch(link, { method });
      assert.equal(seen.status, 502, method);
      await seen.arrayBuffer();
    }
    answer = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': film.length });
      response.write(film.subarray(0, 100));
    };
    for (let turn = 0; turn < 3; turn++) {
      const head = await fetch(link, { method: 'HEAD' });
      assert.equal(head.status, 200);
      assert.equal(head.headers.get('content-type'), 'video/mp4'); // and nothing that a browser would run
    }
    const left = new AbortController();
    const begun = await fetch(link, { signal: left.signal });
    left.abort();
    await assert.rejects(begun.arrayBuffer());
    answer = sendFilm;
    assert.deepEqual(Buffer.from(await (await fetch(link)).arrayBuffer()), film);
  });

  test('another customer sees nothing of a task, through no endpoint', async () => {
    const [owner, other] = await Promise.all([customer('5'), customer('5')]);
    const { body } = await filmHouse((exchange) => json(exchange, 200, job('completed')));
    const secret = 'the owner’s secret prompt';
    const id = await submitted('/v1/videos', { ...body, prompt: secret }, { key: owner.key });
    const { request_id } = await ended(id, owner.key);
    const { key: testing } = await gateway.addToken({ user: owner.user, mode: 'test' });
    let asked = 0;
    for (const { endpoints } of dialects)
      for (const endpoint of endpoints) {
        if (endpoint.does !== 'task-desk' || endpoint.open) continue;
        const path = endpoint.path
          .replace(/:model\b/, 'veo_3_1')
          .replace(/\/\*$/, `/video${id.slice(5)}0:download`)
          .replace(/video:video:/, `video${id.slice(5)}0:`)
          .replace(/::/g, ':')
          .replace(/:(\w+)(?=\/|$)/g, id);
        const sent = endpoint.method === 'GET' ? {} : { body: { id, ids: [id], task_id: id, taskId: id } };
        for (const key of [other.key, testing]) {
          const seen: Seen = await ask(endpoint.method, path, { key, ...sent });
          const where: string = `${endpoint.method} ${path}: ${seen.status} ${seen.text}`;
          assert.ok(!seen.text.includes(secret) && !seen.text.includes('/results/'), where);
          if (path.includes(id) && endpoint.path.startsWith('/v1/')) assert.ok(seen.status >= 400, where);
          asked++;
        }
      }
    assert.ok(asked > 100, `${asked} questions`);
    for (const [method, path] of [
      ['GET', `/v1/tasks/${id}`],
      ['GET', `/v1/tasks/${id}/events`],
      ['POST', `/v1/tasks/${id}/cancel`],
      ['DELETE', `/v1/tasks/${id}`],
      ['GET', `/v1/videos/${id}`],
      ['GET', `/v1/videos/${id}/content`],
      ['DELETE', `/v1/videos/${id}`],
      ['GET', `/runwayml/v1/tasks/${id}`],
      ['DELETE', `/runwayml/v1/tasks/${id}`],
      ['GET', `/dream-machine/v1/generations/${id}`],
      ['DELETE', `/dream-machine/v1/generations/${id}`],
      ['GET', `/v1beta/operations/${id}`],
      ['GET', `/v1beta/files/video${id.slice(5)}0:download?alt=media`],
    ] as const)
      for (const key of [other.key, testing]) {
        const seen = await ask(method, path, { key, ...(method === 'POST' ? { body: {} } : {}) });
        assert.equal(seen.status, 404, `${method} ${path}: ${seen.text}`);
      }
    // Nor may it be gone on from.
    const remix = await ask('POST', `/v1/videos/${id}/remix`, { key: other.key, body: { prompt: 'x' } });
    assert.ok(remix.status === 400 || remix.status === 404, remix.text);
    assert.equal((await shown(id, owner.key)).request_id, request_id);
  });

  test('a channel that is switched off finishes what it began, a removed one gives the money back', async () => {
    const { user, key } = await customer('1');
    const [off, gone] = await Promise.all([filmHouse(), filmHouse()]);
    const [first, second] = await Promise.all([
      submitted('/v1/videos', off.body, { key }),
      submitted('/v1/videos', gone.body, { key }),
    ]);
    await gateway.admin('PATCH', `/api/admin/channels/${off.channel.id}`, { status: 'disabled' });
    await gateway.admin('DELETE', `/api/admin/channels/${gone.channel.id}`);
    const [finished, lostTask] = await Promise.all([ended(first, key), ended(second, key)]);
    assert.equal(finished.status, 'succeeded', JSON.stringify(finished.error));
    assert.deepEqual(
      [lostTask.status, lostTask.error?.code, lostTask.refunded],
      ['failed', 'task_lost', true],
    );
    same(await gateway.balanceOf(user), '0.6');
    const content = await fetch(`${gateway.url}/v1/videos/${first}/content`, {
      headers: { authorization: `Bearer ${key}` },
    });
    assert.deepEqual(Buffer.from(await content.arrayBuffer()), film);
    assert.ok((await ask('POST', '/v1/videos', { key, body: off.body })).status >= 400);
  });

  test('a model that its maker has ended names its successor', async () => {
    const rows: [string, object, RegExp][] = [
      ['/v1/videos', { model: 'sora-2', prompt: 'A kite' }, /gemini-omni-1\.1-flash/],
      ['/runwayml/v1/image_to_video', { ...runwayBody, model: 'gen3a_turbo' }, /gen4_turbo/],
      [
        '/v1beta/models/veo-3.0-generate-001:predictLongRunning',
        { instances: [{ prompt: 'A kite' }] },
        /gemini-omni/,
      ],
      [
        '/v1/chat/completions',
        { model: 'sora-2', messages: [{ role: 'user', content: 'A kite' }] },
        /gemini-omni/,
      ],
    ];
    for (const [path, body, successor] of rows) {
      const seen = await ask('POST', path, { body });
      assert.equal(seen.status, 410, `${path} ${seen.text}`);
      assert.match(seen.text, successor);
    }
  });
});
