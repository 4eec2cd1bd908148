import type { Dialect, SubmitEndpoint } from '../../spec/dialect.ts';
import { asks, fetchTask } from './desk.ts';
import { envelope, writeFault } from './faults.ts';
import { readSubmit, readVisual } from './read.ts';
import { fetchParams, submitBody, visualBody, visualQuery } from './wire.ts';
import { answer, visual, wrapped } from './write.ts';

/** The visual API has one address; the action in the query says what is meant. */
const visualEndpoint: SubmitEndpoint = {
  does: 'submit-task',
  method: 'POST',
  path: '/jimeng/',
  name: 'visual',
  kind: 'video',
  typeName: 'jimeng-visual',
  rows: [],
  summary: {
    en: 'Make, query and cancel films, in the official form',
    vi: 'Tạo, truy vấn và hủy video theo dạng chính thức',
  },
  query: visualQuery,
  body: visualBody,
  read: readVisual,
  written: ({ id, requestId }) => answer(visual({ task_id: id }, requestId)),
  asks,
};

/** Jimeng's films, in the short form of gateways and in that of Volcengine's visual API. */
export const jimeng: Dialect = {
  id: 'jimeng',
  wire: 'jimeng',
  title: { en: 'Jimeng', vi: 'Jimeng' },
  endpoints: [
    {
      does: 'submit-task',
      method: 'POST',
      path: '/jimeng/submit/videos',
      name: 'submit',
      kind: 'video',
      typeName: 'jimeng-video',
      rows: ['R149'],
      summary: { en: 'Make a film with Jimeng', vi: 'Tạo video với Jimeng' },
      body: submitBody,
      neutral: true,
      read: readSubmit,
      written: ({ id }) => wrapped(id),
    },
    {
      does: 'task-desk',
      method: 'GET',
      path: '/jimeng/fetch/:id',
      rows: ['R148', 'R150'],
      summary: { en: 'Query a film task', vi: 'Truy vấn tác vụ video' },
      params: fetchParams,
      serve: fetchTask,
    },
    visualEndpoint,
    { ...visualEndpoint, path: '/jimeng', name: 'visual-bare', alias: true },
  ],
  writeFault,
  writeStreamFault: (error, requestId) => `data: ${envelope(error, requestId)}\n\n`,
  keepAlive: '',
};
