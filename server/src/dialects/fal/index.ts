import type { RequestHead } from '../../spec/call.ts';
import type { Dialect, Endpoint, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskAnswer, TaskDesk } from '../../spec/task.ts';
import { addressOf, proxied, type Question, type Target } from './address.ts';
import { listed } from './models.ts';
import { readInput } from './read.ts';
import { anyBody, requestParams, statusQuery, submitQuery } from './wire.ts';
import { cancelled, ran, result, shown, submitted, watched, writeFault, writeHook } from './write.ts';

const typeName = 'fal';

const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
};

async function serveQuestion(
  desk: TaskDesk,
  id: string,
  question: Question,
  query: string,
  method: string,
): Promise<TaskAnswer> {
  if ((question === 'cancel') !== (method !== 'GET'))
    throw new GatewayError('method_not_allowed', 'ask with GET, and cancel with PUT');
  if (question === 'cancel') return cancelled(desk, id);
  const withLogs = ['1', 'true'].includes(new URLSearchParams(query).get('logs') ?? '');
  if (question === 'status/stream') return { headers: eventHeaders, stream: watched(desk, id, withLogs) };
  const task = await desk.get(id);
  return question === 'status' ? shown(task, withLogs) : result(task);
}

/** A question about the request that an address names, else none. */
function asks(target: Target, method: string): TaskDeskEndpoint['serve'] | undefined {
  const address = addressOf(target.path);
  if (address.what !== 'request') return undefined;
  return (_question, desk) => serveQuestion(desk, address.id, address.question, target.query, method);
}

const at = (target: (head: RequestHead) => Target, method: string): TaskDeskEndpoint['serve'] => {
  return async (question, desk) => {
    const serve = asks(target(question.head), method);
    if (!serve)
      throw new GatewayError('endpoint_unknown', 'nothing is asked at this address; models take POST');
    return serve(question, desk);
  };
};

const rest = (head: RequestHead): string => head.params['*'] ?? '';
const behindFalAi = (head: RequestHead): Target => ({
  path: `fal-ai/${rest(head)}`,
  query: head.query,
  service: 'queue',
});
const behindFal = (head: RequestHead): Target => ({ path: rest(head), query: head.query, service: 'queue' });
const toRun = (head: RequestHead): Target => ({ path: rest(head), query: head.query, service: 'run' });

type Submit = Omit<SubmitEndpoint, 'read' | 'asks' | 'does' | 'method' | 'typeName' | 'written'>;
const submit = (target: (head: RequestHead) => Target, endpoint: Submit): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  typeName,
  ...endpoint,
  read: (bytes, head) => readInput(bytes, head, target(head)),
  written: submitted,
  answer: (task) => ran(task),
});

/** Each model of the manual at an address of its own, with its own fields. */
const models: readonly Endpoint[] = listed.map(({ id, kind, rows, summary, body }) =>
  submit((head) => ({ path: id, query: head.query, service: 'queue' }), {
    path: `/${id}`,
    name: id,
    kind,
    rows,
    summary,
    query: submitQuery,
    body,
  }),
);

const question = (
  what: Question,
  method: 'GET' | 'PUT',
  rows: readonly string[],
  en: string,
  vi: string,
): TaskDeskEndpoint => ({
  does: 'task-desk',
  method,
  path: `/fal-ai/:model/requests/:request_id${what === '' ? '' : `/${what}`}`,
  rows,
  summary: { en, vi },
  params: requestParams,
  ...(what.startsWith('status') ? { query: statusQuery } : {}),
  serve: ({ head }, desk) => serveQuestion(desk, head.params['request_id'] ?? '', what, head.query, method),
});

const anyModel = { en: 'Run any model', vi: 'Chạy model bất kỳ' };
const viaProxy = { en: 'What fal’s client asks a proxy for', vi: 'Yêu cầu của client fal qua proxy' };
const ask = { en: 'Ask about a request', vi: 'Hỏi về một yêu cầu' };
const desk = { does: 'task-desk', rows: [], alias: true } as const;

/** Uploads have no place in the gateway's tasks: a picture is sent in its field. */
const proxySubmit: SubmitEndpoint = {
  ...submit(proxied, {
    path: '/fal/proxy',
    name: 'proxy',
    kind: 'image',
    rows: ['R255'],
    summary: viaProxy,
    body: anyBody,
  }),
  asks(head) {
    const target = proxied(head);
    if (target.service !== 'rest') return asks(target, 'POST');
    return () => {
      throw new GatewayError(
        'endpoint_unknown',
        'uploads are not taken here: send the file as a data URI in its field, or its address',
      );
    };
  },
};

/**
 * fal's queue under the gateway's own host, and what fal's own clients need to come here: `proxyUrl` with its header
 * x-fal-target-url. Sources: https://fal.ai/docs/inference-api, @fal-ai/client 1.10.1.
 */
export const fal: Dialect = {
  id: 'fal',
  wire: 'fal',
  title: { en: 'fal.ai', vi: 'fal.ai' },
  endpoints: [
    ...models,
    question('', 'GET', ['R118', 'R259', 'R261'], 'Get request result', 'Lấy kết quả yêu cầu'),
    question('status', 'GET', ['R117'], 'Status of a request', 'Trạng thái của yêu cầu'),
    question('status/stream', 'GET', ['R117'], 'Follow a request', 'Theo dõi yêu cầu'),
    question('cancel', 'PUT', ['R117'], 'Cancel a request', 'Hủy yêu cầu'),
    {
      ...submit(behindFalAi, {
        path: '/fal-ai/*',
        name: 'any-model',
        kind: 'image',
        rows: ['R255'],
        summary: anyModel,
        query: submitQuery,
        body: anyBody,
      }),
      asks: (head) => asks(behindFalAi(head), 'POST'),
    },
    { ...desk, method: 'GET', path: '/fal-ai/*', summary: ask, serve: at(behindFalAi, 'GET') },
    { ...desk, method: 'PUT', path: '/fal-ai/*', summary: ask, serve: at(behindFalAi, 'PUT') },
    {
      ...submit(behindFal, {
        path: '/fal/*',
        name: 'owners-any-model',
        kind: 'image',
        rows: [],
        summary: anyModel,
        alias: true,
        body: anyBody,
      }),
      asks: (head) => asks(behindFal(head), 'POST'),
    },
    { ...desk, method: 'GET', path: '/fal/*', summary: ask, serve: at(behindFal, 'GET') },
    { ...desk, method: 'PUT', path: '/fal/*', summary: ask, serve: at(behindFal, 'PUT') },
    submit(toRun, {
      path: '/fal-run/*',
      name: 'run',
      kind: 'image',
      rows: ['R255'],
      summary: { en: 'Run a model and wait for its result', vi: 'Chạy model và chờ kết quả' },
      body: anyBody,
    }),
    proxySubmit,
    { ...desk, method: 'GET', path: '/fal/proxy', summary: viaProxy, serve: at(proxied, 'GET') },
    { ...desk, method: 'PUT', path: '/fal/proxy', summary: viaProxy, serve: at(proxied, 'PUT') },
  ],
  writeFault,
  writeStreamFault: (error, requestId) => `data: ${writeFault(error, requestId).body}\n\n`,
  keepAlive: ': ping\n\n',
  writeHook,
};
