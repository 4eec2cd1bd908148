import { z } from 'zod';
import type { User } from '../../spec/records.ts';
import type { TaskRow } from '../../spec/task-rows.ts';
import type { AdminDeps } from '../deps.ts';
import {
  detailView,
  facetsReply,
  facetsView,
  galleryFilter,
  taskDetail,
  taskFilter,
  taskReply,
  tasksView,
} from '../portal/task-view.ts';
import { taskParams } from '../portal/tasks.ts';
import { found, Refusal } from '../refusal.ts';
import { remembered } from '../remember.ts';
import { defineRoute } from '../route.ts';
import { namedUser, userRef, userRefReply } from './user-ref.ts';

/** Tasks of all users. */

const behind = {
  user: userRefReply,
  provider: z.string().nullable(),
  channel: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  upstream_model: z.string().nullable(),
};
const operatorTask = taskReply.extend(behind);
const operatorDetail = taskDetail.extend({
  ...behind,
  upstream_id: z.string().nullable().describe("The upstream's reference, JSON text"),
  give_up_at: z.string(),
  attempts: z.array(
    z.object({
      channel: z.object({ id: z.number().int(), name: z.string() }),
      outcome: z.string().describe('"ok", or why it did not serve'),
      status: z.number().int().nullable(),
      ms: z.number(),
    }),
  ),
  notes: z.array(z.string()),
});

type Names = {
  readonly userOf: (id: number) => Promise<User | undefined>;
  readonly channels: ReadonlyMap<number, string>;
};
const namesOf = async ({ store }: AdminDeps): Promise<Names> => ({
  userOf: remembered((id: number) => store.users.byId(id)),
  channels: new Map((await store.channels.list()).map(({ id, name }) => [id, name])),
});

const channelRef = ({ channels }: Names, id: number) => ({ id, name: channels.get(id) ?? '' });

/** Channel 0 is the simulator of the provider. */
const behindOf = async (row: TaskRow, names: Names) => ({
  user: userRef(row.owner, await names.userOf(row.owner)),
  provider: row.provider,
  channel: row.channel ? channelRef(names, row.channel) : null,
  upstream_model: row.upstreamModel,
});

const mostReference = 500;

async function operatorView(deps: AdminDeps, row: TaskRow): Promise<z.input<typeof operatorDetail>> {
  const names = await namesOf(deps);
  const call = await deps.store.calls.byRequestId(row.requestId);
  return {
    ...(await detailView(deps, row)),
    ...(await behindOf(row, names)),
    upstream_id: row.handle === null ? null : JSON.stringify(row.handle).slice(0, mostReference),
    give_up_at: new Date(row.giveUpAt).toISOString(),
    attempts: (call?.attempts ?? []).map(({ channel, outcome, status, ms }) => ({
      channel: channelRef(names, channel),
      outcome,
      status,
      ms,
    })),
    notes: [...(call?.notes ?? [])],
  };
}

const any = async ({ store }: AdminDeps, id: string): Promise<TaskRow> =>
  found(await store.taskGallery.byId(id), 'task');

async function namedChannel({ store }: AdminDeps, name: string): Promise<number> {
  if (/^\d{1,15}$/.test(name)) return Number(name);
  const channel = (await store.channels.list()).find((each) => each.name === name);
  if (!channel) throw new Refusal('field_invalid', `channel: there is no channel "${name}"`);
  return channel.id;
}

export const operatorTaskRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/tasks',
    auth: 'admin',
    summary: { en: 'Tasks of all users, newest first', vi: 'Tác vụ của mọi người dùng, mới nhất trước' },
    query: z.strictObject({
      ...taskFilter,
      user: z.string().max(200).optional().describe('Id or e-mail address'),
      channel: z.string().max(100).optional().describe('Id or name'),
    }),
    reply: z.object({ items: z.array(operatorTask), next: z.string().nullable() }),
    handler: async ({ query: { after, size, user, channel, ...filter } }, deps) => {
      const owner = user === undefined ? undefined : await namedUser(deps.store, user);
      const { tasks, more } = await deps.store.taskGallery.page(
        {
          ...galleryFilter(deps, filter, owner),
          ...(channel === undefined ? {} : { channel: await namedChannel(deps, channel) }),
        },
        { limit: size, ...(after === undefined ? {} : { after }) },
      );
      const names = await namesOf(deps);
      const views = await tasksView(deps, tasks);
      const items = await Promise.all(
        tasks.map(async (row, index) => ({ ...views[index]!, ...(await behindOf(row, names)) })),
      );
      return { items, next: more ? (tasks.at(-1)?.id ?? null) : null };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/admin/tasks/facets',
    auth: 'admin',
    summary: { en: 'What tasks can be filtered by', vi: 'Các giá trị lọc tác vụ' },
    reply: facetsReply,
    handler: (_ask, deps) => facetsView(deps),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/admin/tasks/:id',
    auth: 'admin',
    summary: { en: 'A task, with what stands behind it', vi: 'Một tác vụ và những gì phía sau' },
    params: taskParams,
    reply: operatorDetail,
    handler: async ({ params }, deps) => operatorView(deps, await any(deps, params.id)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/tasks/:id/cancel',
    auth: 'admin',
    summary: { en: "Cancel a user's task", vi: 'Hủy tác vụ của người dùng' },
    params: taskParams,
    reply: operatorDetail,
    handler: async ({ caller, params }, deps) => {
      const by = { user: caller.user.id, action: 'task.cancel' } as const;
      return operatorView(deps, await deps.tasks.cancel(await any(deps, params.id), by));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/tasks/:id/give-up',
    auth: 'admin',
    summary: {
      en: 'Give a task up, whatever its upstream does, and give its hold back',
      vi: 'Bỏ một tác vụ, bất kể nhà cung cấp, và trả lại khoản tạm giữ',
    },
    params: taskParams,
    body: z.strictObject({ reason: z.string().trim().max(500).optional().describe('For the audit log') }),
    reply: operatorDetail,
    handler: async ({ caller, params, body }, deps) => {
      const { reason } = body;
      const by = {
        user: caller.user.id,
        action: 'task.give_up',
        detail: reason ? { reason } : {},
      } as const;
      return operatorView(deps, await deps.tasks.giveUp(await any(deps, params.id), by));
    },
  }),
];
