import { Worker } from 'node:worker_threads';

export type CheckoutAsk = {
  readonly secretKey: string;
  /** Absent: Stripe's own. */
  readonly baseUrl: string | undefined;
  readonly order: string;
  readonly cents: number;
  readonly product: string;
  readonly email: string;
  readonly expiresAt: number;
  readonly returnUrl: string;
};
export type EventAsk = {
  /** As it came, to the byte. */
  readonly body: string;
  readonly signature: string;
  readonly secret: string;
  readonly toleranceSeconds?: number;
};
export type StripeAsk =
  | ({ readonly id: number; readonly op: 'checkout' } & CheckoutAsk)
  | ({ readonly id: number; readonly op: 'event' } & EventAsk);
export type StripeAnswer =
  | { readonly id: number; readonly session: { readonly ref: string; readonly url: string } }
  | { readonly id: number; readonly event: unknown }
  | { readonly id: number; readonly refused: string };

const idleMs = 5 * 60_000;

type Waiting = { readonly resolve: (answer: StripeAnswer) => void; readonly reject: (error: Error) => void };

/** The thread starts with the first question and ends when nobody has asked for a while. */
let thread: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

function started(): Worker {
  if (thread) return thread;
  const one = new Worker(new URL('./stripe-thread.ts', import.meta.url));
  one.unref();
  one.on('message', (answer: StripeAnswer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  const failed = (error: Error) => {
    if (thread === one) thread = undefined;
    for (const [id, { reject }] of waiting) {
      waiting.delete(id);
      reject(error);
    }
  };
  one.on('error', failed);
  one.on('exit', () => failed(new Error('the thread that speaks to Stripe ended')));
  thread = one;
  return one;
}

function ask(build: (id: number) => StripeAsk): Promise<StripeAnswer> {
  const one = started();
  clearTimeout(idle);
  idle = setTimeout(() => {
    if (waiting.size === 0) void thread?.terminate();
  }, idleMs);
  idle.unref();
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    one.ref(); // while somebody waits for it
    one.postMessage(build(id));
  }).finally(() => {
    if (waiting.size === 0) one.unref();
  }) as Promise<StripeAnswer>;
}

/** A page at Stripe where the order is paid. */
export async function openCheckout(
  checkout: CheckoutAsk,
): Promise<{ ref: string; url: string } | { refused: string }> {
  const answer = await ask((id) => ({ id, op: 'checkout', ...checkout }));
  if ('session' in answer) return answer.session;
  return { refused: 'refused' in answer ? answer.refused : 'no answer' };
}

/** The event of a webhook whose signature is right; undefined when it is not. */
export async function readEvent(event: EventAsk): Promise<unknown> {
  const answer = await ask((id) => ({ id, op: 'event', ...event }));
  return 'event' in answer ? answer.event : undefined;
}
