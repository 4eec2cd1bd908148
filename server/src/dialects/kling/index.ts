import { z } from 'zod';
import type { Dialect, Endpoint, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskDesk } from '../../spec/task.ts';
import type { Text } from '../../spec/text.ts';
import { actionOf, actions, longActions, pathedActions } from './actions.ts';
import * as bodies from './bodies.ts';
import { writeFault, writeStreamFault } from './faults.ts';
import { readLegacy, readPathed } from './read.ts';
import { writeHook, writeTask, writeTasks } from './write.ts';

const dialect = 'kling';

type Documented = {
  readonly action: string;
  readonly body: z.ZodType;
  readonly rows: readonly string[];
  readonly summary: Text;
};

const documented: readonly Documented[] = [
  {
    action: 'images/generations',
    body: bodies.images,
    rows: ['R136'],
    summary: { en: 'Make pictures', vi: 'Tạo ảnh' },
  },
  {
    action: 'videos/text2video',
    body: bodies.text2video,
    rows: ['R137', 'R135'],
    summary: { en: 'Make a video from a text', vi: 'Tạo video từ văn bản' },
  },
  {
    action: 'videos/image2video',
    body: bodies.image2video,
    rows: ['R138'],
    summary: { en: 'Make a video from a picture', vi: 'Tạo video từ ảnh' },
  },
  {
    action: 'videos/multi-image2video',
    body: bodies.multiImage,
    rows: ['R140'],
    summary: { en: 'Make a video with up to four pictures', vi: 'Tạo video từ tối đa bốn ảnh' },
  },
  {
    action: 'images/kolors-virtual-try-on',
    body: bodies.tryOn,
    rows: ['R141'],
    summary: { en: 'Dress a person in a garment', vi: 'Thử đồ ảo' },
  },
  {
    action: 'videos/lip-sync',
    body: bodies.lipSync,
    rows: ['R142'],
    summary: { en: 'Let a person in a video speak', vi: 'Khớp khẩu hình theo lời nói' },
  },
  {
    action: 'videos/video-extend',
    body: bodies.videoExtend,
    rows: ['R143'],
    summary: { en: 'Go on from a video', vi: 'Kéo dài video' },
  },
  {
    action: 'videos/effects',
    body: bodies.effects,
    rows: ['R144'],
    summary: { en: 'Make a video by an effect', vi: 'Tạo video theo hiệu ứng' },
  },
];

/** The second root is that of another gateway of this family, whose clients find it here too. */
const roots = ['/kling', '/klingai'] as const;

/** What these ask for the neutral form has words for. */
const neutral: readonly string[] = ['videos/text2video', 'videos/image2video', 'videos/multi-image2video'];

const submit = (root: string, { action, body, rows, summary }: Documented): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  path: `${root}/v1/${action}`,
  name: root === roots[0] ? action : `${root.slice(1)}/${action}`,
  kind: actions[action]?.kind ?? 'video',
  typeName: 'kling',
  rows: root === roots[0] ? rows : [],
  summary,
  body,
  ...(neutral.includes(action) ? { neutral: true } : {}),
  ...(root === roots[0] ? {} : { alias: true }),
  read: (bytes) => readLegacy(action, body, bytes),
  written: writeTask,
});

const steps = {
  group: z.string().meta({ description: 'images, videos, audio or general.' }),
  action: z.string(),
};

/** Whatever else Kling has behind /v1, passed on. */
const others = (root: string): readonly SubmitEndpoint[] =>
  [
    { path: '/v1/:group/:action', params: z.object(steps), name: 'other' },
    {
      path: '/v1/:group/:action/:step',
      params: z.object({ ...steps, step: z.string() }),
      name: 'other-step',
    },
  ].map(({ path, params, name }) => ({
    does: 'submit-task',
    method: 'POST',
    path: `${root}${path}`,
    name: `${root.slice(1)}/${name}`,
    kind: 'video',
    typeName: 'kling',
    rows: [],
    summary: { en: 'Anything else of Kling’s API', vi: 'Các chức năng khác của API Kling' },
    params,
    body: bodies.anything,
    ...(root === roots[0] && name === 'other' ? {} : { alias: true }),
    read: (bytes, { params: given }) =>
      readLegacy(
        [given['group'], given['action'], given['step']].filter(Boolean).join('/'),
        bodies.anything,
        bytes,
      ),
    written: writeTask,
  }));

/** The newer paths: the model stands at their end. */
const pathed = (root: string): readonly SubmitEndpoint[] =>
  pathedActions.map((action) => ({
    does: 'submit-task',
    method: 'POST',
    path: `${root}/${action}/:model`,
    name: root === roots[0] ? action : `${root.slice(1)}/${action}`,
    kind: 'video',
    typeName: 'kling',
    rows: [],
    summary: { en: 'Make a video, newer form', vi: 'Tạo video, dạng mới' },
    params: z.object({ model: z.string().meta({ description: 'Name of the model.' }) }),
    body: bodies.pathed,
    ...(root === roots[0] && action === 'text-to-video' ? {} : { alias: true }),
    read: (bytes, head) => readPathed(action, bodies.pathed, bytes, head),
    written: writeTask,
  }));

const pageSchema = z.object({
  pageNum: z.int().min(1).max(1000).optional().meta({ description: 'Page, from 1.' }),
  pageSize: z
    .int()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Tasks a page, 30 unless told, at most 500.' }),
});

/** A number of the query within its bounds. Throws field_invalid. */
function pageNumber(query: URLSearchParams, name: string, fallback: number, most: number): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new GatewayError('field_invalid', `${name} is a whole number from 1 to ${most}`, { param: name });
  return value;
}

async function listTasks(action: string, queryText: string, desk: TaskDesk) {
  if (!actionOf(action)) throw new GatewayError('endpoint_unknown', `there is no ${action} here`);
  const query = new URLSearchParams(queryText);
  const { tasks } = await desk.list({
    page: pageNumber(query, 'pageNum', 1, 1000),
    limit: pageNumber(query, 'pageSize', 30, 500),
    newestFirst: true,
    dialect,
    action: [action],
  });
  return writeTasks(tasks);
}

const desks = (root: string): readonly TaskDeskEndpoint[] => {
  const isFirst = root === roots[0];
  const get = (
    path: string,
    rest: Pick<TaskDeskEndpoint, 'serve' | 'summary'> & Partial<TaskDeskEndpoint>,
  ): TaskDeskEndpoint => ({
    does: 'task-desk',
    method: 'GET',
    path: `${root}${path}`,
    rows: [],
    ...(isFirst ? {} : { alias: true }),
    ...rest,
  });
  const list = { en: 'List tasks', vi: 'Liệt kê tác vụ' };
  const query = { en: 'Query a task', vi: 'Truy vấn tác vụ' };
  const id = z.string().meta({ description: 'The task, by its id or by your own external_task_id.' });
  return [
    get('/v1/:group/:action', {
      summary: list,
      params: z.object(steps),
      query: pageSchema,
      serve: ({ head }, desk) =>
        listTasks(`${head.params['group']}/${head.params['action']}`, head.query, desk),
    }),
    get('/v1/:group/:action/:task_id', {
      rows: isFirst ? ['R139'] : [],
      summary: query,
      params: z.object({ ...steps, task_id: id }),
      async serve({ head }, desk) {
        const { group, action, task_id: task = '' } = head.params;
        const longer = `${group}/${action}/${task}`;
        return longActions.has(longer)
          ? listTasks(longer, head.query, desk)
          : writeTask(await desk.get(task));
      },
    }),
    get('/v1/:group/:action/:step/:task_id', {
      alias: true,
      summary: query,
      params: z.object({ ...steps, step: z.string(), task_id: id }),
      serve: async ({ head }, desk) => writeTask(await desk.get(head.params['task_id'] ?? '')),
    }),
    get('/tasks', {
      summary: { en: 'Query tasks of the newer form', vi: 'Truy vấn các tác vụ dạng mới' },
      query: z.object({
        task_ids: z.string().optional().meta({ description: 'Ids, parted by commas.' }),
        external_task_ids: z.string().optional().meta({ description: 'Your own names, parted by commas.' }),
      }),
      async serve({ head }, desk) {
        const asked = new URLSearchParams(head.query);
        const names = [asked.get('task_ids'), asked.get('external_task_ids')]
          .flatMap((text) => (text ?? '').split(','))
          .map((name) => name.trim())
          .filter(Boolean);
        if (names.length === 0)
          throw new GatewayError('field_invalid', 'task_ids or external_task_ids is required', {
            param: 'task_ids',
          });
        if (names.length > mostAtOnce)
          throw new GatewayError('field_invalid', `task_ids names more than ${mostAtOnce} tasks`, {
            param: 'task_ids',
          });
        const found = await Promise.all(names.map((name) => desk.find(name)));
        return writeTasks(found.filter((task) => task !== undefined));
      },
    }),
  ];
};

/** Tasks in one query. */
const mostAtOnce = 100;

const endpoints: readonly Endpoint[] = roots.flatMap((root) => [
  ...documented.map((one) => submit(root, one)),
  ...others(root),
  ...pathed(root),
  ...desks(root),
]);

/**
 * Kling's own API under /kling: its paths, bodies, numbers of errors and callbacks. Sources: kling.ai/document-api and
 * its forerunner app.klingai.com/global/dev/document-api; what gateways of this family add is named where it is.
 */
export const kling: Dialect = {
  id: dialect,
  wire: dialect,
  title: { en: 'Kling', vi: 'Kling' },
  endpoints,
  writeFault,
  writeStreamFault,
  keepAlive: '',
  writeHook,
};
