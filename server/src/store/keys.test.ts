import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { granted, newToken, newUser, system } from '../../../test/support/rows.ts';

forEachDatabase('keys', (fresh) => {
  const opened = async () => {
    const store = await (await fresh()).store();
    const owner = granted(await store.users.create(system, newUser()));
    const other = granted(await store.users.create(system, newUser()));
    return { store, owner, other };
  };

  test('the whole limit stays what it was set to, whatever is spent of it', async () => {
    const { store, owner } = await opened();
    const { id, allowance } = granted(await store.tokens.create(system, newToken(owner.id, { limit: 1000 })));
    const total = async () => {
      const token = (await store.tokens.byId(id))!;
      const left = token.allowance?.balance;
      return [(await store.keys.totals([token])).get(id), left];
    };
    assert.deepEqual(await total(), [1000, 1000]);
    const account = allowance!.id;
    const spend = (kind: 'charge' | 'hold', amount: number, cause: string) =>
      store.ledger.append(system, { account, kind, amount: -amount, cause });
    await spend('hold', 100, 'a task');
    assert.deepEqual(await total(), [1000, 900]);
    await store.tokens.update(system, id, owner.id, { total: 1500 });
    assert.deepEqual(await total(), [1500, 1400]);
    await store.tokens.update(system, id, owner.id, { total: 1200 });
    assert.deepEqual(await total(), [1200, 1100]);
    // Less than what is gone: nothing is left, never less than nothing.
    await store.tokens.update(system, id, owner.id, { total: 50 });
    assert.deepEqual((await total())[1], 0);
    await store.tokens.update(system, id, owner.id, { total: null });
    assert.deepEqual(await total(), [undefined, undefined]);
    assert.deepEqual(
      (await store.ledger.verify()).differences.filter(({ what }) => !/task/.test(what)),
      [],
    );
  });

  test('a list holds the owner’s keys of a mode whose names have a part, in any case of letters', async () => {
    const { store, owner, other } = await opened();
    for (const [name, mode] of [
      ['Ứng dụng một', 'live'],
      ['100% test_key', 'test'],
      ['ứng dụng hai', 'test'],
    ] as const)
      granted(await store.tokens.create(system, newToken(owner.id, { name, mode })));
    granted(await store.tokens.create(system, newToken(other.id, { name: 'ứng dụng ba' })));
    const names = async (more: object, paging = { page: 1, size: 10 }) => {
      const { items, total } = await store.keys.list({ owner: owner.id, ...more }, paging);
      return [items.map(({ name }) => name), total];
    };
    assert.deepEqual(await names({}), [['ứng dụng hai', '100% test_key', 'Ứng dụng một'], 3]);
    assert.deepEqual(await names({ part: 'ỨNG DỤNG' }), [['ứng dụng hai', 'Ứng dụng một'], 2]);
    assert.deepEqual(await names({ part: '%' }), [['100% test_key'], 1]);
    assert.deepEqual(await names({ part: 'ứng', mode: 'live' }), [['Ứng dụng một'], 1]);
    assert.deepEqual(await names({}, { page: 2, size: 2 }), [['Ứng dụng một'], 3]);
    assert.deepEqual(await names({ part: 'none' }), [[], 0]);
  });

  test('several keys change together or not at all', async () => {
    const { store, owner, other } = await opened();
    const made = async (user: number) => granted(await store.tokens.create(system, newToken(user))).id;
    const mine = [await made(owner.id), await made(owner.id)];
    const foreign = await made(other.id);
    const states = async () =>
      Promise.all([...mine, foreign].map(async (id) => (await store.tokens.byId(id))?.status));
    assert.equal(await store.keys.change(system, owner.id, [...mine, foreign], 'disabled'), false);
    assert.deepEqual(await states(), ['enabled', 'enabled', 'enabled']);
    assert.equal(await store.keys.change(system, owner.id, [...mine, mine[0]!], 'disabled'), true);
    assert.deepEqual(await states(), ['disabled', 'disabled', 'enabled']);
    assert.equal(await store.keys.change(system, owner.id, mine, 'removed'), true);
    assert.deepEqual(await states(), [undefined, undefined, 'enabled']);
    assert.equal(await store.keys.change(system, owner.id, mine, 'enabled'), false);
    const notes = await store.audit.list({ page: 1, size: 4 });
    assert.deepEqual(
      notes.items.map(({ action }) => action),
      ['token.remove', 'token.remove', 'token.update', 'token.update'],
    );
  });
});
