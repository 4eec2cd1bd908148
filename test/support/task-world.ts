import assert from 'node:assert/strict';
import { compileCard } from '../../server/src/ledger/price.ts';
import type { Store } from '../../server/src/spec/store.ts';
import type { TaskPort, TaskReport, TaskTiming } from '../../server/src/spec/task.ts';
import type { TaskRow, TaskRows } from '../../server/src/spec/task-rows.ts';
import { Tasks } from '../../server/src/tasks/engine.ts';
import type { TaskDeps, Upstream } from '../../server/src/tasks/ports.ts';
import type { Database } from './databases.ts';
import { granted, newToken, newUser, system, taskLog, taskRow } from './rows.ts';

/** An upstream whose jobs are what the test says they are. */
export type Scripted = {
  /** What the next question about a job is answered; a function may throw. */
  answer: (job: string) => TaskReport;
  /** Questions that were asked, by job. */
  readonly asked: Map<string, number>;
  cancels: number;
};

export const timing: TaskTiming = { pollEveryMs: 1000, giveUpMs: 60_000, pollsPerSecond: 1e6 };

/** 3 nano-USD for a second of film. */
export const card = compileCard({
  rates: [{ meter: 'seconds', usd: '0.000000003', per: 1 }],
  source: 'a test',
  asOf: '2026-11-23',
});

export type World = {
  readonly database: Database;
  readonly store: Store;
  readonly upstream: Scripted;
  readonly account: number;
  readonly start: number;
  /** An engine as a node runs it, over `rows` (the store's where absent). */
  engine(node: string, rows?: TaskRows): Tasks;
  /** A task whose upstream has taken it. */
  open(tasks: Tasks, some?: Partial<TaskRow>): Promise<TaskRow>;
  row(some?: Partial<TaskRow>): TaskRow;
  /** Moves the clock and lets the engines work; resolves when everything that they began has ended. */
  pass(ms: number, ...engines: Tasks[]): Promise<void>;
};

/** What nothing in these tests uses. */
const unused = (what: string) => () => {
  throw new Error(`${what} is not part of this test`);
};

/** The rows, and a way to wait until nobody waits for them. */
function counted(rows: TaskRows): { readonly rows: TaskRows; settled(): Promise<void> } {
  let open = 0;
  const entries = Object.entries(rows).map(([name, method]) => [
    name,
    async (...sent: never[]) => {
      open++;
      try {
        return await (method as (...sent: never[]) => unknown)(...sent);
      } finally {
        open--;
      }
    },
  ]);
  return {
    rows: Object.fromEntries(entries) as TaskRows,
    async settled() {
      for (let idle = 0; idle < 3; idle = open === 0 ? idle + 1 : 0)
        await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** A customer with a million nano-USD, and an upstream. */
export async function taskWorld(database: Database, options: Partial<TaskTiming> = {}): Promise<World> {
  const store = await database.store({ inThread: true });
  const { clock } = database;
  const start = 1_000_000_000;
  const user = granted(await store.users.create(system, newUser()));
  await store.ledger.append(system, { account: user.live.id, kind: 'topup', amount: start, cause: 'start' });
  const token = granted(await store.tokens.create(system, newToken(user.id)));
  const quiet = counted(store.tasks);
  const upstream: Scripted = { answer: () => ({}), asked: new Map(), cancels: 0 };
  const port: TaskPort = {
    serves: () => true,
    measure: () => ({ usage: { seconds: 10 }, facts: {} }),
    start: unused('start'),
    poll: async (handle) => {
      const job = String(handle['job']);
      upstream.asked.set(job, (upstream.asked.get(job) ?? 0) + 1);
      return upstream.answer(job);
    },
    cancel: async () => {
      upstream.cancels++;
      return { status: 'cancelled' };
    },
  };
  const found: Upstream = {
    port,
    send: unused('send') as never,
    timing: { ...timing, ...options },
    lane: 'scripted:1:1',
    access: { key: 'k', settings: {} },
    simulated: false,
    keep: 'link',
    fetch: unused('fetch') as never,
  };
  const deps = (node: string, rows: TaskRows): TaskDeps => ({
    clock,
    node,
    rows,
    upstream: () => found,
    card: async () => card,
    writeHook: () => undefined,
    egress: { check: unused('egress'), send: unused('egress'), open: unused('egress') } as never,
    files: { rows: store.files, bytes: undefined as never },
    sign: (text) => Buffer.from(text).toString('hex'),
    redact: (text) => text,
    largestResult: 1e6,
    watch: { warn() {}, ended() {}, polled() {}, unknownWord() {} },
  });
  const row = (some: Partial<TaskRow> = {}) =>
    taskRow({
      owner: user.id,
      token: token.id,
      hold: 30,
      usage: { seconds: 10 },
      giveUpAt: clock.now() + 30_000,
      payers: [{ account: user.live.id, limited: true }],
      createdAt: clock.now(),
      ...some,
    });
  return {
    database,
    store: { ...store, tasks: quiet.rows },
    upstream,
    account: user.live.id,
    start,
    row,
    engine: (node, rows = quiet.rows) => new Tasks(deps(node, rows)),
    async open(tasks, some) {
      const task = row(some);
      await tasks.begin(task, taskLog(task));
      const taken = {
        provider: 'scripted',
        channel: 1,
        channelKey: 1,
        wire: 'scripted',
        upstreamModel: task.model,
        upstreamAction: task.action,
      };
      const moved = await tasks.started(
        task,
        taken,
        { usage: { seconds: 10 }, facts: {} },
        { handle: { job: task.id } },
        options.giveUpMs ?? timing.giveUpMs,
        () => '{}',
      );
      assert.ok(moved);
      return moved;
    },
    async pass(ms, ...engines) {
      const until = clock.now() + ms;
      while (clock.now() < until) {
        clock.move(Math.min(Tasks.tickMs, until - clock.now()));
        for (const engine of engines) engine.tick();
        await quiet.settled();
      }
    },
  };
}
