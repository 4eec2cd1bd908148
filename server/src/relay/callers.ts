import { BlockList, isIP } from 'node:net';
import type { Clock } from '../base/clock.ts';
import type { AccountRef } from '../ledger/purses.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Mode, TokenOwner } from '../spec/records.ts';
import type { Store } from '../spec/store.ts';

/** Who calls: what the relay needs to know of a key and its owner. */
export type Caller = {
  readonly tokenId: number;
  readonly userId: number;
  readonly mode: Mode;
  readonly group: string;
  readonly accounts: readonly AccountRef[];
  /** Somebody without an account who tries the gateway. */
  readonly isVisitor: boolean;
  /** Refuses a key that is disabled, expired, used from elsewhere, …: throws the fault that says which. */
  readonly check: (now: number, ip: string) => void;
  readonly allows: (model: string) => boolean;
};

const freshMs = 60_000;
/** How long a key that was good goes on being good while the database cannot be asked. */
const staleMs = 60 * 60_000;
const unknownMs = 5_000;
/** A database that does not answer is not asked for the same key again before this. */
const retryMs = 5_000;
const mostCached = 50_000;
const mostUnknown = 10_000;

type Entry = {
  readonly caller: Caller;
  readonly tokenId: number;
  readonly userId: number;
  /** When the database said so. */
  readonly at: number;
  /** Something about it changed since: it must be looked up before it is used again. */
  changed: boolean;
  /** When the database was last asked in vain. */
  failedAt: number;
};

/**
 * Keys in memory, looked up in the database once a minute and whenever something about them changed. The cache is
 * keyed by the whole key; the database by its HMAC.
 */
export class Callers {
  readonly #tokens: Pick<Store['tokens'], 'byKey'>;
  readonly #clock: Clock;
  readonly #known = new Map<string, Entry>();
  readonly #unknown = new Map<string, number>();
  readonly #asking = new Map<string, Promise<Entry | undefined>>();
  #changes = 0;

  constructor(tokens: Pick<Store['tokens'], 'byKey'>, clock: Clock) {
    this.#tokens = tokens;
    this.#clock = clock;
  }

  /** Was this key good when it was last looked up? */
  knows(key: string): boolean {
    return this.#known.has(key);
  }

  /**
   * Answers at once for a key that was looked up within the last hour and has not changed; an older look-up than a
   * minute is renewed behind the call. Throws token_invalid, store_unavailable.
   */
  find(key: string): Caller | Promise<Caller> {
    const entry = this.#known.get(key);
    const now = this.#clock.now();
    if (!entry || now - entry.at >= staleMs) return this.#ask(key, undefined);
    if (entry.changed) return now - entry.failedAt < retryMs ? entry.caller : this.#ask(key, entry);
    if (now - entry.at >= freshMs && now - entry.failedAt >= retryMs) this.#ask(key, entry).catch(() => {});
    return entry.caller;
  }

  async #ask(key: string, old: Entry | undefined): Promise<Caller> {
    const refused = this.#unknown.get(key);
    if (refused !== undefined && this.#clock.now() - refused < unknownMs) throw invalid();
    let asking = this.#asking.get(key);
    if (!asking) {
      const started = this.#lookUp(key).finally(() => {
        if (this.#asking.get(key) === started) this.#asking.delete(key);
      });
      asking = started;
      this.#asking.set(key, started);
    }
    let found: Entry | undefined;
    try {
      found = await asking;
    } catch (cause) {
      if (old) {
        old.failedAt = this.#clock.now();
        return old.caller;
      }
      throw new GatewayError(
        'store_unavailable',
        'the gateway cannot look up keys at the moment; your key may be fine, try again shortly',
        { retryAfter: 5, cause },
      );
    }
    if (!found) throw invalid();
    return found.caller;
  }

  async #lookUp(key: string): Promise<Entry | undefined> {
    const before = this.#clock.now();
    const changes = this.#changes;
    const owner = await this.#tokens.byKey(key);
    if (!owner) {
      this.#known.delete(key);
      // It may have been made while the database was asked.
      if (changes === this.#changes) remember(this.#unknown, mostUnknown, key, this.#clock.now());
      return undefined;
    }
    const entry = {
      caller: toCaller(owner),
      tokenId: owner.token.id,
      userId: owner.user.id,
      at: before,
      changed: changes !== this.#changes, // what was read may be from before the change
      failedAt: 0,
    };
    remember(this.#known, mostCached, key, entry);
    return entry;
  }

  /** Something about this token or user changed: the next call looks again. */
  forget(which: { token?: number; user?: number }): void {
    this.#changes++;
    this.#unknown.clear();
    this.#asking.clear(); // a call from now on does not wait for a look-up from before the change
    // Marked instead of dropped: while the database is away the last known state goes on serving.
    for (const entry of this.#known.values())
      if (entry.tokenId === which.token || entry.userId === which.user) entry.changed = true;
  }
}

function remember<T>(map: Map<string, T>, most: number, key: string, value: T): void {
  map.delete(key);
  if (map.size >= most) map.delete(map.keys().next().value!);
  map.set(key, value);
}

const invalid = () =>
  new GatewayError(
    'token_invalid',
    'this API key is not known here; check it for missing characters, or create a new one',
  );

function toCaller({ token, user }: TokenOwner): Caller {
  const wallet = token.mode === 'live' ? user.live : user.test;
  const accounts: AccountRef[] = [{ id: wallet.id, kind: 'user', limited: wallet.limited }];
  if (token.allowance) accounts.push({ id: token.allowance.id, kind: 'token', limited: true });
  const exact = new Set((token.models ?? []).filter((name) => !name.endsWith('*')));
  const prefixes = (token.models ?? []).filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const addresses = blockListOf(token.allowIps);
  return {
    tokenId: token.id,
    userId: user.id,
    mode: token.mode,
    group: token.group ?? user.group,
    accounts,
    isVisitor: token.purpose === 'visitor',
    check(now, ip) {
      if (token.status !== 'enabled')
        throw new GatewayError('token_disabled', 'this API key is disabled; enable it or use another');
      if (token.expiresAt !== null && token.expiresAt <= now)
        throw new GatewayError(
          'token_expired',
          `this API key expired on ${new Date(token.expiresAt).toISOString().slice(0, 10)}; extend it or create a new one`,
        );
      if (user.status !== 'enabled')
        throw new GatewayError(
          'user_disabled',
          'the account of this API key is disabled; contact the operator',
        );
      if (addresses && !addresses.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4'))
        throw new GatewayError('address_not_allowed', `this API key may not be used from the address ${ip}`);
    },
    allows: (model) =>
      token.models === null || exact.has(model) || prefixes.some((prefix) => model.startsWith(prefix)),
  };
}

/** Undefined when any address may. Lines that are no address or range allow nobody, rather than everybody. */
function blockListOf(lines: readonly string[]): BlockList | undefined {
  if (lines.length === 0) return undefined;
  const list = new BlockList();
  for (const line of lines) {
    const [address, prefix] = line.trim().split('/');
    const family = isIP(address ?? '') === 6 ? 'ipv6' : 'ipv4';
    if (!address || isIP(address) === 0) continue;
    if (prefix === undefined) list.addAddress(address, family);
    else if (/^\d+$/.test(prefix) && Number(prefix) <= (family === 'ipv6' ? 128 : 32))
      list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
