import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../../store/index.ts';
import { type House, openHouse } from '../test-house.ts';

/** The documented shapes of the calls beside key management. */

let house: House;
before(async () => {
  house = await openHouse(openStore);
});
after(() => house.close());

test('account information shows the balance in quota units and every documented field', async () => {
  const { user } = house.staff.ana;
  await house.store.ledger.append(
    { user: null },
    { account: user.live.id, kind: 'topup', amount: 2_500_000_000, cause: 't1' },
  );
  const { data } = (await house.call('ana', 'GET', '/api/user/self')).json();
  deepEqual(
    [
      data.id,
      data.role,
      data.status,
      data.email,
      data.group,
      data.quota,
      data.used_quota,
      data.request_count,
    ],
    [user.id, 1, 1, 'ana@example.com', 'default', 1_250_000, 0, 0],
  );
  const documented =
    'id username display_name role status email group quota used_quota request_count aff_code aff_count aff_quota aff_history_quota inviter_id github_id discord_id oidc_id wechat_id telegram_id linux_do_id setting stripe_customer sidebar_modules permissions';
  for (const name of documented.split(' ')) ok(name in data, name);
  equal((await house.call('ada', 'GET', '/api/user/self')).json().data.role, 10);
  equal((await house.call('root', 'GET', '/api/user/self')).json().data.role, 100);
});

test('a new access token replaces the old one', async () => {
  const first = (await house.call('max', 'GET', '/api/user/token')).json().data;
  match(first, /^[0-9A-Za-z]{32}$/);
  equal((await house.call('max', 'GET', '/api/user/self')).json().success, false);
  const again = await house.call(undefined, 'GET', '/api/user/token', undefined, { authorization: first });
  notEqual(again.json().data, first);
});

test('models and groups are those that the account may use', async () => {
  deepEqual((await house.call('ana', 'GET', '/api/user/models')).json().data, ['acme-1']);
  deepEqual((await house.call('ana', 'GET', '/api/models')).json().data, { 1: ['acme-1'] });
  const open = { default: { ratio: 1, desc: 'Default' }, vip: { ratio: 0.8, desc: 'VIP' } };
  deepEqual((await house.call(undefined, 'GET', '/api/user/groups')).json().data, open);
  deepEqual((await house.call('ana', 'GET', '/api/user/self/groups')).json().data, open);
  await house.store.users.update({ user: null }, house.staff.bob.user.id, { group: 'inner' });
  deepEqual((await house.call('bob', 'GET', '/api/user/self/groups/')).json().data, {
    ...open,
    inner: { ratio: 0.1, desc: 'Staff' },
  });
});

test('the price list speaks in ratios and shows only usable groups', async () => {
  const answer = (await house.call(undefined, 'GET', '/api/pricing')).json();
  deepEqual(answer.data, [
    {
      model_name: 'acme-1',
      description: '',
      icon: '',
      tags: 'chat',
      vendor_id: 1,
      quota_type: 0,
      model_ratio: 1.25,
      model_price: 0,
      owner_by: 'acme',
      completion_ratio: 4,
      cache_ratio: 0.5,
      enable_groups: ['default', 'vip'],
      supported_endpoint_types: ['talk'],
    },
  ]);
  deepEqual(answer.vendors, [{ id: 1, name: 'acme', icon: '' }]);
  deepEqual(answer.group_ratio, { default: 1, vip: 0.8 });
  deepEqual(answer.usable_group, { default: 'Default', vip: 'VIP' });
  deepEqual(answer.supported_endpoint, { talk: { path: '/v1/talk', method: 'POST' } });
  match(answer.pricing_version, /^[0-9a-f]{64}$/);
  const own = (await house.call('bob', 'GET', '/api/pricing')).json();
  equal(own.group_ratio.inner, 0.1);
});

test('status publishes the quota unit', async () => {
  const { data } = (await house.call(undefined, 'GET', '/api/status')).json();
  deepEqual([data.quota_per_unit, data.system_name, data.version], [500_000, 'Key4U', '0.1.0']);
});

test('a key reads its own usage, also when it is disabled or used up', async () => {
  const token = await house.token('ana', { name: 'ci', limit: 20_000_000, models: ['acme-1'] });
  await house.settled('ana', token, { cost: 2_400_000, ratio: '1' });
  const usage = async () =>
    (
      await house.call(undefined, 'GET', '/api/usage/token/', undefined, {
        authorization: `Bearer ${token.key}`,
      })
    ).json();
  deepEqual(await usage(), {
    code: true,
    message: 'ok',
    data: {
      object: 'token_usage',
      name: 'ci',
      total_granted: 10_000,
      total_used: 1200,
      total_available: 8800,
      unlimited_quota: false,
      model_limits: { 'acme-1': true },
      model_limits_enabled: true,
      expires_at: 0,
    },
  });
  await house.store.tokens.update({ user: null }, token.id, undefined, { status: 'disabled', expiresAt: 1 });
  equal((await usage()).code, true);

  const wrong = await house.call(undefined, 'GET', '/api/usage/token', undefined, {
    authorization: 'Bearer sk-no',
  });
  deepEqual([wrong.status, Object.keys(wrong.json())], [401, ['success', 'message']]);
});

test('the old billing calls answer limit in USD and spend in cents', async () => {
  const limited = await house.token('ana', { limit: 1_000_000_000, expiresAt: house.clock.at + 5000 });
  await house.settled('ana', limited, { cost: 250_000_000, ratio: '1' });
  const get = async (url: string, key: string) =>
    (await house.call(undefined, 'GET', url, undefined, { authorization: `Bearer ${key}` })).json();
  deepEqual(await get('/v1/dashboard/billing/subscription', limited.key), {
    object: 'billing_subscription',
    has_payment_method: true,
    soft_limit_usd: 1,
    hard_limit_usd: 1,
    system_hard_limit_usd: 1,
    access_until: Math.floor((house.clock.at + 5000) / 1000),
  });
  deepEqual(await get('/dashboard/billing/usage?start_date=2026-01-01&end_date=2026-02-01', limited.key), {
    object: 'list',
    total_usage: 25,
  });
  const unlimited = await house.token('ana', {});
  equal((await get('/dashboard/billing/subscription', unlimited.key)).hard_limit_usd, 100_000_000);
});

test('the own log has the documented row and never says which channel served', async () => {
  const token = await house.token('bob', { name: 'logged' });
  const call = await house.settled('bob', token);
  await house.settled('bob', token, { status: 502, fault: 'upstream_failed', cost: 0, usage: {} });
  await house.settled('ana', await house.token('ana'));
  const page = (await house.call('bob', 'GET', '/api/log/self?p=1&page_size=10&type=2')).json().data;
  equal(page.total, 1);
  const { other, ...row } = page.items[0];
  deepEqual(row, {
    id: 1,
    user_id: house.staff.bob.user.id,
    created_at: house.clock.at / 1000,
    type: 2,
    content: '',
    username: 'bob@example.com',
    token_name: 'logged',
    model_name: 'acme-1',
    quota: 3002, // (1000 × 2.5 + 3 × 1.25 + 500 × 10) × 0.8 = 6003 micro-USD: a started unit counts
    prompt_tokens: 1003,
    completion_tokens: 500,
    use_time: 2,
    is_stream: true,
    channel: 0,
    token_id: token.id,
    group: 'vip',
    ip: '203.0.113.9',
    request_id: call.id,
  });
  deepEqual(JSON.parse(other), {
    group_ratio: 0.8,
    model_ratio: 1.25,
    model_price: 0,
    completion_ratio: 4,
    cache_ratio: 0.5,
    cache_tokens: 3,
    cache_creation_tokens: 0,
    cache_share: 0.003,
    cache_saved_usd: '0.000003',
    frt: 300,
    cost_nano_usd: 6_003_000,
    mode: 'live',
  });
  const all = async (query: string) =>
    (await house.call('bob', 'GET', `/api/log/self?${query}`)).json().data?.total;
  deepEqual(
    [
      await all(''),
      await all('type=5'),
      await all('type=1'),
      await all('token_name=logged'),
      await all('token_name=log%25'),
    ],
    [2, 1, 0, 2, 0],
  );
  deepEqual(
    [await all('model_name=acme-1'), await all('model_name=x'), await all(`request_id=${call.id}`)],
    [2, 0, 1],
  );
  deepEqual(
    [
      await all(`start_timestamp=${house.clock.at / 1000 + 1}`),
      await all(`end_timestamp=${house.clock.at / 1000}`),
    ],
    [0, 2],
  );
  match(
    (await house.call('bob', 'GET', '/api/log/self?group=vip')).json().message,
    /cannot be filtered by group/,
  );
});

test("a key's log is read with the key, in the header or as ?key=", async () => {
  const token = await house.token('ana');
  const call = await house.settled('ana', token);
  const byQuery = (await house.call(undefined, 'GET', `/api/log/token?key=${token.key}`)).json();
  deepEqual(
    byQuery.data.map((row: { request_id: string }) => row.request_id),
    [call.id],
  );
  const header = { authorization: `Bearer ${token.key}` };
  deepEqual((await house.call(undefined, 'GET', '/api/log/token', undefined, header)).json(), byQuery);
  equal((await house.call(undefined, 'GET', '/api/log/token?key=sk-no')).status, 401);
});
