import type { CallKind } from './call.ts';
import type { FaultCode } from './fault.ts';
import type { RateCard } from './rate-card.ts';
import type { Facts, Usage } from './usage.ts';

/** Rows as the other rooms see them. Times are milliseconds since 1970, money is integer nano-USD. */

export type Mode = 'live' | 'test';
export const roles = ['user', 'admin', 'root'] as const;
export type Role = (typeof roles)[number];
export type Status = 'enabled' | 'disabled';

/** Anything with a balance: a user's live money, a user's test money, the allowance of a limited token. */
export type Account = {
  readonly id: number;
  readonly kind: 'user' | 'token';
  readonly mode: Mode;
  readonly userId: number;
  /** False: calls are priced and charged, but never refused for want of balance. */
  readonly limited: boolean;
  readonly balance: number;
  /** The part of the balance that nodes have leased and not yet spent or given back. */
  readonly leased: number;
  readonly spent: number;
  readonly calls: number;
};

export type User = {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly status: Status;
  readonly group: string;
  readonly createdAt: number;
  readonly live: Account;
  readonly test: Account;
};

export type Token = {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  /** First and last characters, for people to recognise it. */
  readonly hint: string;
  readonly mode: Mode;
  readonly status: Status;
  /** Null: the user's own group. */
  readonly group: string | null;
  /** Null: every model of the group. A name may end in `*`. */
  readonly models: readonly string[] | null;
  /** Addresses or CIDR ranges; empty: any. */
  readonly allowIps: readonly string[];
  readonly expiresAt: number | null;
  /** The allowance of a limited token; null when only the user's balance limits it. */
  readonly allowance: Account | null;
  readonly spent: number;
  readonly calls: number;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly purpose?: TokenPurpose;
};

/** What the portal makes keys for by itself: an account's own tries, and those of somebody without an account. */
export type TokenPurpose = 'playground' | 'visitor';

/** A token with what a call needs to know of its owner. */
export type TokenOwner = { readonly token: Token; readonly user: User };

export type ChannelKey = {
  readonly id: number;
  readonly secret: string;
  readonly hint: string;
  readonly status: Status;
};

/** What happens upstream when the client leaves in mid-answer. */
export type LeavePolicy = 'cancel' | 'drain';

export type ChannelOptions = {
  /** Extra request headers for the upstream. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values of the provider's own settings (organisation, project, …). */
  readonly settings: Readonly<Record<string, string>>;
  readonly proxyUrl: string | null;
  readonly connectTimeoutMs: number;
  readonly firstByteTimeoutMs: number;
  /** The longest silence between two chunks of an answer. */
  readonly idleTimeoutMs: number;
  readonly whenClientLeaves: LeavePolicy;
  /** With 'drain': the longest time that an answer nobody reads is taken in. */
  readonly drainMs: number;
  /** Results of tasks: their links are passed on, they are copied at once, or when somebody asks for them. */
  readonly results: 'link' | 'copy' | 'on-demand';
};

export type Channel = {
  readonly id: number;
  readonly name: string;
  readonly provider: string;
  readonly baseUrl: string;
  readonly keys: readonly ChannelKey[];
  /** Name the client uses -> name at the upstream. */
  readonly models: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  /** Higher is tried first; among equals, by weight. */
  readonly priority: number;
  readonly weight: number;
  readonly status: Status;
  readonly options: ChannelOptions;
  readonly createdAt: number;
};

/** `ratio`: decimal text with at most 6 places, for example "0.8". */
export type Group = {
  readonly name: string;
  readonly ratio: string;
  readonly description: string;
  readonly open: boolean;
};

/** One dated version of a model's price. A call keeps the id of the version it was charged by. */
export type PriceVersion = {
  readonly id: number;
  readonly model: string;
  readonly card: RateCard;
  readonly createdAt: number;
  readonly createdBy: number | null;
};

/** What the operator says about a model beyond what its maker's manifest says. */
export type ModelRow = {
  readonly name: string;
  readonly kinds: readonly CallKind[];
  readonly owner: string;
  readonly context: number | null;
  readonly maxOutput: number | null;
};

export const entryKinds = [
  'topup',
  'gift',
  'hold',
  'release',
  'charge',
  'refund',
  'adjust',
  'limit',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One movement of money: appended, never edited. (account, kind, cause) acts at most once. */
export type Entry = {
  readonly id: number;
  readonly account: number;
  readonly kind: EntryKind;
  readonly amount: number;
  readonly cause: string;
  readonly at: number;
  readonly note: string | null;
};

/** One channel that was tried for a call. */
export type Attempt = {
  readonly channel: number;
  readonly key: number;
  /** 'ok', or why it did not serve. */
  readonly outcome: 'ok' | FaultCode;
  readonly status: number | null;
  readonly ms: number;
};

/**
 * A settled (or failed) call, as it stands in the journal and later in the log. Written once, whole.
 */
export type CallRecord = {
  readonly id: string;
  /** When it was settled; names the partition. */
  readonly at: number;
  readonly startedAt: number;
  readonly user: number | null;
  readonly token: number | null;
  readonly mode: Mode;
  readonly dialect: string;
  readonly endpoint: string;
  readonly model: string;
  readonly channel: number | null;
  readonly upstreamModel: string | null;
  readonly upstreamId: string | null;
  readonly group: string;
  readonly ratio: string;
  readonly stream: boolean;
  readonly status: number;
  readonly fault: FaultCode | null;
  readonly usage: Usage;
  readonly facts: Facts;
  readonly price: number | null;
  readonly hold: number;
  readonly cost: number;
  readonly firstByteMs: number | null;
  readonly ms: number;
  readonly attempts: readonly Attempt[];
  /** What was converted, dropped, estimated or decided: short words for the receipt. */
  readonly notes: readonly string[];
  readonly ip: string | null;
  /** Accounts that pay, with what they pay. */
  readonly draws: readonly { readonly account: number; readonly amount: number; readonly limited: boolean }[];
  /** The stored answer of a call that came with an Idempotency-Key. */
  readonly stored?: StoredAnswer;
  /** The answer of a call whose client may come back to it. */
  readonly kept?: KeptRow;
};

/** A finished answer that the same Idempotency-Key gets again. `body` is base64. */
export type StoredAnswer = {
  readonly owner: number;
  readonly key: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An answer that its customer may ask for again: texts in the dialect's own wire. */
export type KeptRow = {
  readonly id: string;
  /** The user whose it is. */
  readonly owner: number;
  readonly dialect: string;
  readonly model: string;
  readonly channel: number | null;
  readonly channelKey: number | null;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  readonly answer: string;
  readonly input: string;
  readonly createdAt: number;
  readonly expiresAt: number;
};

/** A row of the log. */
export type CallRow = Omit<CallRecord, 'draws' | 'stored' | 'kept'>;

export type AuditRow = {
  readonly id: number;
  readonly at: number;
  readonly actor: number | null;
  readonly action: string;
  readonly object: string;
  readonly detail: string;
};
