import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../../store/index.ts';
import { type House, openHouse } from '../test-house.ts';

let house: House;
before(async () => {
  house = await openHouse(openStore);
});
after(() => house.close());

const add = async (who: 'ana' | 'bob', body: object) =>
  (await house.call(who, 'POST', '/api/token/', body)).json();

test('a new token is returned with its whole key once, and masked ever after', async () => {
  const made = await add('ana', {
    name: 'ci',
    remain_quota: 500_000,
    unlimited_quota: false,
    expired_time: -1,
    model_limits_enabled: true,
    model_limits: 'acme-1,gpt-4-gizmo-*',
    allow_ips: '10.0.0.0/8\n2001:db8::1',
    group: 'vip',
  });
  equal(made.success, true);
  const { key, id, ...rest } = made.data;
  match(key, /^[0-9A-Za-z]{48}$/);
  deepEqual(rest, {
    user_id: house.staff.ana.user.id,
    status: 1,
    name: 'ci',
    created_time: house.clock.at / 1000,
    accessed_time: house.clock.at / 1000,
    expired_time: -1,
    remain_quota: 500_000,
    unlimited_quota: false,
    model_limits_enabled: true,
    model_limits: 'acme-1,gpt-4-gizmo-*',
    allow_ips: '10.0.0.0/8\n2001:db8::1',
    used_quota: 0,
    group: 'vip',
    cross_group_retry: false,
    mode: 'live',
    DeletedAt: null,
  });

  const list = await house.call('ana', 'GET', '/api/token/?p=1&size=20');
  const page = list.json();
  deepEqual(Object.keys(page), ['success', 'message', 'data']);
  deepEqual([page.data.page, page.data.page_size, page.data.total], [1, 20, 1]);
  equal(page.data.items[0].key, `${key.slice(0, 4)}**********${key.slice(-4)}`);
  ok(!list.text.includes(key));
  ok(!(await house.call('ana', 'GET', `/api/token/${id}`)).text.includes(key));

  equal((await house.call('ana', 'POST', `/api/token/${id}/key`)).json().data.key, key);
  const several = await house.call('ana', 'POST', '/api/token/batch/keys', { ids: [id, 999_999] });
  deepEqual(several.json().data, { keys: { [id]: key } });
});

test('a test key begins with sk-test- and 40 characters', async () => {
  const { data } = await add('ana', { name: 'try', unlimited_quota: true, mode: 'test' });
  match(data.key, /^test-[0-9A-Za-z]{40}$/);
  equal(data.mode, 'test');
  equal((await house.store.tokens.byKey(`sk-${data.key}`))?.token.mode, 'test');
});

test('quota units and nano-USD turn into each other exactly', async () => {
  const { data } = await add('ana', { name: 'quota', remain_quota: 3 });
  const token = (await house.store.tokens.byId(data.id))!;
  equal(token.allowance?.balance, 6000);
  // 1 nano-USD spent: less than a unit is left of the third, and a unit has been started.
  await house.settled('ana', token, { cost: 1, ratio: '1' });
  const after = (await house.call('ana', 'GET', `/api/token/${data.id}`)).json().data;
  deepEqual([after.remain_quota, after.used_quota], [2, 1]);
});

test('quota over what is exact, below zero or broken is refused', async () => {
  for (const remain_quota of [-1, 0.5, 4_500_000_000_001, 1e18]) {
    const answer = await house.call('ana', 'POST', '/api/token/', { name: 'q', remain_quota });
    equal(answer.status, 200);
    match(answer.json().message, /^remain_quota: /);
    equal(answer.json().success, false);
  }
  equal((await add('ana', { name: 'q', remain_quota: 4_500_000_000_000 })).success, true);
});

test('names over 50 bytes, foreign groups, wrong addresses and wrong models are refused in words', async () => {
  const said = async (body: object) => (await add('ana', { unlimited_quota: true, ...body })).message;
  match(await said({ name: 'ế'.repeat(17) }), /^name: too long/);
  match(await said({ name: 'g', group: 'inner' }), /group "inner" is not one that you may use.*default, vip/);
  match(await said({ name: 'g', group: 'auto' }), /group "auto"/);
  match(await said({ name: 'a', allow_ips: '10.0.0.0/8\nnonsense' }), /^allow_ips: must be an IP/);
  match(await said({ name: 'm', model_limits_enabled: true, model_limits: 'a*b' }), /^model_limits: /);
});

test('modifying overwrites every editable field; status_only changes only the status', async () => {
  const { data } = await add('bob', { name: 'old', remain_quota: 10, group: 'vip' });
  const whole = { ...data, name: 'new', unlimited_quota: true, group: '' };
  const changed = (await house.call('bob', 'PUT', '/api/token/', whole)).json();
  deepEqual([changed.data.name, changed.data.unlimited_quota, changed.data.group], ['new', true, '']);

  const off = (await house.call('bob', 'PUT', '/api/token?status_only=1', { id: data.id, status: 2 })).json();
  deepEqual([off.data.status, off.data.name], [2, 'new']);
  const three = (
    await house.call('bob', 'PUT', '/api/token?status_only=1', { id: data.id, status: 3 })
  ).json();
  equal(three.success, false);
  const gone = await house.call('bob', 'PUT', '/api/token/', { id: 999_999, name: 'x' });
  deepEqual([gone.status, gone.json()], [200, { success: false, message: 'record not found' }]);
});

test('an expired or used up token shows as such and is mended before it is enabled', async () => {
  const date = house.clock.at / 1000 + 60;
  const dated = (await add('bob', { name: 'dated', unlimited_quota: true, expired_time: date })).data;
  const empty = (await add('bob', { name: 'empty', remain_quota: 0 })).data;
  equal(empty.status, 4);
  house.clock.at += 61_000;
  equal((await house.call('bob', 'GET', `/api/token/${dated.id}`)).json().data.status, 3);
  const enable = async (id: number) =>
    (await house.call('bob', 'PUT', '/api/token/?status_only=1', { id, status: 1 })).json().message;
  match(await enable(dated.id), /expired: change its expiry date first/);
  match(await enable(empty.id), /used up: raise it first/);
  const raised = await house.call('bob', 'PUT', '/api/token/', {
    id: empty.id,
    name: 'empty',
    remain_quota: 5,
  });
  equal(raised.json().data.status, 1);
});

test('search is exact without %, a pattern with it, and _ is an ordinary character', async () => {
  for (const name of ['find_me', 'findXme', 'find_me_too']) await add('ana', { name, unlimited_quota: true });
  const names = async (keyword: string) => {
    house.clock.at += 61_000;
    const answer = await house.call('ana', 'GET', `/api/token/search?keyword=${encodeURIComponent(keyword)}`);
    return (
      answer
        .json()
        .data?.items.map((item: { name: string }) => item.name)
        .sort() ?? answer.json().message
    );
  };
  deepEqual(await names('find_me'), ['find_me']);
  deepEqual(await names('find_me%'), ['find_me', 'find_me_too']);
  deepEqual(await names('%d_me%'), ['find_me', 'find_me_too']);
  deepEqual(await names('find'), []);
  match(await names('%a%b%'), /at most two %/);
  match(await names('%a'), /at least two characters/);
  match(await names('%%'), /at least two characters/);
});

test('search finds a whole key with or without sk-, and only the own one', async () => {
  house.clock.at += 61_000;
  const { key } = (await add('ana', { name: 'by key', unlimited_quota: true })).data;
  const found = async (who: 'ana' | 'bob', text: string) =>
    (await house.call(who, 'GET', `/api/token/search?token=${text}`)).json().data.total;
  equal(await found('ana', key), 1);
  equal(await found('ana', `sk-${key}`), 1);
  equal(await found('bob', key), 0);
  equal((await house.call('ana', 'GET', '/api/token/search?token=%25ab%25')).json().success, false);
});

test('the eleventh search in a minute is refused with 429', async () => {
  house.clock.at += 61_000;
  for (let i = 0; i < 10; i++)
    equal((await house.call('ana', 'GET', '/api/token/search?keyword=xx')).status, 200);
  const eleventh = await house.call('ana', 'GET', '/api/token/search/?keyword=xx');
  equal(eleventh.status, 429);
  ok(Number(eleventh.headers['retry-after']) > 0);
  equal((await house.call('bob', 'GET', '/api/token/search?keyword=xx')).status, 200);
});

test('pages count from 1, 0 is 1 too, and sizes are bounded', async () => {
  const page = async (query: string) => (await house.call('ana', 'GET', `/api/token?${query}`)).json().data;
  const first = await page('p=1&page_size=2');
  equal(first.items.length, 2);
  deepEqual((await page('p=0&ps=2')).items, first.items);
  notEqual((await page('p=2&size=2')).items[0].id, first.items[0].id);
  ok(first.items[0].id > first.items[1].id);
  deepEqual([(await page('p=x')).page, (await page('')).page_size], [1, 10]);
  equal((await page('page_size=5000')).page_size, 100);
});

test('deleting works one by one and in a batch, and never across accounts', async () => {
  const mine = (await add('ana', { name: 'm', unlimited_quota: true })).data.id;
  const theirs = (await add('bob', { name: 't', unlimited_quota: true })).data.id;
  const foreign = await house.call('ana', 'DELETE', `/api/token/${theirs}`);
  deepEqual([foreign.status, foreign.json()], [200, { success: false, message: 'record not found' }]);
  deepEqual((await house.call('ana', 'DELETE', `/api/token/${mine}/`)).json(), {
    success: true,
    message: '',
  });
  equal((await house.call('ana', 'DELETE', `/api/token/${mine}`)).json().success, false);

  const another = (await add('ana', { name: 'm', unlimited_quota: true })).data.id;
  const batch = await house.call('ana', 'POST', '/api/token/batch', { ids: [another, another, theirs] });
  deepEqual(batch.json(), { success: true, message: '', data: 1 });
  equal((await house.store.tokens.byId(theirs))?.name, 't');
});

test('an account has at most as many keys as the setting says', async () => {
  await house.store.settings.put({ user: null }, 'tokens_per_user', '1');
  match((await add('ana', { name: 'one more', unlimited_quota: true })).message, /most keys/);
  await house.store.settings.put({ user: null }, 'tokens_per_user', '1000');
});
