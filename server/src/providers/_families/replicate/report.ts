import {
  isObject,
  type Json,
  listOf,
  numberIn,
  objectOf,
  stringIn,
  textIn,
  textsIn,
} from '../../../base/json.ts';
import type { ModelSheet } from '../../../catalogue/sheet.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';
import type { Usage } from '../../../spec/usage.ts';
import { failureFault } from './faults.ts';
import { sheetFor } from './measure.ts';

/** Source: https://replicate.com/docs/topics/predictions/lifecycle. `aborted`: its deadline passed before it ran. */
export const words: Readonly<Record<string, NonNullable<TaskReport['status']>>> = {
  starting: 'queued',
  processing: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'cancelled',
  aborted: 'cancelled',
};

/** What is remembered of a prediction. `at` in milliseconds; `usage`: the most that is charged. */
export type Handle = {
  readonly id: string;
  readonly model: string;
  readonly at: number;
  readonly usage: Usage;
};

export const handleIn = (handle: Json): Handle => ({
  id: stringIn(handle['id']) ?? '',
  model: stringIn(handle['model']) ?? '',
  at: numberIn(handle['at']) ?? 0,
  usage: Object.fromEntries(Object.entries(objectOf(handle['usage'])).filter(([, value]) => numberIn(value))),
});

const isLink = (text: string): boolean => /^https?:\/\//i.test(text);

const types: readonly (readonly [RegExp, TaskOutput['kind'], string])[] = [
  [/\.mp4$/i, 'video', 'video/mp4'],
  [/\.webm$/i, 'video', 'video/webm'],
  [/\.mov$/i, 'video', 'video/quicktime'],
  [/\.gif$/i, 'image', 'image/gif'],
  [/\.png$/i, 'image', 'image/png'],
  [/\.jpe?g$/i, 'image', 'image/jpeg'],
  [/\.webp$/i, 'image', 'image/webp'],
  [/\.svg$/i, 'image', 'image/svg+xml'],
  [/\.mp3$/i, 'audio', 'audio/mpeg'],
  [/\.wav$/i, 'audio', 'audio/wav'],
];
const made: Readonly<Record<ModelSheet['makes'], TaskOutput['kind']>> = {
  image: 'image',
  svg: 'image',
  gif: 'image',
  video: 'video',
  audio: 'audio',
};

/** A result by its address. `role`: its name in an object, where it is not what the model is for. */
function outputOf(url: string, sheet: ModelSheet | undefined, role?: string): TaskOutput {
  const path = URL.parse(url)?.pathname ?? '';
  const [, kind, mediaType] = types.find(([ending]) => ending.test(path)) ?? [];
  const usual = sheet ? made[sheet.makes] : undefined;
  const is = kind ?? usual ?? 'file';
  return {
    kind: is,
    url,
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(role === undefined || is === usual ? {} : { role }),
    ...(is === 'video' && sheet?.seconds !== undefined ? { seconds: sheet.seconds } : {}),
  };
}

/** What `output` holds: an address, a text, a list of either, or an object. */
export function outputsOf(output: unknown, sheet: ModelSheet | undefined): readonly TaskOutput[] {
  const words: string[] = [];
  const found: TaskOutput[] = [];
  const take = (value: unknown, role?: string): void => {
    if (typeof value === 'string' && isLink(value)) found.push(outputOf(value, sheet, role));
    else if (typeof value === 'string') words.push(value);
    else if (Array.isArray(value)) for (const one of listOf(value)) take(one, role);
    else if (isObject(value)) for (const [name, one] of Object.entries(value)) take(one, name);
  };
  take(output);
  const text = words.join('');
  return text === '' ? found : [...found, { kind: 'text', text }];
}

/** What is charged in the end: what was made, and never more than was held. */
function usageOf(
  { usage }: Handle,
  sheet: ModelSheet | undefined,
  outputs: readonly TaskOutput[],
  body: Json,
): Usage {
  if (!sheet) return usage;
  const { by } = sheet.price;
  if (by === 'images') {
    const images = outputs.filter(({ kind, role }) => kind === 'image' && role === undefined).length;
    return { images: Math.min(images || 1, usage.images ?? 1) };
  }
  const seconds = numberIn(objectOf(body['metrics'])['predict_time']);
  if (by !== 'seconds' || seconds === undefined) return usage;
  // A run that takes no time would be free, and a broken clock is the upstream's.
  return { seconds: Math.min(Math.max(seconds, 0.001), usage.seconds ?? seconds) };
}

/** Progress bars in the log: '35%|███'. Source: parseProgressFromLogs of replicate-javascript. */
function progressIn(logs: unknown): number | undefined {
  const all = [...(stringIn(logs) ?? '').slice(-4000).matchAll(/(?:^|\n|\r)\s*(\d{1,3})%\s*\|/g)];
  const last = Number(all.at(-1)?.[1]);
  return Number.isFinite(last) ? Math.min(99, last) : undefined;
}

/** A prediction as a report. An unknown status moves nothing. */
export function readPrediction(body: Json, handle: Handle): TaskReport {
  const word = textIn(body['status']) ?? '';
  const status = words[word];
  if (status === undefined) return { unknownWord: word, native: body };
  const sheet = sheetFor(handle.model);
  if (status === 'failed') {
    const reason = textIn(body['error']) ?? textsIn(body['error']).join('\n');
    return { status, reason: reason || 'the prediction failed', fault: failureFault(reason), native: body };
  }
  if (status === 'cancelled') return { status, reason: `the prediction was ${word}`, native: body };
  const progress = progressIn(body['logs']);
  if (status !== 'succeeded')
    return { status, ...(progress === undefined ? {} : { progress }), native: body };
  const outputs = outputsOf(body['output'], sheet);
  return { status, outputs, usage: usageOf(handle, sheet, outputs, body), native: body };
}

/** A new prediction may be unknown to the server that is asked. */
const knownAfterMs = 60_000;

export const readUnknown = ({ at }: Handle, now: number): TaskReport =>
  now - at < knownAfterMs
    ? {}
    : { status: 'failed', fault: 'task_lost', reason: 'the upstream no longer has this prediction' };
