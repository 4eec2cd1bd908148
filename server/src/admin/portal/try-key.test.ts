import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../../store/index.ts';
import { type House, openHouse } from '../test-house.ts';

let house: House;
before(async () => {
  house = await openHouse(openStore);
});
after(() => house.close());

const fromPortal = { 'x-key4u-portal': '1' };
const path = '/api/portal/try-key';
/** Cookies are HttpOnly: what a browser would send back. */
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['set-cookie']).split(';')[0]!;
const keyBehind = (secret: string) => secret.replace(/^ek_/, '');

test('an account gets a short key for its key "Playground", which is made once', async () => {
  const asked = () => house.call('ana', 'POST', path, { mode: 'live' }, fromPortal);
  const answers = await Promise.all([asked(), asked(), asked()]);
  const [first, ...others] = answers.map((answer) => answer.json().data);
  equal(first.mode, 'live');
  equal(first.visitor, false);
  equal(first.token.name, 'Playground');
  equal(Date.parse(first.expires_at), house.clock.at + 15 * 60_000);
  for (const other of others) deepEqual(other.token, first.token);
  const { total } = await house.store.tokens.list(
    { owner: house.staff.ana.user.id, search: 'Playground' },
    { page: 1, size: 9 },
  );
  equal(total, 1);
  const owner = await house.store.tokens.byKey(keyBehind(first.key));
  equal(owner?.token.id, first.token.id);
  const inTest = (await house.call('ana', 'POST', path, {}, fromPortal)).json().data;
  equal(inTest.mode, 'test');
  notEqual(inTest.token.id, first.token.id);
  match(keyBehind(inTest.key), /^sk-test-/);
});

test('a key of the account may be chosen; of another, disabled, or of the other mode it may not', async () => {
  const own = await house.token('bob', { name: 'mine' });
  const asked = (who: 'ana' | 'bob', body: object) => house.call(who, 'POST', path, body, fromPortal);
  const got = (await asked('bob', { mode: 'live', token: own.id })).json().data;
  deepEqual(got.token, { id: own.id, name: 'mine' });
  equal(keyBehind(got.key), own.key);
  equal((await asked('ana', { mode: 'live', token: own.id })).status, 404);
  equal((await asked('bob', { mode: 'test', token: own.id })).status, 400);
  await house.store.tokens.update({ user: null }, own.id, undefined, { status: 'disabled' });
  const refused = await asked('bob', { mode: 'live', token: own.id });
  equal(refused.status, 409);
  match(refused.text, /is disabled/);
});

test('without the header of the portal nobody gets anything', async () => {
  for (const who of ['ana', undefined] as const) equal((await house.call(who, 'POST', path, {})).status, 409);
});

test('a visitor is a user of its own with a test key, known again by a cookie that no script reads', async () => {
  const first = await house.call(undefined, 'POST', path, {}, fromPortal);
  const { data } = first.json();
  equal(data.visitor, true);
  equal(data.mode, 'test');
  match(keyBehind(data.key), /^sk-test-/);
  const cookie = String(first.headers['set-cookie']);
  match(cookie, /; HttpOnly; SameSite=Strict/);
  match(cookie, /; Path=\/api\/portal;/);
  ok(!cookie.includes(keyBehind(data.key)));
  const headers = { ...fromPortal, cookie: cookieOf(first) };
  const again = (await house.call(undefined, 'POST', path, {}, headers)).json().data;
  deepEqual(again.token, data.token);

  const another = (await house.call(undefined, 'POST', path, {}, fromPortal)).json().data;
  notEqual(another.token.id, data.token.id);
  const forged = { ...fromPortal, cookie: cookieOf(first).replace(/=\d+/, '=1') };
  const stranger = (await house.call(undefined, 'POST', path, {}, forged)).json().data;
  notEqual(stranger.token.id, data.token.id);
  equal(stranger.visitor, true);

  const owner = (await house.store.tokens.byKey(keyBehind(data.key)))!;
  equal(owner.token.purpose, 'visitor');
  equal(owner.user.live.limited, true);
  equal(owner.user.live.balance, 0);
  const list = (await house.call('root', 'GET', '/api/admin/users?size=1000')).json();
  ok(!JSON.stringify(list).includes('visitor'));
  equal(list.data.total, 5);
  const keys = (await house.call('root', 'GET', '/api/admin/tokens?size=1000')).text;
  ok(!keys.includes('Visitor'));
});

test('a visitor gets no live key and none by number', async () => {
  for (const body of [{ mode: 'live' }, { token: 1 }])
    equal((await house.call(undefined, 'POST', path, body, fromPortal)).status, 401);
});

test('an address brings a few visitors an hour, and the operator may close the door', async () => {
  house.clock.at += 3_600_000;
  const ask = () => house.call(undefined, 'POST', path, {}, fromPortal);
  for (let i = 0; i < 10; i++) equal((await ask()).status, 200);
  const refused = await ask();
  equal(refused.status, 429);
  ok(Number(refused.headers['retry-after']) > 0);
  house.clock.at += 3_600_000;
  equal((await ask()).status, 200);
  const set = await house.call('root', 'PUT', '/api/admin/settings/guest_try', { value: false });
  equal(set.status, 200);
  equal((await ask()).status, 401);
  await house.call('root', 'PUT', '/api/admin/settings/guest_try', { value: true });
});

test('after a day a visit is over, for its key and its cookie', async () => {
  house.clock.at += 3_600_000;
  const first = await house.call(undefined, 'POST', path, {}, fromPortal);
  const { data } = first.json();
  house.clock.at += 25 * 3_600_000;
  const fresh = await house.call(undefined, 'POST', path, {}, fromPortal);
  ok((await house.store.visitors.endBefore(house.clock.at - 24 * 3_600_000, house.clock.at)) >= 1);
  equal(await house.store.tokens.byKey(keyBehind(data.key)), undefined);
  const headers = { ...fromPortal, cookie: cookieOf(first) };
  const again = (await house.call(undefined, 'POST', path, {}, headers)).json().data;
  notEqual(again.token.id, data.token.id);
  ok(await house.store.tokens.byKey(keyBehind(fresh.json().data.key)), 'who came later stays');
});

test('support that acts as a user tries in test mode only', async () => {
  const { id, headers } = await house.session('ada');
  const ana = house.staff.ana.user.id;
  await house.store.auth.actFor({ user: house.staff.ada.user.id }, id, ana, house.clock.at + 60_000);
  const asked = (mode: string) => house.call(undefined, 'POST', path, { mode }, headers);
  const refused = await asked('live');
  equal(refused.status, 403);
  equal(refused.json().code, 'acting_as');
  const { data } = (await asked('test')).json();
  equal((await house.store.tokens.byKey(keyBehind(data.key)))?.user.id, ana);
});
