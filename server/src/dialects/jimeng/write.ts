import { type Json, objectIn, objectOf } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import { faults } from '../../spec/fault.ts';
import type { TaskStatus, TaskView } from '../../spec/task.ts';
import { codeOf } from './faults.ts';

/** Words of the short form. Source: the task object that gateways of this family share. */
export const words = {
  sending: 'NOT_START',
  queued: 'QUEUED',
  running: 'IN_PROGRESS',
  waiting: 'IN_PROGRESS',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'FAILURE',
  expired: 'FAILURE',
} as const satisfies Record<TaskStatus, string>;

/** Words of the visual API. It has none for a cancelled task. */
export const visualWords = {
  sending: 'in_queue',
  queued: 'in_queue',
  running: 'generating',
  waiting: 'generating',
  succeeded: 'done',
  failed: 'done',
  cancelled: 'expired',
  expired: 'expired',
} as const satisfies Record<TaskStatus, string>;

export const success = 10_000;

export const answer = (body: object, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** An answer of the visual API. */
export const visual = (data: Json, requestId: string): Json => ({
  code: success,
  data,
  message: 'Success',
  request_id: requestId,
  status: success,
  time_elapsed: '0ms',
});

const seconds = (ms: number | undefined): number => (ms === undefined ? 0 : Math.floor(ms / 1000));

const filmOf = ({ outputs }: TaskView): string | undefined =>
  outputs.find(({ kind }) => kind === 'video')?.url;

/** The result as the visual API shows it, whoever made the film. */
export function resultOf(view: TaskView): Json {
  const native = view.native ?? {};
  if (view.status === 'failed') {
    const fault = view.fault ?? 'upstream_failed';
    const told = native['code'];
    const code =
      typeof told === 'number' && told !== success
        ? told
        : codeOf({ code: fault, status: faults[fault].status, detail: {} });
    const { time_elapsed: elapsed = '0ms' } = native;
    return {
      ...native,
      code,
      data: null,
      message: view.reason ?? 'the task failed',
      request_id: view.requestId,
      status: code,
      time_elapsed: elapsed,
    };
  }
  const data = {
    binary_data_base64: null,
    image_urls: null,
    resp_data: '',
    ...objectOf(native['data']),
    status: visualWords[view.status],
    video_url: filmOf(view) ?? '',
  };
  return {
    ...visual(data, view.requestId),
    ...objectIn(native),
    code: success,
    data,
    request_id: view.requestId,
  };
}

/** The task of the short form. */
export function taskOf(view: TaskView): Json {
  const isThere = view.native !== undefined || view.status === 'succeeded' || view.status === 'failed';
  return {
    task_id: view.id,
    action: view.action,
    status: words[view.status],
    fail_reason: reasonOf(view),
    submit_time: seconds(view.createdAt),
    start_time: seconds(view.startedAt),
    finish_time: seconds(view.finishedAt),
    progress: `${view.status === 'succeeded' ? 100 : Math.round(view.progress)}%`,
    data: isThere ? resultOf(view) : null,
  };
}

const ends: Partial<Record<TaskStatus, string>> = {
  failed: 'the task failed',
  cancelled: 'the task was cancelled',
  expired: 'the task expired',
};

const reasonOf = ({ status, reason }: TaskView): string => {
  const otherwise = ends[status];
  return otherwise === undefined ? '' : (reason ?? otherwise);
};

export const wrapped = (data: unknown): WireAnswer => answer({ code: 'success', message: '', data });
