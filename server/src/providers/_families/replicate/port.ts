import { randomUUID } from 'node:crypto';
import { type Json, objectOf, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort, TaskSend } from '../../../spec/task.ts';
import { refuseNoPrediction } from './faults.ts';
import { measure, sheetFor } from './measure.ts';
import { type Handle, handleIn, readPrediction, readUnknown, words } from './report.ts';
import { writeReplicateImage, writeReplicateVideo } from './write-neutral.ts';

/**
 * Replicate's predictions. Sources: https://replicate.com/docs/reference/http, replicate/replicate-javascript 1.4.
 * `prefix`: what stands before '/predictions', behind the channel's base URL.
 */

const versionText = /^[0-9a-f]{64}$/;

/** Where a prediction of this upstream model is made, and which version is named in its body. */
function placeOf(
  upstreamModel: string,
  asked: string | undefined,
): { readonly path: string; readonly version?: string } {
  const [name = '', named] = upstreamModel.split(':');
  const version = named ?? (versionText.test(name) ? name : undefined);
  if (version !== undefined) return { path: '/predictions', version };
  const known = sheetFor(upstreamModel)?.versions;
  if (known) return { path: '/predictions', version: known.find((one) => one === asked) ?? known[0] };
  const [owner = '', ...rest] = name.split('/').map(encodeURIComponent);
  if (owner === 'deployments') return { path: `/${[owner, ...rest].join('/')}/predictions` };
  return { path: `/models/${[owner, ...rest].join('/')}/predictions` };
}

/** The version that the client named, without the name before it. */
const versionIn = (body: Json): string | undefined => textIn(body['version'])?.split(':').at(-1);

/** Larger files than these are not to stand in a request: https://replicate.com/docs/topics/predictions/input-files. */
const mostInlined = 256 * 1024;

/** Puts a file to the upstream and gives its address there. */
async function upload(data: string, prefix: string, send: TaskSend): Promise<string> {
  const [, type = 'application/octet-stream', encoding, text = ''] =
    /^data:([^;,]*)(?:;[^;,]*)*?(;base64)?,(.*)$/s.exec(data) ?? [];
  const bytes = encoding ? Buffer.from(text, 'base64') : Buffer.from(decodeURIComponent(text));
  const mark = `key4u-${randomUUID()}`;
  const ending = /^\w+\/([\w-]+)/.exec(type)?.[1] ?? 'bin';
  const head = `--${mark}\r\ncontent-disposition: form-data; name="content"; filename="file.${ending}"\r\ncontent-type: ${type}\r\n\r\n`;
  const reply = await send({
    method: 'POST',
    path: `${prefix}/files`,
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${mark}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${mark}`,
  });
  const url = textIn(objectOf(reply.json['urls'])['get']);
  if (url === undefined) return refuseNoPrediction(reply.body);
  return url;
}

/** The input with large files as addresses. */
async function withUploads(value: unknown, prefix: string, send: TaskSend): Promise<unknown> {
  if (typeof value === 'string')
    return value.length > mostInlined && value.startsWith('data:') ? upload(value, prefix, send) : value;
  if (!Array.isArray(value)) return value;
  const list: unknown[] = [];
  for (const one of value) list.push(await withUploads(one, prefix, send));
  return list;
}

async function inputOf(body: Json, prefix: string, send: TaskSend): Promise<Json> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(objectOf(body['input'])))
    input[name] = await withUploads(value, prefix, send);
  return input;
}

/** Fields of the client's body that are the gateway's: the hook is written anew. */
const notSent = ['webhook', 'webhook_events_filter', 'version', 'model', 'input', 'stream'];

export function replicatePort({ prefix }: { readonly prefix: string }): TaskPort {
  const one = (id: string, more = ''): string => `${prefix}/predictions/${encodeURIComponent(id)}${more}`;
  return {
    serves: (_model, action) => action === undefined || action === 'predict',
    measure,
    async start({ body, upstreamModel, callbackUrl, action, facts }, send) {
      const { path, version } = placeOf(upstreamModel, versionIn(body));
      const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !notSent.includes(name)));
      const json = {
        ...rest,
        ...(version === undefined ? {} : { version }),
        input: await inputOf(body, prefix, send),
        ...(callbackUrl === undefined ? {} : { webhook: callbackUrl, webhook_events_filter: ['completed'] }),
      };
      const reply = await send({ method: 'POST', path: prefix + path, json, starts: true });
      const id = textIn(reply.json['id']);
      if (id === undefined) return refuseNoPrediction(reply.body);
      const { usage } = measure({ body, upstreamModel, action, facts });
      const handle: Handle = { id, model: upstreamModel, at: Date.now(), usage };
      return { handle, report: readPrediction(reply.json, handle) };
    },
    async poll(handle, send) {
      const known = handleIn(handle);
      const reply = await send({ method: 'GET', path: one(known.id), allow: [404] });
      if (reply.status === 404) return readUnknown(known, Date.now());
      if (textIn(reply.json['id']) === undefined) return refuseNoPrediction(reply.body);
      return readPrediction(reply.json, known);
    },
    async cancel(handle, send) {
      const known = handleIn(handle);
      const reply = await send({ method: 'POST', path: one(known.id, '/cancel') });
      const status = words[textIn(reply.json['status']) ?? ''];
      if (status === 'succeeded' || status === 'failed')
        throw new GatewayError('task_not_cancellable', 'the prediction has ended already');
      return { status: 'cancelled', reason: 'the prediction was canceled', native: reply.json };
    },
    // Signed by a key of the upstream's account that nobody here has: it says that there is something to ask for.
    readCallback: () => ({}),
    writeImage: writeReplicateImage,
    writeVideo: writeReplicateVideo,
  };
}
