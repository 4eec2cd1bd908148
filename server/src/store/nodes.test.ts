import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { callRecord, granted, newUser, system } from '../../../test/support/rows.ts';
import type { Store } from '../spec/store.ts';

async function funded(store: Store, balance: number): Promise<number> {
  const { live } = granted(await store.users.create(system, newUser()));
  await store.ledger.append(system, { account: live.id, kind: 'topup', amount: balance, cause: 'first' });
  return live.id;
}

forEachDatabase('nodes', (fresh) => {
  test('a node that returns its leases frees the money, whatever else is leased', async () => {
    const database = await fresh();
    const store = await database.store();
    const [one, two] = [await funded(store, 1_000), await funded(store, 500)];
    for (const node of ['n1', 'n2']) await store.nodes.beat(node, database.clock.now());
    await store.ledger.lease('n1', one, 600);
    await store.ledger.lease('n1', two, 500);
    await store.ledger.lease('n2', one, 100);
    await store.nodes.returnLeases('n1');
    await store.nodes.returnLeases('n1');
    await store.nodes.returnLeases('nobody');
    assert.equal((await store.ledger.account(one))?.leased, 100);
    assert.equal((await store.ledger.account(two))?.leased, 0);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('leases of nodes that fell silent return; those of living ones stay', async () => {
    const database = await fresh();
    const store = await database.store();
    const account = await funded(store, 1_000);
    const now = database.clock.now();
    for (const node of ['old', 'living']) await store.nodes.beat(node, now - 90_000);
    await store.ledger.lease('old', account, 1);
    await store.ledger.giveBack('old', account, 700);
    await store.nodes.beat('living', now);
    await store.ledger.lease('living', account, 700);
    assert.deepEqual(await store.nodes.returnLeasesOfDead(now - 60_000), ['old']);
    assert.deepEqual(await store.nodes.returnLeasesOfDead(now - 60_000), []);
    assert.equal((await store.ledger.account(account))?.leased, 700);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });

  test('a node that leased before it ever showed itself is found too when it dies', async () => {
    const database = await fresh();
    const store = await database.store();
    const account = await funded(store, 1_000);
    await store.ledger.lease('silent', account, 1);
    assert.deepEqual(await store.nodes.returnLeasesOfDead(database.clock.now() - 60_000), []);
    database.clock.move(60_001);
    assert.deepEqual(await store.nodes.returnLeasesOfDead(database.clock.now() - 60_000), ['silent']);
    assert.equal((await store.ledger.account(account))?.leased, 0);
  });

  test('two that notice a death at once return the lease once', async () => {
    const database = await fresh();
    const stores = await Promise.all([database.store(), database.store()]);
    const accounts = [await funded(stores[0]!, 1_000), await funded(stores[0]!, 1_000)];
    for (const account of accounts) await stores[0]!.ledger.lease('dead', account, 1);
    database.clock.move(120_000);
    await Promise.all(
      Array.from({ length: 8 }, (_one, n) =>
        stores[n % 2]!.nodes.returnLeasesOfDead(database.clock.now() - 60_000),
      ),
    );
    for (const account of accounts) assert.equal((await stores[0]!.ledger.account(account))?.leased, 0);
    assert.deepEqual((await stores[0]!.ledger.verify()).differences, []);
  });

  test('a node that was taken for dead and lives after all charges the balance only', async () => {
    const database = await fresh();
    const store = await database.store();
    const account = await funded(store, 1_000);
    await store.ledger.lease('n1', account, 1);
    await store.nodes.returnLeases('n1');
    await store.ledger.apply([callRecord({ cost: 400, pays: [account] })], {
      node: 'n1',
      file: 'a',
      offset: 1,
    });
    await store.ledger.giveBack('n1', account, 600);
    const { balance, leased } = (await store.ledger.account(account))!;
    assert.deepEqual([balance, leased], [600, 0]);
    assert.equal(await store.ledger.lease('n2', account, 600), 600);
    assert.deepEqual((await store.ledger.verify()).differences, []);
  });
});
