import type { Clock } from '../base/clock.ts';
import { formatUsd } from '../base/money.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Store } from '../spec/store.ts';

/**
 * Balances as one node sees them. The node leases slices of a balance from the database and takes holds from its
 * leases in memory: taking a hold is exact however many requests run at once, here or on other nodes, and the hot path
 * waits for no database. `balance − holds` cannot go below zero, because a hold is only given out of leased money.
 */
export type AccountRef = { readonly id: number; readonly kind: 'user' | 'token'; readonly limited: boolean };

export type Draw = { readonly account: number; readonly amount: number; readonly limited: boolean };

/** Reserved money. Ends exactly once, by `settle` or `release`; later calls do nothing. */
export type Hold = {
  readonly amount: number;
  /**
   * Takes `charge` and frees the rest of the hold. A charge over the hold (the upstream used more than the request
   * allowed) takes what more there is on hand and no more: a balance never goes below zero. Returns who pays what.
   */
  settle(charge: number): readonly Draw[];
  release(): void;
};

type Purse = {
  readonly account: number;
  /** Leased and not held. */
  available: number;
  held: number;
  usedAt: number;
  refill: Promise<void> | undefined;
};

type LeasePort = Pick<Store['ledger'], 'lease' | 'giveBack'>;

const idleMs = 5 * 60_000;
const refillTries = 3;

export class Purses {
  readonly #purses = new Map<number, Purse>();
  readonly #port: LeasePort;
  readonly #node: string;
  readonly #clock: Clock;
  /** False while the database has been away so long that other nodes may take this one for dead: no new holds then. */
  trusted = true;

  constructor(port: LeasePort, node: string, clock: Clock) {
    this.#port = port;
    this.#node = node;
    this.#clock = clock;
  }

  /**
   * Reserves `amount` on every limited account. Answers at once when the leases suffice, else after asking the
   * database. Throws balance_too_low, token_limit_reached, store_unavailable.
   */
  hold(accounts: readonly AccountRef[], amount: number): Hold | Promise<Hold> {
    const limited = accounts.filter((account) => account.limited);
    if (limited.length > 0 && !this.trusted)
      throw new GatewayError(
        'store_unavailable',
        'the gateway cannot reach its ledger at the moment; nothing was charged, try again shortly',
        { retryAfter: 5 },
      );
    if (limited.every((account) => this.#purse(account.id).available >= amount))
      return this.#take(accounts, limited, amount);
    return this.#holdSlowly(accounts, limited, amount);
  }

  async #holdSlowly(
    accounts: readonly AccountRef[],
    limited: readonly AccountRef[],
    amount: number,
  ): Promise<Hold> {
    for (let attempt = 0; attempt < refillTries; attempt++) {
      for (const account of limited) {
        const purse = this.#purse(account.id);
        // Several may wait for one refill; each looks again, because another may have taken it.
        while (purse.refill) await purse.refill;
        if (purse.available < amount) {
          purse.refill = this.#refill(purse, amount).finally(() => {
            purse.refill = undefined;
          });
          await purse.refill;
        }
      }
      if (limited.every((account) => this.#purse(account.id).available >= amount))
        return this.#take(accounts, limited, amount);
      if (
        limited.some(
          (account) => this.#purse(account.id).available < amount && this.#purse(account.id).held === 0,
        )
      )
        break;
    }
    const short = limited.find((account) => this.#purse(account.id).available < amount) ?? limited[0]!;
    const left = formatUsd(this.#purse(short.id).available);
    const most = formatUsd(amount);
    throw short.kind === 'token'
      ? new GatewayError(
          'token_limit_reached',
          `this key may still spend ${left} USD, but the request may cost up to ${most} USD; raise the limit of the key, or lower max_tokens or the input`,
        )
      : new GatewayError(
          'balance_too_low',
          `the free balance is ${left} USD, but the request may cost up to ${most} USD; top up, or lower max_tokens or the input`,
        );
  }

  #take(accounts: readonly AccountRef[], limited: readonly AccountRef[], amount: number): Hold {
    const now = this.#clock.now();
    for (const { id } of limited) {
      const purse = this.#purse(id);
      purse.available -= amount;
      purse.held += amount;
      purse.usedAt = now;
    }
    let open = true;
    const end = (asked: number): number => {
      if (!open) return 0;
      open = false;
      const charge = limited.reduce(
        (most, { id }) => Math.min(most, amount + this.#purse(id).available),
        asked,
      );
      for (const { id } of limited) {
        const purse = this.#purse(id);
        purse.held -= amount;
        purse.available += amount - charge;
      }
      return charge;
    };
    return {
      amount,
      settle(asked) {
        const charge = end(asked);
        return charge > 0
          ? accounts.map(({ id, limited }) => ({ account: id, amount: charge, limited }))
          : [];
      },
      release: () => void end(0),
    };
  }

  async #refill(purse: Purse, amount: number): Promise<void> {
    try {
      purse.available += await this.#port.lease(this.#node, purse.account, amount - purse.available);
    } catch (cause) {
      throw new GatewayError(
        'store_unavailable',
        'the gateway cannot reach its ledger at the moment; nothing was charged, try again shortly',
        { retryAfter: 5, cause },
      );
    }
  }

  #purse(account: number): Purse {
    let purse = this.#purses.get(account);
    if (!purse) {
      purse = { account, available: 0, held: 0, usedAt: this.#clock.now(), refill: undefined };
      this.#purses.set(account, purse);
    }
    return purse;
  }

  /** Gives back what is not held: the balance changed, or another node needs the money. Holds stay as they are. */
  async giveBack(account: number): Promise<void> {
    const purse = this.#purses.get(account);
    if (!purse || purse.available <= 0) return;
    const amount = purse.available;
    purse.available = 0;
    try {
      await this.#port.giveBack(this.#node, account, amount);
    } catch {
      purse.available += amount; // the database is away: the lease stands, so the money is still ours to use
    }
  }

  /** Gives back the leases of accounts that nobody used for a while, and forgets them. */
  async giveBackIdle(): Promise<void> {
    const before = this.#clock.now() - idleMs;
    for (const purse of [...this.#purses.values()]) {
      if (purse.held > 0 || purse.refill || purse.usedAt > before) continue;
      await this.giveBack(purse.account);
      if (purse.available === 0 && purse.held === 0 && !purse.refill) this.#purses.delete(purse.account);
    }
  }

  async giveBackAll(): Promise<void> {
    for (const account of [...this.#purses.keys()]) await this.giveBack(account);
  }
}
