import { isObject, type Json, numberIn, objectOf, objectsIn, stringIn, textIn } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import type { HookBody, TaskStatus, TaskView } from '../../spec/task.ts';
import { pathedActions } from './actions.ts';

/** Our states in Kling's words; the newer paths write the third with a d. */
export const words: Readonly<Record<TaskStatus, 'submitted' | 'processing' | 'succeed' | 'failed'>> = {
  sending: 'submitted',
  queued: 'submitted',
  running: 'processing',
  waiting: 'processing',
  succeeded: 'succeed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
};

const isPathed = (task: TaskView): boolean => task.dialect === 'kling' && pathedActions.includes(task.action);

/** What the upstream told of the task: an envelope with one task, or with a list of one. */
function nativeData(task: TaskView): Json | undefined {
  const data = task.native?.['data'];
  return Array.isArray(data) ? objectsIn(data)[0] : isObject(data) ? data : undefined;
}

const reasonOf = (task: TaskView): string | undefined =>
  task.reason ??
  (task.status === 'cancelled'
    ? 'the task was cancelled'
    : task.status === 'expired'
      ? 'the task took too long'
      : undefined);

const seconds = (value: number | undefined): { readonly duration?: string } =>
  value === undefined ? {} : { duration: String(value) };

type Output = TaskView['outputs'][number];

/** The results of a task that another wire served, in Kling's form. A video without a name has that of its task. */
function resultOf(task: TaskView): Json {
  const of = (kind: Output['kind']) =>
    task.outputs.filter((one) => one.kind === kind && one.url !== undefined);
  const copy = (role: string) => of('video').find((one) => one.role === role)?.url;
  const asked = numberIn(task.facts['seconds']);
  const videos = of('video')
    .filter(({ role }) => role === undefined)
    .map((one, at) => ({
      id: one.ref ?? (at === 0 ? task.id : `${task.id}-${at}`),
      url: one.url,
      ...(copy('watermarked') === undefined ? {} : { watermark_url: copy('watermarked') }),
      ...seconds(one.seconds ?? asked),
    }));
  const images = of('image')
    .filter(({ role }) => role === undefined)
    .map(({ url }, index) => ({ index, url }));
  const audios = of('audio').map((one, at) => ({
    id: one.ref ?? `${task.id}-${at}`,
    url: one.url,
    ...seconds(one.seconds),
  }));
  return {
    ...(videos.length > 0 ? { videos } : {}),
    ...(images.length > 0 ? { images } : {}),
    ...(audios.length > 0 ? { audios } : {}),
  };
}

const external = (task: TaskView): string | undefined => textIn(task.memo['external']);

const updatedAt = (task: TaskView): number => task.finishedAt ?? task.startedAt ?? task.createdAt;

/** The `data` object of a task: what a query holds and what a callback sends. */
export function dataOf(task: TaskView): Json {
  const native = nativeData(task);
  if (isPathed(task)) return pathedData(task, native);
  // An answer that was there at once (faces of a video) has no task in it.
  if (
    native &&
    native['task_id'] === undefined &&
    native['task_status'] === undefined &&
    task.status === 'succeeded'
  )
    return native;
  const name = external(task);
  const { external_task_id: _own, ...info } = objectOf(native?.['task_info']);
  const failed = words[task.status] === 'failed';
  const said = stringIn(native?.['task_status_msg']);
  const message = failed ? (reasonOf(task) ?? said ?? '') : said;
  return {
    ...native,
    task_id: task.id,
    task_status: words[task.status],
    ...(message === undefined ? {} : { task_status_msg: message }),
    task_info: { ...info, ...(name === undefined ? {} : { external_task_id: name }) },
    ...(native || task.status !== 'succeeded' ? {} : { task_result: resultOf(task) }),
    created_at: numberIn(native?.['created_at']) ?? task.createdAt,
    updated_at: Math.max(numberIn(native?.['updated_at']) ?? 0, updatedAt(task)),
  };
}

/** The same for tasks of the newer paths: id, status, outputs. */
function pathedData(task: TaskView, native: Json | undefined): Json {
  const name = external(task);
  const { external_id: _own, ...rest } = native ?? {};
  const word = words[task.status];
  const reason = word === 'failed' ? reasonOf(task) : undefined;
  const outputs = task.outputs
    .filter(({ role }) => role === undefined)
    .map((one) => ({ type: one.kind, url: one.url, ...seconds(one.seconds) }));
  return {
    ...rest,
    id: task.id,
    status: word === 'succeed' ? 'succeeded' : word,
    ...(reason === undefined ? {} : { message: reason }),
    ...(name === undefined ? {} : { external_id: name }),
    ...(native || task.status !== 'succeeded' ? {} : { outputs }),
    create_time: numberIn(native?.['create_time']) ?? task.createdAt,
    update_time: Math.max(numberIn(native?.['update_time']) ?? 0, updatedAt(task)),
  };
}

const answer = (data: unknown, requestId: string): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ code: 0, message: 'SUCCEED', request_id: requestId, data }),
});

export const writeTask = (task: TaskView): WireAnswer => answer(dataOf(task), task.requestId);

export const writeTasks = (tasks: readonly TaskView[]): WireAnswer =>
  answer(tasks.map(dataOf), tasks[0]?.requestId ?? '');

/** What a callback_url is sent at each change: the data object alone. */
export const writeHook = (task: TaskView): HookBody => ({ body: JSON.stringify(dataOf(task)) });
