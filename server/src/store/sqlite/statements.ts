import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

export type Outcome = { rows: unknown[]; changes: number; lastId: number };
export type Execute = (text: string, parameters: readonly unknown[]) => Outcome;

const keptStatements = 500;

/** A number is bound as a floating point value, and sums with one are made in floating point; money needs integers. */
const bound = (value: unknown): SQLInputValue =>
  (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value) as SQLInputValue;

const busyMs = 15_000;

/**
 * Two connections that switch a new file at once would wait for each other, so SQLite fails one of them at once and
 * the busy timeout does not apply: try again.
 */
function switchToWal(database: DatabaseSync): void {
  const until = Date.now() + busyMs;
  for (;;) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      const busy = error instanceof Error && /database is locked/.test(error.message);
      if (!busy || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/**
 * Opens a database file for one thread. `synchronous=FULL`: a committed transaction survives a power cut, which the
 * journal relies on before it deletes what was applied.
 */
export function openFile(path: string): { execute: Execute; close: () => void } {
  const database = new DatabaseSync(path);
  database.exec(`pragma busy_timeout = ${busyMs};`);
  switchToWal(database);
  database.exec('pragma synchronous = full;');
  database.exec('pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -32000;');
  database.exec('pragma case_sensitive_like = on;'); // as PostgreSQL has it
  const statements = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    if (statements.size >= keptStatements) statements.delete(statements.keys().next().value!);
    statements.set(text, statement);
    return statement;
  };
  return {
    execute(text, parameters) {
      const statement = prepare(text);
      const values = parameters.map(bound);
      if (statement.columns().length > 0) return { rows: statement.all(...values), changes: 0, lastId: 0 };
      const done = statement.run(...values);
      return { rows: [], changes: Number(done.changes), lastId: Number(done.lastInsertRowid) };
    },
    close: () => database.close(),
  };
}
