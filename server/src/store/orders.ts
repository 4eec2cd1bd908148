import type { Selectable } from 'kysely';
import { GatewayError } from '../spec/fault.ts';
import type { Order, OrderState, Orders, Transfer, TransferOutcome } from '../spec/wallet.ts';
import { appendEntry, lockedAccount } from './accounts.ts';
import type { Context, Note } from './context.ts';
import type { Engine, Tx } from './engine.ts';
import type { Tables } from './schema.ts';

type Row = Selectable<Tables['orders']>;

const toOrder = (row: Row, now: number): Order => ({
  id: row.id,
  code: row.code,
  userId: row.user_id,
  method: row.method,
  amount: row.amount,
  currency: row.currency,
  payAmount: row.pay_amount,
  // Nobody has to sweep: an order that ran out is expired for whoever looks.
  state: row.state === 'open' && row.expires_at <= now ? 'expired' : (row.state as OrderState),
  sessionRef: row.session_ref,
  paymentRef: row.payment_ref,
  payUrl: row.pay_url,
  refunded: row.refunded,
  takenBack: row.taken_back,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  paidAt: row.paid_at,
  closedBy: row.closed_by,
  note: row.note,
});

const toTransfer = (row: Selectable<Tables['transfers']>): Transfer => ({
  id: row.id,
  ref: row.ref,
  at: row.at,
  amount: row.amount,
  currency: row.currency,
  content: row.content,
  orderId: row.order_id,
  outcome: row.outcome as TransferOutcome,
});

const waiting: readonly TransferOutcome[] = ['no-order', 'amount-differs', 'late', 'repeated'];

/** Banks change the text of a transfer: case, spaces, words before and behind. */
const codesIn = (content: string): string[] => [
  ...new Set(
    [
      ...content
        .toUpperCase()
        .replace(/[^A-Z\d]/g, '')
        .matchAll(/(?=(K4U[A-Z\d]{7}))/g),
    ].map(([, code]) => code!),
  ),
];

const locked = (engine: Engine, tx: Tx, column: 'id' | 'code', values: readonly string[]) => {
  const query = tx.selectFrom('orders').selectAll().where(column, 'in', values);
  return engine.lockRows ? query.forUpdate() : query;
};

export function ordersOf({ engine, db, clock, write }: Context): Orders {
  const shown = (row: Row | undefined) => row && toOrder(row, clock.now());

  /** Whoever sets paid_at credits. The ledger's rule that a cause acts once stands behind it. */
  async function credit(
    tx: Tx,
    note: Note,
    order: Row,
    by: { user: number | null; ref: string | null; note?: string | undefined },
  ): Promise<boolean> {
    const at = clock.now();
    const won = await tx
      .updateTable('orders')
      .set({
        state: 'paid',
        paid_at: at,
        closed_by: by.user,
        ...(by.ref === null ? {} : { payment_ref: by.ref }),
        ...(by.note === undefined ? {} : { note: by.note }),
      })
      .where('id', '=', order.id)
      .where('paid_at', 'is', null)
      .executeTakeFirst();
    if (won.numUpdatedRows === 0n) return false;
    const added = await appendEntry(tx, {
      account: order.account_id,
      kind: 'topup',
      amount: order.amount,
      cause: `order:${order.id}`,
      at,
      note: order.method,
    });
    if (!added) throw new Error(`order ${order.id} has acted on the ledger without being paid`);
    note('order.pay', `order:${order.id}`, [`account:${order.account_id}`], {
      amount: order.amount,
      method: order.method,
      ...(by.note === undefined ? {} : { note: by.note }),
    });
    return true;
  }

  return {
    create: (order, mostOpen) =>
      write({ user: order.userId }, async (tx, note) => {
        const at = clock.now();
        const { open } = await tx
          .selectFrom('orders')
          .select((eb) => eb.fn.countAll<number>().as('open'))
          .where('user_id', '=', order.userId)
          .where('state', '=', 'open')
          .where('expires_at', '>', at)
          .executeTakeFirstOrThrow();
        if (open >= mostOpen)
          return { refused: `you have ${open} unpaid orders: pay or cancel one of them first` };
        const { live_account } = await tx
          .selectFrom('users')
          .select('live_account')
          .where('id', '=', order.userId)
          .executeTakeFirstOrThrow();
        const row = await tx
          .insertInto('orders')
          .values({
            id: order.id,
            code: order.code,
            user_id: order.userId,
            account_id: live_account,
            method: order.method,
            amount: order.amount,
            currency: order.currency,
            pay_amount: order.payAmount,
            state: 'open',
            created_at: at,
            expires_at: order.expiresAt,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        note('order.create', `order:${order.id}`, [], { amount: order.amount, method: order.method });
        return toOrder(row, at);
      }),
    async byId(id, user) {
      let query = db.selectFrom('orders').selectAll().where('id', '=', id);
      if (user !== undefined) query = query.where('user_id', '=', user);
      return shown(await query.executeTakeFirst());
    },
    async list({ user, state, method, search }, { page, size }) {
      const now = clock.now();
      let query = db.selectFrom('orders');
      if (user !== undefined) query = query.where('user_id', '=', user);
      if (method !== undefined) query = query.where('method', '=', method);
      if (state === 'open') query = query.where('state', '=', 'open').where('expires_at', '>', now);
      else if (state === 'expired')
        query = query.where((eb) =>
          eb.or([
            eb('state', '=', 'expired'),
            eb.and([eb('state', '=', 'open'), eb('expires_at', '<=', now)]),
          ]),
        );
      else if (state !== undefined) query = query.where('state', '=', state);
      if (search !== undefined)
        query = query.where((eb) =>
          eb.or([
            eb('id', '=', search),
            eb('code', '=', search.toUpperCase()),
            eb('payment_ref', '=', search),
            eb('session_ref', '=', search),
          ]),
        );
      const { total } = await query
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: rows.map((row) => toOrder(row, now)), total };
    },
    async setSession(id, { ref, url }) {
      await db.updateTable('orders').set({ session_ref: ref, pay_url: url }).where('id', '=', id).execute();
    },
    pay: (actor, id, payment) =>
      write(actor, async (tx, note) => {
        const order = await locked(engine, tx, 'id', [id]).executeTakeFirst();
        return order
          ? credit(tx, note, order, { user: actor.user, ref: payment.ref, note: payment.note })
          : false;
      }),
    close: (actor, id, state, user) =>
      write(actor, async (tx, note) => {
        let query = tx
          .updateTable('orders')
          .set({ state, closed_by: actor.user })
          .where('id', '=', id)
          .where('state', '=', 'open')
          .where('paid_at', 'is', null);
        if (user !== undefined) query = query.where('user_id', '=', user);
        const done = await query.executeTakeFirst();
        if (done.numUpdatedRows === 0n) return false;
        note(`order.${state === 'cancelled' ? 'cancel' : 'expire'}`, `order:${id}`, []);
        return true;
      }),
    noteRefund: (id, refunded) =>
      write({ user: null }, async (tx, note) => {
        const done = await tx
          .updateTable('orders')
          .set({ refunded })
          .where('id', '=', id)
          .where('refunded', '<', refunded)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) return false;
        note('order.refund', `order:${id}`, [], { refunded });
        return true;
      }),
    async byPaymentRef(ref) {
      return shown(
        await db.selectFrom('orders').selectAll().where('payment_ref', '=', ref).executeTakeFirst(),
      );
    },
    takeBack: (actor, id) =>
      write(actor, async (tx, note) => {
        const order = await locked(engine, tx, 'id', [id]).executeTakeFirst();
        if (!order || order.paid_at === null || order.taken_back > 0 || order.refunded === 0) return false;
        // In the proportion in which it was given back, rounded in the customer's favour.
        const amount = Number(
          (BigInt(order.amount) * BigInt(Math.min(order.refunded, order.pay_amount))) /
            BigInt(order.pay_amount),
        );
        const account = await lockedAccount(engine, tx, order.account_id);
        if (account?.limited === 1 && account.balance < amount)
          throw new GatewayError(
            'balance_too_low',
            'the balance is smaller than what would be taken from it',
          );
        await tx.updateTable('orders').set({ taken_back: amount }).where('id', '=', id).execute();
        await appendEntry(tx, {
          account: order.account_id,
          kind: 'adjust',
          amount: -amount,
          cause: `order-refund:${id}`,
          at: clock.now(),
          note: order.method,
        });
        note('order.take-back', `order:${id}`, [`account:${order.account_id}`], { amount });
        return true;
      }),
    receive: (transfer) =>
      write({ user: null }, async (tx, note) => {
        const at = clock.now();
        const values = { ...transfer, at, order_id: null, outcome: 'no-order' };
        const fresh = await tx
          .insertInto('transfers')
          .values(values)
          .onConflict((conflict) => conflict.column('ref').doNothing())
          .returningAll()
          .executeTakeFirst();
        if (!fresh) {
          const known = await tx
            .selectFrom('transfers')
            .selectAll()
            .where('ref', '=', transfer.ref)
            .executeTakeFirstOrThrow();
          return toTransfer(known);
        }
        const codes = codesIn(transfer.content);
        const orders = codes.length > 0 ? await locked(engine, tx, 'code', codes).execute() : [];
        const [order] = orders;
        const outcome = async (): Promise<TransferOutcome> => {
          if (!order || orders.length > 1) return 'no-order';
          if (order.currency !== transfer.currency || order.pay_amount !== transfer.amount)
            return 'amount-differs';
          if (order.paid_at !== null) return 'repeated';
          if (order.state !== 'open' || order.expires_at <= at) return 'late';
          return (await credit(tx, note, order, { user: null, ref: transfer.ref })) ? 'credited' : 'repeated';
        };
        const told = await outcome();
        const row = await tx
          .updateTable('transfers')
          .set({ outcome: told, order_id: orders.length === 1 ? order!.id : null })
          .where('id', '=', fresh.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        note('transfer.receive', `transfer:${row.id}`, [], { outcome: told, amount: row.amount });
        return toTransfer(row);
      }),
    async transfers(open, { page, size }) {
      let query = db.selectFrom('transfers');
      if (open) query = query.where('outcome', 'in', waiting);
      const { total } = await query
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: rows.map(toTransfer), total };
    },
    settleTransfer: (actor, id, orderId) =>
      write(actor, async (tx, note) => {
        const query = tx.selectFrom('transfers').selectAll().where('id', '=', id);
        const transfer = await (engine.lockRows ? query.forUpdate() : query).executeTakeFirst();
        if (!transfer) return undefined;
        if (!waiting.includes(transfer.outcome as TransferOutcome))
          return { refused: 'this transfer has been dealt with already' };
        if (orderId !== null) {
          const order = await locked(engine, tx, 'id', [orderId]).executeTakeFirst();
          if (!order) return { refused: `there is no order ${orderId}` };
          if (!(await credit(tx, note, order, { user: actor.user, ref: transfer.ref })))
            return { refused: `order ${orderId} has been paid already` };
        }
        const row = await tx
          .updateTable('transfers')
          .set({ outcome: 'settled', order_id: orderId ?? transfer.order_id })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        note('transfer.settle', `transfer:${id}`, [], { order: orderId });
        return toTransfer(row);
      }),
  };
}
