import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/**
 * What both databases can hold. PostgreSQL refuses NUL in text, and clients do send it (in a model name, a log-in, a
 * search), so every parameter of every query passes here and both databases keep the same text.
 */
export const storable = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;

/**
 * The facts in which the two databases differ. Query texts are shared; whoever needs to know a difference reads it
 * here instead of asking which database it is.
 */
export type Engine = {
  readonly db: Db;
  /** For long reads (log pages, verification): never holds up the writes. */
  readonly reader: Db;
  /** Words for the {{…}} of the migrations. */
  readonly words: Readonly<Record<'id' | 'calls' | 'by_month', string>>;
  /** Placeholder of the nth parameter, counted from 1. */
  readonly mark: (n: number) => string;
  /** Appended to a read whose row is about to be changed in the same transaction. */
  readonly lockRows: boolean;
  /** Makes the partition of the log that holds this month ('202611'), with its bounds in milliseconds. */
  readonly createPartition: (tx: Tx, month: string, from: number, to: number) => Promise<void>;
  readonly dropPartition: (tx: Tx, month: string) => Promise<void>;
  /** After migrations: brings the months that stand to the shape of the log table, where the database does not. */
  readonly alignPartitions: (tx: Tx) => Promise<void>;
  readonly listPartitions: (db: Db) => Promise<readonly string[]>;
  /** Taken first by every transaction that publishes a change, so that changes become visible in order of their numbers. */
  readonly orderChanges: (tx: Tx) => Promise<void>;
  /** Tells other nodes, when the transaction commits, that there are changes. */
  readonly announce: (tx: Tx) => Promise<void>;
  /** Calls `notice` when another node announced a change, or often enough where the database cannot tell. */
  readonly listen: (notice: () => void) => () => void;
  /** Bytes that the database takes. */
  readonly size: (db: Db) => Promise<number>;
  readonly close: () => Promise<void>;
};
