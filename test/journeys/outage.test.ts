import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { tempDir } from '../support/databases.ts';
import type { ErrorBody } from '../support/gateway.ts';
import {
  adminKey,
  type Called,
  type FastUpstream,
  load,
  type NodeProcess,
  type Place,
  startFastUpstream,
  startNode,
  verifyByCommand,
} from '../support/node-process.ts';
import { type Postgres, postgresInstalled, startPostgres } from '../support/postgres.ts';

/** How long the database is away under load. */
const outageMs = Number(process.env['KEY4U_OUTAGE_SECONDS'] ?? 8) * 1000;
const perCall = '0.0001';
const perCallNano = 100_000n;

const codeOf = ({ text }: Called) => (JSON.parse(text) as ErrorBody).error.code;

function assertUnavailable(answer: Called): void {
  assert.equal(answer.status, 503, answer.text);
  assert.equal(codeOf(answer), 'ledger_unavailable');
}

async function metric(node: NodeProcess, name: string): Promise<number> {
  const { text } = await node.get('/metrics');
  const found = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
  assert.ok(found, `no metric ${name}`);
  return Number(found);
}

/** Each whole answer is charged once, at its price, and the ledger is in order. */
async function assertAllCharged(node: NodeProcess, place: Place, calls: readonly Called[]): Promise<void> {
  const charges = await node.charges();
  for (const { id } of calls) {
    const paid = charges.get(id);
    assert.ok(paid, `${id} was answered whole and not charged`);
    for (const amount of paid.values()) assert.equal(amount, perCallNano);
  }
  await node.verify();
  const { code, said } = verifyByCommand(place);
  assert.equal(code, 0, said);
}

if (postgresInstalled())
  describe('while the database is away', { timeout: 280_000 }, () => {
    const dir = tempDir();
    let postgres: Postgres;
    let upstream: FastUpstream;
    let node: NodeProcess;
    let place: Place;

    before(async () => {
      const started = await startPostgres();
      assert.ok(started);
      postgres = started;
      upstream = await startFastUpstream();
      place = { folder: dir.path, databaseUrl: postgres.url };
      node = await startNode(place);
      await node.serve(upstream.url, perCall);
    });
    after(async () => {
      await node?.kill();
      await upstream?.close();
      await postgres?.stop();
      dir.remove();
    });

    test(`for ${outageMs / 1000} s calls go on, refusals are ours, and nothing is lost`, async (t) => {
      const rich = await node.customer('100');
      const limited = await node.customer('100', '50');
      const known = await node.customer('100'); // its key is known here, its money is not leased yet
      const poor = await node.customer('0.0004');
      const keys = [adminKey, rich.key, limited.key];
      for (const key of [...keys, poor.key]) assert.equal((await node.call(key)).status, 200);
      const models = await fetch(`${node.url}/v1/models`, {
        headers: { authorization: `Bearer ${known.key}` },
      });
      assert.equal(models.status, 200);

      const calls = load(6, async (line) => {
        await wait(10);
        return node.call(keys[line % keys.length]!, { stream: line % 2 === 0 });
      });
      t.after(() => calls.stop());
      await wait(300);
      await postgres.pause();
      const away = Date.now();

      assertUnavailable(await node.call('sk-nobody-knows-this-key-0123456789'));
      assertUnavailable(await node.call(known.key));
      for (let n = 0; n < 3; n++)
        assert.equal((await node.call(poor.key)).status, 200, 'its leased money is good');
      assertUnavailable(await node.call(poor.key));
      assertUnavailable(await node.call(rich.key, { headers: { 'idempotency-key': 'a-key' } }));
      await wait(Math.max(0, outageMs - (Date.now() - away)));

      const lag = await metric(node, 'key4u_journal_lag_seconds');
      assert.ok(lag > outageMs / 2000, `the lag is told as ${lag} s`);
      assert.ok((await metric(node, 'key4u_journal_lag_bytes')) > 10_000);
      assert.equal(await metric(node, 'key4u_journal_failed'), 0);
      const ready = await node.get('/readyz');
      assert.deepEqual([ready.status, ready.text], [200, 'ready\n'], 'calls go on, so it stays in service');

      await postgres.resume();
      await wait(500);
      const answers = await calls.stop();
      const odd = answers.filter(({ whole }) => !whole);
      assert.deepEqual(odd, [], 'every call with a known key and leased money was served');
      assert.ok(answers.length > outageMs / 100, `${answers.length} calls`);

      await node.applied();
      assert.equal(await metric(node, 'key4u_journal_lag_seconds'), 0);
      await assertAllCharged(node, place, answers);
      assert.equal(await node.balanceOf(poor.user), 0n);
      assert.equal((await node.call('sk-nobody-knows-this-key-0123456789')).status, 401);
      assert.equal((await node.call(poor.key)).status, 402);
      assert.equal((await node.call(known.key)).status, 200);
      console.log(`${answers.length} whole answers across an outage of ${outageMs / 1000} s`);
    });

    test('after a kill -9 in its midst, a start with the database back finds everything in the journal', async (t) => {
      const rich = await node.customer('100');
      for (const key of [adminKey, rich.key]) assert.equal((await node.call(key)).status, 200);
      await node.applied();
      await postgres.pause();
      const calls = load(6, (line) => node.call(line % 2 ? rich.key : adminKey, { stream: line % 3 === 0 }));
      t.after(() => calls.stop());
      await wait(1000);
      const ending = calls.stop();
      await node.kill();
      const whole = (await ending).filter((call) => call.whole);
      assert.ok(whole.length > 20, `${whole.length} whole answers`);
      await assert.rejects(startNode(place), /database cannot be opened/, 'it says why it does not start');
      await postgres.resume();
      node = await startNode(place);
      await assertAllCharged(node, place, whole);
      const charged = (await node.charges()).size;
      await node.kill();
      node = await startNode(place);
      assert.equal((await node.charges()).size, charged, 'another start charges nothing again');
      assert.equal((await node.call(rich.key)).status, 200);
    });
  });
