import {
  type Json,
  type JsonDraft,
  objectIn,
  objectOf,
  objectsIn,
  stringIn,
  textIn,
} from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import type { HookBody, TaskStatus, TaskView } from '../../spec/task.ts';

/** Words of the states. `natives`: what an upstream may say of the same state; its own word is then kept. */
const words: Readonly<Record<TaskStatus, { readonly word: string; readonly natives: readonly string[] }>> = {
  sending: { word: 'NOT_START', natives: [] },
  queued: { word: 'SUBMITTED', natives: ['NOT_START', 'SUBMITTED', 'QUEUED'] },
  running: { word: 'IN_PROGRESS', natives: ['IN_PROGRESS'] },
  waiting: { word: 'IN_PROGRESS', natives: ['IN_PROGRESS'] },
  succeeded: { word: 'SUCCESS', natives: ['SUCCESS'] },
  failed: { word: 'FAILURE', natives: ['FAILURE'] },
  cancelled: { word: 'FAILURE', natives: ['FAILURE'] },
  expired: { word: 'FAILURE', natives: ['FAILURE'] },
};

const reasons: Partial<Record<TaskStatus, string>> = {
  failed: 'the task failed',
  cancelled: 'the task was cancelled',
  expired: 'time out',
};

export const answer = (body: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

export const succeeded = (data: unknown): WireAnswer => answer({ code: 'success', message: '', data });

/** Unix seconds, 0 for what has not happened. */
const seconds = (ms: number | undefined): number => (ms === undefined ? 0 : Math.floor(ms / 1000));

/**
 * What a submit call answers: the id to ask for; of calls that the upstream answers at once (a singer, an upload) its
 * own answer.
 */
export function writeSubmitted(task: TaskView): WireAnswer {
  const reply = objectIn(task.native?.['reply']);
  return reply ? answer(reply) : succeeded(task.id);
}

/** The task object of GET /suno/fetch/{task_id}. Times in seconds; what the upstream says beside it is kept. */
export function writeTask(task: TaskView): Json {
  const { reply, data, ...native } = task.native ?? {};
  const { word, natives } = words[task.status];
  const said = textIn(native['status'])?.toUpperCase();
  return {
    ...native,
    task_id: task.id,
    notify_hook: textIn(task.memo['notify_hook']) ?? '',
    action: textIn(native['action']) ?? task.action.toUpperCase(),
    status: said !== undefined && natives.includes(said) ? said : word,
    fail_reason: reasons[task.status] === undefined ? '' : (task.reason ?? reasons[task.status]),
    submit_time: seconds(task.createdAt),
    start_time: seconds(task.startedAt),
    finish_time: seconds(task.finishedAt),
    progress: `${Math.round(task.progress)}%`,
    search_item: stringIn(native['search_item']) ?? '',
    data: dataOf(task, data ?? objectIn(reply)?.['data'] ?? reply),
  };
}

function dataOf(task: TaskView, native: unknown): unknown {
  if (native !== undefined && native !== null) return withOurBatchId(native, task.id);
  const text = task.outputs.find(({ kind }) => kind === 'text');
  if (text) return { id: text.ref ?? task.id, text: text.text ?? '', title: '', status: 'complete' };
  return clipsOf(task);
}

/** Servers with an account pool name their batch in the data: `{code, data: {taskBatchId, items}}`. */
function withOurBatchId(data: unknown, id: string): unknown {
  const object = objectIn(data);
  if (!object) return data;
  const inner = objectIn(object['data']);
  return {
    ...object,
    ...(object['taskBatchId'] === undefined ? {} : { taskBatchId: id }),
    ...(inner?.['taskBatchId'] === undefined ? {} : { data: { ...inner, taskBatchId: id } }),
  };
}

/**
 * The clips of a task as the wire shows them: the upstream's own where it sent such, else made from what the gateway
 * knows of the results.
 */
export function clipsOf(task: TaskView): readonly Json[] {
  const native = objectsIn(task.native?.['data']).filter((clip) => textIn(clip['id']) !== undefined);
  if (native.length > 0) return native;
  const songs = task.outputs.filter(({ kind }) => kind === 'audio');
  return songs.map((song) => {
    const beside = (kind: string): string =>
      task.outputs.find((one) => one.kind === kind && one.ref === song.ref)?.url ?? '';
    const clip: JsonDraft = {
      id: song.ref ?? `${task.id}-${song.index}`,
      title: '',
      status: 'complete',
      audio_url: song.url ?? '',
      video_url: beside('video'),
      image_url: beside('image'),
      image_large_url: beside('image'),
      model_name: task.model,
      metadata: {
        tags: null,
        prompt: task.prompt ?? null,
        duration: song.seconds ?? null,
        error_type: null,
        error_message: null,
      },
      created_at: new Date(task.createdAt).toISOString(),
    };
    return clip;
  });
}

/** What the hook of a customer is told: the task object, as Suno-API posts it. */
export const writeHook = (task: TaskView): HookBody => ({
  body: JSON.stringify(writeTask(task)),
  headers: { 'content-type': 'application/json' },
});

/** The answer about a WAV file, in both forms that clients read: in `data`, and `wav_file_url` at the top once it is known. */
export function writeWav(clip: string, found: Json): WireAnswer {
  const url = textIn(objectOf(found)['wav_file_url']);
  return answer({
    code: 'success',
    message: '',
    data: { clip_id: clip, status: url === undefined ? 'processing' : 'complete', wav_file_url: url ?? '' },
    ...(url === undefined ? {} : { wav_file_url: url }),
  });
}
