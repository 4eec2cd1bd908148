import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type Answer,
  completion,
  event,
  type FakeUpstream,
  hello,
  json,
  openSse,
  startFakeUpstream,
  wholeStream,
} from '../support/fake-upstream.ts';
import {
  costAt,
  type ErrorBody,
  nano,
  type Receipt,
  startGateway,
  type TestGateway,
  until,
} from '../support/gateway.ts';
import { readUntil } from '../support/sse-reader.ts';

let gateway: TestGateway;
let names = 0;
const open: FakeUpstream[] = [];

before(async () => {
  gateway = await startGateway({}, { settings: { storedLimit: 1024 * 1024 } });
});
after(async () => {
  await gateway.verifyLedger();
  for (const upstream of open) await upstream.close();
  await gateway.close();
});

async function only(answer: Answer) {
  const upstream = await startFakeUpstream(answer);
  open.push(upstream);
  const model = `once-${++names}`;
  await gateway.addChannel({ url: upstream.url, models: [model] });
  return { upstream, model };
}

const ask = (model: string, more: object = {}) => ({
  model,
  messages: [{ role: 'user', content: 'Say hello' }],
  max_tokens: 100,
  ...more,
});

type Seen = { status: number; headers: Headers; text: string };

async function call(
  model: string,
  key: string,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<Seen> {
  const response = await gateway.post('/v1/chat/completions', ask(model, more), {
    'idempotency-key': key,
    ...headers,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const errorOf = ({ text }: Seen) => (JSON.parse(text) as ErrorBody).error;
const replayed = ({ headers }: Seen) => headers.get('x-key4u-idempotent-replay') === 'true';

async function charges(model: string): Promise<Receipt[]> {
  await gateway.settled();
  return (await gateway.logs({ model })).filter(({ cost_usd }) => cost_usd !== '0');
}

describe('an Idempotency-Key', { concurrency: 6 }, () => {
  for (const stream of [false, true]) {
    const kind = stream ? 'stream' : 'whole';

    test(`sent again with the same body gives the stored answer, free (${kind})`, async () => {
      const { model, upstream } = await only(hello);
      const first = await call(model, `key-1-${kind}`, { stream });
      assert.equal(first.status, 200);
      assert.equal(replayed(first), false);
      for (let i = 0; i < 3; i++) {
        const again = await call(model, `key-1-${kind}`, { stream });
        assert.equal(again.status, 200);
        assert.equal(again.text, first.text);
        assert.equal(again.headers.get('content-type'), first.headers.get('content-type'));
        assert.equal(replayed(again), true);
        assert.equal(again.headers.get('x-key4u-cost'), '0');
        assert.notEqual(again.headers.get('x-request-id'), first.headers.get('x-request-id'));
      }
      assert.equal(upstream.requests.length, 1);
      assert.equal((await charges(model)).length, 1);
      assert.equal(upstream.requests[0]!.headers['idempotency-key'], undefined);
    });

    test(`sent many times at once: one call, one charge, one answer for all (${kind})`, async () => {
      const { model, upstream } = await only(() => {});
      const calls = Array.from({ length: 12 }, () => call(model, `crowd-${kind}`, { stream }));
      const exchange = await upstream.request(0);
      if (stream) openSse(exchange).end(wholeStream(['Hello', ' world']));
      else json(exchange, 200, completion('Hello world'));
      const answers = await Promise.all(calls);
      assert.ok(answers.every(({ status, text }) => status === 200 && text === answers[0]!.text));
      assert.equal(answers.filter(replayed).length, 11);
      assert.equal(upstream.requests.length, 1);
      assert.equal((await charges(model)).length, 1);
    });

    test(`whose call failed is free again (${kind})`, async () => {
      const { model, upstream } = await only((exchange) => json(exchange, 400, { error: { message: 'no' } }));
      assert.equal((await call(model, `failed-${kind}`, { stream })).status, 400);
      upstream.answer(hello);
      const second = await call(model, `failed-${kind}`, { stream });
      assert.equal(second.status, 200);
      assert.equal(replayed(second), false);
    });

    test(`whose client left gets the answer when it comes back (${kind})`, async () => {
      const { model, upstream } = await only(() => {});
      const caller = new AbortController();
      const calling = gateway.post(
        '/v1/chat/completions',
        ask(model, { stream }),
        { 'idempotency-key': `returning-${kind}` },
        caller.signal,
      );
      const exchange = await upstream.request(0);
      if (stream) {
        openSse(exchange).write(event.role() + event.text('Hello'));
        await readUntil((await calling).body!.getReader(), 'Hello');
        caller.abort();
      } else {
        caller.abort();
        await assert.rejects(calling);
      }
      const back = call(model, `returning-${kind}`, { stream });
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(exchange.hasLeft(), false, 'it said that it would ask again');
      if (stream) exchange.response.end(event.text(' world') + event.stop() + event.done);
      else json(exchange, 200, completion('Hello world'));
      const answer = await back;
      assert.equal(answer.status, 200);
      assert.ok(answer.text.includes('Hello'));
      assert.ok(stream ? answer.text.endsWith('data: [DONE]\n\n') : answer.text.includes('Hello world'));
      assert.equal(upstream.requests.length, 1);
      assert.equal((await charges(model)).length, 1);
    });
  }

  test('whose stream was cut is free again: half an answer is not stored', async () => {
    const { model, upstream } = await only((exchange) => {
      openSse(exchange).write(event.role() + event.text('Half'), () => exchange.socket.resetAndDestroy());
    });
    const cut = await call(model, 'cut', { stream: true });
    assert.ok(cut.text.includes('"upstream_cut"'));
    upstream.answer(hello);
    const second = await call(model, 'cut', { stream: true });
    assert.ok(second.text.endsWith('data: [DONE]\n\n'));
    assert.equal(replayed(second), false);
  });

  test('whose answer was too large to store is free again: it does not wait for an answer that never comes', async () => {
    const { model, upstream } = await only((exchange) =>
      json(exchange, 200, completion('x'.repeat(1_500_000))),
    );
    assert.equal((await call(model, 'large')).status, 200);
    assert.equal((await call(model, 'large')).status, 200);
    assert.equal(upstream.requests.length, 2);
  });

  test('whose balance was too low is free again', async () => {
    const { model, upstream } = await only(hello);
    const user = await gateway.addUser();
    const { key } = await gateway.addToken({ user });
    const headers = { authorization: `Bearer ${key}` };
    assert.equal((await call(model, 'poor', {}, headers)).status, 402);
    await gateway.admin('POST', `/api/admin/users/${user}/credit`, { usd: '1' });
    assert.equal((await call(model, 'poor', {}, headers)).status, 200);
    assert.equal(upstream.requests.length, 1);
  });

  test('with another body is a conflict: nothing is sent, nothing charged', async () => {
    const { model, upstream } = await only(hello);
    assert.equal((await call(model, 'conflict')).status, 200);
    const other = await call(model, 'conflict', { max_tokens: 99 });
    assert.equal(other.status, 409);
    assert.equal(errorOf(other).code, 'idempotency_key_reused');
    assert.match(errorOf(other).message, /use a new key.*request id: req_/);
    assert.equal(other.headers.get('x-should-retry'), 'false');
    assert.equal(upstream.requests.length, 1);
    assert.equal((await charges(model)).length, 1);
  });

  test('with another body is a conflict while the first call still runs', async () => {
    const { model, upstream } = await only(() => {});
    const first = call(model, 'running');
    const exchange = await upstream.request(0);
    assert.equal((await call(model, 'running', { max_tokens: 99 })).status, 409);
    json(exchange, 200, completion('done'));
    assert.equal((await first).status, 200);
  });

  test('with another large body is a conflict too', async () => {
    const { model, upstream } = await only(hello);
    const large = (letter: string) => ({ messages: [{ role: 'user', content: letter.repeat(400_000) }] });
    assert.equal((await call(model, 'big', large('a'))).status, 200);
    assert.equal((await call(model, 'big', large('b'))).status, 409);
    assert.ok(replayed(await call(model, 'big', large('a'))));
    assert.equal(upstream.requests.length, 1);
  });

  test('on another endpoint is a conflict', async () => {
    const { model } = await only(hello);
    const body = { model, prompt: 'x', messages: [{ role: 'user', content: 'x' }] };
    const headers = { 'idempotency-key': 'paths' };
    assert.equal((await gateway.post('/v1/chat/completions', body, headers)).status, 200);
    assert.equal((await gateway.post('/v1/completions', body, headers)).status, 409);
  });

  test('belongs to the API key that sent it', async () => {
    const { model, upstream } = await only(hello);
    const { key } = await gateway.addToken({ name: 'other' });
    const mine = await call(model, 'shared');
    const other = await call(model, 'shared', {}, { authorization: `Bearer ${key}` });
    assert.equal(other.status, 200);
    assert.equal(replayed(mine) || replayed(other), false);
    assert.equal(upstream.requests.length, 2);
  });

  test('that is no key is refused before anything happens', async () => {
    const { model, upstream } = await only(hello);
    for (const key of ['x'.repeat(256), 'with space', 'café']) {
      const seen = await call(model, key);
      assert.equal(seen.status, 400, key);
      assert.equal(errorOf(seen).param, 'Idempotency-Key');
    }
    assert.equal(upstream.requests.length, 0);
  });

  test('does not keep a disabled key alive: a stored answer is given only to who may still ask', async () => {
    const { model } = await only(hello);
    const { id, key } = await gateway.addToken();
    const headers = { authorization: `Bearer ${key}` };
    assert.equal((await call(model, 'later', {}, headers)).status, 200);
    await gateway.admin('PATCH', `/api/admin/tokens/${id}`, { status: 'disabled' });
    await until(
      'the key to be refused',
      async () => (await call(model, 'later', {}, headers)).status === 401,
    );
  });

  test('is charged once what one call costs', async () => {
    const { model } = await only(hello);
    const user = await gateway.addUser('1');
    const { key } = await gateway.addToken({ user });
    const headers = { authorization: `Bearer ${key}` };
    const [first] = await Promise.all([1, 2, 3, 4].map(() => call(model, 'money', {}, headers)));
    assert.equal(first!.status, 200);
    const expected = nano('1') - costAt(10, 5);
    await until('the charge', async () => nano(await gateway.balanceOf(user)) === expected);
  });
});
