import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../server/src/base/clock.ts';
import { openVault } from '../../server/src/base/secret.ts';
import type { Store } from '../../server/src/spec/store.ts';
import { openStore } from '../../server/src/store/index.ts';
import { tempDir } from '../support/databases.ts';
import { until } from '../support/gateway.ts';
import {
  type Called,
  type FastUpstream,
  model,
  type NodeProcess,
  type Place,
  startFastUpstream,
  startNode,
  verifyByCommand,
} from '../support/node-process.ts';
import { type Postgres, postgresInstalled, startPostgres } from '../support/postgres.ts';

const perCall = '0.001';
const callNano = 1_000_000n;

const good = (answers: readonly Called[]) => answers.filter(({ whole }) => whole).length;
const statuses = (answers: readonly Called[]) => [...new Set(answers.map(({ status }) => status))].toSorted();

if (postgresInstalled())
  describe('two nodes on one database', { timeout: 120_000 }, () => {
    const dirs = [tempDir(), tempDir()];
    let postgres: Postgres;
    let upstream: FastUpstream;
    let places: Place[];
    let nodes: NodeProcess[];
    let store: Store;

    before(async () => {
      const started = await startPostgres();
      assert.ok(started);
      postgres = started;
      upstream = await startFastUpstream();
      places = dirs.map(({ path }) => ({ folder: path, databaseUrl: started.url }));
      nodes = [await startNode(places[0]!)];
      nodes.push(await startNode(places[1]!));
      await nodes[0]!.serve(upstream.url, perCall);
      store = await openStore({
        dataDir: dirs[0]!.path,
        databaseUrl: started.url,
        vault: openVault('of no use here, where nothing sealed is opened'),
        clock: systemClock,
      });
      await until('the channel to be known on the other node', async () => {
        const { breakers } = (await nodes[1]!.admin('GET', '/api/admin/health')) as { breakers: unknown[] };
        return breakers.length > 0;
      });
    });
    after(async () => {
      await store?.close();
      for (const node of nodes ?? []) await node.kill();
      await upstream?.close();
      await postgres?.stop();
      for (const dir of dirs) dir.remove();
    });

    const applied = () => Promise.all(nodes.map((node) => node.applied()));
    const leasesOf = async (account: number) => (await store.ledger.account(account))!.leased;
    const nameOf = (index: number) => readFileSync(join(dirs[index]!.path, 'node-id'), 'utf8').trim();
    const accountOf = async (user: number) => (await store.users.byId(user))!.live.id;

    test('a balance worth 10 calls, spread over both, serves ten and is never overdrawn', async () => {
      const { user, key } = await nodes[0]!.customer('0.01');
      let least = 10n * callNano;
      let going = true;
      const watching = (async () => {
        while (going) {
          const balance = await nodes[0]!.balanceOf(user);
          if (balance < least) least = balance;
          await wait(10);
        }
      })();
      const answers = await Promise.all(
        Array.from({ length: 64 }, (_one, n) => nodes[n % 2]!.call(key, { stream: n % 3 === 0 })),
      );
      assert.ok(good(answers) <= 10 && good(answers) >= 9, `${good(answers)} were served`);
      assert.deepEqual(statuses(answers), [200, 402]);
      await applied();
      going = false;
      await watching;
      assert.ok(least >= 0n);
      assert.equal(await nodes[1]!.balanceOf(user), callNano * BigInt(10 - good(answers)));
    });

    test('money that one node has leased and does not use is called back when another needs it', async () => {
      await nodes[1]!.kill();
      await store.nodes.beat(nameOf(1), Date.now() - 3_600_000);
      const { user, key } = await nodes[0]!.customer('0.01');
      const account = await accountOf(user);
      assert.equal((await nodes[0]!.call(key)).status, 200);
      assert.equal(await leasesOf(account), Number(10n * callNano), 'alone, it took all');
      nodes[1] = await startNode(places[1]!);
      const before = Date.now();
      const there = await nodes[1]!.call(key);
      assert.equal(there.status, 200, there.text);
      assert.ok(Date.now() - before < 1500, 'and it did not take long');
      assert.equal((await nodes[0]!.call(key)).status, 200, 'the first goes on');
      const answers = await Promise.all(Array.from({ length: 20 }, (_one, n) => nodes[n % 2]!.call(key)));
      assert.ok(good(answers) <= 7 && good(answers) >= 6, `${good(answers)} of 7 were served`);
      await applied();
      assert.ok((await nodes[0]!.balanceOf(user)) >= 0n);
    });

    test('an empty balance is told at once, when no node has any of it', async () => {
      const { key } = await nodes[0]!.customer(undefined);
      const before = Date.now();
      assert.equal((await nodes[1]!.call(key)).status, 402);
      assert.ok(Date.now() - before < 500);
    });

    test('a revoked key, a new price and a new channel are seen by the other node within two seconds', async () => {
      const { token, key } = await nodes[0]!.customer('1');
      for (const node of nodes) assert.equal((await node.call(key)).status, 200);
      await nodes[0]!.admin('DELETE', `/api/admin/tokens/${token}`);
      await until(
        'the key to be refused there',
        async () => (await nodes[1]!.call(key)).status === 401,
        2000,
      );

      const other = await nodes[1]!.customer('1');
      assert.equal((await nodes[0]!.call(other.key)).cost, perCall);
      await nodes[1]!.admin('PUT', '/api/admin/prices', { model, per_call: '0.002' });
      await until(
        'the price to be known',
        async () => (await nodes[0]!.call(other.key)).cost === '0.002',
        2000,
      );
      await nodes[0]!.admin('PUT', '/api/admin/prices', { model, per_call: perCall });
      await until(
        'the price to be back',
        async () => (await nodes[1]!.call(other.key)).cost === perCall,
        2000,
      );

      await nodes[0]!.admin('PATCH', `/api/admin/users/${other.user}`, { status: 'disabled' });
      await until(
        'the user to be refused there',
        async () => (await nodes[1]!.call(other.key)).status === 403,
        2000,
      );
    });

    test('one Idempotency-Key on both nodes at once is one call upstream and one charge', async () => {
      const { user, key } = await nodes[0]!.customer('1');
      upstream.delay(200);
      const before = upstream.served();
      const headers = { 'idempotency-key': 'order-1' };
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_one, n) => nodes[n % 2]!.call(key, { headers })),
      );
      upstream.delay(0);
      assert.deepEqual(statuses(answers), [200], JSON.stringify(answers));
      assert.equal(upstream.served() - before, 1);
      assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
      await applied();
      assert.equal(await nodes[0]!.balanceOf(user), 999n * callNano);
    });

    test('what a dead node had leased comes back, and what it had charged is charged', async () => {
      const { user, key } = await nodes[0]!.customer('0.01');
      const account = await accountOf(user);
      const answers = [await nodes[1]!.call(key), await nodes[1]!.call(key)];
      assert.deepEqual(statuses(answers), [200]);
      await nodes[1]!.applied();
      await nodes[1]!.kill();
      assert.ok((await leasesOf(account)) > 0);
      const dead = nameOf(1);
      assert.deepEqual(await store.nodes.returnLeasesOfDead(Date.now() - 900_000), [], 'it is not dead yet');
      await store.nodes.beat(dead, Date.now() - 901_000);
      assert.deepEqual(await store.nodes.returnLeasesOfDead(Date.now() - 900_000), [dead]);
      assert.equal(await leasesOf(account), 0);
      const rest = await Promise.all(Array.from({ length: 12 }, () => nodes[0]!.call(key)));
      assert.equal(good(rest), 8);
      nodes[1] = await startNode(places[1]!);
      await applied();
      assert.equal(await nodes[1]!.balanceOf(user), 0n);
    });

    test('the ledger is in order afterwards', async () => {
      await applied();
      await nodes[1]!.verify();
      const { code, said } = verifyByCommand(places[0]!);
      assert.equal(code, 0, said);
      for (const node of nodes) await node.stop();
      const { differences } = await store.ledger.verify();
      assert.deepEqual(differences, []);
    });
  });
