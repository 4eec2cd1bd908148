import { type Json, listOf, numberIn, textIn } from '../../base/json.ts';
import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import { type FaultCode, GatewayError } from '../../spec/fault.ts';
import { isFinal, type TaskView } from '../../spec/task.ts';
import { envelope } from '../_families/openai-faults.ts';

const headers = { 'content-type': 'application/json; charset=utf-8' };
const answer = (body: Json, status = 200): WireAnswer => ({ status, headers, body: JSON.stringify(body) });

/** What became of a task that has no pictures. */
const faultOf: Partial<Record<TaskView['status'], FaultCode>> = {
  cancelled: 'task_cancelled',
  expired: 'task_expired',
};

/** Pictures of a task that another wire made, as Ideogram's answers list them. */
const listed = (task: TaskView): readonly Json[] =>
  task.outputs.flatMap(({ kind, role, url, width, height }) =>
    kind === 'image' && role === undefined
      ? [
          {
            prompt: task.prompt ?? '',
            resolution: width && height ? `${width}x${height}` : '1024x1024',
            is_image_safe: true,
            seed: numberIn(task.memo['seed']) ?? 0,
            url: url ?? null,
            style_type: textIn(task.memo['style']) ?? 'GENERAL',
          },
        ]
      : [],
  );

function done(task: TaskView): Json {
  const { native } = task;
  if (task.action === 'describe')
    return (
      native ?? { descriptions: task.outputs.flatMap(({ text }) => (text === undefined ? [] : [{ text }])) }
    );
  const created = new Date(task.createdAt).toISOString();
  return listOf(native?.['data']).length > 0 ? { ...native } : { created, data: listed(task) };
}

/** Ideogram answers when it is done. One that is not done within the time goes on, and its pictures can be asked for. */
export function written(task: TaskView): WireAnswer {
  if (task.status === 'succeeded') return answer(done(task));
  const fault = isFinal(task.status)
    ? new GatewayError(
        task.fault ?? faultOf[task.status] ?? 'upstream_failed',
        task.reason ?? 'the pictures could not be made; nothing is charged',
        { ...(task.fault === 'upstream_refused' ? { status: 422 } : {}) },
      )
    : new GatewayError(
        // The one fault of a time that is over which tells clients not to send the request again by themselves.
        'task_expired',
        `the pictures take longer than this request waits; ask for them with GET /v1/tasks/${task.id}`,
      );
  return writeFault(fault, task.requestId);
}

/**
 * What the safety check refuses is told as Ideogram documents it: 422 `{"error":"…"}`. Everything else as gateways of this
 * family tell it: `{"error":{"message","type","param","code"}}`.
 */
export const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const { retryAfter } = error.detail;
  const isUnsafe = error.code === 'upstream_refused' && error.status === 422;
  return {
    status: error.status,
    headers: {
      ...headers,
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: isUnsafe
      ? JSON.stringify({ error: `${error.message} (request id: ${requestId})` })
      : envelope(error, requestId),
  };
};
