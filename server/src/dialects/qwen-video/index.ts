import type { Dialect, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskQuestion } from '../../spec/task.ts';
import { faultText, writeFault } from './faults.ts';
import { readSynthesis } from './read.ts';
import { listQuery, synthesisBody, taskParams } from './wire.ts';
import { show, showCancelled, showList, written } from './write.ts';

const idOf = ({ head }: TaskQuestion): string => {
  const { id } = head.params;
  if (id) return id;
  throw new GatewayError('field_invalid', 'the address lacks the task', { param: 'id' });
};

/** The gateway's own prefix, DashScope's own paths, and what others call it. */
const prefixes = ['/alibailian', '', '/wan'] as const;

const submit: SubmitEndpoint = {
  does: 'submit-task',
  method: 'POST',
  path: '/api/v1/services/aigc/video-generation/video-synthesis',
  name: 'video-synthesis',
  kind: 'video',
  typeName: 'qwen-video',
  rows: ['R179'],
  summary: { en: 'Make a film with a Wan model', vi: 'Tạo video bằng model Wan' },
  body: synthesisBody,
  neutral: true,
  read: readSynthesis('video-generation'),
  written,
};

/** Where DashScope keeps first-and-last-frame and speaking models. */
const frames: SubmitEndpoint = {
  ...submit,
  path: '/api/v1/services/aigc/image2video/video-synthesis',
  name: 'image2video',
  rows: [],
  summary: {
    en: 'Make a film between two frames, or of a speaker',
    vi: 'Tạo video giữa hai khung hình hoặc video người nói',
  },
  read: readSynthesis('image2video'),
};

const query: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'GET',
  path: '/api/v1/tasks/:id',
  rows: ['R180'],
  summary: { en: 'How a film is coming along', vi: 'Xem tiến độ của một video' },
  params: taskParams,
  serve: async (question, desk) => show(await desk.get(idOf(question))),
};

const cancel: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'POST',
  path: '/api/v1/tasks/:id/cancel',
  rows: [],
  summary: { en: 'Cancel a film that has not begun', vi: 'Hủy một video chưa bắt đầu' },
  params: taskParams,
  serve: async (question, desk) => showCancelled(await desk.cancel(idOf(question))),
};

const list: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'GET',
  path: '/api/v1/tasks',
  rows: [],
  summary: { en: 'The films of this account', vi: 'Danh sách video của tài khoản' },
  query: listQuery,
  serve: ({ head }, desk) => showList(new URLSearchParams(head.query), desk),
};

/** DashScope's video services (Model Studio): Wan films, asked for and queried as the maker's own SDK does. */
export const qwenVideo: Dialect = {
  id: 'qwen-video',
  wire: 'qwen-video',
  title: { en: 'Qwen video (DashScope)', vi: 'Video Qwen (DashScope)' },
  endpoints: prefixes.flatMap((prefix, at) =>
    [submit, frames, query, cancel, list].map((endpoint) => ({
      ...endpoint,
      path: prefix + endpoint.path,
      ...(at === 0 ? {} : { alias: true as const, rows: [] }),
    })),
  ),
  writeFault,
  // Nothing here is streamed.
  writeStreamFault: faultText,
  keepAlive: '',
};
