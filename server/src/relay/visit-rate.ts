import type { Clock } from '../base/clock.ts';
import { GatewayError } from '../spec/fault.ts';

const windowMs = 60_000;
/** Somebody who tries things out, with a page that looks how far a film is. */
const mostCalls = 120;
const mostVisitors = 10_000;

/** What visitors may ask of the simulators: each so many calls a minute. */
export class VisitRate {
  readonly #clock: Clock;
  readonly #windows = new Map<number, { calls: number; readonly endsAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws rate_limited. */
  count(token: number): void {
    const now = this.#clock.now();
    const window = this.#windows.get(token);
    if (!window || window.endsAt <= now) {
      this.#windows.delete(token);
      if (this.#windows.size >= mostVisitors) this.#windows.delete(this.#windows.keys().next().value!);
      this.#windows.set(token, { calls: 1, endsAt: now + windowMs });
      return;
    }
    if (++window.calls > mostCalls)
      throw new GatewayError(
        'rate_limited',
        `without an account ${mostCalls} calls a minute can be made; wait a moment, or sign up`,
        { retryAfter: Math.ceil((window.endsAt - now) / 1000) },
      );
  }
}
