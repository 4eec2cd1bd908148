import { z } from 'zod';
import type { Store } from '../../spec/store.ts';
import { type Order, orderStates, type Transfer, transferOutcomes } from '../../spec/wallet.ts';
import {
  formatUsd,
  idParams,
  idText,
  pageOf,
  paging,
  time,
  timeOrNull,
  timeText,
  usdText,
} from '../fields.ts';
import { payText } from '../portal/orders.ts';
import { found, Refusal } from '../refusal.ts';
import { remembered } from '../remember.ts';
import { defineRoute } from '../route.ts';
import { userRef, userRefReply } from './user-ref.ts';

const orderReply = z.object({
  id: z.string(),
  code: z.string(),
  user: userRefReply,
  method: z.string(),
  amount_usd: usdText,
  currency: z.string(),
  pay_amount: z.string(),
  state: z.enum(orderStates),
  payment_ref: z.string().nullable(),
  session_ref: z.string().nullable(),
  refunded: z.string().nullable().describe('What the payment service gave back, in the currency'),
  taken_back_usd: usdText.nullable().describe('What was taken out of the balance again'),
  created_at: time,
  expires_at: time,
  paid_at: time.nullable(),
  closed_by: userRefReply.nullable(),
  note: z.string().nullable(),
});

const transferReply = z.object({
  id: z.number().int(),
  ref: z.string(),
  at: time,
  amount: z.string(),
  currency: z.string(),
  content: z.string(),
  order: z.string().nullable(),
  outcome: z.enum(transferOutcomes),
});

const idOfOrder = z.object({ id: z.string().max(60) });

function orderViews(store: Store) {
  const userOf = remembered((id: number) => store.users.byId(id));
  return async (order: Order): Promise<z.input<typeof orderReply>> => ({
    id: order.id,
    code: order.code,
    user: userRef(order.userId, await userOf(order.userId)),
    method: order.method,
    amount_usd: formatUsd(order.amount),
    currency: order.currency,
    pay_amount: payText(order),
    state: order.state,
    payment_ref: order.paymentRef,
    session_ref: order.sessionRef,
    refunded: order.refunded > 0 ? payText(order, order.refunded) : null,
    taken_back_usd: order.takenBack > 0 ? formatUsd(order.takenBack) : null,
    created_at: timeText(order.createdAt),
    expires_at: timeText(order.expiresAt),
    paid_at: timeOrNull(order.paidAt),
    closed_by: order.closedBy === null ? null : userRef(order.closedBy, await userOf(order.closedBy)),
    note: order.note,
  });
}

const transferView = (transfer: Transfer): z.input<typeof transferReply> => ({
  id: transfer.id,
  ref: transfer.ref,
  at: timeText(transfer.at),
  amount: String(transfer.amount),
  currency: transfer.currency,
  content: transfer.content,
  order: transfer.orderId,
  outcome: transfer.outcome,
});

const shown = async (store: Store, id: string) =>
  orderViews(store)(found(await store.orders.byId(id), 'order'));

export const operatorOrderRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/orders',
    auth: 'admin',
    summary: { en: 'Top-ups, newest first', vi: 'Đơn nạp tiền, mới nhất trước' },
    query: z.strictObject({
      ...paging,
      state: z.enum(orderStates).optional(),
      method: z.string().max(20).optional(),
      user: idText.optional(),
      search: z.string().trim().min(1).max(200).optional().describe('Id, code or reference of the payment'),
    }),
    reply: pageOf(orderReply),
    handler: async ({ query: { page, size, ...filter } }, { store }) => {
      const rows = await store.orders.list(
        Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
        { page, size },
      );
      return { items: await Promise.all(rows.items.map(orderViews(store))), total: rows.total, page, size };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/orders/:id/confirm',
    auth: 'admin',
    summary: {
      en: 'Confirm by hand that an order was paid, and credit it',
      vi: 'Xác nhận bằng tay đơn đã thanh toán và cộng tiền',
    },
    params: idOfOrder,
    body: z.strictObject({
      note: z.string().trim().max(500).optional().describe('For example the reference of the transfer'),
    }),
    reply: orderReply,
    handler: async ({ caller, params, body }, { store }) => {
      found(await store.orders.byId(params.id), 'order');
      const paid = await store.orders.pay({ user: caller.user.id }, params.id, {
        ref: null,
        ...(body.note ? { note: body.note } : {}),
      });
      if (!paid) throw new Refusal('refused', 'this order has been paid already');
      return shown(store, params.id);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/orders/:id/cancel',
    auth: 'admin',
    summary: { en: 'Cancel an order that nobody paid', vi: 'Hủy đơn chưa thanh toán' },
    params: idOfOrder,
    body: z.strictObject({}),
    reply: orderReply,
    handler: async ({ caller, params }, { store }) => {
      found(await store.orders.byId(params.id), 'order');
      if (!(await store.orders.close({ user: caller.user.id }, params.id, 'cancelled')))
        throw new Refusal('refused', 'this order is not open any more');
      return shown(store, params.id);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/orders/:id/take-back',
    auth: 'admin',
    summary: {
      en: 'Take the amount of a refunded order out of the balance',
      vi: 'Trừ lại số dư của đơn đã hoàn tiền',
    },
    params: idOfOrder,
    body: z.strictObject({}),
    reply: orderReply,
    handler: async ({ caller, params }, { store }) => {
      found(await store.orders.byId(params.id), 'order');
      if (!(await store.orders.takeBack({ user: caller.user.id }, params.id)))
        throw new Refusal('refused', 'there is nothing to take back: it was not refunded, or this was done');
      return shown(store, params.id);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/admin/transfers',
    auth: 'admin',
    summary: {
      en: 'Transfers that the bank told of, newest first',
      vi: 'Giao dịch ngân hàng báo về, mới nhất trước',
    },
    query: z.strictObject({
      ...paging,
      open: z
        .enum(['true', 'false'])
        .default('false')
        .transform((text) => text === 'true')
        .describe('Only those that wait for a person'),
    }),
    reply: pageOf(transferReply),
    handler: async ({ query: { page, size, open } }, { store }) => {
      const rows = await store.orders.transfers(open, { page, size });
      return { items: rows.items.map(transferView), total: rows.total, page, size };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/transfers/:id/settle',
    auth: 'admin',
    summary: {
      en: 'Deal with a transfer that fits no order: credit an order with it, or set it aside',
      vi: 'Xử lý giao dịch không khớp đơn: cộng cho một đơn hoặc bỏ qua',
    },
    params: idParams,
    body: z.strictObject({ order: z.string().max(60).nullable() }),
    reply: transferReply,
    handler: async ({ caller, params, body }, { store }) => {
      const settled = found(
        await store.orders.settleTransfer({ user: caller.user.id }, params.id, body.order),
        'transfer',
      );
      if ('refused' in settled) throw new Refusal('refused', settled.refused);
      return transferView(settled);
    },
  }),
];
