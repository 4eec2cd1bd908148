import type { Clock } from '../base/clock.ts';
import type { FaultCode } from '../spec/fault.ts';

/**
 * One breaker a channel key. It opens after repeated faults, at once on a refused key, and for as long as an upstream
 * asks (Retry-After). When its time is over a probe decides: a free request where the provider has one, else the next
 * call. A probe that fails keeps it open twice as long.
 */
export type BreakerState = 'closed' | 'open' | 'probing';

const faultsToOpen = 5;
const windowMs = 60_000;
const firstPauseMs = 5_000;
const longestPauseMs = 5 * 60_000;
/** A busy answer without Retry-After. */
const busyPauseMs = 2_000;

export class Breaker {
  state: BreakerState = 'closed';
  /** When an open breaker asks for its probe. */
  until = 0;
  reason: FaultCode | undefined;
  changedAt = 0;
  #faults: number[] = [];
  #pause = firstPauseMs;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Faults that count now. */
  get faults(): number {
    return this.#faults.length;
  }

  /** May a call be sent with this key now? */
  get usable(): boolean {
    return (
      this.state === 'closed' ||
      (this.state === 'open' && this.reason === 'upstream_busy' && this.#clock.now() >= this.until)
    );
  }

  get wantsProbe(): boolean {
    return this.state === 'open' && this.reason !== 'upstream_busy' && this.#clock.now() >= this.until;
  }

  succeeded(): void {
    if (this.state === 'closed' && this.#faults.length === 0) return;
    this.#faults = [];
    this.#pause = firstPauseMs;
    this.#move('closed', undefined, 0);
  }

  /** `retryAfter` in seconds, when the upstream named a time. */
  failed(code: FaultCode, retryAfter?: number): void {
    const now = this.#clock.now();
    if (code === 'upstream_busy') {
      // Busy is no fault of the key: it rests as long as it was asked to. A late one ends no rest early.
      if (this.state !== 'closed' && this.reason !== 'upstream_busy') return;
      const pause = retryAfter === undefined ? busyPauseMs : Math.min(retryAfter * 1000, longestPauseMs);
      this.#move('open', code, Math.max(this.until, now + pause));
      return;
    }
    if (code === 'upstream_key_refused') {
      this.#open(code);
      return;
    }
    this.#faults = [...this.#faults.filter((time) => time > now - windowMs), now];
    if (this.#faults.length >= faultsToOpen) this.#open(code);
  }

  probing(): void {
    this.#move('probing', this.reason, 0);
  }

  /** The probe passed: closed, but the next fault opens it again at once. */
  probePassed(): void {
    const now = this.#clock.now();
    this.#faults = Array.from({ length: faultsToOpen - 1 }, () => now);
    this.#move('closed', undefined, 0);
  }

  probeFailed(code: FaultCode): void {
    this.#pause = Math.min(this.#pause * 2, longestPauseMs);
    this.#open(code);
  }

  #open(code: FaultCode): void {
    this.#move('open', code, this.#clock.now() + this.#pause);
  }

  #move(state: BreakerState, reason: FaultCode | undefined, until: number): void {
    if (state !== this.state) this.changedAt = this.#clock.now();
    this.state = state;
    this.reason = reason;
    this.until = until;
  }
}
