import { type Json, numberIn, objectOf, stringIn, textIn, textsIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { FaultReading } from '../../../spec/provider.ts';
import type { TaskOutput, TaskPort, TaskReport, TaskSend } from '../../../spec/task.ts';
import { garbage } from '../fault-words.ts';
import { readRefusal } from './faults.ts';
import { filmOf } from './models.ts';
import { askedOf } from './request.ts';
import { writeVideo } from './write-video.ts';

/** `data.status` of a result. Source: https://www.volcengine.com/docs/85621/1777001. */
export const words = {
  in_queue: 'queued',
  generating: 'running',
  done: 'succeeded',
  expired: 'expired',
} as const satisfies Record<string, TaskReport['status']>;

export const success = 10_000;

export const faultOf = ({ code, message, detail }: FaultReading): GatewayError =>
  new GatewayError(code, message, detail ?? {});

/** What may be asked again: the answer says nothing about the task. */
export const passing = new Set(['upstream_busy', 'upstream_failed', 'upstream_key_refused']);

type Handle = { readonly reqKey: string; readonly id: string; readonly seconds: number | undefined };
const handleIn = (handle: Json): Handle => ({
  reqKey: stringIn(handle['req_key']) ?? '',
  id: stringIn(handle['task_id']) ?? '',
  seconds: numberIn(handle['seconds']),
});

/** The film of a result, or what went wrong. The outer code counts first: `done` with another code is a failure. */
export function readResult(body: Json, status: number, seconds: number | undefined): TaskReport {
  if (body['code'] !== success) {
    const refusal = readRefusal(body, status);
    if (passing.has(refusal.code)) throw faultOf(refusal);
    return { status: 'failed', reason: refusal.message, fault: refusal.code, native: body };
  }
  const data = objectOf(body['data']);
  const word = textIn(data['status']);
  // Forgotten after twelve hours.
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
  const outputs = outputsOf(data, seconds);
  if (outputs.length === 0)
    return {
      status: 'failed',
      reason: 'the upstream finished without a film',
      fault: 'upstream_failed',
      native: body,
    };
  return { status: 'succeeded', outputs, native: body };
}

function outputsOf(data: Json, seconds: number | undefined): readonly TaskOutput[] {
  const film = textIn(data['video_url']);
  return [
    ...(film === undefined
      ? []
      : [
          {
            kind: 'video',
            url: film,
            mediaType: 'video/mp4',
            ...(seconds === undefined ? {} : { seconds }),
          } as const,
        ]),
    ...textsIn(data['image_urls']).map((url) => ({ kind: 'image', url }) as const),
  ];
}

const measure: TaskPort['measure'] = ({ action, body, upstreamModel }) => {
  const { seconds, resolution } = askedOf(action, body, upstreamModel);
  return { usage: { seconds }, facts: { resolution, seconds } };
};

/** Names of Jimeng's pictures, ours and the upstream's: they have a port of their own. */
export const isJimengPicture = (model: string): boolean => /^jimeng(?:-\d|_t2i_|_i2i_|_seedream)/.test(model);

/** Names of Jimeng's films, ours and the upstream's. */
export const isJimeng = (model: string): boolean =>
  filmOf(model) !== undefined || (/^jimeng[-_]/.test(model) && !isJimengPicture(model));

/**
 * Film tasks of Volcengine's visual API: one path, the action in the query. A result is asked for with the same `req_key`
 * as the task. Sources: https://www.volcengine.com/docs/85621/1777001; cancelling: volcengine/volc-sdk-python,
 * volcengine/visual/VisualService.py (CVCancelTask).
 */
export function visualPort(path = '/'): TaskPort {
  const at = (action: string, version = '2022-08-31') => `${path}?Action=${action}&Version=${version}`;
  const result = async (handle: Json, send: TaskSend): Promise<TaskReport> => {
    const { reqKey, id, seconds } = handleIn(handle);
    const reply = await send({
      method: 'POST',
      path: at('CVSync2AsyncGetResult'),
      json: { req_key: reqKey, task_id: id, req_json: '{"return_url":true}' },
      // A film that was refused after the making is told with status 400.
      allow: [400],
    });
    return readResult(reply.json, reply.status, seconds);
  };
  return {
    serves: (upstreamModel) => isJimeng(upstreamModel),
    measure,
    async start(start, send) {
      const asked = askedOf(start.action, start.body, start.upstreamModel);
      const reply = await send({
        method: 'POST',
        path: at('CVSync2AsyncSubmitTask'),
        json: asked.body,
        starts: true,
      });
      if (
        reply.json['code'] !== success &&
        (reply.json['code'] !== undefined || reply.json['ResponseMetadata'])
      )
        throw faultOf(readRefusal(reply.json, reply.status));
      const id = wordOf(objectOf(reply.json['data'])['task_id']);
      if (id === '') throw new GatewayError(garbage.code, garbage.message);
      return {
        handle: { req_key: asked.reqKey, task_id: id, seconds: asked.seconds },
        report: { status: 'queued' },
      };
    },
    poll: result,
    async cancel(handle, send) {
      const { reqKey, id } = handleIn(handle);
      const now = await result(handle, send);
      if (now.status !== 'queued' && now.status !== 'running') return now;
      const { json } = await send({
        method: 'POST',
        path: at('CVCancelTask', '2024-06-06'),
        json: { req_key: reqKey, task_id: id },
        allow: [400, 404],
      });
      if (json['code'] !== success)
        throw new GatewayError('task_not_cancellable', 'the upstream did not cancel the task');
      return { status: 'cancelled' };
    },
    writeVideo,
  };
}
