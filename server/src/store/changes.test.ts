import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { callRecord, granted, newChannel, newToken, newUser, system } from '../../../test/support/rows.ts';
import type { Store } from '../spec/store.ts';

/** Topics that the work published, in their order. */
async function topicsOf(store: Store, work: () => Promise<unknown>): Promise<string[]> {
  const before = await store.changes.latest();
  await work();
  return (await store.changes.since(before)).map((change) => change.topic);
}

/** Resolves when `listen` calls; rejects after a time that no database needs. */
function heard(store: Store): { once: Promise<void>; stop: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('nothing was heard')), 8_000);
  const stop = store.changes.listen(resolve);
  return {
    once: promise.finally(() => clearTimeout(timer)),
    stop: () => {
      clearTimeout(timer);
      stop();
    },
  };
}

forEachDatabase('changes', (fresh, kind) => {
  test('every write publishes exactly what other nodes must forget', async () => {
    const store = await (await fresh()).store();
    const { users, tokens, channels, groups, prices, models, ledger, settings } = store;
    const user = granted(await users.create(system, newUser()));
    const token = granted(await tokens.create(system, newToken(user.id, { limit: 5 })));
    const other = granted(await tokens.create(system, newToken(user.id)));
    const channel = granted(await channels.create(system, newChannel()));
    const one = `token:${token.id}`;
    const allowance = `account:${token.allowance!.id}`;
    const group = { name: 'g', ratio: '1', description: '', open: true };
    const model = { name: 'm', kinds: ['chat' as const], owner: '', context: null, maxOutput: null };
    const writes: [string[], () => Promise<unknown>][] = [
      [[`user:${user.id + 1}`], () => users.create(system, newUser())],
      [[`user:${user.id}`], () => users.update(system, user.id, { status: 'disabled' })],
      [[`user:${user.id}`], () => users.setAccessToken(system, user.id, 'an access token')],
      [[`token:${other.id + 1}`], () => tokens.create(system, newToken(user.id))],
      [[`token:${other.id}`], () => tokens.update(system, other.id, undefined, { limit: 3 })],
      [[one, allowance], () => tokens.update(system, token.id, undefined, { limit: 3 })],
      [[], () => tokens.reveal(system, token.id)],
      [[one, `token:${other.id}`], () => tokens.remove(system, [token.id, other.id])],
      [['config'], () => channels.create(system, newChannel())],
      [['config'], () => channels.update(system, channel.id, { weight: 2 })],
      [['config'], () => channels.remove(system, channel.id)],
      [['config'], () => groups.put(system, group)],
      [['config'], () => groups.remove(system, 'g')],
      [['config'], () => prices.put(system, 'm', { rates: [], source: '', asOf: '2026-01-01' })],
      [['config'], () => models.put(system, model)],
      [['config'], () => models.remove(system, 'm')],
      [['config'], () => settings.put(system, 'a', 'b')],
      [
        [`account:${user.live.id}`],
        () => ledger.append(system, { account: user.live.id, kind: 'topup', amount: 1, cause: 'c' }),
      ],
      // What changed nothing publishes nothing.
      [[], () => ledger.append(system, { account: user.live.id, kind: 'topup', amount: 1, cause: 'c' })],
      [[], () => users.update(system, 424_242, { name: 'x' })],
      [[], () => users.update(system, user.id, {})],
      [[], () => tokens.update(system, 424_242, undefined, { name: 'x' })],
      [[], () => tokens.remove(system, [424_242])],
      [[], () => channels.update(system, 424_242, { weight: 1 })],
      [[], () => channels.remove(system, 424_242)],
      [[], () => groups.remove(system, 'absent')],
      [[], () => models.remove(system, 'absent')],
    ];
    for (const [expected, write] of writes)
      assert.deepEqual((await topicsOf(store, write)).toSorted(), expected.toSorted(), String(write));
  });

  test('every write leaves an audit line with its actor, newest first', async () => {
    const database = await fresh();
    const store = await database.store();
    const admin = granted(await store.users.create(system, newUser({ password: 'a-hash' })));
    database.clock.move(5);
    await store.groups.put({ user: admin.id }, { name: 'g', ratio: '2', description: '', open: true });
    const { items, total } = await store.audit.list({ page: 1, size: 10 });
    assert.equal(total, 2);
    assert.deepEqual(
      items.map(({ at, actor, action, object }) => ({ at, actor, action, object })),
      [
        { at: database.clock.now(), actor: admin.id, action: 'group.put', object: 'group:g' },
        { at: database.clock.now() - 5, actor: null, action: 'user.create', object: `user:${admin.id}` },
      ],
    );
    assert.equal(JSON.parse(items[0]!.detail).ratio, '2');
    assert.doesNotMatch(JSON.stringify(items), /a-hash/);
    assert.deepEqual(
      (await store.audit.list({ page: 2, size: 1 })).items.map((line) => line.action),
      ['user.create'],
    );
  });

  test('numbers grow in the order in which changes can be seen, so that none is passed over', async () => {
    const database = await fresh();
    const stores = await Promise.all([database.store(), database.store(), database.store()]);
    let writing = true;
    const seen: number[] = [];
    const watch = async () => {
      for (;;) {
        const last = !writing;
        const next = await stores[2]!.changes.since(seen.at(-1) ?? 0);
        seen.push(...next.map((change) => change.seq));
        if (last) return;
      }
    };
    const watching = watch();
    await Promise.all(
      Array.from({ length: 40 }, (_one, n) => stores[n % 2]!.settings.put(system, `s${n}`, 'x')),
    );
    writing = false;
    await watching;
    assert.equal(seen.length, 40);
    assert.equal(await stores[0]!.changes.latest(), seen.at(-1));
  });

  test('old changes are pruned, and numbers go on from where they were', async () => {
    const database = await fresh();
    const { changes, settings } = await database.store();
    assert.equal(await changes.latest(), 0);
    await settings.put(system, 'a', '1');
    database.clock.move(1000);
    await settings.put(system, 'a', '2');
    const latest = await changes.latest();
    await changes.prune(database.clock.now());
    assert.deepEqual(
      (await changes.since(0)).map((change) => change.seq),
      [latest],
    );
    await changes.prune(database.clock.now() + 1);
    await settings.put(system, 'a', '3');
    assert.ok((await changes.latest()) > latest);
  });

  test('a listener hears its own write at once, and after stopping nothing', async () => {
    const store = await (await fresh()).store();
    let own = 0;
    const stop = store.changes.listen(() => own++);
    await sleep(200); // the listener's first word, when it has connected
    const before = own;
    await store.settings.put(system, 'a', 'b');
    assert.ok(own > before);
    stop();
    await sleep(50);
    const after = own;
    await store.settings.put(system, 'a', 'c');
    await sleep(1_200);
    assert.equal(own, after);
  });

  test("a listener hears another connection's write", async () => {
    const database = await fresh();
    const [here, there] = [await database.store(), await database.store()];
    const first = heard(here);
    await first.once;
    first.stop();
    const { once, stop } = heard(here);
    if (kind === 'PostgreSQL') await once; // says once that it is connected; the next word is the write's
    const second = kind === 'PostgreSQL' ? heard(here) : { once, stop };
    const latest = await here.changes.latest();
    await there.settings.put(system, 'a', 'b');
    await second.once;
    assert.deepEqual(
      (await here.changes.since(latest)).map((change) => change.topic),
      ['config'],
    );
    stop();
    second.stop();
  });

  test('applying calls publishes nothing: nodes know what they spent', async () => {
    const store = await (await fresh()).store();
    const topics = await topicsOf(store, () =>
      store.ledger.apply([callRecord({ cost: 0 })], { node: 'n1', file: 'a', offset: 1 }),
    );
    assert.deepEqual(topics, []);
  });

  test('a ping is answered, and after closing the store refuses work', async () => {
    const store = await (await fresh()).store();
    await store.ping();
    await store.close();
    await assert.rejects(store.ping());
    await assert.rejects(store.users.count());
  });
});
