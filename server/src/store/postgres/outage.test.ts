import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { movedClock } from '../../../../test/support/clock.ts';
import { testStart } from '../../../../test/support/databases.ts';
import { type Postgres, postgresInstalled, startPostgres } from '../../../../test/support/postgres.ts';
import { system } from '../../../../test/support/rows.ts';
import { openVault } from '../../base/secret.ts';
import type { Store } from '../../spec/store.ts';
import { openEngine, openStore } from '../index.ts';

if (postgresInstalled())
  describe('an outage of PostgreSQL', () => {
    let server: Postgres;
    let store: Store;
    before(async () => {
      server = (await startPostgres())!;
      store = await openStore({
        dataDir: '',
        databaseUrl: server.url,
        vault: openVault('a master key for tests, of no secret at all'),
        clock: movedClock(testStart),
      });
    });
    after(async () => {
      await store.close();
      await server.stop();
    });

    test('it is noticed at once, and over when the server is back; listeners hear again', async () => {
      let notices = 0;
      const stop = store.changes.listen(() => notices++);
      await store.settings.put(system, 'a', '1');
      await sleep(200);
      await server.pause();
      const began = performance.now();
      await assert.rejects(store.ping());
      await assert.rejects(store.settings.put(system, 'a', '2'));
      assert.ok(performance.now() - began < 2_000);
      await server.resume();
      await store.ping();
      assert.equal(await store.settings.get('a'), '1');
      const before = notices;
      for (let n = 0; n < 50 && notices === before; n++) await sleep(100);
      assert.ok(notices > before, 'the listener came back');
      stop();
    });

    test('a connection that is lost inside a transaction ends the transaction, not the process', async () => {
      const engine = openEngine({ dataDir: '', databaseUrl: server.url });
      const lost = engine.db.transaction().execute(async (tx) => {
        await sql`select 1`.execute(tx);
        await server.pause();
        await sleep(200); // the loss is heard while no statement runs
        await sql`select 1`.execute(tx);
      });
      await assert.rejects(lost);
      await server.resume();
      await sql`select 1`.execute(engine.db);
      await engine.close();
    });

    test('a store does not open without its database, and says so', async () => {
      await server.pause();
      await assert.rejects(
        openStore({
          dataDir: '',
          databaseUrl: server.url,
          vault: openVault('a master key for tests, of no secret at all'),
          clock: movedClock(testStart),
        }),
        /ECONNREFUSED/,
      );
      await server.resume();
      await store.ping();
    });
  });
