import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { taskLog } from '../../../test/support/rows.ts';
import { taskWorld, type World } from '../../../test/support/task-world.ts';
import { GatewayError } from '../spec/fault.ts';
import { isFinal, type TaskReport, type TaskStatus, taskStatuses } from '../spec/task.ts';
import type { TaskRow, TaskRows } from '../spec/task-rows.ts';
import type { Tasks } from './engine.ts';

/**
 * Whatever reports on a task, in whatever order and on however many nodes, and wherever a process dies: it ends once, and
 * is settled once.
 */

class Died extends Error {}

/** A process that dies at its nth write, before or after it reaches the database; from then on it does nothing more. */
function mortal(rows: TaskRows, dies: { at: number; when: 'before' | 'after' } | undefined) {
  let writes = 0;
  let dead = false;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) throw new Died();
    const last = dies !== undefined && ++writes === dies.at;
    if (last && dies?.when === 'before') {
      dead = true;
      throw new Died();
    }
    const value = await work();
    if (last) {
      dead = true;
      throw new Died();
    }
    return value;
  };
  return {
    get dead() {
      return dead;
    },
    get writes() {
      return writes;
    },
    kill() {
      dead = true;
    },
    rows: {
      ...rows,
      begin: (...sent: Parameters<TaskRows['begin']>) => write(() => rows.begin(...sent)),
      move: (...sent: Parameters<TaskRows['move']>) => write(() => rows.move(...sent)),
      moveAll: (...sent: Parameters<TaskRows['moveAll']>) => write(() => rows.moveAll(...sent)),
      claim: (...sent: Parameters<TaskRows['claim']>) => write(() => rows.claim(...sent)),
      renew: (...sent: Parameters<TaskRows['renew']>) => write(() => rows.renew(...sent)),
      leave: async (node: string) => (dead ? undefined : rows.leave(node)),
    } satisfies TaskRows,
  };
}

/** One end, one release of the hold, one charge of what it cost, and nothing else. */
async function assertSettledOnce(world: World, id: string): Promise<TaskRow> {
  const row = await world.store.tasks.byId(id);
  assert.ok(row && isFinal(row.status), `${id} is ${row?.status}`);
  const { items } = await world.store.ledger.entries(world.account, { page: 1, size: 100_000 });
  const own = items
    .filter(({ cause }) => cause === row.requestId)
    .map(({ kind, amount }) => `${kind} ${amount}`);
  const cost = row.status === 'succeeded' ? 30 : 0;
  assert.equal(row.cost, cost);
  assert.deepEqual(own.sort(), [
    ...(cost > 0 ? [`charge -${cost}`] : []),
    `hold -${row.hold}`,
    `release ${row.hold}`,
  ]);
  return row;
}

const reports: Readonly<Record<Exclude<TaskStatus, 'sending'>, TaskReport>> = {
  queued: { status: 'queued' },
  running: { status: 'running', progress: 50 },
  waiting: { status: 'waiting' },
  succeeded: { status: 'succeeded', outputs: [{ kind: 'video', url: 'https://upstream.example/a.mp4' }] },
  failed: { status: 'failed', reason: 'no' },
  cancelled: { status: 'cancelled' },
  expired: { status: 'expired' },
};
const ends = ['succeeded', 'failed', 'cancelled', 'expired'] as const;
const openStates = taskStatuses.filter((status) => !isFinal(status));

/** A task in this state, looked after by the engine. */
async function inState(world: World, tasks: Tasks, state: TaskStatus): Promise<TaskRow> {
  if (state === 'sending') {
    const row = world.row();
    await tasks.begin(row, taskLog(row));
    return row;
  }
  const row = await world.open(tasks);
  if (state !== 'queued') await tasks.apply(row.id, reports[state as 'running']);
  assert.equal((await world.store.tasks.byId(row.id))?.status, state);
  return row;
}

/** What happens to a task of two nodes; `second` looks after nothing until the first is silent. */
const events: Readonly<
  Record<
    string,
    (
      world: World,
      at: { first: Tasks; second: Tasks; id: string; end: (typeof ends)[number] },
    ) => Promise<unknown>
  >
> = {
  'a poll': async (world, { first, end }) => {
    world.upstream.answer = () => reports[end];
    await world.pass(3000, first);
  },
  'a callback': async (world, { first, id, end }) =>
    first.heard((await world.store.tasks.byId(id))!, reports[end]),
  'a callback twice': async (world, { first, id, end }) => {
    const row = (await world.store.tasks.byId(id))!;
    await Promise.all([first.heard(row, reports[end]), first.heard(row, reports[end])]);
  },
  'a late callback that says something else': async (world, { first, id, end }) => {
    await first.apply(id, reports[end]);
    for (const other of ends) await first.heard((await world.store.tasks.byId(id))!, reports[other]);
  },
  'reports out of order': async (world, { first, id, end }) => {
    await first.apply(id, reports.running);
    await first.apply(id, reports.queued);
    await first.apply(id, reports[end]);
    await first.apply(id, reports.running);
    assert.equal((await world.store.tasks.byId(id))?.status, end);
  },
  'an unknown word, then the end': async (world, { first, id, end }) => {
    const before = await world.store.tasks.byId(id);
    await first.apply(id, { unknownWord: 'PONDERING' });
    assert.equal((await world.store.tasks.byId(id))?.status, before?.status);
    await first.apply(id, reports[end]);
  },
  'two nodes that report the same': async (_world, { first, second, id, end }) =>
    Promise.all([first.apply(id, reports[end]), second.apply(id, reports[end])]),
  'two nodes that report different ends': async (_world, { first, second, id, end }) =>
    Promise.all(
      ends
        .map((other, index) => (index % 2 ? first : second).apply(id, reports[other]))
        .concat(first.apply(id, reports[end])),
    ),
  'a cancel while it ends': async (world, { first, second, id, end }) => {
    const row = (await world.store.tasks.byId(id))!;
    await Promise.allSettled([second.cancel(row), first.apply(id, reports[end])]);
  },
};

forEachDatabase('the machine of tasks', (fresh) => {
  for (const state of openStates)
    for (const [name, event] of Object.entries(events))
      test(`${state}: ${name}`, async () => {
        const world = await taskWorld(await fresh());
        for (const end of ends) {
          const first = world.engine('n1');
          const second = world.engine('n2');
          world.upstream.answer = () => ({});
          const { id } = await inState(world, first, state);
          await event(world, { first, second, id, end });
          // A start that nobody finished is not polled; whoever finds it gives it up.
          await world.pass(60_000, first, second);
          const row = await assertSettledOnce(world, id);
          if (name === 'a callback' || name.startsWith('reports')) assert.equal(row.status, end);
        }
        assert.deepEqual((await world.store.ledger.verify()).differences, []);
      });
});

/** One task from its beginning to its end, as a node goes through it. */
async function wholeLife(world: World, tasks: Tasks, row: TaskRow): Promise<void> {
  await tasks.begin(row, taskLog(row));
  const taken = {
    provider: 'scripted',
    channel: 1,
    channelKey: 1,
    wire: 'scripted',
    upstreamModel: 'm',
    upstreamAction: 'make',
  };
  await tasks.started(
    row,
    taken,
    { usage: { seconds: 10 }, facts: {} },
    { handle: { job: row.id } },
    60_000,
    () => '{}',
  );
  const steps: TaskReport[] = [
    reports.queued,
    reports.running,
    { status: 'running', progress: 70 },
    reports.succeeded,
  ];
  let step = 0;
  world.upstream.answer = () => steps[Math.min(step++, steps.length - 1)]!;
  await world.pass(6000, tasks);
}

describe('a process that dies', () => {
  forEachDatabase('before and after each of its writes', (fresh) => {
    for (const when of ['before', 'after'] as const)
      test(`${when} a write: another node ends the task, once`, async () => {
        const database = await fresh();
        const world = await taskWorld(database);
        for (let at = 1; ; at++) {
          const first = mortal(world.store.tasks, { at, when });
          const row = world.row();
          const dying = world.engine('n1', first.rows);
          // `started` goes on trying; a process that is dead does not.
          await Promise.race([
            wholeLife(world, dying, row).catch((error: unknown) =>
              assert.ok(error instanceof Died, String(error)),
            ),
            (async () => {
              while (!first.dead && first.writes < 20) await new Promise((resolve) => setTimeout(resolve, 5));
              await new Promise((resolve) => setTimeout(resolve, 20));
            })(),
          ]);
          void dying.stop().catch(() => {});
          const died = first.dead;
          first.kill();
          const begun = await world.store.tasks.byId(row.id);
          world.upstream.answer = () => reports.succeeded;
          await world.pass(60_000, world.engine('n2'));
          if (begun) {
            const ended = await assertSettledOnce(world, row.id);
            // What the upstream had taken is brought to its end; of a start that nobody saw the end of, nothing is known.
            assert.equal(ended.status, begun.handle === null ? 'expired' : 'succeeded', `write ${at}`);
          } else assert.equal(at, 1, 'the row stands before anything else');
          assert.deepEqual((await world.store.ledger.verify()).differences, []);
          if (!died) {
            assert.ok(at > 4, 'a life has several writes');
            return;
          }
        }
      });
  });
});

/** Numbers that look random and are the same each time. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const schedules = 10_000;

describe('random schedules', () => {
  forEachDatabase('of reports, deaths and races', (fresh, kind) => {
    test(`${kind === 'SQLite' ? schedules : schedules / 10} of them, each with one end and one settlement`, async () => {
      const world = await taskWorld(await fresh());
      const count = kind === 'SQLite' ? schedules : schedules / 10;
      const random = seeded(20_261_123);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
      const atOnce = 500;
      for (let done = 0; done < count; done += atOnce) await someSchedules(world, atOnce, random, pick);
      assert.deepEqual((await world.store.ledger.verify()).differences, []);
      const { total } = await world.store.tasks.list(undefined, undefined, { limit: 1, status: [...ends] });
      assert.ok(total <= count && total > count * 0.5, `${total} of ${count} were begun`);
      assert.equal(await world.store.tasks.openCount(), 0);
      await assertBooks(world);
    });
  });
});

async function someSchedules(
  world: World,
  count: number,
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
): Promise<void> {
  let nodes = [0, 1].map((n) => node(world, `n${n}`, random));
  const ids: string[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      const row = world.row();
      ids.push(row.id);
      const { tasks } = pick(nodes);
      await tasks
        .begin(row, taskLog(row))
        .then(
          () =>
            random() < 0.9
              ? tasks.started(
                  row,
                  taken,
                  { usage: { seconds: 10 }, facts: {} },
                  { handle: { job: row.id } },
                  60_000,
                  () => '{}',
                )
              : undefined,
          () => {},
        )
        .catch(() => {});
    }).map((work) => Promise.race([work, pause(50)])),
  );
  world.upstream.answer = () => {
    const dice = random();
    if (dice < 0.1) throw new GatewayError('upstream_unreachable', 'away');
    if (dice < 0.15) return { unknownWord: 'PONDERING' };
    return dice < 0.6 ? reports[pick(['queued', 'running', 'waiting'] as const)] : reports[pick(ends)];
  };
  for (let round = 0; round < 6; round++) {
    await world.pass(1000, ...nodes.map(({ tasks }) => tasks));
    await Promise.allSettled(
      Array.from({ length: count / 2 }, async () => {
        const row = await world.store.tasks.byId(pick(ids));
        if (!row) return;
        const { tasks } = pick(nodes);
        const dice = random();
        if (dice < 0.2) await tasks.cancel(row);
        else if (dice < 0.3) await tasks.heard(row, undefined);
        else await tasks.heard(row, reports[pick([...ends, 'queued', 'running', 'waiting'] as const)]);
      }),
    );
    // A node dies; another of its name comes up.
    if (random() < 0.7) {
      const at = Math.floor(random() * nodes.length);
      nodes[at]!.life.kill();
      void nodes[at]!.tasks.stop().catch(() => {});
      nodes = nodes.with(at, node(world, `n${at}`, random));
      await nodes[at]!.tasks.resume().catch(() => {});
    }
  }
  world.upstream.answer = () => reports[pick(ends)];
  for (const { life, tasks } of nodes) {
    life.kill();
    void tasks.stop().catch(() => {});
  }
  const last = world.engine('n9');
  await world.pass(70_000, last);
  await last.stop();
}

const taken = {
  provider: 'scripted',
  channel: 1,
  channelKey: 1,
  wire: 'scripted',
  upstreamModel: 'm',
  upstreamAction: 'make',
};

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

function node(world: World, name: string, random: () => number) {
  const life = mortal(
    world.store.tasks,
    random() < 0.5
      ? { at: 1 + Math.floor(random() * 1500), when: random() < 0.5 ? 'before' : 'after' }
      : undefined,
  );
  return { life, tasks: world.engine(name, life.rows) };
}

/** Every task's entries, in one reading of the books. */
async function assertBooks({ store, account, start }: World): Promise<void> {
  const kinds = new Map<string, string[]>();
  let sum = 0;
  for (let after = 0; ; ) {
    const entries = await store.ledger.export(after, 10_000);
    for (const entry of entries) {
      if (entry.account !== account || entry.kind === 'topup') continue;
      sum += entry.amount;
      const list = kinds.get(entry.cause) ?? [];
      kinds.set(entry.cause, [...list, `${entry.kind} ${entry.amount}`]);
    }
    if (entries.length < 10_000) break;
    after = entries.at(-1)!.id;
  }
  for (const list of kinds.values()) {
    const text = list.toSorted().join(', ');
    assert.ok(text === 'charge -30, hold -30, release 30' || text === 'hold -30, release 30', text);
  }
  assert.equal((await store.ledger.account(account))?.balance, start + sum);
}
