import type { Clock } from '../base/clock.ts';
import { GatewayError } from '../spec/fault.ts';

const windowMs = 60_000;
const mostFailures = 60;
const mostAddresses = 10_000;

/** Slows down whoever guesses keys: after 60 unknown keys in a minute an address must wait. */
export class KeyGuard {
  readonly #clock: Clock;
  readonly #failures = new Map<string, { count: number; since: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws rate_limited while the address has to wait. */
  check(address: string): void {
    const entry = this.#failures.get(address);
    if (!entry || entry.count < mostFailures) return;
    const left = entry.since + windowMs - this.#clock.now();
    if (left <= 0) this.#failures.delete(address);
    else
      throw new GatewayError('rate_limited', 'too many unknown API keys from this address; wait a minute', {
        retryAfter: Math.ceil(left / 1000),
      });
  }

  failed(address: string): void {
    const now = this.#clock.now();
    const entry = this.#failures.get(address);
    if (entry && now - entry.since < windowMs) {
      entry.count++;
      return;
    }
    if (this.#failures.size >= mostAddresses) this.#failures.delete(this.#failures.keys().next().value!);
    this.#failures.set(address, { count: 1, since: now });
  }
}
