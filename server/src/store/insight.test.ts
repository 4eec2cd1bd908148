import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase, testStart } from '../../../test/support/databases.ts';
import { callRecord, granted, newUser, system, taskLog, taskRow } from '../../../test/support/rows.ts';
import { quantileError, quantileOf } from '../base/log-histogram.ts';
import { hourMs, hourOf, type UsageQuery } from '../spec/insight.ts';
import type { Attempt, CallRecord } from '../spec/records.ts';

const position = (offset: number) => ({ node: 'n1', file: 'a', offset });
const now = hourOf(testStart);
const ago = (hours: number) => testStart - hours * hourMs;
const missed = (channel: number, outcome: Attempt['outcome']): Attempt => ({
  channel,
  key: 1,
  outcome,
  status: 500,
  ms: 20,
});
const served = (channel: number): Attempt => ({ channel, key: 1, outcome: 'ok', status: 200, ms: 100 });

/** Small enough to be summed up by hand. */
const calls: readonly CallRecord[] = [
  callRecord({
    at: ago(0),
    user: 1,
    token: 1,
    model: 'a',
    channel: 1,
    cost: 100,
    firstByteMs: 100,
    ms: 900,
    attempts: [],
    usage: { input_tokens: 10, cached_input_tokens: 4, output_tokens: 20, reasoning_tokens: 5 },
  }),
  callRecord({
    at: ago(0),
    user: 1,
    token: 2,
    model: 'b',
    channel: 2,
    cost: 3000,
    firstByteMs: 400,
    ms: 900,
    attempts: [missed(1, 'upstream_failed'), missed(1, 'upstream_timeout'), served(2)],
  }),
  callRecord({ at: ago(1), user: 1, token: 1, model: 'a', channel: 1, cost: 20, attempts: [] }),
  callRecord({
    at: ago(1),
    user: 1,
    token: 1,
    model: 'a',
    channel: 1,
    cost: 7,
    fault: 'upstream_cut',
    attempts: [],
  }),
  callRecord({
    at: ago(30),
    user: 1,
    token: 1,
    model: 'a',
    channel: null,
    cost: 0,
    fault: 'balance_too_low',
    usage: {},
    attempts: [],
  }),
  callRecord({
    at: ago(0),
    user: 1,
    token: 1,
    model: 'a',
    cost: 9,
    mode: 'test',
    channel: null,
    attempts: [],
  }),
  callRecord({ at: ago(0), user: 2, token: 3, model: 'a', channel: 2, cost: 50_000, attempts: [served(2)] }),
  callRecord({
    at: ago(0),
    user: 2,
    token: 3,
    model: 'made up',
    channel: null,
    cost: 0,
    fault: 'model_unknown',
    usage: {},
    attempts: [],
  }),
];

const query = (some: Partial<UsageQuery> = {}): UsageQuery => ({
  mode: 'live',
  fromHour: now - 48,
  toHour: now + 1,
  by: 'model',
  bucketHours: 1,
  offsetHours: 0,
  most: 8,
  ...some,
});

forEachDatabase('sums by hour', (fresh) => {
  test('a user, by model: every cell is what the calls add up to', async () => {
    const store = await (await fresh()).store();
    await store.ledger.apply(calls, position(1));
    const report = await store.insight.usage(query({ user: 1 }));
    assert.deepEqual(report.parts, ['b', 'a']);
    const cells = report.cells.map((cell) => [
      now - cell.bucket,
      cell.part,
      cell.fault,
      cell.calls,
      cell.cost,
      cell.input,
      cell.output,
      cell.cached,
    ]);
    assert.deepEqual(cells.sort(), [
      [0, 'a', '', 1, 100, 14, 25, 4],
      [0, 'b', '', 1, 3000, 10, 20, 0],
      [1, 'a', '', 1, 20, 10, 20, 0],
      [1, 'a', 'upstream_cut', 1, 7, 10, 20, 0],
      [30, 'a', 'balance_too_low', 1, 0, 0, 0, 0],
    ]);
    const near = (value: number | null, ms: number) =>
      assert.ok(Math.abs(value! - ms) / ms <= quantileError, `${value} for ${ms}`);
    near(quantileOf(report.byBucket.get(now)!.firstByte, 0.5), 100);
    near(quantileOf(report.byBucket.get(now)!.firstByte, 0.95), 400);
    near(quantileOf(report.byPart.get('a')!.whole, 0.5), 900);
  });

  test('parts beyond the most are one, days begin where the offset says, and filters select', async () => {
    const store = await (await fresh()).store();
    await store.ledger.apply(calls, position(1));
    const folded = await store.insight.usage(query({ user: 1, most: 1, bucketHours: 24 }));
    assert.deepEqual(folded.parts, ['b']);
    const costs = folded.cells.map((cell) => [cell.part, cell.fault, cell.cost]);
    assert.deepEqual(costs.sort(), [
      [null, '', 120],
      [null, 'balance_too_low', 0],
      [null, 'upstream_cut', 7],
      ['b', '', 3000],
    ]);
    // Calls of 12:00, 11:00, and 06:00 of the day before, in UTC.
    const day = Math.floor(now / 24);
    const days = async (offsetHours: number) => {
      const { cells } = await store.insight.usage(query({ user: 1, bucketHours: 24, offsetHours }));
      return [...new Set(cells.map(({ bucket }) => bucket - day))].sort();
    };
    assert.deepEqual(await days(0), [-1, 0]);
    assert.deepEqual(await days(-12), [-1, -2, 0]);
    assert.deepEqual(await days(-13), [-1, -2]);
    assert.deepEqual(await days(14), [-1, 1]);

    const byKey = await store.insight.usage(query({ user: 1, by: 'key' }));
    assert.deepEqual(byKey.parts, [2, 1]);
    const one = await store.insight.usage(query({ user: 1, token: 2 }));
    assert.deepEqual(one.parts, ['b']);
    const tests = await store.insight.usage(query({ user: 1, mode: 'test' }));
    assert.deepEqual(
      tests.cells.map(({ cost }) => cost),
      [9],
    );
    const none = await store.insight.usage(query({ user: 3 }));
    assert.deepEqual([none.parts, none.cells], [[], []]);
  });

  test('everybody, by channel and by user; a made-up name is no part of its own', async () => {
    const store = await (await fresh()).store();
    await store.ledger.apply(calls, position(1));
    const sums = async (by: UsageQuery['by']) => {
      const { cells } = await store.insight.usage(query({ by, bucketHours: 24 }));
      const parts = new Map<unknown, [number, number]>();
      for (const { part, calls: count, cost } of cells) {
        const [c, m] = parts.get(part) ?? [0, 0];
        parts.set(part, [c + count, m + cost]);
      }
      return Object.fromEntries(parts);
    };
    assert.deepEqual(await sums('channel'), { 2: [2, 53_000], 1: [3, 127], 0: [2, 0] });
    assert.deepEqual(await sums('user'), { 2: [2, 50_000], 1: [5, 3127] });
    assert.deepEqual(await sums('model'), { a: [5, 50_127], b: [1, 3000], '': [1, 0] });
    const totals = await store.insight.totals(query());
    assert.deepEqual(
      totals.byFault.map(({ fault, calls: count, cost }) => [fault, count, cost]),
      [
        ['', 4, 53_120],
        ['balance_too_low', 1, 0],
        ['model_unknown', 1, 0],
        ['upstream_cut', 1, 7],
      ],
    );
    const mine = await store.insight.totals({ ...query(), user: 2 });
    assert.equal(mine.byFault.find(({ fault }) => fault === '')?.cost, 50_000);
  });

  test('a channel is judged by every attempt, a model by the calls that ended', async () => {
    const store = await (await fresh()).store();
    await store.ledger.apply(calls, position(1));
    const channels = await store.insight.channels(now - 24);
    assert.deepEqual(
      channels
        .map(({ channel, asked, failed, cost }) => [channel, asked, failed, cost])
        .sort(([a = 0], [b = 0]) => a - b),
      [
        [1, 5, 3, 127], // two that served, one that broke, two that gave way to another channel
        [2, 2, 0, 53_000],
      ],
    );
    const spans = await store.insight.modelSpans(now - 48, now + 1, 24);
    const days = spans.map(({ model, span, good, failed }) => [
      model,
      span - Math.floor(now / 24),
      good,
      failed,
    ]);
    assert.deepEqual(days.sort(), [
      ['a', 0, 3, 1],
      ['b', 0, 1, 0],
    ]);
    const bad = async (share: number, least: number) =>
      (await store.insight.badHours(now - 48, share, least)).map(({ model, span }) => [model, now - span]);
    assert.deepEqual(await bad(0.4, 2), [['a', 1]]);
    assert.deepEqual(await bad(0.5, 2), []);
    assert.deepEqual(await bad(0.4, 3), []);
    assert.deepEqual([...(await store.insight.modelFirstBytes(now - 24)).keys()].sort(), ['a', 'b']);
  });

  test('a batch that comes again changes nothing, and calls of a known hour are added', async () => {
    const store = await (await fresh()).store();
    await store.ledger.apply(calls, position(1));
    const before = await store.insight.totals(query());
    await store.ledger.apply(calls, position(1));
    assert.deepEqual(await store.insight.totals(query()), before);
    await store.ledger.apply([callRecord({ at: ago(0), user: 1, model: 'a', cost: 5 })], position(2));
    const after = await store.insight.totals(query());
    assert.equal(after.byFault[0]?.cost, before.byFault[0]!.cost + 5);
    assert.equal(after.byFault[0]?.calls, before.byFault[0]!.calls + 1);
    assert.equal(
      after.latency.whole.reduce((sum, count) => sum + count),
      5,
    );
  });

  test('a task counts when it ends, once, with what it cost', async () => {
    const store = await (await fresh()).store();
    const { id, live } = granted(await store.users.create(system, newUser()));
    await store.ledger.append(system, { account: live.id, kind: 'topup', amount: 1000, cause: 'start' });
    const row = taskRow({ owner: id, payers: [{ account: live.id, limited: true }] });
    await store.tasks.begin(row, taskLog(row), 'n1', testStart + 60_000);
    const sum = async () => (await store.insight.totals({ ...query(), user: id })).byFault;
    assert.deepEqual(await sum(), []);
    await store.tasks.move(row.id, { at: testStart + 1000, to: 'queued' });
    assert.deepEqual(await sum(), []);
    const end = { at: testStart + 60_000, to: 'succeeded', cost: 80, usage: { seconds: 5 } } as const;
    await store.tasks.move(row.id, end);
    await store.tasks.move(row.id, end);
    assert.deepEqual(await sum(), [{ fault: '', calls: 1, cost: 80, input: 0, output: 0, cached: 0 }]);
  });

  test('old sums are forgotten, and nodes and size are told', async () => {
    const store = await (await fresh()).store();
    await store.ledger.apply(calls, position(1));
    await store.insight.prune(now);
    const { byFault } = await store.insight.totals({ ...query(), user: 1 });
    assert.deepEqual(
      byFault.map(({ cost }) => cost),
      [3100],
    );
    await store.nodes.beat('n1', testStart - 10);
    await store.nodes.beat('n2', testStart);
    assert.deepEqual(await store.nodes.list(testStart - 5), [{ name: 'n2', beatAt: testStart }]);
    assert.ok((await store.size()) > 10_000);
  });
});
