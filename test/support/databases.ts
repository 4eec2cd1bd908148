import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { randomText } from '../../server/src/base/ids.ts';
import { openVault, type Vault } from '../../server/src/base/secret.ts';
import type { Store } from '../../server/src/spec/store.ts';
import type { Engine } from '../../server/src/store/engine.ts';
import { openEngine, openStore } from '../../server/src/store/index.ts';
import { movedClock } from './clock.ts';
import { type Postgres, postgresInstalled, startPostgres } from './postgres.ts';

/** A temporary folder and how to remove it. */
export function tempDir(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'key4u-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** One empty database, and everything that opens it. What is opened is closed after the test. */
export type Database = {
  readonly clock: ReturnType<typeof movedClock>;
  readonly vault: Vault;
  /** What `openStore` wants beside vault and clock. */
  readonly place: { readonly dataDir: string; readonly databaseUrl?: string };
  /** Another store on it each time, as another node would open it. `inThread`: as the applier does. */
  store(options?: { inThread?: boolean }): Promise<Store>;
  engine(options?: { inThread?: boolean }): Engine;
  /** Runs SQL behind the store's back. */
  raw(text: string): Promise<readonly Record<string, unknown>[]>;
};

export type DatabaseKind = 'SQLite' | 'PostgreSQL';
export type FreshDatabase = () => Promise<Database>;

/** Where the store's clock stands when a test begins: the middle of a month. */
export const testStart = Date.UTC(2026, 2, 15, 12);

/**
 * Defines the suite once for each database. `fresh` gives a test an empty database of its own. An already running
 * server is used when KEY4U_TEST_POSTGRES holds its URL, else each file starts one.
 */
export function forEachDatabase(
  name: string,
  suite: (fresh: FreshDatabase, kind: DatabaseKind) => void,
): void {
  describe(`${name} on SQLite`, () => {
    const cleaner = afterEachTest();
    suite(async () => opened({ dataDir: cleaner.folder() }, cleaner), 'SQLite');
  });
  const running = process.env['KEY4U_TEST_POSTGRES'];
  if (!running && !postgresInstalled()) return;
  describe(`${name} on PostgreSQL`, () => {
    const cleaner = afterEachTest();
    let server: Postgres | undefined;
    let databases: DatabaseMaker | undefined;
    before(async () => {
      if (!running) server = await startPostgres();
      databases = await makeDatabases(running ?? server!.url);
    });
    after(async () => {
      await databases?.end(server === undefined);
      await server?.stop();
    });
    suite(
      async () => opened({ dataDir: cleaner.folder(), databaseUrl: await databases!.next() }, cleaner),
      'PostgreSQL',
    );
  });
}

type Cleaner = { later(work: () => unknown): void; folder(): string };

/** Work that is done after each test, the last first. */
function afterEachTest(): Cleaner {
  const works: (() => unknown)[] = [];
  afterEach(async () => {
    for (const work of works.splice(0).reverse()) await work();
  });
  return {
    later: (work) => works.push(work),
    folder() {
      const dir = tempDir();
      works.push(dir.remove);
      return dir.path;
    },
  };
}

type DatabaseMaker = { next(): Promise<string>; end(drop: boolean): Promise<void> };

/** Making a database takes longer than most tests, so the next one is made while a test runs. */
async function makeDatabases(server: string): Promise<DatabaseMaker> {
  const client = new pg.Client({ connectionString: server });
  client.on('error', () => {}); // a query that it breaks says so itself
  await client.connect();
  const names: string[] = [];
  const make = async () => {
    const name = `test_${process.pid}_${randomText(6).toLowerCase()}`;
    names.push(name);
    await client.query(`create database ${name} template template0`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    return url.href;
  };
  let ahead = make();
  ahead.catch(() => {}); // whoever asks for it hears of it
  return {
    async next() {
      const one = await ahead;
      ahead = make();
      ahead.catch(() => {});
      return one;
    },
    async end(drop) {
      await ahead.catch(() => {});
      if (drop) for (const name of names) await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
    },
  };
}

function opened(place: Database['place'], cleaner: Cleaner): Database {
  const clock = movedClock(testStart);
  const vault = openVault('a master key for tests, of no secret at all');
  const engine = ({ inThread = true } = {}) => {
    const one = openEngine({ ...place, inThread });
    cleaner.later(() => one.close());
    return one;
  };
  let behind: Engine | undefined;
  return {
    place,
    clock,
    vault,
    engine,
    async store(options = {}) {
      const store = await openStore({ ...place, ...options, vault, clock });
      cleaner.later(() => store.close());
      return store;
    },
    async raw(text) {
      behind ??= engine();
      const { rows } = await sql.raw<Record<string, unknown>>(text).execute(behind.db);
      return rows.map((row) => ({ ...row })); // SQLite's have no prototype
    },
  };
}
