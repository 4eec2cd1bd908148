import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { tempDir } from '../../../../test/support/databases.ts';
import { openSqlite } from './engine.ts';
import { openFile } from './statements.ts';

const opened: { remove: () => void }[] = [];
afterEach(() => {
  for (const dir of opened.splice(0)) dir.remove();
});
function newFile(): string {
  const dir = tempDir();
  opened.push(dir);
  return join(dir.path, 'key4u.db');
}

describe('the SQLite engine', () => {
  test('a committed transaction is written through to the disk, and readers do not wait for writers', () => {
    const file = openFile(newFile());
    const pragma = (name: string) => Object.values(file.execute(`pragma ${name}`, []).rows[0] as object)[0];
    assert.equal(pragma('journal_mode'), 'wal');
    assert.equal(pragma('synchronous'), 2);
    assert.equal(pragma('foreign_keys'), 1);
    file.close();
  });

  test('whole numbers are stored and computed as integers', () => {
    const file = openFile(newFile());
    const { rows } = file.execute('select typeof(?) as whole, typeof(?) as broken, typeof(?) as text', [
      1,
      1.5,
      '1',
    ]);
    assert.deepEqual({ ...(rows[0] as object) }, { whole: 'integer', broken: 'real', text: 'text' });
    file.close();
  });

  test('connections that open a new file at the same moment all succeed', async () => {
    // Each worker opens the file when all of them are there.
    const code = `
      const { parentPort, workerData } = require('node:worker_threads');
      const { path, module, gate, count } = workerData;
      import(module).then(({ openFile }) => {
        Atomics.add(gate, 0, 1);
        while (Atomics.load(gate, 0) < count);
        try { openFile(path).close(); parentPort.postMessage('open'); }
        catch (error) { parentPort.postMessage(String(error)); }
      });`;
    for (let round = 0; round < 12; round++) {
      const workerData = {
        path: newFile(),
        module: new URL('./statements.ts', import.meta.url).href,
        gate: new Int32Array(new SharedArrayBuffer(4)),
        count: 2,
      };
      const said = await Promise.all(
        [1, 2].map(
          () =>
            new Promise<unknown>((resolve, reject) => {
              const worker = new Worker(code, { eval: true, workerData });
              worker.on('message', resolve);
              worker.on('error', reject);
            }),
        ),
      );
      assert.deepEqual(said, ['open', 'open']);
    }
  });

  test('a file that is no database is refused in its own words, each time', async () => {
    const path = newFile();
    writeFileSync(path, 'this is a letter to my grandmother, and it is long enough to be one. '.repeat(20));
    const engine = openSqlite(path);
    for (let n = 0; n < 2; n++) await assert.rejects(sql`select 1`.execute(engine.db), /not a database/);
  });

  test('a failed statement in a transaction undoes it, and the connection goes on', async () => {
    const engine = openSqlite(newFile());
    await sql`create table t (a integer primary key)`.execute(engine.db);
    const failing = engine.db.transaction().execute(async (tx) => {
      await sql`insert into t values (1)`.execute(tx);
      await sql`insert into t values (1)`.execute(tx);
    });
    await assert.rejects(failing, /UNIQUE constraint failed/);
    assert.deepEqual((await sql`select * from t`.execute(engine.db)).rows, []);
    await engine.close();
  });

  test('queries outside a transaction wait until it has ended', async () => {
    const engine = openSqlite(newFile());
    await sql`create table t (a integer)`.execute(engine.db);
    const order: string[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const writing = engine.db.transaction().execute(async (tx) => {
      await sql`insert into t values (1)`.execute(tx);
      await gate;
      order.push('committed');
    });
    const outside = sql`select * from t`.execute(engine.db).then(() => order.push('outside'));
    const reading = await sql`select * from t`.execute(engine.reader);
    assert.deepEqual(reading.rows, []); // the reader neither waits nor sees what is not committed
    open();
    await Promise.all([writing, outside]);
    assert.deepEqual(order, ['committed', 'outside']);
    await engine.close();
  });

  test('closing ends both threads, used or not', async () => {
    const path = newFile();
    const engine = openSqlite(path);
    await sql`create table t (a integer)`.execute(engine.db);
    await engine.close();
    await assert.rejects(sql`select 1`.execute(engine.db));
    await assert.rejects(sql`select 1`.execute(engine.reader));
    // The last connection that closes takes the write-ahead log with it.
    const file = openFile(path);
    file.close();
    const { existsSync } = await import('node:fs');
    assert.equal(existsSync(`${path}-wal`), false);
  });
});
