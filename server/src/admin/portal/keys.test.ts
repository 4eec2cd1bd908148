import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../../store/index.ts';
import { type House, type Name, openHouse } from '../test-house.ts';

let house: House;
let confirmed: number | undefined;
before(async () => {
  house = await openHouse(openStore, { confirmedAs: async () => confirmed });
});
after(() => house.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = async (method: Method, path: string, body?: object, who: Name = 'ana') => {
  const answer = await house.call(who, method, `/api/portal/keys${path}`, body);
  return { status: answer.status, text: answer.text, ...answer.json() };
};
const made = async (body: object = {}, who: Name = 'ana') => (await ask('POST', '', body, who)).data;

test('a key is shown whole once, and works', async () => {
  const key = await made({ name: 'Ứng dụng', mode: 'test', models: ['acme-*'], allow_ips: ['10.0.0.0/8'] });
  match(key.key, /^sk-test-\w{40}$/);
  equal((await house.store.tokens.byKey(key.key))?.token.id, key.id);
  const shown = await ask('GET', `/${key.id}`);
  const { key: whole, ...rest } = key;
  deepEqual(shown.data, rest);
  ok(!(await ask('GET', '')).text.includes(whole));
  equal(shown.data.hint, `sk-test-${whole.slice(8, 12)}**********${whole.slice(-4)}`);
});

test('a limit is what the key may spend in all: it keeps its number while it is spent', async () => {
  const key = await made({ limit_usd: '1.5' });
  deepEqual([key.limit_usd, key.left_usd, key.spent_usd, key.status], ['1.5', '1.5', '0', 'enabled']);
  const token = (await house.store.tokens.byId(key.id))!;
  await house.settled('ana', token, { cost: 500_000_000 });
  const now = (await ask('GET', `/${key.id}`)).data;
  deepEqual([now.limit_usd, now.left_usd, now.spent_usd, now.calls], ['1.5', '1', '0.5', 1]);

  const raised = (await ask('PATCH', `/${key.id}`, { limit_usd: 2 })).data;
  deepEqual([raised.limit_usd, raised.left_usd], ['2', '1.5']);
  const low = await ask('PATCH', `/${key.id}`, { limit_usd: '0.4' });
  deepEqual([low.status, low.code], [409, 'refused']);
  match(low.message, /\$0\.5/);
  const spent = (await ask('PATCH', `/${key.id}`, { limit_usd: '0.5' })).data;
  deepEqual([spent.status, spent.left_usd], ['used_up', '0']);
  match((await ask('PATCH', `/${key.id}`, { status: 'enabled' })).message, /used up/);
  const free = (await ask('PATCH', `/${key.id}`, { limit_usd: null })).data;
  deepEqual([free.limit_usd, free.left_usd, free.status], [null, null, 'enabled']);
  // Set again, it counts what was spent before.
  const again = (await ask('PATCH', `/${key.id}`, { limit_usd: '0.75' })).data;
  deepEqual([again.limit_usd, again.left_usd], ['0.75', '0.25']);
});

test('groups: open ones and the own one may be chosen, and the choices say which', async () => {
  const { data } = await ask('GET', '/choices');
  deepEqual(
    data.groups.map(({ name, ratio, models }: { name: string; ratio: string; models: string[] }) => [
      name,
      ratio,
      models,
    ]),
    [
      ['default', '1', ['acme-1']],
      ['vip', '0.8', ['acme-1']],
    ],
  );
  deepEqual([data.own_group, data.most, data.chat_models], ['default', 1000, ['acme-1']]);
  equal((await made({ group: 'vip' })).group, 'vip');
  for (const group of ['inner', 'nowhere']) {
    const refused = await ask('POST', '', { group });
    deepEqual([refused.status, refused.code], [409, 'refused'], group);
  }
  const key = await made();
  equal((await ask('PATCH', `/${key.id}`, { group: 'inner' })).status, 409);
  equal((await ask('PATCH', `/${key.id}`, { group: 'vip' })).data.group, 'vip');
  equal((await ask('PATCH', `/${key.id}`, { group: null })).data.group, null);
});

test('fields are checked by name', async () => {
  const said = async (body: object) => {
    const { status, message } = await ask('POST', '', body);
    return `${status} ${message}`;
  };
  match(await said({ limit_usd: -1 }), /^400 limit_usd/);
  match(await said({ models: ['a b'] }), /^400 models/);
  match(await said({ models: ['g*pt'] }), /^400 models/);
  match(await said({ models: [] }), /^400 models/);
  match(await said({ allow_ips: ['10.0.0.0/99'] }), /^400 allow_ips/);
  match(await said({ expires: '2020-01-01' }), /^400 expires/);
  match(await said({ color: 'red' }), /^400 unknown field "color"/);
  match(await said({ mode: 'fast' }), /^400 mode/);
});

test('an expired key is enabled by a later expiry', async () => {
  const key = await made({ expires: new Date(house.clock.at + 1000).toISOString() });
  equal(key.status, 'enabled');
  house.clock.at += 2000;
  equal((await ask('GET', `/${key.id}`)).data.status, 'expired');
  match((await ask('PATCH', `/${key.id}`, { status: 'enabled' })).message, /expired/);
  equal((await ask('PATCH', `/${key.id}`, { expires: null })).data.status, 'enabled');
});

test('a list is searched by a part of the name, by mode, in pages', async () => {
  await made({ name: 'Robot one' }, 'bob');
  await made({ name: 'robot two', mode: 'test' }, 'bob');
  const names = async (query: string) =>
    (await ask('GET', query, undefined, 'bob')).data.items.map(({ name }: { name: string }) => name);
  deepEqual(await names('?search=ROBOT'), ['robot two', 'Robot one']);
  deepEqual(await names('?search=robot&mode=live'), ['Robot one']);
  deepEqual(await names('?size=1&page=2'), ['Robot one']);
});

test('keys of others do not exist', async () => {
  const key = await made({}, 'bob');
  for (const [method, path, body] of [
    ['GET', `/${key.id}`, undefined],
    ['PATCH', `/${key.id}`, { name: 'mine' }],
    ['DELETE', `/${key.id}`, undefined],
    ['POST', `/${key.id}/reveal`, {}],
    ['POST', '/bulk', { ids: [key.id], action: 'delete' }],
  ] as const) {
    const answer = await ask(method, path, body);
    deepEqual([answer.status, answer.code], [404, 'not_found'], `${method} ${path}`);
  }
  equal((await ask('GET', `/${key.id}`, undefined, 'bob')).data.name, '');
});

test('several keys are changed together, all or none', async () => {
  const [one, two, others] = [await made(), await made(), await made({}, 'bob')];
  const mixed = await ask('POST', '/bulk', { ids: [one.id, others.id], action: 'disable' });
  equal(mixed.status, 404);
  equal((await ask('GET', `/${one.id}`)).data.status, 'enabled');
  equal((await ask('POST', '/bulk', { ids: [one.id, two.id], action: 'disable' })).data.changed, 2);
  equal((await ask('GET', `/${two.id}`)).data.status, 'disabled');
  equal((await ask('POST', '/bulk', { ids: [one.id, two.id], action: 'delete' })).data.changed, 2);
  equal((await ask('GET', `/${one.id}`)).status, 404);
});

test('a key is shown again only to a session that was confirmed, and the audit log says so', async () => {
  const key = await made();
  const reveal = () => ask('POST', `/${key.id}/reveal`, {});
  for (const who of [undefined, house.staff.bob.user.id]) {
    confirmed = who;
    const refused = await reveal();
    deepEqual([refused.status, refused.code], [403, 'confirmation_needed']);
    ok(!refused.text.includes(key.key));
  }
  confirmed = house.staff.ana.user.id;
  equal((await reveal()).data.key, key.key);
  const [last] = (await house.store.audit.list({ page: 1, size: 1 })).items;
  deepEqual([last?.action, last?.object, last?.actor], ['token.reveal', `token:${key.id}`, confirmed]);
});
