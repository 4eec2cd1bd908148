import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase, testStart } from '../../../test/support/databases.ts';
import type { StoredFile } from '../spec/files.ts';
import type { Store } from '../spec/store.ts';

const id = (letter: string): string => `k4u${letter.repeat(26)}`;
const file = (some: Partial<StoredFile> = {}): StoredFile => ({
  id: id('a'),
  owner: 1,
  name: 'hợp đồng.pdf',
  mediaType: 'application/pdf',
  size: 100,
  sha256: 'ab',
  purpose: 'user_data',
  createdAt: testStart,
  expiresAt: testStart + 1000,
  ...some,
});
const plenty = 1_000_000;
const newestFirst = true;

const makeUser = (store: Store, email: string) =>
  store.users.create(
    { user: null },
    { email, name: 'n', password: 'x', role: 'user', group: 'default', limited: true },
  );

forEachDatabase('files', (fresh) => {
  test('are found by their owner only, until their time is over or they are removed', async () => {
    const database = await fresh();
    const { files } = await database.store();
    assert.equal(await files.add(file(), plenty), true);
    assert.deepEqual(await files.find(id('a'), 1), file());
    assert.equal(await files.find(id('a'), 2), undefined);
    assert.equal(await files.remove(id('a'), 2), false);
    database.clock.move(1000);
    assert.equal(await files.find(id('a'), 1), undefined);
    assert.equal(await files.bytesOf(1), 0);
    assert.equal(await files.remove(id('a'), 1), true);
    assert.equal(await files.remove(id('a'), 1), false);
  });

  test('are found by their id alone while their account is enabled and their time is not over', async () => {
    const database = await fresh();
    const store = await database.store();
    const { files } = store;
    const user = await makeUser(store, 'a@example.com');
    assert.ok('id' in user);
    const mine = file({ owner: user.id });
    await files.add(mine, plenty);
    assert.deepEqual(await files.byId(mine.id), mine);
    assert.equal(await files.byId(id('b')), undefined);
    await store.users.update({ user: null }, user.id, { status: 'disabled' });
    assert.equal(await files.byId(mine.id), undefined);
    await store.users.update({ user: null }, user.id, { status: 'enabled' });
    assert.deepEqual(await files.byId(mine.id), mine);
    database.clock.move(1000);
    assert.equal(await files.byId(mine.id), undefined);
  });

  test('are listed in both orders, page by page, by their purpose', async () => {
    const { files } = await (await fresh()).store();
    for (const letter of ['a', 'b', 'c', 'd'])
      await files.add(file({ id: id(letter), purpose: letter === 'c' ? 'vision' : 'user_data' }), plenty);
    await files.add(file({ id: id('e'), owner: 2 }), plenty);
    const ids = async (query: Parameters<typeof files.list>[1]) =>
      (await files.list(1, query)).map((one) => one.id.at(-1)).join('');
    assert.equal(await ids({ limit: 10, newestFirst }), 'dcba');
    assert.equal(await ids({ limit: 2, newestFirst }), 'dc');
    assert.equal(await ids({ limit: 2, newestFirst, after: id('c') }), 'ba');
    assert.equal(await ids({ limit: 2, newestFirst: false, after: id('a') }), 'bc');
    assert.equal(await ids({ limit: 9, newestFirst, purpose: 'vision' }), 'c');
  });

  test('have room for so many bytes of one owner, also when many come at once', async () => {
    const store = await (await fresh()).store();
    const { files } = store;
    const user = await makeUser(store, 'a@example.com');
    assert.ok('id' in user);
    const owner = user.id;
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const added = await Promise.all(letters.map((letter) => files.add(file({ id: id(letter), owner }), 350)));
    assert.equal(added.filter(Boolean).length, 3);
    assert.equal(await files.bytesOf(owner), 300);
    assert.equal(await files.add(file({ id: id('j'), owner, size: 50 }), 350), true);
    assert.equal(
      await files.add(file({ id: id('k'), owner: owner + 1 }), 350),
      true,
      'another owner has room',
    );
  });

  test('are swept when their time is over, and known until then', async () => {
    const { files } = await (await fresh()).store();
    await files.add(file(), plenty);
    await files.add(file({ id: id('b'), expiresAt: testStart + 5000 }), plenty);
    assert.deepEqual(await files.known([id('a'), id('b'), id('c')]), new Set([id('a'), id('b')]));
    assert.deepEqual(await files.known([]), new Set());
    assert.deepEqual(await files.sweep(testStart + 999), []);
    assert.deepEqual(await files.sweep(testStart + 1000), [id('a')]);
    assert.deepEqual(await files.known([id('a'), id('b')]), new Set([id('b')]));
  });
});
