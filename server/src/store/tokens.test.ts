import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Database, forEachDatabase } from '../../../test/support/databases.ts';
import { granted, newToken, newUser, system } from '../../../test/support/rows.ts';
import type { Store } from '../spec/store.ts';

async function twoUsers(database: Database) {
  const store = await database.store();
  const owner = granted(await store.users.create(system, newUser()));
  const other = granted(await store.users.create(system, newUser()));
  return { store, owner, other };
}

const names = async (store: Store, search: string, owner?: number) =>
  (await store.tokens.list(owner === undefined ? { search } : { owner, search }, { page: 1, size: 50 })).items
    .map((token) => token.name)
    .sort();

forEachDatabase('tokens', (fresh) => {
  test('a token is found by its whole key, with its owner', async () => {
    const database = await fresh();
    const { store, owner } = await twoUsers(database);
    const wanted = newToken(owner.id, {
      name: 'Ứng dụng 🦊',
      mode: 'test',
      group: 'vip',
      models: ['gpt-4o', 'claude-*'],
      allowIps: ['10.0.0.0/8', '::1'],
      expiresAt: database.clock.now() + 1000,
    });
    const token = granted(await store.tokens.create(system, wanted));
    const { id, hint, ...rest } = token;
    assert.deepEqual(rest, {
      userId: owner.id,
      name: 'Ứng dụng 🦊',
      mode: 'test',
      status: 'enabled',
      group: 'vip',
      models: ['gpt-4o', 'claude-*'],
      allowIps: ['10.0.0.0/8', '::1'],
      expiresAt: database.clock.now() + 1000,
      allowance: null,
      spent: 0,
      calls: 0,
      createdAt: database.clock.now(),
      lastUsedAt: null,
    });
    assert.ok(hint.length < 30 && !wanted.key.includes(hint));
    assert.deepEqual(await store.tokens.byKey(wanted.key), { token, user: owner });
    assert.deepEqual(await store.tokens.byId(id), token);
    for (const wrong of ['', wanted.key.slice(0, -1), `${wanted.key}x`, wanted.key.toUpperCase(), '%', hint])
      assert.equal(await store.tokens.byKey(wrong), undefined, wrong);
  });

  test('an empty list of models is not the absence of a list', async () => {
    const { store, owner } = await twoUsers(await fresh());
    const none = granted(await store.tokens.create(system, newToken(owner.id, { models: [] })));
    const all = granted(await store.tokens.create(system, newToken(owner.id, { models: null })));
    assert.deepEqual([none.models, all.models], [[], null]);
  });

  test('the same key twice is refused, also from two callers at once', async () => {
    const { store, owner, other } = await twoUsers(await fresh());
    const key = 'sk-the-same-key-for-both-0123456789';
    const answers = await Promise.all(
      [owner, other].map(({ id }) => store.tokens.create(system, newToken(id, { key }))),
    );
    assert.equal(answers.filter((answer) => 'refused' in answer).length, 1);
    assert.equal((await store.tokens.list({}, { page: 1, size: 9 })).total, 1);
  });

  test("another user's token looks as if it did not exist", async () => {
    const { store, owner, other } = await twoUsers(await fresh());
    const { tokens } = store;
    const token = granted(await tokens.create(system, newToken(owner.id)));
    assert.equal(await tokens.byId(token.id, other.id), undefined);
    assert.equal(await tokens.reveal(system, token.id, other.id), undefined);
    assert.equal(await tokens.update(system, token.id, other.id, { name: 'mine', limit: 5 }), undefined);
    assert.equal(await tokens.remove(system, [token.id], other.id), 0);
    assert.deepEqual(await tokens.byId(token.id, owner.id), token);
    assert.equal(await tokens.countOf(other.id), 0);
    assert.equal((await tokens.list({ owner: other.id }, { page: 1, size: 9 })).total, 0);
  });

  test('the key is revealed to its owner, and each time is in the audit log', async () => {
    const database = await fresh();
    const { store, owner } = await twoUsers(database);
    const wanted = newToken(owner.id);
    const { id } = granted(await store.tokens.create({ user: owner.id }, wanted));
    assert.equal(await store.tokens.reveal({ user: owner.id }, id, owner.id), wanted.key);
    const [line] = (await store.audit.list({ page: 1, size: 1 })).items;
    assert.deepEqual([line?.action, line?.object, line?.actor], ['token.reveal', `token:${id}`, owner.id]);
    for (const table of ['tokens', 'audit', 'changes'])
      assert.ok(!JSON.stringify(await database.raw(`select * from ${table}`)).includes(wanted.key.slice(3)));
  });

  test('a removed token is nowhere, and its key stays taken', async () => {
    const { store, owner } = await twoUsers(await fresh());
    const { tokens } = store;
    const wanted = newToken(owner.id);
    const { id } = granted(await tokens.create(system, wanted));
    const kept = granted(await tokens.create(system, newToken(owner.id)));
    assert.equal(await tokens.remove(system, [id, id, 424_242], owner.id), 1);
    assert.equal(await tokens.remove(system, [id], owner.id), 0);
    assert.equal(await tokens.remove(system, []), 0);
    assert.equal(await tokens.byKey(wanted.key), undefined);
    assert.equal(await tokens.byId(id), undefined);
    assert.equal(await tokens.reveal(system, id), undefined);
    assert.equal(await tokens.update(system, id, undefined, { name: 'again' }), undefined);
    assert.deepEqual((await tokens.list({}, { page: 1, size: 9 })).items, [kept]);
    assert.equal(await tokens.countOf(owner.id), 1);
    assert.ok('refused' in (await tokens.create(system, { ...newToken(owner.id), key: wanted.key })));
  });

  test('an update changes what it names; null and empty are values', async () => {
    const { store, owner } = await twoUsers(await fresh());
    const wanted = newToken(owner.id, { group: 'vip', models: ['a'], allowIps: ['::1'], expiresAt: 5 });
    const before = granted(await store.tokens.create(system, wanted));
    const change = async (patch: Parameters<Store['tokens']['update']>[3]) =>
      store.tokens.update(system, before.id, owner.id, patch);
    assert.deepEqual(await change({}), before);
    assert.deepEqual(await change({ status: 'disabled', name: '' }), {
      ...before,
      status: 'disabled',
      name: '',
    });
    assert.deepEqual(await change({ group: null, models: null, allowIps: [], expiresAt: null }), {
      ...before,
      status: 'disabled',
      name: '',
      group: null,
      models: null,
      allowIps: [],
      expiresAt: null,
    });
  });

  test('a limit is money of its own: set, raised, lowered, taken away, always as entries', async () => {
    const { store, owner } = await twoUsers(await fresh());
    const { tokens, ledger } = store;
    const token = granted(await tokens.create(system, newToken(owner.id, { limit: 1000, mode: 'test' })));
    const { id: account, ...rest } = token.allowance!;
    assert.deepEqual(rest, {
      kind: 'token',
      mode: 'test',
      userId: owner.id,
      limited: true,
      balance: 1000,
      leased: 0,
      spent: 0,
      calls: 0,
    });
    assert.equal(
      (await tokens.update(system, token.id, undefined, { limit: 2500 }))?.allowance?.balance,
      2500,
    );
    assert.equal((await tokens.update(system, token.id, undefined, { limit: 2500 }))?.allowance?.id, account);
    assert.equal((await tokens.update(system, token.id, undefined, { limit: 0 }))?.allowance?.balance, 0);
    const { items } = await ledger.entries(account, { page: 1, size: 9 });
    assert.deepEqual(
      items.map((entry) => [entry.kind, entry.amount]),
      [
        ['limit', -2500],
        ['limit', 1500],
        ['limit', 1000],
      ],
    );
    assert.equal((await tokens.update(system, token.id, undefined, { limit: null }))?.allowance, null);
    assert.equal((await tokens.update(system, token.id, undefined, { limit: 7 }))?.allowance?.balance, 7);
    assert.deepEqual((await ledger.verify()).differences, []);
  });

  test('a token without a limit and one with the limit 0 are different things', async () => {
    const { store, owner } = await twoUsers(await fresh());
    const free = granted(await store.tokens.create(system, newToken(owner.id, { limit: null })));
    const shut = granted(await store.tokens.create(system, newToken(owner.id, { limit: 0 })));
    assert.equal(free.allowance, null);
    assert.equal(shut.allowance?.balance, 0);
  });

  test('a search without % is exact; with % only % is a wildcard, and letters keep their case', async () => {
    const { store, owner, other } = await twoUsers(await fresh());
    const all = ['a_c', 'abc', 'a\\c', 'a%c', 'ABC', 'đạt', "it's", 'tail_'];
    for (const name of all) granted(await store.tokens.create(system, newToken(owner.id, { name })));
    granted(await store.tokens.create(system, newToken(other.id, { name: 'abc' })));
    assert.deepEqual(await names(store, 'abc', owner.id), ['abc']);
    assert.deepEqual(await names(store, 'abc'), ['abc', 'abc']);
    assert.deepEqual(await names(store, 'a_c', owner.id), ['a_c']);
    assert.deepEqual(await names(store, 'a_%', owner.id), ['a_c']);
    assert.deepEqual(await names(store, 'a\\%', owner.id), ['a\\c']);
    assert.deepEqual(await names(store, '%\\c', owner.id), ['a\\c']);
    assert.deepEqual(await names(store, 'a%c', owner.id), ['a%c', 'a\\c', 'a_c', 'abc']);
    assert.deepEqual(await names(store, '%_', owner.id), ['tail_']);
    assert.deepEqual(await names(store, 'A%', owner.id), ['ABC']);
    assert.deepEqual(await names(store, 'đ%', owner.id), ['đạt']);
    assert.deepEqual(await names(store, "%'%", owner.id), ["it's"]);
    assert.deepEqual(await names(store, '%', owner.id), [...all].sort());
    assert.deepEqual(await names(store, "' or 1=1 --", owner.id), []);
    assert.deepEqual(await names(store, '\0%', owner.id), []);
  });

  test('a look-up by key in a list is exact', async () => {
    const { store, owner } = await twoUsers(await fresh());
    const wanted = newToken(owner.id);
    const token = granted(await store.tokens.create(system, wanted));
    granted(await store.tokens.create(system, newToken(owner.id)));
    const found = async (key: string) =>
      (await store.tokens.list({ owner: owner.id, key }, { page: 1, size: 9 })).items;
    assert.deepEqual(await found(wanted.key), [token]);
    assert.deepEqual(await found('%'), []);
    assert.deepEqual(await found(wanted.key.slice(0, -1)), []);
  });

  test('pages are newest first and disjoint', async () => {
    const { store, owner } = await twoUsers(await fresh());
    const ids: number[] = [];
    for (let n = 0; n < 5; n++)
      ids.unshift(granted(await store.tokens.create(system, newToken(owner.id))).id);
    const pages = await Promise.all(
      [1, 2, 3].map((page) => store.tokens.list({ owner: owner.id }, { page, size: 2 })),
    );
    assert.deepEqual(
      pages.map((page) => page.items.map((token) => token.id)),
      [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)],
    );
    assert.deepEqual(
      pages.map((page) => page.total),
      [5, 5, 5],
    );
  });
});
