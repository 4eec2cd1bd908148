import { isObject, type Json, listOf, numberIn, objectOf, textIn } from '../../base/json.ts';
import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { type HookBody, isFinal, type TaskDesk, type TaskStatus, type TaskView } from '../../spec/task.ts';
import { requestPath } from './address.ts';

const headers = { 'content-type': 'application/json; charset=utf-8' };

export const answer = (
  body: unknown,
  status = 200,
  more: Readonly<Record<string, string>> = {},
): WireAnswer => ({ status, headers: { ...headers, ...more }, body: JSON.stringify(body) });

/** fal has no word for a failure: whatever has ended is completed, and its result says how. */
export const words: Readonly<Record<TaskStatus, 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED'>> = {
  sending: 'IN_QUEUE',
  queued: 'IN_QUEUE',
  waiting: 'IN_QUEUE',
  running: 'IN_PROGRESS',
  succeeded: 'COMPLETED',
  failed: 'COMPLETED',
  cancelled: 'COMPLETED',
  expired: 'COMPLETED',
};

/** The addresses of a request, all at the gateway. */
function linksOf({ id, model, origin }: TaskView): Json {
  const base = origin + requestPath(model, id);
  return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
}

const logsOf = (task: TaskView): readonly unknown[] => listOf(task.native?.['logs']);
const position = (task: TaskView): number => numberIn(task.native?.['queue_position']) ?? 0;

/** The first answer. With a webhook fal tells the id under two names. */
export const submitted = (task: TaskView): WireAnswer =>
  answer(
    {
      status: words[task.status],
      request_id: task.id,
      ...(task.memo['hook'] === true ? { gateway_request_id: task.id } : {}),
      ...linksOf(task),
      logs: null,
      metrics: {},
      queue_position: position(task),
    },
    200,
    { 'x-fal-request-id': task.id },
  );

/** What of the queue's word is said anew here, or stands elsewhere. */
const ownFields = ['status', 'logs', 'metrics', 'queue_position', 'error', 'error_type', 'response', 'code'];

/** How far it is. */
export function statusBody(task: TaskView, withLogs: boolean): Json {
  const status = words[task.status];
  const rest = Object.fromEntries(
    Object.entries(task.native ?? {}).filter(([name]) => !ownFields.includes(name)),
  );
  const base = { ...rest, status, request_id: task.id, ...linksOf(task) };
  if (status === 'IN_QUEUE') return { ...base, queue_position: position(task) };
  const logs = withLogs ? logsOf(task) : null;
  if (status === 'IN_PROGRESS') return { ...base, logs };
  const metrics = objectOf(task.native?.['metrics']);
  return { ...base, logs, metrics, ...(task.status === 'succeeded' ? {} : failureWords(task)) };
}

/** 202 while it is not done, as the queue answers. */
export const shown = (task: TaskView, withLogs: boolean): WireAnswer =>
  answer(statusBody(task, withLogs), isFinal(task.status) ? 200 : 202);

/** A result with the links of what came as data in their places. */
function placed(value: unknown, task: TaskView): unknown {
  if (typeof value === 'string') {
    const [, index] = /^output:(\d{1,3})$/.exec(value) ?? [];
    const link = index === undefined ? undefined : task.outputs[Number(index)]?.url;
    return link ?? value;
  }
  if (Array.isArray(value)) return value.map((one) => placed(one, task));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, placed(one, task)]));
}

/** The model's answer; of a model behind another wire one is written, in the shape that fal's have. */
function outputOf(task: TaskView): Json {
  const response = task.native?.['response'];
  if (isObject(response)) return objectOf(placed(response, task));
  const files = task.outputs
    .filter(({ role, url }) => role === undefined && url !== undefined)
    .map(({ kind, url, mediaType, width, height }) => ({
      kind,
      file: {
        url,
        ...(mediaType ? { content_type: mediaType } : {}),
        ...(width && height ? { width, height } : {}),
      },
    }));
  const text = task.outputs.find((output) => output.text !== undefined)?.text;
  const images = files.filter(({ kind }) => kind === 'image').map(({ file }) => file);
  const [video] = files.filter(({ kind }) => kind === 'video');
  const [audio] = files.filter(({ kind }) => kind === 'audio');
  return {
    ...(images.length > 0 || task.kind === 'image' ? { images } : {}),
    ...(video ? { video: video.file } : {}),
    ...(audio ? { audio: audio.file } : {}),
    ...(text === undefined ? {} : { output: text }),
    ...(task.prompt === undefined ? {} : { prompt: task.prompt }),
  };
}

type Failure = { readonly status: number; readonly body: Json; readonly type: string };

const mistake = (msg: string, type: string, loc: readonly string[] = ['body']): Json => ({
  detail: [{ loc, msg, type }],
});

/** What the result of a task that came to nothing answers. */
function failureOf(task: TaskView): Failure {
  const { native, status } = task;
  const reason = task.reason ?? 'The request could not be processed.';
  if (status === 'cancelled') {
    const type = 'client_cancelled';
    return { status: 499, body: { detail: 'Request was cancelled', error_type: type }, type };
  }
  const code = numberIn(native?.['code']);
  const response = objectOf(native?.['response']);
  if (code !== undefined && code >= 400 && code < 600 && response['detail'] !== undefined) {
    const [first] = listOf(response['detail']);
    const type = textIn(response['error_type']) ?? textIn(objectOf(first)['type']) ?? 'internal_server_error';
    // About the client's request the model's words stand; about the upstream's own troubles those that were looked at.
    if (code < 500) return { status: code, body: response, type };
    const body = Array.isArray(response['detail'])
      ? mistake(reason, type)
      : { detail: reason, error_type: type };
    return { status: code, body, type };
  }
  if (status === 'expired' || task.fault === 'upstream_timeout') {
    const type = 'request_timeout';
    return { status: 504, body: { detail: reason, error_type: type }, type };
  }
  const type = task.fault === 'upstream_refused' ? 'content_policy_violation' : 'internal_server_error';
  return { status: task.fault === 'upstream_refused' ? 422 : 500, body: mistake(reason, type), type };
}

const failureWords = (task: TaskView): Json => {
  const { type } = failureOf(task);
  return {
    error: task.reason ?? (task.status === 'cancelled' ? 'Request was cancelled' : 'failed'),
    error_type: type,
  };
};

/** The result: the bare output, or the model's own error with its own status. */
export function result(task: TaskView): WireAnswer {
  const named = { 'x-fal-request-id': task.id };
  if (!isFinal(task.status)) return answer({ detail: 'Request is still in progress' }, 400, named);
  if (task.status === 'succeeded') return answer(outputOf(task), 200, named);
  const { status, body, type } = failureOf(task);
  return answer(body, status, { ...named, 'x-fal-error-type': type });
}

/** In place of the first answer, for a client that has waited. */
export function ran(task: TaskView): WireAnswer {
  if (isFinal(task.status)) return result(task);
  const type = 'request_timeout';
  const detail = `The request is still in progress; ask for its result at ${task.origin}${requestPath(task.model, task.id)}`;
  // 408: fal's clients send a 504 again by themselves, and that would be another request.
  return answer({ detail, error_type: type }, 408, { 'x-fal-request-id': task.id, 'x-fal-error-type': type });
}

/** Answers a cancel. What cannot be cancelled is told in the queue's words and not as an error of the gateway's. */
export async function cancelled(desk: TaskDesk, id: string): Promise<WireAnswer> {
  const task = await desk.find(id);
  if (!task) return answer({ status: 'NOT_FOUND' }, 404);
  try {
    await desk.cancel(task.id);
    return answer({ status: 'CANCELLATION_REQUESTED' }, 202);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'task_not_cancellable')
      return answer({ status: 'ALREADY_COMPLETED' }, 400);
    throw error;
  }
}

/** Between two looks at a task that does not change: a comment keeps the stream alive. */
const pingMs = 10_000;

/** Every state of a task as an event, up to its end. */
export async function* watched(desk: TaskDesk, id: string, withLogs: boolean): AsyncGenerator<string> {
  let task = await desk.get(id);
  for (;;) {
    yield `data: ${JSON.stringify(statusBody(task, withLogs))}\n\n`;
    for (const { version } = task; task.version === version; ) {
      if (isFinal(task.status)) return;
      task = await desk.changed(task.id, version, pingMs);
      if (task.version === version) yield ': ping\n\n';
    }
  }
}

/** What a webhook gets, in fal's words. */
export function writeHook(task: TaskView): HookBody {
  const ids = { request_id: task.id, gateway_request_id: task.id };
  if (task.status === 'succeeded')
    return { body: JSON.stringify({ ...ids, status: 'OK', payload: outputOf(task) }) };
  const { status, body } = failureOf(task);
  return {
    body: JSON.stringify({ ...ids, status: 'ERROR', error: `Invalid status code: ${status}`, payload: body }),
  };
}

/** Statuses that fal's clients send again by themselves, on submits too. */
const sentAgain: ReadonlySet<number> = new Set([502, 503, 504]);

/** fal's two shapes: a list of mistakes where a field is wrong, else a text with its category. */
export const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const { param, retryAfter, upstream } = error.detail;
  const isMistake = error.code === 'field_invalid' || error.code === 'body_malformed';
  const plain = sentAgain.has(error.status) && !error.fault.again ? 500 : error.status;
  const status = isMistake ? 422 : plain;
  const type = upstream?.type ?? error.code;
  const more = {
    'x-fal-error-type': type,
    'x-fal-retryable': String(error.fault.again),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  };
  const msg = `${error.message} (request id: ${requestId})`;
  // Of other faults only what the upstream refused is about a field of the input.
  if (!isMistake && (param === undefined || error.code !== 'upstream_refused'))
    return answer({ detail: msg, error_type: type }, status, more);
  const loc = ['body', ...(param ? param.split(/[.[\]]+/).filter((step) => step !== '') : [])];
  const word = isMistake ? (error.message === 'Field required' ? 'missing' : 'value_error') : type;
  return answer({ ...mistake(msg, word, loc), error_type: type }, status, more);
};
