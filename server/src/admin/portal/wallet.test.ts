import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import Stripe from 'stripe';
import { openStore } from '../../store/index.ts';
import { type House, type Name, openHouse } from '../test-house.ts';

let house: House;
let fake: { server: Server; asked: { path: string; body: URLSearchParams; key: string }[]; status: number };

const secrets = {
  stripe_secret_key: 'sk_test_walletSECRET',
  stripe_webhook_secret: 'whsec_walletSECRET',
  bank_webhook_secret: 'a-bank-secret-of-some-length',
};

before(async () => {
  house = await openHouse(openStore);
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const asked = new URLSearchParams(body);
    fake.asked.push({
      path: request.url ?? '',
      body: asked,
      key: String(request.headers['idempotency-key']),
    });
    response.writeHead(fake.status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        fake.status === 200
          ? { id: 'cs_1', object: 'checkout.session', url: 'https://checkout.stripe.example/pay/cs_1' }
          : { error: { type: 'invalid_request_error', message: 'no' } },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake = { server, asked: [], status: 200 };
  Object.assign(house.deps, { stripeUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const put = (name: string, value: unknown) =>
    house.call('root', 'PUT', `/api/admin/settings/${name}`, { value });
  for (const [name, value] of Object.entries(secrets)) await put(name, value);
  await put('bank_bin', '970436');
  await put('bank_account', '0011001234567');
  await put('vnd_per_usd', 26_500);
});
after(async () => {
  await house.close();
  fake.server.close();
  fake.server.closeAllConnections();
});

const get = async (path: string, who: Name = 'ana') =>
  (await house.call(who, 'GET', `/api/portal${path}`)).json();
const post = async (path: string, body: object, who: Name = 'ana') => {
  const answer = await house.call(who, 'POST', `/api/portal${path}`, body);
  return { status: answer.status, ...answer.json() };
};
const balance = async (who: Name = 'ana') => Number((await get('/wallet', who)).data.live.balance_usd);

describe('redemption codes', () => {
  test('a batch is made by an operator, its codes are shown once, and one is redeemed', async () => {
    const made = await house.call('ada', 'POST', '/api/admin/codes', { name: 'Tết', count: 2, usd: '1.5' });
    const { batch, codes } = made.json().data;
    equal(codes.length, 2);
    match(codes[0], /^K4U(-[A-Z2-9]{4}){4}$/);
    const before = await balance();
    const { data } = await post('/wallet/redeem', { code: codes[0].toLowerCase() });
    deepEqual([data.amount_usd, data.name, Number(data.balance_usd)], ['1.5', 'Tết', before + 1.5]);
    const again = await post('/wallet/redeem', { code: codes[0] });
    deepEqual([again.status, again.code], [409, 'refused']);
    equal(await balance(), before + 1.5);
    const listed = await house.call('ada', 'GET', `/api/admin/codes/${batch.id}/codes`);
    equal(listed.json().data.items[0].used_by[0].user.email, 'ana@example.com');
    ok(!listed.text.includes(codes[1]));
    const found = await house.call('ada', 'POST', '/api/admin/codes/find', { code: codes[1] });
    equal(found.json().data.code.used, 0);
    const [line] = (await get('/wallet/entries')).data.items;
    deepEqual([line.kind, line.source, line.amount_usd, line.note], ['topup', 'code', '1.5', 'Tết']);
  });

  test('guessing is slowed down', async () => {
    const said = [];
    for (let n = 0; n < 12; n++)
      said.push((await post('/wallet/redeem', { code: `K4U-${n}` }, 'bob')).status);
    deepEqual(new Set(said.slice(0, 10)), new Set([409]));
    equal(said[11], 429);
  });
});

describe('top-ups by bank transfer', () => {
  const sepay = (id: number, amount: number, content: string, headers: object = {}) =>
    house.call(
      undefined,
      'POST',
      '/api/pay/bank',
      { id, gateway: 'Vietcombank', transferType: 'in', transferAmount: amount, content },
      { authorization: `Apikey ${secrets.bank_webhook_secret}`, ...headers },
    );

  test('an order shows where to pay as a VietQR code, and the told transfer credits it once', async () => {
    const before = await balance();
    const { data } = await post('/orders', { method: 'bank', usd: '10' });
    deepEqual([data.currency, data.pay_amount, data.state], ['VND', '265000', 'open']);
    ok(data.bank.qr.includes(data.code) && data.bank.qr.includes('5406265000'), data.bank.qr);
    const told = await Promise.all(
      Array.from({ length: 20 }, () => sepay(7, 265_000, `CT DEN ${data.code} GD`)),
    );
    deepEqual(new Set(told.map(({ status }) => status)), new Set([200]));
    equal(await balance(), before + 10);
    const paid = (await get(`/orders/${data.id}`)).data;
    deepEqual([paid.state, paid.bank], ['paid', null]);
    equal((await post(`/orders/${data.id}/cancel`, {})).status, 409);
  });

  test('without the secret nothing is taken; a signature over time and body does as well', async () => {
    const { data } = await post('/orders', { method: 'bank', usd: '1' });
    const before = await balance();
    for (const authorization of ['', 'Apikey ', 'Apikey wrong', `Basic ${secrets.bank_webhook_secret}`])
      equal((await sepay(8, 26_500, data.code, { authorization })).status, 401);
    const body = JSON.stringify({ id: 9, transferAmount: 26_500, content: data.code });
    const signed = (at: number, text: string) =>
      house.app.inject({
        method: 'POST',
        url: '/api/pay/bank',
        payload: text,
        headers: {
          'content-type': 'application/json',
          'x-sepay-timestamp': String(at),
          'x-sepay-signature': `sha256=${createHmac('sha256', secrets.bank_webhook_secret).update(`${at}.${body}`).digest('hex')}`,
        },
      });
    const now = Math.floor(house.clock.at / 1000);
    equal((await signed(now - 400, body)).statusCode, 401); // recorded, sent again later
    equal((await signed(now, body.replace('26500', '99999'))).statusCode, 401);
    equal(await balance(), before);
    equal((await signed(now, body)).statusCode, 200);
    equal(await balance(), before + 1);
  });

  test('money that leaves, or a body that says nothing, moves no balance', async () => {
    const { data } = await post('/orders', { method: 'bank', usd: '2' });
    const before = await balance();
    const out = { id: 20, transferType: 'out', transferAmount: 53_000, content: data.code };
    const headers = { authorization: `Apikey ${secrets.bank_webhook_secret}` };
    equal((await house.call(undefined, 'POST', '/api/pay/bank', out, headers)).status, 200);
    equal((await house.call(undefined, 'POST', '/api/pay/bank', { id: 21 }, headers)).status, 400);
    equal(await balance(), before);
  });

  test('what fits no order waits for an operator; an order is confirmed by hand, once', async () => {
    await sepay(30, 5000, 'no code at all');
    const { data } = (await house.call('ada', 'GET', '/api/admin/transfers?open=true')).json();
    equal(data.items[0].outcome, 'no-order');
    const order = (await post('/orders', { method: 'bank', usd: '3' })).data;
    const before = await balance();
    const confirm = () =>
      house.call('ada', 'POST', `/api/admin/orders/${order.id}/confirm`, { note: 'FT99' });
    const both = await Promise.all([confirm(), confirm()]);
    deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    equal(await balance(), before + 3);
    const { items } = (await house.call('ada', 'GET', '/api/admin/audit?size=5')).json().data;
    const line = items.find((one: { action: string }) => one.action === 'order.pay');
    deepEqual([line.actor.email, line.object], ['ada@example.com', `order:${order.id}`]);
  });

  test('amounts have bounds', async () => {
    for (const usd of ['0', '0.5', '-5', '1000.01', '5.001'])
      equal((await post('/orders', { method: 'bank', usd })).status, 400, usd);
  });
});

describe('top-ups by card', () => {
  // The package's own maker of signatures; the clock of the thread is the real one.
  const sign = (payload: string, secret = secrets.stripe_webhook_secret) =>
    new Stripe('sk_unused').webhooks.generateTestHeaderString({ payload, secret });
  const send = (event: object, header?: string) => {
    const payload = JSON.stringify({ object: 'event', ...event });
    return house.app.inject({
      method: 'POST',
      url: '/api/pay/stripe',
      payload,
      headers: { 'content-type': 'application/json', 'stripe-signature': header ?? sign(payload) },
    });
  };
  const session = (order: string, more: object = {}) => ({
    id: 'evt_1',
    type: 'checkout.session.completed',
    data: {
      object: {
        object: 'checkout.session',
        client_reference_id: order,
        payment_status: 'paid',
        payment_intent: `pi_${order}`,
        amount_total: 1250,
        currency: 'usd',
        ...more,
      },
    },
  });

  test('an order leads to a page of payment that is asked for once under its id', async () => {
    const { data } = await post('/orders', { method: 'stripe', usd: '12.5' });
    deepEqual([data.pay_url, data.pay_amount], ['https://checkout.stripe.example/pay/cs_1', '12.50']);
    const asked = fake.asked.at(-1)!;
    deepEqual([asked.path, asked.key], ['/v1/checkout/sessions', data.id]);
    equal(asked.body.get('line_items[0][price_data][unit_amount]'), '1250');
    equal(asked.body.get('payment_intent_data[metadata][order]'), data.id);
    match(asked.body.get('success_url')!, /^http:\/\/.+\/console\/wallet\?order=ord_/);
  });

  test('the same event twenty times, and its sisters in any order, credit once', async () => {
    const { data } = await post('/orders', { method: 'stripe', usd: '12.5' });
    const before = await balance();
    const expired = { id: 'evt_2', type: 'checkout.session.expired', data: session(data.id).data };
    const refund = {
      id: 'evt_3',
      type: 'charge.refunded',
      data: {
        object: { amount_refunded: 500, payment_intent: `pi_${data.id}`, metadata: { order: data.id } },
      },
    };
    equal((await send(refund)).statusCode, 200);
    const unpaid = await send(session(data.id, { payment_status: 'unpaid' }));
    equal(unpaid.statusCode, 200);
    equal(await balance(), before);
    await send(expired);
    const all = await Promise.all(Array.from({ length: 20 }, () => send(session(data.id))));
    deepEqual(new Set(all.map(({ statusCode }) => statusCode)), new Set([200]));
    await send({ ...session(data.id), id: 'evt_4', type: 'checkout.session.async_payment_succeeded' });
    await send(expired);
    equal(await balance(), before + 12.5);
    const order = (await get(`/orders/${data.id}`)).data;
    deepEqual([order.state, order.refunded], ['paid', '5.00']);
    const verdict = (await house.call('ada', 'GET', '/api/admin/ledger/verify')).json().data;
    deepEqual(verdict.differences, []);
  });

  test('a signature that is missing, old, of another secret or another body moves nothing', async () => {
    const { data } = await post('/orders', { method: 'stripe', usd: '12.5' });
    const before = await balance();
    const event = session(data.id);
    const payload = JSON.stringify({ object: 'event', ...event });
    const old = new Stripe('sk_unused').webhooks.generateTestHeaderString({
      payload,
      secret: secrets.stripe_webhook_secret,
      timestamp: Math.floor(Date.now() / 1000) - 1000,
    });
    for (const header of ['', 't=1,v1=00', old, sign(payload, 'whsec_other'), sign(`${payload} `)])
      equal((await send(event, header)).statusCode, 401, header);
    equal(await balance(), before);
  });

  test("another amount, another currency or another shop's order are not credited", async () => {
    const { data } = await post('/orders', { method: 'stripe', usd: '12.5' });
    const before = await balance();
    for (const more of [
      { amount_total: 1 },
      { currency: 'vnd' },
      { client_reference_id: 'of-another-shop', metadata: {} },
    ])
      equal((await send(session(data.id, more))).statusCode, 200);
    equal(await balance(), before);
  });

  test('without a secret to check signatures with, nobody is believed', async () => {
    await house.store.settings.remove({ user: null }, 'stripe_webhook_secret');
    const event = session('any');
    equal((await send(event, sign(JSON.stringify(event), ' '))).statusCode, 404);
    equal((await post('/orders', { method: 'stripe', usd: '12.5' })).status, 400);
    await house.store.settings.putSecret(
      { user: null },
      'stripe_webhook_secret',
      secrets.stripe_webhook_secret,
    );
  });

  test('when the service refuses, the order is closed and the customer told', async () => {
    fake.status = 400;
    const said = await post('/orders', { method: 'stripe', usd: '12.5' }, 'max');
    fake.status = 200;
    deepEqual([said.status, said.code], [502, 'payment_unavailable']);
    equal((await get('/orders', 'max')).data.items[0].state, 'cancelled');
  });
});

test('the wallet says how long the balance lasts at the pace of seven days', async () => {
  const token = await house.token('ana');
  const { data: before } = await get('/wallet');
  equal(before.days_left, null);
  await house.settled('ana', token, { cost: 700_000_000 });
  const { data } = await get('/wallet');
  // The account is younger than a day: it counts as one.
  equal(data.pace_usd, '0.7');
  equal(data.days_left, Math.floor((Number(data.live.balance_usd) / 0.7) * 10) / 10);
  const [line] = (await get('/wallet/entries?filter=calls')).data.items;
  deepEqual([line.kind, line.amount_usd, line.entries], ['calls', '-0.7', 1]);
});

test('an invitation has a code that stays, and shows what it brought', async () => {
  const before = (await get('/wallet/invitations')).data;
  ok(before.code.length >= 8);
  const gift = { account: house.staff.ana.user.live.id, kind: 'gift', amount: 500_000_000 } as const;
  await house.store.ledger.append({ user: null }, { ...gift, cause: 'gift:inviter:99' });
  const { code, earned_usd } = (await get('/wallet/invitations')).data;
  deepEqual([code, earned_usd], [before.code, '0.5']);
  equal((await get('/wallet/entries')).data.items[0].source, 'invitation');
});

test('the CSV holds every movement, exact, and nothing that a spreadsheet would run', async () => {
  await house.store.ledger.append(
    { user: null },
    {
      account: house.staff.ana.user.live.id,
      kind: 'gift',
      amount: 1,
      cause: 'gift:1',
      note: '=HYPERLINK("http://evil")',
    },
  );
  const answer = await house.call('ana', 'GET', '/api/portal/wallet/entries.csv');
  match(String(answer.headers['content-disposition']), /attachment; filename="key4u-live-/);
  const lines = answer.text.trim().split('\r\n');
  const total = (await house.store.ledger.entries(house.staff.ana.user.live.id, { page: 1, size: 1 })).total;
  equal(lines.length, total + 1);
  ok(answer.text.includes(`gift,0.000000001,gift:1,"'=HYPERLINK(""http://evil"")"`));
});
