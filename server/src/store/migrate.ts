import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Engine } from './engine.ts';

const folder = new URL('./migrations/', import.meta.url);

/** Names of the migrations in their order. */
export const migrationNames = (from: URL = folder): string[] =>
  readdirSync(from)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort();

/**
 * Brings the database to this version: runs what it has not seen, each migration whole or not at all. Two nodes that
 * start at once wait for each other. Throws when the database was made by a newer Key4U. Returns what was run.
 * `upTo` and `from`, a folder URL, are for tests that need an older or a newer version.
 */
export async function migrate(
  engine: Engine,
  now: number,
  { upTo, from = folder }: { upTo?: string; from?: URL } = {},
): Promise<string[]> {
  const { db } = engine;
  const known = migrationNames(from);
  const done: string[] = [];
  await db.transaction().execute(async (tx) => {
    await engine.orderChanges(tx);
    // Behind the lock: "if not exists" alone fails when two nodes do it at once.
    await sql`create table if not exists migrations (name text primary key, at bigint not null)`.execute(tx);
    const applied = new Set(
      (await tx.selectFrom('migrations').select('name').execute()).map((row) => row.name),
    );
    const strange = [...applied].filter((name) => !known.includes(name));
    if (strange.length > 0)
      throw new Error(
        `the database was made by a newer version of Key4U (it has ${strange.join(', ')}); start that version, or restore a backup`,
      );
    for (const name of known) {
      if (applied.has(name) || (upTo && name > upTo)) continue;
      const text = readFileSync(new URL(name, from), 'utf8').replace(
        /\{\{(\w+)\}\}/g,
        (_all, word: string) => {
          const value = engine.words[word as keyof Engine['words']];
          if (value === undefined) throw new Error(`migration ${name}: unknown word {{${word}}}`);
          return value;
        },
      );
      for (const statement of statementsOf(text)) await sql.raw(statement).execute(tx);
      await tx.insertInto('migrations').values({ name, at: now }).execute();
      done.push(name);
    }
    if (done.length > 0) await engine.alignPartitions(tx);
  });
  return done;
}

/** Statements of a migration: comments gone, cut at semicolons (migrations hold none inside strings). */
const statementsOf = (text: string): string[] =>
  text
    .replace(/^\s*--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
