import type { Json } from '../base/json.ts';
import type { RequestHead } from '../spec/call.ts';
import type { Dialect, SubmitEndpoint, WireAnswer } from '../spec/dialect.ts';
import type { TaskCall } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import type { Caller } from './callers.ts';

/** A request that makes a task, as soon as it was read. */
export type Submission = {
  readonly requestId: string;
  readonly startedAt: number;
  readonly ip: string;
  readonly caller: Caller;
  readonly dialect: Dialect;
  readonly endpoint: Pick<SubmitEndpoint, 'name' | 'written'>;
  readonly call: TaskCall;
  readonly head: Pick<RequestHead, 'headers'>;
  /** Where it was sent, and what; `body` absent: what the call says. */
  readonly sent?: {
    readonly method: string;
    readonly path: string;
    readonly asJson: boolean;
    readonly body?: Json;
  };
  readonly idempotencyKey: string | undefined;
  readonly origin: string;
  /** What a request with the same Idempotency-Key must have in common with it; absent: the call. */
  readonly same?: unknown;
  /** Called as soon as row and hold stand: whatever is thrown then has ended them. */
  readonly begun?: () => void;
};

export type Submitted = {
  readonly answer: WireAnswer;
  readonly row: TaskRow;
  /** Fields that the upstream had no place for. */
  readonly dropped?: readonly string[];
};
