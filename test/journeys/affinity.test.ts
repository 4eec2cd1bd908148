import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Exchange, type FakeUpstream, json, startFakeUpstream } from '../support/fake-upstream.ts';
import { type Channel, startGateway, type TestGateway, until } from '../support/gateway.ts';
import { streamedAnswer, type WireName, wholeAnswer, wires } from '../support/wire-answers.ts';

/**
 * Calls of one conversation go to the same key of the same channel while it is healthy, because an upstream keeps its
 * prompt cache by account. What a cache brought stands on the receipt and in the customer's log.
 */
type Json = Record<string, unknown>;

/** Longer than the shortest prompt that anybody caches. */
const manual = `You work for a ferry company. ${'The ferry leaves at noon. '.repeat(200)}`;

type Turn = { readonly said: string; readonly answer?: string };
type Asking = { readonly system?: string; readonly turns: readonly Turn[]; readonly more?: Json };

/** A conversation as each client sends it. */
const clients: Record<
  WireName,
  {
    provider: string;
    at: string;
    base: string;
    path(model: string): string;
    body(model: string, asked: Asking): Json;
  }
> = {
  'openai-chat': {
    provider: 'openai-compatible',
    at: 'some-model',
    base: '/v1',
    path: () => '/v1/chat/completions',
    body: (model, { system, turns, more }) => ({
      model,
      messages: [
        ...(system === undefined ? [] : [{ role: 'system', content: system }]),
        ...turns.flatMap(({ said, answer }) => [
          { role: 'user', content: said },
          ...(answer === undefined ? [] : [{ role: 'assistant', content: answer }]),
        ]),
      ],
      ...more,
    }),
  },
  'openai-responses': {
    provider: 'openai',
    at: 'gpt-5.1-codex',
    base: '/v1',
    path: () => '/v1/responses',
    body: (model, { system, turns, more }) => ({
      model,
      store: false,
      ...(system === undefined ? {} : { instructions: system }),
      input: turns.flatMap(({ said, answer }) => [
        { role: 'user', content: said },
        ...(answer === undefined ? [] : [{ role: 'assistant', content: answer }]),
      ]),
      ...more,
    }),
  },
  'anthropic-messages': {
    provider: 'anthropic',
    at: 'claude-sonnet-4-5',
    base: '',
    path: () => '/v1/messages',
    body: (model, { system, turns, more }) => ({
      model,
      max_tokens: 100,
      ...(system === undefined ? {} : { system }),
      messages: turns.flatMap(({ said, answer }) => [
        { role: 'user', content: said },
        ...(answer === undefined ? [] : [{ role: 'assistant', content: answer }]),
      ]),
      ...more,
    }),
  },
  gemini: {
    provider: 'google',
    at: 'gemini-2.5-flash',
    base: '',
    path: (model) => `/v1beta/models/${model}:generateContent`,
    body: (_model, { system, turns, more }) => ({
      ...(system === undefined ? {} : { systemInstruction: { parts: [{ text: system }] } }),
      contents: turns.flatMap(({ said, answer }) => [
        { role: 'user', parts: [{ text: said }] },
        ...(answer === undefined ? [] : [{ role: 'model', parts: [{ text: answer }] }]),
      ]),
      ...more,
    }),
  },
};

let gateway: TestGateway;
const fakes: Record<'a' | 'b', Partial<Record<WireName, FakeUpstream>>> = { a: {}, b: {} };
const channels = new Map<string, Channel>();

const fakeOf = (side: 'a' | 'b', wire: WireName): FakeUpstream => {
  const fake = fakes[side][wire];
  assert.ok(fake);
  return fake;
};

/** The key that the last answer was given to. */
let served = '';
const keyIn = ({ headers }: Exchange): string =>
  /sk-upstream-[ab]-\d/.exec(JSON.stringify(headers))?.[0] ?? '';

const answers = (wire: WireName) => (exchange: Exchange) => {
  served = keyIn(exchange);
  json(exchange, 200, wholeAnswer(wire, { text: 'At noon.' }));
};

before(async () => {
  gateway = await startGateway();
  for (const wire of wires) {
    const { provider, at, base } = clients[wire];
    for (const side of ['a', 'b'] as const) {
      const fake = await startFakeUpstream(answers(wire));
      fakes[side][wire] = fake;
      const channel = await gateway.addChannel({
        url: `http://${fake.host}${base}`,
        provider,
        models: { [`on-${wire}`]: at },
        keys: [`sk-upstream-${side}-1`, `sk-upstream-${side}-2`],
      });
      channels.set(`${side} ${wire}`, channel);
    }
  }
});
after(async () => {
  await gateway.verifyLedger();
  for (const side of Object.values(fakes)) for (const fake of Object.values(side)) await fake.close();
  await gateway.close();
});

/** Asks, and says which key of which channel answered. */
async function askedAt(wire: WireName, asked: Asking, headers: Record<string, string> = {}): Promise<string> {
  const model = `on-${wire}`;
  const client = clients[wire];
  const response = await gateway.post(client.path(model), client.body(model, asked), headers);
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return served;
}

/** A conversation that has gone on for some turns. */
const conversation = (turns: number, first: string): readonly Turn[] => [
  ...Array.from({ length: turns }, (_, at) => ({
    said: at === 0 ? first : `And the ${at}th?`,
    answer: 'At noon.',
  })),
  { said: turns === 0 ? first : 'And the last?' },
];

for (const wire of wires)
  describe(`conversations of ${wire}`, () => {
    test('stay with one key while they grow, and different ones use all keys', async () => {
      const places = new Set<string>();
      for (let one = 0; one < 12; one++) {
        const first = `Question ${one}`;
        const place = await askedAt(wire, { system: manual, turns: conversation(0, first) });
        places.add(place);
        for (const turns of [1, 2, 3])
          assert.equal(await askedAt(wire, { system: manual, turns: conversation(turns, first) }), place);
      }
      assert.ok(places.size > 2, [...places].join());
    });

    test('short ones that are all alike spread over the channels', async () => {
      const places = new Set<string>();
      for (let call = 0; call < 30; call++)
        places.add((await askedAt(wire, { turns: [{ said: 'ping' }] })).slice(0, -2));
      assert.equal(places.size, 2);
    });

    test('move when their key comes to rest, and come back', async () => {
      const asked = { system: manual, turns: conversation(0, 'Who sails?') };
      const place = await askedAt(wire, asked);
      const side = place.includes('-a-') ? 'a' : 'b';
      fakeOf(side, wire).answer((exchange) => {
        if (keyIn(exchange) === place)
          json(exchange, 429, { error: { message: 'busy', code: 429, status: 'x' } }, { 'retry-after': '1' });
        else answers(wire)(exchange);
      });
      const other = await askedAt(wire, asked);
      assert.notEqual(other, place);
      const [breaker] = (await gateway.breakersOf(channels.get(`${side} ${wire}`)!.id)).filter(
        ({ state }) => state === 'open',
      );
      assert.equal(breaker?.reason, 'upstream_busy');
      fakeOf(side, wire).answer(answers(wire));
      assert.equal(await askedAt(wire, asked), other, 'while it rests, the second choice is always the same');
      await wait(1100);
      assert.equal(await askedAt(wire, asked), place);
    });
  });

test('a key that was refused is left until a probe shows that it works again', async () => {
  const wire = 'openai-chat';
  const asked = { system: manual, turns: conversation(0, 'Who steers?') };
  const place = await askedAt(wire, asked);
  const side = place.includes('-a-') ? 'a' : 'b';
  fakeOf(side, wire).answer((exchange) =>
    json(exchange, 401, { error: { message: 'no such key', code: 'invalid_api_key' } }),
  );
  const other = await askedAt(wire, asked);
  assert.ok(!other.includes(`-${side}-`), 'both keys of the channel are refused');
  assert.equal(await askedAt(wire, asked), other);
  fakeOf(side, wire).answer(answers(wire));
  const { id } = channels.get(`${side} ${wire}`)!;
  const works = async () => (await gateway.breakersOf(id)).every(({ state }) => state === 'closed');
  await until('the probes of both keys', works, 15_000);
  assert.equal(await askedAt(wire, asked), place);
});

/** What a client may name its conversation by. */
const named: readonly [
  name: string,
  wire: WireName,
  asking: (name: string) => [Json, Record<string, string>],
][] = [
  ['prompt_cache_key of chat', 'openai-chat', (name) => [{ prompt_cache_key: name }, {}]],
  ['session_id of chat', 'openai-chat', (name) => [{}, { session_id: name }]],
  ['user of chat', 'openai-chat', (name) => [{ user: name }, {}]],
  ['prompt_cache_key of Responses', 'openai-responses', (name) => [{ prompt_cache_key: name }, {}]],
  ['session_id of Responses', 'openai-responses', (name) => [{}, { session_id: name }]],
  ['session-id of Responses', 'openai-responses', (name) => [{}, { 'session-id': name }]],
  ['x-claude-code-session-id', 'anthropic-messages', (name) => [{}, { 'x-claude-code-session-id': name }]],
  [
    'the session in metadata.user_id',
    'anthropic-messages',
    (name) => [{ metadata: { user_id: JSON.stringify({ device_id: 'd', session_id: name }) } }, {}],
  ],
  [
    'the session at the end of metadata.user_id',
    'anthropic-messages',
    (name) => [{ metadata: { user_id: `user_${'a'.repeat(64)}_account__session_${name}` } }, {}],
  ],
  ['x-session-id of Gemini', 'gemini', (name) => [{}, { 'x-session-id': name }]],
];
for (const [what, wire, asking] of named)
  test(`${what} keeps calls together, whatever they say and however short they are`, async () => {
    const places = new Set<string>();
    for (let session = 0; session < 8; session++) {
      const [more, headers] = asking(`5e55${session}-1`);
      const turns = (said: string) => ({ turns: [{ said }], more });
      const place = await askedAt(wire, turns('One thing'), headers);
      for (const said of ['Another', 'A third'])
        assert.equal(await askedAt(wire, turns(said), headers), place);
      places.add(place);
    }
    assert.ok(places.size > 1, 'sessions differ');
  });

describe('what a cache brought', () => {
  const rates = [
    { meter: 'input_tokens', usd: '1', per: 1_000_000 },
    { meter: 'cached_input_tokens', usd: '0.1', per: 1_000_000 },
    { meter: 'cache_write_tokens', usd: '1.25', per: 1_000_000 },
    { meter: 'cache_write_1h_tokens', usd: '2', per: 1_000_000 },
    { meter: 'output_tokens', usd: '2', per: 1_000_000 },
  ];
  before(async () => {
    for (const wire of wires) await gateway.admin('PUT', '/api/admin/prices', { model: `on-${wire}`, rates });
  });

  type Seen = {
    cost: string;
    cache: unknown;
    share: unknown;
    saved: unknown;
    tokens: unknown;
    written: unknown;
  };

  /** The operator's receipt and the customer's row of one call. */
  async function seen(response: Response): Promise<Seen> {
    await response.text();
    assert.equal(response.status, 200);
    const id = response.headers.get('x-request-id') ?? '';
    const receipt = (await gateway.receipt(id)) as Awaited<ReturnType<TestGateway['receipt']>> & {
      cache: unknown;
    };
    assert.equal(receipt.agrees, true);
    const { items } = await gateway.admin('GET', `/api/log/self?request_id=${id}`);
    const [row] = items as { other: string }[];
    const other = JSON.parse(row!.other) as Json;
    return {
      cost: receipt.charged_usd,
      cache: receipt.cache,
      share: other['cache_share'],
      saved: other['cache_saved_usd'],
      tokens: other['cache_tokens'],
      written: other['cache_creation_tokens'],
    };
  }

  // 100 tokens read, 40 of them from the cache, 30 written: 60 × 1 + 40 × 0.1 + 30 × 2 = 124 millionths; without a cache
  // 100 × 1 + 30 × 2 = 160.
  const expected: Seen = {
    cost: '0.000124',
    cache: { share: 0.4, saved_usd: '0.000036' },
    share: 0.4,
    saved: '0.000036',
    tokens: 40,
    written: 0,
  };

  for (const client of wires)
    for (const upstream of wires) {
      test(`${client} on ${upstream}: the share and the money are on the receipt and in the log`, async () => {
        const { path, body } = clients[client];
        const model = `on-${upstream}`;
        const asked = body(model, { turns: [{ said: 'When?' }] });
        assert.deepEqual(await seen(await gateway.post(path(model), asked)), expected);
      });
    }

  for (const wire of wires)
    test(`a stream of ${wire} tells the same`, async () => {
      for (const side of ['a', 'b'] as const)
        fakeOf(side, wire).answer(({ response }) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.end(streamedAnswer(wire, { text: 'At noon.' }));
        });
      const model = `on-${wire}`;
      const { path, body } = clients[wire];
      const asked = body(model, {
        turns: [{ said: 'When?' }],
        more: wire === 'gemini' ? {} : { stream: true },
      });
      const address = path(model).replace(':generateContent', ':streamGenerateContent?alt=sse');
      assert.deepEqual(await seen(await gateway.post(address, asked)), expected);
      for (const side of ['a', 'b'] as const) fakeOf(side, wire).answer(answers(wire));
    });

  const writes = (usage: Json) => {
    for (const side of ['a', 'b'] as const)
      fakeOf(side, 'anthropic-messages').answer((exchange) =>
        json(exchange, 200, {
          ...(wholeAnswer('anthropic-messages', { text: 'At noon.' }) as Json),
          usage,
        }),
      );
    const { path, body } = clients['anthropic-messages'];
    return gateway.post(path(''), body('on-anthropic-messages', { turns: [{ said: 'When?' }] }));
  };

  test('what is written to a cache costs first and saves later', async () => {
    // 1,000 × 1.25 + 2,000 × 2 + 10 × 2 in place of 3,000 × 1 + 10 × 2.
    const usage = {
      input_tokens: 0,
      cache_creation_input_tokens: 3000,
      cache_creation: { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 2000 },
      output_tokens: 10,
    };
    assert.deepEqual(await seen(await writes(usage)), {
      cost: '0.00527',
      cache: { share: 0, saved_usd: '-0.00225' },
      share: 0,
      saved: '-0.00225',
      tokens: 0,
      written: 3000,
    });
  });

  test('a call without a cache says nothing about one', async () => {
    assert.deepEqual(await seen(await writes({ input_tokens: 100, output_tokens: 10 })), {
      cost: '0.00012',
      cache: null,
      share: undefined,
      saved: undefined,
      tokens: 0,
      written: 0,
    });
  });

  test('the money is that of the group that the customer is in', async () => {
    for (const side of ['a', 'b'] as const)
      fakeOf(side, 'anthropic-messages').answer(answers('anthropic-messages'));
    await gateway.admin('PUT', '/api/admin/groups/half', { ratio: '0.5' });
    for (const side of ['a', 'b'])
      await gateway.admin('PATCH', `/api/admin/channels/${channels.get(`${side} anthropic-messages`)!.id}`, {
        groups: ['default', 'half'],
      });
    const { key } = await gateway.addToken({ group: 'half' });
    const { path, body } = clients['anthropic-messages'];
    const response = await gateway.post(
      path(''),
      body('on-anthropic-messages', { turns: [{ said: 'When?' }] }),
      { authorization: `Bearer ${key}` },
    );
    const { cost, saved } = await seen(response);
    assert.deepEqual([cost, saved], ['0.000062', '0.000018']);
  });
});
