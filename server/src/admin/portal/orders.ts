import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { newId } from '../../base/ids.ts';
import type { Order } from '../../spec/wallet.ts';
import { orderStates } from '../../spec/wallet.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, pageOf, paging, time, timeOrNull, timeText, usd, usdText } from '../fields.ts';
import { openCheckout } from '../pay/stripe.ts';
import { vietQr } from '../pay/vietqr.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { readSecret, readSettings, type Settings, settings, usdOf } from '../settings.ts';
import { configuredTopUps, type TopUpMethod, topUpMethods } from './site.ts';

const nanoPerCent = 10_000_000;
const nanoPerUsd = 1_000_000_000;
const hourMs = 3_600_000;
const mostOpenOrders = 10;
/** Stripe's own bounds for how long a page of payment stands. */
const longestCheckoutMs = 23.5 * hourMs;

/** Without letters and digits that are mistaken for each other; banks pass letters and digits unchanged. */
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newOrderCode = (): string =>
  `K4U${Array.from({ length: 7 }, () => codeLetters[randomInt(codeLetters.length)]).join('')}`;

/** Decimal text of what is paid: VND has no smaller unit, USD has cents. */
export const payText = (
  { currency, payAmount }: Pick<Order, 'currency' | 'payAmount'>,
  of = payAmount,
): string =>
  currency === 'VND' ? String(of) : `${Math.floor(of / 100)}.${String(of % 100).padStart(2, '0')}`;

const bankReply = z.object({
  bin: z.string(),
  name: z.string(),
  account: z.string(),
  holder: z.string(),
  content: z.string().describe('What the text of the transfer must hold'),
  qr: z.string().describe('The text of a VietQR code'),
});

export const orderReply = z.object({
  id: z.string(),
  code: z.string(),
  method: z.string(),
  amount_usd: usdText.describe('What the balance gets'),
  currency: z.string(),
  pay_amount: z.string().describe('What is paid, in the currency'),
  state: z.enum(orderStates),
  pay_url: z.string().nullable(),
  bank: bankReply.nullable(),
  refunded: z.string().nullable().describe('In the currency'),
  created_at: time,
  expires_at: time,
  paid_at: time.nullable(),
});

function bankView(order: Order, said: Settings): z.input<typeof bankReply> {
  const [bin, account] = [said.value(settings.bankBin), said.value(settings.bankAccount)];
  return {
    bin,
    account,
    name: said.value(settings.bankName),
    holder: said.value(settings.bankHolder),
    content: order.code,
    qr: vietQr({ bin, account, amount: order.payAmount, content: order.code }),
  };
}

export const orderView = (order: Order, said: Settings): z.input<typeof orderReply> => {
  const isOpen = order.state === 'open';
  return {
    id: order.id,
    code: order.code,
    method: order.method,
    amount_usd: formatUsd(order.amount),
    currency: order.currency,
    pay_amount: payText(order),
    state: order.state,
    pay_url: isOpen ? order.payUrl : null,
    bank:
      isOpen && order.method === 'bank' && said.value(settings.bankBin) !== '' ? bankView(order, said) : null,
    refunded: order.refunded > 0 ? payText(order, order.refunded) : null,
    created_at: timeText(order.createdAt),
    expires_at: timeText(order.expiresAt),
    paid_at: timeOrNull(order.paidAt),
  };
};

/** Checks the amount. Throws Refusal. */
function checkAmount(amount: number, said: Settings): void {
  const [least, most] = [said.value(settings.topUpLeast), said.value(settings.topUpMost)];
  if (amount <= 0 || amount < usdOf(least) || amount > usdOf(most))
    throw new Refusal('field_invalid', `usd: must be from ${least} to ${most} USD`);
  if (amount % nanoPerCent !== 0) throw new Refusal('field_invalid', 'usd: must be whole cents');
}

const priceOf = (method: TopUpMethod, amount: number, said: Settings) =>
  method === 'bank'
    ? { currency: 'VND', payAmount: Math.ceil((amount / nanoPerUsd) * said.value(settings.vndPerUsd)) }
    : { currency: 'USD', payAmount: amount / nanoPerCent };

/** Opens the page of payment. An order that has none is closed: nobody could pay it. */
async function openPage(order: Order, email: string, origin: string, said: Settings, deps: AdminDeps) {
  const { store, warn } = deps;
  const secretKey = await readSecret(store, settings.stripeSecretKey);
  const page = await openCheckout({
    secretKey: secretKey ?? '',
    baseUrl: deps.stripeUrl,
    order: order.id,
    cents: order.payAmount,
    product: `${said.value(settings.siteName)}: ${formatUsd(order.amount)} USD`,
    email,
    expiresAt: order.expiresAt,
    returnUrl: `${deps.publicUrl ?? origin}/console/wallet?order=${order.id}`,
  }).catch((error: unknown) => ({ refused: String(error) }));
  if ('refused' in page) {
    warn?.('no page of payment could be opened', { order: order.id, cause: page.refused });
    await store.orders.close({ user: null }, order.id, 'cancelled');
    throw new Refusal(
      'payment_unavailable',
      'the payment service does not take the order just now: try again, or another way to pay',
    );
  }
  await store.orders.setSession(order.id, page);
}

export const orderRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/orders',
    auth: 'user',
    summary: { en: 'Own top-ups, newest first', vi: 'Các lần nạp tiền, mới nhất trước' },
    query: z.strictObject({ ...paging, state: z.enum(orderStates).optional() }),
    reply: pageOf(orderReply),
    handler: async ({ caller: { user }, query: { page, size, state } }, { store }) => {
      const said = await readSettings(store);
      const rows = await store.orders.list({ user: user.id, ...(state && { state }) }, { page, size });
      return { items: rows.items.map((order) => orderView(order, said)), total: rows.total, page, size };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/portal/orders',
    auth: 'user',
    summary: { en: 'Begin a top-up', vi: 'Tạo đơn nạp tiền' },
    limit: { calls: 20, perMs: 10 * 60_000 },
    body: z.strictObject({ method: z.enum(topUpMethods), usd }),
    reply: orderReply,
    handler: async ({ caller: { user }, body, origin }, deps) => {
      const { store, clock } = deps;
      const said = await readSettings(store);
      if (!configuredTopUps(said).includes(body.method))
        throw new Refusal('field_invalid', 'method: this way to pay is not set up here');
      checkAmount(body.usd, said);
      const now = clock.now();
      const openMs = said.value(settings.orderHours) * hourMs;
      const made = await store.orders.create(
        {
          id: newId('ord', now),
          code: newOrderCode(),
          userId: user.id,
          method: body.method,
          amount: body.usd,
          ...priceOf(body.method, body.usd, said),
          expiresAt: now + (body.method === 'stripe' ? Math.min(openMs, longestCheckoutMs) : openMs),
        },
        mostOpenOrders,
      );
      if ('refused' in made) throw new Refusal('refused', made.refused);
      if (body.method === 'stripe') await openPage(made, user.email, origin, said, deps);
      return orderView(found(await store.orders.byId(made.id, user.id), 'order'), said);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/orders/:id',
    auth: 'user',
    summary: { en: 'A top-up', vi: 'Một lần nạp tiền' },
    params: z.object({ id: z.string().max(60) }),
    reply: orderReply,
    handler: async ({ caller: { user }, params }, { store }) =>
      orderView(found(await store.orders.byId(params.id, user.id), 'order'), await readSettings(store)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/portal/orders/:id/cancel',
    auth: 'user',
    summary: { en: 'Cancel a top-up that is not paid', vi: 'Hủy đơn nạp chưa thanh toán' },
    params: z.object({ id: z.string().max(60) }),
    body: z.strictObject({}),
    reply: orderReply,
    handler: async ({ caller: { user }, params }, { store }) => {
      found(await store.orders.byId(params.id, user.id), 'order');
      if (!(await store.orders.close({ user: user.id }, params.id, 'cancelled', user.id)))
        throw new Refusal('refused', 'this order is not open any more');
      return orderView(
        found(await store.orders.byId(params.id, user.id), 'order'),
        await readSettings(store),
      );
    },
  }),
];
