import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Database, forEachDatabase, testStart } from '../../../test/support/databases.ts';
import { granted, newToken, newUser, system, taskLog, taskRow } from '../../../test/support/rows.ts';
import type { TaskRow } from '../spec/task-rows.ts';

const node = 'n1';
const lease = testStart + 45_000;

/** A customer with 1000 nano-USD, all of it leased to the node, whose key may spend 500. */
async function customer(database: Database, limit: number | null = 500) {
  const store = await database.store();
  const user = granted(await store.users.create(system, newUser()));
  await store.ledger.append(system, { account: user.live.id, kind: 'topup', amount: 1000, cause: 'start' });
  const token = granted(await store.tokens.create(system, newToken(user.id, { limit })));
  const accounts = [user.live.id, ...(token.allowance ? [token.allowance.id] : [])];
  for (const account of accounts) await store.ledger.lease(node, account, 100);
  const row = (some: Partial<TaskRow> = {}) =>
    taskRow({
      owner: user.id,
      token: token.id,
      payers: accounts.map((account) => ({ account, limited: true })),
      ...some,
    });
  const money = async () => {
    const { balance, leased, spent } = (await store.ledger.account(user.live.id))!;
    return { balance, leased, spent };
  };
  const verified = async () => assert.deepEqual((await store.ledger.verify()).differences, []);
  return { store, user, token, row, money, verified, tasks: store.tasks };
}

forEachDatabase('tasks', (fresh) => {
  test('the hold comes out of balance and lease with the row, and goes back when the task fails', async () => {
    const { store, row, money, verified, tasks } = await customer(await fresh());
    const task = row();
    assert.deepEqual(await money(), { balance: 1000, leased: 1000, spent: 0 });
    assert.deepEqual(await tasks.begin(task, taskLog(task), node, lease), { state: 'begun' });
    assert.deepEqual(await money(), { balance: 900, leased: 900, spent: 0 });
    await verified();
    assert.equal((await store.calls.byRequestId(task.requestId))?.hold, 100);

    const at = testStart + 5000;
    const ended = await tasks.move(task.id, {
      at,
      to: 'failed',
      fault: 'upstream_failed',
      cost: 0,
      reason: 'no',
    });
    assert.equal(ended?.status, 'failed');
    assert.equal(ended?.finishedAt, at);
    assert.deepEqual(await money(), { balance: 1000, leased: 900, spent: 0 });
    await verified();
    const logged = await store.calls.byRequestId(task.requestId);
    assert.equal(logged?.fault, 'upstream_failed');
    assert.equal(logged?.status, 502);
    assert.equal(logged?.cost, 0);
    assert.match(logged?.notes.join() ?? '', /refunded: all of the 100 nano-USD/);
  });

  test('a success charges the cost once, on every account, key and log', async () => {
    const { store, row, money, verified, tasks, token } = await customer(await fresh());
    const task = row();
    await tasks.begin(task, taskLog(task), node, lease);
    const done = { at: testStart + 9000, to: 'succeeded', cost: 60, usage: { seconds: 5 } } as const;
    assert.equal((await tasks.move(task.id, done))?.cost, 60);
    assert.equal(await tasks.move(task.id, done), undefined, 'it has ended');
    assert.equal(await tasks.move(task.id, { at: done.at, to: 'failed', cost: 0 }), undefined);
    assert.deepEqual(await money(), { balance: 940, leased: 900, spent: 60 });
    const after = (await store.tokens.byId(token.id))!;
    assert.equal(after.spent, 60);
    assert.equal(after.calls, 1);
    assert.equal(after.allowance?.balance, 440);
    const logged = await store.calls.byRequestId(task.requestId);
    assert.equal(logged?.cost, 60);
    assert.deepEqual(logged?.usage, { seconds: 5 });
    assert.equal(logged?.ms, 9000);
    await verified();
  });

  test('a cost over the hold takes what is free, and never what another node has leased', async () => {
    const { row, money, verified, tasks, store } = await customer(await fresh(), null);
    const task = row();
    await tasks.begin(task, taskLog(task), node, lease);
    const ended = await tasks.move(task.id, { at: testStart, to: 'succeeded', cost: 5000 });
    assert.equal(ended?.cost, 100, '900 are leased');
    assert.deepEqual(await money(), { balance: 900, leased: 900, spent: 100 });
    assert.match((await store.calls.byRequestId(task.requestId))!.notes.join(), /charge_capped: 4900/);
    await verified();
  });

  test('an account without limit holds below zero', async () => {
    const { row, tasks, store, verified } = await customer(await fresh(), null);
    const admin = granted(await store.users.create(system, newUser({ limited: false })));
    const task = row({ payers: [{ account: admin.live.id, limited: false }], owner: admin.id });
    await tasks.begin(task, taskLog(task), node, lease);
    assert.equal((await store.ledger.account(admin.live.id))?.balance, -100);
    await tasks.move(task.id, { at: testStart, to: 'succeeded', cost: 150 });
    assert.equal((await store.ledger.account(admin.live.id))?.balance, -150);
    await verified();
  });

  test('each step is taken only from the states that allow it', async () => {
    const { row, tasks } = await customer(await fresh());
    const task = row();
    await tasks.begin(task, taskLog(task), node, lease);
    const to = async (state: 'queued' | 'running' | 'waiting') =>
      (await tasks.move(task.id, { at: testStart, to: state }))?.status;
    assert.equal(await to('queued'), 'queued');
    assert.equal(await to('queued'), undefined);
    assert.equal(await to('running'), 'running');
    assert.equal(await to('queued'), undefined, 'an older report');
    assert.equal(await to('waiting'), 'waiting');
    assert.equal(await to('queued'), 'queued', 'the client answered');
    assert.equal((await tasks.move(task.id, { at: testStart, progress: 40 }))?.progress, 40);
    assert.equal((await tasks.byId(task.id))?.version, 6);
    assert.equal(await tasks.move('task_of_nobody', { at: 1, to: 'running' }), undefined);
  });

  test('one Idempotency-Key makes one task and one hold, however many ask at once', async () => {
    const { row, money, tasks, verified } = await customer(await fresh());
    const idempotency = { key: 'k', hash: 'h' };
    const begun = await Promise.all(
      Array.from({ length: 20 }, () => {
        const task = row();
        return tasks.begin(task, taskLog(task), node, lease, idempotency);
      }),
    );
    assert.equal(begun.filter(({ state }) => state === 'begun').length, 1);
    const ids = new Set(begun.flatMap((one) => (one.state === 'same' ? [one.task.id] : [])));
    assert.equal(ids.size, 1);
    assert.deepEqual(await money(), { balance: 900, leased: 900, spent: 0 });
    const { tokens: _none, ...other } = { ...idempotency, hash: 'other', tokens: 0 };
    const task = row();
    assert.deepEqual(await tasks.begin(task, taskLog(task), node, lease, other), { state: 'other-body' });
    await verified();
    const [id] = ids;
    await tasks.move(id!, { at: testStart, to: 'failed', cost: 0, fault: 'upstream_refused' });
    await tasks.freeKey(id!);
    assert.deepEqual(await tasks.sameKey(task.token, 'k', 'h'), { state: 'begun' });
    assert.equal((await tasks.begin(task, taskLog(task), node, lease, idempotency)).state, 'begun');
  });

  test('a task is found by its id and its refs, by its owner in its mode', async () => {
    const { row, tasks, user } = await customer(await fresh());
    const [first, second] = [row(), row({ createdAt: testStart + 1000 })];
    for (const task of [first, second]) {
      await tasks.begin(task, taskLog(task), node, lease);
      await tasks.move(task.id, { at: testStart, to: 'queued', refs: ['clip-1', task.id.slice(-5)] });
    }
    assert.equal((await tasks.find(user.id, 'live', first.id))?.id, first.id);
    assert.equal((await tasks.find(user.id, 'live', first.id.slice(-5)))?.id, first.id);
    assert.equal((await tasks.find(user.id, 'live', 'clip-1'))?.id, second.id, 'the newest');
    assert.equal(await tasks.find(user.id + 1, 'live', first.id), undefined);
    assert.equal(await tasks.find(user.id + 1, 'live', 'clip-1'), undefined);
    assert.equal(await tasks.find(user.id, 'test', first.id), undefined);
    assert.equal(await tasks.find(user.id, 'test', 'clip-1'), undefined);
  });

  test('lists by state, kind, dialect and time, in pages', async () => {
    const { row, tasks, user } = await customer(await fresh());
    const made: TaskRow[] = [];
    for (let n = 0; n < 5; n++) {
      const task = row({ createdAt: testStart + n, hold: 0, kind: n === 0 ? 'music' : 'video' });
      await tasks.begin(task, taskLog(task), node, lease);
      made.push(task);
    }
    await tasks.move(made[2]!.id, { at: testStart, to: 'running' });
    const ids = made.map(({ id }) => id);
    const list = async (query: Partial<Parameters<typeof tasks.list>[2]>) =>
      (await tasks.list(user.id, 'live', { limit: 10, ...query })).tasks.map(({ id }) => ids.indexOf(id));
    assert.deepEqual(await list({}), [4, 3, 2, 1, 0]);
    assert.deepEqual(await list({ newestFirst: false }), [0, 1, 2, 3, 4]);
    assert.deepEqual(await list({ status: ['running'] }), [2]);
    assert.deepEqual(await list({ kind: ['music'] }), [0]);
    assert.deepEqual(await list({ dialect: 'another' }), []);
    assert.deepEqual(await list({ ids: [ids[1]!, ids[3]!, 'x'] }), [3, 1]);
    assert.deepEqual(await list({ ids: [] }), []);
    assert.deepEqual(await list({ from: testStart + 1, to: testStart + 2 }), [2, 1]);
    assert.deepEqual(await list({ limit: 2, after: ids[3]! }), [2, 1]);
    const page = await tasks.list(user.id, 'live', { limit: 2, page: 2 });
    assert.deepEqual([page.more, page.total, page.tasks.length], [true, 5, 2]);
    assert.equal((await tasks.list(user.id + 1, 'live', { limit: 2 })).total, 0);
  });

  test('a task whose node is silent is taken over by one of those who look', async () => {
    const { row, tasks } = await customer(await fresh());
    const made = Array.from({ length: 30 }, () => row({ hold: 0 }));
    for (const task of made) await tasks.begin(task, taskLog(task), node, lease);
    assert.deepEqual(await tasks.claim('n2', testStart, lease, 100), [], 'its lease is good');
    await tasks.renew(node, testStart + 1000, lease + 1000);
    const claims = await Promise.all(
      ['n2', 'n3', 'n4'].map((name) => tasks.claim(name, lease + 2000, lease + 60_000, 100)),
    );
    assert.equal(claims.flat().length, 30);
    assert.equal(new Set(claims.flat().map(({ id }) => id)).size, 30);
    assert.deepEqual(await tasks.mine(node), []);
    await tasks.leave('n2');
    await tasks.leave('n3');
    await tasks.leave('n4');
    assert.equal((await tasks.claim('n5', lease + 2000, lease + 60_000, 20)).length, 20);
    assert.equal((await tasks.mine('n5')).length, 20);
    assert.equal(await tasks.openCount(), 30);
  });

  test('a hook is told of what it wants to hear, and again where it did not listen', async () => {
    const { row, tasks } = await customer(await fresh());
    const hook = { url: 'https://customer.example/hook', on: 'end' } as const;
    const task = row({ hook });
    const talkative = row({ hook: { ...hook, on: 'changes' } });
    for (const one of [task, talkative]) {
      await tasks.begin(one, taskLog(one), node, lease);
      await tasks.move(one.id, { at: testStart, to: 'running' });
    }
    const due = async (now: number) => (await tasks.claimHooks(now, now + 60_000, 10)).map(({ id }) => id);
    assert.deepEqual(await due(testStart), [talkative.id]);
    assert.deepEqual(await due(testStart + 1), [], 'it is being told');
    await tasks.hookTold(talkative.id, 2);
    const ended = await tasks.move(task.id, {
      at: testStart + 5,
      to: 'failed',
      fault: 'upstream_failed',
      cost: 0,
    });
    assert.deepEqual(await due(testStart + 5), [task.id]);
    await tasks.hookTold(task.id, ended!.version, { at: testStart + 5000 });
    assert.deepEqual(await due(testStart + 4999), []);
    const [again] = await tasks.claimHooks(testStart + 5000, testStart + 65_000, 10);
    assert.equal(again?.tries, 1);
    await tasks.hookTold(task.id, ended!.version);
    assert.deepEqual(await due(testStart + 1e6), []);
  });

  test('results wait to be copied, and go with their task', async () => {
    const { row, tasks } = await customer(await fresh());
    const task = row({ hold: 0 });
    await tasks.begin(task, taskLog(task), node, lease);
    assert.equal(await tasks.remove(task.id), false, 'it is open');
    const outputs = [{ kind: 'video', url: 'https://upstream.example/a.mp4' }] as const;
    await tasks.move(task.id, {
      at: testStart,
      to: 'succeeded',
      cost: 0,
      outputs,
      copyAt: testStart,
      refs: ['r'],
    });
    const [due] = await tasks.claimCopies(testStart, testStart + 1000, 5);
    assert.equal(due?.id, task.id);
    await tasks.copied(task.id, outputs, { at: testStart + 2000 });
    assert.equal((await tasks.claimCopies(testStart + 2000, testStart + 9000, 5))[0]?.tries, 1);
    await tasks.copied(task.id, [{ ...outputs[0], file: 'k4u1' }]);
    assert.deepEqual(await tasks.claimCopies(testStart + 1e6, testStart + 2e6, 5), []);
    assert.equal((await tasks.byId(task.id))?.outputs[0]?.file, 'k4u1');
    assert.deepEqual(await tasks.sweep(task.expiresAt), []);
    assert.deepEqual(await tasks.sweep(task.expiresAt + 1), ['k4u1']);
    assert.equal(await tasks.byId(task.id), undefined);
    const other = row({ hold: 0 });
    await tasks.begin(other, taskLog(other), node, lease);
    await tasks.move(other.id, { at: testStart, to: 'cancelled', cost: 0 });
    assert.equal(await tasks.remove(other.id), true);
  });

  test('what begins with a lost lease or a doubled request leaves no money behind', async () => {
    const { row, tasks, money, verified } = await customer(await fresh());
    const task = row();
    await tasks.begin(task, taskLog(task), node, lease);
    await assert.rejects(tasks.begin(task, taskLog(task), node, lease), 'the id is taken');
    assert.deepEqual(await money(), { balance: 900, leased: 900, spent: 0 });
    await verified();
  });
});
