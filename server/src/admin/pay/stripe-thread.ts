import { parentPort } from 'node:worker_threads';
import Stripe from 'stripe';
import type { StripeAnswer, StripeAsk } from './stripe.ts';

/** The official package, in a thread of its own: loading it alone would stop the event loop for half a second. */

const port = parentPort!;

function clientFor(secretKey: string, baseUrl: string | undefined): Stripe {
  const at = baseUrl === undefined ? undefined : new URL(baseUrl);
  return new Stripe(secretKey, {
    maxNetworkRetries: 2,
    timeout: 20_000,
    telemetry: false,
    ...(at && {
      host: at.hostname,
      port: at.port,
      protocol: at.protocol === 'https:' ? ('https' as const) : ('http' as const),
    }),
  });
}

async function answer(ask: StripeAsk): Promise<StripeAnswer> {
  if (ask.op === 'event') {
    try {
      const client = new Stripe('sk_unused');
      const event = client.webhooks.constructEvent(ask.body, ask.signature, ask.secret, ask.toleranceSeconds);
      return { id: ask.id, event: JSON.parse(JSON.stringify(event)) };
    } catch {
      return { id: ask.id, refused: 'signature' };
    }
  }
  try {
    const session = await clientFor(ask.secretKey, ask.baseUrl).checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: ask.order,
        metadata: { order: ask.order },
        // Copied to the charge: so that a refund names the order.
        payment_intent_data: { metadata: { order: ask.order } },
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: 'usd',
              unit_amount: ask.cents,
              product_data: { name: ask.product },
            },
          },
        ],
        customer_email: ask.email,
        expires_at: Math.floor(ask.expiresAt / 1000),
        success_url: ask.returnUrl,
        cancel_url: ask.returnUrl,
      },
      { idempotencyKey: ask.order },
    );
    if (!session.url) return { id: ask.id, refused: 'the payment page has no address' };
    return { id: ask.id, session: { ref: session.id, url: session.url } };
  } catch (error) {
    // Its messages name no key; the type says what kind of trouble it is.
    return { id: ask.id, refused: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}

port.on('message', (ask: StripeAsk) => {
  void answer(ask).then((said) => port.postMessage(said));
});
