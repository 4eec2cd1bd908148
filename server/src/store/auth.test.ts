import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { granted, newUser, system } from '../../../test/support/rows.ts';
import type { AuthCondition } from '../spec/auth.ts';

const where = (
  column: string,
  value: AuthCondition['value'],
  operator: AuthCondition['operator'] = 'eq',
) => ({
  column,
  operator,
  value,
  or: false,
});

forEachDatabase('what signing in stands on', (fresh) => {
  test('of two who consume a row, one gets it', async () => {
    const database = await fresh();
    const [one, other] = [await database.store(), await database.store()];
    const at = database.clock.now();
    for (let n = 0; n < 5; n++) {
      await one.auth.insert('verifications', {
        identifier: `link-${n}`,
        value: 'v',
        expires_at: at + 1000,
        created_at: at,
        updated_at: at,
      });
      const got = await Promise.all(
        [one, other, one, other].map(({ auth }) =>
          auth.remove('verifications', [where('identifier', `link-${n}`)], { first: true }),
        ),
      );
      assert.equal(got.flat().length, 1);
    }
  });

  test('a guarded count stops at its guard however many come at once', async () => {
    const database = await fresh();
    const { auth, users } = await database.store();
    const user = granted(await users.create(system, newUser()));
    await auth.insert('two_factors', { user_id: user.id, secret: 's', backup_codes: 'b' });
    const counted = await Promise.all(
      Array.from({ length: 10 }, () =>
        auth.update(
          'two_factors',
          [where('user_id', user.id), where('failed_verification_count', 4, 'lt')],
          {},
          { add: { failed_verification_count: 1 }, first: true },
        ),
      ),
    );
    assert.equal(counted.flat().length, 4);
  });

  test('tries are counted in a window, and a name is its own', async () => {
    const { clock, store } = await fresh();
    const { auth } = await store();
    const waits = await Promise.all(Array.from({ length: 5 }, () => auth.attempt('a', 3, 1000)));
    assert.equal(waits.filter((wait) => wait === 0).length, 3);
    assert.equal(await auth.attempt('b', 3, 1000), 0);
    clock.move(1000);
    assert.equal(await auth.attempt('a', 3, 1000), 0);
    await Promise.all([auth.attempt('a', 3, 1000), auth.attempt('a', 3, 1000)]);
    assert.ok((await auth.attempt('a', 3, 1000)) > 0);
    await auth.forgive('a');
    assert.equal(await auth.attempt('a', 3, 1000), 0);
  });

  test('conditions mean what they say', async () => {
    const { store } = await fresh();
    const { auth, users } = await store();
    for (const email of ['a_b@x.com', 'axb@x.com', 'c@x.com'])
      granted(await users.create(system, newUser({ email })));
    const found = async (...all: AuthCondition[]) =>
      (await auth.select('users', all)).map(({ email }) => email);
    assert.deepEqual(await found(where('email', 'a_', 'starts_with')), ['a_b@x.com']);
    assert.deepEqual(await found(where('email', ['c@x.com', 'a_b@x.com'], 'in')), ['a_b@x.com', 'c@x.com']);
    assert.deepEqual(await found(where('email', [], 'in')), []);
    assert.deepEqual(await found(where('image', null), where('email', 'c@x.com', 'ne')), [
      'a_b@x.com',
      'axb@x.com',
    ]);
    assert.deepEqual(
      await found({ ...where('email', 'c@x.com'), or: true }, { ...where('email', 'axb@x.com'), or: true }),
      ['axb@x.com', 'c@x.com'],
    );
    assert.equal(await auth.count('users', []), 3);
  });

  test('the account library cannot raise a role or touch money', async () => {
    const { store } = await fresh();
    const { auth, users } = await store();
    const user = granted(await users.create(system, newUser()));
    for (const column of ['role', 'status', 'group_name', 'live_account', 'gift_due', 'access_token_hash'])
      await assert.rejects(auth.update('users', [where('id', user.id)], { [column]: 1 }), /may not write/);
    assert.deepEqual(await users.byId(user.id), user);
  });

  test('the gifts of a registration are given once, however often it is asked', async () => {
    const { store } = await fresh();
    const { auth, users, ledger } = await store();
    const inviter = granted(await users.create(system, newUser()));
    const user = granted(await users.create(system, newUser({ invitedBy: inviter.id, giftDue: true })));
    const gifts = { signup: 500, invited: 50, inviter: 5 };
    const given = await Promise.all([1, 2, 3].map(() => auth.welcome(user.id, gifts)));
    assert.equal(given.filter(Boolean).length, 1);
    assert.equal((await users.byId(user.id))?.live.balance, 550);
    assert.equal((await users.byId(inviter.id))?.live.balance, 5);
    assert.equal(await auth.welcome(inviter.id, gifts), false, 'nothing was due');
    assert.deepEqual((await ledger.verify()).differences, []);
    const { items } = await ledger.entries(user.live.id, { page: 1, size: 9 });
    assert.deepEqual(items.map(({ kind, cause }) => [kind, cause]).sort(), [
      ['gift', `gift:invited:${user.id}`],
      ['gift', `gift:signup:${user.id}`],
    ]);
  });

  test('everybody invites with a code of their own, which stays', async () => {
    const { store } = await fresh();
    const { auth, users } = await store();
    const [one, other] = [
      granted(await users.create(system, newUser())),
      granted(await users.create(system, newUser())),
    ];
    const codes = await Promise.all([
      auth.inviteCode(one.id),
      auth.inviteCode(one.id),
      auth.inviteCode(other.id),
    ]);
    assert.equal(codes[0], codes[1]);
    assert.notEqual(codes[0], codes[2]);
    assert.equal(await auth.byInviteCode(codes[0] ?? ''), one.id);
    await users.update(system, one.id, { status: 'disabled' });
    assert.equal(await auth.byInviteCode(codes[0] ?? ''), undefined);
    assert.equal(await auth.inviteCode(999_999), undefined);
  });

  test('a session is found by its token until it is over', async () => {
    const { clock, store, raw } = await fresh();
    const { auth, users } = await store();
    const user = granted(await users.create(system, newUser({ password: 'hash-1' })));
    const at = clock.now();
    const begin = (token: string) =>
      auth.insert('sessions', {
        user_id: user.id,
        token,
        expires_at: at + 3_600_000,
        created_at: at,
        updated_at: at,
      });
    const { id } = await begin('one');
    await begin('two');
    assert.equal((await auth.session('one'))?.user.id, user.id);
    assert.equal(await auth.session('three'), undefined);
    clock.move(11 * 60_000);
    await auth.session('one');
    assert.equal((await auth.sessionsOf(user.id))[0]?.seenAt, clock.now());
    assert.equal(await auth.endSession(system, user.id + 1, Number(id)), false, 'of another user');
    assert.equal(await auth.endOtherSessions(system, user.id, Number(id)), 1);
    assert.equal(await auth.session('two'), undefined);
    assert.equal(await auth.passwordOf(user.id), 'hash-1');
    clock.move(3_600_000);
    assert.equal(await auth.session('one'), undefined);
    await auth.sweep(clock.now());
    assert.deepEqual(await raw('select count(*) as n from sessions'), [{ n: 0 }]);
  });
});
