import type { Clock } from '../base/clock.ts';
import type { Gateway } from './gateway.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command may touch of the world. Tests give their own. */
export type Context = {
  readonly env: Environment;
  readonly clock: Clock;
  /** Resolves when the receiver can take more; rejects when it has gone away. */
  readonly out: (text: string | Uint8Array) => Promise<void>;
  readonly err: (text: string) => void;
  readonly stdin: () => Promise<string>;
  /** Loads the server's code, which commands that ask a running server never need. */
  readonly gateway: () => Promise<Gateway>;
  /** Calls back at every SIGINT and SIGTERM. */
  readonly onSignal: (listener: (name: string) => void) => void;
  /** Ends the process at once. */
  readonly exit: (code: number) => void;
};

/** Ends a command with exit code 1. `advice` says what to do about it. */
export class Failure extends Error {
  readonly advice: string | undefined;

  constructor(message: string, advice?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.advice = advice;
  }
}

/** Ends a command with exit code 2: it was called in a way that cannot mean anything. */
export class UsageError extends Error {}
