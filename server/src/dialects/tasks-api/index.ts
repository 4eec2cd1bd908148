import { z } from 'zod';
import type { CallKind, RequestHead } from '../../spec/call.ts';
import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { isFinal, type TaskDesk, type TaskQuery, type TaskStatus, taskStatuses } from '../../spec/task.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';
import { listQuery, taskBody, taskParams } from './wire.ts';

const json = (body: object): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

const idOf = ({ params }: RequestHead): string => params['task'] ?? '';

/** Throws field_invalid naming the word that makes no sense. */
function readQuery({ query }: RequestHead): TaskQuery {
  const read = listQuery.safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new GatewayError('field_invalid', `${issue?.path.join('.')}: ${issue?.message}`, {
      param: issue?.path.join('.') ?? '',
    });
  }
  const { status, order, kind, from, to, limit, after, dialect, model } = read.data;
  return {
    limit,
    newestFirst: order === 'desc',
    ...(after === undefined ? {} : { after }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(model === undefined ? {} : { model }),
    ...(kind === undefined ? {} : { kind: [kind] satisfies CallKind[] }),
    ...(status === undefined ? {} : { status: status.split(',').map((word) => statusOf(word.trim())) }),
    ...(from === undefined ? {} : { from: from * 1000 }),
    ...(to === undefined ? {} : { to: to * 1000 + 999 }),
  };
}

function statusOf(word: string): TaskStatus {
  const status = taskStatuses.find((one) => one === word);
  if (status === undefined)
    throw new GatewayError(
      'field_invalid',
      `'${word.slice(0, 50)}' is no state; there are: ${taskStatuses.join(', ')}`,
      {
        param: 'status',
      },
    );
  return status;
}

/** How often a stream says something, so that nothing between closes it. Milliseconds. */
const quietMs = 15_000;

/** One event for each change, until the task has ended. */
async function* eventsOf(desk: TaskDesk, id: string): AsyncGenerator<string> {
  let task = await desk.get(id);
  for (;;) {
    yield `data: ${JSON.stringify(taskBody(task))}\n\n`;
    if (isFinal(task.status)) return;
    const { version } = task;
    for (;;) {
      task = await desk.changed(id, version, quietMs);
      if (task.version !== version) break;
      yield keepAlive;
    }
  }
}

/** Every task of a customer in one form, whatever API made it. */
export const tasksApi: Dialect = {
  id: 'tasks-api',
  wire: 'tasks-api',
  title: { en: 'Tasks (all APIs)', vi: 'Tác vụ (mọi API)' },
  endpoints: [
    {
      does: 'task-desk',
      method: 'GET',
      path: '/v1/tasks',
      rows: [],
      summary: { en: 'List your tasks', vi: 'Liệt kê các tác vụ của bạn' },
      query: listQuery,
      async serve({ head }, desk) {
        const { tasks, more } = await desk.list(readQuery(head));
        return json({
          object: 'list',
          data: tasks.map(taskBody),
          first_id: tasks[0]?.id ?? null,
          last_id: tasks.at(-1)?.id ?? null,
          has_more: more,
        });
      },
    },
    {
      does: 'task-desk',
      method: 'GET',
      path: '/v1/tasks/webhook-secret',
      rows: [],
      summary: { en: 'What notifications of your tasks are signed with', vi: 'Khóa ký thông báo tác vụ' },
      serve: async (_question, desk) => json({ object: 'webhook_secret', secret: desk.hookSecret }),
    },
    {
      does: 'task-desk',
      method: 'GET',
      path: '/v1/tasks/:task',
      rows: [],
      summary: { en: 'Show a task', vi: 'Xem một tác vụ' },
      params: taskParams,
      serve: async ({ head }, desk) => json(taskBody(await desk.get(idOf(head)))),
    },
    {
      does: 'task-desk',
      method: 'POST',
      path: '/v1/tasks/:task/cancel',
      rows: [],
      summary: { en: 'Cancel a task', vi: 'Hủy một tác vụ' },
      params: taskParams,
      body: z.looseObject({}),
      serve: async ({ head }, desk) => json(taskBody(await desk.cancel(idOf(head)))),
    },
    {
      does: 'task-desk',
      method: 'DELETE',
      path: '/v1/tasks/:task',
      rows: [],
      summary: {
        en: 'Delete a task that has ended, with its results',
        vi: 'Xóa một tác vụ đã kết thúc và kết quả',
      },
      params: taskParams,
      serve: async ({ head }, desk) => {
        const { id } = await desk.remove(idOf(head));
        return json({ id, object: 'task', deleted: true });
      },
    },
    {
      does: 'task-desk',
      method: 'GET',
      path: '/v1/tasks/:task/events',
      rows: [],
      summary: { en: 'Watch a task', vi: 'Theo dõi một tác vụ' },
      params: taskParams,
      async serve({ head }, desk) {
        const id = idOf(head);
        await desk.get(id); // one that is not there is answered before the stream begins
        return {
          headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
          stream: eventsOf(desk, id),
        };
      },
    },
  ],
  writeFault,
  writeStreamFault,
  keepAlive,
};
