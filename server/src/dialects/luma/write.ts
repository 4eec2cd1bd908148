import { isObject, type Json, listOf, objectOf, textIn } from '../../base/json.ts';
import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { HookBody, TaskStatus, TaskView } from '../../spec/task.ts';

const headers = { 'content-type': 'application/json; charset=utf-8' };
export const answer = (body: unknown, status = 200): WireAnswer => ({
  status,
  headers,
  body: JSON.stringify(body),
});

/** The states of the official form, and of the form under /luma. */
export const states: Readonly<Record<TaskStatus, readonly [official: string, gateway: string]>> = {
  sending: ['queued', 'pending'],
  queued: ['queued', 'pending'],
  waiting: ['queued', 'pending'],
  running: ['dreaming', 'processing'],
  succeeded: ['completed', 'completed'],
  failed: ['failed', 'failed'],
  cancelled: ['failed', 'failed'],
  expired: ['failed', 'failed'],
};

const created = (task: TaskView): string => new Date(task.createdAt).toISOString();
const madeImage = ({ kind }: TaskView): boolean => kind === 'image';

/** Why it failed; null while it has not. */
function failureOf({ status, reason }: TaskView): string | null {
  if (states[status][0] !== 'failed') return null;
  if (status === 'cancelled') return reason ?? 'the generation was cancelled';
  if (status === 'expired') return reason ?? 'the generation took too long';
  return reason ?? 'the generation failed';
}

const filmOf = (task: TaskView) =>
  task.outputs.find(({ kind, role }) => kind === 'video' && role === undefined);
const pictureOf = (task: TaskView) =>
  task.outputs.find(
    ({ kind, role }) => kind === 'image' && (madeImage(task) ? role === undefined : role !== 'last-frame'),
  );
const lastFrameOf = (task: TaskView) => task.outputs.find(({ role }) => role === 'last-frame');

/** The request as the upstream repeats it, with the client's own address to call and ids in place of the gateway's. */
function requestOf(task: TaskView): Json {
  const native = objectOf(task.native?.['request']);
  const { callback_url: _ours, keyframes, ...rest } = native;
  const hook = textIn(task.memo['hook']);
  const frames = isObject(keyframes)
    ? Object.fromEntries(
        Object.entries(keyframes).map(([name, frame]) =>
          isObject(frame) && frame['type'] === 'generation'
            ? [name, { ...frame, id: task.parent ?? '' }]
            : [name, frame],
        ),
      )
    : undefined;
  return {
    ...(task.prompt === undefined ? {} : { prompt: task.prompt }),
    ...rest,
    generation_type: textIn(rest['generation_type']) ?? task.action,
    model: task.model,
    ...(frames ? { keyframes: frames } : {}),
    ...(hook === undefined ? {} : { callback_url: hook }),
  };
}

/** The Generation object of the Dream Machine API. */
export function generation(task: TaskView): Json {
  const isDone = task.status === 'succeeded';
  const assets = objectOf(task.native?.['assets']);
  return {
    ...task.native,
    id: task.id,
    generation_type: madeImage(task) ? 'image' : 'video',
    state: states[task.status][0],
    failure_reason: failureOf(task),
    created_at: created(task),
    assets: isDone
      ? {
          ...assets,
          video: filmOf(task)?.url ?? null,
          image: pictureOf(task)?.url ?? null,
          progress_video: assets['progress_video'] ?? null,
        }
      : { video: null, image: null, progress_video: assets['progress_video'] ?? null },
    model: task.model,
    request: requestOf(task),
  };
}

const size = (output: { readonly width?: number; readonly height?: number } | undefined): Json => ({
  width: output?.width ?? 0,
  height: output?.height ?? 0,
});

/** A part of the finished film: the upstream's own where it has one, its link replaced already. */
function part(native: unknown, url: string | undefined, more: Json): Json | null {
  if (isObject(native) && Object.keys(native).length > 0) return native;
  return url === undefined ? null : { url, ...more };
}

/** The generation object of the form under /luma. */
export function gatewayGeneration(task: TaskView): Json {
  const base = {
    id: task.id,
    prompt: task.prompt ?? '',
    state: states[task.status][1],
    queue_state: null,
    created_at: created(task),
    batch_id: '',
  };
  const unfinished = {
    ...base,
    ...{
      video: null,
      video_raw: null,
      liked: null,
      estimate_wait_seconds: null,
      thumbnail: null,
      last_frame: null,
    },
  };
  const failure = failureOf(task);
  if (failure !== null) return { ...unfinished, failure_reason: failure };
  if (task.status !== 'succeeded') return unfinished;
  const { native = {} } = task;
  const film = filmOf(task);
  const still = pictureOf(task);
  const last = lastFrameOf(task);
  const asImage = { media_type: 'image', palette: null };
  const parts = {
    video: part(native['video'], film?.url, { download_url: film?.url ?? '', ...size(film) }),
    video_raw: part(native['video_raw'], film?.url, {
      ...size(film),
      duration: film?.seconds ?? 0,
      media_type: 'video',
    }),
    thumbnail: part(native['thumbnail'], still?.url, { ...size(still), ...asImage }),
    last_frame: part(native['last_frame'], last?.url, { ...size(last), ...asImage }),
  };
  const { callback_url: _hook, ...request } = requestOf(task);
  return {
    ...base,
    ...parts,
    liked: null,
    estimate_wait_seconds: null,
    request,
    artifact: { ...parts, created_at: created(task) },
    failure_reason: null,
  };
}

/** A client hears of its generation in the form in which it asked for it. */
export const writeHook = (task: TaskView): HookBody => ({
  body: JSON.stringify(task.memo['form'] === 'gateway' ? gatewayGeneration(task) : generation(task)),
});

/** Errors have `detail`, as Luma's, and what gateways of this family have: `code`, `message`, `data`. */
export const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const message = `${error.message} (request id: ${requestId})`;
  const { retryAfter, param } = error.detail;
  return {
    status: error.status,
    headers: {
      ...headers,
      // The SDK sends 408, 409, 429 and 5xx again unless this header says otherwise.
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({ detail: message, code: error.code, message, param: param ?? null, data: null }),
  };
};

/** The list object of GET /generations. */
export const list = (tasks: readonly TaskView[], limit: number, offset: number, more: boolean): WireAnswer =>
  answer({ has_more: more, count: tasks.length, limit, offset, generations: tasks.map(generation) });

/** Ids that were asked for, without repetitions. */
export const idsIn = (body: Json): readonly string[] => [
  ...new Set(listOf(body['ids']).filter((id): id is string => typeof id === 'string')),
];
