import type { Dialect } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';
import { readCreate, readGeneration } from './read.ts';
import { createBody, generationBody, taskPath, taskQuery } from './wire.ts';
import { answer, created, generated, generation, queried, taskRef } from './write.ts';

const needId = (id: string): string => {
  if (id !== '') return id;
  throw new GatewayError('field_invalid', 'say in id which task is meant', { param: 'id' });
};

/** The unified video format: one pair of endpoints for the films of every maker. */
export const videoUnified: Dialect = {
  id: 'video-unified',
  wire: 'video-unified',
  title: { en: 'Unified video format', vi: 'Định dạng video thống nhất' },
  endpoints: [
    {
      does: 'submit-task',
      method: 'POST',
      path: '/v1/video/create',
      name: 'create',
      kind: 'video',
      typeName: 'video-create',
      rows: ['R122', 'R123', 'R124', 'R126', 'R165', 'R166', 'R167', 'R168'],
      summary: { en: 'Create a video', vi: 'Tạo video' },
      body: createBody,
      neutral: true,
      read: readCreate,
      written: (task) => answer(created(task)),
    },
    {
      does: 'task-desk',
      method: 'GET',
      path: '/v1/video/query',
      rows: ['R122', 'R125', 'R164'],
      summary: { en: 'Query a video task', vi: 'Truy vấn tác vụ video' },
      query: taskQuery,
      serve: async ({ head }, desk) => {
        const id = taskRef(new URLSearchParams(head.query).get('id') ?? undefined);
        return answer(queried(await desk.get(needId(id))));
      },
    },
    {
      does: 'submit-task',
      method: 'POST',
      path: '/v1/video/generations',
      form: true,
      name: 'generations',
      kind: 'video',
      typeName: 'video-generations',
      rows: [],
      summary: { en: 'Create a video (newer form)', vi: 'Tạo video (dạng mới)' },
      body: generationBody,
      neutral: true,
      read: readGeneration,
      written: (task) => answer(generated(task)),
    },
    {
      does: 'task-desk',
      method: 'GET',
      path: '/v1/video/generations/:id',
      rows: [],
      summary: { en: 'Query a video task (newer form)', vi: 'Truy vấn tác vụ video (dạng mới)' },
      params: taskPath,
      serve: async ({ head }, desk) => answer(generation(await desk.get(needId(taskRef(head.params['id']))))),
    },
  ],
  writeFault,
  writeStreamFault,
  keepAlive,
};
