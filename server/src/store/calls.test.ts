import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase, testStart } from '../../../test/support/databases.ts';
import { callRecord, granted, newToken, newUser, system } from '../../../test/support/rows.ts';
import type { CallRecord } from '../spec/records.ts';
import type { CallFilter } from '../spec/store.ts';

const position = (offset: number) => ({ node: 'n1', file: 'a', offset });
const january = Date.UTC(2026, 0, 10);
const february = Date.UTC(2026, 1, 10);

/** Calls that differ in everything one can filter by, over three months. */
const variety: readonly CallRecord[] = [
  callRecord({ at: january, user: 1, token: 1, model: 'a', channel: 1, cost: 1 }),
  callRecord({ at: january + 1, user: 1, token: 2, model: 'b', channel: 2, cost: 20, mode: 'test' }),
  callRecord({ at: february, user: 2, token: 3, model: 'a', channel: 1, cost: 300 }),
  callRecord({ at: february, user: 2, token: 3, model: 'A', channel: null, cost: 0, fault: 'no_channel' }),
  callRecord({
    at: testStart,
    user: null,
    token: null,
    model: 'a%',
    channel: 3,
    cost: 0,
    fault: 'token_invalid',
  }),
  callRecord({ at: testStart + 1, user: 1, token: 1, model: 'a', channel: 3, cost: 4_000 }),
];

forEachDatabase('the log', (fresh) => {
  test('filters select exactly their calls, over all months, and the totals agree with them', async () => {
    const store = await (await fresh()).store();
    for (const tokens of [2, 1]) {
      const { id } = granted(await store.users.create(system, newUser()));
      for (let n = 0; n < tokens; n++) granted(await store.tokens.create(system, newToken(id)));
    }
    await store.ledger.apply(variety, position(1));
    const cases: [CallFilter, number[]][] = [
      [{}, [0, 1, 2, 3, 4, 5]],
      [{ user: 1 }, [0, 1, 5]],
      [{ user: 99 }, []],
      [{ token: 3 }, [2, 3]],
      [{ model: 'a' }, [0, 2, 5]],
      [{ model: 'a%' }, [4]],
      [{ model: '%' }, []],
      [{ channel: 3 }, [4, 5]],
      [{ mode: 'test' }, [1]],
      [{ fault: true }, [3, 4]],
      [{ fault: false }, [0, 1, 2, 5]],
      [{ from: february }, [2, 3, 4, 5]],
      [{ to: february }, [0, 1, 2, 3]],
      [{ from: january + 1, to: february - 1 }, [1]],
      [{ from: february, to: january }, []],
      [{ requestId: variety[4]!.id }, [4]],
      [{ requestId: variety[4]!.id, user: 1 }, []],
      [{ user: 1, model: 'a', mode: 'live', from: testStart }, [5]],
    ];
    for (const [filter, expected] of cases) {
      const { items, total } = await store.calls.list(filter, { page: 1, size: 50 });
      const wanted = expected.map((n) => variety[n]!);
      assert.deepEqual(
        items.map((call) => call.id).toSorted(),
        wanted.map((call) => call.id).toSorted(),
        JSON.stringify(filter),
      );
      assert.equal(total, wanted.length);
      assert.deepEqual(await store.calls.totals(filter), {
        calls: wanted.length,
        cost: wanted.reduce((sum, call) => sum + call.cost, 0),
        faults: wanted.filter((call) => call.fault !== null).length,
      });
    }
  });

  test('pages are newest first, disjoint, and steady among calls of the same millisecond', async () => {
    const store = await (await fresh()).store();
    const same = Array.from({ length: 7 }, () => callRecord({ at: february, cost: 1 }));
    await store.ledger.apply([...variety, ...same], position(1));
    const pages = [];
    for (let page = 1; page <= 6; page++) pages.push(await store.calls.list({}, { page, size: 3 }));
    const ids = pages.flatMap((page) => page.items.map((call) => call.id));
    assert.equal(new Set(ids).size, 13);
    const times = pages.flatMap((page) => page.items.map((call) => call.at));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    for (const page of pages) assert.equal(page.total, 13);
    assert.deepEqual(pages[5]!.items, []);
    const again = await store.calls.list({}, { page: 2, size: 3 });
    assert.deepEqual(again, pages[1]);
  });

  test('a request id finds its call also when the answer took a day, and an unknown one finds nothing', async () => {
    const store = await (await fresh()).store();
    const day = 24 * 3_600_000;
    const startedAt = Date.UTC(2026, 0, 31, 12);
    const slow = { ...callRecord({ at: startedAt }), at: startedAt + day, startedAt };
    const foreign = callRecord({ id: 'req-given-by-somebody-else', at: january });
    await store.ledger.apply([slow, foreign], position(1));
    assert.equal((await store.calls.byRequestId(slow.id))?.at, startedAt + day);
    assert.equal((await store.calls.list({ requestId: foreign.id }, { page: 1, size: 5 })).total, 1);
    for (const id of [foreign.id, '', '%', slow.id.slice(0, -1), `${slow.id.slice(0, -1)}!`, 'req_', '\0'])
      assert.equal(await store.calls.byRequestId(id), undefined, id);
  });

  test('an empty log has empty totals', async () => {
    const store = await (await fresh()).store();
    assert.deepEqual(await store.calls.totals({}), { calls: 0, cost: 0, faults: 0 });
    assert.deepEqual(await store.calls.list({ user: 1 }, { page: 1, size: 5 }), { items: [], total: 0 });
  });

  test('only whole months that ended are dropped, and the log goes on', async () => {
    const database = await fresh();
    const store = await database.store();
    const other = await database.store();
    await store.ledger.apply(variety, position(1));
    const ids = async () =>
      (await other.calls.list({}, { page: 1, size: 50 })).items.map((call) => call.id).toSorted();
    const expected = (...which: number[]) => which.map((n) => variety[n]!.id).toSorted();

    assert.deepEqual(await store.calls.dropBefore(Date.UTC(2026, 1, 1) - 1), []);
    assert.deepEqual(await ids(), expected(0, 1, 2, 3, 4, 5));
    assert.deepEqual(await store.calls.dropBefore(Date.UTC(2026, 1, 1)), ['202601']);
    assert.deepEqual(await ids(), expected(2, 3, 4, 5));
    assert.deepEqual(await store.calls.dropBefore(Date.UTC(2026, 1, 1)), []);
    assert.deepEqual(await store.calls.dropBefore(Date.UTC(2026, 2, 31)), ['202602']);
    assert.deepEqual(await ids(), expected(4, 5));

    const late = callRecord({ at: january, cost: 1 });
    const next = callRecord({ at: Date.UTC(2026, 3, 1), cost: 1 });
    await store.ledger.apply([late, next], position(2));
    assert.deepEqual(await ids(), [...expected(4, 5), late.id, next.id].toSorted());
  });

  test('two stores that open in a new month, and two that apply to one, do not hinder each other', async () => {
    const database = await fresh();
    await database.store();
    database.clock.set(Date.UTC(2026, 4, 1));
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.store()));
    const time = Date.UTC(2026, 7, 20);
    await Promise.all(
      stores.map((store, n) =>
        store.ledger.apply([callRecord({ at: time })], { node: `n${n}`, file: 'a', offset: 1 }),
      ),
    );
    assert.equal((await stores[0]!.calls.totals({ from: time })).calls, 4);
  });
});
