import { isObject, type Json, numberIn, objectOf, textIn, wordOf } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import type { HookBody, TaskStatus, TaskView } from '../../spec/task.ts';

/** Our states in MiniMax's words, in those of gateways around it, and in those of its callbacks. */
export const words: Readonly<
  Record<TaskStatus, readonly [minimax: string, family: string, callback: string]>
> = {
  sending: ['Preparing', 'NOT_START', 'processing'],
  queued: ['Queueing', 'QUEUED', 'processing'],
  running: ['Processing', 'IN_PROGRESS', 'processing'],
  waiting: ['Processing', 'IN_PROGRESS', 'processing'],
  succeeded: ['Success', 'SUCCESS', 'success'],
  failed: ['Fail', 'FAILURE', 'failed'],
  cancelled: ['Fail', 'FAILURE', 'failed'],
  expired: ['Fail', 'FAILURE', 'failed'],
};

/** Words of MiniMax that say the same as ours, and more: they are shown where the task stands so. */
const finer: Readonly<Record<string, TaskStatus>> = { Preparing: 'queued' };

const success = { status_code: 0, status_msg: 'success' };
const seconds = (ms: number | undefined): number => (ms === undefined ? 0 : Math.floor(ms / 1000));
const json = (body: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** The answer to a submission. Fields that MiniMax adds to it one day survive. */
export function written(task: TaskView): WireAnswer {
  const { status, file_id, video_width, video_height, file, ...native } = objectOf(task.native);
  return json({ ...native, task_id: task.id, base_resp: success });
}

const video = (task: TaskView) => task.outputs.find(({ kind }) => kind === 'video');

/** MiniMax's file; its `file_id` is a number here and a text in the task. */
function fileOf(task: TaskView): Json | undefined {
  const film = video(task);
  if (task.status !== 'succeeded' || !film) return undefined;
  const native = objectOf(objectOf(task.native)['file']);
  const id = fileIdOf(task);
  return {
    bytes: 0,
    created_at: seconds(task.finishedAt),
    filename: 'output.mp4',
    purpose: 'video_generation',
    ...native,
    file_id: /^\d{1,15}$/.test(id) ? Number(id) : id,
    download_url: film.url ?? '',
    backup_download_url: film.url ?? '',
  };
}

/** The upstream's file, which files/retrieve takes as well; the task's id where it has no name of its own. */
const fileIdOf = (task: TaskView): string =>
  task.status !== 'succeeded' ? '' : wordOf(objectOf(task.native)['file_id']) || video(task)?.ref || task.id;

/** `base_resp` of a task: a failed one says why. */
function responseOf(task: TaskView): Json {
  if (words[task.status][0] !== 'Fail') return success;
  const native = objectOf(objectOf(task.native)['base_resp']);
  const code = numberIn(native['status_code']);
  if (code) return native;
  return {
    status_code: task.fault === 'upstream_refused' ? 1027 : task.status === 'expired' ? 1001 : 1000,
    status_msg:
      task.reason ?? (task.status === 'cancelled' ? 'the task was cancelled' : 'the film could not be made'),
  };
}

/** The task as MiniMax shows it, with the file that MiniMax gives away in a second call only. */
export function native(task: TaskView): Json {
  const known = objectOf(task.native);
  const word = textIn(known['status']);
  const film = video(task);
  const file = fileOf(task);
  const width = film?.width ?? numberIn(known['video_width']);
  const height = film?.height ?? numberIn(known['video_height']);
  return {
    ...known,
    task_id: task.id,
    status: word !== undefined && finer[word] === task.status ? word : words[task.status][0],
    file_id: fileIdOf(task),
    ...(task.status === 'succeeded' ? { video_width: width ?? 0, video_height: height ?? 0 } : {}),
    ...(file ? { file } : {}),
    base_resp: responseOf(task),
  };
}

/** The answer to a query at MiniMax's own path. */
export const showNative = (task: TaskView): WireAnswer => json(native(task));

/**
 * The answer at the gateway's path: the envelope of this family of gateways, with MiniMax's fields beside it, so that
 * clients of either find theirs. On success `fail_reason` holds the file's id, as it does there.
 */
export function showBoth(task: TaskView): WireAnswer {
  const inner = native(task);
  const isOver = task.finishedAt !== undefined;
  return json({
    code: 'success',
    message: '',
    data: {
      task_id: task.id,
      action: 'video_generation',
      status: words[task.status][1],
      fail_reason:
        task.status === 'succeeded'
          ? fileIdOf(task)
          : wordOf(objectOf(inner['base_resp'])['status_code']) === '0'
            ? ''
            : reasonOf(task, inner),
      submit_time: seconds(task.createdAt),
      start_time: seconds(task.startedAt),
      finish_time: isOver ? seconds(task.finishedAt) : 0,
      progress: `${task.status === 'succeeded' ? 100 : task.progress}%`,
      data: inner,
    },
    ...inner,
  });
}

const reasonOf = (task: TaskView, inner: Json): string =>
  task.reason ?? textIn(objectOf(inner['base_resp'])['status_msg']) ?? '';

export const showFile = (task: TaskView): WireAnswer | undefined => {
  const file = fileOf(task);
  return isObject(file) ? json({ file, base_resp: success }) : undefined;
};

/** MiniMax's callbacks have the task's fields and words of their own. */
export const writeHook = (task: TaskView): HookBody => ({
  body: JSON.stringify({ ...native(task), status: words[task.status][2] }),
  headers: { 'content-type': 'application/json; charset=utf-8' },
});
