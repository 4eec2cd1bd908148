import type { Json } from '../base/json.ts';
import type { CallKind, RequestHead } from './call.ts';
import type { WireAnswer } from './dialect.ts';
import type { FaultCode } from './fault.ts';
import type { ImageRequest } from './image.ts';
import type { Access } from './provider.ts';
import type { Mode } from './records.ts';
import type { Facts, Usage } from './usage.ts';
import type { VideoRequest } from './video.ts';

/**
 * What takes longer than a request: pictures, films, songs. One machine of states for all of them; a dialect has a table
 * of its own words for them, a provider one of its upstream's.
 *
 * `sending`: the row and its hold stand, the upstream was perhaps asked. `waiting`: the upstream waits for the client.
 */
export const taskMoves = {
  sending: ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'expired'],
  queued: ['running', 'waiting', 'succeeded', 'failed', 'cancelled', 'expired'],
  running: ['waiting', 'succeeded', 'failed', 'cancelled', 'expired'],
  waiting: ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'],
  succeeded: [],
  failed: [],
  cancelled: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>;

export type TaskStatus = keyof typeof taskMoves;
export const taskStatuses = Object.keys(taskMoves) as readonly TaskStatus[];
export const isFinal = (status: TaskStatus): boolean => taskMoves[status].length === 0;
/** The states from which a task may come into this one. */
export const sourcesOf = (status: TaskStatus): readonly TaskStatus[] =>
  taskStatuses.filter((from) => (taskMoves[from] as readonly string[]).includes(status));

/** One thing that a task made. Exactly one of `url`, `path`, `data` and `text` says where it is. */
export type TaskOutput = {
  readonly kind: 'video' | 'image' | 'audio' | 'text' | 'file';
  /** What it is beside the results themselves: 'thumbnail', 'last-frame', 'cover', 'watermarked', 'gif', 'source'. */
  readonly role?: string;
  /** Anybody may fetch it there. */
  readonly url?: string;
  /** Behind the channel's base URL, or a whole address: fetched with the channel's credentials only. */
  readonly path?: string;
  /** Base64. The gateway keeps it as a file. */
  readonly data?: string;
  readonly text?: string;
  /** 'video/mp4'; where absent, the name or the upstream's answer to the fetch says it. */
  readonly mediaType?: string;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  /** The upstream's own name of it, which later calls may use (a clip, a video to extend). */
  readonly ref?: string;
};

/** One observed state of an upstream's job. What is absent is unknown and changes nothing. */
export type TaskReport = {
  readonly status?: Exclude<TaskStatus, 'sending'>;
  /** A word for a state that no table knows: it moves nothing, is counted and logged. */
  readonly unknownWord?: string;
  /** 0 to 100. */
  readonly progress?: number;
  /** Why it failed, for the client; redacted by the core. */
  readonly reason?: string;
  /** Of a failure. Absent: upstream_failed. What the content rules refused is upstream_refused. */
  readonly fault?: FaultCode;
  readonly outputs?: readonly TaskOutput[];
  /** Names, beside our id, by which later calls of the customer may mean this task. */
  readonly refs?: readonly string[];
  /** Replaces what was measured of the request, where the upstream tells what it consumed. */
  readonly usage?: Usage;
  readonly facts?: Facts;
  /** The upstream's own body, for clients who speak its wire. Its links are replaced where the gateway keeps the results. */
  readonly native?: Json;
  /** Where later questions need another one than `start` gave. */
  readonly handle?: Json;
};

/** Where the client wants to hear of the task. */
export type TaskHook = {
  readonly url: string;
  /** 'end': of its end only. 'changes': of each new state or progress, as some wires promise. */
  readonly on: 'end' | 'changes';
};

/** A request that makes a task, as its dialect read it. Plain data: a large body is read in another thread. */
export type TaskCall = {
  readonly kind: CallKind;
  /** What it does, in the words of the dialect's wire: 'imagine', 'text2video', 'music'. */
  readonly action: string;
  /** '': that of the first parent. */
  readonly model: string;
  /** The request in the dialect's wire, without the fields of hooks and idempotency. Files of a form are data URLs in it. */
  readonly body: Json;
  /** The same for every upstream. Absent: only upstreams of the dialect's wire can serve it. */
  readonly video?: VideoRequest;
  readonly image?: ImageRequest;
  /** The client waits for the end so long, milliseconds, before it is told of a task that has not ended. Absent: not at all. */
  readonly waitMs?: number;
  /** What people recognise it by. */
  readonly prompt?: string;
  /** Earlier tasks that it goes on from, by our id or by one of their refs; `param`: where it stands in the request. */
  readonly parents?: readonly {
    readonly ref: string;
    readonly param: string;
    /** It may also be the upstream's own that nobody here knows (a public voice, a clip of another service). */
    readonly loose?: boolean;
  }[];
  /** What the dialect wants to know again when it shows the task. Small. */
  readonly memo?: Json;
  readonly hook?: TaskHook;
  /** Facts that only the request's head tells (a speed in the path). Prices may depend on them. */
  readonly facts?: Facts;
};

/** A task as a dialect shows it. Times in milliseconds. */
export type TaskView = {
  readonly id: string;
  /** Of the call that made it. */
  readonly requestId: string;
  readonly status: TaskStatus;
  readonly progress: number;
  readonly reason?: string;
  readonly fault?: FaultCode;
  readonly dialect: string;
  readonly kind: CallKind;
  readonly action: string;
  readonly model: string;
  readonly prompt?: string;
  /** `url` is where the client finds it; `index` counts all of them. Whoever may use the link needs no key. */
  readonly outputs: readonly (Omit<TaskOutput, 'path' | 'data'> & { readonly index: number })[];
  /** What the dialect noted; {} where another dialect made the task. */
  readonly memo: Json;
  /** The last body of the upstream, where it speaks this dialect's wire; its ids are the upstream's, its links may be shown. */
  readonly native?: Json;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Until then its results can be fetched. */
  readonly expiresAt?: number;
  readonly usage: Usage;
  readonly facts: Facts;
  /** Nano-USD: reserved while it runs, charged at the end. */
  readonly hold: number;
  readonly cost: number;
  readonly mode: Mode;
  /** Where the gateway was for the client who made it: 'https://gateway.example'. */
  readonly origin: string;
  /** Ours, of the task it went on from. */
  readonly parent?: string;
  /** Changes with every change of the task. */
  readonly version: number;
};

export type TaskQuery = {
  readonly limit: number;
  /** The id before the first. */
  readonly after?: string;
  /** Pages counted from 1, in place of `after`, for wires that count them. */
  readonly page?: number;
  readonly newestFirst?: boolean;
  readonly status?: readonly TaskStatus[];
  readonly dialect?: string;
  readonly kind?: readonly CallKind[];
  readonly action?: readonly string[];
  readonly model?: string;
  readonly ids?: readonly string[];
  /** Milliseconds, inclusive. */
  readonly from?: number;
  readonly to?: number;
};

/** What a dialect may do with the tasks of the customer who asks. Tasks of others do not exist for it. */
export type TaskDesk = {
  /** By our id or a ref. */
  find(ref: string): Promise<TaskView | undefined>;
  /** The same, or the fault task_unknown. */
  get(ref: string): Promise<TaskView>;
  list(
    query: TaskQuery,
  ): Promise<{ readonly tasks: readonly TaskView[]; readonly more: boolean; readonly total: number }>;
  /** Throws task_unknown, or task_not_cancellable where it has ended or the upstream cannot. Refunded in full. */
  cancel(ref: string): Promise<TaskView>;
  /** Forgets one that has ended, with its results. Throws task_unknown, task_running. */
  remove(ref: string): Promise<TaskView>;
  /** Asks the task's own channel and key something (TaskPort.ask). Throws what the upstream says, and task_unknown. */
  ask(ref: string, question: string, params?: Json): Promise<Json>;
  /** Waits until the task is another than `version`, at most `ms`. */
  changed(ref: string, version: number, ms: number): Promise<TaskView>;
  /** Where this gateway is for the client: 'https://gateway.example'. */
  readonly origin: string;
  /** What hooks of this customer are signed with, as the Standard Webhooks libraries take it: 'whsec_…'. */
  readonly hookSecret: string;
  /** Nano-USD that the customer may still spend; absent where nobody counts. */
  readonly balance?: () => Promise<number>;
};

/** What an endpoint over tasks answers: a body, the bytes of an output (with ranges), or text that grows. */
export type TaskAnswer =
  | WireAnswer
  | { readonly content: { readonly task: string; readonly index: number; readonly name?: string } }
  | { readonly headers: Readonly<Record<string, string>>; readonly stream: AsyncIterable<string> };

/** What a request to an endpoint over tasks holds. `body`: {} where none was sent. */
export type TaskQuestion = { readonly head: RequestHead; readonly body: Json };

/** Bytes of results, for answers that hold them. */
export type ResultReader = {
  /** As base64 in pieces, so that no picture is in memory whole. Rejects where the result cannot be fetched. */
  base64(index: number): AsyncIterable<string>;
};

/** A finished or moved task, told to the client's hook. */
export type HookBody = { readonly body: string; readonly headers?: Readonly<Record<string, string>> };

// ---- the upstream's side

/** A request in an upstream's wire, with everything that starting it needs. */
export type TaskStart = {
  readonly action: string;
  readonly body: Json;
  readonly upstreamModel: string;
  readonly access: Access;
  /** Ours: for wires that let a client name his job. */
  readonly taskId: string;
  /** Where the upstream may call; absent where the gateway has no public address. */
  readonly callbackUrl?: string;
  readonly facts: Facts;
  /** By the name that stands in the request. */
  readonly parents: Readonly<Record<string, ParentTask>>;
};

export type ParentTask = {
  readonly handle: Json;
  readonly action: string;
  readonly upstreamModel: string;
  readonly status: TaskStatus;
  readonly outputs: readonly TaskOutput[];
  /** Was it named by our own id (and not by a ref)? Then the upstream does not know that name. */
  readonly byId: boolean;
};

/** One request to the task's channel and key. */
export type TaskSend = (request: {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Behind the channel's base URL, with its query; or a whole https address where the upstream names the host to ask, which
   * the port has found to be the upstream's own: the key goes there.
   */
  readonly path: string;
  readonly json?: unknown;
  readonly body?: Buffer;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The one request that makes the job: where its outcome stays unknown it is never sent again. Whatever comes before it
   * may be tried again on another channel.
   */
  readonly starts?: true;
  /** Statuses beside 2xx that are answers; any other is thrown as what Provider.readFault makes of it. */
  readonly allow?: readonly number[];
}) => Promise<TaskReply>;

export type TaskReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The object in the body; {} where it is none. */
  readonly json: Json;
};

export type TaskStarted = {
  /** The upstream's reference: opaque to all others. */
  readonly handle: Json;
  /** What its answer told already. */
  readonly report?: TaskReport;
};

/** What was asked for, in units and facts that prices may depend on: the most that it can consume. */
export type Measured = { readonly usage: Usage; readonly facts: Facts };

/** How a provider serves the tasks of one wire. Adapters build and read, `send` sends. */
export type TaskPort = {
  /** Which models, and which actions of the wire. `action` undefined: any at all. */
  readonly serves: (upstreamModel: string, action: string | undefined) => boolean;
  /** Throws GatewayError (field_invalid) for what this upstream cannot be asked: it is known before money is held. */
  readonly measure: (start: Pick<TaskStart, 'action' | 'body' | 'upstreamModel' | 'facts'>) => Measured;
  /** Throws GatewayError: upstream_refused and the like for what the upstream said. */
  readonly start: (start: TaskStart, send: TaskSend) => Promise<TaskStarted>;
  readonly poll: (handle: Json, send: TaskSend) => Promise<TaskReport>;
  /** Many by one request, at most `most`; answers by index, absent for those that the upstream left out. */
  readonly pollMany?: {
    readonly most: number;
    readonly poll: (handles: readonly Json[], send: TaskSend) => Promise<readonly (TaskReport | undefined)[]>;
  };
  /** Throws task_not_cancellable where it is too late. */
  readonly cancel?: (handle: Json, send: TaskSend) => Promise<TaskReport>;
  /** Was it started? For a start whose outcome nobody saw: looked for by `taskId`. Undefined: it was not. */
  readonly find?: (start: TaskStart, send: TaskSend) => Promise<TaskStarted | undefined>;
  /**
   * What an upstream's callback says. `report` absent: only a hint, the task is polled at once. `answer`: what the
   * upstream wants to hear, where it is not an empty 200.
   */
  readonly readCallback?: (body: Json) => { readonly report?: TaskReport; readonly answer?: Json };
  /** Questions about a task beside its state, by name: 'seed', 'wav'. */
  readonly ask?: (question: string, handle: Json, params: Json, send: TaskSend) => Promise<Json>;
  /** The way for clients of other wires. Throws GatewayError (field_invalid) for what this upstream cannot. */
  readonly writeVideo?: (
    video: VideoRequest,
    to: {
      readonly upstreamModel: string;
      readonly parents: TaskStart['parents'];
      readonly drop: (field: string) => void;
    },
  ) => { readonly action: string; readonly body: Json };
  /** The same for pictures. */
  readonly writeImage?: (
    image: ImageRequest,
    to: {
      readonly upstreamModel: string;
      readonly parents: TaskStart['parents'];
      readonly drop: (field: string) => void;
    },
  ) => { readonly action: string; readonly body: Json };
  /**
   * How media may be given to `writeVideo` and `writeImage`: the gateway fetches what must be data, and publishes what must be an address.
   * Absent: both ways.
   */
  readonly media?: 'url' | 'data';
};

/** How often an upstream may be asked. Facts of a manifest. */
export type TaskTiming = {
  /** Milliseconds between two questions about one task. */
  readonly pollEveryMs: number;
  /** A task without an end after so long is expired and refunded. */
  readonly giveUpMs: number;
  /** Questions a second that one key may be asked. */
  readonly pollsPerSecond: number;
  /** The upstream calls back when it is given an address. */
  readonly callback?: true;
};
