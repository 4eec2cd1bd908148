import { type Json, numberIn, objectOf, stringIn, textIn } from '../../../base/json.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';
import { failureFault } from './faults.ts';
import { sizeOf } from './measure.ts';

/** The states of the official API; the relay form has words of its own for the first two. */
export const words: Readonly<Record<string, NonNullable<TaskReport['status']>>> = {
  queued: 'queued',
  pending: 'queued',
  dreaming: 'running',
  processing: 'running',
  completed: 'succeeded',
  failed: 'failed',
};

/** What is remembered of a generation between its start and its end. */
export type Handle = {
  readonly id: string;
  readonly action: string;
  /** Milliseconds: when it was made. */
  readonly at: number;
  readonly resolution?: string;
  readonly ratio?: string;
  readonly seconds?: number;
};

export function handleIn(handle: Json): Handle {
  const resolution = stringIn(handle['resolution']);
  const ratio = stringIn(handle['ratio']);
  const seconds = numberIn(handle['seconds']);
  return {
    id: stringIn(handle['id']) ?? '',
    action: stringIn(handle['action']) ?? 'video',
    at: numberIn(handle['at']) ?? 0,
    ...(resolution === undefined ? {} : { resolution }),
    ...(ratio === undefined ? {} : { ratio }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}

const isImage = (action: string): boolean => action === 'image' || action === 'reframe_image';

/** What a finished generation made. Links are public and live for a while. */
function outputsOf(assets: Json, handle: Handle): readonly TaskOutput[] {
  const { action, seconds, resolution, ratio } = handle;
  const video = textIn(assets['video']);
  const image = textIn(assets['image']);
  const size = resolution === undefined ? {} : sizeOf(resolution, ratio);
  if (isImage(action)) return image === undefined ? [] : [{ kind: 'image', url: image }];
  return [
    ...(video === undefined
      ? []
      : [
          {
            kind: 'video' as const,
            url: video,
            mediaType: 'video/mp4',
            ...size,
            ...(seconds === undefined ? {} : { seconds }),
          },
        ]),
    ...(image === undefined ? [] : [{ kind: 'image' as const, role: 'thumbnail', url: image, ...size }]),
  ];
}

/** A Generation object as a report. An unknown state moves nothing. */
export function readGeneration(body: Json, handle: Handle): TaskReport {
  const word = textIn(body['state']) ?? '';
  const status = words[word];
  if (status === undefined) return { unknownWord: word, native: body };
  const reason = textIn(body['failure_reason']);
  if (status === 'failed')
    return { status, ...(reason ? { reason } : {}), fault: failureFault(reason), native: body };
  if (status !== 'succeeded') return { status, native: body };
  return { status, outputs: outputsOf(objectOf(body['assets']), handle), native: body };
}

/** A new generation may be unknown to the server that is asked for it. */
const knownAfterMs = 60_000;

/** What it means that the upstream does not know a generation (any more). */
export const readUnknown = (handle: Handle, now: number): TaskReport =>
  now - handle.at < knownAfterMs
    ? {}
    : { status: 'failed', fault: 'task_lost', reason: 'the upstream no longer has this generation' };
