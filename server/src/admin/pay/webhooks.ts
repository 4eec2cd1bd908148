import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { redact } from '../../base/redact.ts';
import type { AdminDeps } from '../deps.ts';
import { addressName, createLimiter } from '../limiter.ts';
import { readSecret, settings } from '../settings.ts';
import { isFromBank, readTransfer } from './bank.ts';
import { actOnStripeEvent } from './events.ts';
import { readEvent } from './stripe.ts';

const mostBytes = 512 * 1024;
const wrongSignatures = { calls: 30, perMs: 60_000 };

type Said = { readonly status: number; readonly message?: string };
const done: Said = { status: 200 };
const wrong: Said = { status: 401, message: 'the signature or the secret is wrong' };
const unknown: Said = { status: 404, message: 'this way of payment is not set up' };

/**
 * Where payment services tell what happened. They prove themselves by a secret over the body as it came, so it is taken
 * unparsed. Anything but 2xx makes them try again: a message that nobody can use is answered with 200.
 */
export function bindWebhooks(app: FastifyInstance, deps: AdminDeps): void {
  const { store, clock } = deps;
  const failures = createLimiter(clock, wrongSignatures);

  async function stripe(request: FastifyRequest, raw: string): Promise<Said> {
    const secret = await readSecret(store, settings.stripeWebhookSecret);
    if (!secret) return unknown; // an empty secret would let anybody sign
    const signature = request.headers['stripe-signature'];
    if (typeof signature !== 'string') return wrong;
    const event = await readEvent({ body: raw, signature, secret });
    if (event === undefined) return wrong;
    await actOnStripeEvent(event, deps);
    return done;
  }

  async function bank(request: FastifyRequest, raw: string): Promise<Said> {
    const secret = await readSecret(store, settings.bankWebhookSecret);
    if (!secret) return unknown;
    if (!isFromBank(request.headers, raw, secret, clock.now())) return wrong;
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      return { status: 400, message: 'the body is not valid JSON' };
    }
    const read = readTransfer(value);
    if (!read.success) {
      const issue = read.error.issues[0];
      return { status: 400, message: `${issue?.path.join('.') ?? ''}: ${issue?.message}` };
    }
    const { ref, amount, content, isIncoming } = read.data;
    if (isIncoming) await store.orders.receive({ ref, amount, content, currency: 'VND' });
    return done;
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: mostBytes }, (_request, body, next) =>
      next(null, body),
    );
    const take =
      (read: (request: FastifyRequest, raw: string) => Promise<Said>) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        const address = addressName(deps.addressOf ? deps.addressOf(request.raw) : request.ip);
        const wait = failures.wait(address);
        if (wait > 0)
          return reply
            .code(429)
            .header('retry-after', String(wait))
            .send({ success: false, message: 'try later' });
        const said = await read(request, typeof request.body === 'string' ? request.body : '');
        if (said === wrong) failures.count(address);
        return reply
          .code(said.status)
          .send(said.status === 200 ? { success: true } : { success: false, message: said.message });
      };
    scope.setErrorHandler((error, request, reply) => {
      deps.warn?.('a message of a payment service failed', {
        requestId: request.id,
        fault: redact(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      });
      return reply.code(503).send({ success: false, message: 'try again' });
    });
    scope.post('/api/pay/stripe', take(stripe));
    scope.post('/api/pay/bank', take(bank));
  });
}
