import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { granted, newUser, system } from '../../../test/support/rows.ts';

forEachDatabase('users', (fresh) => {
  test('a new user has two empty accounts, one of them without a bottom', async () => {
    const database = await fresh();
    const { users } = await database.store();
    const user = granted(await users.create(system, newUser({ email: ' Lan@Example.com ', name: 'Lan' })));
    assert.equal(user.email, 'lan@example.com');
    assert.equal(user.createdAt, database.clock.now());
    assert.equal(user.status, 'enabled');
    const { id: live, ...liveRest } = user.live;
    const { id: testId, ...testRest } = user.test;
    assert.notEqual(live, testId);
    const empty = { kind: 'user', userId: user.id, balance: 0, leased: 0, spent: 0, calls: 0 };
    assert.deepEqual(liveRest, { ...empty, mode: 'live', limited: true });
    assert.deepEqual(testRest, { ...empty, mode: 'test', limited: false });
    assert.deepEqual(await users.byId(user.id), user);
    assert.deepEqual(await users.byEmail('LAN@example.com'), user);
    assert.equal(await users.byId(user.id + 1), undefined);
    assert.equal(await users.count(), 1);
  });

  test('only the first administrator is not limited, and the password is nowhere in what is read', async () => {
    const { users } = await (await fresh()).store();
    const root = granted(
      await users.create(system, newUser({ role: 'root', limited: false, password: 'hash-1' })),
    );
    assert.equal(root.live.limited, false);
    assert.equal(root.role, 'root');
    assert.doesNotMatch(JSON.stringify(root), /hash-1/);
  });

  test('the same e-mail address in other letters is refused, also when both come at once', async () => {
    const { users } = await (await fresh()).store();
    const answers = await Promise.all(
      ['a@example.com', 'A@example.com', 'a@EXAMPLE.com', ' a@example.com'].map((email) =>
        users.create(system, newUser({ email })),
      ),
    );
    const refused = answers.filter((answer) => 'refused' in answer);
    assert.equal(refused.length, 3);
    for (const answer of refused) assert.match(answer.refused, /a@example\.com/);
    assert.equal(await users.count(), 1);
  });

  test('a refused user leaves no account, audit line or change', async () => {
    const database = await fresh();
    const { users, changes, audit } = await database.store();
    await users.create(system, newUser({ email: 'a@example.com' }));
    const before = await changes.latest();
    await users.create(system, newUser({ email: 'a@example.com' }));
    assert.equal(await changes.latest(), before);
    assert.equal((await audit.list({ page: 1, size: 10 })).total, 1);
    assert.deepEqual(await database.raw('select count(*) as n from accounts'), [{ n: 2 }]);
  });

  test('an access token finds its user until it is replaced, and is not in the database', async () => {
    const database = await fresh();
    const { users } = await database.store();
    const one = granted(await users.create(system, newUser()));
    const other = granted(await users.create(system, newUser()));
    await users.setAccessToken(system, one.id, 'access-token-one');
    await users.setAccessToken(system, other.id, 'access-token-other');
    assert.equal((await users.byAccessToken('access-token-one'))?.id, one.id);
    await users.setAccessToken(system, one.id, 'access-token-two');
    assert.equal(await users.byAccessToken('access-token-one'), undefined);
    assert.equal((await users.byAccessToken('access-token-two'))?.id, one.id);
    assert.equal(await users.byAccessToken(''), undefined);
    assert.doesNotMatch(JSON.stringify(await database.raw('select * from users')), /access-token-/);
  });

  test('an update changes what it names and nothing else', async () => {
    const { users } = await (await fresh()).store();
    const before = granted(await users.create(system, newUser({ name: 'Before', group: 'default' })));
    const other = granted(await users.create(system, newUser()));
    assert.deepEqual(await users.update(system, before.id, { name: 'After', status: 'disabled' }), {
      ...before,
      name: 'After',
      status: 'disabled',
    });
    const promoted = await users.update(system, before.id, { group: 'vip', role: 'admin' });
    assert.equal(promoted?.group, 'vip');
    assert.equal(promoted?.role, 'admin');
    assert.equal(promoted?.name, 'After');
    assert.deepEqual(await users.update(system, other.id, {}), other);
    assert.equal(await users.update(system, 999_999, { name: 'Nobody' }), undefined);
  });

  test('pages are newest first and disjoint', async () => {
    const { users } = await (await fresh()).store();
    const ids: number[] = [];
    for (let n = 0; n < 5; n++) ids.unshift(granted(await users.create(system, newUser())).id);
    const pages = await Promise.all([1, 2, 3, 4].map((page) => users.list({ page, size: 2 })));
    assert.deepEqual(
      pages.map((page) => page.items.map((user) => user.id)),
      [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4), []],
    );
    for (const page of pages) assert.equal(page.total, 5);
  });

  test('a search is a beginning of the address, in which no character is a wildcard', async () => {
    const { users } = await (await fresh()).store();
    for (const email of ['a_b@x.com', 'aXb@x.com', 'a%b@x.com', 'a\\b@x.com', 'ab@x.com', 'đạt@x.com'])
      granted(await users.create(system, newUser({ email })));
    const found = async (search: string) =>
      (await users.list({ page: 1, size: 10 }, search)).items.map((user) => user.email).sort();
    assert.deepEqual(await found('a_'), ['a_b@x.com']);
    assert.deepEqual(await found('A%'), ['a%b@x.com']);
    assert.deepEqual(await found('a\\'), ['a\\b@x.com']);
    assert.deepEqual(await found('AX'), ['axb@x.com']);
    assert.deepEqual(await found('Đ'), ['đạt@x.com']);
    assert.deepEqual(await found('b@'), []);
    assert.equal((await found('')).length, 6);
  });

  test('names keep every character, but for NUL, which is replaced', async () => {
    const { users } = await (await fresh()).store();
    const name = 'Nguyễn Thị Ánh 🦊 "quote" \\ \' %_ \u202e end';
    const user = granted(await users.create(system, newUser({ name })));
    assert.equal((await users.byId(user.id))?.name, name);
    assert.equal((await users.update(system, user.id, { name: 'nul\0nul' }))?.name, 'nul\uFFFDnul');
    assert.equal(await users.byEmail('nobody\0@example.com'), undefined);
    assert.equal((await users.list({ page: 1, size: 9 }, '\0')).total, 0);
    const long = 'x'.repeat(300_000);
    assert.equal((await users.update(system, user.id, { name: long }))?.name, long);
  });
});
