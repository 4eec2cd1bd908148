import type { User } from './records.ts';
import type { Actor } from './store.ts';

/** Signing in: what the account library and the portal ask of the store. */

/** Tables that the account library writes. Users are made by `users.create` alone. */
export type AuthTable =
  | 'users'
  | 'sessions'
  | 'linked_accounts'
  | 'verifications'
  | 'two_factors'
  | 'passkeys';

export type AuthValue = string | number | null;
export type AuthRow = Readonly<Record<string, AuthValue>>;

/** Conditions joined by OR stand together in brackets; all others must hold. */
export type AuthCondition = {
  readonly column: string;
  readonly operator:
    | 'eq'
    | 'ne'
    | 'lt'
    | 'lte'
    | 'gt'
    | 'gte'
    | 'in'
    | 'not_in'
    | 'contains'
    | 'starts_with'
    | 'ends_with';
  readonly value: AuthValue | readonly (string | number)[];
  readonly or: boolean;
};

export type Session = {
  readonly id: number;
  readonly createdAt: number;
  /** When it was last seen, to ten minutes. */
  readonly seenAt: number;
  readonly expiresAt: number;
  readonly address: string | null;
  readonly agent: string | null;
  /** When its owner last proved to be there; the log-in counts. */
  readonly confirmedAt: number;
};

/** Who calls with a session. */
export type SignedIn = {
  readonly session: Session;
  /** As whom the call acts. */
  readonly user: User;
  /** Whose session it is, when somebody of support acts as the user; else null. */
  readonly impersonator: User | null;
};

/** What the account page shows of a user beside the user's row. */
export type Profile = {
  readonly emailVerified: boolean;
  readonly twoFactor: boolean;
  readonly accessTokenSet: boolean;
  readonly hasPassword: boolean;
  /** Nano-USD of live money that open tasks hold. They have left the balance. */
  readonly held: number;
  readonly invitedBy: number | null;
};

export type Gifts = {
  /** Nano-USD; 0: none. */
  readonly signup: number;
  /** For whoever came by an invitation, beside the above. */
  readonly invited: number;
  /** For whoever invited. */
  readonly inviter: number;
};

export type AuthRows = {
  insert(table: Exclude<AuthTable, 'users'>, row: AuthRow): Promise<AuthRow>;
  select(
    table: AuthTable,
    where: readonly AuthCondition[],
    more?: {
      readonly limit?: number;
      readonly offset?: number;
      readonly sort?: { readonly column: string; readonly descending: boolean };
    },
  ): Promise<readonly AuthRow[]>;
  /** Returns the rows as they are now. `first`: at most one row, of two who race for it one. */
  update(
    table: AuthTable,
    where: readonly AuthCondition[],
    set: AuthRow,
    more?: { readonly add?: Readonly<Record<string, number>>; readonly first?: boolean },
  ): Promise<readonly AuthRow[]>;
  /** Returns the rows as they were. */
  remove(
    table: Exclude<AuthTable, 'users'>,
    where: readonly AuthCondition[],
    more?: { readonly first?: boolean },
  ): Promise<readonly AuthRow[]>;
  count(table: AuthTable, where: readonly AuthCondition[]): Promise<number>;

  /** Counts one try in the window of this name. Milliseconds to wait when there were more than `most`, else 0. */
  attempt(key: string, most: number, perMs: number): Promise<number>;
  /** Begins the window of this name anew. */
  forgive(key: string): Promise<void>;

  /** By the token inside the cookie. Nothing when it is over or its user is disabled. */
  session(token: string): Promise<SignedIn | undefined>;
  sessionsOf(user: number): Promise<readonly Session[]>;
  /** False: this user has no such session. */
  endSession(actor: Actor, user: number, session: number): Promise<boolean>;
  /** All but one. Returns how many. */
  endOtherSessions(actor: Actor, user: number, keep: number): Promise<number>;
  confirm(session: number): Promise<void>;
  /** The owner of the session acts as another user until then. False: that session is over. */
  actFor(actor: Actor, session: number, user: number, until: number): Promise<boolean>;
  /** Ends it. False: nobody was acted for. */
  actForSelf(actor: Actor, session: number): Promise<boolean>;

  /** Lets whoever has the token set a new password for the user, once, until then. */
  resetLink(actor: Actor, user: number, token: string, until: number): Promise<void>;

  /** The hash; undefined: this user has none. */
  passwordOf(user: number): Promise<string | undefined>;
  profile(user: number): Promise<Profile | undefined>;
  /** What the user invites others with. */
  inviteCode(user: number): Promise<string | undefined>;
  byInviteCode(code: string): Promise<number | undefined>;
  /** Gives what a registration brings, once. False when nothing was due. */
  welcome(user: number, gifts: Gifts): Promise<boolean>;
  /** Deletes what is over. */
  sweep(now: number): Promise<void>;
};
