import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { granted, newToken, newUser, system } from '../../../test/support/rows.ts';

forEachDatabase('visitors', (fresh) => {
  test('a visitor has one test key, and is in no list of people', async () => {
    const store = await (await fresh()).store();
    const person = granted(await store.users.create(system, newUser()));
    const { user, token } = await store.visitors.create({ key: 'sk-test-visitor', group: 'default' });
    assert.equal(token.mode, 'test');
    assert.equal(token.purpose, 'visitor');
    assert.equal(token.userId, user.id);
    assert.deepEqual(await store.visitors.find(user.id), { user, token });
    assert.equal(await store.visitors.find(person.id), undefined);
    assert.deepEqual(await store.tokens.byKey('sk-test-visitor'), { user, token });
    assert.equal(await store.users.count(), 1);
    const { items, total } = await store.users.list({ page: 1, size: 9 });
    assert.deepEqual([items.map(({ id }) => id), total], [[person.id], 1]);
    assert.equal((await store.tokens.list({}, { page: 1, size: 9 })).total, 0);
  });

  test('a visit ends with its key and its files; a later one goes on', async () => {
    const database = await fresh();
    const store = await database.store();
    const old = await store.visitors.create({ key: 'sk-test-old', group: 'default' });
    const at = database.clock.now();
    await store.files.add(
      {
        id: `k4u${'a'.repeat(26)}`,
        owner: old.user.id,
        name: 'a.txt',
        mediaType: 'text/plain',
        size: 3,
        sha256: '',
        purpose: '',
        createdAt: at,
        expiresAt: at + 1e9,
      },
      1000,
    );
    database.clock.move(1000);
    const young = await store.visitors.create({ key: 'sk-test-young', group: 'default' });
    const now = database.clock.now();
    assert.equal(await store.visitors.endBefore(at, now), 0);
    assert.equal(await store.visitors.endBefore(at + 1, now), 1);
    assert.equal(await store.visitors.endBefore(at + 1, now), 0);
    assert.equal(await store.visitors.find(old.user.id), undefined);
    assert.equal(await store.tokens.byKey('sk-test-old'), undefined);
    assert.deepEqual(await store.files.sweep(now), [`k4u${'a'.repeat(26)}`]);
    assert.ok(await store.visitors.find(young.user.id));
  });

  test('an account has one key of a purpose and mode, whoever asks at the same time', async () => {
    const { users, tokens } = await (await fresh()).store();
    const { id } = granted(await users.create(system, newUser()));
    const make = (key: string, mode: 'live' | 'test') =>
      tokens.create(system, newToken(id, { key, mode, purpose: 'playground' }));
    const made = await Promise.all([make('sk-a', 'live'), make('sk-b', 'live'), make('sk-c', 'test')]);
    assert.equal(made.filter((one) => 'refused' in one).length, 1);
    const token = (await tokens.ofPurpose(id, 'playground', 'live'))!;
    assert.match((await tokens.keyOf(token.id, id))!, /^sk-[ab]$/);
    assert.equal(await tokens.keyOf(token.id, id + 1), undefined);
    await tokens.remove(system, [token.id]);
    assert.equal(await tokens.ofPurpose(id, 'playground', 'live'), undefined);
    granted(await make('sk-d', 'live'));
  });
});
