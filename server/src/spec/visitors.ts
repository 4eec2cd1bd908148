import type { TokenOwner } from './records.ts';

/**
 * People who try the gateway without an account. Each is a user of its own, so that nobody sees another's tasks or files,
 * with one test key and no way to log in.
 */
export type Visitors = {
  /** Makes a visitor and its key, in one transaction. `key`: the whole key, of test mode. */
  create(visitor: { readonly key: string; readonly group: string }): Promise<TokenOwner>;
  /** A visitor whose visit has not ended. */
  find(id: number): Promise<TokenOwner | undefined>;
  /**
   * Ends the visits that began before the time: key deleted, user disabled, files and results past their time from `now`
   * on, so that the next sweeps take them away. Returns how many.
   */
  endBefore(time: number, now: number): Promise<number>;
};
