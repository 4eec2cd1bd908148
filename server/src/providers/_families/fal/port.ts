import { type Json, listOf, numberIn, objectOf, stringIn, textIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort, TaskReply, TaskReport, TaskSend, TaskStart } from '../../../spec/task.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { garbage } from '../fault-words.ts';
import { failureFault, told } from './faults.ts';
import { consumed, measured } from './measure.ts';
import { filesIn } from './output.ts';
import { writeFalImage, writeFalVideo } from './write-neutral.ts';

/**
 * fal's queue, whose requests are the wire 'fal'. What is kept of a task (`native`) is the queue's last word on it, with
 * the model's answer under `response` and its status under `code`. Sources: https://docs.fal.ai/model-apis/model-endpoints/queue,
 * https://fal.ai/docs/inference-api, fal-ai/fal-js.
 */

const words: Readonly<Record<string, NonNullable<TaskReport['status']>>> = {
  IN_QUEUE: 'queued',
  IN_PROGRESS: 'running',
};

/** Statuses of a result that are the model's own word on the request. 401, 403 and 429 are about the channel. */
const modelStatuses = [400, 404, 408, 410, 413, 415, 422, 424, 499, 500, 501, 502, 503, 504];

/** A new request may be unknown to the server that is asked for it. */
const knownAfterMs = 60_000;
const mostLogs = 100;
const longestLog = 1000;

/** Headers that the queue obeys, by the facts that the dialect reads them into. */
const headerFacts: readonly (readonly [string, string])[] = [
  ['x-fal-queue-priority', 'queue_priority'],
  ['x-fal-request-timeout', 'start_timeout'],
  ['x-fal-runner-hint', 'runner_hint'],
  ['x-fal-object-lifecycle-preference', 'object_lifecycle'],
  ['x-fal-no-retry', 'no_retry'],
];

const headersOf = (facts: Facts): Record<string, string> =>
  Object.fromEntries(
    headerFacts.flatMap(([header, fact]) =>
      facts[fact] === undefined ? [] : [[header, String(facts[fact])]],
    ),
  );

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Owner and app: questions about a request leave the rest of the model's name out. */
function appOf(model: string): string {
  const steps = model.split('/');
  const isNamed = steps[0] === 'workflows' || steps[0] === 'comfy';
  return steps.slice(0, isNamed ? 3 : 2).join('/');
}

/** The app that the queue itself names in its addresses, else that of the model. */
function appIn(reply: Json, id: string, model: string): string {
  const url = textIn(reply['response_url']) ?? '';
  const path = URL.canParse(url) ? decodeURI(new URL(url).pathname) : '';
  const before = path.split(`/requests/${id}`)[0] ?? '';
  const [, app] = /\/((?:(?:workflows|comfy)\/)?[\w.-]+\/[\w.-]+)$/.exec(path === before ? '' : before) ?? [];
  return app ?? appOf(model);
}

type Handle = {
  readonly id: string;
  readonly app: string;
  readonly model: string;
  readonly at: number;
  readonly usage: Usage;
};

function handleIn(handle: Json): Handle {
  const usage: Record<string, number> = {};
  for (const [name, units] of Object.entries(objectOf(handle['usage'])))
    if (typeof units === 'number') usage[name] = units;
  return {
    id: stringIn(handle['id']) ?? '',
    app: stringIn(handle['app']) ?? '',
    model: stringIn(handle['model']) ?? '',
    at: numberIn(handle['at']) ?? 0,
    usage,
  };
}

/** The queue's word on a request, without addresses that only the channel may ask. */
function queueWord(body: Json): Json {
  const {
    response_url: _r,
    status_url: _s,
    cancel_url: _c,
    request_id: _i,
    gateway_request_id: _g,
    ...rest
  } = body;
  const logs = listOf(rest['logs']).slice(-mostLogs);
  return {
    ...rest,
    logs: logs.map((entry) => {
      const { message, ...others } = objectOf(entry);
      return { ...others, message: wordOf(message).slice(0, longestLog) };
    }),
  };
}

/** What the result of a completed request says. Undefined: nobody said anything yet. */
function readResult(reply: TaskReply, word: Json, { model, usage }: Handle): TaskReport | undefined {
  const { status, json } = reply;
  if (status >= 200 && status < 300) {
    // Of a request that failed before its model answered, only the queue knows.
    if (textIn(word['error_type']) !== undefined) return readFailure(500, word, {});
    const { outputs, body } = filesIn(json);
    return {
      status: 'succeeded',
      outputs,
      usage: consumed(model, usage, json),
      native: { ...word, response: body, code: 200 },
    };
  }
  const said = told(json);
  if (status === 400 && /in progress/i.test(said.message ?? '')) return { status: 'running', native: word };
  const isTold = said.message !== undefined || textIn(word['error']) !== undefined;
  return isTold ? readFailure(status, word, json) : undefined;
}

function readFailure(status: number, word: Json, response: Json): TaskReport {
  const said = told(response);
  const type = said.type ?? textIn(word['error_type']);
  const reason = said.message ?? textIn(word['error']);
  const native = { ...word, response, code: status };
  if (type === 'client_cancelled') return { status: 'cancelled', native };
  return {
    status: 'failed',
    fault: failureFault(status, type === undefined ? {} : { type }),
    ...(reason ? { reason } : {}),
    native,
  };
}

/** `prefix`: what stands before the model's path, behind the channel's base URL: '' at fal and at other gateways. */
export function falPort({ prefix }: { readonly prefix: string }): TaskPort {
  const requestPath = ({ app, id }: Handle): string =>
    `${prefix}/${encoded(app)}/requests/${encodeURIComponent(id)}`;

  const missing = ({ at }: Handle): TaskReport =>
    Date.now() - at < knownAfterMs
      ? {}
      : { status: 'failed', fault: 'task_lost', reason: 'the upstream no longer has this request' };

  const poll = async (handle: Json, send: TaskSend): Promise<TaskReport> => {
    const known = handleIn(handle);
    const asked = await send({ method: 'GET', path: `${requestPath(known)}/status?logs=1`, allow: [404] });
    if (asked.status === 404) return missing(known);
    const name = textIn(asked.json['status']);
    if (name === undefined) throw new GatewayError(garbage.code, garbage.message);
    const word = queueWord(asked.json);
    const status = words[name];
    if (status !== undefined) return { status, native: word };
    if (name !== 'COMPLETED') return { unknownWord: name, native: word };
    const result = await send({ method: 'GET', path: requestPath(known), allow: modelStatuses });
    if (result.status === 404 && told(result.json).type === undefined) return missing(known);
    const report = readResult(result, word, known);
    if (report) return report;
    throw new GatewayError('upstream_failed', `the upstream answered ${result.status} for a result`);
  };

  return {
    serves: () => true,
    measure: ({ body, upstreamModel }) => measured(upstreamModel, body),
    async start({ body, upstreamModel, facts, callbackUrl }: TaskStart, send) {
      const query = callbackUrl === undefined ? '' : `?fal_webhook=${encodeURIComponent(callbackUrl)}`;
      const reply = await send({
        method: 'POST',
        path: `${prefix}/${encoded(upstreamModel)}${query}`,
        headers: headersOf(facts),
        json: body,
        starts: true,
      });
      const id = textIn(reply.json['request_id']);
      if (id === undefined || !/^[\w.-]{1,200}$/.test(id)) {
        const { message } = told(reply.json);
        throw message === undefined
          ? new GatewayError(garbage.code, garbage.message)
          : new GatewayError('upstream_failed', 'the upstream failed');
      }
      const { usage } = measured(upstreamModel, body);
      const handle: Handle = {
        id,
        app: appIn(reply.json, id, upstreamModel),
        model: upstreamModel,
        at: Date.now(),
        usage,
      };
      return { handle, report: { status: 'queued', native: queueWord(reply.json) } };
    },
    poll,
    async cancel(handle, send) {
      const reply = await send({
        method: 'PUT',
        path: `${requestPath(handleIn(handle))}/cancel`,
        allow: [400, 404],
      });
      if (reply.status === 400 || reply.json['status'] === 'ALREADY_COMPLETED')
        throw new GatewayError('task_not_cancellable', 'the task has ended already');
      if (reply.status === 404)
        throw new GatewayError('task_not_cancellable', 'the upstream no longer has this request');
      return { status: 'cancelled' };
    },
    // The signature of fal is not needed: only the upstream knows the address, and what it says is asked for again.
    readCallback: () => ({}),
    writeImage: writeFalImage,
    writeVideo: writeFalVideo,
  };
}
