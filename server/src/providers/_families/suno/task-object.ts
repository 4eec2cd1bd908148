import {
  isObject,
  type Json,
  listOf,
  numberIn,
  objectIn,
  objectOf,
  objectsIn,
  textIn,
  wordOf,
} from '../../../base/json.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';
import { isContentRefusal } from './faults.ts';

/**
 * Task objects of suno-api servers, in their two dialects. A (Suno-API, stock new-api): `data` is a list of Suno's own
 * clips. B (servers with an account pool): `data` is `{code, data: {taskBatchId, items}}`, or the list of items itself.
 * `id` of an item is the item's and no clip id.
 */
type Moved = 'queued' | 'running' | 'succeeded' | 'failed';

/** Suno-API/common/constants and new-api's model/task.go; `FAIL` and `PENDING` were seen on other servers. */
const taskWords: Readonly<Record<string, Moved>> = {
  NOT_START: 'queued',
  SUBMITTED: 'queued',
  QUEUED: 'queued',
  PENDING: 'queued',
  IN_PROGRESS: 'running',
  SUCCESS: 'succeeded',
  FAILURE: 'failed',
  FAIL: 'failed',
};

/** Of a clip: Suno's words (A), `state` of newer ones, and numbers (B). */
const clipWords: Readonly<Record<string, Moved>> = {
  submitted: 'queued',
  queued: 'queued',
  streaming: 'running',
  complete: 'succeeded',
  succeeded: 'succeeded',
  error: 'failed',
  '20': 'running',
  '30': 'succeeded',
  '40': 'failed',
};

type Clip = {
  readonly id?: string;
  readonly status?: Moved;
  readonly audio?: string;
  readonly image?: string;
  readonly video?: string;
  readonly seconds?: number;
  readonly reason?: string;
};

const addressIn = (value: unknown): string | undefined => {
  const text = textIn(value);
  return text !== undefined && /^https?:\/\//i.test(text) ? text : undefined;
};

function clipOf(one: Json): Clip {
  const isItem = one['clipId'] !== undefined || one['cld2AudioUrl'] !== undefined;
  const metadata = objectOf(one['metadata']);
  const id = textIn(one['clipId']) ?? textIn(one['clip_id']) ?? (isItem ? undefined : textIn(one['id']));
  const status = clipWords[(wordOf(one['status']) || wordOf(one['state'])).toLowerCase()];
  const audio = addressIn(one['audio_url']) ?? addressIn(one['cld2AudioUrl']);
  const image =
    addressIn(one['image_url']) ?? addressIn(one['image_large_url']) ?? addressIn(one['cld2ImageUrl']);
  const video = addressIn(one['video_url']) ?? addressIn(one['cld2VideoUrl']);
  const seconds = numberIn(metadata['duration']) ?? numberIn(one['duration']);
  const reason =
    textIn(metadata['error_message']) ??
    textIn(metadata['error_type']) ??
    (status === 'failed' ? (textIn(one['progressMsg']) ?? textIn(one['msg'])) : undefined);
  return {
    ...(id === undefined ? {} : { id }),
    ...(status === undefined ? {} : { status }),
    ...(audio === undefined ? {} : { audio }),
    ...(image === undefined ? {} : { image }),
    ...(video === undefined ? {} : { video }),
    ...(seconds === undefined || seconds <= 0 ? {} : { seconds }),
    ...(reason === undefined ? {} : { reason }),
  };
}

const looksLikeClip = (one: Json): boolean =>
  ['audio_url', 'cld2AudioUrl', 'clipId', 'clip_id'].some((name) => one[name] !== undefined) ||
  (one['id'] !== undefined &&
    (one['status'] !== undefined || one['state'] !== undefined) &&
    one['text'] === undefined);

/** The clips in a task's data, in whichever of its forms. */
function clipsIn(data: unknown): readonly Clip[] {
  if (Array.isArray(data)) return objectsIn(data).filter(looksLikeClip).map(clipOf);
  const object = objectIn(data);
  if (!object) return [];
  for (const name of ['items', 'clips', 'data']) {
    const inner = object[name];
    if (Array.isArray(inner) || isObject(inner)) return clipsIn(inner);
  }
  return looksLikeClip(object) ? [clipOf(object)] : [];
}

/** Lyrics: `{id, text, title, status}`, in a list on some servers. */
function lyricsIn(data: unknown): Json | undefined {
  const object = Array.isArray(data) ? objectsIn(data)[0] : objectIn(data);
  return object && textIn(object['text']) !== undefined ? object : undefined;
}

/** Singers that a task made: `persona_id` beside the task's data, or in it. */
const personasIn = (task: Json): readonly string[] =>
  [task, objectOf(task['result']), objectOf(task['data']), objectOf(objectOf(task['data'])['data'])].flatMap(
    (place) =>
      ['persona_id', 'personaId'].flatMap(
        (name) => textIn(place[name]) ?? textIn(objectOf(place['result'])[name]) ?? [],
      ),
  );

/** The slowest clip decides; a song of which one half failed is there all the same. */
function slowest(clips: readonly Clip[]): Moved | undefined {
  const states = clips.map(({ status }) => status);
  if (states.length === 0 || states.includes(undefined)) return undefined;
  return (['queued', 'running', 'succeeded', 'failed'] as const).find((state) => states.includes(state));
}

/** "30%", "30" or 30. */
function progressIn(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && value.trim() !== '' ? Number(value.replace('%', '')) : numberIn(value);
  return number !== undefined && number >= 0 && number <= 100 ? number : undefined;
}

/** What new-api tells of its own account beside the task: it is the operator's, not the customer's. */
const accountFields = new Set([
  ...['id', 'created_at', 'updated_at', 'platform', 'user_id', 'username', 'group', 'channel_id', 'quota'],
  ...['properties', 'private_data', 'result_url'],
]);

const shown = (task: Json): Json =>
  Object.fromEntries(Object.entries(task).filter(([name]) => !accountFields.has(name)));

/** The outputs of finished clips, and of lyrics. */
function outputsOf(data: unknown): readonly TaskOutput[] {
  const lyrics = lyricsIn(data);
  if (lyrics) {
    const id = textIn(lyrics['id']);
    return [{ kind: 'text', text: textIn(lyrics['text']) ?? '', ...(id === undefined ? {} : { ref: id }) }];
  }
  return clipsIn(data)
    .filter(({ status }) => status !== 'failed')
    .flatMap(({ id, audio, image, video, seconds }): TaskOutput[] => {
      const ref = id === undefined ? {} : { ref: id };
      const lasts = seconds === undefined ? {} : { seconds };
      return [
        ...(audio === undefined ? [] : [{ kind: 'audio' as const, url: audio, ...lasts, ...ref }]),
        ...(image === undefined ? [] : [{ kind: 'image' as const, role: 'cover', url: image, ...ref }]),
        ...(video === undefined
          ? []
          : [{ kind: 'video' as const, role: 'clip', url: video, ...lasts, ...ref }]),
      ];
    });
}

/** What a task object says. One server sends the inside of it only: a list of clips, or lyrics. */
export function readTask(value: unknown): TaskReport {
  const object = objectIn(value);
  const isTask =
    object !== undefined && object['text'] === undefined && ('data' in object || 'task_id' in object);
  const task: Json = isTask ? object : { data: value };
  const data = task['data'];
  const clips = clipsIn(data);
  const word = wordOf(task['status']).toUpperCase();
  const lyrics = lyricsIn(data);
  const status =
    word === ''
      ? (slowest(clips) ?? (lyrics ? clipWords[wordOf(lyrics['status']).toLowerCase()] : undefined))
      : taskWords[word];
  const personas = personasIn(task);
  const refs = [...new Set([...clips.flatMap(({ id }) => id ?? []), ...personas])];
  const progress = progressIn(task['progress']);
  const report: TaskReport = {
    native: shown(task),
    ...(refs.length === 0 ? {} : { refs }),
    ...(progress === undefined ? {} : { progress }),
  };
  if (status === undefined) return word === '' ? report : { ...report, unknownWord: word };
  if (status === 'succeeded') return { ...report, status, outputs: outputsOf(data) };
  if (status !== 'failed') return { ...report, status };
  const type = listOf(data).flatMap(
    (clip) => textIn(objectOf(objectOf(clip)['metadata'])['error_type']) ?? [],
  )[0];
  const reason = textIn(task['fail_reason']) ?? clips.find((clip) => clip.reason)?.reason;
  return {
    ...report,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(isContentRefusal(`${reason ?? ''} ${type ?? ''}`) ? { fault: 'upstream_refused' as const } : {}),
  };
}
