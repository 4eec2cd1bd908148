import type { Dialect, Endpoint, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { list, remove, show } from './desk.ts';
import { envelope, writeFault } from './faults.ts';
import { readCreate } from './read.ts';
import { createBody, listQuery, taskParams } from './wire.ts';
import { answer, taskOf } from './write.ts';

const tasks = '/contents/generations/tasks';

const create: SubmitEndpoint = {
  does: 'submit-task',
  method: 'POST',
  path: `/volc/v1${tasks}`,
  name: 'create',
  kind: 'video',
  typeName: 'ark-video',
  rows: ['R156', 'R157', 'R158', 'R159', 'R160'],
  summary: { en: 'Make a film with Seedance', vi: 'Tạo video với Seedance' },
  body: createBody,
  neutral: true,
  read: readCreate,
  written: ({ id }) => answer({ id }),
};

const desks: readonly TaskDeskEndpoint[] = [
  {
    does: 'task-desk',
    method: 'GET',
    path: `/volc/v1${tasks}/:id`,
    rows: ['R161'],
    summary: { en: 'Show a task', vi: 'Xem một tác vụ' },
    params: taskParams,
    serve: show,
  },
  {
    does: 'task-desk',
    method: 'GET',
    path: `/volc/v1${tasks}`,
    rows: ['R162', 'R163'],
    summary: { en: 'List tasks', vi: 'Liệt kê các tác vụ' },
    query: listQuery,
    serve: list,
  },
  {
    does: 'task-desk',
    method: 'DELETE',
    path: `/volc/v1${tasks}/:id`,
    rows: [],
    summary: {
      en: 'Cancel a waiting task, or forget one that has ended',
      vi: 'Hủy tác vụ đang chờ, hoặc xóa tác vụ đã xong',
    },
    params: taskParams,
    serve: remove,
  },
];

/** The same under the address of another gateway and under Ark's own, for its SDKs. */
const aliasesOf = (endpoint: SubmitEndpoint | TaskDeskEndpoint): readonly Endpoint[] =>
  ['/volc/v3', '/api/v3'].map((prefix) => ({
    ...endpoint,
    path: endpoint.path.replace('/volc/v1', prefix),
    ...(endpoint.does === 'submit-task' ? { name: `${endpoint.name}${prefix.replaceAll('/', '-')}` } : {}),
    alias: true,
    rows: [],
  }));

/** Film tasks as Volcengine Ark has them: Seedance. */
export const arkVideo: Dialect = {
  id: 'ark-video',
  wire: 'ark-video',
  title: { en: 'Volcengine Ark video tasks', vi: 'Tác vụ video Volcengine Ark' },
  endpoints: [create, ...desks].flatMap((endpoint) => [endpoint, ...aliasesOf(endpoint)]),
  writeFault,
  writeStreamFault: (error, requestId) => `data: ${envelope(error, requestId)}\n\n`,
  keepAlive: '',
  // The callback holds what a query would show: https://www.volcengine.com/docs/82379/1520757, callback_url.
  writeHook: (view) => ({
    body: JSON.stringify(taskOf(view)),
    headers: { 'content-type': 'application/json; charset=utf-8' },
  }),
};
