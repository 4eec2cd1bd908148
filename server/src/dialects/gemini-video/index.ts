import type { Dialect, Endpoint, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { writeFault, writeStreamFault } from '../_families/google-faults.ts';
import { readGenerate } from './read.ts';
import { neededVideo } from './video-names.ts';
import {
  fileQuery,
  generateBody,
  keyQuery,
  modelOperationPath,
  modelPath,
  operationPath,
  videoPath,
} from './wire.ts';
import { answer, operation, writeHook } from './write.ts';

const submit: Omit<SubmitEndpoint, 'path' | 'method'> = {
  does: 'submit-task',
  name: 'generate_videos',
  kind: 'video',
  typeName: 'gemini-video',
  rows: [],
  summary: { en: 'Make a film with Veo', vi: 'Tạo video với Veo' },
  params: modelPath,
  query: keyQuery,
  body: generateBody,
  neutral: true,
  read: readGenerate,
  written: (task) => answer(operation(task, undefined)),
};

const show: TaskDeskEndpoint['serve'] = async ({ head }, desk) => {
  const task = await desk.get((head.params['operation'] ?? '').trim());
  if (task.kind !== 'video') throw new GatewayError('task_unknown', 'there is no such operation');
  return answer(operation(task, desk.origin));
};

const content: TaskDeskEndpoint['serve'] = async ({ head }, desk) => {
  const rest = head.params['*'];
  // The name's first word is part of the path; a whole address has it itself.
  const { task, index } = neededVideo(rest ?? `video${head.params['video'] ?? ''}`);
  await desk.get(task);
  return { content: { task, index } };
};

/** Files stand behind one version only: behind the other there are another maker's. The manual tells of Google's own path. */
const files = (
  version: string,
  desk: Pick<TaskDeskEndpoint, 'does' | 'method' | 'rows' | 'query'>,
): readonly Endpoint[] => [
  {
    ...desk,
    path: `/${version}/files/video:video:download`,
    summary: { en: 'Download the film', vi: 'Tải video về' },
    params: videoPath,
    query: fileQuery,
    serve: content,
    alias: true,
  },
  {
    // What Google's SDKs make of an http address, see video-names.ts.
    ...desk,
    path: `/${version}/files/http::/*`,
    summary: { en: 'Download the film', vi: 'Tải video về' },
    serve: content,
    alias: true,
  },
];

/** Google's SDKs may ask for either version; the manual tells of the first. */
const versions = ['v1beta', 'v1'];

const endpoints: readonly Endpoint[] = versions.flatMap((version, at): readonly Endpoint[] => {
  const isAlias = at === 0 ? {} : { alias: true as const };
  const desk = { does: 'task-desk', method: 'GET', rows: [], query: keyQuery } as const;
  return [
    { ...submit, method: 'POST', path: `/${version}/models/:model:predictLongRunning`, ...isAlias },
    {
      ...desk,
      path: `/${version}/models/:model/operations/:operation`,
      summary: { en: 'Ask for the film', vi: 'Hỏi kết quả video' },
      params: modelOperationPath,
      serve: show,
      ...isAlias,
    },
    {
      ...desk,
      path: `/${version}/operations/:operation`,
      summary: { en: 'Ask for the film', vi: 'Hỏi kết quả video' },
      params: operationPath,
      serve: show,
      alias: true,
    },
    ...(at === 0 ? files(version, desk) : []),
  ];
});

/** Veo in Google's own format: predictLongRunning and its operations. Every video model can be used with it. */
export const geminiVideo: Dialect = {
  id: 'gemini-video',
  wire: 'gemini-video',
  title: { en: 'Google Gemini video (Veo)', vi: 'Google Gemini video (Veo)' },
  endpoints,
  writeFault,
  writeStreamFault,
  keepAlive: '',
  writeHook,
};
