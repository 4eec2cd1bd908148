import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../server/src/base/clock.ts';
import { openVault } from '../../server/src/base/secret.ts';
import { sunoApi } from '../../server/src/providers/suno-api/index.ts';
import type { TaskRow } from '../../server/src/spec/task-rows.ts';
import { openStore } from '../../server/src/store/index.ts';
import { tempDir } from '../support/databases.ts';
import { masterKey, startNode } from '../support/node-process.ts';
import { taskLog, taskRow } from '../support/rows.ts';

/**
 * Ten thousand open tasks on one process that was killed and started again: every one is asked for in time, none too often,
 * none is lost, and each is settled once.
 */
const count = 10_000;
const keys = 20;
const mostMb = 400;
const { pollEveryMs, pollsPerSecond } = sunoApi.manifest.tasks!;

const cleanups: (() => unknown)[] = [];
after(async () => {
  for (const step of cleanups.reverse()) await step();
});

/** A suno-api server that answers for many songs at once, and writes down when it was asked for what, and by which key. */
async function upstream() {
  const asked = new Map<string, number[]>();
  const byKey = new Map<string, number[]>();
  let done = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const now = Date.now();
      const key = String(request.headers.authorization);
      byKey.set(key, [...(byKey.get(key) ?? []), now]);
      const { ids = [] } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { ids?: string[] };
      const one = /\/suno\/fetch\/(.+)$/.exec(request.url ?? '')?.[1];
      const songs = (one === undefined ? ids : [one]).map((id) => {
        const times = asked.get(id) ?? [];
        asked.set(id, times);
        times.push(now);
        return done
          ? {
              task_id: id,
              action: 'MUSIC',
              status: 'SUCCESS',
              progress: '100%',
              data: [{ id: `clip-${id}`, audio_url: `https://cdn.example/${id}.mp3` }],
            }
          : { task_id: id, action: 'MUSIC', status: 'IN_PROGRESS', progress: '30%', data: [] };
      });
      const body = { code: 'success', message: '', data: one === undefined ? songs : songs[0] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    byKey,
    finish() {
      done = true;
    },
  };
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

test(`${count} open tasks outlive their process and are asked for in time`, {
  skip: process.platform === 'linux' ? false : 'reads /proc',
}, async () => {
  const dir = tempDir();
  cleanups.push(dir.remove);
  const songs = await upstream();
  const first = await startNode({ folder: dir.path });
  const customer = await first.customer('1000');
  const channel = (await first.admin('POST', '/api/admin/channels', {
    name: 'songs',
    provider: 'suno-api',
    base_url: songs.url,
    keys: Array.from({ length: keys }, (_, n) => `sk-song-${n}-0123456789`),
    models: ['chirp-v4'],
    options: { results: 'link' },
  })) as { id: number; keys: { id: number }[] };
  await first.kill();

  // As they stand when their upstream has taken them; the way through HTTP is another journey's.
  const store = await openStore({
    dataDir: dir.path,
    vault: openVault(masterKey),
    clock: systemClock,
    inThread: true,
  });
  const user = (await store.users.byId(customer.user))!;
  const price = (await store.prices.current()).find(({ model }) => model === 'chirp-v4')!;
  const rows: TaskRow[] = [];
  const node = 'a node that was killed';
  for (let n = 0; n < count; n++) {
    const now = Date.now();
    const row = taskRow({
      owner: user.id,
      token: customer.token,
      dialect: 'suno',
      kind: 'music',
      action: 'music',
      model: 'chirp-v4',
      payers: [{ account: user.live.id, limited: true }],
      price: price.id,
      usage: { calls: 1 },
      facts: { action: 'music' },
      hold: 100_000_000 / 2,
      createdAt: now,
      giveUpAt: now + 3_600_000,
    });
    await store.tasks.begin(row, taskLog(row), node, 0);
    await store.tasks.move(row.id, {
      at: now,
      to: 'queued',
      handle: { id: `song-${n}` },
      upstream: {
        provider: 'suno-api',
        channel: channel.id,
        channelKey: channel.keys[n % keys]!.id,
        wire: 'suno',
        upstreamModel: 'chirp-v4',
        upstreamAction: 'music',
      },
    });
    rows.push(row);
  }
  await store.close();

  const startedAt = Date.now();
  const second = await startNode({ folder: dir.path });
  cleanups.push(() => second.kill());
  const idle = residentMb(second.pid);
  let most = 0;
  for (let looked = 0; looked < 30; looked++) {
    await wait(500);
    most = Math.max(most, residentMb(second.pid));
  }
  assert.equal(songs.asked.size, count, 'every task is asked for');
  const gaps = [...songs.asked.values()].flatMap((times) =>
    times.slice(1).map((time, at) => time - times[at]!),
  );
  const late = gaps.filter((gap) => gap > pollEveryMs + 1000);
  const early = gaps.filter((gap) => gap < pollEveryMs - 200);
  assert.ok(gaps.length > count, `${gaps.length} second questions`);
  assert.equal(early.length, 0, `asked again after ${Math.min(...gaps)} ms`);
  assert.equal(
    late.length,
    0,
    `${late.length} of ${gaps.length} were late, by up to ${Math.max(...gaps) - pollEveryMs} ms`,
  );
  for (const times of songs.byKey.values())
    for (let at = 0; at + pollsPerSecond < times.length; at++)
      assert.ok(times[at + pollsPerSecond]! - times[at]! >= 800, 'a key is asked too often');
  assert.ok(most < mostMb, `${most.toFixed(0)} MB`);

  const whileOpen = most;
  songs.finish();
  for (const end = Date.now() + 60_000; ; await wait(500)) {
    const open = await openTasks(second.url);
    if (open === 0) break;
    assert.ok(Date.now() < end, `${open} are still open`);
  }
  most = Math.max(most, residentMb(second.pid));
  const charges = await second.charges();
  assert.equal(
    rows.filter(({ requestId }) => charges.has(requestId)).length,
    count,
    'every task is charged, once',
  );
  await second.verify();
  console.log(
    `${count} open tasks: ${idle.toFixed(0)} MB resident at the start, ${whileOpen.toFixed(0)} at most while they are open, ${most.toFixed(0)} when all end at once; ${gaps.length} questions again after ${Math.min(...gaps)} to ${Math.max(...gaps)} ms (every ${pollEveryMs}); ready ${((Math.min(...[...songs.asked.values()].map(([time]) => time!)) - startedAt) / 1000).toFixed(1)} s after the start`,
  );
});

async function openTasks(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^key4u_open_tasks (\d+)/m.exec(text)?.[1]);
}
