import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { taskLog, taskRow } from '../../../test/support/rows.ts';
import { openStore } from '../store/index.ts';
import type { Route, RouteAuth } from './route.ts';
import { routes } from './routes.ts';
import { type Name, openHouse, secrets } from './test-house.ts';

/**
 * Every route of the list × {nobody, a wrong credential, another user, a lower admin, whoever may}. A route without a
 * sample below fails, so none is forgotten.
 */

type Objects = {
  token: number;
  rootToken: number;
  key: string;
  channel: number;
  channelKey: number;
  user: number;
  root: number;
  call: string;
  account: number;
  announcement: number;
  session: number;
  openTask: string;
  endedTask: string;
  file: string;
  order: string;
  refunded: string;
  batch: number;
  code: number;
  transfer: number;
};

type Sample = {
  /** Parts of the path, by name. */
  params?: (of: Objects) => Record<string, string | number>;
  query?: (of: Objects) => string;
  body?: (of: Objects) => object;
  headers?: Record<string, string>;
  /** Who gets a good answer, where `auth` does not say it. */
  as?: Name;
  /** The object belongs to one user: others must not even see that it exists. */
  owned?: true;
  /** Makes sense with a session alone; an access token is told so. */
  sessionOnly?: true;
  /** Makes sense only for support that acts as somebody else. */
  acting?: true;
  /** The same call at an object of root, which an admin may not touch. */
  above?: (of: Objects) => { params?: Record<string, string | number>; body?: object };
};

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const group = { ratio: '0.5', description: 'x', open: true };

const logo = Buffer.from('89504e470d0a1a0a', 'hex');
const code = 'K4U-AAAA-BBBB-CCCC-DDDD';
const announcement = { level: 'info', title: { en: 'News', vi: 'Tin' } };

const samples: Readonly<Record<string, Sample>> = {
  'GET /api/status': {},
  'GET /api/user/self': {},
  'GET /api/user/token': {},
  'GET /api/token': {},
  'POST /api/token': { body: () => ({ name: 'x', unlimited_quota: true }) },
  'GET /api/token/:id': { params: (of) => ({ id: of.token }), owned: true },
  'PUT /api/token': { body: (of) => ({ id: of.token, name: 'x', unlimited_quota: true }), owned: true },
  'GET /api/token/search': { query: () => 'keyword=xx' },
  'DELETE /api/token/:id': { params: (of) => ({ id: of.token }), owned: true },
  'POST /api/token/:id/key': { params: (of) => ({ id: of.token }), body: () => ({}), owned: true },
  'POST /api/token/batch/keys': { body: (of) => ({ ids: [of.token] }) },
  'POST /api/token/batch': { body: (of) => ({ ids: [of.token] }) },
  'GET /api/user/models': {},
  'GET /api/models': {},
  'GET /api/user/self/groups': {},
  'GET /api/user/groups': {},
  'GET /api/pricing': {},
  'GET /api/usage/token': {},
  'GET /v1/dashboard/billing/subscription': {},
  'GET /dashboard/billing/subscription': {},
  'GET /v1/dashboard/billing/usage': {},
  'GET /dashboard/billing/usage': {},
  'GET /api/log/self': {},
  'GET /api/log/token': {},
  'GET /api/admin/channels': {},
  'POST /api/admin/channels': {
    body: () => ({ name: 'another', provider: 'acme', keys: ['k'], models: ['acme-1'] }),
  },
  'GET /api/admin/channels/:id': { params: (of) => ({ id: of.channel }) },
  'PATCH /api/admin/channels/:id': {
    params: (of) => ({ id: of.channel }),
    body: () => ({ options: { drain_ms: 1000 } }),
  },
  'DELETE /api/admin/channels/:id': { params: (of) => ({ id: of.channel }) },
  'POST /api/admin/channels/:id/test': {
    params: (of) => ({ id: of.channel }),
    body: () => ({ model: 'acme-1' }),
  },
  'GET /api/portal/models': {},
  'GET /api/portal/models/:name': { params: () => ({ name: 'acme-1' }) },
  'POST /api/admin/channels/models': { body: (of) => ({ channel: of.channel }) },
  'POST /api/admin/channels/bulk': { body: (of) => ({ ids: [of.channel], change: { weight: 2 } }) },
  'PATCH /api/admin/channels/:id/keys': {
    params: (of) => ({ id: of.channel }),
    body: () => ({ add: ['another-key-another-key'] }),
  },
  'POST /api/admin/channels/:id/keys/:key/close-breaker': {
    params: (of) => ({ id: of.channel, key: of.channelKey }),
    body: () => ({}),
  },
  'POST /api/admin/channels/:id/copy': { params: (of) => ({ id: of.channel }), body: () => ({}) },
  'POST /api/admin/channels/export': { body: () => ({}) },
  'POST /api/admin/channels/import': {
    body: () => ({ document: { format: 'key4u-channels', version: 1, channels: [] } }),
  },
  'GET /api/admin/providers': {},
  'GET /api/portal/models/:name/samples': {
    params: () => ({ name: 'acme-1' }),
    query: () => 'dialect=talk&method=POST&path=/v1/talk',
  },
  'GET /api/admin/models': {},
  'PUT /api/admin/models/:name': { params: () => ({ name: 'acme-1' }), body: () => ({ kinds: ['chat'] }) },
  'DELETE /api/admin/models/:name': { params: () => ({ name: 'described' }) },
  'GET /api/admin/prices': {},
  'GET /api/admin/price-table': {},
  'POST /api/admin/prices/bulk': {
    body: () => ({ models: ['acme-1'], rule: { by: 'factor', factor: '2' } }),
  },
  'GET /api/admin/prices/history': { query: () => 'model=acme-1' },
  'PUT /api/admin/prices': { body: () => ({ model: 'acme-1', input: '1', output: '2' }) },
  'GET /api/admin/groups': {},
  'PUT /api/admin/groups/:name': { params: () => ({ name: 'new' }), body: () => group },
  'DELETE /api/admin/groups/:name': { params: () => ({ name: 'inner' }) },
  'GET /api/admin/users': {},
  'POST /api/admin/users': { body: () => ({ email: 'new@example.com', password: 'long enough' }) },
  'GET /api/admin/users/:id': { params: (of) => ({ id: of.user }) },
  'PATCH /api/admin/users/:id': {
    params: (of) => ({ id: of.user }),
    body: () => ({ name: 'x' }),
    above: (of) => ({ params: { id: of.root } }),
  },
  'POST /api/admin/users/:id/credit': {
    params: (of) => ({ id: of.user }),
    body: () => ({ usd: '1' }),
    above: (of) => ({ params: { id: of.root } }),
  },
  'POST /api/admin/users/:id/access-token': {
    params: (of) => ({ id: of.user }),
    body: () => ({}),
    above: (of) => ({ params: { id: of.root } }),
  },
  // Only a session acts for others: with an access token it is refused.
  'POST /api/admin/users/:id/impersonate': {
    params: (of) => ({ id: of.user }),
    body: () => ({}),
    above: (of) => ({ params: { id: of.root } }),
    sessionOnly: true,
  },
  'POST /api/admin/users/:id/reset-link': {
    params: (of) => ({ id: of.user }),
    body: () => ({}),
    above: (of) => ({ params: { id: of.root } }),
  },
  'GET /api/portal/session': {},
  'POST /api/portal/confirm': { body: () => ({ password: secrets.password }), sessionOnly: true },
  'POST /api/portal/stop-impersonating': { sessionOnly: true, acting: true },
  'GET /api/portal/sessions': {},
  'DELETE /api/portal/sessions/:id': { params: (of) => ({ id: of.session }), owned: true },
  'DELETE /api/portal/sessions': { sessionOnly: true },
  'GET /api/admin/tokens': {},
  'POST /api/admin/tokens': {
    body: (of) => ({ user: of.user, name: 'x' }),
    above: (of) => ({ body: { user: of.root, name: 'x' } }),
  },
  'PATCH /api/admin/tokens/:id': {
    params: (of) => ({ id: of.token }),
    body: () => ({ name: 'x' }),
    above: (of) => ({ params: { id: of.rootToken } }),
  },
  'DELETE /api/admin/tokens/:id': {
    params: (of) => ({ id: of.token }),
    above: (of) => ({ params: { id: of.rootToken } }),
  },
  'GET /api/admin/logs': { query: () => 'totals=true' },
  'GET /api/admin/logs/:id': { params: (of) => ({ id: of.call }) },
  'GET /api/admin/ledger/verify': {},
  'GET /api/admin/ledger/export': {},
  'GET /api/admin/ledger/entries': { query: (of) => `account=${of.account}` },
  'GET /api/admin/health': {},
  'GET /api/portal/usage': {},
  'GET /api/portal/logs': {},
  'GET /api/portal/logs.csv': {},
  'GET /api/portal/logs/:id': { params: (of) => ({ id: of.call }), owned: true },
  'GET /api/portal/status': {},
  'GET /api/admin/audit': {},
  'GET /api/portal/wallet': {},
  'GET /api/portal/wallet/invitations': {},
  'GET /api/portal/wallet/entries': {},
  'GET /api/portal/wallet/entries.csv': {},
  'POST /api/portal/wallet/redeem': { body: () => ({ code }) },
  'GET /api/portal/orders': {},
  'POST /api/portal/orders': { body: () => ({ method: 'bank', usd: '5' }) },
  'GET /api/portal/orders/:id': { params: (of) => ({ id: of.order }), owned: true },
  'POST /api/portal/orders/:id/cancel': {
    params: (of) => ({ id: of.order }),
    body: () => ({}),
    owned: true,
  },
  'GET /api/admin/backup': {},
  'GET /api/admin/codes': {},
  'POST /api/admin/codes': { body: () => ({ name: 'x', count: 2, usd: '1' }) },
  'GET /api/admin/codes/:id/codes': { params: (of) => ({ id: of.batch }) },
  'PATCH /api/admin/codes/:id': {
    params: (of) => ({ id: of.batch }),
    body: () => ({ status: 'disabled' }),
  },
  'PATCH /api/admin/codes/single/:id': {
    params: (of) => ({ id: of.code }),
    body: () => ({ status: 'disabled' }),
  },
  'POST /api/admin/codes/find': { body: () => ({ code }) },
  'GET /api/admin/orders': {},
  'POST /api/admin/orders/:id/confirm': { params: (of) => ({ id: of.order }), body: () => ({}) },
  'POST /api/admin/orders/:id/cancel': { params: (of) => ({ id: of.order }), body: () => ({}) },
  'POST /api/admin/orders/:id/take-back': { params: (of) => ({ id: of.refunded }), body: () => ({}) },
  'GET /api/admin/transfers': {},
  'POST /api/admin/transfers/:id/settle': {
    params: (of) => ({ id: of.transfer }),
    body: () => ({ order: null }),
  },
  'GET /api/portal/site': {},
  'GET /api/portal/site/logo': {},
  'PUT /api/admin/site/logo': { body: () => ({ base64: logo.toString('base64') }) },
  'DELETE /api/admin/site/logo': {},
  'GET /api/portal/tries/:id': { params: (of) => ({ id: of.call }), as: 'ana' },
  'POST /api/portal/estimate': {
    body: () => ({ path: '/v1/chat/completions', body: {} }),
    headers: { 'x-key4u-portal': '1' },
    as: 'ana',
  },
  'POST /api/portal/try-key': { body: () => ({}), headers: { 'x-key4u-portal': '1' } },
  'GET /api/admin/announcements': {},
  'POST /api/admin/announcements': { body: () => announcement },
  'PUT /api/admin/announcements/:id': {
    params: (of) => ({ id: of.announcement }),
    body: () => announcement,
  },
  'DELETE /api/admin/announcements/:id': { params: (of) => ({ id: of.announcement }) },
  'GET /api/admin/settings': {},
  'GET /api/portal/keys': {},
  'GET /api/portal/keys/choices': {},
  'POST /api/portal/keys': { body: () => ({ name: 'x', limit_usd: '1' }) },
  'POST /api/portal/keys/bulk': {
    body: (of) => ({ ids: [of.token], action: 'disable' }),
    owned: true,
  },
  'GET /api/portal/keys/:id': { params: (of) => ({ id: of.token }), owned: true },
  'PATCH /api/portal/keys/:id': {
    params: (of) => ({ id: of.token }),
    body: () => ({ name: 'x' }),
    owned: true,
  },
  'DELETE /api/portal/keys/:id': { params: (of) => ({ id: of.token }), owned: true },
  'POST /api/portal/keys/:id/reveal': {
    params: (of) => ({ id: of.token }),
    body: () => ({}),
    owned: true,
  },
  'GET /api/portal/clients': {},
  'GET /api/portal/tasks': { query: () => 'kind=video&state=queued,sending&maker=acme' },
  'GET /api/portal/tasks/facets': {},
  'GET /api/portal/tasks/events': { query: () => 'wait=0' },
  'GET /api/portal/tasks/:id': { params: (of) => ({ id: of.openTask }), owned: true },
  'POST /api/portal/tasks/:id/cancel': { params: (of) => ({ id: of.openTask }), owned: true },
  'DELETE /api/portal/tasks/:id': { params: (of) => ({ id: of.endedTask }), owned: true },
  'GET /api/admin/tasks': { query: (of) => `user=${of.user}&channel=acme%20main` },
  'GET /api/admin/tasks/facets': {},
  'GET /api/admin/tasks/:id': { params: (of) => ({ id: of.openTask }) },
  'POST /api/admin/tasks/:id/cancel': { params: (of) => ({ id: of.openTask }) },
  'POST /api/admin/tasks/:id/give-up': {
    params: (of) => ({ id: of.openTask }),
    body: () => ({ reason: 'its upstream is gone' }),
  },
  'GET /api/portal/files': {},
  'GET /api/portal/files/room': {},
  'POST /api/portal/files': { body: () => ({ image: pixel }) },
  'DELETE /api/portal/files/:id': { params: (of) => ({ id: of.file }), owned: true },
  'POST /api/portal/files/delete': { body: (of) => ({ ids: [of.file, 'another'] }) },
  'PUT /api/admin/settings/:name': { params: () => ({ name: 'site_name' }), body: () => ({ value: 'Ours' }) },
};

const nameOf = (route: Route): string => `${route.method} ${route.path}`;
const sampleOf = (route: Route): Sample => {
  const sample = samples[nameOf(route)];
  ok(sample, `a sample for ${nameOf(route)} is missing in this test`);
  return sample;
};

const seen: string[] = [];

async function freshHouse() {
  const house = await openHouse(openStore);
  const { store, staff } = house;
  await store.models.put(
    { user: null },
    { name: 'described', kinds: ['chat'], owner: '', context: null, maxOutput: null },
  );
  await store.siteFiles.put({ user: null }, 'logo', { mediaType: 'image/png', bytes: logo });
  const announced = await store.announcements.create(
    { user: null },
    {
      level: 'info',
      title: { en: 'News', vi: 'Tin' },
      text: { en: '**New**', vi: '**Mới**' },
      from: house.clock.at,
      until: null,
    },
  );
  await store.settings.put({ user: null }, 'bank_bin', '"970436"');
  await store.settings.put({ user: null }, 'bank_account', '"0011001234567"');
  const batch = await store.codes.createBatch(
    { user: null },
    { name: 'hello', amount: 1_000_000_000, uses: 1, perUser: 1, expiresAt: null, codes: [code] },
  );
  const made = await store.codes.find(code);
  const ordered = async (id: string) => {
    const amounts = { amount: 5_000_000_000, currency: 'VND', payAmount: 130_000 };
    const expiresAt = house.clock.at + 86_400_000;
    const userId = staff.ana.user.id;
    await store.orders.create(
      { id, code: `K4U${id.slice(-7)}`, userId, method: 'bank', expiresAt, ...amounts },
      10,
    );
    return id;
  };
  const order = await ordered('ord_AAAAAAA');
  const refunded = await ordered('ord_BBBBBBB');
  await store.orders.pay({ user: null }, refunded, { ref: null });
  await store.orders.noteRefund(refunded, 65_000);
  const transfer = await store.orders.receive({ ref: '1', amount: 1, currency: 'VND', content: 'hello' });
  const token = await house.token('ana', { name: 'of ana' });
  const rootToken = await house.token('root');
  const call = await house.settled('ana', token);
  const session = await house.session('ana');
  const of = { owner: staff.ana.user.id, token: token.id, model: 'acme-1', channel: house.channel.id };
  const task = async () => {
    const row = taskRow({ ...of, createdAt: house.clock.at, hold: 0 });
    await store.tasks.begin(row, taskLog(row), 'n1', house.clock.at + 1000);
    return row.id;
  };
  const endedTask = await task();
  await store.tasks.move(endedTask, {
    at: house.clock.at,
    to: 'succeeded',
    outputs: [{ kind: 'video', path: '/v/1', mediaType: 'video/mp4', seconds: 5 }],
  });
  const file = await house.deps.files.upload(
    staff.ana.user.id,
    { params: {}, query: '', headers: { 'content-type': 'application/json' } },
    Readable.from([Buffer.from(JSON.stringify({ image: pixel }))]),
  );
  const objects: Objects = {
    openTask: await task(),
    endedTask,
    file: file.id,
    token: token.id,
    rootToken: rootToken.id,
    key: token.key,
    channel: house.channel.id,
    channelKey: house.channel.keys[0]?.id ?? 0,
    user: staff.ana.user.id,
    root: staff.root.user.id,
    call: call.id,
    account: staff.ana.user.live.id,
    announcement: announced.id,
    session: session.id,
    order,
    refunded,
    batch: batch.id,
    code: made!.code.id,
    transfer: transfer.id,
  };
  const ask = async (
    route: Route,
    headers: Record<string, string>,
    more: { params?: Record<string, string | number>; body?: object } = {},
  ) => {
    const sample = sampleOf(route);
    const params = more.params ?? sample.params?.(objects) ?? {};
    const path = route.path.replace(/:(\w+)/g, (_all, name: string) => String(params[name]));
    const query = sample.query ? `?${sample.query(objects)}` : '';
    const answer = await house.call(
      undefined,
      route.method,
      path + query,
      more.body ?? sample.body?.(objects),
      { ...sample.headers, ...headers },
    );
    seen.push(answer.text);
    return answer;
  };
  const as = (name: Name) => ({ authorization: staff[name].accessToken });
  return { ...house, objects, ask, as };
}

let house: Awaited<ReturnType<typeof freshHouse>>;
before(async () => {
  house = await freshHouse();
});
after(() => house.close());

test('the samples name routes that exist', () => {
  deepEqual(Object.keys(samples).sort(), routes.map(nameOf).sort());
});

const guarded = routes.filter((route) => route.auth !== 'nobody');

describe('without a credential', () => {
  for (const route of guarded)
    test(`${nameOf(route)} answers 401`, async () => {
      const answer = await house.ask(route, {});
      equal(answer.status, 401);
    });
});

describe('with a wrong credential', () => {
  for (const route of guarded)
    test(`${nameOf(route)} is refused`, async () => {
      house.clock.at += 10 * 60_000; // so that the limit on wrong credentials stays out of it
      const answer = await house.ask(route, { authorization: 'Bearer sk-wrongwrongwrongwrong' });
      equal(answer.status, route.refusals === 'customer' ? 200 : 401);
      ok(!answer.json().success);
    });
});

describe('with a key in place of an access token, or the other way round', () => {
  for (const route of guarded)
    test(`${nameOf(route)} is refused`, async () => {
      house.clock.at += 10 * 60_000;
      const credential = route.auth === 'token' ? house.staff.ana.accessToken : house.objects.key;
      const answer = await house.ask(route, { authorization: `Bearer ${credential}` });
      equal(answer.status, route.refusals === 'customer' ? 200 : 401);
      ok(!answer.json().success);
    });
});

describe('with too low a role', () => {
  for (const route of routes.filter(({ auth }) => auth === 'admin' || auth === 'root'))
    test(`${nameOf(route)} answers 403`, async () => {
      const answer = await house.ask(route, house.as(route.auth === 'root' ? 'ada' : 'ana'));
      equal(answer.status, 403);
      equal(answer.json().code, 'role_too_low');
      match(answer.json().request_id, /^req_/);
    });
});

describe("another user's object looks like one that is not there", () => {
  for (const route of routes.filter((each) => sampleOf(each).owned))
    test(nameOf(route), async () => {
      const foreign = await house.ask(route, house.as('bob'));
      const gone = {
        ...house.objects,
        token: 987_654,
        session: 987_654,
        openTask: 'task_gone',
        endedTask: 'task_gone',
        file: 'k4ugone',
        order: 'ord_none',
      };
      const sample = sampleOf(route);
      const missing = await house.ask(route, house.as('bob'), {
        ...(sample.params ? { params: sample.params(gone) } : {}),
        ...(sample.body ? { body: sample.body(gone) } : {}),
      });
      equal(foreign.json().success, false);
      const said = ({ status, text }: typeof foreign) => [status, text.replace(/req_\w+/, '')];
      deepEqual(said(foreign), said(missing));
      // But for the id of each request, which says nothing.
      const told = ({ text }: { text: string }) => text.replace(/"request_id":"\w+"/, '');
      deepEqual([foreign.status, told(foreign)], [missing.status, told(missing)]);
      equal((await house.store.tokens.byId(house.objects.token))?.name, 'of ana');
    });
});

describe('an admin cannot act on root', () => {
  for (const route of routes.filter((each) => sampleOf(each).above))
    test(nameOf(route), async () => {
      const before = await house.store.users.byId(house.objects.root);
      const answer = await house.ask(route, house.as('ada'), sampleOf(route).above?.(house.objects));
      equal(answer.status, 403);
      deepEqual(await house.store.users.byId(house.objects.root), before);
      ok(await house.store.tokens.byId(house.objects.rootToken));
    });
});

describe('a body with a field that is not listed is refused by name', () => {
  for (const route of routes.filter((each) => each.body))
    test(nameOf(route), async () => {
      const as = house.as(route.auth === 'root' ? 'root' : route.auth === 'admin' ? 'ada' : 'ana');
      const body = { ...sampleOf(route).body?.(house.objects), surprise: 1 };
      const answer = await house.ask(route, as, { body });
      equal(answer.status, 400);
      match(answer.json().message, /unknown field "surprise"/);
    });
});

describe('whoever may, gets an answer that fits its schema', () => {
  for (const route of routes)
    test(nameOf(route), async () => {
      const fresh = await freshHouse();
      try {
        const credentials: Record<RouteAuth, Record<string, string>> = {
          nobody: {},
          user: fresh.as('ana'),
          admin: fresh.as('ada'),
          root: fresh.as('root'),
          token: { authorization: `Bearer ${fresh.objects.key}` },
        };
        const { as } = sampleOf(route);
        const answer = await fresh.ask(route, as ? fresh.as(as) : credentials[route.auth]);
        if (sampleOf(route).sessionOnly) {
          equal(answer.status, 409, answer.text);
          return;
        }
        equal(answer.status, 200, answer.text);
        const value =
          route.form === 'lines'
            ? JSON.parse(answer.text.split('\n')[0] ?? '')
            : route.form === 'bare'
              ? answer.json()
              : route.form === 'file'
                ? answer.text
                : answer.json().data;
        deepEqual(route.reply.parse(value), value);
        if (route.form === 'envelope') equal(answer.json().success, true);
      } finally {
        await fresh.close();
      }
    });
});

describe('with a session', () => {
  const withSession = guarded.filter(({ auth }) => auth !== 'token');
  const nameFor = (auth: RouteAuth): Name => (auth === 'root' ? 'root' : auth === 'admin' ? 'ada' : 'ana');

  test('a cookie without the header of the portal counts for nothing', async () => {
    for (const route of withSession) {
      const { headers } = await house.session(nameFor(route.auth));
      const answer = await house.ask(route, { cookie: headers.cookie });
      equal(answer.status, 401, nameOf(route));
    }
  });

  test('a cookie that nobody signed, or that was changed, counts for nothing', async () => {
    const { headers } = await house.session('root');
    for (const cookie of [
      'key4u.session_token=abc',
      'key4u.session_token=%',
      `${headers.cookie.slice(0, -6)}AAAAAA`,
      headers.cookie.replace('token=', 'token=x'),
    ])
      equal(
        (await house.call(undefined, 'GET', '/api/user/self', undefined, { ...headers, cookie })).status,
        401,
      );
  });

  test('whoever may call with an access token may with a session', async () => {
    const fresh = await freshHouse();
    try {
      for (const route of withSession.filter((each) => !sampleOf(each).acting)) {
        const answer = await fresh.ask(route, (await fresh.session(nameFor(route.auth))).headers);
        ok(![401, 403].includes(answer.status), `${nameOf(route)} ${answer.text}`);
      }
    } finally {
      await fresh.close();
    }
  });

  test("another user's object is not there", async () => {
    const { headers } = await house.session('bob');
    for (const route of routes.filter((each) => sampleOf(each).owned))
      equal((await house.ask(route, headers)).status, 404, nameOf(route));
    ok(await house.store.tokens.byId(house.objects.token));
    equal((await house.store.auth.sessionsOf(house.objects.user)).length > 0, true);
  });

  test('an administrator without the role is refused', async () => {
    const { headers } = await house.session('ana');
    for (const route of withSession.filter(({ auth }) => auth === 'admin' || auth === 'root'))
      equal((await house.ask(route, headers)).status, 403, nameOf(route));
  });

  test('support that acts as a user neither sees whole keys nor changes how the user signs in', async () => {
    const { id, headers } = await house.session('ada');
    await house.store.auth.actFor(
      { user: house.staff.ada.user.id },
      id,
      house.objects.user,
      house.clock.at + 60_000,
    );
    const who = await house.call(undefined, 'GET', '/api/user/self', undefined, headers);
    equal(who.json().data.id, house.objects.user);
    const kept = routes.filter((each) => each.owner !== undefined && each.auth === 'user');
    ok(kept.length >= 6);
    for (const route of kept) {
      const answer = await house.ask(route, headers);
      equal(answer.status, 403, nameOf(route));
      equal(answer.json().code, 'acting_as');
    }
    equal((await house.call(undefined, 'GET', '/api/admin/users', undefined, headers)).status, 403);
    equal(
      (await house.call(undefined, 'POST', '/api/portal/stop-impersonating', undefined, headers)).status,
      200,
    );
    equal((await house.call(undefined, 'GET', '/api/admin/users', undefined, headers)).status, 200);
    const { items } = await house.store.audit.list({ page: 1, size: 2 });
    deepEqual(
      items.map(({ action, actor }) => [action, actor]),
      [
        ['user.act-as-end', house.staff.ada.user.id],
        ['user.act-as', house.staff.ada.user.id],
      ],
    );
  });

  test('acting ends with its hour, with the rank, and never begins upwards', async () => {
    const { id, headers } = await house.session('ada');
    const act = (user: number) =>
      house.call(undefined, 'POST', `/api/admin/users/${user}/impersonate`, {}, headers);
    equal((await act(house.objects.root)).status, 403);
    equal((await act(house.staff.max.user.id)).status, 403, 'a peer');
    equal((await act(house.objects.user)).status, 200);
    const self = async () =>
      (await house.call(undefined, 'GET', '/api/user/self', undefined, headers)).json().data?.id;
    equal(await self(), house.objects.user);
    await house.store.users.update({ user: null }, house.staff.ada.user.id, { role: 'user' });
    equal(await self(), undefined, 'no rank, no acting');
    await house.store.users.update({ user: null }, house.staff.ada.user.id, { role: 'admin' });
    house.clock.at += 3_600_001;
    equal(await self(), house.staff.ada.user.id);
    await house.store.auth.actForSelf({ user: null }, id);
  });

  test('what needs proof is refused ten minutes after the log-in, until the password is given', async () => {
    const { headers } = await house.session('ana');
    const key = () => house.call(undefined, 'POST', `/api/token/${house.objects.token}/key`, {}, headers);
    equal((await key()).status, 200);
    house.clock.at += 10 * 60_000;
    equal((await key()).json().code, 'confirmation_needed');
    const confirm = (password: string) =>
      house.call(undefined, 'POST', '/api/portal/confirm', { password }, headers);
    equal((await confirm('wrong')).status, 400);
    equal((await key()).status, 403);
    equal((await confirm(secrets.password)).status, 200);
    equal((await key()).status, 200);
    for (let n = 0; n < 8; n++) await confirm('wrong');
    equal((await confirm(secrets.password)).status, 429);
  });

  test('a disabled user has no session any more, at once', async () => {
    const { headers } = await house.session('bob');
    const self = () => house.call(undefined, 'GET', '/api/user/self', undefined, headers);
    equal((await self()).status, 200);
    await house.store.users.update({ user: null }, house.staff.bob.user.id, { status: 'disabled' });
    equal((await self()).status, 401);
    await house.store.users.update({ user: null }, house.staff.bob.user.id, { status: 'enabled' });
    equal((await self()).status, 401);
  });
});

test('no answer of all the above held a secret', () => {
  ok(seen.length > routes.length * 3);
  for (const text of seen)
    for (const [name, secret] of Object.entries(secrets))
      ok(!text.includes(secret), `${name} in ${text.slice(0, 300)}`);
});
