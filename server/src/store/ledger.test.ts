import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { granted, newUser, system } from '../../../test/support/rows.ts';
import type { Store } from '../spec/store.ts';

/** A user's live account that holds `balance`. */
async function funded(store: Store, balance: number): Promise<number> {
  const { live } = granted(await store.users.create(system, newUser()));
  if (balance !== 0)
    await store.ledger.append(system, { account: live.id, kind: 'topup', amount: balance, cause: 'first' });
  return live.id;
}

const largest = Number.MAX_SAFE_INTEGER;

forEachDatabase('the ledger', (fresh) => {
  test('an entry moves the balance once for each cause', async () => {
    const database = await fresh();
    const store = await database.store();
    const account = await funded(store, 0);
    const entry = { account, kind: 'topup', amount: 5_000, cause: 'order 1' } as const;
    assert.equal(await store.ledger.append(system, { ...entry, note: 'Tiền 🦊' }), true);
    assert.equal(await store.ledger.append(system, { ...entry, amount: 7_000 }), false);
    assert.equal(await store.ledger.append(system, { ...entry, kind: 'gift', amount: 1 }), true);
    assert.equal(await store.ledger.append(system, { ...entry, cause: 'order 2', amount: -2 }), true);
    const { items, total } = await store.ledger.entries(account, { page: 1, size: 10 });
    assert.equal(total, 3);
    assert.deepEqual(
      items.map(({ id: _id, ...rest }) => rest),
      [
        { account, kind: 'topup', amount: -2, cause: 'order 2', at: database.clock.now(), note: null },
        { account, kind: 'gift', amount: 1, cause: 'order 1', at: database.clock.now(), note: null },
        {
          account,
          kind: 'topup',
          amount: 5_000,
          cause: 'order 1',
          at: database.clock.now(),
          note: 'Tiền 🦊',
        },
      ],
    );
    assert.equal((await store.ledger.account(account))?.balance, 4_999);
    assert.equal(await store.ledger.account(424_242), undefined);
  });

  test('64 callers with one cause move the balance once', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store()];
    const account = await funded(stores[0]!, 0);
    const done = await Promise.all(
      Array.from({ length: 64 }, (_one, n) =>
        stores[n % 2]!.ledger.append(system, { account, kind: 'topup', amount: 10, cause: 'the same' }),
      ),
    );
    assert.equal(done.filter(Boolean).length, 1);
    assert.equal((await stores[0]!.ledger.account(account))?.balance, 10);
  });

  test('an entry for an account that is not there changes nothing', async () => {
    const store = await (await fresh()).store();
    const before = await store.changes.latest();
    await assert.rejects(
      store.ledger.append(system, { account: 424_242, kind: 'topup', amount: 1, cause: 'x' }),
      /foreign key/i,
    );
    assert.deepEqual(await store.ledger.export(0, 10), []);
    assert.equal(await store.changes.latest(), before);
  });

  test('a refund counts as spending that was taken back', async () => {
    const store = await (await fresh()).store();
    const account = await funded(store, 100);
    await store.ledger.append(system, { account, kind: 'charge', amount: -40, cause: 'by hand' });
    await store.ledger.append(system, { account, kind: 'refund', amount: 15, cause: 'by hand' });
    const { balance, spent } = (await store.ledger.account(account))!;
    assert.deepEqual([balance, spent], [75, 25]);
    const spending = (await store.ledger.verify()).differences.filter((one) => /spending/.test(one.what));
    assert.deepEqual(spending, []);
  });

  test('amounts near 2^53 are exact, and a sum beyond it is refused instead of rounded', async () => {
    const database = await fresh();
    const store = await database.store();
    const account = await funded(store, largest);
    assert.equal((await store.ledger.account(account))?.balance, largest);
    for (const amount of [1, 2, 3])
      await assert.rejects(
        store.ledger.append(system, { account, kind: 'topup', amount, cause: `over ${amount}` }),
        RangeErrorOfDatabase,
      );
    await store.ledger.append(system, { account, kind: 'adjust', amount: -1, cause: 'down' });
    assert.equal((await store.ledger.account(account))?.balance, largest - 1);
    await store.ledger.append(system, { account, kind: 'adjust', amount: -(largest - 2), cause: 'down 2' });
    assert.equal((await store.ledger.account(account))?.balance, 1);
    assert.equal((await store.users.list({ page: 1, size: 5 })).items[0]?.live.balance, 1);
    const { items } = await store.ledger.entries(account, { page: 1, size: 10 });
    assert.deepEqual(
      items.map((entry) => entry.amount),
      [-(largest - 2), -1, largest],
    );
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('an export in pages is every entry once, in order', async () => {
    const store = await (await fresh()).store();
    const one = await funded(store, 1);
    const other = await funded(store, 2);
    for (let n = 0; n < 5; n++)
      for (const account of [one, other])
        await store.ledger.append(system, { account, kind: 'gift', amount: n, cause: `n${n}` });
    const all = await store.ledger.export(0, 1000);
    assert.equal(all.length, 12);
    const paged: (typeof all)[number][] = [];
    for (;;) {
      const page = await store.ledger.export(paged.at(-1)?.id ?? 0, 5);
      if (page.length === 0) break;
      paged.push(...page);
    }
    assert.deepEqual(paged, all);
    assert.deepEqual(
      all.map((entry) => entry.id),
      all.map((entry) => entry.id).toSorted((a, b) => a - b),
    );
  });

  test('a node that is alone leases the whole free balance, and nothing when there is too little', async () => {
    const store = await (await fresh()).store();
    const account = await funded(store, 1000);
    assert.equal(await store.ledger.lease('n1', account, 1001), 0);
    assert.equal((await store.ledger.account(account))?.leased, 0);
    assert.equal(await store.ledger.lease('n1', account, 1), 1000);
    assert.equal(await store.ledger.lease('n1', account, 1), 0);
    assert.deepEqual(
      await store.ledger.account(account).then((one) => [one?.balance, one?.leased]),
      [1000, 1000],
    );
    assert.equal(await store.ledger.lease('n1', 424_242, 1), 0);
  });

  test('beside living nodes a lease leaves enough for the others, but never less than is asked for', async () => {
    const database = await fresh();
    const store = await database.store();
    const account = await funded(store, 1000);
    const now = database.clock.now();
    for (const node of ['n1', 'n2']) await store.nodes.beat(node, now);
    await store.nodes.beat('dead', now - 3_600_000);
    assert.equal(await store.ledger.lease('n1', account, 1), 250);
    assert.equal(await store.ledger.lease('n2', account, 700), 700);
    assert.equal(await store.ledger.lease('n1', account, 51), 0);
    assert.equal(await store.ledger.lease('n1', account, 50), 50);
    assert.equal((await store.ledger.account(account))?.leased, 1000);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('nothing can be leased from a debt or an empty account', async () => {
    const store = await (await fresh()).store();
    const debt = await funded(store, -5);
    const empty = await funded(store, 0);
    assert.deepEqual(
      [
        await store.ledger.lease('n1', debt, 1),
        await store.ledger.lease('n1', empty, 1),
        await store.ledger.lease('n1', empty, 0),
      ],
      [0, 0, 0],
    );
  });

  test('a lease is given back in parts, and never more than there is', async () => {
    const store = await (await fresh()).store();
    const account = await funded(store, 1000);
    await store.ledger.lease('n1', account, 1000);
    const leased = async () => (await store.ledger.account(account))?.leased;
    await store.ledger.giveBack('n1', account, 300);
    assert.equal(await leased(), 700);
    await store.ledger.giveBack('n2', account, 300);
    await store.ledger.giveBack('n1', account, 0);
    await store.ledger.giveBack('n1', account, -50);
    assert.equal(await leased(), 700);
    await store.ledger.giveBack('n1', account, 9_999);
    assert.equal(await leased(), 0);
    assert.equal((await store.ledger.account(account))?.balance, 1000);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('64 leases at once from several nodes never add up to more than the balance', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store(), await database.store()];
    const account = await funded(stores[0]!, 10 * 97);
    for (let n = 0; n < 8; n++) await stores[0]!.nodes.beat(`n${n}`, database.clock.now());
    const got = await Promise.all(
      Array.from({ length: 64 }, (_one, n) => stores[n % 3]!.ledger.lease(`n${n % 8}`, account, 97)),
    );
    const sum = got.reduce((a, b) => a + b, 0);
    assert.ok(sum <= 970, `${sum} was leased`);
    assert.ok(sum > 970 - 97, `only ${sum} was leased`);
    for (const one of got) assert.ok(one === 0 || one >= 97);
    const after = (await stores[0]!.ledger.account(account))!;
    assert.deepEqual([after.balance, after.leased], [970, sum]);
    assert.deepEqual((await stores[0]!.ledger.verify()).differences, []);
  });

  test('leases, gifts back and top-ups at once keep every sum', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store()];
    const accounts = [await funded(stores[0]!, 5_000), await funded(stores[0]!, 5_000)];
    await Promise.all(
      Array.from({ length: 60 }, async (_one, n) => {
        const { ledger, nodes } = stores[n % 2]!;
        const account = accounts[(n >> 1) % 2]!;
        const node = `n${n % 3}`;
        if (n % 5 === 0) await ledger.append(system, { account, kind: 'topup', amount: 7, cause: `t${n}` });
        else if (n % 11 === 0) await nodes.returnLeases(node);
        else await ledger.giveBack(node, account, Math.floor((await ledger.lease(node, account, 10)) / 2));
      }),
    );
    const { differences } = await stores[0]!.ledger.verify();
    assert.deepEqual(differences, []);
    for (const id of accounts) {
      const account = (await stores[0]!.ledger.account(id))!;
      assert.ok(account.leased >= 0 && account.leased <= account.balance);
    }
  });
});

/** Each driver has its own words for a number that JavaScript cannot hold exactly. */
const RangeErrorOfDatabase = /safe integer|too large|out of range/i;
