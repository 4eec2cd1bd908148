import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Database, forEachDatabase } from '../../../test/support/databases.ts';
import { callRecord, granted, newToken, newUser, system } from '../../../test/support/rows.ts';
import type { CallRecord } from '../spec/records.ts';
import type { Store } from '../spec/store.ts';

async function customer(store: Store, balance: number, limit: number | null = null) {
  const user = granted(await store.users.create(system, newUser()));
  await store.ledger.append(system, {
    account: user.live.id,
    kind: 'topup',
    amount: balance,
    cause: 'first',
  });
  const wanted = newToken(user.id, { limit });
  const token = granted(await store.tokens.create(system, wanted));
  return { user, token, key: wanted.key, live: user.live.id };
}

const at = (offset: number, file = 'journal-1', node = 'n1') => ({ node, file, offset });

/** Everything that money or people can see, to compare before and after. */
const state = async (database: Database) => {
  const tables = ['accounts', 'entries', 'leases', 'tokens', 'calls', 'idempotency'];
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await database.raw(`select * from ${table} order by 1, 2`));
  return rows;
};

forEachDatabase('applying the journal', (fresh) => {
  test('a record becomes a log row, a charge, a smaller balance, a spent lease and a used token', async () => {
    const database = await fresh();
    const store = await database.store();
    const { user, token, live } = await customer(store, 10_000, 900);
    const allowance = token.allowance!.id;
    await store.ledger.lease('n1', live, 1);
    await store.ledger.lease('n1', allowance, 1);
    const record = callRecord({ user: user.id, token: token.id, cost: 300, pays: [live, allowance] });
    await store.ledger.apply([record], at(50));

    const { draws: _draws, ...row } = record;
    assert.deepEqual(await store.calls.byRequestId(record.id), row);
    const after = (await store.users.byId(user.id))!;
    assert.deepEqual(
      {
        balance: after.live.balance,
        leased: after.live.leased,
        spent: after.live.spent,
        calls: after.live.calls,
      },
      { balance: 9_700, leased: 9_700, spent: 300, calls: 1 },
    );
    assert.deepEqual(after.test, user.test);
    const used = (await store.tokens.byId(token.id))!;
    assert.deepEqual(
      { spent: used.spent, calls: used.calls, lastUsedAt: used.lastUsedAt, left: used.allowance?.balance },
      { spent: 300, calls: 1, lastUsedAt: record.at, left: 600 },
    );
    const [entry] = (await store.ledger.entries(live, { page: 1, size: 1 })).items;
    assert.deepEqual(
      { ...entry, id: 0 },
      { id: 0, account: live, kind: 'charge', amount: -300, cause: record.id, at: record.at, note: null },
    );
    assert.deepEqual(await store.ledger.position('n1'), at(50));
    assert.equal(await store.ledger.position('n2'), undefined);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('a failed call is logged and moves no money', async () => {
    const database = await fresh();
    const store = await database.store();
    const { user, token } = await customer(store, 100);
    const record = callRecord({
      user: user.id,
      token: token.id,
      cost: 0,
      fault: 'upstream_failed',
      status: 502,
    });
    await store.ledger.apply([record], at(1));
    assert.equal((await store.calls.byRequestId(record.id))?.fault, 'upstream_failed');
    assert.equal((await store.ledger.entries(user.live.id, { page: 1, size: 9 })).total, 1);
    const used = (await store.tokens.byId(token.id))!;
    assert.deepEqual([used.spent, used.calls, used.lastUsedAt], [0, 0, record.at]);
    assert.deepEqual((await store.users.byId(user.id))?.live, (await store.ledger.account(user.live.id))!);
  });

  test('an account without a limit is charged without a lease and may go below zero', async () => {
    const store = await (await fresh()).store();
    const root = granted(await store.users.create(system, newUser({ role: 'root', limited: false })));
    await store.ledger.apply(
      [callRecord({ user: root.id, cost: 70, pays: [root.live.id], limited: false })],
      at(1),
    );
    const account = (await store.ledger.account(root.live.id))!;
    assert.deepEqual([account.balance, account.leased, account.spent], [-70, 0, 70]);
  });

  test('where the lease is smaller or gone, the balance pays the rest and the lease ends at zero', async () => {
    const database = await fresh();
    const store = await database.store();
    const { user, live } = await customer(store, 1_000);
    await store.ledger.lease('n1', live, 1);
    await store.ledger.giveBack('n1', live, 900);
    await store.ledger.apply([callRecord({ user: user.id, cost: 250, pays: [live] })], at(1));
    assert.deepEqual(await database.raw('select amount from leases'), [{ amount: 0 }]);
    const one = (await store.ledger.account(live))!;
    assert.deepEqual([one.balance, one.leased], [750, 0]);
    await store.ledger.lease('n2', live, 1);
    await store.ledger.apply([callRecord({ user: user.id, cost: 50, pays: [live] })], at(2));
    const two = (await store.ledger.account(live))!;
    assert.deepEqual([two.balance, two.leased], [700, 187]); // half the share of one of two nodes; the lease of another node is its own
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('the same batch again changes nothing, with its position and behind it', async () => {
    const database = await fresh();
    const store = await database.store();
    const { user, token, live } = await customer(store, 10_000, 5_000);
    await store.ledger.lease('n1', live, 1);
    const batch = Array.from({ length: 5 }, (_one, n) =>
      callRecord({ user: user.id, token: token.id, cost: 10 + n, pays: [live, token.allowance!.id] }),
    );
    await store.ledger.apply(batch, at(100));
    const before = await state(database);
    await store.ledger.apply(batch, at(100));
    await store.ledger.apply(batch, at(60));
    assert.deepEqual(await store.ledger.position('n1'), at(100));
    await store.ledger.apply(batch, at(200));
    await store.ledger.apply(batch, at(1, 'journal-2'));
    await store.ledger.apply(batch, at(1, 'journal-9', 'another-node'));
    assert.deepEqual(await state(database), before);
    assert.deepEqual(await store.ledger.position('n1'), at(1, 'journal-2'));
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('of an overlapping batch only the new records act', async () => {
    const database = await fresh();
    const store = await database.store();
    const { user, token, live } = await customer(store, 10_000);
    const records = Array.from({ length: 6 }, (_one, n) =>
      callRecord({ user: user.id, token: token.id, cost: 100, pays: [live], at: database.clock.now() + n }),
    );
    await store.ledger.apply(records.slice(0, 4), at(4));
    await store.ledger.apply([...records.slice(2), ...records.slice(2)], at(6));
    const account = (await store.ledger.account(live))!;
    assert.deepEqual([account.balance, account.spent, account.calls], [9_400, 600, 6]);
    const used = (await store.tokens.byId(token.id))!;
    assert.deepEqual([used.spent, used.calls, used.lastUsedAt], [600, 6, records[5]!.at]);
    await store.ledger.apply(records.slice(0, 2), at(7));
    assert.equal((await store.tokens.byId(token.id))?.lastUsedAt, records[5]!.at);
    assert.equal((await store.calls.totals({})).calls, 6);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('a batch whose position is not ahead is not looked at', async () => {
    const store = await (await fresh()).store();
    const { user, live } = await customer(store, 1_000);
    const late = callRecord({ user: user.id, cost: 5, pays: [live] });
    await store.ledger.apply([], at(100, 'journal-2'));
    for (const position of [at(100, 'journal-2'), at(99, 'journal-2'), at(500, 'journal-1')])
      await store.ledger.apply([late], position);
    assert.equal((await store.ledger.account(live))?.balance, 1_000);
    assert.deepEqual(await store.ledger.position('n1'), at(100, 'journal-2'));
    await store.ledger.apply([late], at(101, 'journal-2'));
    assert.equal((await store.ledger.account(live))?.balance, 995);
  });

  test('a batch that fails in the middle leaves nothing, and goes through when it is mended', async () => {
    const database = await fresh();
    const store = await database.store();
    const { user, live } = await customer(store, 1_000);
    const good = callRecord({ user: user.id, cost: 5, pays: [live] });
    const broken = callRecord({ user: user.id, cost: 6, pays: [424_242] });
    const before = await state(database);
    await assert.rejects(store.ledger.apply([good, broken], at(10)), /foreign key/i);
    assert.deepEqual(await state(database), before);
    assert.equal(await store.ledger.position('n1'), undefined);
    await store.ledger.apply([good], at(10));
    assert.equal((await store.ledger.account(live))?.balance, 995);
  });

  test('records on both sides of a month boundary (UTC) lie in their own partitions', async () => {
    const database = await fresh();
    const store = await database.store();
    const { user, live } = await customer(store, 1_000);
    const newYear = Date.UTC(2027, 0, 1);
    const records = [newYear - 1, newYear, Date.UTC(2027, 1, 28)].map((time) =>
      callRecord({ user: user.id, cost: 1, pays: [live], at: time }),
    );
    await store.ledger.apply(records, at(3));
    for (const [n, month] of ['202612', '202701', '202702'].entries())
      assert.deepEqual(await database.raw(`select id from calls_${month}`), [{ id: records[n]!.id }]);
    const list = await store.calls.list({}, { page: 1, size: 9 });
    assert.deepEqual(
      list.items.map((call) => call.id),
      records.map((call) => call.id).reverse(),
    );
    for (const record of records) assert.equal((await store.calls.byRequestId(record.id))?.at, record.at);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('a partition that another process dropped is made again at the next try', async () => {
    const database = await fresh();
    const applier = await database.store({ inThread: true });
    const server = await database.store();
    const { user, live } = await customer(server, 1_000);
    const old = { user: user.id, cost: 1, pays: [live], at: Date.UTC(2026, 0, 5) };
    await applier.ledger.apply([callRecord(old)], at(1));
    assert.deepEqual(await server.calls.dropBefore(Date.UTC(2026, 1, 1)), ['202601']);
    const late = callRecord(old);
    await applier.ledger.apply([late], at(2)).catch(() => applier.ledger.apply([late], at(2)));
    assert.equal((await server.calls.byRequestId(late.id))?.id, late.id);
    assert.equal((await server.ledger.account(live))?.balance, 998);
  });

  test('a stored answer goes to the key that waits for it, once', async () => {
    const database = await fresh();
    const store = await database.store();
    const claim = { owner: 7, key: 'k', bodyHash: 'h', node: 'n1', expiresAt: database.clock.now() + 1000 };
    assert.deepEqual(await store.idempotency.claim(claim), { state: 'mine' });
    const stored = {
      owner: 7,
      key: 'k',
      status: 201,
      headers: { 'content-type': 'application/json', 'x-ü': '🦊' },
      body: Buffer.alloc(400_000, 'việt').toString('base64'),
    };
    await store.ledger.apply([callRecord({ cost: 0, stored })], at(1));
    assert.deepEqual(await store.idempotency.claim({ ...claim, node: 'n2' }), {
      state: 'done',
      answer: stored,
    });
    const other = { ...stored, status: 500, body: '' };
    const nobody = { ...stored, key: 'nobody waits' };
    await store.ledger.apply(
      [callRecord({ cost: 0, stored: other }), callRecord({ cost: 0, stored: nobody })],
      at(2),
    );
    assert.deepEqual(await store.idempotency.claim(claim), { state: 'done', answer: stored });
    assert.deepEqual(await store.idempotency.claim({ ...claim, key: 'nobody waits' }), { state: 'mine' });
  });

  test('whatever a client or an upstream wrote is kept, but for NUL, which is replaced', async () => {
    const store = await (await fresh()).store();
    const odd = 'mô-hình 🦊 \u202e "\' \\ %_ \ud800';
    const record = callRecord({
      cost: 0,
      model: `gpt\0-4o ${odd}`,
      upstreamModel: 'up\0stream',
      upstreamId: `id\0${'x'.repeat(100_000)}`,
      group: 'g\0',
      facts: { size: '10\0', 'a\0b': true, n: 1.5 },
      notes: ['nul \0', odd],
      usage: { input_tokens: Number.MAX_SAFE_INTEGER, seconds: 0.25 },
      attempts: [],
      channel: null,
      price: null,
      ip: null,
      firstByteMs: null,
    });
    await store.ledger.apply([record], at(1));
    const row = await store.calls.byRequestId(record.id);
    const { draws: _draws, ...same } = record;
    assert.deepEqual(row, {
      ...same,
      model: `gpt\uFFFD-4o ${odd.toWellFormed()}`,
      upstreamModel: 'up\uFFFDstream',
      upstreamId: `id\uFFFD${'x'.repeat(100_000)}`,
      group: 'g\uFFFD',
    });
    const found = await store.calls.list({ model: record.model.toWellFormed() }, { page: 1, size: 1 });
    assert.equal(found.total, 1);
  });

  test('a large batch of many accounts adds up', async () => {
    const database = await fresh();
    const store = await database.store({ inThread: true });
    const customers: Awaited<ReturnType<typeof customer>>[] = [];
    for (let n = 0; n < 12; n++) customers.push(await customer(store, 1_000_000));
    const records: CallRecord[] = Array.from({ length: 1_500 }, (_one, n) => {
      const { user, token, live } = customers[n % 12]!;
      return callRecord({ user: user.id, token: token.id, cost: n, pays: [live] });
    });
    await store.ledger.apply(records, at(1));
    const expected = customers.map((_one, n) =>
      records.filter((_record, index) => index % 12 === n).reduce((sum, record) => sum + record.cost, 0),
    );
    for (const [n, { live, token }] of customers.entries()) {
      const account = (await store.ledger.account(live))!;
      assert.deepEqual(
        [account.spent, account.balance, account.calls],
        [expected[n], 1_000_000 - expected[n]!, 125],
      );
      assert.equal((await store.tokens.byId(token.id))?.spent, expected[n]);
    }
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('appliers, leases, returned leases and changes of tokens at once neither block each other nor lose money', async () => {
    const database = await fresh();
    const stores = await Promise.all([database.store(), database.store(), database.store()]);
    const store = stores[0]!;
    const customers: Awaited<ReturnType<typeof customer>>[] = [];
    for (let n = 0; n < 6; n++) customers.push(await customer(store, 1_000_000, 1_000_000));
    const accounts = customers.flatMap(({ live, token }) => [live, token.allowance!.id]);
    for (let n = 0; n < 3; n++) await store.nodes.beat(`n${n}`, database.clock.now());
    let cost = 0;
    const apply = async (n: number) => {
      for (let round = 1; round <= 8; round++) {
        // Each applier meets the accounts in another order.
        const batch = Array.from({ length: 24 }, (_one, k) => {
          const { user, token, live } = customers[(n * 2 + k * (n + 1)) % 6]!;
          return callRecord({ user: user.id, token: token.id, cost: 3, pays: [live, token.allowance!.id] });
        });
        cost += 24 * 3;
        await stores[n]!.ledger.apply(batch, at(round, 'j', `n${n}`));
      }
    };
    const disturb = async (n: number) => {
      for (let round = 0; round < 12; round++) {
        const account = accounts[(round * 5 + n) % accounts.length]!;
        await stores[n]!.ledger.lease(`n${n}`, account, 50);
        if (round % 3 === 0) await stores[n]!.nodes.returnLeases(`n${(n + 1) % 3}`);
        const { token } = customers[(round + n) % 6]!;
        await stores[n]!.tokens.update(system, token.id, undefined, { name: `r${round}`, limit: 2_000_000 });
        await stores[n]!.ledger.giveBack(`n${n}`, account, 20);
      }
    };
    await Promise.all([0, 1, 2].flatMap((n) => [apply(n), disturb(n)]));
    assert.deepEqual((await store.ledger.verify()).differences, []);
    const spent = await Promise.all(
      customers.map(async ({ live }) => (await store.ledger.account(live))!.spent),
    );
    assert.equal(
      spent.reduce((a, b) => a + b, 0),
      cost,
    );
  });

  test('the same batch from two processes at once is applied once', async () => {
    const database = await fresh();
    const stores = await Promise.all([database.store(), database.store(), database.store()]);
    const { user, token, live } = await customer(stores[0]!, 1_000_000);
    const batch = Array.from({ length: 100 }, () =>
      callRecord({ user: user.id, token: token.id, cost: 11, pays: [live], at: Date.UTC(2026, 8, 9) }),
    );
    await Promise.all(stores.map((store) => store.ledger.apply(batch, at(9))));
    const account = (await stores[0]!.ledger.account(live))!;
    assert.deepEqual([account.balance, account.calls], [1_000_000 - 1_100, 100]);
    assert.equal((await stores[0]!.tokens.byId(token.id))?.calls, 100);
    assert.deepEqual((await stores[0]!.ledger.verify()).differences, []);
  });
});
