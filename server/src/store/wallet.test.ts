import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { callRecord, granted, newUser, system } from '../../../test/support/rows.ts';
import type { Store } from '../spec/store.ts';
import type { NewCodeBatch, NewOrder, Order } from '../spec/wallet.ts';

const usd = 1_000_000_000;
const dayMs = 86_400_000;

const user = async (store: Store) => granted(await store.users.create(system, newUser()));
const batchOf = (store: Store, some: Partial<NewCodeBatch> = {}) =>
  store.codes.createBatch(system, {
    name: 'Tết',
    amount: usd,
    uses: 1,
    perUser: 1,
    expiresAt: null,
    codes: ['K4U-AAAA-BBBB-CCCC-DDDD', 'K4U-EEEE-FFFF-GGGG-HHHH'],
    ...some,
  });
const [first, second] = ['k4u aaaa bbbb cccc dddd', 'K4U-EEEE-FFFF-GGGG-HHHH'];

const balanceOf = async (store: Store, id: number) => (await store.users.byId(id))!.live.balance;
const proven = async (store: Store) => assert.deepEqual((await store.ledger.verify()).differences, []);

forEachDatabase('redemption codes', (fresh) => {
  test('forty who come at once with one code: one is credited, once', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store()];
    const [store] = stores;
    await batchOf(store!);
    const people = await Promise.all([user(store!), user(store!), user(store!), user(store!)]);
    const done = await Promise.all(
      Array.from({ length: 40 }, (_one, n) => stores[n % 2]!.codes.redeem(people[n % 4]!.id, first!)),
    );
    assert.equal(done.filter((one) => 'amount' in one).length, 1);
    const balances = await Promise.all(people.map(({ id }) => balanceOf(store!, id)));
    assert.deepEqual(balances.sort(), [0, 0, 0, usd]);
    assert.equal((await store!.codes.find(first!))?.code.used, 1);
    await proven(store!);
  });

  test('a code for many is used as often as it may be, once by each', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store()];
    const [store] = stores;
    await batchOf(store!, { uses: 3, codes: [first!] });
    const people = await Promise.all(Array.from({ length: 5 }, () => user(store!)));
    const done = await Promise.all(
      Array.from({ length: 20 }, (_one, n) => stores[n % 2]!.codes.redeem(people[n % 5]!.id, first!)),
    );
    assert.equal(done.filter((one) => 'amount' in one).length, 3);
    const balances = await Promise.all(people.map(({ id }) => balanceOf(store!, id)));
    assert.deepEqual(balances.sort(), [0, 0, usd, usd, usd]);
  });

  test('one user redeems as many codes of a batch as it allows, however fast', async () => {
    const store = await (await fresh()).store();
    await batchOf(store);
    const { id } = await user(store);
    const done = await Promise.all([store.codes.redeem(id, first!), store.codes.redeem(id, second!)]);
    assert.equal(done.filter((one) => 'amount' in one).length, 1);
    assert.equal(await balanceOf(store, id), usd);
  });

  test('unknown, used up, disabled and expired codes are refused in the same words', async () => {
    const database = await fresh();
    const store = await database.store();
    const [ana, bob] = [await user(store), await user(store)];
    const refusal = async (id: number, code: string) => {
      const said = await store.codes.redeem(id, code);
      return 'refused' in said ? said.refused : 'redeemed';
    };
    const unknown = await refusal(ana.id, 'K4U-0000-0000-0000-0000');
    const batch = await batchOf(store, { expiresAt: database.clock.now() + 1000, perUser: 5 });
    assert.equal(await refusal(ana.id, first!), 'redeemed');
    assert.match(await refusal(ana.id, first!), /already/); // its own is told apart
    assert.equal(await refusal(bob.id, first!), unknown);
    const { code } = (await store.codes.find(second!))!;
    await store.codes.setCodeStatus(system, code.id, 'disabled');
    assert.equal(await refusal(bob.id, second!), unknown);
    await store.codes.setCodeStatus(system, code.id, 'enabled');
    await store.codes.setBatchStatus(system, batch.id, 'disabled');
    assert.equal(await refusal(bob.id, second!), unknown);
    await store.codes.setBatchStatus(system, batch.id, 'enabled');
    database.clock.move(2000);
    assert.equal(await refusal(bob.id, second!), unknown);
    assert.equal(await balanceOf(store, bob.id), 0);
  });

  test('no whole code is in the database', async () => {
    const database = await fresh();
    const store = await database.store();
    await batchOf(store);
    for (const table of ['codes', 'code_batches', 'audit'])
      assert.doesNotMatch(JSON.stringify(await database.raw(`select * from ${table}`)), /AAAA-?BBBB/);
  });
});

const order = (userId: number, some: Partial<NewOrder> = {}): NewOrder => ({
  id: 'ord_1',
  code: 'K4UABCDEFG',
  userId,
  method: 'bank',
  amount: 5 * usd,
  currency: 'VND',
  payAmount: 130_000,
  expiresAt: Date.UTC(2030, 0),
  ...some,
});
const ordered = async (store: Store, some: Partial<NewOrder> = {}): Promise<Order> => {
  const { id } = some.userId ? { id: some.userId } : await user(store);
  return granted(await store.orders.create(order(id, some), 10));
};

forEachDatabase('top-up orders', (fresh) => {
  test('twenty confirmations at once credit once', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store()];
    const made = await ordered(stores[0]!);
    const done = await Promise.all(
      Array.from({ length: 20 }, (_one, n) => stores[n % 2]!.orders.pay(system, made.id, { ref: `p${n}` })),
    );
    assert.equal(done.filter(Boolean).length, 1);
    assert.equal(await balanceOf(stores[0]!, made.userId), 5 * usd);
    await proven(stores[0]!);
  });

  test('the same transfer told twenty times at once credits once, and so does a second one', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store()];
    const [store] = stores;
    const made = await ordered(store!);
    const transfer = {
      ref: 'ft1',
      amount: 130_000,
      currency: 'VND',
      content: 'MBVCB.123. k4u abcdefg chuyen tien',
    };
    const told = await Promise.all(
      Array.from({ length: 20 }, (_one, n) => stores[n % 2]!.orders.receive(transfer)),
    );
    assert.deepEqual(new Set(told.map(({ outcome }) => outcome)), new Set(['credited']));
    assert.equal(await balanceOf(store!, made.userId), 5 * usd);
    assert.equal((await store!.orders.receive({ ...transfer, ref: 'ft2' })).outcome, 'repeated');
    assert.equal(await balanceOf(store!, made.userId), 5 * usd);
    await proven(store!);
  });

  test('a transfer that does not fit waits for a person, who credits it once', async () => {
    const database = await fresh();
    const store = await database.store();
    const made = await ordered(store, { expiresAt: database.clock.now() + 1000 });
    const transfer = { ref: 'a', amount: 130_000, currency: 'VND', content: 'K4UABCDEFG' };
    const outcome = async (some: object) => (await store.orders.receive({ ...transfer, ...some })).outcome;
    assert.equal(await outcome({ ref: 'b', content: 'thank you' }), 'no-order');
    assert.equal(await outcome({ ref: 'c', amount: 129_999 }), 'amount-differs');
    database.clock.move(2000);
    assert.equal(await outcome({ ref: 'd' }), 'late');
    assert.equal(await balanceOf(store, made.userId), 0);
    assert.equal((await store.orders.byId(made.id))?.state, 'expired');
    const { items, total } = await store.orders.transfers(true, { page: 1, size: 10 });
    assert.equal(total, 3);
    const late = items.find((one) => one.outcome === 'late')!;
    const settled = await Promise.all([
      store.orders.settleTransfer(system, late.id, made.id),
      store.orders.settleTransfer(system, late.id, made.id),
    ]);
    assert.equal(settled.filter((one) => one && 'outcome' in one).length, 1);
    assert.equal(await balanceOf(store, made.userId), 5 * usd);
    const other = items.find((one) => one.outcome === 'amount-differs')!;
    assert.deepEqual(await store.orders.settleTransfer(system, other.id, made.id), {
      refused: 'order ord_1 has been paid already',
    });
    await store.orders.settleTransfer(system, other.id, null);
    assert.equal((await store.orders.transfers(true, { page: 1, size: 10 })).total, 1);
  });

  test('a text with two orders in it is no order; the right one is found behind look-alikes', async () => {
    const store = await (await fresh()).store();
    const one = await ordered(store);
    await ordered(store, { id: 'ord_2', code: 'K4UHHHHHHH', userId: one.userId });
    const base = { amount: 130_000, currency: 'VND' };
    const both = await store.orders.receive({ ...base, ref: '1', content: 'K4UABCDEFG K4UHHHHHHH' });
    assert.equal(both.outcome, 'no-order');
    const fits = await store.orders.receive({ ...base, ref: '2', content: 'K4UK4UABCDEFG' });
    assert.deepEqual([fits.outcome, fits.orderId], ['credited', one.id]);
  });

  test('refund and payment may come in any order: one credit, the refund noted, taken back once', async () => {
    for (const refundFirst of [false, true]) {
      const store = await (await fresh()).store();
      const made = await ordered(store);
      const refund = () => store.orders.noteRefund(made.id, 65_000);
      if (refundFirst) await refund();
      await store.orders.pay(system, made.id, { ref: 'pi_1' });
      await Promise.all([refund(), refund(), store.orders.noteRefund(made.id, 10)]);
      const paid = await store.orders.byPaymentRef('pi_1');
      assert.deepEqual([paid?.state, paid?.refunded], ['paid', 65_000]);
      assert.equal(await balanceOf(store, made.userId), 5 * usd);
      const taken = await Promise.all([
        store.orders.takeBack(system, made.id),
        store.orders.takeBack(system, made.id),
      ]);
      assert.equal(taken.filter(Boolean).length, 1);
      assert.equal(await balanceOf(store, made.userId), 2.5 * usd);
      await proven(store);
    }
  });

  test('what was spent cannot be taken back', async () => {
    const store = await (await fresh()).store();
    const made = await ordered(store);
    await store.orders.pay(system, made.id, { ref: null });
    await store.orders.noteRefund(made.id, 130_000);
    const { live } = (await store.users.byId(made.userId))!;
    await store.ledger.append(system, { account: live.id, kind: 'adjust', amount: -4 * usd, cause: 'x' });
    await assert.rejects(store.orders.takeBack(system, made.id), /balance is smaller/);
    assert.equal((await store.orders.byId(made.id))?.takenBack, 0);
    assert.equal(await balanceOf(store, made.userId), usd);
  });

  test('a paid order is not closed, a closed one is paid when the money comes after all', async () => {
    const store = await (await fresh()).store();
    const made = await ordered(store, { method: 'stripe', currency: 'USD', payAmount: 500 });
    assert.equal(await store.orders.close(system, made.id, 'cancelled', made.userId + 1), false);
    assert.equal(await store.orders.close(system, made.id, 'expired'), true);
    assert.equal(await store.orders.pay(system, made.id, { ref: 'pi_2' }), true);
    assert.equal(await store.orders.close(system, made.id, 'cancelled'), false);
    assert.equal((await store.orders.byId(made.id))?.state, 'paid');
    assert.equal(await store.orders.byId(made.id, made.userId + 1), undefined);
  });

  test('nobody opens more orders than are allowed', async () => {
    const store = await (await fresh()).store();
    const { id } = await user(store);
    const made = await Promise.all(
      [1, 2, 3, 4].map((n) => store.orders.create(order(id, { id: `ord_${n}`, code: `K4UAAAAAA${n}` }), 2)),
    );
    assert.equal(made.filter((one) => 'refused' in one).length, 2);
  });
});

forEachDatabase('statements', (fresh) => {
  test("a day's calls are one line, other movements stand alone, and lines sum up to the balance", async () => {
    const database = await fresh();
    const store = await database.store();
    const { id, live } = await user(store);
    const put = (kind: 'topup' | 'gift', amount: number) =>
      store.ledger.append(system, {
        account: live.id,
        kind,
        amount,
        cause: `${kind}:${database.clock.now()}`,
      });
    let offset = 0;
    const call = (cost: number) =>
      store.ledger.apply(
        [
          {
            ...callRecord({ user: id, at: database.clock.now(), cost }),
            draws: [{ account: live.id, amount: cost, limited: true }],
          },
        ],
        { node: 'n', file: '1', offset: ++offset },
      );
    await put('gift', 100 * usd);
    await call(1 * usd);
    await call(2 * usd);
    database.clock.move(40 * dayMs);
    await put('topup', 50 * usd);
    await call(4 * usd);
    database.clock.move(1000);
    const options = { filter: 'all', before: database.clock.now(), from: 0, offsetMinutes: 420 } as const;
    const page = await store.statements.page(live.id, options);
    assert.deepEqual(page.lines.map(({ kind, amount, entries }) => [kind, amount, entries]).sort(), [
      ['calls', -4 * usd, 1],
      ['topup', 50 * usd, 1],
    ]);
    assert.ok(page.next);
    const older = await store.statements.page(live.id, { ...options, before: page.next });
    assert.deepEqual(older.lines.map(({ kind, amount, entries }) => [kind, amount, entries]).sort(), [
      ['calls', -3 * usd, 2],
      ['gift', 100 * usd, 1],
    ]);
    assert.equal(older.next, null);
    const sum = [...page.lines, ...older.lines].reduce((all, { amount }) => all + amount, 0);
    assert.equal(sum, await balanceOf(store, id));
    const only = await store.statements.page(live.id, { ...options, filter: 'in' });
    assert.deepEqual(
      only.lines.map(({ kind }) => kind),
      ['topup'],
    );
    assert.equal(await store.statements.spentSince(live.id, database.clock.now() - 7 * dayMs), 4 * usd);
    const all = await store.statements.entries(live.id, {
      from: 0,
      to: database.clock.now(),
      after: { at: 0, id: 0 },
      limit: 3,
    });
    const rest = await store.statements.entries(live.id, {
      from: 0,
      to: database.clock.now(),
      after: all.at(-1)!,
      limit: 10,
    });
    assert.equal(all.length + rest.length, 5);
  });
});
