import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { openStore } from '../store/index.ts';
import { addressName, createLimiter } from './limiter.ts';
import { type House, openHouse } from './test-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse(openStore);
});
afterEach(() => house.close());

const self = (headers: Record<string, string>) =>
  house.call(undefined, 'GET', '/api/user/self', undefined, headers);

test('the access token works raw and as Bearer, with and without the account number', async () => {
  const { user, accessToken } = house.staff.ana;
  for (const authorization of [accessToken, `Bearer ${accessToken}`, `bearer ${accessToken}`])
    equal((await self({ authorization })).json().data?.id, user.id);
  for (const name of ['New-Api-User', 'Key4U-User', 'Veloera-User', 'X-Api-User', 'Rix-Api-User'])
    equal((await self({ authorization: accessToken, [name]: String(user.id) })).json().success, true);
});

test('an account number that is wrong or no number is refused with 401', async () => {
  const { accessToken } = house.staff.ana;
  for (const [sent, message] of [
    [String(house.staff.bob.user.id), /does not match/],
    ['ana', /must be the number/],
    ['', /must be the number/],
  ] as const) {
    const answer = await self({ authorization: accessToken, 'new-api-user': sent });
    equal(answer.status, 401);
    match(answer.json().message, message);
  }
  const second = await self({
    authorization: accessToken,
    'new-api-user': String(house.staff.ana.user.id),
    'x-api-user': '1',
  });
  equal(second.status, 401);
});

test('the documented answers: none 401, unknown 200, disabled 200; with real statuses for operators', async () => {
  equal((await self({})).status, 401);
  deepEqual((await self({ authorization: 'nonsense' })).status, 200);
  await house.store.users.update({ user: null }, house.staff.ada.user.id, { status: 'disabled' });
  const customer = await house.call('ada', 'GET', '/api/user/self');
  deepEqual([customer.status, customer.json().success], [200, false]);
  const operator = await house.call('ada', 'GET', '/api/admin/users');
  deepEqual([operator.status, operator.json().code], [403, 'user_disabled']);
  const wrong = await house.call(undefined, 'GET', '/api/admin/users', undefined, { authorization: 'x' });
  deepEqual([wrong.status, wrong.json().code], [401, 'credential_invalid']);
});

test('after 20 wrong credentials an address waits, whatever it sends, and others do not', async () => {
  for (let i = 0; i < 20; i++) equal((await self({ authorization: `wrong ${i}` })).status, 200);
  const refused = await self({ authorization: house.staff.ana.accessToken });
  equal(refused.status, 429);
  ok(Number(refused.headers['retry-after']) > 0);
  const other = await house.app.inject({
    url: '/api/user/self',
    headers: { authorization: house.staff.ana.accessToken },
    remoteAddress: '198.51.100.7',
  });
  equal(other.statusCode, 200);
  Object.assign(house.deps, { addressOf: () => '192.0.2.1' }); // a trusted proxy tells who is behind it
  equal((await self({ authorization: house.staff.ana.accessToken })).status, 200);
  Object.assign(house.deps, { addressOf: () => '127.0.0.1' });
  house.clock.at += 5 * 60_000 + 1;
  equal((await self({ authorization: house.staff.ana.accessToken })).status, 200);
});

test('the database being away is never the fault of a credential', async () => {
  const { staff, call, deps } = house;
  const away = async () => {
    throw new Error('connect ECONNREFUSED 10.1.2.3:5432');
  };
  Object.assign(deps.store.users, { byAccessToken: away });
  Object.assign(deps.store.tokens, { byKey: away });
  Object.assign(deps.store.groups, { list: away });
  for (const url of ['/api/user/self', '/api/admin/users', '/api/pricing', '/api/usage/token/']) {
    const answer = await call(undefined, 'GET', url, undefined, { authorization: staff.ana.accessToken });
    equal(answer.status, 503, url);
    equal(answer.json().success, false);
    ok(!answer.text.includes('10.1.2.3'));
  }
  const billing = await call(undefined, 'GET', '/v1/dashboard/billing/usage', undefined, {
    authorization: 'Bearer sk-x',
  });
  deepEqual([billing.status, billing.json().error.code], [503, 'store_unavailable']);
});

test('a failure after the check is a 503 while the database is away and a 500 when it is not', async () => {
  const { store } = house;
  Object.assign(store.tokens, {
    list: async () => {
      throw new Error('secret detail');
    },
  });
  const told: unknown[] = [];
  Object.assign(house.deps, { warn: (_what: string, detail: unknown) => told.push(detail) });
  const bug = await house.call('ana', 'GET', '/api/token/');
  equal(bug.status, 500);
  match(JSON.stringify(told), /secret detail.*/);
  match(JSON.stringify(told), new RegExp(String(bug.headers['x-request-id'])));
  ok(!bug.text.includes('secret detail'));
  Object.assign(store, {
    ping: async () => {
      throw new Error('away');
    },
  });
  equal((await house.call('ana', 'GET', '/api/token/')).status, 503);
});

test('a body that is no JSON, no object or too large is refused in words', async () => {
  const post = async (payload: string) => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/admin/users',
      headers: { authorization: house.staff.ada.accessToken },
      payload,
    });
    return [answer.statusCode, answer.json().code];
  };
  deepEqual(await post('{"email":'), [400, 'body_malformed']);
  deepEqual(await post('[]'), [400, 'field_invalid']);
  deepEqual(await post('null'), [400, 'field_invalid']);
  deepEqual(await post('{"__proto__":{"role":"root"},"email":"a@example.com","password":"long enough"}'), [
    400,
    'field_unknown',
  ]);
  deepEqual(await post(JSON.stringify({ email: 'x'.repeat(1_100_000) })), [413, 'body_too_large']);
});

test('HEAD never runs a GET that changes something', async () => {
  const answer = await house.call('ana', 'HEAD', '/api/user/token');
  equal(answer.status, 404);
  equal((await house.call('ana', 'GET', '/api/user/self')).json().success, true);
});

test('a limiter forgets the oldest name when it is full, and a window ends', () => {
  const clock = { at: 0, now: () => clock.at };
  const limiter = createLimiter(clock, { calls: 1, perMs: 1000, most: 2 });
  for (const name of ['a', 'b', 'c']) limiter.count(name);
  equal(limiter.size, 2);
  deepEqual(
    ['a', 'b', 'c'].map((name) => limiter.wait(name)),
    [0, 1, 1],
  );
  clock.at = 1000;
  equal(limiter.wait('c'), 0);
});

test('one name for all addresses of an IPv6 /64, and for an IPv4 address in both spellings', () => {
  equal(addressName('2001:db8:1:2::1'), addressName('2001:db8:1:2:ffff::9'));
  ok(addressName('2001:db8:1:2::1') !== addressName('2001:db8:1:3::1'));
  equal(addressName('::ffff:203.0.113.9'), addressName('203.0.113.9'));
});
