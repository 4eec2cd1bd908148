import {
  isObject,
  type Json,
  listOf,
  objectIn,
  objectOf,
  objectsIn,
  textIn,
  wordOf,
} from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type {
  Measured,
  ParentTask,
  TaskPort,
  TaskReply,
  TaskSend,
  TaskStart,
  TaskStarted,
} from '../../../spec/task.ts';
import { acceptedBody, codeOf, readFault, thrown } from './faults.ts';
import { readTask } from './task-object.ts';

export type SunoOptions = {
  /** What stands before `/suno` behind the channel's base URL; '' as a rule. */
  readonly prefix: string;
};

/** The tasks that every server has, each answered by an id to ask for. */
const asynchronous = new Set(['music', 'lyrics', 'concat', 'persona']);

/** What the wav question is answered with before the conversion has ended; seen on servers with an account pool. */
const notReady = '1102';

const idOf = (handle: Json): string => textIn(handle['id']) ?? '';

/** The wire of suno-api servers, for their own providers and for gateways that pass it on. */
export const sunoPort = ({ prefix }: SunoOptions): TaskPort => {
  const base = `${prefix}/suno`;
  return {
    serves: () => true,
    measure,
    start: (start, send) => begin(base, start, send),
    poll: (handle, send) => poll(base, handle, send),
    pollMany: { most: 50, poll: (handles, send) => pollMany(base, handles, send) },
    // What a server posts is documented nowhere: it is only taken as a hint to ask.
    readCallback: () => ({}),
    ask: (question, handle, params, send) => ask(base, question, handle, params, send),
  };
};

/** A song is paid by the call, whatever its length, and two clips are one song. */
function measure({ action }: Pick<TaskStart, 'action'>): Measured {
  return { usage: { calls: 1 }, facts: { action } };
}

function pathOf({ action, body }: Pick<TaskStart, 'action' | 'body'>): string {
  if (action === 'uploads/initialize-clip')
    return `/uploads/audio/${encodeURIComponent(textIn(body['id']) ?? '')}/initialize-clip`;
  // new-api's routers know the old spelling, with the slash.
  if (action === 'persona/create') return '/persona/create/';
  return action.includes('/') ? `/${action}` : `/submit/${action}`;
}

/** The upstream's name of a parent that the client named by our id: of the task itself, or of its first clip. */
function nameOf(parent: ParentTask, field: string): string {
  if (/task/i.test(field)) return idOf(parent.handle);
  const clip = parent.outputs.find(({ kind, ref }) => kind === 'audio' && ref !== undefined)?.ref;
  if (clip !== undefined) return clip;
  throw new GatewayError('field_invalid', `${field}: that task has no clip; name a clip by its id`, {
    param: field,
  });
}

/** Fields that hold the name of a task, a clip or a singer, or several. */
const namesSomething = /(?:ids?|clips)$/i;

function withUpstreamNames(value: unknown, field: string, parents: TaskStart['parents']): unknown {
  if (typeof value === 'string') {
    const parent = namesSomething.test(field) ? parents[value] : undefined;
    return parent?.byId ? nameOf(parent, field) : value;
  }
  if (Array.isArray(value)) return value.map((one) => withUpstreamNames(one, field, parents));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withUpstreamNames(one, name, parents)]),
  );
}

/** The body as it is sent: everything of the client's, under the upstream's names. */
function bodyOf(start: TaskStart): Json {
  const { action, body, parents, upstreamModel, callbackUrl } = start;
  const named = Object.keys(parents).length === 0 ? body : objectOf(withUpstreamNames(body, '', parents));
  const { id, ...rest } = named;
  const hook = callbackUrl === undefined ? {} : { notify_hook: callbackUrl, callback_url: callbackUrl };
  if (action === 'uploads/initialize-clip') return rest;
  if (action !== 'music') return { ...named, ...(action.includes('/') ? {} : hook) };
  // Stock servers find the account of a clip by the task that made it, and refuse without.
  const source = textIn(body['continue_clip_id']);
  const maker = source === undefined ? undefined : parents[source]?.handle;
  const routed =
    maker !== undefined && !textIn(named['task_id']) && idOf(maker) !== '' ? { task_id: idOf(maker) } : {};
  return { ...named, mv: upstreamModel, ...routed, ...hook };
}

async function begin(base: string, start: TaskStart, send: TaskSend): Promise<TaskStarted> {
  const path = base + pathOf(start);
  const body = acceptedBody(await send({ method: 'POST', path, json: bodyOf(start), starts: true }));
  const id = taskIdIn(body, start.action);
  if (id !== undefined) return { handle: { id } };
  if (asynchronous.has(start.action)) return finishedAtOnce(body, start.action);
  // A singer, an upload, a list of styles: done already.
  const refs = refsIn(body);
  return { handle: { id: refs[0] ?? '' }, report: { status: 'succeeded', refs, native: { reply: body } } };
}

/** `{"code":"success","data":"<id>"}`, or an object with the id. Undefined where the answer is the result itself. */
function taskIdIn(body: Json, action: string): string | undefined {
  const { data } = body;
  const object = objectOf(data);
  for (const named of [object['task_id'], object['taskId'], object['taskBatchId'], body['task_id']]) {
    const id = wordOf(named);
    if (id !== '') return id;
  }
  const id = wordOf(data).trim();
  if (id === '' || /^https?:/i.test(id)) return undefined;
  // Uploads are answered by a clip's id, a UUID, on some servers, and by a task's on others.
  if (action.includes('/')) return /^(?:\d{15,}$|task_)/.test(id) ? id : undefined;
  return id;
}

function finishedAtOnce(body: Json, action: string): TaskStarted {
  const { data } = body;
  if (!isObject(data) && listOf(data).length === 0)
    throw new GatewayError('upstream_garbage', 'the upstream took the task and did not say which it is');
  const report = readTask({ action, status: 'SUCCESS', progress: '100%', data });
  const refs = action === 'persona' ? refsIn(body) : (report.refs ?? []);
  return { handle: { id: textIn(objectOf(data)['id']) ?? '' }, report: { ...report, refs } };
}

/** Names in an answer by which it can be meant later: a clip, a singer, an upload. */
function refsIn(body: Json): readonly string[] {
  const data = body['data'];
  const names = ['id', 'clip_id', 'clipId', 'persona_id', 'personaId'];
  const found = [body, objectOf(data), objectOf(objectOf(data)['result'])].flatMap((place) =>
    names.flatMap((name) => textIn(place[name]) ?? []),
  );
  const word = textIn(data);
  return [...new Set([...(word !== undefined && /^[\w-]{8,80}$/.test(word) ? [word] : []), ...found])];
}

/** The tasks in an answer: a list; one server sends a single one bare. */
const tasksIn = (data: unknown): readonly Json[] =>
  Array.isArray(data) ? objectsIn(data) : isObject(data) ? [data] : [];

async function fetchMany(base: string, ids: readonly string[], send: TaskSend): Promise<Map<string, Json>> {
  const body = acceptedBody(await send({ method: 'POST', path: `${base}/fetch`, json: { ids } }));
  return new Map(tasksIn(body['data']).map((task) => [wordOf(task['task_id']), task]));
}

async function poll(base: string, handle: Json, send: TaskSend) {
  const id = idOf(handle);
  const task = (await fetchMany(base, [id], send)).get(id);
  if (task) return readTask(task);
  return readTask(await fetchOne(base, id, send));
}

/** Servers leave out what they do not know; a fresh task may be missing for a moment in one place only. */
async function fetchOne(base: string, id: string, send: TaskSend): Promise<unknown> {
  const reply = await send({
    method: 'GET',
    path: `${base}/fetch/${encodeURIComponent(id)}`,
    allow: [400, 404],
  });
  if (/^task_?not_?exist/.test(codeOf(reply)) || /task not exist/i.test(textIn(reply.json['message']) ?? ''))
    throw new GatewayError('task_lost', 'the upstream does not know this task any more; nothing is charged');
  if (reply.status !== 200) throw thrown(readFault(reply.status, reply.headers, reply.body));
  const { data } = acceptedBody(reply);
  const [only, ...more] = listOf(data);
  return more.length === 0 && objectIn(only)?.['task_id'] !== undefined ? only : data;
}

async function pollMany(base: string, handles: readonly Json[], send: TaskSend) {
  const found = await fetchMany(base, handles.map(idOf), send);
  return handles.map((handle) => {
    const task = found.get(idOf(handle));
    return task && readTask(task);
  });
}

const askStatuses = [400, 404, 409, 425, 500];

/**
 * Questions. 'wav' `{clip}`: `{status: 'processing'|'complete', wav_file_url?}`; 'timing', 'mp4', 'midi', 'waveform',
 * 'mp4-state' `{clip}` or `{query}`, 'upload' and 'upload-finish' `{id, body?}`: the upstream's body.
 */
async function ask(
  base: string,
  question: string,
  handle: Json,
  params: Json,
  send: TaskSend,
): Promise<Json> {
  if (question === 'wav') {
    const clip = encodeURIComponent(textIn(params['clip']) ?? '');
    return wavIn(await send({ method: 'GET', path: `${base}/act/wav/${clip}`, allow: askStatuses }));
  }
  if (question === 'upload' || question === 'upload-finish') {
    const path = `${base}/uploads/audio/${encodeURIComponent(textIn(params['id']) ?? idOf(handle))}`;
    return acceptedBody(
      question === 'upload'
        ? await send({ method: 'GET', path })
        : await send({ method: 'POST', path: `${path}/upload-finish`, json: objectOf(params['body']) }),
    );
  }
  const clip = textIn(params['clip']);
  const query = new URLSearchParams(
    Object.entries(objectOf(params['query'])).map(([name, value]) => [
      name,
      name === 'taskBatchId' ? idOf(handle) : wordOf(value),
    ]),
  ).toString();
  const path = `${base}/act/${question}${clip === undefined ? '' : `/${encodeURIComponent(clip)}`}`;
  return acceptedBody(await send({ method: 'GET', path: query === '' ? path : `${path}?${query}` }));
}

/** The link stands in one of five places; an id in `data` says that it was begun. */
function wavIn(reply: TaskReply): Json {
  if (codeOf(reply) === notReady) return { status: 'processing' };
  if (reply.status !== 200) throw thrown(readFault(reply.status, reply.headers, reply.body));
  const body = acceptedBody(reply);
  const data = objectOf(body['data']);
  const url = [
    body['wav_file_url'],
    data['wav_file_url'],
    data['wav_url'],
    data['url'],
    body['wav_url'],
    body['data'],
  ]
    .flatMap((value) => textIn(value) ?? [])
    .find((text) => /^https?:\/\//i.test(text));
  return url === undefined ? { status: 'processing' } : { status: 'complete', wav_file_url: url };
}
