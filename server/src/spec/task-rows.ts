import type { Json } from '../base/json.ts';
import type { CallKind } from './call.ts';
import type { FaultCode } from './fault.ts';
import type { CallRecord, Mode } from './records.ts';
import type { TaskHook, TaskOutput, TaskQuery, TaskStatus } from './task.ts';
import type { TaskRequest } from './task-gallery.ts';
import type { Facts, Usage } from './usage.ts';

/** What the task engine asks of the store. */

/** An output as it is kept: `file` is the gateway's own copy. */
export type KeptOutput = TaskOutput & { readonly file?: string };

/** Who pays: with `hold` taken from each. */
export type TaskPayer = { readonly account: number; readonly limited: boolean };

/** Times in milliseconds, money in nano-USD. */
export type TaskRow = {
  readonly id: string;
  readonly requestId: string;
  /** The user whose it is, and the key that made it. */
  readonly owner: number;
  readonly token: number;
  readonly mode: Mode;
  readonly dialect: string;
  readonly kind: CallKind;
  /** In the words of the dialect. */
  readonly action: string;
  readonly model: string;
  readonly prompt: string | null;
  readonly memo: Json;
  readonly status: TaskStatus;
  readonly progress: number;
  readonly reason: string | null;
  readonly fault: FaultCode | null;
  /** Who makes it. `channel` 0: the provider's simulator. All null until one was chosen. */
  readonly provider: string | null;
  readonly channel: number | null;
  readonly channelKey: number | null;
  readonly wire: string | null;
  readonly upstreamModel: string | null;
  readonly upstreamAction: string | null;
  /** The upstream's reference; null until it has taken the job. */
  readonly handle: Json | null;
  readonly native: Json | null;
  readonly outputs: readonly KeptOutput[];
  readonly parent: string | null;
  readonly group: string;
  readonly ratio: string;
  readonly price: number;
  readonly usage: Usage;
  readonly facts: Facts;
  readonly hold: number;
  readonly cost: number;
  readonly payers: readonly TaskPayer[];
  readonly hook: TaskHook | null;
  /** Where the gateway was for the client who made it. */
  readonly origin: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly giveUpAt: number;
  /** When the row and its results are forgotten. */
  readonly expiresAt: number;
  /** Of its row in the log. */
  readonly logAt: number;
  readonly version: number;
  /** What its request was answered: a WireAnswer as JSON. Null until it was. */
  readonly answer: string | null;
};

/** Who takes a start over. */
export type TaskUpstream = Pick<
  TaskRow,
  'provider' | 'channel' | 'channelKey' | 'wire' | 'upstreamModel' | 'upstreamAction'
>;

/** What changes in one step. Absent fields stay. */
export type TaskChange = {
  readonly at: number;
  /** Absent: only what else is given, while it has not ended. */
  readonly to?: TaskStatus;
  readonly progress?: number;
  readonly reason?: string;
  readonly fault?: FaultCode;
  readonly upstream?: TaskUpstream;
  readonly handle?: Json;
  readonly native?: Json;
  readonly outputs?: readonly KeptOutput[];
  readonly refs?: readonly string[];
  readonly usage?: Usage;
  readonly facts?: Facts;
  /** Of a final state: what is charged; the rest of the hold goes back. */
  readonly cost?: number;
  /** The results are to be copied from then on. */
  readonly copyAt?: number;
  /** For its row in the log. */
  readonly notes?: readonly string[];
  readonly giveUpAt?: number;
  readonly answer?: string;
  /** An operator who does it: in the audit log, in the same transaction. */
  readonly by?: TaskBy;
};

/** Who does to a task what its owner or its upstream did not. */
export type TaskBy = {
  readonly user: number;
  readonly action: 'task.cancel' | 'task.give_up';
  readonly detail?: Readonly<Record<string, unknown>>;
};

export type TaskMove = { readonly id: string; readonly change: TaskChange };

/** A key that was used before: the task that it made. */
export type TaskBegun =
  | { readonly state: 'begun' }
  | { readonly state: 'same'; readonly task: TaskRow }
  | { readonly state: 'other-body' };

export type TaskRows = {
  /**
   * The row, its hold and its row in the log, in one transaction; `draws` come out of the node's leases. With `idempotency`
   * (key and hash of the request) an earlier task of the same API key is given back instead, and nothing is written.
   */
  begin(
    row: TaskRow,
    log: CallRecord,
    node: string,
    leaseUntil: number,
    idempotency?: { readonly key: string; readonly hash: string },
    request?: TaskRequest,
  ): Promise<TaskBegun>;
  /** What this key made, if anything. */
  sameKey(token: number, key: string, hash: string): Promise<TaskBegun>;
  /**
   * One step of the machine, guarded by the states that it may be taken from. A final one carries its money in the same
   * transaction: the hold is released and the cost charged, once. Undefined: the step was not allowed, and nothing happened.
   */
  move(id: string, change: TaskChange): Promise<TaskRow | undefined>;
  /** Steps of different tasks in one transaction: all that are allowed are taken. */
  moveAll(moves: readonly TaskMove[]): Promise<readonly (TaskRow | undefined)[]>;
  /** A key whose task never began is free again. */
  freeKey(id: string): Promise<void>;
  byId(id: string): Promise<TaskRow | undefined>;
  /** By our id or one of its refs. Of several with one ref the newest. */
  find(owner: number, mode: Mode, ref: string): Promise<TaskRow | undefined>;
  list(
    owner: number | undefined,
    mode: Mode | undefined,
    query: TaskQuery,
  ): Promise<{ readonly tasks: readonly TaskRow[]; readonly more: boolean; readonly total: number }>;
  /** False while it has not ended. */
  remove(id: string): Promise<boolean>;
  /** Open tasks that no living node looks after become this node's. */
  claim(node: string, now: number, leaseUntil: number, limit: number): Promise<readonly TaskRow[]>;
  /** This node goes on looking after these; gives those back that another has taken meanwhile. */
  renew(node: string, now: number, leaseUntil: number): Promise<void>;
  /** Ids of the open tasks that are this node's. */
  mine(node: string): Promise<readonly string[]>;
  /** Others may take its open tasks at once. */
  leave(node: string): Promise<void>;
  openCount(): Promise<number>;
  /** Tasks whose hook wants to be told, held until `until`. */
  claimHooks(
    now: number,
    until: number,
    limit: number,
  ): Promise<readonly (TaskRow & { readonly tries: number })[]>;
  /** It was told of `version`; `again`: it was not, and is tried then (null: never again). */
  hookTold(id: string, version: number, again?: { readonly at: number | null }): Promise<void>;
  claimCopies(
    now: number,
    until: number,
    limit: number,
  ): Promise<readonly (TaskRow & { readonly tries: number })[]>;
  /** `again`: not all could be copied; null: given up. */
  copied(id: string, outputs: readonly KeptOutput[], again?: { readonly at: number | null }): Promise<void>;
  wantCopy(id: string, at: number): Promise<void>;
  /** Deletes what is past its time; gives the files of it back. */
  sweep(now: number): Promise<readonly string[]>;
};
