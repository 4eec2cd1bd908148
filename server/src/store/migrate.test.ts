import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Database, forEachDatabase, tempDir } from '../../../test/support/databases.ts';
import { callRecord, granted, newChannel, newToken, newUser, system } from '../../../test/support/rows.ts';
import { migrate, migrationNames } from './migrate.ts';

const names = migrationNames();

/** The migrations of a later version: today's, and these. */
function laterVersion(...texts: string[]): URL {
  const dir = tempDir();
  after(dir.remove);
  for (const name of names)
    copyFileSync(new URL(`./migrations/${name}`, import.meta.url), join(dir.path, name));
  texts.forEach((text, n) => {
    writeFileSync(join(dir.path, `9${String(n).padStart(3, '0')}-later.sql`), text);
  });
  return pathToFileURL(`${dir.path}/`);
}

/** Something of everything, as an operator would have it after a while. */
async function fill(database: Database) {
  const store = await database.store();
  const user = granted(await store.users.create(system, newUser({ name: 'Ánh 🦊' })));
  const token = granted(await store.tokens.create(system, newToken(user.id, { limit: 900 })));
  await store.channels.create(system, newChannel());
  await store.groups.put(system, { name: 'default', ratio: '0.8', description: '', open: true });
  await store.prices.put(system, 'm', { rates: [], source: '', asOf: '2026-01-01' });
  await store.ledger.append(system, { account: user.live.id, kind: 'topup', amount: 5_000, cause: 'first' });
  const record = callRecord({ user: user.id, token: token.id, cost: 7, pays: [user.live.id] });
  const old = callRecord({ user: user.id, cost: 2, pays: [user.live.id], at: Date.UTC(2026, 0, 3) });
  await store.ledger.apply([record, old], { node: 'n1', file: 'a', offset: 1 });
  return { store, user: user.id, record };
}

/** What the store answers about all of it. */
async function picture({ store, user }: Awaited<ReturnType<typeof fill>>) {
  const paging = { page: 1, size: 50 };
  return {
    user: await store.users.byId(user),
    tokens: await store.tokens.list({}, paging),
    channels: await store.channels.list(),
    groups: await store.groups.list(),
    prices: await store.prices.current(),
    entries: await store.ledger.export(0, 50),
    calls: await store.calls.list({}, paging),
    position: await store.ledger.position('n1'),
    verdict: await store.ledger.verify(),
  };
}

forEachDatabase('migrations', (fresh) => {
  test('an empty database gets every migration, once and in order', async () => {
    const database = await fresh();
    const engine = database.engine();
    assert.deepEqual(await migrate(engine, 5), names);
    assert.deepEqual(await migrate(engine, 6), []);
    const rows = await database.raw('select name, at from migrations order by name');
    assert.deepEqual(
      rows,
      names.map((name) => ({ name, at: 5 })),
    );
    assert.ok(names.length > 0);
  });

  // Grows with the migrations: from each version to the newest.
  for (const name of names)
    test(`a database of version ${name} becomes today's`, async () => {
      const database = await fresh();
      const engine = database.engine();
      const upTo = names.slice(0, names.indexOf(name) + 1);
      assert.deepEqual(await migrate(engine, 1, { upTo: name }), upTo);
      await database.raw(`insert into settings (name, value) values ('kept', 'value')`);
      await database.raw(
        `insert into accounts (kind, mode, user_id, limited, balance) values ('user', 'live', 1, 1, 9007199254740991)`,
      );
      const store = await database.store();
      assert.equal(await store.settings.get('kept'), 'value');
      assert.equal((await store.ledger.account(1))?.balance, Number.MAX_SAFE_INTEGER);
      assert.equal((await database.raw('select name from migrations')).length, names.length);
      assert.deepEqual(await store.ledger.verify().then((verdict) => verdict.differences.length), 1);
    });

  test('rows of this version survive a later one, which may also change the log', async () => {
    const database = await fresh();
    const filled = await fill(database);
    const before = await picture(filled);
    assert.deepEqual(before.verdict.differences, []);
    const from = laterVersion(
      `create table later (id {{id}}, note text); insert into later (note) select email from users;`,
      `-- The log of all months, those that stand too.
       alter table {{calls}} add column region text;
       alter table {{calls}} add column tries bigint not null default 1;
       create index {{calls}}_by_region on {{calls}} (region);`,
      `alter table users add column language text not null default 'vi';`,
    );
    const done = await migrate(database.engine(), 9, { from });
    assert.deepEqual(done, ['9000-later.sql', '9001-later.sql', '9002-later.sql']);
    assert.deepEqual(await picture(filled), before);
    assert.deepEqual(await database.raw('select language from users'), [{ language: 'vi' }]);
    assert.deepEqual(await database.raw('select distinct region, tries from calls'), [
      { region: null, tries: 1 },
    ]);
    await database.raw(`update calls_202601 set region = 'north'`);
    assert.deepEqual(await database.raw(`select region from calls where region = 'north'`), [
      { region: 'north' },
    ]);
    // Months that are made from now on have the new shape as well.
    const record = callRecord({ cost: 0, at: Date.UTC(2026, 10, 1) });
    await filled.store.ledger.apply([record], { node: 'n1', file: 'a', offset: 2 });
    assert.deepEqual(await database.raw(`select region, tries from calls_202611`), [
      { region: null, tries: 1 },
    ]);
    assert.equal((await filled.store.calls.byRequestId(record.id))?.id, record.id);
  });

  test('a database of a newer version is refused by name and left as it is', async () => {
    const database = await fresh();
    await fill(database);
    await migrate(database.engine(), 9, { from: laterVersion('create table later (a text);') });
    const rows = await database.raw('select * from migrations order by name');
    await assert.rejects(database.store(), /newer version of Key4U.*9000-later\.sql/);
    assert.deepEqual(await database.raw('select * from migrations order by name'), rows);
  });

  test('a migration that fails leaves nothing of itself or of those beside it', async () => {
    const database = await fresh();
    const filled = await fill(database);
    const before = await picture(filled);
    const from = laterVersion(
      'create table later (a text);',
      'create table broken (a text); select nonsense;',
    );
    await assert.rejects(migrate(database.engine(), 9, { from }), /nonsense/);
    await assert.rejects(database.raw('select * from later'));
    assert.equal((await database.raw('select * from migrations')).length, names.length);
    assert.deepEqual(await picture(filled), before);
    const unknown = laterVersion('create table later (a {{nothing}});');
    await assert.rejects(migrate(database.engine(), 9, { from: unknown }), /unknown word \{\{nothing\}\}/);
  });

  test('of nodes that start at once on an empty database, one migrates and all work', async () => {
    const database = await fresh();
    const stores = await Promise.all(Array.from({ length: 5 }, () => database.store()));
    await Promise.all(stores.map((store, n) => store.settings.put(system, `s${n}`, 'x')));
    for (const store of stores) assert.equal(await store.settings.get('s4'), 'x');
    assert.equal((await database.raw('select * from migrations')).length, names.length);
  });

  test('of engines that migrate at once, each migration is run by one', async () => {
    const database = await fresh();
    const engines = [database.engine({ inThread: false }), database.engine({ inThread: false })];
    const from = laterVersion('create table later (a text);', "insert into later values ('once');");
    const done = await Promise.all(engines.map((engine) => migrate(engine, 1, { from })));
    assert.deepEqual(done.flat().toSorted(), migrationNames(from));
    assert.deepEqual(await database.raw('select * from later'), [{ a: 'once' }]);
  });
});
