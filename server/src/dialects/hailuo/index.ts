import type { Dialect, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskQuestion } from '../../spec/task.ts';
import { faultBody, writeFault } from './faults.ts';
import { readFilm } from './read.ts';
import { fileQuery, filmBody, taskQuery } from './wire.ts';
import { showBoth, showFile, showNative, writeHook, written } from './write.ts';

/** The query's field. Throws field_invalid where it is missing. */
function asked({ head }: TaskQuestion, name: string): string {
  const value = new URLSearchParams(head.query).get(name)?.trim();
  if (value) return value;
  throw new GatewayError('field_invalid', `you must provide ${name} in the query`, { param: name });
}

const submit: SubmitEndpoint = {
  does: 'submit-task',
  method: 'POST',
  path: '/minimax/v1/video_generation',
  name: 'video_generation',
  kind: 'video',
  typeName: 'hailuo-video',
  rows: ['R152', 'R154', 'R155'],
  summary: { en: 'Make a film from text or pictures', vi: 'Tạo video từ văn bản hoặc ảnh' },
  body: filmBody,
  neutral: true,
  read: (body) => readFilm(body),
  written,
};

const query: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'GET',
  path: '/minimax/v1/query/video_generation',
  rows: ['R151', 'R153'],
  summary: { en: 'How a film is coming along', vi: 'Xem tiến độ của một video' },
  query: taskQuery,
  serve: async (question, desk) => showBoth(await desk.get(asked(question, 'task_id'))),
};

const file: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'GET',
  path: '/minimax/v1/files/retrieve',
  rows: [],
  summary: { en: 'The link of a finished film', vi: 'Lấy liên kết của video đã tạo xong' },
  query: fileQuery,
  async serve(question, desk) {
    const id = asked(question, 'file_id');
    const task = await desk.find(id);
    const answer = task && showFile(task);
    if (answer) return answer;
    throw new GatewayError('file_unknown', `there is no file ${id.slice(0, 64)} of a finished film`, {
      param: 'file_id',
    });
  },
};

/** MiniMax's video API ("Conch", Hailuo), at the gateway's paths and at MiniMax's own. */
export const hailuo: Dialect = {
  id: 'hailuo',
  wire: 'hailuo',
  title: { en: 'Hailuo (MiniMax)', vi: 'Hailuo (MiniMax)' },
  endpoints: [
    submit,
    query,
    file,
    // MiniMax's own paths, for its clients; they know nothing of the gateway's envelope.
    { ...submit, path: '/v1/video_generation', alias: true, rows: [] },
    {
      ...query,
      path: '/v1/query/video_generation',
      alias: true,
      rows: [],
      serve: async (question, desk) => showNative(await desk.get(asked(question, 'task_id'))),
    },
    { ...file, path: '/v1/files/retrieve', alias: true, rows: [] },
  ],
  writeFault,
  // Nothing here is streamed.
  writeStreamFault: (error, requestId) => JSON.stringify(faultBody(error, requestId)),
  keepAlive: '',
  writeHook,
};
