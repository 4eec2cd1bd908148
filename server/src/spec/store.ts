import type { AuthRows } from './auth.ts';
import type { FileRows } from './files.ts';
import type { InsightRows } from './insight.ts';
import type { KeyRows } from './keys.ts';
import type { GroupUse, PriceChange } from './prices.ts';
import type { RateCard } from './rate-card.ts';
import type {
  Account,
  AuditRow,
  CallRecord,
  CallRow,
  Channel,
  ChannelOptions,
  Entry,
  EntryKind,
  Group,
  KeptRow,
  Mode,
  ModelRow,
  PriceVersion,
  Role,
  Status,
  StoredAnswer,
  Token,
  TokenOwner,
  TokenPurpose,
  User,
} from './records.ts';
import type { Announcements, SiteFiles } from './site.ts';
import type { TaskGallery } from './task-gallery.ts';
import type { TaskRows } from './task-rows.ts';
import type { Visitors } from './visitors.ts';
import type { Codes, Orders, Statements } from './wallet.ts';

/**
 * What the other rooms ask of the store. Every write takes the actor, and in one transaction writes the rows, an
 * audit line and the change that makes nodes forget what they cached.
 */

/** Who does it: a user id, or null for the system itself (first start, the command line without a server). */
export type Actor = { readonly user: number | null };

/** Pages are counted from 1. */
export type Paging = { readonly page: number; readonly size: number };
export type Page<T> = { readonly items: readonly T[]; readonly total: number };

/** Answered instead of an exception where "no" is an expected answer. */
export type Refused = { readonly refused: string };

export type NewToken = {
  readonly userId: number;
  readonly name: string;
  /** The whole key. It is stored hashed for look-up and sealed for a later re-authenticated request. */
  readonly key: string;
  readonly mode: Mode;
  readonly group: string | null;
  readonly models: readonly string[] | null;
  readonly allowIps: readonly string[];
  readonly expiresAt: number | null;
  /** Null: no limit of its own. */
  readonly limit: number | null;
  /** An account has at most one key of a purpose and mode. */
  readonly purpose?: TokenPurpose;
};

/**
 * Absent fields stay. `limit`: what the token may still spend from now on; `total`: what it may spend in all, counting
 * what it has spent. Null takes the limit away.
 */
export type TokenPatch = Partial<Omit<NewToken, 'userId' | 'key' | 'mode' | 'purpose'>> & {
  readonly status?: Status;
  readonly total?: number | null;
};

export type NewChannel = {
  readonly name: string;
  readonly provider: string;
  readonly baseUrl: string;
  readonly keys: readonly string[];
  readonly models: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  readonly priority: number;
  readonly weight: number;
  readonly status: Status;
  readonly options: ChannelOptions;
};

/** Keys of a channel that come, go, or rest; the others stay as they are. */
export type KeyChanges = {
  readonly add?: readonly string[];
  readonly remove?: readonly number[];
  readonly status?: readonly { readonly id: number; readonly status: Status }[];
};

/** Absent fields stay. `keys`: replaces all keys. */
export type ChannelPatch = Partial<NewChannel> & { readonly keyChanges?: KeyChanges };

export type ChannelChange =
  | { readonly create: NewChannel }
  | { readonly id: number; readonly patch: ChannelPatch }
  | { readonly id: number; readonly remove: true };

export type NewUser = {
  readonly email: string;
  readonly name: string;
  /** Already hashed. Null: signs in otherwise. */
  readonly password: string | null;
  readonly role: Role;
  readonly group: string;
  /** False only for the first administrator. */
  readonly limited: boolean;
  /** Absent: whoever makes the user knows the address. */
  readonly emailVerified?: boolean;
  readonly invitedBy?: number | null;
  /** The gifts of a registration are still to be given: see `auth.welcome`. */
  readonly giftDue?: boolean;
};

export type UserPatch = {
  readonly name?: string;
  readonly group?: string;
  readonly status?: Status;
  readonly role?: Role;
};

/** Times are inclusive, in milliseconds. Text filters are exact. */
export type CallFilter = {
  readonly user?: number;
  readonly token?: number;
  readonly model?: string;
  readonly channel?: number;
  readonly requestId?: string;
  readonly mode?: Mode;
  readonly fault?: boolean;
  readonly faultCode?: string;
  readonly dialect?: string;
  readonly group?: string;
  /** Nano-USD. */
  readonly leastCost?: number;
  /** How its request id begins. */
  readonly requestIdPrefix?: string;
  readonly from?: number;
  readonly to?: number;
};

/** Times are inclusive. `action` and `object` match by how they begin: 'order', 'user:7'. */
export type AuditFilter = {
  readonly actor?: number;
  readonly action?: string;
  readonly object?: string;
  readonly from?: number;
  readonly to?: number;
};
/** Where a row stands in the log: newest first, and among equals by id. */
export type CallPlace = { readonly at: number; readonly id: string };

export type CallTotals = { readonly calls: number; readonly cost: number; readonly faults: number };

/** Where an applier stands in the journal of a node. */
export type JournalPosition = { readonly node: string; readonly file: string; readonly offset: number };

export type Difference = { readonly what: string; readonly expected: number; readonly found: number };
export type Verdict = {
  readonly accounts: number;
  readonly entries: number;
  readonly differences: readonly Difference[];
};

/** What holding an Idempotency-Key found. */
export type Claim =
  | { readonly state: 'mine' }
  | { readonly state: 'other-body' }
  | { readonly state: 'running'; readonly node: string }
  | { readonly state: 'done'; readonly answer: StoredAnswer };

export type Store = {
  readonly users: {
    create(actor: Actor, user: NewUser): Promise<User | Refused>;
    byId(id: number): Promise<User | undefined>;
    byEmail(email: string): Promise<User | undefined>;
    /** `accessToken`: the whole credential of the management API. */
    byAccessToken(accessToken: string): Promise<User | undefined>;
    setAccessToken(actor: Actor, id: number, accessToken: string): Promise<void>;
    /** Visitors are left out. */
    list(paging: Paging, search?: string): Promise<Page<User>>;
    update(actor: Actor, id: number, patch: UserPatch): Promise<User | undefined>;
    count(): Promise<number>;
  };
  readonly tokens: {
    create(actor: Actor, token: NewToken): Promise<Token | Refused>;
    /** By the whole key. Deleted tokens are not found. */
    byKey(key: string): Promise<TokenOwner | undefined>;
    /** `owner` absent: any user's. Tokens of others look as if they did not exist. */
    byId(id: number, owner?: number): Promise<Token | undefined>;
    /** The whole key, for a re-authenticated request. */
    reveal(actor: Actor, id: number, owner?: number): Promise<string | undefined>;
    /** The key that the portal made for this purpose. */
    ofPurpose(owner: number, purpose: TokenPurpose, mode: Mode): Promise<Token | undefined>;
    /** The whole key, for a short-lived one that stands for it: never for an answer. */
    keyOf(id: number, owner: number): Promise<string | undefined>;
    /** Newest first. `search`: exact name, or with `%` (at most two) a pattern; `key`: exact. */
    list(filter: { owner?: number; search?: string; key?: string }, paging: Paging): Promise<Page<Token>>;
    update(
      actor: Actor,
      id: number,
      owner: number | undefined,
      patch: TokenPatch,
    ): Promise<Token | undefined>;
    remove(actor: Actor, ids: readonly number[], owner?: number): Promise<number>;
    countOf(owner: number): Promise<number>;
  };
  readonly keys: KeyRows;
  readonly channels: {
    create(actor: Actor, channel: NewChannel): Promise<Channel | Refused>;
    /** With the keys opened: for the relay and for tests of a channel, never for an answer. */
    list(): Promise<readonly Channel[]>;
    byId(id: number): Promise<Channel | undefined>;
    update(actor: Actor, id: number, patch: ChannelPatch): Promise<Channel | Refused | undefined>;
    remove(actor: Actor, id: number): Promise<boolean>;
    /** All of them in one transaction, or none: then what stood against it. Gives the ids in their order. */
    batch(actor: Actor, changes: readonly ChannelChange[]): Promise<readonly number[] | Refused>;
    /** Every node closes the breaker of this key. */
    closeBreaker(actor: Actor, channel: number, key: number): Promise<void>;
    /** For the audit log: the keys of these channels went out of the house. */
    exported(actor: Actor, channels: readonly number[]): Promise<void>;
  };
  readonly groups: {
    list(): Promise<readonly Group[]>;
    put(actor: Actor, group: Group): Promise<void>;
    uses(): Promise<readonly GroupUse[]>;
    /** False while users, tokens or channels use it, or when it does not exist. */
    remove(actor: Actor, name: string): Promise<boolean>;
  };
  readonly prices: {
    /** The newest version of every model that the operator priced. */
    current(): Promise<readonly PriceVersion[]>;
    /** Newest first. */
    history(model: string): Promise<readonly PriceVersion[]>;
    byId(id: number): Promise<PriceVersion | undefined>;
    put(actor: Actor, model: string, card: RateCard): Promise<PriceVersion>;
    /**
     * All of them in one transaction, or none: refused when one of the models has another version by now than the change
     * expects.
     */
    putAll(actor: Actor, changes: readonly PriceChange[]): Promise<readonly PriceVersion[] | Refused>;
    /**
     * Takes over the makers' list prices as versions, so that every call names the version it was charged by: for models
     * nobody priced, and where a list price taken over earlier has changed. An operator's price stays. Returns how many.
     */
    adopt(cards: readonly { readonly model: string; readonly card: RateCard }[]): Promise<number>;
  };
  readonly models: {
    list(): Promise<readonly ModelRow[]>;
    put(actor: Actor, model: ModelRow): Promise<void>;
    remove(actor: Actor, name: string): Promise<boolean>;
  };
  readonly ledger: {
    account(id: number): Promise<Account | undefined>;
    /** Appends one entry and moves the balance with it. False when this cause has acted already. */
    append(
      actor: Actor,
      entry: { account: number; kind: EntryKind; amount: number; cause: string; note?: string },
    ): Promise<boolean>;
    entries(account: number, paging: Paging): Promise<Page<Entry>>;
    /** All entries in order of id, in pages, for an export. */
    export(after: number, limit: number): Promise<readonly Entry[]>;
    /** Every account against its entries, its leases and its calls. */
    verify(): Promise<Verdict>;
    /** Moves at least `atLeast` (up to the node's fair share) from the free balance into the node's lease; 0 when there is not enough. */
    lease(node: string, account: number, atLeast: number): Promise<number>;
    giveBack(node: string, account: number, amount: number): Promise<void>;
    /** Asks other living nodes to give back what they have leased of this account and do not use. False when none has any. */
    recall(node: string, account: number): Promise<boolean>;
    /** Applies records and moves the position, in one transaction; records before the stored position are skipped. */
    apply(records: readonly CallRecord[], position: JournalPosition): Promise<void>;
    position(node: string): Promise<JournalPosition | undefined>;
  };
  readonly calls: {
    list(filter: CallFilter, paging: Paging): Promise<Page<CallRow>>;
    /** The newest rows that match, or those behind a place; without counting the others. */
    behind(filter: CallFilter, place: CallPlace | undefined, limit: number): Promise<readonly CallRow[]>;
    byRequestId(id: string): Promise<CallRow | undefined>;
    totals(filter: CallFilter): Promise<CallTotals>;
    /** Drops whole partitions that end before the time. Returns their names. */
    dropBefore(time: number): Promise<readonly string[]>;
  };
  readonly idempotency: {
    claim(claim: {
      owner: number;
      key: string;
      bodyHash: string;
      node: string;
      expiresAt: number;
    }): Promise<Claim>;
    /** Frees a key whose call gave nothing that could be stored. */
    release(owner: number, key: string): Promise<void>;
    /** Frees every key that this node held when it died, and deletes expired ones. */
    sweep(node: string | undefined, now: number): Promise<void>;
  };
  /** Kept answers; they come with the journal's records. */
  readonly kept: {
    find(id: string, owner: number): Promise<KeptRow | undefined>;
    remove(id: string, owner: number): Promise<boolean>;
    /** Writes the row of an answer that this node begins to make. */
    begin(row: KeptRow, node: string): Promise<void>;
    /** Ends a row that is still running; false when it has ended already. */
    end(row: KeptRow): Promise<boolean>;
    /** Fails what a node was making when it died. */
    abandon(node: string): Promise<void>;
    /** Deletes what is past its retention. */
    sweep(now: number): Promise<void>;
  };
  readonly auth: AuthRows;
  readonly files: FileRows;
  readonly tasks: TaskRows;
  readonly insight: InsightRows;
  readonly visitors: Visitors;
  readonly taskGallery: TaskGallery;
  readonly nodes: {
    beat(node: string, now: number): Promise<void>;
    /** Gives back the leases of a node (its own at start; dead ones by whoever notices). */
    returnLeases(node: string): Promise<void>;
    returnLeasesOfDead(before: number): Promise<readonly string[]>;
    /** Those that showed themselves since then, by name. */
    list(since: number): Promise<readonly { readonly name: string; readonly beatAt: number }[]>;
  };
  readonly changes: {
    latest(): Promise<number>;
    /** Topics since then: 'config', 'token:12', 'user:3', 'account:5'. */
    since(seq: number): Promise<readonly { seq: number; topic: string }[]>;
    /**
     * Says when something may have changed (at once on PostgreSQL and for this node's own writes, which wait for what
     * `notice` returns). Returns a stop function.
     */
    listen(notice: () => unknown): () => void;
    prune(before: number): Promise<void>;
  };
  readonly settings: {
    get(name: string): Promise<string | undefined>;
    /** Name -> stored text; of secrets their seals. */
    all(): Promise<ReadonlyMap<string, string>>;
    put(actor: Actor, name: string, value: string): Promise<void>;
    /** Stores it sealed; the audit line says only that it was done. */
    putSecret(actor: Actor, name: string, value: string): Promise<void>;
    /** The opened secret. */
    secret(name: string): Promise<string | undefined>;
    remove(actor: Actor, name: string): Promise<void>;
  };
  readonly announcements: Announcements;
  readonly siteFiles: SiteFiles;
  readonly statements: Statements;
  readonly codes: Codes;
  readonly orders: Orders;
  readonly audit: {
    list(paging: Paging, filter?: AuditFilter): Promise<Page<AuditRow>>;
    /** For an action that writes nothing else. */
    add(actor: Actor, action: string, object: string, detail?: unknown): Promise<void>;
  };
  /** Answers within a second or throws: is the database there? */
  ping(): Promise<void>;
  /** Bytes that the database takes. */
  size(): Promise<number>;
  close(): Promise<void>;
};
