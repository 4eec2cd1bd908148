import { type Json, numberIn, objectOf, stringIn, textIn, textsIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskOutput, TaskPort, TaskReport, TaskSend, TaskStatus } from '../../../spec/task.ts';
import { garbage } from '../fault-words.ts';
import { readRefusal } from '../jimeng/faults.ts';
import { faultOf, isJimengPicture, passing, success, words } from '../jimeng/port.ts';
import { together } from '../pictures.ts';
import { mostPictures, writeImage } from './write-image.ts';

const countOf = (body: Json): number => Math.min(mostPictures, Math.max(1, numberIn(body['n']) ?? 1));

/** Asked with the result, not with the task; a text that is JSON, as the API wants it. */
const requestOf = (watermark: unknown): string =>
  JSON.stringify({ return_url: true, logo_info: { add_logo: watermark === true } });

type Handle = { readonly reqKey: string; readonly ids: readonly string[]; readonly request: string };
const handleIn = (handle: Json): Handle => ({
  reqKey: stringIn(handle['req_key']) ?? '',
  ids: textsIn(handle['task_ids']),
  request: stringIn(handle['req_json']) ?? requestOf(false),
});

/** The pictures of one result, or what went wrong. The outer code counts first. */
export function readResult(body: Json, status: number): TaskReport {
  if (body['code'] !== success) {
    const refusal = readRefusal(body, status);
    if (passing.has(refusal.code)) throw faultOf(refusal);
    return { status: 'failed', reason: refusal.message, fault: refusal.code, native: body };
  }
  const data = objectOf(body['data']);
  const word = textIn(data['status']);
  if (word === 'not_found')
    return {
      status: 'failed',
      reason: 'the upstream no longer knows this task',
      fault: 'task_lost',
      native: body,
    };
  const state = Object.entries(words).find(([known]) => known === word)?.[1];
  if (state === undefined) return word === undefined ? { native: body } : { unknownWord: word, native: body };
  if (state !== 'succeeded') return { status: state, native: body };
  const urls = textsIn(data['image_urls']);
  const outputs: TaskOutput[] =
    urls.length > 0
      ? urls.map((url) => ({ kind: 'image', url }))
      : textsIn(data['binary_data_base64']).map((one) => ({ kind: 'image', data: one }));
  if (outputs.length === 0)
    return {
      status: 'failed',
      reason: 'the upstream finished without a picture',
      fault: 'upstream_failed',
      native: body,
    };
  return { status: 'succeeded', outputs, native: body };
}

const order: readonly TaskStatus[] = ['queued', 'running'];

/** Several pictures are several tasks there and one here: it ends with the last of them, and is good if any is. */
function joined(reports: readonly TaskReport[]): TaskReport {
  const [first] = reports;
  if (!first)
    return { status: 'failed', reason: 'the upstream no longer knows this task', fault: 'task_lost' };
  const unknown = reports.find(({ unknownWord }) => unknownWord !== undefined);
  if (unknown?.unknownWord !== undefined) return { unknownWord: unknown.unknownWord };
  const open = reports.find(({ status }) => status === undefined || order.includes(status));
  const started = reports.some(({ status }) => status !== 'queued');
  if (open) return { status: started ? 'running' : 'queued' };
  const outputs = reports.flatMap((report) => report.outputs ?? []);
  if (outputs.length === 0) return first;
  return {
    status: 'succeeded',
    progress: 100,
    outputs,
    usage: { images: outputs.length },
    ...(reports.length === 1 && first.native ? { native: first.native } : {}),
  };
}

/**
 * Pictures of Volcengine's visual API, by the same two actions as its films. Source: pictures 4.0,
 * https://www.volcengine.com/docs/85621/1817045.
 */
export function jimengImagesPort(path = '/'): TaskPort {
  const at = (action: string) => `${path}?Action=${action}&Version=2022-08-31`;
  const submit = async (json: Json, send: TaskSend): Promise<string> => {
    const reply = await send({
      method: 'POST',
      path: at('CVSync2AsyncSubmitTask'),
      json,
      starts: true,
    });
    if (
      reply.json['code'] !== success &&
      (reply.json['code'] !== undefined || reply.json['ResponseMetadata'])
    )
      throw faultOf(readRefusal(reply.json, reply.status));
    const id = wordOf(objectOf(reply.json['data'])['task_id']);
    if (id === '') throw new GatewayError(garbage.code, garbage.message);
    return id;
  };
  return {
    serves: (upstreamModel) => isJimengPicture(upstreamModel),
    measure: ({ body }) => ({ usage: { images: countOf(body) }, facts: {} }),
    async start({ body }, send) {
      const { n: _, watermark, ...json } = body;
      const seed = numberIn(json['seed']);
      const ids = await together(
        Array.from({ length: countOf(body) }, (_one, index) => () => {
          const own = index > 0 && seed !== undefined && seed >= 0 ? { seed: seed + index } : {};
          return submit({ ...json, ...own }, send);
        }),
      );
      return {
        handle: { req_key: wordOf(json['req_key']), task_ids: ids, req_json: requestOf(watermark) },
        report: { status: 'queued' },
      };
    },
    async poll(handle, send) {
      const { reqKey, ids, request } = handleIn(handle);
      const reports: TaskReport[] = [];
      for (const id of ids) {
        const reply = await send({
          method: 'POST',
          path: at('CVSync2AsyncGetResult'),
          json: { req_key: reqKey, task_id: id, req_json: request },
          // What was refused after the making is told with status 400.
          allow: [400],
        });
        reports.push(readResult(reply.json, reply.status));
      }
      return joined(reports);
    },
    writeImage,
  };
}
