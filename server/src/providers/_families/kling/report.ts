import { type Json, numberIn, objectOf, objectsIn, textIn, textOf, wordOf } from '../../../base/json.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';

/** Kling's words; the newer paths write `succeeded`. */
const words = {
  submitted: 'queued',
  processing: 'running',
  succeed: 'succeeded',
  succeeded: 'succeeded',
  failed: 'failed',
} as const satisfies Record<string, TaskReport['status']>;

const isWord = (word: string): word is keyof typeof words => Object.hasOwn(words, word);

/** How a result's length is charged where only the result tells it: by the second, or by five of them begun. */
export type Lengths = 'each' | 'fives';

const secondsOf = (value: unknown): { readonly seconds?: number } => {
  const seconds = Number(wordOf(value));
  return seconds > 0 ? { seconds } : {};
};

const refOf = (one: Json): { readonly ref?: string } => {
  const ref = wordOf(one['id'] ?? one['video_id'] ?? one['element_id'] ?? one['voice_id']);
  return ref === '' ? {} : { ref };
};

const link = (kind: TaskOutput['kind'], url: unknown, role?: string): TaskOutput | undefined => {
  const address = textIn(url);
  return address === undefined ? undefined : { kind, url: address, ...(role === undefined ? {} : { role }) };
};

const found = (outputs: readonly (TaskOutput | undefined)[]): readonly TaskOutput[] =>
  outputs.filter((one) => one !== undefined);

/** The results of a task: videos, pictures, sounds, voices, elements; of the newer paths `outputs`. */
function outputsOf(data: Json): readonly TaskOutput[] {
  const result = objectOf(data['task_result']);
  const videos = objectsIn(result['videos']).flatMap((one) => {
    const video = link('video', one['url']);
    return found([
      video && { ...video, ...secondsOf(one['duration']), ...refOf(one) },
      link('video', one['watermark_url'], 'watermarked'),
    ]);
  });
  const images = [...objectsIn(result['images']), ...objectsIn(result['series_images'])].flatMap((one) =>
    found([link('image', one['url']), link('image', one['watermark_url'], 'watermarked')]),
  );
  const audios = objectsIn(result['audios']).flatMap((one) => {
    const audio = link('audio', one['url'] ?? one['url_mp3'] ?? one['url_wav']);
    const length = secondsOf(one['duration'] ?? one['duration_mp3'] ?? one['duration_wav']);
    return found([audio && { ...audio, ...length, ...refOf(one) }]);
  });
  const voices = objectsIn(result['voices']).flatMap((one) => {
    const voice = link('audio', one['trial_url']);
    return found([voice && { ...voice, ...refOf(one) }]);
  });
  const newer = objectsIn(data['outputs']).flatMap((one) => {
    const type = textOf(one['type']);
    const kind = type === 'video' || type === 'image' || type === 'audio' ? type : 'file';
    const output = link(kind, one['url']);
    return found([output && { ...output, ...secondsOf(one['duration']), ...refOf(one) }]);
  });
  return [...videos, ...images, ...audios, ...voices, ...newer];
}

/** Names by which later requests may mean what this task made. */
function refsOf(data: Json): readonly string[] {
  const result = objectOf(data['task_result']);
  const listed = Object.values(result)
    .flatMap(objectsIn)
    .flatMap((one) => [one['id'], one['element_id'], one['voice_id']]);
  const newer = objectsIn(data['outputs']).map((one) => one['id']);
  return [...listed, ...newer, data['session_id']].map(wordOf).filter((ref) => ref !== '');
}

/** Failures because of what was asked for, in the words that Kling has been seen to use. */
const contentWords =
  /risk control|risk|safety|sensitive|polic(?:y|ies)|prohibit|violat|moderat|审核|敏感|风控/i;

/** A length is told to a thousandth; a fifth of a second over is no further one. */
const tolerance = 0.2;

function usageOf(outputs: readonly TaskOutput[], lengths: Lengths | undefined): Pick<TaskReport, 'usage'> {
  if (lengths === undefined) return {};
  const length = outputs
    .filter(({ kind, role }) => kind === 'video' && role === undefined)
    .reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  if (length === 0) return {};
  const whole = Math.max(1, Math.ceil(length - tolerance));
  return { usage: { seconds: lengths === 'each' ? whole : Math.ceil(whole / 5) * 5 } };
}

/**
 * What an answer to a query or a callback says. `data`: its data object, `native`: the whole answer. An answer without
 * a word for its state says nothing about it.
 */
export function reportOf(data: Json, native: Json, lengths?: Lengths): TaskReport {
  const word = textIn(data['task_status']) ?? textIn(data['status']);
  if (word === undefined) return { native };
  if (!isWord(word)) return { unknownWord: word, native };
  const status = words[word];
  if (status === 'failed') {
    const reason = textIn(data['task_status_msg']) ?? textIn(data['message']);
    return {
      status,
      native,
      ...(reason === undefined ? {} : { reason }),
      fault: reason !== undefined && contentWords.test(reason) ? 'upstream_refused' : 'upstream_failed',
    };
  }
  if (status !== 'succeeded') return { status, native };
  const outputs = outputsOf(data);
  const refs = refsOf(data);
  return {
    status,
    progress: 100,
    outputs,
    ...(refs.length > 0 ? { refs } : {}),
    native,
    ...usageOf(outputs, lengths),
  };
}

/** What an answer says that holds no task, because what was asked for is in it: faces of a video, a deleted voice. */
export function answerOf(data: Json, native: Json): TaskReport {
  const refs = refsOf(data);
  return {
    status: 'succeeded',
    progress: 100,
    outputs: outputsOf(data),
    ...(refs.length > 0 ? { refs } : {}),
    native,
  };
}

/** The one task of an answer: `data` is it, or a list of it. */
export const taskIn = (body: Json): Json =>
  Array.isArray(body['data']) ? (objectsIn(body['data'])[0] ?? {}) : objectOf(body['data']);

/** The upstream's name of a new task; undefined where the answer holds none. */
export const idIn = (data: Json): string | undefined =>
  textIn(wordOf(data['task_id'])) ??
  (numberIn(data['id']) === undefined ? textIn(data['id']) : String(data['id']));
