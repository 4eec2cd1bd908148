import { z } from 'zod';
import type { TaskRow } from '../../spec/task-rows.ts';
import type { AdminDeps } from '../deps.ts';
import { moment } from '../fields.ts';
import { found } from '../refusal.ts';
import { defineLines, defineRoute } from '../route.ts';
import { taskEvents } from './task-events.ts';
import {
  detailView,
  facetsReply,
  facetsView,
  galleryFilter,
  taskDetail,
  taskFilter,
  taskNames,
  taskReply,
  tasksView,
  taskView,
} from './task-view.ts';

/** What a user has made, whatever API and key made it. */

export const taskParams = z.object({ id: z.string().min(1).max(64) });
/** Seconds that a page listens before it asks again. */
const longestWait = 300;

export const taskPage = z.object({
  items: z.array(taskReply),
  next: z.string().nullable().describe('`after` of the next page; null: there is none'),
});

const owned = async ({ store }: AdminDeps, user: number, id: string): Promise<TaskRow> =>
  found(await store.taskGallery.byId(id, user), 'task');

export const taskRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/tasks',
    auth: 'user',
    summary: { en: 'Your tasks, newest first', vi: 'Tác vụ của bạn, mới nhất trước' },
    query: z.strictObject(taskFilter),
    reply: taskPage,
    handler: async ({ caller, query: { after, size, ...filter } }, deps) => {
      const { tasks, more } = await deps.store.taskGallery.page(galleryFilter(deps, filter, caller.user), {
        limit: size,
        ...(after === undefined ? {} : { after }),
      });
      return { items: await tasksView(deps, tasks), next: more ? (tasks.at(-1)?.id ?? null) : null };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/tasks/facets',
    auth: 'user',
    summary: { en: 'What your tasks can be filtered by', vi: 'Các giá trị lọc tác vụ của bạn' },
    reply: facetsReply,
    handler: ({ caller }, deps) => facetsView(deps, caller.user),
  }),
  defineLines({
    method: 'GET',
    path: '/api/portal/tasks/events',
    auth: 'user',
    summary: {
      en: 'Changes of your tasks as they happen, one JSON object a line',
      vi: 'Thay đổi của tác vụ ngay khi xảy ra, mỗi dòng một đối tượng JSON',
    },
    limit: { calls: 120, perMs: 60_000 },
    query: z.strictObject({
      since: moment.optional().describe('Also tasks that have ended since; absent: now'),
      wait: z.coerce
        .number()
        .int()
        .min(0)
        .max(longestWait)
        .default(longestWait)
        .describe('Seconds until the stream ends; 0: only how things stand'),
    }),
    reply: z.object({ task: taskReply.nullable().describe('Null: nothing has happened') }),
    handler: ({ caller, query }, deps) =>
      taskEvents(deps, caller.user.id, query.since ?? deps.clock.now(), query.wait * 1000),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/tasks/:id',
    auth: 'user',
    summary: { en: 'One task with its whole story', vi: 'Một tác vụ và toàn bộ diễn biến' },
    params: taskParams,
    reply: taskDetail,
    handler: async ({ caller, params }, deps) =>
      detailView(deps, await owned(deps, caller.user.id, params.id)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/portal/tasks/:id/cancel',
    auth: 'user',
    summary: { en: 'Cancel a task; its hold is given back', vi: 'Hủy tác vụ; khoản tạm giữ được trả lại' },
    params: taskParams,
    limit: { calls: 60, perMs: 60_000 },
    reply: taskReply,
    handler: async ({ caller, params }, deps) => {
      const row = await deps.tasks.cancel(await owned(deps, caller.user.id, params.id));
      return taskView(deps, taskNames(deps), row);
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/portal/tasks/:id',
    auth: 'user',
    summary: {
      en: 'Delete a task that has ended, with its results',
      vi: 'Xóa tác vụ đã kết thúc cùng kết quả',
    },
    params: taskParams,
    reply: z.object({ removed: z.literal(true) }),
    handler: async ({ caller, params }, deps) => {
      await deps.tasks.remove(await owned(deps, caller.user.id, params.id));
      return { removed: true as const };
    },
  }),
];
