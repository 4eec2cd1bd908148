import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Database, forEachDatabase } from '../../../test/support/databases.ts';
import { callRecord } from '../../../test/support/rows.ts';

const claimOf = (
  database: Database,
  some: { owner?: number; key?: string; bodyHash?: string; node?: string } = {},
) => ({
  owner: 1,
  key: 'key',
  bodyHash: 'hash',
  node: 'n1',
  expiresAt: database.clock.now() + 60_000,
  ...some,
});

forEachDatabase('idempotency keys', (fresh) => {
  test('of 64 claims at once one is the winner, and the others hear who it is', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store()];
    const claims = await Promise.all(
      Array.from({ length: 64 }, (_one, n) =>
        stores[n % 2]!.idempotency.claim(claimOf(database, { node: `n${n}` })),
      ),
    );
    const winners = claims.flatMap((claim, n) => (claim.state === 'mine' ? [`n${n}`] : []));
    assert.equal(winners.length, 1);
    for (const claim of claims)
      if (claim.state !== 'mine') assert.deepEqual(claim, { state: 'running', node: winners[0] });
  });

  test('claims and releases at once always end in an answer, and never in two owners', async () => {
    const database = await fresh();
    const stores = [await database.store(), await database.store(), await database.store()];
    let holders = 0;
    let won = 0;
    await Promise.all(
      Array.from({ length: 12 }, async (_one, n) => {
        const { idempotency } = stores[n % 3]!;
        for (let round = 0; round < 10; round++) {
          const claim = await idempotency.claim(claimOf(database, { node: `n${n}` }));
          if (claim.state === 'running') continue;
          assert.equal(claim.state, 'mine');
          won++;
          assert.equal(++holders, 1);
          holders--;
          await idempotency.release(1, 'key');
        }
      }),
    );
    assert.ok(won > 0);
  });

  test('another body is told apart, running or done; another owner or key is free', async () => {
    const database = await fresh();
    const { idempotency, ledger } = await database.store();
    assert.deepEqual(await idempotency.claim(claimOf(database)), { state: 'mine' });
    const others = claimOf(database, { bodyHash: 'another' });
    assert.deepEqual(await idempotency.claim(others), { state: 'other-body' });
    assert.deepEqual(await idempotency.claim(claimOf(database, { owner: 2 })), { state: 'mine' });
    assert.deepEqual(await idempotency.claim(claimOf(database, { key: 'KEY' })), { state: 'mine' });
    assert.deepEqual(await idempotency.claim(claimOf(database, { key: 'khóa\0 🦊' })), { state: 'mine' });
    const stored = { owner: 1, key: 'key', status: 200, headers: {}, body: '' };
    await ledger.apply([callRecord({ cost: 0, stored })], { node: 'n1', file: 'a', offset: 1 });
    assert.deepEqual(await idempotency.claim(others), { state: 'other-body' });
    assert.deepEqual(await idempotency.claim(claimOf(database)), { state: 'done', answer: stored });
  });

  test('a released key is free again, a finished one stays', async () => {
    const database = await fresh();
    const { idempotency, ledger } = await database.store();
    await idempotency.claim(claimOf(database));
    await idempotency.release(1, 'another');
    assert.equal((await idempotency.claim(claimOf(database))).state, 'running');
    await idempotency.release(1, 'key');
    assert.equal((await idempotency.claim(claimOf(database, { bodyHash: 'new' }))).state, 'mine');
    const stored = { owner: 1, key: 'key', status: 200, headers: {}, body: 'e30=' };
    await ledger.apply([callRecord({ cost: 0, stored })], { node: 'n1', file: 'a', offset: 1 });
    await idempotency.release(1, 'key');
    assert.equal((await idempotency.claim(claimOf(database, { bodyHash: 'new' }))).state, 'done');
  });

  test('an expired key is free, before and after the sweep', async () => {
    const database = await fresh();
    const { idempotency } = await database.store();
    await idempotency.claim(claimOf(database));
    database.clock.move(60_000);
    assert.equal((await idempotency.claim(claimOf(database))).state, 'running');
    database.clock.move(1);
    assert.equal((await idempotency.claim(claimOf(database, { bodyHash: 'new' }))).state, 'mine');
    database.clock.move(60_001);
    await idempotency.sweep(undefined, database.clock.now());
    assert.deepEqual(await database.raw('select key from idempotency'), []);
  });

  test('the sweep of a node frees what it was at, and nothing of others', async () => {
    const database = await fresh();
    const { idempotency, ledger } = await database.store();
    for (const [key, node] of [
      ['a', 'n1'],
      ['b', 'n2'],
      ['c', 'n1'],
    ] as const)
      await idempotency.claim(claimOf(database, { key, node }));
    const stored = { owner: 1, key: 'c', status: 200, headers: {}, body: '' };
    await ledger.apply([callRecord({ cost: 0, stored })], { node: 'n1', file: 'a', offset: 1 });
    await idempotency.sweep('n1', database.clock.now());
    const state = async (key: string) =>
      (await idempotency.claim(claimOf(database, { key, node: 'n3' }))).state;
    assert.deepEqual([await state('a'), await state('b'), await state('c')], ['mine', 'running', 'done']);
  });
});
