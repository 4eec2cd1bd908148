import { type Json, objectOf, textIn } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskDesk, TaskStatus, TaskView } from '../../spec/task.ts';

/** Our states in DashScope's words. */
export const words: Readonly<Record<TaskStatus, string>> = {
  sending: 'PENDING',
  queued: 'PENDING',
  running: 'RUNNING',
  waiting: 'RUNNING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  cancelled: 'CANCELED',
  expired: 'FAILED',
};

/** Words of DashScope that say the same as ours, and more: they are shown where the task stands so. */
const finer: Readonly<Record<string, TaskStatus>> = { SUSPENDED: 'queued' };

const json = (body: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

const beijing = 8 * 3_600_000;
/** '2026-11-23 08:00:00.000': Beijing's time without a zone, as DashScope writes it. */
export const timeText = (ms: number): string =>
  new Date(ms + beijing).toISOString().replace('T', ' ').slice(0, 23);

function wordOf(task: TaskView): string {
  const known = textIn(objectOf(objectOf(task.native)['output'])['task_status']);
  return known !== undefined && finer[known] === task.status ? known : words[task.status];
}

/** The answer to a submission. */
export function written(task: TaskView): WireAnswer {
  return json({ request_id: task.requestId, output: { task_id: task.id, task_status: wordOf(task) } });
}

/** Why it failed: the upstream's own code, or the nearest that DashScope has. */
function failureOf(task: TaskView, output: Json): Json {
  if (words[task.status] !== 'FAILED') return {};
  const code =
    textIn(output['code']) ??
    (task.fault === 'upstream_refused'
      ? 'DataInspectionFailed'
      : task.status === 'expired'
        ? 'RequestTimeOut'
        : 'InternalError');
  return { code, message: task.reason ?? textIn(output['message']) ?? 'the film could not be made' };
}

/** What was consumed, where the upstream did not say it in this wire. */
function usageOf(task: TaskView): Json {
  const film = task.outputs.find(({ kind }) => kind === 'video');
  const seconds = film?.seconds ?? task.usage.seconds;
  const lines = /^(\d{3,4})p$/i.exec(String(task.facts['resolution'] ?? ''))?.[1];
  return {
    ...(seconds === undefined ? {} : { duration: seconds, output_video_duration: seconds }),
    video_count: task.outputs.filter(({ kind }) => kind === 'video').length,
    ...(lines === undefined ? {} : { SR: Number(lines) }),
    ...(film?.width && film.height ? { size: `${film.width}*${film.height}` } : {}),
  };
}

/** The answer to a query. Times are the upstream's where it spoke this wire, else the gateway's. */
export function show(task: TaskView): WireAnswer {
  const native = objectOf(task.native);
  const {
    code: _code,
    message: _message,
    video_url: _video,
    results: _results,
    ...output
  } = objectOf(native['output']);
  const video = task.outputs.find(({ kind }) => kind === 'video');
  const times = {
    submit_time: timeText(task.createdAt),
    ...(task.startedAt === undefined ? {} : { scheduled_time: timeText(task.startedAt) }),
    ...(task.finishedAt === undefined ? {} : { end_time: timeText(task.finishedAt) }),
  };
  const isDone = task.status === 'succeeded';
  return json({
    ...native,
    request_id: task.requestId,
    output: {
      ...times,
      ...(isDone && task.prompt !== undefined && output['orig_prompt'] === undefined
        ? { orig_prompt: task.prompt }
        : {}),
      ...output,
      task_id: task.id,
      task_status: wordOf(task),
      ...failureOf(task, objectOf(native['output'])),
      ...(isDone && video?.url !== undefined ? { video_url: video.url } : {}),
    },
    ...(isDone ? { usage: native['usage'] ?? usageOf(task) } : {}),
  });
}

export const showCancelled = (task: TaskView): WireAnswer => json({ request_id: task.requestId });

const inDigits = /^(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?$/;

/** '20261123080000', Beijing's time, in milliseconds. Throws field_invalid. */
function timeOf(text: string, param: string): number {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = inDigits.exec(text) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - beijing;
  if (Number.isFinite(ms)) return ms;
  throw new GatewayError('field_invalid', `${param} must look like 20261123080000`, { param });
}

/** The customer's tasks, the newest first. Throws field_invalid. */
export async function showList(query: URLSearchParams, desk: TaskDesk): Promise<WireAnswer> {
  const count = (name: string, otherwise: number, most: number): number => {
    const sent = query.get(name);
    if (sent === null || sent === '') return otherwise;
    const value = Number(sent);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new GatewayError('field_invalid', `${name} must be a whole number from 1 to ${most}`, {
      param: name,
    });
  };
  const page = count('page_no', 1, 1_000_000);
  const size = count('page_size', 10, 100);
  const word = query.get('status')?.toUpperCase();
  const status = (Object.keys(words) as TaskStatus[]).filter((one) => words[one] === word);
  if (word && status.length === 0)
    throw new GatewayError(
      'field_invalid',
      `status must be one of ${[...new Set(Object.values(words))].join(', ')}`,
      {
        param: 'status',
      },
    );
  const model = query.get('model_name');
  const [from, to] = (['start_time', 'end_time'] as const).map((name) => {
    const sent = query.get(name);
    return sent ? timeOf(sent, name) : undefined;
  });
  const { tasks, total } = await desk.list({
    limit: size,
    page,
    newestFirst: true,
    dialect: 'qwen-video',
    ...(word ? { status } : {}),
    ...(model ? { model } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  return json({
    request_id: tasks[0]?.requestId ?? '',
    data: tasks.map((task) => ({
      task_id: task.id,
      status: wordOf(task),
      model_name: task.model,
      request_id: task.requestId,
      gmt_create: task.createdAt,
      start_time: task.startedAt ?? task.createdAt,
      ...(task.finishedAt === undefined ? {} : { end_time: task.finishedAt }),
    })),
    page_no: page,
    page_size: size,
    total,
    total_page: Math.ceil(total / size),
  });
}
