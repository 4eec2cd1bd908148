import { isObject, type Json, objectOf, textIn, textsIn } from '../../base/json.ts';
import { sheetOf, sheetOfVersion } from '../../catalogue/replicate/index.ts';
import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';
import { type HookBody, isFinal, type TaskStatus, type TaskView } from '../../spec/task.ts';

const headers = { 'content-type': 'application/json; charset=utf-8' };

export const answer = (body: unknown, status = 200): WireAnswer => ({
  status,
  headers,
  body: JSON.stringify(body),
});

/** Where the API lies on this gateway. */
export const base = (origin: string): string => `${origin}/replicate/v1`;

export const statusWords: Readonly<Record<TaskStatus, string>> = {
  sending: 'starting',
  queued: 'starting',
  running: 'processing',
  waiting: 'processing',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'canceled',
  expired: 'failed',
};

const time = (at: number): string => new Date(at).toISOString();

/** The output where the upstream told none in this wire: in the shape that the model has. */
function outputOf({ outputs, model, status }: TaskView): unknown {
  if (status !== 'succeeded') return null;
  const texts = outputs.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const links = outputs.filter(({ role, url }) => role === undefined && url !== undefined);
  if (links.length === 0) return texts.length > 0 ? texts.join('') : null;
  const urls = links.map(({ url }) => url);
  const shape = sheetOf(model)?.output ?? (urls.length > 1 ? 'uris' : 'uri');
  if (shape === 'uris') return urls;
  if (shape === 'uri') return urls[0];
  return Object.fromEntries(
    outputs.flatMap(({ kind, role, url }) => (url === undefined ? [] : [[role ?? kind, url]])),
  );
}

/** Why it came to nothing; null while it has not. */
function errorOf({ status, reason }: TaskView): string | null {
  if (status === 'failed') return reason ?? 'the prediction failed';
  return status === 'expired' ? (reason ?? 'the prediction took too long') : null;
}

/** A model's name, where the task's is a version alone. */
const nameOf = (model: string): string => sheetOfVersion(model)?.name ?? model;

/** The prediction object, with links that lead here. */
export function prediction(task: TaskView): Json {
  const native = objectOf(task.native);
  const { webhook: _ours, webhook_events_filter: _when, metrics, ...rest } = native;
  const url = `${base(task.origin)}/predictions/${task.id}`;
  const isDone = task.status === 'succeeded';
  const word = statusWords[task.status];
  const started = task.startedAt;
  const finished = isFinal(task.status) ? task.finishedAt : undefined;
  const hook = textIn(task.memo['webhook']);
  const events = textsIn(task.memo['events']);
  const total = finished === undefined ? undefined : (finished - task.createdAt) / 1000;
  const ran = finished === undefined || started === undefined ? undefined : (finished - started) / 1000;
  return {
    model: nameOf(task.model),
    version: sheetOf(task.model)?.versions?.[0] ?? 'hidden',
    input: objectOf(task.memo['input']),
    logs: '',
    output: outputOf(task),
    data_removed: false,
    source: 'api',
    created_at: time(task.createdAt),
    ...(started === undefined ? {} : { started_at: time(started) }),
    ...(finished === undefined ? {} : { completed_at: time(finished) }),
    ...rest,
    ...(isDone || word === 'processing' ? {} : { output: null }),
    error: errorOf(task),
    id: task.id,
    status: native['status'] === 'aborted' && task.status === 'cancelled' ? 'aborted' : word,
    ...(isObject(metrics) || ran !== undefined
      ? {
          metrics: {
            predict_time: ran ?? 0,
            ...(total === undefined ? {} : { total_time: total }),
            ...objectOf(metrics),
          },
        }
      : {}),
    ...(hook === undefined ? {} : { webhook: hook }),
    ...(hook === undefined || events.length === 0 ? {} : { webhook_events_filter: events }),
    urls: { cancel: `${url}/cancel`, get: url, stream: `${url}/stream` },
  };
}

export const written = (task: TaskView): WireAnswer => answer(prediction(task), 201);

/**
 * To a client that has waited. One that still goes on is told as `starting`: Replicate's clients take any other word for
 * the end of a wait that they asked for.
 */
export function waited(task: TaskView): WireAnswer {
  if (isFinal(task.status)) return written(task);
  return answer({ ...prediction(task), status: 'starting' }, 202);
}

export const writeHook = (task: TaskView): HookBody => ({ body: JSON.stringify(prediction(task)) });

const titles: Partial<Record<FaultCode, string>> = {
  token_missing: 'Unauthenticated',
  token_invalid: 'Unauthenticated',
  token_disabled: 'Unauthenticated',
  token_expired: 'Unauthenticated',
  balance_too_low: 'Insufficient credit',
  token_limit_reached: 'Insufficient credit',
  field_invalid: 'Input validation failed',
  body_malformed: 'Bad request',
  rate_limited: 'Too many requests',
  upstream_busy: 'Too many requests',
};

const statusTitles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthenticated',
  402: 'Insufficient credit',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  422: 'Input validation failed',
  429: 'Too many requests',
  503: 'Service unavailable',
};

/** What of the input is wrong is told with 422, as the platform does. */
const statusOf = (error: GatewayError): number =>
  error.code === 'field_invalid' && error.status === 400 ? 422 : error.status;

/** `{"title","detail","status"}`; of a field also `invalid_fields`. Clients show `detail`. */
export const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const status = statusOf(error);
  const { retryAfter, param } = error.detail;
  const title =
    titles[error.code] ?? statusTitles[status] ?? (status >= 500 ? 'Internal server error' : 'Bad request');
  const detail = `${error.message} (request id: ${requestId})`;
  return {
    status,
    headers: { ...headers, ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) },
    body: JSON.stringify({
      title,
      detail,
      status,
      code: error.code,
      ...(status === 422
        ? { invalid_fields: [{ type: error.code, field: param ?? '', description: error.message }] }
        : {}),
    }),
  };
};

/** A page of predictions. */
export const list = (
  tasks: readonly TaskView[],
  links: { readonly previous: string | null; readonly next: string | null },
): WireAnswer => answer({ ...links, results: tasks.map(prediction) });
