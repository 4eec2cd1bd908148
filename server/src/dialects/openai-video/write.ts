import { isObject, type Json, numberIn, objectIn, objectOf, textIn, wordOf } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import type { HookBody, TaskStatus, TaskView } from '../../spec/task.ts';
import { words as faultWords } from '../_families/openai-faults.ts';

export const json = { 'content-type': 'application/json; charset=utf-8' } as const;
export const answer = (body: unknown): WireAnswer => ({
  status: 200,
  headers: json,
  body: JSON.stringify(body),
});

/** VideoStatus of OpenAI's OpenAPI document; clients wait until it is neither of the first two. */
export const words = {
  sending: 'queued',
  queued: 'queued',
  running: 'in_progress',
  waiting: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
} as const satisfies Record<TaskStatus, string>;

/** What a video's own error code is where the upstream gave none. */
const refusedCode = 'moderation_blocked';

const reasons: Partial<Record<TaskStatus, string>> = {
  failed: 'the video could not be made',
  cancelled: 'the video was cancelled',
  expired: 'the video was not finished in time',
};

const seconds = (ms: number | undefined): number | null => (ms === undefined ? null : Math.floor(ms / 1000));

type Output = TaskView['outputs'][number];

/** The film itself: the one without a role, else the first. */
export const filmOf = ({ outputs }: TaskView): Output | undefined =>
  outputs.find(({ kind, role }) => kind === 'video' && role === undefined) ??
  outputs.find(({ kind }) => kind === 'video');

/** The upstream's names of its job, wherever they stand, become ours. */
function withOurId(native: Json, id: string): Json {
  const theirs = new Set([textIn(native['id']), textIn(native['task_id'])]);
  theirs.delete(undefined);
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return theirs.has(value) ? id : value;
    if (Array.isArray(value)) return value.map(replaced);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one)]));
  };
  return objectOf(replaced(native));
}

function errorOf(task: TaskView, native: Json): Json | null {
  const reason = reasons[task.status];
  if (reason === undefined) return null;
  const said = objectIn(native['error']);
  const code = task.fault === undefined ? undefined : (faultWords[task.fault][1] ?? refusedCode);
  return {
    ...said,
    code: textIn(said?.['code']) ?? code ?? 'video_generation_failed',
    message: task.reason ?? textIn(said?.['message']) ?? reason,
  };
}

/** A length as this wire writes it: whole seconds, or with as many digits as it needs. */
const lengthText = (value: number | undefined): string | undefined =>
  value === undefined || !(value > 0) ? undefined : String(Number(value.toFixed(2)));

function lengthOf(task: TaskView, native: Json): string {
  const film = filmOf(task);
  return (
    textIn(wordOf(native['seconds'])) ??
    lengthText(film?.seconds) ??
    // A model may have brought the length that was asked for to one that it has.
    lengthText(numberIn(task.facts['seconds'])) ??
    textIn(task.memo['seconds']) ??
    lengthText(task.usage.seconds) ??
    ''
  );
}

function sizeOf(task: TaskView, native: Json): string {
  const film = filmOf(task);
  const made = film?.width && film.height ? `${film.width}x${film.height}` : undefined;
  return (
    textIn(native['size']) ??
    made ??
    textIn(task.memo['size']) ??
    textIn(task.facts['size']) ??
    textIn(task.facts['resolution']) ??
    ''
  );
}

/**
 * The Video object (VideoResource of OpenAI's OpenAPI document), with `video_url` once it is finished, as the gateways of
 * this family have it. What else the upstream said of its job stays.
 */
export function videoObject(task: TaskView): Json {
  const { video_url: _url, ...native } = task.native ? withOurId(task.native, task.id) : {};
  const isDone = task.status === 'succeeded';
  const film = isDone ? filmOf(task)?.url : undefined;
  return {
    ...native,
    id: task.id,
    object: 'video',
    model: task.model,
    status: words[task.status],
    progress: isDone ? 100 : Math.min(99, Math.round(task.progress)),
    created_at: seconds(task.createdAt),
    completed_at: seconds(isDone ? task.finishedAt : undefined),
    expires_at: seconds(isDone ? task.expiresAt : undefined),
    prompt: textIn(native['prompt']) ?? task.prompt ?? null,
    size: sizeOf(task, native),
    seconds: lengthOf(task, native),
    remixed_from_video_id: task.action === 'remix' ? (task.parent ?? null) : null,
    error: errorOf(task, native),
    ...(film === undefined ? {} : { video_url: film }),
  };
}

/** The first answer to whatever makes a video. */
export const writeVideo = (task: TaskView): WireAnswer => answer(videoObject(task));

/** A character as the service that made it shows it; its id and name are what later requests use. */
export const characterObject = (task: TaskView): Json => ({
  ...(task.native ?? { id: task.id, name: task.memo['name'] ?? null }),
  ...(task.action === 'character' && numberIn(task.native?.['created_at']) === undefined
    ? { created_at: seconds(task.createdAt) }
    : {}),
});

export const writeCharacter = (task: TaskView): WireAnswer => answer(characterObject(task));

/**
 * OpenAI's webhook event `video.completed` or `video.failed`, which its SDKs read (WebhookVideoCompleted); `data` is the
 * whole video in place of its id alone.
 */
export const writeHook = (task: TaskView): HookBody => ({
  headers: json,
  body: JSON.stringify({
    id: `evt_${task.id.replace(/^task_/, '')}${task.version}`,
    object: 'event',
    created_at: seconds(task.finishedAt ?? task.createdAt),
    type: task.status === 'succeeded' ? 'video.completed' : 'video.failed',
    data: videoObject(task),
  }),
});
