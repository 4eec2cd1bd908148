import type { Json } from '../../../../base/json.ts';
import type { JobEntry, JobState } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl } from '../../simulated/media/serve.ts';
import { buttonsOf } from './buttons.ts';
import { type Job, seedOf, sidesOf, textOf } from './jobs.ts';

/** A fault of the wire: its code, in an answer of 200 unless told. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;
  readonly properties: Json;

  constructor(code: number, message: string, properties: Json = {}, status = 200) {
    super(message);
    this.code = code;
    this.status = status;
    this.properties = properties;
  }
}

export const envelope = (
  code: number,
  description: string,
  result: unknown,
  properties: Json = {},
): object => ({
  code,
  description,
  result,
  properties,
});

const filmSeconds = 5.2;
/** Sides of a film at 480 lines, from the first picture. */
const filmScale = 0.5;

const plain = (prompt: string): string => prompt.replace(/\s*--\w+(?:\s+[\w:.]+)?/g, '').trim();

const seedNumber = (uuid: string): number => Number(seedOf(uuid));

function pictureUrl(job: Job, request: Request, part = 1): string {
  const { width, height } = sidesOf(job);
  const times = job.form === 'grid' ? 2 : 1;
  return mediaUrl(
    request,
    mediaPath({
      kind: 'picture',
      width: Math.round(width * times * part),
      height: Math.round(height * times * part),
      text: plain(job.prompt) || job.action,
      seed: seedNumber(job.uuid),
    }),
  );
}

const even = (side: number): number => Math.round(side / 2) * 2;

function filmUrl(job: Job, request: Request, at: number): string {
  const { width, height } = sidesOf(job);
  return mediaUrl(
    request,
    mediaPath({
      kind: 'film',
      width: even(width * filmScale),
      height: even(height * filmScale),
      seconds: filmSeconds,
      text: `${plain(job.prompt) || job.action} ${at + 1}`,
    }),
  );
}

const statuses = {
  queued: 'SUBMITTED',
  running: 'IN_PROGRESS',
  done: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'CANCEL',
} as const satisfies Record<JobState['stage'], string>;

const reasons: Partial<Record<JobState['stage'], string>> = {
  failed: 'The job failed at Midjourney: internal error',
  cancelled: 'The task was cancelled',
};

/** From so much progress on there is a preview. */
const previewFrom = 30;

const task = (id: string, job: Job) => ({
  id,
  action: job.action,
  customId: job.customId,
  botType: job.botType,
  prompt: job.prompt,
  promptEn: job.prompt,
  description: job.description,
  state: job.state,
  mode: job.mode,
  submitTime: job.submittedAt,
});

/** The task object of a job that runs or has ended. */
export function taskOf(entry: JobEntry<Job>, state: JobState, request: Request): Json {
  const { id, job, startedAt } = entry;
  const { stage, progress, elapsedMs } = state;
  const isDone = stage === 'done';
  const isOver = isDone || stage === 'failed' || stage === 'cancelled';
  const isFilm = job.form === 'film';
  const films =
    isDone && isFilm
      ? Array.from({ length: job.films }, (_, at) => ({ url: filmUrl(job, request, at) }))
      : [];
  const text = job.form === 'text' && isDone ? textOf(job) : undefined;
  const hasPreview =
    stage === 'running' && progress >= previewFrom && (job.form === 'grid' || job.form === 'single');
  const hasPicture = isDone && job.action !== 'SHORTEN';
  return {
    ...task(id, job),
    startTime: stage === 'queued' ? 0 : startedAt,
    finishTime: isOver ? startedAt + elapsedMs : 0,
    imageUrl: hasPicture ? pictureUrl(job, request) : hasPreview ? pictureUrl(job, request, 0.25) : '',
    videoUrl: films[0]?.url ?? '',
    videoUrls: films.length > 0 ? films : null,
    status: statuses[stage],
    // A proxy empties it where a job failed.
    progress: stage === 'failed' || stage === 'cancelled' ? '' : `${progress}%`,
    failReason: reasons[stage] ?? '',
    buttons: isDone ? buttonsOf(job) : [],
    maskBase64: job.maskBase64,
    properties: { finalPrompt: text ?? job.prompt, finalZhPrompt: '' },
  };
}

/** The task object of a job whose window waits, or was given up. */
export const waitingTask = (id: string, job: Job, isCancelled: boolean): Json => ({
  ...task(id, job),
  startTime: 0,
  finishTime: 0,
  imageUrl: '',
  videoUrl: '',
  videoUrls: null,
  status: isCancelled ? 'CANCEL' : 'MODAL',
  progress: '0%',
  failReason: isCancelled ? (reasons['cancelled'] ?? '') : '',
  buttons: [],
  maskBase64: '',
  properties: { finalPrompt: job.prompt, finalZhPrompt: '', remix: true },
});
