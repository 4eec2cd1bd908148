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
  /** For a hold that was given to the database, which did not say whether it took it: it is not used again before `mend`. */
  forfeit(): void;
};

/** What came of waiting for money: `granted` is 0 when the database has less than `asked` to give. */
type Refill = { readonly asked: number; readonly granted: number };

type Purse = {
  readonly account: number;
  /** Leased and not held. */
  available: number;
  held: number;
  usedAt: number;
  /** A request for money that is under way: whoever needs some waits for it. */
  refill: Promise<Refill> | undefined;
  /** An answer of the database was lost, so its lease may differ from what is known here: see `mend`. */
  unsure: boolean;
  /** The whole lease may have been given to others: what is held is not put back. */
  lost: boolean;
};

export type LeasePort = Pick<Store['ledger'], 'lease' | 'giveBack' | 'recall'>;

export type PurseOptions = {
  /** Resolves when every charge made so far is in the database. */
  readonly settled: () => Promise<void>;
  /** How long a lease is good without a word from the database, in milliseconds. */
  readonly trustMs: number;
  /** Waits; a test need not. */
  readonly pause?: (ms: number) => Promise<void>;
};

const idleMs = 5 * 60_000;
/** How long other nodes are given to give back what they do not use: about a second in all. */
const recallPauses = [25, 50, 100, 200, 300, 400];

const databaseAway = (cause?: unknown) =>
  new GatewayError(
    'store_unavailable',
    'the gateway cannot reach its ledger at the moment; nothing was charged, try again shortly',
    { retryAfter: 5, ...(cause === undefined ? {} : { cause }) },
  );

export class Purses {
  readonly #purses = new Map<number, Purse>();
  readonly #port: LeasePort;
  readonly #node: string;
  readonly #clock: Clock;
  readonly #options: PurseOptions;
  readonly #pause: (ms: number) => Promise<void>;
  #trustedUntil = Number.POSITIVE_INFINITY;

  constructor(port: LeasePort, node: string, clock: Clock, options: PurseOptions) {
    this.#port = port;
    this.#node = node;
    this.#clock = clock;
    this.#options = options;
    this.#pause = options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  /** False while the database has been away so long that other nodes may take this one for dead: no new holds then. */
  get trusted(): boolean {
    return this.#clock.now() < this.#trustedUntil;
  }

  /**
   * The database heard of this node at `at`. Where that came too late, the leases may have gone to others meanwhile:
   * they are forgotten and leased anew.
   */
  heardAt(at: number): void {
    if (!this.trusted)
      for (const purse of this.#purses.values()) {
        purse.available = 0;
        purse.unsure = true;
        purse.lost = true;
      }
    this.#trustedUntil = at + this.#options.trustMs;
  }

  /**
   * Reserves `amount` on every limited account. Answers at once when the leases suffice, else after asking the
   * database. Throws balance_too_low, token_limit_reached, store_unavailable.
   */
  hold(accounts: readonly AccountRef[], amount: number): Hold | Promise<Hold> {
    const limited = accounts.filter((account) => account.limited);
    if (limited.length > 0 && !this.trusted) throw databaseAway();
    if (limited.every((account) => this.#purse(account.id).available >= amount))
      return this.#take(accounts, limited, amount);
    return this.#holdSlowly(accounts, limited, amount);
  }

  async #holdSlowly(
    accounts: readonly AccountRef[],
    limited: readonly AccountRef[],
    amount: number,
  ): Promise<Hold> {
    for (;;) {
      const short = limited.find(({ id }) => this.#purse(id).available < amount);
      if (!short) return this.#take(accounts, limited, amount);
      // One request at a time for each account. Whoever waited looks again: another may have taken what came, and
      // goes on for as long as something comes.
      const purse = this.#purse(short.id);
      const { asked, granted } = await (purse.refill ?? this.#refill(purse, amount));
      if (!this.trusted) throw databaseAway();
      const lacks = amount - purse.available;
      if (granted === 0 && lacks > 0 && lacks >= asked) throw tooLittle(short, purse, amount);
    }
  }

  #take(accounts: readonly AccountRef[], limited: readonly AccountRef[], amount: number): Hold {
    const now = this.#clock.now();
    for (const { id } of limited) {
      const purse = this.#purse(id);
      purse.available -= amount;
      purse.held += amount;
      purse.usedAt = now;
    }
    const purses = limited.map(({ id }) => this.#purse(id));
    let open = true;
    const end = (asked: number): number => {
      if (!open) return 0;
      open = false;
      const charge = purses.reduce((most, { available }) => Math.min(most, amount + available), asked);
      for (const purse of purses) {
        purse.held -= amount;
        purse.available += purse.lost ? Math.min(0, amount - charge) : amount - charge;
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
      forfeit() {
        end(amount);
        for (const purse of purses) purse.unsure = true;
      },
    };
  }

  #refill(purse: Purse, amount: number): Promise<Refill> {
    return this.#ask(purse, async () => {
      let asked = 0;
      const lease = async () => {
        asked = amount - purse.available; // a recall reaches this node as well, and takes what it has
        const granted = await this.#port.lease(this.#node, purse.account, asked);
        purse.available += granted;
        return granted;
      };
      let granted = await lease();
      if (granted === 0 && (await this.#port.recall(this.#node, purse.account)))
        for (const ms of recallPauses) {
          await this.#pause(ms);
          granted = await lease();
          if (granted > 0) break;
        }
      return { asked, granted };
    });
  }

  /** Everybody who needs money of this account waits for `work`. */
  #ask(purse: Purse, work: () => Promise<Refill>): Promise<Refill> {
    const asking = work().then(
      (refill) => {
        purse.refill = undefined;
        return refill;
      },
      (cause: unknown) => {
        purse.refill = undefined;
        purse.unsure = true;
        throw databaseAway(cause);
      },
    );
    purse.refill = asking;
    return asking;
  }

  #purse(account: number): Purse {
    let purse = this.#purses.get(account);
    if (!purse) {
      purse = {
        account,
        available: 0,
        held: 0,
        usedAt: this.#clock.now(),
        refill: undefined,
        unsure: false,
        lost: false,
      };
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
      // Did the database take it? Using it could spend it twice, so it waits for `mend`.
      purse.unsure = true;
    }
  }

  /** Gives back the leases of accounts that nobody used for a while, and forgets them. */
  async giveBackIdle(): Promise<void> {
    const before = this.#clock.now() - idleMs;
    for (const purse of [...this.#purses.values()]) {
      if (purse.held > 0 || purse.refill || purse.unsure || purse.usedAt > before) continue;
      await this.giveBack(purse.account);
      if (purse.available === 0 && purse.held === 0 && !purse.refill && !purse.unsure)
        this.#purses.delete(purse.account);
    }
  }

  /**
   * For a time at which the database is there: accounts whose lease is in doubt give back all that the database has
   * leased to this node, so that the next hold leases anew. Only what is not held and all charged is certain to be free.
   */
  async mend(): Promise<void> {
    for (const purse of [...this.#purses.values()]) {
      if (!purse.unsure || purse.held > 0 || purse.refill) continue;
      await this.#ask(purse, async () => {
        purse.available = 0;
        await this.#options.settled();
        await this.#port.giveBack(this.#node, purse.account, Number.MAX_SAFE_INTEGER);
        purse.unsure = false;
        purse.lost = false;
        return { asked: Number.POSITIVE_INFINITY, granted: 0 };
      }).catch(() => {}); // it stays unsure, until the next time
    }
  }

  async giveBackAll(): Promise<void> {
    for (const [account, { unsure }] of [...this.#purses]) if (!unsure) await this.giveBack(account);
  }
}

function tooLittle(short: AccountRef, purse: Purse, amount: number): GatewayError {
  // A lease whose answer was lost looks like an empty balance: that is no reason to send the customer to the till.
  if (purse.unsure) return databaseAway();
  const left = formatUsd(purse.available);
  const most = formatUsd(amount);
  return short.kind === 'token'
    ? new GatewayError(
        'token_limit_reached',
        `this key may still spend ${left} USD, but the request may cost up to ${most} USD; raise the limit of the key, or lower max_tokens or the input`,
      )
    : new GatewayError(
        'balance_too_low',
        `the free balance is ${left} USD, but the request may cost up to ${most} USD; top up, or lower max_tokens or the input`,
      );
}
