import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Channel } from '../../spec/records.ts';
import { openStore } from '../../store/index.ts';
import type { FetchedModels } from '../deps.ts';
import { type House, openHouse, secrets } from '../test-house.ts';

let house: House;
let confirmed: number | undefined;
let asked: Channel | undefined;
let fetched: FetchedModels = { ids: ['acme-1', 'acme-9'], ms: 5 };
before(async () => {
  house = await openHouse(openStore, {
    confirmedAs: async () => confirmed,
    async fetchModels(channel) {
      asked = channel;
      return fetched;
    },
  });
});
after(() => house.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const ask = async (method: Method, path: string, body?: object) => {
  const answer = await house.call('ada', method, `/api/admin${path}`, body);
  return { status: answer.status, text: answer.text, ...answer.json() };
};
const stored = async () => (await house.store.channels.list()).filter(({ id }) => id !== house.channel.id);
const actions = async (most: number) =>
  (await house.store.audit.list({ page: 1, size: most })).items.map(({ action }) => action);

beforeEach(async () => {
  confirmed = undefined;
  for (const { id } of await stored()) await house.store.channels.remove({ user: null }, id);
});

let names = 0;
const added = async (more: object = {}) =>
  (
    await ask('POST', '/channels', {
      name: `channel ${++names}`,
      provider: 'acme',
      keys: ['key-one-key-one', 'key-two-key-two'],
      models: ['acme-1'],
      ...more,
    })
  ).data;

test('several channels change in one transaction, or none of them', async () => {
  const [one, two] = [await added(), await added({ groups: ['vip'] })];
  const ids = [one.id, two.id];
  const done = await ask('POST', '/channels/bulk', {
    ids,
    change: { status: 'disabled', priority: 7, weight: 3, add_groups: ['vip'], remove_groups: ['default'] },
  });
  equal(done.data.changed, 2);
  deepEqual(
    (await stored()).map(({ status, priority, weight, groups }) => [status, priority, weight, groups]),
    [
      ['disabled', 7, 3, ['vip']],
      ['disabled', 7, 3, ['vip']],
    ],
  );
  for (const [body, status] of [
    [{ ids: [...ids, 987_654], change: { weight: 9 } }, 404],
    [{ ids, change: { remove_groups: ['vip'] } }, 409],
    [{ ids, change: { groups: ['nowhere'] } }, 400],
    [{ ids, change: {} }, 400],
    [{ ids, change: { weight: 1 }, delete: true }, 400],
    [{ ids }, 400],
  ] as const)
    equal((await ask('POST', '/channels/bulk', body)).status, status, JSON.stringify(body));
  equal(
    (await stored()).every(({ weight }) => weight === 3),
    true,
  );
  equal((await ask('POST', '/channels/bulk', { ids, delete: true })).data.changed, 2);
  deepEqual(await stored(), []);
  deepEqual(await actions(2), ['channel.remove', 'channel.remove']);
});

test('keys come, go and rest one by one; the others are not sent again', async () => {
  const { id, keys } = await added();
  const path = `/channels/${id}/keys`;
  const changed = await ask('PATCH', path, {
    add: ['key-three-key-three'],
    remove: [keys[0].id],
    disable: [keys[1].id],
  });
  deepEqual(
    changed.data.keys.map(({ hint, status }: { hint: string; status: string }) => [hint, status]),
    [
      ['key-**********-two', 'disabled'],
      ['key-**********hree', 'enabled'],
    ],
  );
  deepEqual(
    (await house.store.channels.byId(id))?.keys.map(({ secret }) => secret),
    ['key-two-key-two', 'key-three-key-three'],
  );
  ok(!(await house.store.audit.list({ page: 1, size: 1 })).items[0]?.detail.includes('key-three'));
  const left = changed.data.keys.map((key: { id: number }) => key.id);
  for (const [body, status] of [
    [{ add: ['key-two-key-two'] }, 409],
    [{ remove: left }, 409],
    [{ remove: [keys[0].id] }, 400],
    [{ enable: [left[0]], disable: [left[0]] }, 400],
  ] as const)
    equal((await ask('PATCH', path, body)).status, status, JSON.stringify(body));
  const enabled = await ask('PATCH', path, { enable: [left[0]] });
  equal(enabled.data.keys[0].status, 'enabled');
});

test('a breaker is shown at its key, and closing it is published and audited', async () => {
  const { data } = await ask('GET', `/channels/${house.channel.id}`);
  const [key] = data.keys;
  deepEqual([key.breaker.state, key.breaker.reason, key.breaker.faults], ['open', 'upstream_failed', 5]);
  const seen = await house.store.changes.latest();
  const path = (of: number) => `/channels/${house.channel.id}/keys/${of}/close-breaker`;
  equal((await ask('POST', path(key.id), {})).status, 200);
  deepEqual(
    (await house.store.changes.since(seen)).map(({ topic }) => topic),
    [`breaker:${house.channel.id}:${key.id}`],
  );
  deepEqual(await actions(1), ['channel.close-breaker']);
  equal((await ask('POST', path(987_654), {})).status, 404);
});

test('a copy has the keys and a name of its own, and is off', async () => {
  const { id } = await added({ name: 'main', priority: 4 });
  const copy = (await ask('POST', `/channels/${id}/copy`, {})).data;
  deepEqual([copy.name, copy.status, copy.priority], ['main 2', 'disabled', 4]);
  equal((await ask('POST', `/channels/${id}/copy`, {})).data.name, 'main 3');
  deepEqual(
    (await house.store.channels.byId(copy.id))?.keys.map(({ secret }) => secret),
    ['key-one-key-one', 'key-two-key-two'],
  );
  equal((await ask('POST', `/channels/${id}/copy`, { name: 'main 2' })).status, 409);
});

test('models are fetched with a key being typed, or with a stored one that goes nowhere else', async () => {
  const of = (body: object) => ask('POST', '/channels/models', body);
  const typed = await of({ provider: 'acme', key: 'typed-key-typed-key' });
  deepEqual(typed.data.models, [
    { id: 'acme-1', known: true, priced: true },
    { id: 'acme-9', known: false, priced: false },
  ]);
  deepEqual([asked?.baseUrl, asked?.keys[0]?.secret], ['https://api.acme.example/v1', 'typed-key-typed-key']);
  await of({ channel: house.channel.id });
  equal(asked?.keys[0]?.secret, secrets.channelKey);
  // Another address without a key: the stored channel is asked, where it is.
  await of({ channel: house.channel.id, base_url: 'https://thief.example' });
  equal(asked?.baseUrl, house.channel.baseUrl);
  // With a key of one's own the stored secrets stay at home.
  await of({ channel: house.channel.id, base_url: 'https://thief.example', key: 'my-own-key-my-own' });
  ok(!JSON.stringify(asked).includes('SECRET'));
  await of({ channel: house.channel.id, key: 'my-own-key-my-own' });
  equal(asked?.options.headers['x-api-key'], secrets.header);
  equal((await of({ provider: 'acme' })).status, 400);
  equal((await of({ channel: 987_654 })).status, 404);
  fetched = { problem: 'it has no list', exchange: null };
  const none = await of({ channel: house.channel.id });
  deepEqual([none.status, none.data.ok, none.data.problem], [200, false, 'it has no list']);
});

test('channels go out and come in again; without keys no secret goes with them', async () => {
  const plain = await ask('POST', '/channels/export', {});
  for (const secret of Object.values(secrets)) ok(!plain.text.includes(secret), secret);
  deepEqual(plain.data.channels[0].options.headers, { 'x-team': 'blue' });
  const take = (document: object, dry_run: boolean) => ask('POST', '/channels/import', { document, dry_run });
  // Taken in where it came from, nothing changes: what was left out stays.
  deepEqual((await take(plain.data, true)).data.items, [
    { name: 'acme main', what: 'same', fields: [], problem: null },
  ]);
  const [channel] = plain.data.channels;
  const edited = {
    ...plain.data,
    channels: [
      { ...channel, priority: 9, models: { 'acme-1': 'acme-1' } },
      { ...channel, name: 'elsewhere' },
    ],
  };
  deepEqual(
    (await take(edited, true)).data.items.map(({ what, fields, problem }: Record<string, unknown>) => [
      what,
      fields,
      problem,
    ]),
    [
      ['changed', ['models', 'priority'], null],
      ['refused', [], 'it is new and has no keys: export it with its keys'],
    ],
  );
  const refused = await take(edited, false);
  equal(refused.status, 409);
  equal((await house.store.channels.byId(house.channel.id))?.priority, 0);
  edited.channels.pop();
  equal((await take(edited, false)).data.applied, true);
  const after = await house.store.channels.byId(house.channel.id);
  deepEqual([after?.priority, after?.keys[0]?.secret], [9, secrets.channelKey]);
  deepEqual(after?.options, house.channel.options);
});

test('with keys a document is for a confirmed session, and makes the same channel elsewhere', async () => {
  const refused = await ask('POST', '/channels/export', { with_keys: true });
  deepEqual([refused.status, refused.code], [403, 'confirmation_needed']);
  confirmed = house.staff.ada.user.id;
  const { data } = await ask('POST', '/channels/export', { with_keys: true, ids: [house.channel.id] });
  match(data.warning, /plain text/);
  deepEqual(await actions(1), ['channel.export-keys']);
  const [channel] = data.channels;
  const document = { ...data, channels: [{ ...channel, name: 'twin' }] };
  const { data: taken } = await ask('POST', '/channels/import', { document, dry_run: false });
  deepEqual(taken.items, [{ name: 'twin', what: 'new', fields: [], problem: null }]);
  const [twin] = await stored();
  const now = (await house.store.channels.byId(house.channel.id))!;
  const { id: _id, createdAt: _at, name: _name, keys, ...rest } = twin!;
  const { id: _id2, createdAt: _at2, name: _name2, keys: keys2, ...rest2 } = now;
  deepEqual(rest, rest2);
  deepEqual(
    keys.map(({ secret }) => secret),
    keys2.map(({ secret }) => secret),
  );
  // A document that sends the channel to another host must bring all its secrets itself.
  const moved = { ...channel, name: 'twin', base_url: 'https://other.example', keys: undefined };
  const where = await ask('POST', '/channels/import', { document: { ...data, channels: [moved] } });
  match(where.data.items[0].problem, /needs its keys/);
});

test('a document with names twice, unknown groups or providers says which', async () => {
  const one = { name: 'a', provider: 'acme', keys: ['k'], models: ['acme-1'] };
  const { data } = await ask('POST', '/channels/import', {
    document: {
      format: 'key4u-channels',
      version: 1,
      channels: [one, one, { ...one, name: 'b', groups: ['nowhere'] }, { ...one, name: 'c', provider: 'x' }],
    },
  });
  const problems = data.items.map(({ problem }: { problem: string | null }) => problem);
  equal(problems[0], null);
  match(problems[1], /another channel of this name/);
  match(problems[2], /no group "nowhere"/);
  match(problems[3], /no provider "x"/);
  deepEqual(await stored(), []);
});
