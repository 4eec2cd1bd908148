import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { tempDir } from '../support/databases.ts';
import {
  adminKey,
  type Called,
  load,
  startFastUpstream,
  startNode,
  verifyByCommand,
} from '../support/node-process.ts';

/** Load, kill -9 at a random moment, start again: as often as this. */
const rounds = Number(process.env['KEY4U_KILL_ROUNDS'] ?? 20);
const lines = 12;
const perCall = '0.000123457';

test(`after ${rounds} kill -9 under load, every whole answer is charged exactly once`, {
  timeout: 280_000,
}, async () => {
  const dir = tempDir();
  const upstream = await startFastUpstream();
  const place = { folder: dir.path };
  const whole: Called[] = [];
  let keys: string[] = [];
  let cut = 0;
  let node = await startNode(place);
  try {
    await node.serve(upstream.url, perCall);
    const rich = await node.customer('1000');
    const limited = await node.customer('1000', '500');
    keys = [adminKey, rich.key, limited.key];

    for (let round = 1; round <= rounds; round++) {
      const calls = load(lines, (line) => node.call(keys[line % keys.length]!, { stream: line % 2 === 0 }));
      await wait(200 + Math.random() * 700);
      const ending = calls.stop();
      await wait(Math.random() * 5); // some calls are in the air
      await node.kill();
      for (const call of await ending)
        if (call.whole) whole.push(call);
        else if (call.status !== 0) cut++;

      node = await startNode(place);
      const charges = await node.charges();
      for (const { id, cost } of whole) {
        const paid = charges.get(id);
        assert.ok(paid, `round ${round}: ${id} was answered whole and not charged`);
        for (const amount of paid.values()) assert.equal(amount, 123_457n);
        assert.ok(cost === undefined || cost === perCall);
      }
      await node.verify();
    }
    assert.equal(
      await node.balanceOf(rich.user),
      1000_000_000_000n - 123_457n * BigInt(await chargesOf(rich.key)),
    );
    const said = verifyByCommand(place);
    assert.equal(said.code, 0, said.said);
    await node.stop();

    const database = new DatabaseSync(join(dir.path, 'key4u.db'), { readOnly: true });
    const rows = (text: string) =>
      database
        .prepare(text)
        .all()
        .map((row) => ({ ...row }));
    assert.deepEqual(
      rows('select id from calls group by id having count(*) > 1'),
      [],
      'a call was logged twice',
    );
    assert.deepEqual(
      rows(`select c.id from calls c where c.cost > 0 and not exists
        (select 1 from entries e where e.cause = c.id and e.kind = 'charge' and e.amount = -c.cost)`),
      [],
    );
    assert.deepEqual(
      rows(`select a.id, a.balance from accounts a where a.balance <>
        (select coalesce(sum(e.amount), 0) from entries e where e.account_id = a.id)`),
      [],
    );
    assert.deepEqual(rows('select * from leases where amount <> 0'), [], 'a stop gives every lease back');
    const seen = new Set(whole.map(({ id }) => id));
    assert.equal(seen.size, whole.length);
    const streams = whole.filter(({ cost }) => cost === undefined).length;
    assert.ok(
      whole.length > rounds * 20 && streams > rounds && streams < whole.length,
      `${whole.length} whole, ${streams} streamed`,
    );
    database.close();
    assert.deepEqual(readdirSync(join(dir.path, 'journal')), [], 'everything is in the database');
    console.log(`${whole.length} whole answers (${streams} streamed), ${cut} cut in ${rounds} rounds`);
  } finally {
    await node.kill();
    await upstream.close();
    dir.remove();
  }

  /** How many calls the database has for a key: the first customer's is the second token after the admin's two. */
  async function chargesOf(key: string): Promise<number> {
    const { items } = (await node.admin('GET', '/api/admin/tokens?size=100')) as {
      items: { key_hint: string; calls: number }[];
    };
    const found = items.find(({ key_hint: hint }) => key.endsWith(hint.slice(-4)));
    assert.ok(found);
    return found.calls;
  }
});
