import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  completion,
  type FakeUpstream,
  hello,
  json,
  startFakeUpstream,
  usageOf,
} from '../support/fake-upstream.ts';
import { type ErrorBody, startGateway, type TestGateway, until } from '../support/gateway.ts';
import { nano } from '../support/node-process.ts';

let gateway: TestGateway;
let upstream: FakeUpstream;
let channel: number;

/** 20,000 nano a call. */
const perCall = 'per-call';
/** 1 USD in and 2 USD out a million: 20,000 nano for the 10 and 5 tokens that the upstream reports. */
const perToken = 'per-token';
const callNano = 20_000n;

before(async () => {
  gateway = await startGateway();
  upstream = await startFakeUpstream();
  channel = (await gateway.addChannel({ url: upstream.url, models: [perCall, perToken] })).id;
  await gateway.price(perCall, { per_call: '0.00002' });
});
after(async () => {
  try {
    await gateway.verifyLedger();
  } finally {
    await gateway.close();
    await upstream.close();
  }
});
beforeEach(() => upstream.answer(hello));

type Customer = { user: number; id: number; key: string };

/** A user with so many nano-USD and a key; `limit`: what the key may spend, in nano. */
async function customer(balance: bigint, limit?: bigint): Promise<Customer> {
  const user = await gateway.addUser(usd(balance));
  const token = await gateway.addToken({ user, ...(limit === undefined ? {} : { limit_usd: usd(limit) }) });
  return { user, id: token.id, key: token.key };
}

const usd = (amount: bigint) =>
  `${amount / 1_000_000_000n}.${String(amount % 1_000_000_000n).padStart(9, '0')}`;
const request = (model: string, more: object = {}) => ({
  model,
  max_tokens: 5,
  messages: [{ role: 'user', content: 'Hi' }],
  ...more,
});

async function call(key: string, model: string, more: object = {}, headers: Record<string, string> = {}) {
  const response = await gateway.post('/v1/chat/completions', request(model, more), {
    authorization: `Bearer ${key}`,
    ...headers,
  });
  const text = await response.text();
  return {
    status: response.status,
    id: response.headers.get('x-request-id') ?? '',
    cost: response.headers.get('x-key4u-cost'),
    text,
  };
}

/** Waits until every charge is in the database. */
const applied = () =>
  until('the journal to be applied', async () => {
    const { journal } = (await gateway.admin('GET', '/api/admin/health')) as {
      journal: { lag_bytes: number };
    };
    return journal.lag_bytes === 0;
  });

const balanceOf = async (user: number) => nano(await gateway.balanceOf(user));

async function leftOf(token: number): Promise<bigint> {
  const { items } = (await gateway.admin('GET', '/api/admin/tokens?size=100')) as {
    items: { id: number; left_usd: string }[];
  };
  return nano(items.find(({ id }) => id === token)!.left_usd);
}

/** Looks at a number every few milliseconds until `stop`, and answers with the smallest it saw. */
function watched(look: () => Promise<bigint>): { stop(): Promise<bigint> } {
  let going = true;
  const watching = (async () => {
    let least = await look();
    while (going) {
      await wait(5);
      const now = await look();
      if (now < least) least = now;
    }
    return least;
  })();
  return {
    stop() {
      going = false;
      return watching;
    },
  };
}

/** The hold of one request, from its receipt. */
async function holdOf(model: string, more: object = {}): Promise<bigint> {
  const { key } = await customer(10_000_000_000n);
  const { hold_usd: hold } = await gateway.receipt((await call(key, model, more)).id);
  return nano(hold);
}

const refusals = {
  balance_too_low: /balance.*top up/,
  token_limit_reached: /this key may still spend.*raise the limit/,
} as const;

function assertRefused(answer: { status: number; text: string }, code: keyof typeof refusals): void {
  assert.equal(answer.status, 402, answer.text);
  const { error } = JSON.parse(answer.text) as ErrorBody;
  assert.deepEqual(Object.keys(error).toSorted(), ['code', 'message', 'param', 'type']);
  assert.match(error.message, refusals[code]);
  assert.equal(typeof error.type, 'string');
}

/** 64 calls at once on this balance: checks all that holds for any price, and answers with how many succeeded. */
async function rush(balance: bigint, model: string, stream: boolean): Promise<number> {
  const { user, key } = await customer(balance);
  const watch = watched(() => balanceOf(user));
  upstream.answer((exchange) => setTimeout(() => hello(exchange), Math.random() * 60));
  const answers = await Promise.all(Array.from({ length: 64 }, () => call(key, model, { stream })));
  const good = answers.filter(({ status }) => status === 200);
  for (const answer of answers) if (answer.status !== 200) assertRefused(answer, 'balance_too_low');
  for (const { text } of good) assert.match(text, stream ? /data: \[DONE\]\n\n$/ : /Hello world/);
  await applied();
  assert.ok((await watch.stop()) >= 0n);
  assert.equal(await balanceOf(user), balance - BigInt(good.length) * callNano);
  return good.length;
}

for (const stream of [false, true]) {
  const how = stream ? 'streamed' : 'whole';

  test(`64 callers on a balance worth 10 calls, at a price per call, ${how}`, async () => {
    assert.equal(await rush(10n * callNano, perCall, stream), 10);
  });

  test(`64 callers on a balance worth 10 calls, at a price per token, ${how}`, async () => {
    const hold = await holdOf(perToken, { stream });
    assert.ok(hold > 2n * callNano && hold < 10n * callNano, 'a hold is more than what comes of it');
    const served = await rush(10n * callNano, perToken, stream);
    assert.ok(served >= 1 && served <= 10, `${served} succeeded`);
  });

  test(`64 callers on a balance of 10 holds: all ten are given out, ${how}`, async () => {
    assert.ok((await rush(10n * (await holdOf(perToken, { stream })), perToken, stream)) >= 10);
  });
}

test('64 callers on a key that may spend the price of 10 calls: its user has more', async () => {
  const { user, id, key } = await customer(1_000_000_000n, 10n * callNano);
  const watch = watched(() => leftOf(id));
  const answers = await Promise.all(Array.from({ length: 64 }, () => call(key, perCall)));
  const good = answers.filter(({ status }) => status === 200);
  assert.equal(good.length, 10);
  for (const answer of answers) if (answer.status !== 200) assertRefused(answer, 'token_limit_reached');
  await applied();
  assert.ok((await watch.stop()) >= 0n);
  assert.equal(await leftOf(id), 0n);
  assert.equal(await balanceOf(user), 1_000_000_000n - 10n * callNano);
});

test('two keys of one user share its balance', async () => {
  const { user, key } = await customer(10n * callNano);
  const other = await gateway.addToken({ user, limit_usd: '1' });
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_one, n) => call(n % 2 ? key : other.key, perCall)),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 10);
  await applied();
  assert.equal(await balanceOf(user), 0n);
});

test('an upstream that reports more than the request allowed never takes a balance below zero', async () => {
  const hold = await holdOf(perToken);
  const { user, key } = await customer(3n * hold);
  upstream.answer((exchange) => json(exchange, 200, completion('Hello', usageOf(4000, 4000))));
  const answers = await Promise.all(Array.from({ length: 20 }, () => call(key, perToken)));
  const good = answers.filter(({ status }) => status === 200);
  assert.ok(good.length >= 1);
  await applied();
  const left = await balanceOf(user);
  assert.ok(left >= 0n);
  const charged = good.reduce((sum, { cost }) => sum + nano(cost ?? '0'), 0n);
  assert.equal(left, 3n * hold - charged, 'the header tells what was really taken');
  const capped = await gateway.receipt(good.find(({ cost }) => nano(cost ?? '0') < 12_000_000n)!.id);
  assert.ok(capped.notes.some((note) => note.startsWith('charge_capped')));
});

test('the cost in the header, the log, the receipt and the ledger are one number', async () => {
  upstream.answer((exchange) => json(exchange, 200, completion('Hello', usageOf(7, 3))));
  const { user, id, key } = await customer(1_000_000_000n, 500_000_000n);
  await gateway.price('odd', { input: '0.0028', output: '0.333333' });
  await gateway.addChannel({ url: upstream.url, models: ['odd'] });
  await gateway.price('odd', { input: '0.0028', output: '0.333333' });
  const expected = 2n + 18n + 1000n; // ⌈7 × 2.8 + 3 × 333.333⌉ = ⌈19.6 + 999.999⌉
  const answer = await call(key, 'odd');
  assert.equal(nano(answer.cost ?? ''), expected);
  const receipt = await gateway.receipt(answer.id);
  assert.deepEqual(
    [receipt.cost_usd, receipt.charged_usd, receipt.price?.total_usd].map((text) => nano(text!)),
    [expected, expected, expected],
  );
  assert.equal(receipt.agrees, true);
  const [row] = await gateway.logs({ request_id: answer.id });
  assert.equal(nano(row!.cost_usd), expected);
  assert.equal(await balanceOf(user), 1_000_000_000n - expected);
  assert.equal(await leftOf(id), 500_000_000n - expected);
});

test('the ratio of the group is part of the price, and of the hold', async () => {
  await gateway.admin('PUT', '/api/admin/groups/cheap', { ratio: '0.123457', description: '', open: true });
  await gateway.admin('PATCH', `/api/admin/channels/${channel}`, { groups: ['default', 'cheap'] });
  const user = await gateway.addUser('1');
  const { key } = await gateway.addToken({ user, group: 'cheap' });
  const answer = await call(key, perToken);
  const expected = 2470n; // ⌈20,000 × 0.123457⌉ = ⌈2,469.14⌉
  assert.equal(nano(answer.cost ?? ''), expected, answer.text);
  const receipt = await gateway.receipt(answer.id);
  assert.equal(receipt.price?.ratio, '0.123457');
  assert.equal(nano(receipt.charged_usd), expected);
});

test('a credit is spent by the very next call, and one cause credits once', async () => {
  const { user, key } = await customer(callNano);
  assert.equal((await call(key, perCall)).status, 200);
  assertRefused(await call(key, perCall), 'balance_too_low');
  const credit = (cause?: string) =>
    gateway.admin('POST', `/api/admin/users/${user}/credit`, {
      usd: usd(callNano),
      ...(cause ? { cause } : {}),
    });
  await credit();
  assert.equal((await call(key, perCall)).status, 200);
  assertRefused(await call(key, perCall), 'balance_too_low');
  const done = await Promise.all(Array.from({ length: 20 }, () => credit('order-17')));
  assert.equal(done.filter(({ applied }) => applied).length, 1);
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(key, perCall)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('a debit is felt by the very next call, though the whole balance was leased', async () => {
  const { user, key } = await customer(10n * callNano);
  assert.equal((await call(key, perCall)).status, 200);
  await applied();
  await gateway.admin('POST', `/api/admin/users/${user}/credit`, { usd: `-${usd(7n * callNano)}` });
  const answers = await Promise.all(Array.from({ length: 20 }, () => call(key, perCall)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 2);
  await applied();
  assert.equal(await balanceOf(user), 0n);
});

test('of debits at once, no more are taken than there is', async () => {
  const { user } = await customer(10n * callNano);
  const debits = await Promise.allSettled(
    Array.from({ length: 12 }, () =>
      gateway.admin('POST', `/api/admin/users/${user}/credit`, { usd: `-${usd(3n * callNano)}` }),
    ),
  );
  assert.equal(debits.filter(({ status }) => status === 'fulfilled').length, 3);
  assert.equal(await balanceOf(user), callNano);
});

test('a limit that is raised or lowered holds from the next call on', async () => {
  const { id, key } = await customer(1_000_000_000n, 2n * callNano);
  assert.equal((await call(key, perCall)).status, 200);
  await applied();
  await gateway.admin('PATCH', `/api/admin/tokens/${id}`, { limit_usd: '0' });
  assertRefused(await call(key, perCall), 'token_limit_reached');
  await gateway.admin('PATCH', `/api/admin/tokens/${id}`, { limit_usd: usd(3n * callNano) });
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(key, perCall)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 3);
});

test('the administrator is not limited: calls are charged, and the balance goes below zero', async () => {
  const before = await balanceOf(1);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      gateway.post('/v1/chat/completions', request(perCall)).then(async (one) => {
        await one.text();
        return one.status;
      }),
    ),
  );
  assert.deepEqual(new Set(answers), new Set([200]));
  await applied();
  const now = await balanceOf(1);
  assert.equal(now, before - 8n * callNano);
  assert.ok(now < 0n);
});

test('one Idempotency-Key at once and afterwards: one call upstream, one charge', async () => {
  const { user, key } = await customer(10n * callNano);
  const before = upstream.requests.length;
  const headers = { 'idempotency-key': 'order-42' };
  const answers = await Promise.all(Array.from({ length: 12 }, () => call(key, perCall, {}, headers)));
  answers.push(await call(key, perCall, {}, headers));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  assert.equal(upstream.requests.length, before + 1);
  await applied();
  assert.equal(await balanceOf(user), 9n * callNano);
});

test('a call that gave the client nothing is not charged, and its hold is free again', async () => {
  const { user, key } = await customer(callNano);
  upstream.answer((exchange) =>
    json(exchange, 400, { error: { message: 'no', type: 'invalid_request_error' } }),
  );
  for (let n = 0; n < 5; n++) assert.equal((await call(key, perCall)).status, 400);
  upstream.answer(hello);
  assert.equal((await call(key, perCall)).status, 200);
  await applied();
  assert.equal(await balanceOf(user), 0n);
});
