import { textsIn } from '../../base/json.ts';
import type { Dialect, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields } from '../../spec/json-body.ts';
import type { TaskView } from '../../spec/task.ts';
import type { Text } from '../../spec/text.ts';
import { writeFault } from './faults.ts';
import {
  always,
  type Means,
  ofButton,
  ofChange,
  ofDescribe,
  ofModal,
  ofSimpleChange,
  ofVideo,
  reader,
} from './read.ts';
import {
  actionBody,
  blendBody,
  changeBody,
  describeBody,
  editsBody,
  imagineBody,
  listBody,
  modalBody,
  shortenBody,
  simpleChangeBody,
  swapBody,
  taskParams,
  uploadBody,
  videoBody,
} from './wire.ts';
import {
  answer,
  pictureOf,
  taskObject,
  writeHook,
  writeSeed,
  writeSubmitted,
  writeUploaded,
} from './write.ts';

const submit = (
  name: string,
  rows: readonly string[],
  summary: Text,
  body: SubmitEndpoint['body'],
  means: Means,
): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  path: `/mj/${name}`,
  name,
  kind: name === 'submit/video' ? 'video' : 'image',
  typeName: 'mj-proxy',
  rows,
  summary,
  body,
  read: reader(name, body, means),
  written: writeSubmitted,
});

const submits: readonly SubmitEndpoint[] = [
  {
    ...submit(
      'submit/upload-discord-images',
      ['R082'],
      { en: 'Upload pictures', vi: 'Tải ảnh lên' },
      uploadBody,
      always('upload'),
    ),
    written: writeUploaded,
  },
  submit(
    'submit/imagine',
    ['R083'],
    { en: 'Draw four pictures from a text', vi: 'Vẽ bốn ảnh từ mô tả' },
    imagineBody,
    always('imagine'),
  ),
  submit(
    'submit/action',
    ['R087'],
    { en: 'Press a button of a task', vi: 'Bấm một nút của tác vụ' },
    actionBody,
    ofButton,
  ),
  submit('submit/blend', ['R088'], { en: 'Blend pictures', vi: 'Hòa trộn ảnh' }, blendBody, always('blend')),
  submit(
    'submit/describe',
    ['R089'],
    { en: 'Prompts for a picture', vi: 'Viết prompt từ ảnh' },
    describeBody,
    ofDescribe,
  ),
  submit(
    'submit/modal',
    ['R090'],
    { en: 'Confirm a task that waits', vi: 'Xác nhận tác vụ đang chờ' },
    modalBody,
    ofModal,
  ),
  submit(
    'submit/change',
    [],
    { en: 'Upscale, vary or repeat a grid', vi: 'Phóng to, biến thể hoặc vẽ lại' },
    changeBody,
    ofChange,
  ),
  submit(
    'submit/simple-change',
    [],
    { en: 'The same in one line', vi: 'Như trên, trong một dòng' },
    simpleChangeBody,
    ofSimpleChange,
  ),
  submit(
    'submit/shorten',
    [],
    { en: 'Shorten a prompt', vi: 'Rút gọn prompt' },
    shortenBody,
    always('shorten'),
  ),
  submit('submit/edits', [], { en: 'Edit a picture', vi: 'Sửa ảnh' }, editsBody, always('edits')),
  submit('submit/video', [], { en: 'Make films of a picture', vi: 'Tạo video từ ảnh' }, videoBody, ofVideo),
  submit('insight-face/swap', [], { en: 'Swap a face', vi: 'Ghép mặt' }, swapBody, always('swap_face')),
];

const desk = (
  method: 'GET' | 'POST',
  path: string,
  rows: readonly string[],
  summary: Text,
  rest: Pick<TaskDeskEndpoint, 'serve'> & Partial<Pick<TaskDeskEndpoint, 'body' | 'open' | 'params'>>,
): TaskDeskEndpoint => ({ does: 'task-desk', method, path: `/mj/${path}`, rows, summary, ...rest });

const idOf = (question: { readonly head: { readonly params: Readonly<Record<string, string>> } }): string =>
  question.head.params['id'] ?? '';

/** As many as one list of the desk may have. */
const pageSize = 100;

const listTasks: TaskDeskEndpoint['serve'] = async ({ body }, tasks) => {
  checkFields(listBody, body);
  const ids = [...new Set(textsIn(body['ids']))];
  const found = new Map<string, TaskView>();
  for (let at = 0; at < ids.length; at += pageSize) {
    const some = ids.slice(at, at + pageSize);
    for (const task of (await tasks.list({ ids: some, limit: some.length })).tasks) found.set(task.id, task);
  }
  return answer(ids.flatMap((id) => found.get(id) ?? []).map(taskObject));
};

const listing = desk(
  'POST',
  'task/list-by-condition',
  ['R085'],
  { en: 'Several tasks by their ids', vi: 'Nhiều tác vụ theo danh sách id' },
  { body: listBody, serve: listTasks },
);

const desks: readonly TaskDeskEndpoint[] = [
  desk(
    'GET',
    'task/:id/fetch',
    ['R084'],
    { en: 'A task by its id', vi: 'Một tác vụ theo id' },
    {
      params: taskParams,
      serve: async (question, tasks) => answer(taskObject(await tasks.get(idOf(question)))),
    },
  ),
  listing,
  { ...listing, path: '/mj/task/list-by-ids', alias: true, rows: [] },
  desk(
    'GET',
    'task/:id/image-seed',
    ['R086'],
    { en: 'The seed of a picture', vi: 'Seed của ảnh' },
    {
      params: taskParams,
      async serve(question, tasks) {
        const task = await tasks.get(idOf(question));
        if (task.status !== 'succeeded')
          throw new GatewayError(
            'field_invalid',
            'task_status_not_success: only a task that succeeded has a seed',
            {
              param: 'id',
            },
          );
        return writeSeed(await tasks.ask(task.id, 'seed'));
      },
    },
  ),
  desk(
    'POST',
    'task/:id/cancel',
    [],
    { en: 'Cancel a task', vi: 'Hủy tác vụ' },
    {
      params: taskParams,
      serve: async (question, tasks) => answer(taskObject(await tasks.cancel(idOf(question)))),
    },
  ),
  // Pictures stand in pages: browsers send no key.
  desk(
    'GET',
    'image/:id',
    [],
    { en: 'The picture of a task', vi: 'Ảnh của tác vụ' },
    {
      params: taskParams,
      open: true,
      async serve(question, tasks) {
        const task = await tasks.find(idOf(question));
        const picture = task && pictureOf(task);
        if (!task || !picture) return answer({ error: 'midjourney_task_not_found' }, 404);
        return { content: { task: task.id, index: picture.index } };
      },
    },
  ),
];

/** `/mj-fast/mj/…`, `/mj-relax/mj/…`, `/mj-turbo/mj/…`: the same with a speed in the first part, whatever else it holds. */
const withSpeed = <E extends SubmitEndpoint | TaskDeskEndpoint>(endpoint: E): E => ({
  ...endpoint,
  path: `/:mode${endpoint.path}`,
  alias: true,
  rows: [],
});

/** The protocol of midjourney-proxy, which every gateway and client of Midjourney speaks. */
export const midjourney: Dialect = {
  id: 'midjourney',
  wire: 'midjourney',
  title: { en: 'Midjourney', vi: 'Midjourney' },
  endpoints: [...submits, ...desks, ...submits.map(withSpeed), ...desks.map(withSpeed)],
  writeFault,
  // Nothing of this wire streams.
  writeStreamFault: () => '',
  keepAlive: '',
  writeHook,
};
