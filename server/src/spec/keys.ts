import type { Mode, Status, Token } from './records.ts';
import type { Actor, Page, Paging } from './store.ts';

/** Keys as their owner works with them in the portal; `Store.tokens` has what every caller needs. */

export type KeyFilter = {
  readonly owner: number;
  /** A part of the name, in any case of letters. */
  readonly part?: string;
  readonly mode?: Mode;
};

export type KeyRows = {
  /** Newest first. */
  list(filter: KeyFilter, paging: Paging): Promise<Page<Token>>;
  /**
   * What limited keys may spend in all, by the id of the key: what was allotted, whatever of it is spent or held. Keys
   * without a limit are absent.
   */
  totals(tokens: readonly Token[]): Promise<ReadonlyMap<number, number>>;
  /** One change to several keys of one owner, all or none. False: one of them is not there. */
  change(actor: Actor, owner: number, ids: readonly number[], to: Status | 'removed'): Promise<boolean>;
};
