import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { GatewayError } from '../spec/fault.ts';
import type { Account, Token, TokenOwner, User } from '../spec/records.ts';
import { Callers } from './callers.ts';

const minute = 60_000;
const account = (id: number, kind: 'user' | 'token', mode: 'live' | 'test' = 'live'): Account => ({
  id,
  kind,
  mode,
  userId: 7,
  limited: true,
  balance: 0,
  leased: 0,
  spent: 0,
  calls: 0,
});
const user: User = {
  id: 7,
  email: 'a@example.com',
  name: 'a',
  role: 'user',
  status: 'enabled',
  group: 'default',
  createdAt: 0,
  live: account(70, 'user'),
  test: account(71, 'user', 'test'),
};
const token: Token = {
  id: 1,
  userId: 7,
  name: 't',
  hint: '****',
  mode: 'live',
  status: 'enabled',
  group: null,
  models: null,
  allowIps: [],
  expiresAt: null,
  allowance: null,
  spent: 0,
  calls: 0,
  createdAt: 0,
  lastUsedAt: null,
};
const owner = (change: Partial<Token> = {}, of: Partial<User> = {}): TokenOwner => ({
  token: { ...token, ...change },
  user: { ...user, ...of },
});

/** A store whose answers the test decides, and a clock that it moves. */
function house() {
  const state = {
    at: 10_000_000,
    asked: 0,
    answer: (): TokenOwner | undefined | Promise<TokenOwner | undefined> => owner(),
  };
  const callers = new Callers(
    {
      async byKey() {
        state.asked++;
        return state.answer();
      },
    },
    { now: () => state.at },
  );
  const broken = () => {
    throw new Error('connection refused');
  };
  return { state, callers, broken };
}
const faultIs = (code: string) => (error: unknown) => error instanceof GatewayError && error.code === code;
/** find() throws at once or later. */
const found = async (callers: Callers, key = 'sk-a') => callers.find(key);

test('a key is looked up once and then answered at once', async () => {
  const { state, callers } = house();
  assert.equal(callers.knows('sk-a'), false);
  const first = await callers.find('sk-a');
  assert.equal(callers.knows('sk-a'), true);
  state.at += minute - 1;
  assert.equal(callers.find('sk-a'), first);
  assert.equal(state.asked, 1);
});

test('calls that come together share one look-up', async () => {
  const { state, callers } = house();
  await Promise.all([found(callers), found(callers), found(callers)]);
  assert.equal(state.asked, 1);
});

test('after a minute the key is renewed behind the call', async () => {
  const { state, callers } = house();
  const first = await found(callers);
  state.answer = () => owner({ group: 'vip' });
  state.at += minute;
  assert.equal(callers.find('sk-a'), first);
  await turn();
  assert.equal(state.asked, 2);
  const renewed = callers.find('sk-a');
  assert.ok(!(renewed instanceof Promise));
  assert.equal(renewed.group, 'vip');
});

test('a known key goes on for an hour without the database, then the store is to blame and not the key', async () => {
  const { state, callers, broken } = house();
  const first = await found(callers);
  state.answer = broken;
  for (let passed = minute; passed < 60 * minute; passed += minute) {
    state.at += minute;
    assert.equal(callers.find('sk-a'), first);
    await turn();
  }
  state.at += minute - 1;
  assert.equal(callers.find('sk-a'), first);
  await turn();
  state.at += 1;
  await assert.rejects(found(callers), faultIs('store_unavailable'));
  state.answer = () => owner();
  assert.equal((await found(callers)).tokenId, 1);
});

test('a database that fails is asked for the same key every five seconds, not with every call', async () => {
  const { state, callers, broken } = house();
  await found(callers);
  state.answer = broken;
  state.at += minute;
  for (let i = 0; i < 10; i++) {
    callers.find('sk-a');
    await turn();
  }
  assert.equal(state.asked, 2);
  state.at += 5000;
  callers.find('sk-a');
  await turn();
  assert.equal(state.asked, 3);
});

test('a key never seen gives store_unavailable while the database fails, and is not remembered as unknown', async () => {
  const { state, callers, broken } = house();
  state.answer = broken;
  await assert.rejects(found(callers), faultIs('store_unavailable'));
  state.answer = () => owner();
  assert.equal((await found(callers)).userId, 7);
});

test('a changed key is looked up before its next use', async () => {
  for (const which of [{ token: 1 }, { user: 7 }]) {
    const { state, callers } = house();
    await found(callers);
    state.answer = () => owner({ status: 'disabled' });
    callers.forget(which);
    const caller = await found(callers);
    assert.equal(state.asked, 2);
    assert.throws(() => caller.check(state.at, '192.0.2.1'), faultIs('token_disabled'));
    assert.ok(!(callers.find('sk-a') instanceof Promise));
  }
});

test('a change of another token leaves this one alone', async () => {
  const { state, callers } = house();
  await found(callers);
  callers.forget({ token: 2 });
  callers.forget({ user: 8 });
  await found(callers);
  assert.equal(state.asked, 1);
});

test('a changed key goes on as last known while the database fails', async () => {
  const { state, callers, broken } = house();
  const first = await found(callers);
  callers.forget({ token: 1 });
  state.answer = broken;
  assert.equal(await found(callers), first);
  state.at += 4999;
  assert.equal(callers.find('sk-a'), first);
  assert.equal(state.asked, 2);
  state.at += 1;
  state.answer = () => owner({ group: 'vip' });
  assert.equal((await found(callers)).group, 'vip');
});

test('a look-up that raced a change is not trusted', async () => {
  const { state, callers } = house();
  const old = Promise.withResolvers<TokenOwner>();
  state.answer = () => old.promise;
  const early = found(callers);
  callers.forget({ token: 1 });
  state.answer = () => owner({ status: 'disabled' });
  // A call after the change does not share the look-up from before it.
  const late = await found(callers);
  assert.throws(() => late.check(state.at, '192.0.2.1'), faultIs('token_disabled'));
  old.resolve(owner());
  await early;
  const next = await found(callers);
  assert.throws(() => next.check(state.at, '192.0.2.1'), faultIs('token_disabled'));
});

test('a key that was made while it was looked up in vain is found by the next call', async () => {
  const { state, callers } = house();
  const nobody = Promise.withResolvers<undefined>();
  state.answer = () => nobody.promise;
  const early = found(callers);
  callers.forget({ token: 1 });
  nobody.resolve(undefined);
  await assert.rejects(early, faultIs('token_invalid'));
  state.answer = () => owner();
  assert.equal((await found(callers)).tokenId, 1);
});

test('an unknown key is remembered for five seconds', async () => {
  const { state, callers } = house();
  state.answer = () => undefined;
  await assert.rejects(found(callers), faultIs('token_invalid'));
  state.at += 4999;
  await assert.rejects(found(callers), faultIs('token_invalid'));
  assert.equal(state.asked, 1);
  state.at += 1;
  state.answer = () => owner();
  assert.equal((await found(callers)).tokenId, 1);
});

test('any change clears the memory of unknown keys', async () => {
  const { state, callers } = house();
  state.answer = () => undefined;
  await assert.rejects(found(callers), faultIs('token_invalid'));
  callers.forget({ token: 9 });
  state.answer = () => owner();
  assert.equal((await found(callers)).tokenId, 1);
});

test('a deleted key is refused as soon as the renewal has seen it', async () => {
  const { state, callers } = house();
  await found(callers);
  state.answer = () => undefined;
  callers.forget({ token: 1 });
  await assert.rejects(found(callers), faultIs('token_invalid'));
  assert.equal(callers.knows('sk-a'), false);
});

const checked = async (change: Partial<Token>, of: Partial<User> = {}) => {
  const { state, callers } = house();
  state.answer = () => owner(change, of);
  return found(callers);
};

test('what is wrong with a key is said by its own fault', async () => {
  const table: [Partial<Token>, Partial<User>, string][] = [
    [{ status: 'disabled' }, {}, 'token_disabled'],
    [{ expiresAt: 500 }, {}, 'token_expired'],
    [{}, { status: 'disabled' }, 'user_disabled'],
    [{ allowIps: ['198.51.100.0/24'] }, {}, 'address_not_allowed'],
    [{ allowIps: ['nonsense', '10.0.0.0/99'] }, {}, 'address_not_allowed'],
  ];
  for (const [change, of, code] of table) {
    const caller = await checked(change, of);
    assert.throws(() => caller.check(500, '192.0.2.1'), faultIs(code), code);
  }
  (await checked({ expiresAt: 501 })).check(500, '192.0.2.1');
});

test('addresses and ranges of both families let their own through', async () => {
  const caller = await checked({ allowIps: ['192.0.2.1', ' 198.51.100.0/24 ', '2001:db8::/32'] });
  for (const ip of ['192.0.2.1', '198.51.100.77', '2001:db8::5']) caller.check(0, ip);
  for (const ip of ['192.0.2.2', '198.51.101.1', '2001:db9::1'])
    assert.throws(() => caller.check(0, ip), faultIs('address_not_allowed'), ip);
});

test('models are allowed by name or by beginning', async () => {
  const caller = await checked({ models: ['gpt-4o', 'claude-*'] });
  assert.deepEqual(
    ['gpt-4o', 'gpt-4o-mini', 'claude-', 'claude-x', 'claude'].map((name) => caller.allows(name)),
    [true, false, true, true, false],
  );
  assert.equal((await checked({ models: [] })).allows('gpt-4o'), false);
  assert.equal((await checked({ models: null })).allows('gpt-4o'), true);
});

test('a key pays from the money of its mode and from its own allowance', async () => {
  const live = await checked({ allowance: account(5, 'token') });
  assert.deepEqual(
    live.accounts.map(({ id }) => id),
    [70, 5],
  );
  const trial = await checked({ mode: 'test' });
  assert.deepEqual(
    trial.accounts.map(({ id }) => id),
    [71],
  );
});
