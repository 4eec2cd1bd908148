import { Worker } from 'node:worker_threads';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { type Db, storable } from '../engine.ts';
import { type Outcome, openFile } from './statements.ts';

/** Rows come and go at once: a small nursery keeps the memory of the thread small. */
const smallThread = { maxYoungGenerationSizeMb: 8 };

/** Something that runs SQL on one SQLite connection, in this thread or in another. */
export type Runner = {
  run(text: string, parameters: readonly unknown[]): Promise<Outcome>;
  close(): Promise<void>;
};

/** A connection in a thread of its own. */
export function runInThread(path: string): Runner {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { path },
    name: 'key4u-store',
    resourceLimits: smallThread,
  });
  const waiting = new Map<number, { resolve: (outcome: Outcome) => void; reject: (error: Error) => void }>();
  let last = 0;
  let broken: Error | undefined;
  const failAll = (error: Error) => {
    broken ??= error; // the first one says why; the end of the thread follows it
    for (const one of waiting.values()) one.reject(broken);
    waiting.clear();
  };
  worker.on('message', (reply: { id: number; outcome?: Outcome; error?: string }) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.outcome) one?.resolve(reply.outcome);
    else one?.reject(new Error(`SQLite: ${reply.error}`));
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) => failAll(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => failAll(new Error('the database thread has ended')));
  worker.unref();
  const ask = (message: { text: string; parameters?: readonly unknown[]; close?: true }) =>
    new Promise<Outcome>((resolve, reject) => {
      if (broken) return reject(broken);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.ref(); // an answer that is waited for keeps the process alive
      worker.postMessage({ ...message, id });
    });
  return {
    run: (text, parameters) => ask({ text, parameters }),
    close: async () => void (await ask({ text: '', close: true })),
  };
}

/** A connection in this thread, for threads that may wait for the disk (the applier). */
export function runHere(path: string): Runner {
  const file = openFile(path);
  return {
    run: async (text, parameters) => file.execute(text, parameters),
    close: async () => file.close(),
  };
}

class Compiler extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(storable(value));
  }
}

/**
 * Kysely over one runner. There is one connection, so whoever holds it (a transaction, or a single query) is alone:
 * a queue hands it on.
 */
export function kyselyOver(runner: Runner): Db {
  let tail: Promise<void> = Promise.resolve();
  const free = new WeakMap<DatabaseConnection, () => void>();
  const driver: Driver = {
    async init() {},
    async acquireConnection() {
      const before = tail;
      let release = () => {};
      tail = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      const connection: DatabaseConnection = {
        async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
          const { rows, changes, lastId } = await runner.run(query.sql, query.parameters);
          return { rows: rows as R[], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) };
        },
        // biome-ignore lint/correctness/useYield: streaming is not used; Kysely asks for the member
        async *streamQuery() {
          throw new Error('streaming queries are not supported');
        },
      };
      free.set(connection, release);
      return connection;
    },
    beginTransaction: async (connection) =>
      void (await connection.executeQuery(CompiledQuery.raw('begin immediate'))),
    commitTransaction: async (connection) =>
      void (await connection.executeQuery(CompiledQuery.raw('commit'))),
    rollbackTransaction: async (connection) =>
      void (await connection.executeQuery(CompiledQuery.raw('rollback'))),
    releaseConnection: async (connection) => free.get(connection)?.(),
    destroy: () => runner.close(),
  };
  return new Kysely({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new Compiler(),
    },
  });
}
