import { isObject, type Json, objectOf, textIn, textOf, textsIn } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import { isFinal, type TaskView } from '../../spec/task.ts';
import { isVeo } from './read.ts';
import { flatWords, innerWords, otherWords, veoSteps, veoWords } from './words.ts';

/**
 * Answers of the unified video format. The published copies differ in their fields; these have what all of them promise,
 * so that clients written for any of them find theirs.
 */

export const answer = (body: Json): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

const seconds = (ms: number): number => Math.floor(ms / 1000);
const changedAt = ({ finishedAt, startedAt, createdAt }: TaskView): number =>
  finishedAt ?? startedAt ?? createdAt;

const filmOf = (task: TaskView) =>
  task.outputs.find(({ kind, role }) => kind === 'video' && role === undefined);
const thumbnailOf = (task: TaskView) =>
  task.outputs.find(({ kind, role }) => kind === 'image' && (role === 'thumbnail' || role === 'cover'));

/** The upstream's own body where it is of the older endpoint's form. */
const nativeQuery = ({ native }: TaskView): Json =>
  isObject(native) && !('code' in native && 'data' in native) ? native : {};

function wordOf(task: TaskView): string {
  if (!isVeo(task.model)) return otherWords[task.status];
  const told = textOf(nativeQuery(task)['status']);
  return task.status === 'running' && veoSteps.has(told) ? told : veoWords[task.status];
}

/** The answer to POST /v1/video/create. */
export function created(task: TaskView): Json {
  const { id: _id, video_url: _url, ...native } = nativeQuery(task);
  return {
    ...native,
    id: task.id,
    object: 'video',
    model: task.model,
    status: wordOf(task),
    progress: task.progress,
    created_at: seconds(task.createdAt),
    status_update_time: changedAt(task),
    enhanced_prompt: textOf(native['enhanced_prompt']),
  };
}

const veoGeneration = {
  active: 'MEDIA_GENERATION_STATUS_ACTIVE',
  succeeded: 'MEDIA_GENERATION_STATUS_SUCCESSFUL',
  failed: 'MEDIA_GENERATION_STATUS_FAILED',
};

/** Promised by nobody and read by many: what the models' own front ends tell. */
function detailOf(task: TaskView, status: string, url: string | null): Json {
  const running = !isFinal(task.status);
  const failed = !running && task.status !== 'succeeded';
  const reason = failed ? (task.reason ?? 'the film could not be made') : '';
  const req = objectOf(objectOf(task.memo)['req']);
  const { id: _id, ...native } = objectOf(nativeQuery(task)['detail']);
  const common = {
    ...native,
    id: task.id,
    status,
    running,
    video_url: url,
    created_at: task.createdAt,
    completed_at: task.finishedAt ?? null,
    error_message: reason,
  };
  if (isVeo(task.model))
    return {
      ...common,
      req: { model: task.model, prompt: task.prompt ?? '', ...req },
      images: textsIn(req['images']).map((image) => ({ url: image })),
      video_generation_status: running
        ? veoGeneration.active
        : failed
          ? veoGeneration.failed
          : veoGeneration.succeeded,
      video_generation_error: reason,
      upsample_status: textOf(native['upsample_status']),
      upsample_video_url: textOf(native['upsample_video_url']),
    };
  return {
    ...common,
    url,
    input: { model: task.model, prompt: task.prompt ?? '', ...req },
    ...(task.status === 'succeeded'
      ? {}
      : {
          pending_info: {
            ...objectOf(native['pending_info']),
            id: task.id,
            status,
            progress_pct: task.progress / 100,
            failure_reason: failed ? reason : null,
          },
        }),
  };
}

/** The answer to GET /v1/video/query. A film that failed is an answer too. */
export function queried(task: TaskView): Json {
  const native = nativeQuery(task);
  const film = filmOf(task);
  const thumbnail = thumbnailOf(task);
  const status = wordOf(task);
  const url = task.status === 'succeeded' ? (film?.url ?? null) : null;
  return {
    ...native,
    ...created(task),
    video_url: url,
    ...(task.finishedAt === undefined ? {} : { completed_at: seconds(task.finishedAt) }),
    ...(film?.width && film.height ? { width: film.width, height: film.height } : {}),
    ...(thumbnail?.url === undefined ? {} : { thumbnail_url: thumbnail.url }),
    detail: detailOf(task, status, url),
  };
}

/** The answer to POST /v1/video/generations. */
export const generated = (task: TaskView): Json => ({
  id: task.id,
  task_id: task.id,
  object: 'video',
  model: task.model,
  status: flatWords[task.status],
  progress: task.progress,
  created_at: seconds(task.createdAt),
});

/** The answer to GET /v1/video/generations/:id: the documented flat fields, and the envelope that programs of the family read. */
export function generation(task: TaskView): Json {
  const film = filmOf(task);
  const failed = isFinal(task.status) && task.status !== 'succeeded';
  const reason = failed ? (task.reason ?? 'the film could not be made') : '';
  const url = task.status === 'succeeded' ? (film?.url ?? null) : null;
  const length =
    film?.seconds ?? (typeof task.facts['seconds'] === 'number' ? task.facts['seconds'] : undefined);
  const flat = {
    task_id: task.id,
    status: flatWords[task.status],
    url,
    format: 'mp4',
    metadata: {
      ...(length === undefined ? {} : { duration: length }),
      ...(film?.width && film.height ? { width: film.width, height: film.height } : {}),
    },
    error: failed ? { code: task.fault ?? task.status, message: reason } : null,
  };
  const native = objectOf(task.native);
  const inner = 'code' in native && 'data' in native ? objectOf(objectOf(native['data'])['data']) : {};
  const { id: _id, task_id: _task, ...more } = inner;
  const start = task.startedAt ?? task.createdAt;
  return {
    ...flat,
    code: 'success',
    message: '',
    data: {
      id: task.id,
      task_id: task.id,
      action: actionOf(task),
      status: innerWords[task.status],
      progress: `${task.progress}%`,
      fail_reason: reason,
      result_url: url ?? '',
      created_at: seconds(task.createdAt),
      updated_at: seconds(changedAt(task)),
      submit_time: seconds(task.createdAt),
      start_time: task.status === 'sending' || task.status === 'queued' ? 0 : seconds(start),
      finish_time: task.finishedAt === undefined ? 0 : seconds(task.finishedAt),
      properties: { input: task.prompt ?? '', origin_model_name: task.model },
      data: { ...more, ...flat },
    },
  };
}

/** The family's words for what was asked. */
function actionOf(task: TaskView): string {
  const images = textsIn(objectOf(objectOf(task.memo)['req'])['images']).length;
  if (images === 0) return 'textGenerate';
  return images === 1 ? 'generate' : images === 2 ? 'firstTailGenerate' : 'referenceGenerate';
}

/** The task that a query names: our id, also behind a model's name and a colon, as other gateways of the family write it. */
export const taskRef = (id: string | undefined): string =>
  textIn(id?.trim())?.replace(/^.*:(?=task_)/, '') ?? '';
