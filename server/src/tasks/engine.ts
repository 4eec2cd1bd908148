import { Turnstile } from '../base/turnstile.ts';
import { compileRatio, priceOf } from '../ledger/price.ts';
import { GatewayError } from '../spec/fault.ts';
import type { CallRecord } from '../spec/records.ts';
import { isFinal, type TaskReport, type TaskStart, type TaskStarted, type TaskStatus } from '../spec/task.ts';
import type { TaskRequest } from '../spec/task-gallery.ts';
import type { TaskBegun, TaskBy, TaskChange, TaskRow, TaskUpstream } from '../spec/task-rows.ts';
import type { Facts, Usage } from '../spec/usage.ts';
import { Hooks } from './hooks.ts';
import { Moves } from './moves.ts';
import type { TaskDeps, Upstream } from './ports.ts';
import { Results } from './results.ts';
import { type Entry, Schedule, tickMs } from './schedule.ts';
import { changeOf, endFaults, endReasons, isUnhappy, merged } from './steps.ts';

/** A node that is silent for so long loses its tasks to the others. */
const leaseMs = 45_000;
const renewMs = 10_000;
const claimAtOnce = 500;
/** Pauses before an upstream is asked whether it has a task that it was perhaps given, milliseconds. */
const findPauses = [500, 2000, 5000];
/** Reports that are written at a time: each holds its task's row. */
const appliedAtOnce = 256;
/** Between two questions about a task whose upstream cannot be reached. */
const longestPauseMs = 60_000;

/** No id of a task looks so. */
const ofOwner = (owner: number): string => `owner ${owner}`;

/** An open task that this node looks after. */
type Open = Entry & {
  readonly upstream: TaskUpstream & { readonly provider: string };
  handle: NonNullable<TaskRow['handle']>;
  status: TaskStatus;
  progress: number;
  giveUpAt: number;
  refs: number;
  /** Questions in a row that got no answer. */
  misses: number;
};

/**
 * Tasks from their beginning to their end. Every report, polled or called back, ends in `apply`; the store guards each
 * step, so it does not matter who reports, how often, in what order, or on which node.
 */
export class Tasks {
  readonly results: Results;
  readonly #deps: TaskDeps;
  readonly #hooks: Hooks;
  readonly #moves: Moves;
  readonly #applying = new Turnstile(appliedAtOnce);
  readonly #open = new Map<string, Open>();
  readonly #schedule: Schedule<Open>;
  readonly #waiting = new Map<string, Set<() => void>>();
  #renewAt = 0;
  #claiming = false;
  #stopped = false;

  constructor(deps: TaskDeps) {
    this.#deps = deps;
    this.results = new Results(deps);
    this.#hooks = new Hooks(deps);
    this.#moves = new Moves(deps.rows);
    this.#schedule = new Schedule(deps.clock.now());
  }

  /** Open tasks here. */
  get count(): number {
    return this.#open.size;
  }

  /** Row, hold and log stand when it resolves. Rejects where they could not be written: then nothing was asked of anybody. */
  async begin(
    row: TaskRow,
    log: CallRecord,
    idempotency?: { key: string; hash: string },
    request?: TaskRequest,
  ): Promise<TaskBegun> {
    const { rows, node, clock } = this.#deps;
    const begun = await rows.begin(row, log, node, clock.now() + leaseMs, idempotency, request);
    this.#wake(ofOwner(row.owner));
    return begun;
  }

  /**
   * The upstream has taken it. `answerOf` writes what the client is told of the task as it now stands, if there is one. Gives the row, or
   * undefined where it has ended meanwhile.
   */
  async started(
    row: TaskRow,
    upstream: TaskUpstream & { readonly provider: string },
    measured: { readonly usage: Usage; readonly facts: Facts },
    started: TaskStarted,
    giveUpMs: number,
    answerOf?: (row: TaskRow) => string,
  ): Promise<TaskRow | undefined> {
    const now = this.#deps.clock.now();
    const report: TaskReport = started.report ?? {};
    const to = report.status ?? 'queued';
    const { usage, facts } = measured;
    const changed: TaskRow = { ...row, ...upstream, usage, facts, handle: started.handle };
    const change: TaskChange = {
      ...(await this.#changeFor(changed, { ...report, status: to }, now)),
      upstream,
      usage: report.usage ?? usage,
      facts: { ...facts, ...report.facts },
      handle: report.handle ?? started.handle,
      giveUpAt: now + giveUpMs,
      ...(to === 'succeeded' && this.#deps.upstream(upstream)?.keep === 'copy' ? { copyAt: now } : {}),
    };
    const moved = await this.#surely(row.id, {
      ...change,
      ...(answerOf ? { answer: answerOf(merged(changed, change)) } : {}),
    });
    if (!moved) return undefined;
    this.#told(moved);
    if (!isFinal(moved.status)) this.#watch(moved);
    return moved;
  }

  /** What the upstream took must not be forgotten: while the database is away, it is tried again. */
  async #surely(id: string, change: TaskChange): Promise<TaskRow | undefined> {
    for (let pause = 50; ; pause = Math.min(pause * 2, 5000)) {
      try {
        return await this.#moves.move(id, change);
      } catch (error) {
        if (this.#stopped) throw error;
        this.#deps.watch.warn('a step of a task could not be written; it is tried again', {
          task: id,
          cause: error,
        });
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** It never began: nobody has the job. The same Idempotency-Key may try again. */
  async neverBegan(row: TaskRow, error: GatewayError): Promise<void> {
    await this.#end(row, error.code === 'upstream_timeout' ? 'expired' : 'failed', error);
    await this.#deps.rows.freeKey(row.id).catch(() => {}); // it then says what became of it, until the row is gone
  }

  /** The job was perhaps begun, and nobody can say: it is not begun again, and not paid for. */
  async unknownStart(row: TaskRow, error: GatewayError): Promise<void> {
    await this.#end(row, 'expired', error, ['outcome_unknown: the upstream was asked once and not again']);
  }

  async #end(
    row: TaskRow,
    to: 'failed' | 'expired' | 'cancelled',
    error: GatewayError,
    notes: string[] = [],
    by?: TaskBy,
  ): Promise<TaskRow | undefined> {
    const moved = await this.#moves.move(row.id, {
      ...(by ? { by } : {}),
      at: this.#deps.clock.now(),
      to,
      fault: error.code,
      reason: this.#deps.redact(error.message),
      cost: 0,
      notes,
    });
    if (moved) this.#told(moved);
    return moved;
  }

  #watch(row: TaskRow): void {
    const { provider, handle } = row;
    if (provider === null || handle === null || this.#stopped) return;
    const upstream = {
      provider,
      channel: row.channel,
      channelKey: row.channelKey,
      wire: row.wire,
      upstreamModel: row.upstreamModel,
      upstreamAction: row.upstreamAction,
    };
    const known = this.#open.get(row.id);
    if (known) known.gone = true;
    const found = this.#deps.upstream(upstream);
    const open: Open = {
      id: row.id,
      lane: found?.lane ?? `${provider}:gone`,
      group: row.wire ?? '',
      nextAt: this.#deps.clock.now() + (found?.timing.pollEveryMs ?? 0),
      upstream,
      handle,
      status: row.status,
      progress: row.progress,
      giveUpAt: row.giveUpAt,
      refs: 0,
      misses: 0,
    };
    this.#open.set(row.id, open);
    this.#schedule.add(open);
  }

  #forget(id: string): void {
    const open = this.#open.get(id);
    if (!open) return;
    open.gone = true;
    this.#open.delete(id);
  }

  /** To be called every `Tasks.tickMs`. */
  tick(): void {
    if (this.#stopped) return;
    const now = this.#deps.clock.now();
    this.#schedule.run(
      now,
      ({ upstream }) => {
        const found = this.#deps.upstream(upstream);
        return { perSecond: found?.timing.pollsPerSecond ?? 100, atOnce: found?.port.pollMany?.most ?? 1 };
      },
      (group) => this.#ask(group),
    );
    if (now >= this.#renewAt && !this.#claiming) {
      this.#renewAt = now + renewMs;
      this.#claiming = true;
      void this.#takeOver(now)
        .catch(() => {}) // an absent database is told elsewhere; moves are guarded whoever holds a task
        .finally(() => {
          this.#claiming = false;
        });
    }
    this.#hooks.tick(now);
    this.results.tick(now);
  }
  static readonly tickMs = tickMs;

  /** Keeps what is this node's, and takes over what nobody looks after. */
  async #takeOver(now: number): Promise<void> {
    const { rows, node } = this.#deps;
    await rows.renew(node, now, now + leaseMs);
    if (this.#open.size > 0) {
      const mine = new Set(await rows.mine(node));
      for (const id of [...this.#open.keys()]) if (!mine.has(id)) this.#forget(id);
    }
    for (;;) {
      const claimed = await rows.claim(node, now, now + leaseMs, claimAtOnce);
      for (const row of claimed) {
        if (row.handle !== null) this.#watch(row);
        else void this.#resolveStart(row).catch(() => {}); // it is claimed again when its lease is over
      }
      if (claimed.length < claimAtOnce || this.#stopped) return;
    }
  }

  /** Takes over at once what this node left when it ended. */
  async resume(): Promise<number> {
    const { rows, node, clock } = this.#deps;
    await rows.leave(node);
    this.#renewAt = clock.now() + renewMs;
    await this.#takeOver(clock.now());
    return this.#open.size;
  }

  /**
   * Was it started after all? For a start whose answer nobody saw, where the upstream can be asked for it: it may take a
   * moment until it knows itself. Undefined: it was not, or it cannot be asked.
   */
  async findStarted(start: TaskStart, { port, send }: Upstream): Promise<TaskStarted | undefined> {
    if (!port.find) return undefined;
    for (const pause of findPauses) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const found = await port.find(start, send).catch(() => undefined); // it is asked again
      if (found) return found;
    }
    return undefined;
  }

  /** A start that a node died over. What cannot be found is not submitted again, and is not paid for. */
  async #resolveStart(row: TaskRow): Promise<void> {
    const upstream = this.upstreamOf(row);
    if (upstream?.port.find && row.provider !== null) {
      const start: TaskStart = {
        action: row.upstreamAction ?? row.action,
        body: {},
        upstreamModel: row.upstreamModel ?? row.model,
        access: upstream.access,
        taskId: row.id,
        facts: row.facts,
        parents: {},
      };
      const found = await this.findStarted(start, upstream);
      if (found) {
        await this.started(row, { ...row, provider: row.provider }, row, found, upstream.timing.giveUpMs);
        return;
      }
    }
    await this.unknownStart(
      row,
      new GatewayError(
        'task_lost',
        'the gateway stopped while it was submitting this task; it is not submitted again, and nothing is charged',
      ),
    );
  }

  async #ask(group: readonly Open[]): Promise<void> {
    const [first] = group;
    const upstream = first && this.#deps.upstream(first.upstream);
    const startedAt = this.#deps.clock.now();
    if (!upstream) {
      for (const open of group) await this.#lost(open);
      return;
    }
    this.#deps.watch.polled(first.lane);
    const { port, timing } = upstream;
    let reports: readonly (TaskReport | undefined)[];
    let fault: unknown;
    try {
      reports =
        port.pollMany && group.length > 1
          ? await port.pollMany.poll(
              group.map(({ handle }) => handle),
              upstream.send,
            )
          : [await port.poll(first.handle, upstream.send)];
    } catch (error) {
      reports = [];
      fault = error;
    }
    await Promise.all(
      group.map(async (open, index) => {
        if (open.gone) return;
        const report = reports[index];
        open.misses = report ? 0 : open.misses + 1;
        try {
          if (report) await this.#applying.pass(() => this.#applyOpen(open, report, upstream));
          else if (fault instanceof GatewayError && fault.code === 'task_lost') await this.#lost(open, fault);
        } catch (error) {
          // The database is away: the next question brings the same answer.
          open.misses++;
          this.#deps.watch.warn('a report on a task could not be written', { task: open.id, cause: error });
        }
        if (open.gone) return;
        if (this.#deps.clock.now() >= open.giveUpAt) {
          await this.#giveUp(open, upstream).catch(() => {});
          if (open.gone) return;
        }
        open.nextAt =
          startedAt +
          Math.max(
            timing.pollEveryMs,
            Math.min(timing.pollEveryMs * 2 ** Math.min(open.misses, 6), longestPauseMs),
          );
        this.#schedule.add(open);
      }),
    );
    if (fault !== undefined && first.misses === 3)
      this.#deps.watch.warn('an upstream does not tell of its tasks', {
        lane: first.lane,
        task: first.id,
        cause: fault instanceof Error ? fault.message : String(fault),
      });
  }

  async #lost(open: Open, error?: GatewayError): Promise<void> {
    const row = await this.#deps.rows.byId(open.id);
    if (row)
      await this.#end(
        row,
        'failed',
        error ?? new GatewayError('task_lost', 'the channel of this task was removed; nothing is charged'),
      );
    this.#forget(open.id);
  }

  async #giveUp(open: Open, upstream: Upstream): Promise<void> {
    const row = await this.#deps.rows.byId(open.id);
    if (!row || isFinal(row.status)) return this.#forget(open.id);
    await upstream.port.cancel?.(open.handle, upstream.send).catch(() => {}); // it may have ended just now
    await this.#end(
      row,
      'expired',
      new GatewayError(
        'task_expired',
        'the upstream did not finish this task in its time; nothing is charged',
      ),
    );
    this.#forget(open.id);
  }

  /** Only what is new is written. */
  async #applyOpen(open: Open, report: TaskReport, upstream: Upstream): Promise<void> {
    if (report.unknownWord !== undefined)
      this.#deps.watch.unknownWord(open.upstream.provider, report.unknownWord);
    const moves = report.status !== undefined && report.status !== open.status;
    const advanced = report.progress !== undefined && report.progress > open.progress;
    const newRefs = (report.refs?.length ?? 0) > open.refs;
    if (!moves && !advanced && !newRefs && !report.handle) return;
    if (report.handle) open.handle = report.handle;
    // What is known here is enough for a step that neither ends the task nor shows results.
    const simple = !report.outputs && (report.status === undefined || !isFinal(report.status));
    const row = simple ? await this.#step(open, report) : await this.apply(open.id, report, upstream);
    if (!row) return;
    open.status = row.status;
    open.progress = row.progress;
    open.refs = report.refs?.length ?? open.refs;
    if (isFinal(row.status)) this.#forget(open.id);
  }

  async #step(open: Open, report: TaskReport): Promise<TaskRow | undefined> {
    const change = changeOf(open, report, this.#deps.clock.now());
    const moved = await this.#moves.move(open.id, change);
    if (!moved) return this.#deps.rows.byId(open.id);
    this.#told(moved);
    return moved;
  }

  /**
   * One report on one task. Gives the task as it then stands; undefined where it does not exist. What its state does not
   * allow changes nothing: the task has ended, or the report is older than what is known.
   */
  async apply(
    id: string,
    report: TaskReport,
    upstream?: Upstream,
    by?: TaskBy,
  ): Promise<TaskRow | undefined> {
    const { rows, clock } = this.#deps;
    const row = await rows.byId(id);
    if (!row || isFinal(row.status)) return row;
    const change = await this.#changeFor(row, report, clock.now());
    const copyAt = change.to === 'succeeded' && upstream?.keep === 'copy' ? { copyAt: change.at } : {};
    const moved = await this.#moves.move(id, { ...change, ...copyAt, ...(by ? { by } : {}) });
    if (!moved) return rows.byId(id);
    this.#told(moved);
    return moved;
  }

  /** What a report changes, with the money of an end. */
  async #changeFor(row: TaskRow, report: TaskReport, at: number): Promise<TaskChange> {
    const step = changeOf(row, report, at);
    const { to } = step;
    const change: TaskChange = {
      ...step,
      ...(report.outputs ? { outputs: await this.results.keepData(row, report.outputs) } : {}),
    };
    if (to === undefined || !isFinal(to)) return change;
    if (isUnhappy(to))
      return {
        ...change,
        cost: 0,
        fault: report.fault ?? endFaults[to],
        reason: this.#deps.redact(report.reason ?? endReasons[to]),
      };
    const usage = report.usage ?? row.usage;
    const facts = { ...row.facts, ...report.facts };
    const card = await this.#deps.card(row.price);
    return {
      ...change,
      progress: 100,
      usage,
      facts,
      cost: priceOf(card, usage, facts, compileRatio(row.ratio)),
    };
  }

  /** What an upstream called back: a report, or a word that it is worth asking. */
  async heard(row: TaskRow, report: TaskReport | undefined): Promise<void> {
    const open = this.#open.get(row.id);
    if (report) {
      const moved = await this.apply(row.id, report, this.upstreamOf(row));
      if (moved && isFinal(moved.status)) this.#forget(row.id);
      else if (open && moved) Object.assign(open, { status: moved.status, progress: moved.progress });
      return;
    }
    if (!open) return;
    // Taken out and put in anew, for now; one that is being asked for puts itself in again.
    const sooner: Open = { ...open, nextAt: this.#deps.clock.now() };
    open.gone = true;
    this.#open.set(row.id, sooner);
    this.#schedule.add(sooner);
  }

  upstreamOf({ provider, ...row }: TaskRow): Upstream | undefined {
    return provider === null ? undefined : this.#deps.upstream({ ...row, provider });
  }

  /** Can the upstream be asked to stop it? Only it knows whether it still can. */
  mayCancel(row: TaskRow): boolean {
    return !isFinal(row.status) && row.handle !== null && this.upstreamOf(row)?.port.cancel !== undefined;
  }

  /** Throws task_not_cancellable, or what the upstream says. Gives the task as it then stands. */
  async cancel(row: TaskRow, by?: TaskBy): Promise<TaskRow> {
    const upstream = this.upstreamOf(row);
    if (isFinal(row.status))
      throw new GatewayError('task_not_cancellable', `this task has ended already: it is ${row.status}`);
    if (row.handle === null || !upstream?.port.cancel)
      throw new GatewayError(
        'task_not_cancellable',
        'the upstream of this task cannot stop what it has begun; a task that fails is refunded in full',
      );
    const report = await upstream.port.cancel(row.handle, upstream.send);
    const ended = await this.apply(row.id, { ...report, status: report.status ?? 'cancelled' }, upstream, by);
    if (ended && isFinal(ended.status)) this.#forget(row.id);
    return ended ?? row;
  }

  /**
   * Ends a task whatever its upstream does, and gives its hold back: for one that will never end by itself. The upstream is
   * asked to stop where it can be. Throws task_not_cancellable where it has ended.
   */
  async giveUp(row: TaskRow, by: TaskBy): Promise<TaskRow> {
    const upstream = this.upstreamOf(row);
    if (row.handle !== null && upstream && !isFinal(row.status))
      await upstream.port.cancel?.(row.handle, upstream.send).catch(() => {}); // it is given up either way
    const error = new GatewayError('task_cancelled', 'the operator gave this task up; nothing is charged');
    const ended = await this.#end(row, 'cancelled', error, ['given_up: by an operator'], by);
    if (!ended) throw new GatewayError('task_not_cancellable', 'this task has ended already');
    this.#forget(row.id);
    return ended;
  }

  /** Resolves when a task of this owner was begun or changed here, or after `ms`. */
  changedOf(owner: number, ms: number): Promise<void> {
    return this.changed(ofOwner(owner), ms);
  }

  /** Resolves when the task was changed here, or after `ms`: changes on other nodes are seen by looking again. */
  async changed(id: string, ms: number): Promise<void> {
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(end, ms);
      function end() {
        clearTimeout(timer);
        waiting.delete(end);
        resolve();
      }
      waiting.add(end);
    });
    if (waiting.size === 0) this.#waiting.delete(id);
  }

  #wake(whom: string): void {
    for (const wake of this.#waiting.get(whom) ?? []) wake();
  }

  #told(row: TaskRow): void {
    this.#wake(row.id);
    this.#wake(ofOwner(row.owner));
    if (row.hook) this.#hooks.soon();
    if (isFinal(row.status)) {
      this.results.soon();
      this.#deps.watch.ended(row);
    }
  }

  /** Gives the tasks to other nodes. What is being written is waited for. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const open of this.#open.values()) open.gone = true;
    this.#open.clear();
    for (const waiting of this.#waiting.values()) for (const wake of waiting) wake();
    await this.#hooks.stop();
    await this.results.stop();
    await this.#deps.rows.leave(this.#deps.node).catch(() => {});
  }
}
