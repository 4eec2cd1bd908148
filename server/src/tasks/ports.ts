import type { Readable } from 'node:stream';
import type { Clock } from '../base/clock.ts';
import type { Egress } from '../base/egress.ts';
import type { CompiledCard } from '../ledger/price.ts';
import type { FileBytes, FileRows } from '../spec/files.ts';
import type { Access } from '../spec/provider.ts';
import type { HookBody, TaskPort, TaskSend, TaskTiming } from '../spec/task.ts';
import type { TaskRow, TaskRows, TaskUpstream } from '../spec/task-rows.ts';

/**
 * What becomes of results: their links are passed on, they are copied at once, or when somebody asks for them; 'pass': they
 * are never copied, their bytes pass through the gateway.
 */
export type KeepResults = 'link' | 'copy' | 'on-demand' | 'pass';

/** A channel and key as one task meets them. */
export type Upstream = {
  readonly port: TaskPort;
  readonly send: TaskSend;
  readonly timing: TaskTiming;
  /** Tasks of one lane share the rate at which they may be asked for. */
  readonly lane: string;
  readonly access: Access;
  readonly simulated: boolean;
  readonly keep: KeepResults;
  /** Fetches a result where it lies. `range`: the header's text. Rejects with GatewayError. */
  readonly fetch: (
    from: { readonly url?: string; readonly path?: string },
    range?: string,
  ) => Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: Readable;
  }>;
};

export type TaskDeps = {
  readonly clock: Clock;
  readonly node: string;
  readonly rows: TaskRows;
  /** Undefined: the channel was removed, or cannot be used any more. */
  readonly upstream: (of: TaskUpstream) => Upstream | undefined;
  readonly card: (version: number) => Promise<CompiledCard>;
  /** What the row's dialect tells a hook of it; undefined where it has none. */
  readonly writeHook: (row: TaskRow) => HookBody | undefined;
  readonly egress: Egress;
  readonly files: { readonly rows: FileRows; readonly bytes: FileBytes };
  /** HMAC of a text under a key of the installation, hex. */
  readonly sign: (text: string) => string;
  readonly redact: (text: string) => string;
  /** Bytes of one result that is copied. */
  readonly largestResult: number;
  readonly watch: {
    warn(what: string, detail: Readonly<Record<string, unknown>>): void;
    /** A task ended. */
    ended(row: TaskRow): void;
    polled(lane: string): void;
    unknownWord(provider: string, word: string): void;
  };
};
