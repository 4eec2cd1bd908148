import type { Json } from '../../../../base/json.ts';
import type { JobEntry, JobState } from '../../simulated/jobs.ts';
import { mediaPath } from '../../simulated/media/serve.ts';
import type { Plan } from './check.ts';

export type KlingJob = {
  readonly account: string;
  readonly action: string;
  readonly external?: string;
  readonly plan: Plan;
  /** Names of what it makes. */
  readonly refs: readonly string[];
  readonly isPath: boolean;
  /** Units of a resource pack that it costs. */
  readonly units: string;
  readonly watermark: boolean;
};

const failure = 'Failure to pass the risk control system';

/** Where the n-th result of a plan is, behind the simulator's address. */
export function placeOf({ kind, text, seconds, width, height, sound }: Plan, at: number): string {
  if (kind === 'image') return mediaPath({ kind: 'picture', width, height, text, seed: at });
  if (kind === 'audio') return mediaPath({ kind: 'tune', seconds, text, format: 'mp3' });
  return mediaPath({ kind: 'film', width, height, seconds, text, ...(sound ? { sound } : {}) });
}

function resultOf({ plan, refs, watermark }: KlingJob, at: (path: string) => string): Json {
  const link = (index: number) => at(placeOf(plan, index));
  if (plan.kind === 'image')
    return {
      images: refs.map((_, index) => ({
        index,
        url: link(index),
        ...(watermark ? { watermark_url: link(index) } : {}),
      })),
    };
  if (plan.kind === 'audio')
    return {
      audios: refs.map((id, index) => ({ id, url_mp3: link(index), duration_mp3: String(plan.seconds) })),
    };
  return {
    videos: refs.map((id, index) => ({
      id,
      url: link(index),
      duration: String(plan.seconds),
      ...(watermark ? { watermark_url: link(index) } : {}),
    })),
  };
}

const words = {
  queued: 'submitted',
  running: 'processing',
  done: 'succeed',
  failed: 'failed',
  cancelled: 'failed',
} as const;

/** The `data` object of a task as it is now. `at` makes addresses of paths. */
export function dataOf(
  { id, job, startedAt }: JobEntry<KlingJob>,
  { stage, elapsedMs }: JobState,
  at: (path: string) => string,
): Json {
  const isDone = stage === 'done';
  const updated = startedAt + elapsedMs;
  if (job.isPath)
    return {
      id,
      status: isDone ? 'succeeded' : words[stage],
      ...(stage === 'failed' ? { message: failure } : {}),
      ...(job.external === undefined ? {} : { external_id: job.external }),
      ...(isDone
        ? {
            outputs: job.refs.map((ref, index) => ({
              type: 'video',
              id: ref,
              url: at(placeOf(job.plan, index)),
              duration: String(job.plan.seconds),
            })),
            billing: [{ charge_type: 'unit', amount: job.units }],
          }
        : {}),
      create_time: startedAt,
      update_time: updated,
    };
  const { source } = job.plan;
  const parent =
    source === undefined
      ? {}
      : {
          parent_video: {
            ...(source.id === undefined ? {} : { id: source.id }),
            url: source.url,
            duration: String(source.seconds),
          },
        };
  return {
    task_id: id,
    task_status: words[stage],
    task_status_msg: stage === 'failed' ? failure : '',
    task_info: { ...(job.external === undefined ? {} : { external_task_id: job.external }), ...parent },
    ...(isDone ? { task_result: resultOf(job, at), final_unit_deduction: job.units } : {}),
    created_at: startedAt,
    updated_at: updated,
  };
}
