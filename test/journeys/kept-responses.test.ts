import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OpenAI, { NotFoundError } from 'openai';
import { type FakeUpstream, json, startFakeUpstream } from '../support/fake-upstream.ts';
import { liveKey, startGateway, type TestGateway, until } from '../support/gateway.ts';
import { streamedAnswer, type WireName, wholeAnswer } from '../support/wire-answers.ts';

/** Stored responses: asked for again, gone on from, listed, deleted, made in the background and cancelled. */
type Json = Record<string, unknown>;

const upstreams = {
  'openai-responses': { provider: 'openai', at: 'gpt-5.1-codex', base: '/v1' },
  'anthropic-messages': { provider: 'anthropic', at: 'claude-sonnet-4-5', base: '' },
} as const satisfies Partial<Record<WireName, object>>;
type Upstream = keyof typeof upstreams;

let gateway: TestGateway;
const fakes = new Map<Upstream, FakeUpstream>();

before(async () => {
  gateway = await startGateway();
  for (const wire of Object.keys(upstreams) as Upstream[]) {
    const { provider, at, base } = upstreams[wire];
    const fake = await startFakeUpstream();
    fakes.set(wire, fake);
    await gateway.addChannel({ url: `http://${fake.host}${base}`, provider, models: { [`on-${wire}`]: at } });
  }
});
after(async () => {
  await gateway.verifyLedger();
  for (const fake of fakes.values()) await fake.close();
  await gateway.close();
});

const client = (apiKey: string = liveKey) =>
  new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const lastBody = (wire: Upstream): Json =>
  JSON.parse(fakes.get(wire)!.requests.at(-1)!.body.toString()) as Json;
const answerWith = (wire: Upstream, text: string, id: string) =>
  fakes.get(wire)!.answer((exchange) => {
    const { stream } = JSON.parse(exchange.body.toString()) as { stream?: boolean };
    if (!stream) return json(exchange, 200, { ...(wholeAnswer(wire, { text }) as Json), id });
    exchange.response.writeHead(200, { 'content-type': 'text/event-stream' });
    exchange.response.end(streamedAnswer(wire, { text }).replaceAll('"resp_1"', `"${id}"`));
  });

for (const wire of Object.keys(upstreams) as Upstream[]) {
  const model = `on-${wire}`;

  test(`on ${wire}: a response is shown again, gone on from, listed and deleted`, async () => {
    answerWith(wire, 'My name is Lan.', `resp_first_${wire}`);
    const first = await client().responses.create({ model, input: 'Who are you?' });
    assert.deepEqual((await client().responses.retrieve(first.id)).output, first.output);

    answerWith(wire, 'Lan.', `resp_second_${wire}`);
    const second = await client().responses.create({
      model,
      input: 'Your name again?',
      previous_response_id: first.id,
    });
    assert.equal(second.previous_response_id ?? first.id, first.id);
    const asked = JSON.stringify(lastBody(wire));
    if (wire === 'openai-responses') {
      // Whoever made it knows it: he gets the id and not the turns.
      assert.equal(lastBody(wire)['previous_response_id'], first.id);
      assert.ok(!asked.includes('Who are you?'));
    } else
      for (const text of ['Who are you?', 'My name is Lan.', 'Your name again?'])
        assert.ok(asked.includes(text));

    const items = await client().responses.inputItems.list(second.id, { order: 'asc' });
    assert.deepEqual(
      items.data.map((item) => ('role' in item ? item.role : item.type)),
      ['user', 'assistant', 'user'],
    );
    await client().responses.delete(first.id);
    await assert.rejects(client().responses.retrieve(first.id), NotFoundError);
    await assert.rejects(
      client().responses.create({ model, input: 'x', previous_response_id: first.id }),
      /no stored answer/,
    );
  });

  test(`on ${wire}: a streamed response is kept too, and one with store false is not`, async () => {
    answerWith(wire, 'Streamed.', `resp_stream_${wire}`);
    const streamed = await client().responses.stream({ model, input: 'Go.' }).finalResponse();
    assert.equal((await client().responses.retrieve(streamed.id)).output_text, 'Streamed.');
    answerWith(wire, 'Not kept.', `resp_unkept_${wire}`);
    const unkept = await client().responses.create({ model, input: 'Go.', store: false });
    await assert.rejects(client().responses.retrieve(unkept.id), NotFoundError);
  });

  test(`on ${wire}: in the background the client does not wait, and finds the answer by its id`, async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    fakes.get(wire)!.answer(async (exchange) => {
      await held;
      json(exchange, 200, wholeAnswer(wire, { text: 'At last.' }));
    });
    const begun = await client().responses.create({ model, input: 'Take your time.', background: true });
    assert.equal(begun.status, 'queued');
    assert.equal((await client().responses.retrieve(begun.id)).status, 'in_progress');
    release();
    const done = await until('the answer', async () => {
      const response = await client().responses.retrieve(begun.id);
      return response.status === 'completed' && response;
    });
    assert.equal(done.id, begun.id);
    assert.equal(done.output_text, 'At last.');
    assert.equal(done.background, true);
    await gateway.settled();
    const [row] = await gateway.logs({ model });
    assert.equal(row!.fault, null);
    assert.ok(Number(row!.cost_usd) > 0);
  });

  test(`on ${wire}: cancelled in the background, the upstream is left and nothing is charged`, async () => {
    const before = fakes.get(wire)!.requests.length;
    fakes.get(wire)!.answer(() => {});
    const begun = await client().responses.create({ model, input: 'Never mind.', background: true });
    const exchange = await fakes.get(wire)!.request(before);
    const cancelled = await client().responses.cancel(begun.id);
    assert.equal(cancelled.status, 'cancelled');
    await exchange.left;
    assert.equal((await client().responses.cancel(begun.id)).status, 'cancelled');
    assert.equal((await client().responses.retrieve(begun.id)).status, 'cancelled');
    await gateway.settled();
    const [row] = await gateway.logs({ model });
    assert.equal(row!.cost_usd, '0');
  });

  test(`on ${wire}: what fails in the background is told when it is asked for`, async () => {
    fakes
      .get(wire)!
      .answer((exchange) =>
        json(exchange, 400, { type: 'error', error: { type: 'invalid_request_error', message: 'too odd' } }),
      );
    const begun = await client().responses.create({ model, input: 'Odd.', background: true });
    const failed = await until('the failure', async () => {
      const response = await client().responses.retrieve(begun.id);
      return response.status === 'failed' && response;
    });
    assert.match(failed.error?.message ?? '', /too odd/);
  });
}

test('a stored response is nobody else’s', async () => {
  answerWith('openai-responses', 'Secret.', 'resp_secret');
  const mine = await client().responses.create({ model: 'on-openai-responses', input: 'Tell me.' });
  const other = await gateway.addUser('1');
  const { key } = await gateway.addToken({ user: String(other) });
  for (const attempt of [
    () => client(key).responses.retrieve(mine.id),
    () => client(key).responses.delete(mine.id),
    () => client(key).responses.inputItems.list(mine.id),
    () => client(key).responses.cancel(mine.id),
  ])
    await assert.rejects(attempt, NotFoundError);
  assert.equal((await client().responses.retrieve(mine.id)).output_text, 'Secret.');
});

test('a DELETE that names a JSON type and has no body is served, as openai-python sends it', async () => {
  answerWith('openai-responses', 'Short.', 'resp_python');
  const made = await client().responses.create({ model: 'on-openai-responses', input: 'Hi' });
  const deleted = await fetch(`${gateway.url}/v1/responses/${made.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${liveKey}`, 'content-type': 'application/json' },
  });
  assert.equal(deleted.status, 200, await deleted.text());
});
