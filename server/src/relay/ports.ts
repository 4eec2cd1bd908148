import type { IncomingMessage } from 'node:http';
import type { Clock } from '../base/clock.ts';
import type { Egress } from '../base/egress.ts';
import type { Journal } from '../ledger/journal.ts';
import type { Hold, Purses } from '../ledger/purses.ts';
import type { Call, RequestHead } from '../spec/call.ts';
import type { CountEndpoint, Dialect, RelayEndpoint, SubmitEndpoint } from '../spec/dialect.ts';
import type { AnswerReading, NativeWire } from '../spec/provider.ts';
import type { CallRecord, Mode } from '../spec/records.ts';
import type { Store } from '../spec/store.ts';
import type { TaskCall } from '../spec/task.ts';
import type { Tasks } from '../tasks/engine.ts';
import type { Caller, Callers } from './callers.ts';
import type { ChatConversion } from './conversion.ts';
import type { Files } from './files.ts';
import type { Earlier, KeptAnswers } from './kept.ts';
import type { ShortKeys } from './secrets.ts';
import type { Model, Price, Snapshot, Tier } from './snapshot.ts';
import type { Thoughts } from './thoughts.ts';

/**
 * Work that would stall the event loop, done elsewhere when it is large. What is small is done at once: both answers
 * are the same.
 */
export type Compute = {
  /** Reads a request body. Throws what the endpoint's reader throws. */
  read(
    dialect: string,
    endpoint: RelayEndpoint | CountEndpoint,
    body: Buffer,
    head: RequestHead,
  ): Call | Promise<Call>;
  /** The same for a request that makes a task. */
  readTask(
    dialect: string,
    endpoint: SubmitEndpoint,
    body: Buffer,
    head: RequestHead,
  ): TaskCall | Promise<TaskCall>;
  readAnswer(provider: string, wireId: string, wire: NativeWire, call: Call, body: Buffer): Promise<Reading>;
  /** Tokens of texts, by the o200k_base tokenizer. */
  count(texts: readonly string[]): Promise<number>;
  /** Tokens of what a request gives the model to read. */
  countRequest(dialect: string, endpoint: Pick<RelayEndpoint, 'name'>, call: Call): Promise<number>;
};

/** An answer's reading as it crosses threads: texts already taken out where they may be needed. */
export type Reading = Omit<AnswerReading, 'texts'> & { readonly texts: readonly string[] };

/** What the relay tells whoever watches: counters and logs are made of it. */
export type Watch = {
  settled(record: CallRecord): void;
  streamOpened(): void;
  streamClosed(): void;
  /** Something an operator should read. `detail` may hold causes; the receiver redacts. */
  warn(what: string, detail: Readonly<Record<string, unknown>>): void;
};

export type RelaySettings = {
  readonly bodyLimit: number;
  /** The longest silence inside a request body. */
  readonly bodyQuietMs: number;
  /** Most channels and keys that one call tries. */
  readonly mostAttempts: number;
  /** Silence after which a keep-alive is sent. */
  readonly keepAliveMs: number;
  /** How long a client may take nothing of a stream that waits for it. */
  readonly readerPatienceMs: number;
  /** Waiting for the first byte of a stream after which the head is sent, so that nothing between gives up. */
  readonly earlyHeadMs: number;
  readonly idempotencyMs: number;
  /** How long an answer is kept for its customer. */
  readonly keptMs: number;
  /** How long a task is kept for its customer, with its results. */
  readonly tasksKeptMs: number;
  /** Largest answer that is stored under an Idempotency-Key. */
  readonly storedLimit: number;
};

export const defaultSettings: RelaySettings = {
  bodyLimit: 64 * 1024 * 1024,
  bodyQuietMs: 30_000,
  mostAttempts: 6,
  keepAliveMs: 15_000,
  readerPatienceMs: 5 * 60_000,
  earlyHeadMs: 30_000,
  idempotencyMs: 24 * 3_600_000,
  keptMs: 30 * 24 * 3_600_000,
  tasksKeptMs: 30 * 24 * 3_600_000,
  storedLimit: 16 * 1024 * 1024,
};

export type RelayDeps = {
  readonly clock: Clock;
  readonly node: string;
  readonly settings: RelaySettings;
  readonly snapshot: () => Snapshot;
  readonly callers: Callers;
  readonly purses: Purses;
  readonly journal: Journal;
  readonly compute: Compute;
  readonly idempotency: Store['idempotency'];
  /** The sender for URLs that clients supply. */
  readonly egress: Egress;
  readonly thoughts: Thoughts;
  readonly kept: KeptAnswers;
  readonly files: Files;
  readonly shortKeys: ShortKeys;
  readonly tasks: Tasks;
  readonly taskRows: Store['tasks'];
  /** HMAC of a text under a key of the installation, hex. */
  readonly sign: (text: string) => string;
  /** Where this gateway is for the client who asks: 'https://gateway.example'. */
  readonly originOf: (request: IncomingMessage) => string;
  /** What a customer has, in nano-USD; holds are taken off. */
  readonly balanceOf: (who: { readonly userId: number; readonly mode: Mode }) => Promise<number>;
  /** Where upstreams may call; absent: nowhere, tasks are asked for. */
  readonly publicUrl: string | undefined;
  readonly watch: Watch;
  /** Texts that must not reach a client: keys and addresses of channels. */
  readonly redact: (text: string) => string;
  /** The address of the client, proxies that are trusted taken away. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** True once a stop was asked for: no new calls. */
  readonly stopping: () => boolean;
};

/** All that is known of one call once it has its price and its hold. Values only; what happens later is passed on. */
export type Job = {
  readonly requestId: string;
  readonly startedAt: number;
  readonly ip: string;
  readonly caller: Caller;
  readonly dialect: Dialect;
  readonly endpoint: RelayEndpoint;
  readonly call: Call;
  readonly model: Model;
  readonly tiers: readonly Tier[];
  readonly price: Price;
  readonly group: string;
  readonly ratio: { readonly text: string; readonly value: bigint };
  readonly hold: Hold;
  /** The call in canonical form, read when the first channel of another wire is tried. Throws field_invalid. */
  readonly conversion: () => ChatConversion;
  /** Extra headers for the upstream (the simulator's fault of a test key). */
  readonly extraHeaders: readonly string[];
  readonly idempotencyKey: string | undefined;
  /** Set where the call goes on from an earlier answer: whoever made that can be told its id in place of all turns. */
  readonly earlier?: Earlier;
  /** Set where the answer is made in the background: what its client was told at the beginning. */
  readonly begun?: { readonly id: string; readonly answer: string };
};
