import { sql } from 'kysely';
import type { Db, Engine, Tx } from '../engine.ts';
import { kyselyOver, type Runner, runHere, runInThread } from './driver.ts';

const pollMs = 1000; // another process (the command line) may have written

/** SQLite has no partitions: each month is a table of its own, cut after `calls_template`, under one view. */
async function rebuildView(tx: Tx): Promise<void> {
  const months = await partitions(tx);
  const tables = ['calls_template', ...months.map((month) => `calls_${month}`)];
  await sql`drop view if exists calls`.execute(tx);
  await sql
    .raw(`create view calls as ${tables.map((table) => `select * from ${table}`).join(' union all ')}`)
    .execute(tx);
}

async function partitions(db: Db | Tx): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name glob 'calls_[0-9]*' order by name`.execute(
    db,
  );
  return found.rows.map((row) => row.name.slice('calls_'.length));
}

type Column = { name: string; type: string; notnull: number; dflt_value: string | null };

async function columnsOf(tx: Tx, table: string): Promise<Column[]> {
  return (
    await sql<Column>`select name, type, "notnull", dflt_value from pragma_table_info(${table})`.execute(tx)
  ).rows;
}

/** `inThread`: the caller's thread may wait for the disk (the applier); else queries run in threads of their own. */
export function openSqlite(path: string, options: { inThread?: boolean } = {}): Engine {
  const open = options.inThread ? runHere : runInThread;
  const writer = open(path);
  const db = kyselyOver(writer);
  let readings: Runner | undefined; // its thread starts with the first long read
  let reader: Db | undefined;
  let closed: Promise<void> | undefined;
  return {
    db,
    get reader() {
      if (closed) return db; // which is closed and says so
      readings ??= open(path);
      reader ??= kyselyOver(readings);
      return reader;
    },
    words: { id: 'integer primary key autoincrement', calls: 'calls_template', by_month: '' },
    mark: () => '?', // numbered ones are looked up by name, one after the other, for every value that is bound
    lockRows: false,
    async createPartition(tx, month) {
      const made = await sql<{ sql: string }>`
        select sql from sqlite_master where tbl_name = 'calls_template' and sql is not null
        order by case type when 'table' then 0 else 1 end`.execute(tx);
      if ((await partitions(tx)).includes(month)) return;
      for (const { sql: text } of made.rows)
        await sql.raw(text.replaceAll('calls_template', `calls_${month}`)).execute(tx);
      await rebuildView(tx);
    },
    async dropPartition(tx, month) {
      await sql`drop view if exists calls`.execute(tx);
      await sql.raw(`drop table calls_${month}`).execute(tx);
      await rebuildView(tx);
    },
    async alignPartitions(tx) {
      const months = await partitions(tx);
      const columns = await columnsOf(tx, 'calls_template');
      const indexes = await sql<{ sql: string }>`
        select sql from sqlite_master where type = 'index' and tbl_name = 'calls_template' and sql is not null`.execute(
        tx,
      );
      for (const month of months) {
        const has = new Set((await columnsOf(tx, `calls_${month}`)).map((column) => column.name));
        for (const { name, type, notnull, dflt_value } of columns) {
          if (has.has(name)) continue;
          const rest = `${notnull ? 'not null' : ''} ${dflt_value === null ? '' : `default ${dflt_value}`}`;
          await sql.raw(`alter table calls_${month} add column ${name} ${type} ${rest}`).execute(tx);
        }
        for (const { sql: text } of indexes.rows)
          await sql
            .raw(
              text
                .replace(/^create (unique )?index /i, 'create $1index if not exists ')
                .replaceAll('calls_template', `calls_${month}`),
            )
            .execute(tx);
      }
      if (months.length > 0) await rebuildView(tx);
    },
    listPartitions: partitions,
    orderChanges: async () => {}, // one writer at a time anyway
    announce: async () => {},
    listen(notice) {
      const timer = setInterval(notice, pollMs);
      timer.unref();
      return () => clearInterval(timer);
    },
    async size(on) {
      const pages = await sql<{ bytes: number }>`
        select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(on);
      return pages.rows[0]?.bytes ?? 0;
    },
    close() {
      // Not through Kysely, which leaves a connection open that was never used.
      closed ??= Promise.resolve(readings?.close()).then(() => writer.close());
      return closed;
    },
  };
}
