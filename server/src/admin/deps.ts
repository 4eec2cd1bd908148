import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Clock } from '../base/clock.ts';
import type { SignedIn } from '../spec/auth.ts';
import type { CallKind, RequestHead } from '../spec/call.ts';
import type { ClientSheet } from '../spec/client-sheet.ts';
import type { Dialect, ListedModel } from '../spec/dialect.ts';
import type { FactWords } from '../spec/fact-words.ts';
import type { StoredFile } from '../spec/files.ts';
import type { Maker } from '../spec/maker.ts';
import type { ModelFact, Provider } from '../spec/provider.ts';
import type { RateCard } from '../spec/rate-card.ts';
import type { Reach } from '../spec/reach.ts';
import type { Channel, Group, Mode } from '../spec/records.ts';
import type { Refused, Store } from '../spec/store.ts';
import type { TaskView } from '../spec/task.ts';
import type { TaskBy, TaskRow } from '../spec/task-rows.ts';
import type { Text } from '../spec/text.ts';
import type { Meter } from '../spec/usage.ts';

/** What the management API reads of the compiled snapshot. One object per snapshot: answers are cached by it. */
export type Catalogue = {
  readonly groups: readonly Group[];
  /** Models that a call in this group can reach now: some enabled channel serves them (in test mode: a simulator). */
  modelsOf(group: string, mode: Mode): readonly ListedModel[];
  /**
   * The card that calls of this model are charged by: the operator's (`version` is its id) or the maker's (null).
   * Undefined: the model has no price.
   */
  cardOf(
    model: string,
  ): { readonly card: RateCard; readonly version: number | null; readonly since: number | null } | undefined;
  /** What its maker says of the model, with the list price; undefined where no maker is known. */
  factOf(model: string): ModelFact | undefined;
  /** How it can be called in a group: over the channels that serve it there, else as the simulators answer. */
  reachOf(model: string, group: string): Reach;
};

export type BreakerState = {
  readonly channel: number;
  readonly key: number;
  readonly state: 'closed' | 'open' | 'half-open';
  /** Faults in a row that it has counted. */
  readonly faults: number;
  readonly reason: string | null;
  /** Milliseconds since 1970: when it opened, and when the next probe may go. */
  readonly since: number | null;
  readonly until: number | null;
};

/** One minute of a channel: attempts on it, those that failed by no client's fault, money, median first byte. */
export type PulseCell = {
  readonly calls: number;
  readonly failed: number;
  readonly cost: number;
  readonly firstByteMs: number | null;
};

/** `cells`: 60 minutes, the oldest first. */
export type ChannelPulse = {
  readonly channel: number;
  readonly cells: readonly PulseCell[];
  readonly firstByteMs: number | null;
};

export type Health = {
  readonly node: string;
  /** Only keys whose breaker has seen a fault need to be listed; an absent key is closed. */
  readonly breakers: readonly BreakerState[];
  /** `lagBytes`: written to the journal and not yet applied to the database; `lagMs`: age of the oldest such record. */
  readonly journal: { readonly lagBytes: number; readonly lagMs: number };
  readonly openStreams: number;
  /** Only channels that did something in the last hour. */
  readonly channels: readonly ChannelPulse[];
  readonly memoryBytes: number;
};

/** One request to an upstream as an operator may see it: no key, no secret header or setting in it. */
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string | null };
  /** Null: there was no answer. `cut`: the body was longer. */
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly cut: boolean;
  } | null;
};

export type ChannelTest = {
  readonly ok: boolean;
  /** Of the upstream; null when there was no answer. */
  readonly status: number | null;
  readonly ms: number;
  /** For people; redacted: no key. */
  readonly message: string;
  /** Absent or null: nothing was sent. */
  readonly exchange?: Exchange | null;
};

/** The models that an upstream says a key may use, or why there is no such list. */
export type FetchedModels =
  | { readonly ids: readonly string[]; readonly ms: number }
  | { readonly problem: string; readonly exchange: Exchange | null };

/** A wire word under which price lists show how a kind is called (`supported_endpoint_types`). The first of a name is shown. */
export type EndpointType = {
  readonly name: string;
  readonly kinds: readonly CallKind[];
  readonly method: string;
  readonly path: string;
};

/** Sessions of the portal. */
export type Sessions = {
  /** Who calls with a session; a cookie without the portal's header is no session. */
  of(headers: IncomingHttpHeaders): Promise<SignedIn | undefined>;
  /** True: the proof fits, and the session counts as confirmed from now on. A number: milliseconds to wait first. */
  confirm(
    who: SignedIn,
    proof: { readonly password?: string | undefined; readonly code?: string | undefined },
  ): Promise<boolean | number>;
  /** Did its owner lately prove to be there? Never true for somebody who acts as another. */
  isConfirmed(who: SignedIn): boolean;
};

/** What the management API does to tasks. What it reads of them, it reads in the store. */
export type TaskPort = {
  /** Throws task_not_cancellable, or what the upstream says. */
  cancel(row: TaskRow, by?: TaskBy): Promise<TaskRow>;
  /** Could its upstream be asked to stop it? */
  mayCancel(row: TaskRow): boolean;
  /** Ends it whatever its upstream does. Throws task_not_cancellable where it has ended. */
  giveUp(row: TaskRow, by: TaskBy): Promise<TaskRow>;
  /** Forgets one that has ended, with its results. Throws task_running. */
  remove(row: TaskRow): Promise<void>;
  /** What it made; `url` is a path of this gateway that needs no key. */
  outputsOf(row: TaskRow): TaskView['outputs'];
  /** Resolves when a task of this user was begun or changed on this node, or after so many milliseconds. */
  changedOf(owner: number, ms: number): Promise<void>;
};

/** Files of users, through the same checks as uploads with a key. */
export type FilePort = {
  /** Of all files that have links. */
  readonly purpose: string;
  /** Of one file that is uploaded here. */
  readonly largest: number;
  readonly types: readonly string[];
  /** Throws what an upload may be refused with, by its bytes. */
  upload(owner: number, head: RequestHead, body: AsyncIterable<Buffer>): Promise<StoredFile>;
  /** Paths of this gateway that need no key; undefined for files that are named in requests and not linked. */
  linksTo(file: StoredFile): { readonly url: string; readonly deletes: string } | undefined;
  /** Of one account: bytes together, and the longest that a file is kept. */
  bounds(owner: number): Promise<{ readonly perUser: number; readonly longestMs: number }>;
  /** False where the account has no such file. */
  remove(id: string, owner: number): Promise<boolean>;
};

export type Estimate = {
  readonly model: string;
  readonly group: string;
  readonly ratio: string;
  /** Nano-USD. */
  readonly hold: number;
  readonly of: 'call' | 'task';
  readonly lines: readonly {
    readonly meter: Meter;
    readonly units: number;
    readonly usd: string | null;
    readonly per: number | null;
    readonly amount: string;
  }[];
};

/** A call of a model as code, made from the manual's example of the endpoint. */
export type ModelSamples = {
  /** Pages of the manual about the endpoint. */
  readonly pages: readonly { readonly id: string; readonly title: Text }[];
  /** `{{base_url}}` stands for this gateway; the key comes from the environment. */
  readonly languages: readonly { readonly id: string; readonly title: string; readonly code: string }[];
};

/** All that the management API needs; main.ts gives it. */
export type AdminDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly providers: readonly Provider[];
  readonly makers: readonly Maker[];
  readonly factWords: Readonly<Record<string, FactWords>>;
  /** For the OpenAPI document. */
  readonly dialects: readonly Dialect[];
  readonly endpointTypes: readonly EndpointType[];
  /** How clients are set up, as the manual shows it. Read when somebody asks. */
  clients(): Promise<readonly ClientSheet[]>;
  /** The snapshot of this moment. */
  catalogue(): Catalogue;
  health(): Health;
  /** Sends one small request through the channel. `model` absent: the provider's free probe; `key`: the first. */
  testChannel(id: number, model?: string, key?: number): Promise<ChannelTest>;
  /** Asks the upstream of a channel, stored or not, with its first key. */
  fetchModels(channel: Channel): Promise<FetchedModels>;
  /** Undefined: the manual has no example of that endpoint that could name another model. */
  samples(
    model: string,
    endpoint: { readonly dialect: string; readonly method: string; readonly path: string },
  ): Promise<ModelSamples | undefined>;
  /**
   * The user of the session that these headers carry, when it was confirmed (password, second factor) a moment ago.
   * Absent: there are no sessions, and what asks for one is refused.
   */
  confirmedAs?(headers: IncomingHttpHeaders): Promise<number | undefined>;
  /** Absent: nobody calls with a session. */
  readonly sessions?: Sessions;
  /** The client's address, trusted proxies taken away. Absent: that of the connection. */
  addressOf?(request: IncomingMessage): string;
  /** Where this gateway is for whoever asks. Absent: as the request's host says. */
  originOf?(request: IncomingMessage): string;
  /** What the operator says it is (KEY4U_PUBLIC_URL). */
  readonly publicUrl?: string | undefined;
  /** A secret that stands for a key for so long, and when it ends, in milliseconds. */
  shortKey(key: string, seconds: number): { readonly secret: string; readonly expiresAt: number };
  /** What a call with this key would be held for; nobody is called. Throws GatewayError as the call would. */
  estimate(key: string, asked: { readonly path: string; readonly body: unknown }): Promise<Estimate>;
  /** HMAC of a text under a key of the installation, hex. */
  sign(text: string): string;
  readonly tasks: TaskPort;
  readonly files: FilePort;
  /** One archive of everything; refused where the database has tools of its own. */
  backup(options: {
    files: boolean;
    masterKey: boolean;
  }): Promise<{ readonly archive: AsyncIterable<Uint8Array> } | Refused>;
  /** Where Stripe's API is; absent: at Stripe's. */
  readonly stripeUrl?: string | undefined;
  /** Something an operator should read; the receiver redacts. Absent: the server's own log. */
  warn?(what: string, detail: Readonly<Record<string, unknown>>): void;
};
