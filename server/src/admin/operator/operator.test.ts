import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../../store/index.ts';
import { type House, type Name, openHouse, secrets } from '../test-house.ts';

let house: House;
before(async () => {
  house = await openHouse(openStore);
});
after(() => house.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const ask = async (method: Method, path: string, body?: object, who: Name = 'ada') => {
  const answer = await house.call(who, method, `/api/admin${path}`, body);
  return { status: answer.status, text: answer.text, ...answer.json() };
};

const newChannel = {
  name: 'two',
  provider: 'acme',
  keys: ['key-one-key-one', 'key-two-key-two'],
  models: ['acme-1'],
};

test('a channel gets the stated defaults, and its keys only come back as hints', async () => {
  const { data, text } = await ask('POST', '/channels', newChannel);
  deepEqual(
    { ...data, id: 0, keys: data.keys.map((key: { hint: string }) => key.hint), created_at: '' },
    {
      id: 0,
      name: 'two',
      provider: 'acme',
      base_url: 'https://api.acme.example/v1',
      keys: ['key-**********-one', 'key-**********-two'],
      models: { 'acme-1': 'acme-1' },
      unpriced: [],
      groups: ['default'],
      priority: 0,
      weight: 1,
      status: 'enabled',
      options: {
        headers: {},
        settings: {},
        proxy_url: null,
        connect_timeout_ms: 5000,
        first_byte_timeout_ms: 120_000,
        idle_timeout_ms: 60_000,
        when_client_leaves: 'cancel',
        drain_ms: 60_000,
        results: 'copy',
      },
      created_at: '',
    },
  );
  ok(!text.includes('key-one-key-one'));
  const again = await ask('POST', '/channels', newChannel);
  deepEqual([again.status, again.code], [409, 'refused']);
});

test('channels are checked: address, provider, groups, headers, settings, models', async () => {
  const said = async (more: object) => {
    const answer = await ask('POST', '/channels', { ...newChannel, name: 'wrong', ...more });
    equal(answer.status, 400);
    return answer.message;
  };
  match(await said({ base_url: 'ftp://host/' }), /^base_url: must be an http/);
  match(await said({ base_url: 'https://me:pw@host/' }), /^base_url: must have no login/);
  match(await said({ provider: 'nobody' }), /no provider "nobody"; there are: acme/);
  match(await said({ groups: ['nowhere'] }), /no group "nowhere"/);
  match(await said({ keys: [] }), /^keys: give at least one key/);
  match(await said({ keys: ['a\r\nb'] }), /^keys.0: must be printable/);
  match(await said({ models: {} }), /^models: name at least one/);
  match(await said({ options: { headers: { Host: 'x' } } }), /headers/);
  match(await said({ options: { headers: { 'x-a': 'b\r\nc: d' } } }), /headers.x-a: must be printable/);
  match(
    await said({ options: { settings: { other: '1' } } }),
    /no setting "other"; it has: project, signature/,
  );
  match(await said({ options: { idle_timeout_ms: 0 } }), /^options.idle_timeout_ms/);
  match(await said({ options: { idle: 1 } }), /unknown field "idle" in "options"/);
  equal(
    (
      await ask('POST', '/channels', {
        ...newChannel,
        name: 'private',
        base_url: 'http://127.0.0.1:11434/v1/',
      })
    ).data.base_url,
    'http://127.0.0.1:11434/v1',
  );
});

test('what was shown can be sent back: hints keep the stored secrets, new values replace them', async () => {
  const id = house.channel.id;
  const shown = (await ask('GET', `/channels/${id}`)).data.options;
  equal(shown.headers['x-team'], 'blue');
  equal(shown.settings.project, 'p1');
  const back = await ask('PATCH', `/channels/${id}`, { options: shown, priority: 5 });
  equal(back.data.priority, 5);
  deepEqual((await house.store.channels.byId(id))?.options, house.channel.options);
  await ask('PATCH', `/channels/${id}`, { options: { headers: { ...shown.headers, 'x-team': 'red' } } });
  deepEqual((await house.store.channels.byId(id))?.options.headers, {
    'x-team': 'red',
    'x-api-key': secrets.header,
  });
});

test("a channel's stored keys cannot be led to another host", async () => {
  const id = house.channel.id;
  const led = await ask('PATCH', `/channels/${id}`, { base_url: 'https://evil.example/v1' });
  deepEqual([led.status, led.code], [409, 'refused']);
  equal((await ask('PATCH', `/channels/${id}`, { base_url: 'https://api.acme.example/v2' })).status, 200);
  const moved = await ask('PATCH', `/channels/${id}`, {
    base_url: 'https://new.example',
    keys: ['fresh-fresh-key'],
  });
  equal(moved.data.base_url, 'https://new.example');
  deepEqual(
    (await house.store.channels.byId(id))?.keys.map((key) => key.secret),
    ['fresh-fresh-key'],
  );
  equal((await ask('PATCH', `/channels/${id}`, { name: 'two' })).status, 409);
});

test('a channel test names what it tests', async () => {
  const path = `/channels/${house.channel.id}/test`;
  deepEqual((await ask('POST', path, {})).data, {
    ok: true,
    status: 200,
    ms: 12,
    message: 'answered',
    exchange: null,
  });
  equal((await ask('POST', path, { model: 'other' })).status, 400);
  equal((await ask('POST', '/channels/999/test', {})).status, 404);
});

test('a price is given short or whole, is exact, and every change is a version', async () => {
  const short = await ask('PUT', '/prices', {
    model: 'm/1',
    input: 0.15,
    output: '0.60',
    cached_input: '0.075',
  });
  deepEqual(short.data.rates, [
    { meter: 'input_tokens', usd: '0.15', per: 1_000_000 },
    { meter: 'output_tokens', usd: '0.60', per: 1_000_000 },
    { meter: 'cached_input_tokens', usd: '0.075', per: 1_000_000 },
  ]);
  deepEqual([short.data.source, short.data.as_of], ['operator', '2026-01-20']);
  const call = await ask('PUT', '/prices', {
    model: 'm/1',
    per_call: '0.04',
    source: 'contract',
    as_of: '2026-01-02',
  });
  deepEqual(call.data.rates, [{ meter: 'calls', usd: '0.04', per: 1 }]);
  const rates = [
    { meter: 'input_tokens', usd: '5', per: 1_000_000, when: [{ fact: 'context', above: 200_000 }] },
    { meter: 'input_tokens', usd: '2.5', per: 1_000_000 },
  ];
  deepEqual((await ask('PUT', '/prices', { model: 'm/1', rates })).data.rates, rates);
  const history = (await ask('GET', '/prices/history?model=m%2F1')).data.items;
  equal(history.length, 3);
  ok(history[0].version > history[1].version);
  equal(
    (await ask('GET', '/prices')).data.items.find((each: { model: string }) => each.model === 'm/1').version,
    history[0].version,
  );
});

test('prices that would charge wrongly are refused', async () => {
  const said = async (body: object) => (await ask('PUT', '/prices', { model: 'x', ...body })).message;
  match(await said({}), /give "rates"/);
  match(await said({ input: '1', rates: [{ meter: 'calls', usd: '1', per: 1 }] }), /not both/);
  match(await said({ input: '-1' }), /^input: must be a decimal/);
  match(await said({ input: 1e-7 }), /^input: must be a decimal/);
  match(await said({ input: '0.0000000000001' }), /^input: must be a decimal/);
  match(await said({ cached_input: '1' }), /cached_input_tokens has a rate but input_tokens has none/);
  match(await said({ rates: [{ meter: 'calls', usd: '1', per: 3 }] }), /too many decimals/);
  const twice = { meter: 'calls', usd: '1', per: 1 };
  match(await said({ rates: [twice, twice] }), /never charged/);
  match(await said({ rates: [{ meter: 'nonsense', usd: '1', per: 1 }] }), /^rates.0.meter/);
});

test('models stand with the official price beside ours', async () => {
  await ask('PUT', '/prices', { model: 'acme-1', input: '2', output: '8' });
  const [model] = (await ask('GET', '/models?search=ACME-1&served=true')).data.items;
  deepEqual([model.owner, model.kinds, model.context, model.edited], ['acme', ['chat'], 128_000, false]);
  deepEqual([model.price.rates[0].usd, model.official.rates[0].usd], ['2', '2.5']);
  ok(model.channels.length > 0);
  const put = await ask('PUT', '/models/org%2Fown', { kinds: ['embedding'], context: 8192 });
  deepEqual(
    [put.data.name, put.data.edited, put.data.official, put.data.price],
    ['org/own', true, null, null],
  );
  equal((await ask('DELETE', '/models/org%2Fown')).status, 200);
  equal((await ask('DELETE', '/models/org%2Fown')).status, 404);
});

test('groups keep their exact factor and cannot be deleted while something uses them', async () => {
  equal((await ask('PUT', '/groups/gold', { ratio: 0.85, open: true })).data.ratio, '0.85');
  equal((await ask('PUT', '/groups/gold', { ratio: '0.1234567' })).status, 400);
  equal((await ask('PUT', '/groups/auto', { ratio: '1' })).status, 400);
  equal((await ask('DELETE', '/groups/default')).status, 409);
  equal((await ask('DELETE', '/groups/gold')).status, 200);
  equal((await ask('DELETE', '/groups/gold')).status, 404);
});

test('admins manage users, root manages admins, and nobody raises themselves', async () => {
  const { ana, max, root, ada } = house.staff;
  const patch = (who: Name, id: number, body: object) => ask('PATCH', `/users/${id}`, body, who);
  equal((await patch('ada', ana.user.id, { group: 'vip', status: 'disabled' })).data.group, 'vip');
  equal((await patch('ada', ana.user.id, { status: 'enabled' })).data.status, 'enabled');
  equal((await patch('ada', ana.user.id, { role: 'admin' })).status, 403);
  equal((await patch('ada', max.user.id, { name: 'x' })).status, 403);
  equal((await patch('ada', ada.user.id, { role: 'root' })).status, 403);
  equal((await patch('root', root.user.id, { role: 'user' })).status, 403);
  equal((await patch('root', root.user.id, { status: 'disabled' })).status, 403);
  equal((await patch('root', max.user.id, { status: 'disabled' })).data.status, 'disabled');
  equal((await patch('ada', ana.user.id, { group: 'nowhere' })).status, 400);
  const admin = { email: 'x@example.com', password: 'long enough', role: 'admin' };
  equal((await ask('POST', '/users', admin)).status, 403);
  equal((await ask('POST', '/users', admin, 'root')).data.role, 'admin');
  equal((await ask('POST', '/users', { ...admin, role: 'user' })).status, 409);
  equal((await ask('GET', '/users?email=X@example.com')).data.items[0].email, 'x@example.com');
});

test('credit is exact, acts once for a cause, and never goes to a peer or to oneself', async () => {
  const { bob, max, ada, root } = house.staff;
  const credit = (id: number, body: object, who: Name = 'ada') =>
    ask('POST', `/users/${id}/credit`, body, who);
  equal(
    (await credit(bob.user.id, { usd: '1.000000001', cause: 'order-1' })).data.balance_usd,
    '1.000000001',
  );
  deepEqual((await credit(bob.user.id, { usd: '1.000000001', cause: 'order-1' })).data, {
    applied: false,
    cause: 'order-1',
    balance_usd: '1.000000001',
  });
  equal((await credit(bob.user.id, { usd: -0.5 })).data.balance_usd, '0.500000001');
  equal((await credit(bob.user.id, { usd: '-2' })).status, 409);
  equal((await credit(bob.user.id, { usd: '3', mode: 'test' })).data.balance_usd, '3');
  for (const usd of ['0', '1e3', '0.0000000001', 'NaN', '99999999', '9500000', 1e21, null])
    equal((await credit(bob.user.id, { usd })).status, 400, String(usd));
  await credit(bob.user.id, { usd: '9000000', cause: 'big' });
  equal((await ask('GET', `/users/${bob.user.id}`)).data.balance_usd, '0.500000001');
  for (const id of [max.user.id, ada.user.id, root.user.id])
    equal((await credit(id, { usd: '1' })).status, 403);
  equal((await credit(ada.user.id, { usd: '1' }, 'root')).data.applied, true);
  const entries = (await ask('GET', `/ledger/entries?account=${bob.user.live.id}`)).data;
  deepEqual(
    entries.items.map((entry: { amount_usd: string; kind: string }) => [entry.kind, entry.amount_usd]),
    [
      ['adjust', '-0.5'],
      ['topup', '1.000000001'],
    ],
  );
  deepEqual((await ask('GET', '/ledger/verify')).data.differences, []);
  const lines = (await house.call('ada', 'GET', '/api/admin/ledger/export')).text.trim().split('\n');
  ok(lines.map((line) => JSON.parse(line)).some((entry) => entry.cause === 'credit:order-1'));
});

test('an access token made for a user works, and only root makes one for an admin', async () => {
  const { bob, max } = house.staff;
  const made = (await ask('POST', `/users/${bob.user.id}/access-token`, {})).data.access_token;
  const self = await house.call(undefined, 'GET', '/api/user/self', undefined, { authorization: made });
  equal(self.json().data.id, bob.user.id);
  equal((await ask('POST', `/users/${max.user.id}/access-token`, {})).status, 403);
});

test('tokens are made for a user by id or e-mail, with limits in USD', async () => {
  const { bob, root } = house.staff;
  const { data } = await ask('POST', '/tokens', {
    user: 'bob@example.com',
    name: 'theirs',
    mode: 'test',
    limit_usd: '0.25',
    models: ['acme-*'],
    expires: '2027-01-01',
    group: 'vip',
  });
  match(data.key, /^sk-test-[0-9A-Za-z]{40}$/);
  deepEqual(
    [data.user, data.left_usd, data.expires_at, data.status, data.mode, data.models],
    [
      { id: bob.user.id, email: 'bob@example.com' },
      '0.25',
      '2027-01-01T00:00:00.000Z',
      'enabled',
      'test',
      ['acme-*'],
    ],
  );
  const patched = (await ask('PATCH', `/tokens/${data.id}`, { limit_usd: 0 })).data;
  deepEqual([patched.status, patched.name, patched.models], ['used_up', 'theirs', ['acme-*']]);
  equal((await ask('PATCH', `/tokens/${data.id}`, { limit_usd: null })).data.left_usd, null);
  equal((await ask('PATCH', `/tokens/${data.id}`, { limit_usd: '-1' })).status, 400);
  equal((await ask('GET', '/tokens?user=bob@example.com&name=theirs')).data.total, 1);
  equal((await ask('POST', '/tokens', { user: root.user.id })).status, 403);
  equal((await ask('POST', '/tokens', { name: 'own' })).data.user.id, house.staff.ada.user.id);
  equal((await ask('DELETE', `/tokens/${data.id}`)).status, 200);
  equal((await ask('DELETE', `/tokens/${data.id}`)).status, 404);
});

test('the log filters by everything it says, and its sum is exact', async () => {
  const token = await house.token('ana', { name: 'logged' });
  const call = await house.settled('ana', token);
  house.clock.at += 1000;
  await house.settled('bob', await house.token('bob'), {
    fault: 'upstream_failed',
    cost: 0,
    usage: {},
    model: 'other',
  });
  const list = async (query: string) => (await ask('GET', `/logs?${query}`)).data;
  const [row] = (await list('user=ana@example.com')).items;
  deepEqual(row, {
    request_id: call.id,
    at: new Date(call.at).toISOString(),
    mode: 'live',
    user: { id: house.staff.ana.user.id, email: 'ana@example.com' },
    token: { id: token.id, name: 'logged' },
    group: 'vip',
    dialect: 'talk',
    endpoint: 'talk',
    model: 'acme-1',
    upstream_model: 'acme-1-2026',
    channel: { id: house.channel.id, name: 'acme main' },
    stream: true,
    status: 200,
    fault: null,
    cost_usd: '0.006003',
    usage: { input_tokens: 1000, output_tokens: 500, cached_input_tokens: 3 },
    first_byte_ms: 300,
    ms: 1500,
  });
  const totals = async (query: string) => (await list(query)).total;
  equal(await totals(''), 2);
  for (const query of [
    `token=${token.id}`,
    'model=acme-1',
    `request_id=${call.id}`,
    'fault=true',
    'fault=false',
  ])
    equal(await totals(query), 1, query);
  equal(await totals('channel=acme%20main&mode=live'), 2);
  equal(await totals('mode=test'), 0);
  equal(await totals(`from=${call.at + 1}`), 1);
  equal(await totals(`to=${new Date(call.at).toISOString()}`), 1);
  equal((await list('size=1&page=2')).items[0].request_id, call.id);
  deepEqual((await list('totals=true')).totals, { calls: 2, cost_usd: '0.006003', faults: 1 });
  match((await ask('GET', '/logs?users=1')).message, /unknown field "users" in the query/);
  match((await ask('GET', '/logs?user=none')).message, /no user "none"/);
});

test('a receipt adds up to the charge to the nano and tells what was tried', async () => {
  const token = await house.token('ana');
  const usage = { input_tokens: 7, cached_input_tokens: 1, output_tokens: 3 };
  const call = await house.settled('ana', token, { usage, ratio: '0.333333' });
  const { data } = await ask('GET', `/logs/${call.id}`);
  deepEqual(data.price, {
    version: null,
    source: 'price list of the maker',
    as_of: '2026-01-15',
    set_at: null,
    lines: [
      { meter: 'input_tokens', units: 7, usd: '2.5', per: 1_000_000, amount_usd: '0.0000175' },
      { meter: 'cached_input_tokens', units: 1, usd: '1.25', per: 1_000_000, amount_usd: '0.00000125' },
      { meter: 'output_tokens', units: 3, usd: '10', per: 1_000_000, amount_usd: '0.00003' },
    ],
    group: 'vip',
    ratio: '0.333333',
    total_usd: '0.00001625',
  });
  // 48.75 micro-USD × 0.333333 = 16249.98375 nano-USD, rounded up once.
  deepEqual([data.charged_usd, data.cost_usd, data.agrees], ['0.00001625', '0.00001625', true]);
  deepEqual([data.hold_usd, data.released_usd], ['0.0000325', '0.00001625']);
  deepEqual(
    data.attempts.map((each: object) => ({ ...each, key: 0 })),
    [
      { channel: { id: 99, name: '' }, key: 0, outcome: 'upstream_failed', status: 500, ms: 40 },
      { channel: { id: house.channel.id, name: 'acme main' }, key: 0, outcome: 'ok', status: 200, ms: 1400 },
    ],
  );
  deepEqual(
    [data.notes, data.fault, data.first_byte_ms, data.ms],
    [['usage read from the stream'], null, 300, 1500],
  );
  equal((await ask('GET', '/logs/req_none')).status, 404);

  const version = await house.store.prices.put({ user: null }, 'acme-1', {
    rates: [{ meter: 'calls', usd: '0.04', per: 1 }],
    source: 'contract',
    asOf: '2026-01-19',
  });
  const priced = await house.settled('ana', token, {
    price: version.id,
    usage: {},
    ratio: '1',
    cost: 40_000_000,
  });
  const paid = (await ask('GET', `/logs/${priced.id}`)).data;
  deepEqual([paid.price.version, paid.price.total_usd, paid.agrees], [version.id, '0.04', true]);
  const wrong = await house.settled('ana', token, { price: version.id, usage: {}, ratio: '1', cost: 1 });
  equal((await ask('GET', `/logs/${wrong.id}`)).data.agrees, false);
});

test('health names the channels of open breakers', async () => {
  const { data } = await ask('GET', '/health');
  deepEqual([data.node, data.open_streams, data.journal], ['n1', 2, { lag_bytes: 0, lag_ms: 0 }]);
  deepEqual([data.breakers[0].state, data.breakers[0].channel.name], ['open', 'acme main']);
});

test('health shows each channel by the minute and by the day, the nodes and the database', async () => {
  house.clock.at += 11_000; // what it reads of the database is kept for a moment
  await house.store.nodes.beat('n1', house.clock.at);
  const { data } = await ask('GET', '/health');
  const [channel] = data.channels;
  equal(channel.name, 'acme main');
  equal(channel.state, 'open');
  equal(channel.cells.length, 60);
  deepEqual(channel.last_hour, {
    calls: 4,
    failed: 1,
    success: 0.75,
    first_byte_ms: 304,
    cost_usd: '0.0000025',
  });
  ok(channel.day.calls > 0);
  equal(channel.day.success, (channel.day.calls - channel.day.failed) / channel.day.calls);
  deepEqual(data.nodes, [{ name: 'n1', beat_at: new Date(house.clock.at).toISOString() }]);
  ok(data.database_bytes > 10_000);
  equal(data.open_tasks, 0);
});

test('only listed settings are written, by root, within their bounds', async () => {
  const put = (name: string, value: unknown, who: Name = 'root') =>
    ask('PUT', `/settings/${name}`, { value }, who);
  equal((await put('site_name', 'Ours')).data.value, 'Ours');
  equal((await put('site_name', 'Ours', 'ada')).status, 403);
  equal((await put('tokens_per_user', 0)).status, 400);
  equal((await put('tokens_per_user', 'many')).status, 400);
  equal((await put('master_key', 'x')).status, 404);
  equal(await house.store.settings.get('master_key'), undefined);
  const items = (await ask('GET', '/settings')).data.items;
  equal(items.find((one: { name: string }) => one.name === 'site_name').value, 'Ours');
});

test('a secret among the settings is stored sealed and never shown, and null unsets', async () => {
  const put = (name: string, value: unknown) => ask('PUT', `/settings/${name}`, { value }, 'root');
  equal((await put('stripe_secret_key', 'hello')).status, 400);
  const { data } = await put('stripe_secret_key', 'sk_test_SECRETstripekey');
  deepEqual([data.value, data.is_set, data.kind], [null, true, 'secret']);
  equal(await house.store.settings.secret('stripe_secret_key'), 'sk_test_SECRETstripekey');
  for (const path of ['/settings', '/audit?size=1000'])
    ok(!(await ask('GET', path)).text.includes('SECRETstripekey'), path);
  ok(!(await house.store.settings.get('stripe_secret_key'))?.includes('SECRETstripekey'));
  equal((await put('stripe_secret_key', null)).data.is_set, false);
  equal((await put('site_name', null)).data.value, 'Key4U');
});

test('a setting says how its field is drawn, and takes only what fits its kind', async () => {
  const { items } = (await ask('GET', '/settings')).data;
  const of = (name: string) => items.find((one: { name: string }) => one.name === name);
  deepEqual(
    of('registration').options.map((one: { value: string }) => one.value),
    ['open', 'invite', 'closed'],
  );
  deepEqual([of('smtp_port').least, of('smtp_port').most, of('smtp_port').group], [1, 65_535, 'e-mail']);
  ok(items.every((one: { label: { en: string; vi: string } }) => one.label.en && one.label.vi));
  const put = (name: string, value: unknown) => ask('PUT', `/settings/${name}`, { value }, 'root');
  equal((await put('registration', 'perhaps')).status, 400);
  equal((await put('guest_try', 'yes')).status, 400);
  equal((await put('registration_gift_usd', '-1')).status, 400);
  equal((await put('registration_gift_usd', '0.50')).data.value, '0.5');
  deepEqual((await put('email_domains', ['Example.com'])).data.value, ['example.com']);
  equal((await put('contact_link', 'javascript:alert(1)')).status, 400);
});

test('a site shows what its operator says: methods that are set up, announcements of this moment, its logo', async () => {
  const site = async () => (await house.call(undefined, 'GET', '/api/portal/site')).json().data;
  const before = await site();
  deepEqual([before.top_up, before.email_enabled, before.logo_url], [[], false, null]);
  const put = (name: string, value: unknown) => ask('PUT', `/settings/${name}`, { value }, 'root');
  await put('bank_bin', '970436');
  await put('bank_account', '0011001234567');
  await put('tagline_en', 'One key');
  await ask('POST', '/announcements', { level: 'warning', title: { en: '', vi: 'Bảo trì' } });
  await ask('POST', '/announcements', { title: { en: 'Later', vi: '' }, from: house.clock.at + 1000 });
  const past = { title: { en: 'Past', vi: '' }, from: house.clock.at, until: house.clock.at - 1 };
  equal((await ask('POST', '/announcements', past)).status, 400);
  const svg = Buffer.from('<svg onload="alert(1)"/>').toString('base64');
  equal((await ask('PUT', '/site/logo', { base64: svg }, 'root')).status, 400);
  const png = Buffer.from('89504e470d0a1a0a0102', 'hex').toString('base64');
  equal((await ask('PUT', '/site/logo', { base64: png }, 'root')).status, 200);
  const after = await site();
  deepEqual(after.top_up, ['bank']);
  deepEqual(after.tagline, { en: 'One key', vi: 'One key' });
  deepEqual(
    after.announcements.map((one: { title: { en: string } }) => one.title.en),
    ['Bảo trì'],
  );
  const logo = await house.call(undefined, 'GET', after.logo_url);
  deepEqual([logo.headers['content-type'], logo.headers['x-content-type-options']], ['image/png', 'nosniff']);
  match(String(logo.headers['content-security-policy']), /sandbox/);
});

test('the audit log is filtered by who, what, on what and when', async () => {
  const of = async (query: string) => (await ask('GET', `/audit?size=1000&${query}`)).data?.items ?? [];
  const actions = (items: { action: string }[]) => new Set(items.map(({ action }) => action));
  deepEqual(actions(await of('action=site-file')), new Set(['site-file.put']));
  deepEqual(actions(await of('action=site_file')), new Set()); // no wildcard
  const byRoot = await of('user=root@example.com&object=setting:site_name');
  ok(byRoot.length > 0 && byRoot.every((row: { object: string }) => row.object === 'setting:site_name'));
  equal((await of(`from=${house.clock.at + 1}`)).length, 0);
  equal((await ask('GET', '/audit?user=nobody@example.com')).status, 400);
});

test('the audit log says who did what, without secrets', async () => {
  const { data, text } = await ask('GET', '/audit?size=1000');
  const credit = data.items.find((row: { action: string }) => row.action === 'ledger.topup');
  equal(credit.actor.email, 'root@example.com');
  for (const secret of [...Object.values(secrets), 'key-one-key-one', 'fresh-fresh-key'])
    ok(!text.includes(secret), secret);
});
