import { type TaskStatus, taskStatuses } from '../spec/task.ts';
import type { GalleryFilter, TaskFacet, TaskGallery, TaskRequest, TaskStory } from '../spec/task-gallery.ts';
import type { Context } from './context.ts';
import { toTask } from './task-columns.ts';

/** Kinds of task that one owner's filters offer. */
const mostFacets = 500;

/** A line of the column `states`, as `tasks.ts` appends it. */
export const stateLine = (status: TaskStatus, at: number): string => `${status} ${at}\n`;

function statesOf(text: string, createdAt: number): TaskStory['states'] {
  const lines = text.split('\n').flatMap((line) => {
    const [word, at] = line.split(' ');
    const status = taskStatuses.find((one) => one === word);
    return status === undefined ? [] : [{ status, at: Number(at) }];
  });
  return [{ status: 'sending', at: createdAt }, ...lines];
}

export function taskGalleryOf({ db }: Context): TaskGallery {
  const filtered = (filter: GalleryFilter) => {
    let query = db.selectFrom('tasks');
    if (filter.owner !== undefined) query = query.where('owner', '=', filter.owner);
    if (filter.mode !== undefined) query = query.where('mode', '=', filter.mode);
    if (filter.kinds) query = query.where('kind', 'in', orNone(filter.kinds));
    if (filter.status) query = query.where('status', 'in', orNone(filter.status));
    if (filter.models) query = query.where('model', 'in', orNone(filter.models));
    if (filter.dialect !== undefined) query = query.where('dialect', '=', filter.dialect);
    if (filter.token !== undefined) query = query.where('token', '=', filter.token);
    if (filter.channel !== undefined) query = query.where('channel', '=', filter.channel);
    if (filter.requestId !== undefined) query = query.where('request_id', '=', filter.requestId);
    if (filter.from !== undefined) query = query.where('created_at', '>=', filter.from);
    if (filter.to !== undefined) query = query.where('created_at', '<=', filter.to);
    return query;
  };
  return {
    async page(filter, { after, limit }) {
      let query = filtered(filter).selectAll().orderBy('id', 'desc');
      if (after !== undefined) query = query.where('id', '<', after);
      const rows = await query.limit(limit + 1).execute();
      return { tasks: rows.slice(0, limit).map(toTask), more: rows.length > limit };
    },
    async byId(id, owner) {
      let query = db.selectFrom('tasks').selectAll().where('id', '=', id);
      if (owner !== undefined) query = query.where('owner', '=', owner);
      const row = await query.executeTakeFirst();
      return row && toTask(row);
    },
    async moving(owner, since, limit) {
      const rows = await db
        .selectFrom('tasks')
        .selectAll()
        .where('owner', '=', owner)
        .where((eb) => eb.or([eb('finished_at', 'is', null), eb('finished_at', '>=', since)]))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(toTask);
    },
    async childrenOf({ id, owner }, limit) {
      const rows = await db
        .selectFrom('tasks')
        .selectAll()
        .where('parent', '=', id)
        .where('owner', '=', owner)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toTask);
    },
    async story(id) {
      const row = await db
        .selectFrom('tasks')
        .leftJoin('task_requests', 'task_requests.task', 'tasks.id')
        .select(['tasks.states', 'tasks.created_at', 'task_requests.request'])
        .where('tasks.id', '=', id)
        .executeTakeFirst();
      return {
        states: row ? statesOf(row.states, row.created_at) : [],
        request: row?.request ? (JSON.parse(row.request) as TaskRequest) : undefined,
      };
    },
    async facets(owner) {
      const rows = await filtered(owner === undefined ? {} : { owner })
        .select((eb) => ['kind', 'model', 'dialect', eb.fn.countAll<number>().as('count')])
        .groupBy(['kind', 'model', 'dialect'])
        .orderBy('count', 'desc')
        .limit(mostFacets)
        .execute();
      return rows.map((row) => ({ ...row, kind: row.kind as TaskFacet['kind'], count: Number(row.count) }));
    },
  };
}

/** No database has a list of nothing. */
const orNone = <T extends string>(values: readonly T[]): readonly string[] =>
  values.length > 0 ? values : [''];
