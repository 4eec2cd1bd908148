import { z } from 'zod';
import type { Order } from '../../spec/wallet.ts';
import type { AdminDeps } from '../deps.ts';

/** What a payment service's events do to orders. Any of them may come twice, late, or in another order. */

const named = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);

const sessionObject = z.looseObject({
  client_reference_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  payment_status: z.string(),
  payment_intent: named.nullish(),
  amount_total: z.number().nullish(),
  currency: z.string().nullish(),
});
const chargeObject = z.looseObject({
  amount_refunded: z.number().int(),
  payment_intent: named.nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
const envelope = z.looseObject({
  id: z.string(),
  type: z.string(),
  data: z.looseObject({ object: z.unknown() }),
});

const system = { user: null };

export async function actOnStripeEvent(value: unknown, { store, warn }: AdminDeps): Promise<void> {
  const event = envelope.parse(value);
  const stripeOrder = async (id: string | null | undefined): Promise<Order | undefined> => {
    const order = id ? await store.orders.byId(id) : undefined;
    return order?.method === 'stripe' ? order : undefined; // else another shop's on the same account
  };
  const sessionOrder = async () => {
    const session = sessionObject.parse(event.data.object);
    return { session, order: await stripeOrder(session.client_reference_id ?? session.metadata?.['order']) };
  };
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded': {
      const { session, order } = await sessionOrder();
      if (!order || session.payment_status !== 'paid') return; // a slow method: its success comes as an event of its own
      if (session.amount_total !== order.payAmount || session.currency?.toUpperCase() !== order.currency) {
        warn?.('a payment differs from its order and was not credited', {
          order: order.id,
          event: event.id,
          amount: session.amount_total,
          currency: session.currency,
        });
        return;
      }
      await store.orders.pay(system, order.id, { ref: session.payment_intent ?? null });
      return;
    }
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_failed': {
      const { order } = await sessionOrder();
      if (order)
        await store.orders.close(
          system,
          order.id,
          event.type === 'checkout.session.expired' ? 'expired' : 'cancelled',
        );
      return;
    }
    case 'charge.refunded': {
      const charge = chargeObject.parse(event.data.object);
      const order =
        (await stripeOrder(charge.metadata?.['order'])) ??
        (charge.payment_intent ? await store.orders.byPaymentRef(charge.payment_intent) : undefined);
      if (order) await store.orders.noteRefund(order.id, charge.amount_refunded);
      return;
    }
    default:
      return;
  }
}
