import { sql } from 'kysely';
import type { Counted } from '../spec/insight.ts';
import { isFinal, sourcesOf, taskStatuses } from '../spec/task.ts';
import type { TaskBegun, TaskChange, TaskMove, TaskRow, TaskRows } from '../spec/task-rows.ts';
import { insertCalls, lockAccounts } from './apply.ts';
import type { Context } from './context.ts';
import type { Tx } from './engine.ts';
import { monthOf, type Partitions } from './partitions.ts';
import { addToSums } from './rollup.ts';
import { toTask, toTaskColumns } from './task-columns.ts';
import { stateLine } from './task-gallery.ts';
import { countedEnd, logEnd, settle, takeHold } from './task-money.ts';

/** Raised inside a transaction that must leave nothing behind, and caught outside of it. */
class Repeated extends Error {}

const openStatuses = taskStatuses.filter((status) => !isFinal(status));

export function tasksOf({ db, engine }: Context, partitions: Partitions): TaskRows {
  async function sameKey(token: number, key: string, hash: string): Promise<TaskBegun> {
    const row = await db
      .selectFrom('tasks')
      .selectAll()
      .where('token', '=', token)
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    if (!row) return { state: 'begun' };
    return row.idempotency_hash === hash ? { state: 'same', task: toTask(row) } : { state: 'other-body' };
  }

  /** Everything that a step sets beside state and money. */
  const columnsOf = (change: TaskChange) => {
    const ends = change.to !== undefined && isFinal(change.to);
    // A hook hears of the end, or of each change where it asked for that.
    const tellsChange = change.to !== undefined || change.progress !== undefined;
    const wanted = ends ? '%' : tellsChange ? '%"on":"changes"%' : '';
    return {
      ...(change.progress === undefined ? {} : { progress: change.progress }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.fault === undefined ? {} : { fault: change.fault }),
      ...(change.upstream
        ? {
            provider: change.upstream.provider,
            channel: change.upstream.channel,
            channel_key: change.upstream.channelKey,
            wire: change.upstream.wire,
            upstream_model: change.upstream.upstreamModel,
            upstream_action: change.upstream.upstreamAction,
          }
        : {}),
      ...(change.handle ? { handle: JSON.stringify(change.handle) } : {}),
      ...(change.native ? { native: JSON.stringify(change.native) } : {}),
      ...(change.outputs ? { outputs: JSON.stringify(change.outputs) } : {}),
      ...(change.usage ? { usage: JSON.stringify(change.usage) } : {}),
      ...(change.facts ? { facts: JSON.stringify(change.facts) } : {}),
      ...(change.answer === undefined ? {} : { answer: change.answer }),
      ...(change.giveUpAt === undefined ? {} : { give_up_at: change.giveUpAt }),
      ...(change.copyAt === undefined ? {} : { copy_at: change.copyAt, copy_tries: 0 }),
      ...(change.to === 'running' ? { started_at: change.at } : {}),
      ...(ends ? { finished_at: change.at, node: null, lease_until: 0 } : {}),
      ...(wanted === ''
        ? {}
        : {
            hook_at: sql<
              number | null
            >`case when hook like ${wanted} then cast(${change.at} as bigint) else hook_at end`,
            hook_tries: sql<number>`case when hook like ${wanted} then 0 else hook_tries end`,
          }),
    };
  };

  /** In order of ids, and all accounts at once: two who move some of the same tasks must not wait for each other. */
  async function lockForMoves(tx: Tx, moves: readonly TaskMove[]): Promise<void> {
    if (!engine.lockRows) return;
    const rows = await tx
      .selectFrom('tasks')
      .select(['id', 'payers'])
      .where(
        'id',
        'in',
        moves.map(({ id }) => id),
      )
      .orderBy('id')
      .forUpdate()
      .execute();
    const ending = new Set(moves.flatMap(({ id, change }) => (change.to && isFinal(change.to) ? [id] : [])));
    const accounts = rows
      .filter(({ id }) => ending.has(id))
      .flatMap(({ payers }) => (JSON.parse(payers) as TaskRow['payers']).map(({ account }) => account));
    await lockAccounts(engine, tx, [...new Set(accounts)]);
  }

  async function moveOne(tx: Tx, { id, change }: TaskMove): Promise<TaskRow | undefined> {
    const updated = await tx
      .updateTable('tasks')
      .set((eb) => ({
        ...columnsOf(change),
        ...(change.to === undefined
          ? {}
          : { status: change.to, states: eb('states', '||', stateLine(change.to, change.at)) }),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .where('status', 'in', change.to === undefined ? openStatuses : sourcesOf(change.to))
      .returningAll()
      .executeTakeFirst();
    if (!updated) return undefined;
    const row = toTask(updated);
    if (change.by) await noteBy(tx, row, change.by, change.at);
    if (change.refs) await addRefs(tx, row, change.refs);
    if (change.to === undefined || !isFinal(change.to)) return row;
    const cost = await settle(engine, tx, row, change.cost ?? 0, change.at);
    if (cost !== 0) await tx.updateTable('tasks').set({ cost }).where('id', '=', id).execute();
    const ended = { ...row, cost };
    await logEnd(engine, tx, ended, change, cost);
    return ended;
  }

  async function addRefs(tx: Tx, row: TaskRow, refs: readonly string[]): Promise<void> {
    if (refs.length > 0)
      await tx
        .insertInto('task_refs')
        .values([...new Set(refs)].map((ref) => ({ owner: row.owner, ref, task: row.id })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }

  async function noteBy(
    tx: Tx,
    { id, owner }: TaskRow,
    { user, action, detail }: NonNullable<TaskChange['by']>,
    at: number,
  ): Promise<void> {
    await tx
      .insertInto('audit')
      .values({
        at,
        actor: user,
        action,
        object: `task:${id}`,
        detail: JSON.stringify({ ...detail, user: owner }),
      })
      .execute();
  }

  const moveAll: TaskRows['moveAll'] = (moves) =>
    db.transaction().execute(async (tx) => {
      await lockForMoves(tx, moves);
      const moved: (TaskRow | undefined)[] = [];
      const ended: Counted[] = [];
      for (const move of moves) {
        const row = await moveOne(tx, move);
        moved.push(row);
        if (row && move.change.to !== undefined && isFinal(move.change.to))
          ended.push(countedEnd(row, move.change.at));
      }
      await addToSums(engine, tx, ended);
      return moved;
    });

  return {
    sameKey,
    async begin(row, log, node, leaseUntil, idempotency, request) {
      const work = db.transaction().execute(async (tx) => {
        const added = await tx
          .insertInto('tasks')
          .values({
            ...toTaskColumns(row),
            idempotency_key: idempotency?.key ?? null,
            idempotency_hash: idempotency?.hash ?? null,
            node,
            lease_until: leaseUntil,
            hook_at: null,
            hook_tries: 0,
            copy_at: null,
            copy_tries: 0,
            states: '',
          })
          .onConflict((conflict) => conflict.columns(['token', 'idempotency_key']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!added) throw new Repeated();
        if (request)
          await tx
            .insertInto('task_requests')
            .values({ task: row.id, request: JSON.stringify(request) })
            .execute();
        await takeHold(engine, tx, row, node);
        const keep = await partitions.ensure(tx, new Set([monthOf(log.at)]));
        await insertCalls(engine, tx, [log]);
        return keep;
      });
      try {
        (await work)();
        return { state: 'begun' };
      } catch (error) {
        partitions.forget();
        if (!(error instanceof Repeated) || !idempotency) throw error;
        return sameKey(row.token, idempotency.key, idempotency.hash);
      }
    },
    moveAll,
    async move(id, change) {
      const [moved] = await moveAll([{ id, change }]);
      return moved;
    },
    async freeKey(id) {
      await db
        .updateTable('tasks')
        .set({ idempotency_key: null, idempotency_hash: null })
        .where('id', '=', id)
        .execute();
    },
    async byId(id) {
      const row = await db.selectFrom('tasks').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toTask(row);
    },
    async find(owner, mode, ref) {
      const mine = db
        .selectFrom('tasks')
        .selectAll('tasks')
        .where('owner', '=', owner)
        .where('mode', '=', mode);
      const row =
        (await mine.where('id', '=', ref).executeTakeFirst()) ??
        (await db
          .selectFrom('task_refs')
          .innerJoin('tasks', 'tasks.id', 'task_refs.task')
          .selectAll('tasks')
          .where('task_refs.owner', '=', owner)
          .where('task_refs.ref', '=', ref)
          .where('tasks.mode', '=', mode)
          .orderBy('tasks.id', 'desc')
          .limit(1)
          .executeTakeFirst());
      return row && toTask(row);
    },
    async list(owner, mode, query) {
      let wanted = db.selectFrom('tasks');
      if (owner !== undefined) wanted = wanted.where('owner', '=', owner);
      if (mode !== undefined) wanted = wanted.where('mode', '=', mode);
      if (query.status) wanted = wanted.where('status', 'in', query.status);
      if (query.dialect !== undefined) wanted = wanted.where('dialect', '=', query.dialect);
      if (query.kind) wanted = wanted.where('kind', 'in', query.kind);
      if (query.action) wanted = wanted.where('action', 'in', query.action);
      if (query.model !== undefined) wanted = wanted.where('model', '=', query.model);
      if (query.ids) wanted = wanted.where('id', 'in', query.ids.length > 0 ? query.ids : ['']);
      if (query.from !== undefined) wanted = wanted.where('created_at', '>=', query.from);
      if (query.to !== undefined) wanted = wanted.where('created_at', '<=', query.to);
      const { total } = await wanted
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const newestFirst = query.newestFirst ?? true;
      let page = wanted
        .selectAll()
        .orderBy('id', newestFirst ? 'desc' : 'asc')
        .limit(query.limit + 1);
      if (query.after !== undefined) page = page.where('id', newestFirst ? '<' : '>', query.after);
      if (query.page !== undefined) page = page.offset((query.page - 1) * query.limit);
      const rows = await page.execute();
      return { tasks: rows.slice(0, query.limit).map(toTask), more: rows.length > query.limit, total };
    },
    async remove(id) {
      const { numDeletedRows } = await db
        .deleteFrom('tasks')
        .where('id', '=', id)
        .where('finished_at', 'is not', null)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async claim(node, now, leaseUntil, limit) {
      const rows = await db
        .updateTable('tasks')
        .set({ node, lease_until: leaseUntil })
        .where('id', 'in', (eb) => {
          const free = eb
            .selectFrom('tasks')
            .select('id')
            .where('finished_at', 'is', null)
            .where((free) =>
              free.or([
                free('lease_until', '<', now),
                // A start that nobody brings to its end, on a node that lives.
                free.and([free('handle', 'is', null), free('give_up_at', '<', now)]),
              ]),
            )
            .orderBy('lease_until')
            .limit(limit);
          return engine.lockRows ? free.forUpdate().skipLocked() : free;
        })
        .returningAll()
        .execute();
      return rows.map(toTask);
    },
    async renew(node, now, leaseUntil) {
      await db
        .updateTable('tasks')
        .set({ lease_until: leaseUntil })
        .where('node', '=', node)
        .where('finished_at', 'is', null)
        .where('lease_until', '>=', now)
        .execute();
    },
    async mine(node) {
      const rows = await db
        .selectFrom('tasks')
        .select('id')
        .where('node', '=', node)
        .where('finished_at', 'is', null)
        .execute();
      return rows.map(({ id }) => id);
    },
    async leave(node) {
      await db
        .updateTable('tasks')
        .set({ node: null, lease_until: 0 })
        .where('node', '=', node)
        .where('finished_at', 'is', null)
        .execute();
    },
    async openCount() {
      const { count } = await db
        .selectFrom('tasks')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('finished_at', 'is', null)
        .executeTakeFirstOrThrow();
      return count;
    },
    async claimHooks(now, until, limit) {
      const rows = await db
        .updateTable('tasks')
        .set({ hook_at: until })
        .where('id', 'in', (eb) => {
          const due = eb
            .selectFrom('tasks')
            .select('id')
            .where('hook_at', '<=', now)
            .orderBy('hook_at')
            .limit(limit);
          return engine.lockRows ? due.forUpdate().skipLocked() : due;
        })
        .returningAll()
        .execute();
      return rows.map((row) => ({ ...toTask(row), tries: row.hook_tries }));
    },
    async hookTold(id, version, again) {
      const query = db.updateTable('tasks').where('id', '=', id);
      // What changed meanwhile has set a time of its own, which stays.
      if (again === undefined)
        await query.set({ hook_at: null, hook_tries: 0 }).where('version', '=', version).execute();
      else
        await query
          .set((eb) => ({ hook_at: again.at, hook_tries: eb('hook_tries', '+', 1) }))
          .where('version', '=', version)
          .execute();
    },
    async claimCopies(now, until, limit) {
      const rows = await db
        .updateTable('tasks')
        .set({ copy_at: until })
        .where('id', 'in', (eb) => {
          const due = eb
            .selectFrom('tasks')
            .select('id')
            .where('copy_at', '<=', now)
            .orderBy('copy_at')
            .limit(limit);
          return engine.lockRows ? due.forUpdate().skipLocked() : due;
        })
        .returningAll()
        .execute();
      return rows.map((row) => ({ ...toTask(row), tries: row.copy_tries }));
    },
    async copied(id, outputs, again) {
      await db
        .updateTable('tasks')
        .set((eb) => ({
          outputs: JSON.stringify(outputs),
          copy_at: again?.at ?? null,
          copy_tries: eb('copy_tries', '+', again ? 1 : 0),
        }))
        .where('id', '=', id)
        .execute();
    },
    async wantCopy(id, at) {
      await db
        .updateTable('tasks')
        .set({ copy_at: at, copy_tries: 0 })
        .where('id', '=', id)
        .where('copy_at', 'is', null)
        .execute();
    },
    async sweep(now) {
      const gone = await db
        .deleteFrom('tasks')
        .where('expires_at', '<', now)
        .where('finished_at', 'is not', null)
        .returning('outputs')
        .execute();
      return gone.flatMap(({ outputs }) =>
        (JSON.parse(outputs) as { file?: string }[]).flatMap(({ file }) => file ?? []),
      );
    },
  };
}
