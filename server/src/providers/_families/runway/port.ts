import {
  type Json,
  type JsonDraft,
  numberIn,
  objectOf,
  stringIn,
  textIn,
  textsIn,
} from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskOutput, TaskPort, TaskReport, TaskSend } from '../../../spec/task.ts';
import type { Facts } from '../../../spec/usage.ts';
import { creditsPerUnit } from './credits.ts';
import { failureFault, refuseNoAnswer } from './faults.ts';
import { actions, measured, ratioSent, secondsIn } from './measure.ts';
import { writeRunwayVideo } from './write-video.ts';

/**
 * Runway's developer API, whose tasks and requests are the wire 'runway'. Sources: https://docs.dev.runwayml.com,
 * @runwayml/sdk 4.20. It has no callbacks and no key for repeated requests.
 */

/** The version that the adapter speaks; every request must name one. */
export const version = { 'x-runway-version': '2024-11-06' } as const;

const words: Readonly<Record<string, NonNullable<TaskReport['status']>>> = {
  PENDING: 'queued',
  // Accepted, waiting because the account runs as many as it may.
  THROTTLED: 'queued',
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

/** What is remembered of a task. `measure`: its length is known from the credits at the end only. */
type Handle = {
  readonly id: string;
  readonly model: string;
  readonly at: number;
  readonly action: string;
  readonly facts: Facts;
  readonly measure: boolean;
  readonly ratio?: string;
  readonly seconds?: number;
};

function factsIn(value: unknown): Facts {
  const facts: Record<string, string | number | boolean> = {};
  for (const [name, one] of Object.entries(objectOf(value)))
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') facts[name] = one;
  return facts;
}

function handleIn(handle: Json): Handle {
  const ratio = stringIn(handle['ratio']);
  const seconds = numberIn(handle['seconds']);
  return {
    id: stringIn(handle['id']) ?? '',
    model: stringIn(handle['model']) ?? '',
    at: numberIn(handle['at']) ?? 0,
    action: stringIn(handle['action']) ?? '',
    facts: factsIn(handle['facts']),
    measure: handle['measure'] === true,
    ...(ratio === undefined ? {} : { ratio }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}

/** Seconds that the credits stand for; of pictures the number. Undefined where the upstream told none. */
function usageOf(body: Json, handle: Handle): TaskReport['usage'] {
  const credits = numberIn(objectOf(body['cost'])['credits']);
  const each = creditsPerUnit(handle.model, handle.facts);
  if (!handle.measure || credits === undefined || each === undefined || credits < 0) return undefined;
  return { seconds: Math.round((credits / each) * 1e6) / 1e6 };
}

function outputsOf(body: Json, { action, ratio, seconds }: Handle): readonly TaskOutput[] {
  const [width, height] = (/^\d+:\d+$/.test(ratio ?? '') ? ratio! : '').split(':').map(Number);
  const size = width && height ? { width, height } : {};
  return textsIn(body['output']).map((url) =>
    action === 'text_to_image'
      ? { kind: 'image', url, ...size }
      : { kind: 'video', url, ...size, ...(seconds === undefined ? {} : { seconds }) },
  );
}

/** A task object as a report. */
function readTask(body: Json, handle: Handle): TaskReport {
  const word = textIn(body['status']) ?? '';
  const status = words[word];
  if (status === undefined) return { unknownWord: word, native: body };
  const progress = numberIn(body['progress']);
  const usage = usageOf(body, handle);
  const reason = textIn(body['failure']);
  return {
    status,
    native: body,
    ...(progress !== undefined && status === 'running'
      ? { progress: Math.min(99, Math.max(0, Math.round(progress * 100))) }
      : {}),
    ...(status === 'succeeded' ? { outputs: outputsOf(body, handle) } : {}),
    ...(status === 'succeeded' && usage ? { usage } : {}),
    ...(status === 'failed'
      ? { fault: failureFault(textIn(body['failureCode'])), ...(reason ? { reason } : {}) }
      : {}),
  };
}

/** A new task may be unknown to the server that is asked for it. */
const knownAfterMs = 60_000;

const isAction = (action: string): boolean => (actions as readonly string[]).includes(action);

/** `prefix`: what stands before '/v1', behind the channel's base URL: '' at Runway, '/runwayml' at other gateways. */
export function runwayPort({ prefix }: { readonly prefix: string }): TaskPort {
  const taskPath = (id: string): string => `${prefix}/v1/tasks/${encodeURIComponent(id)}`;

  const poll = async (handle: Json, send: TaskSend): Promise<TaskReport> => {
    const known = handleIn(handle);
    const reply = await send({ method: 'GET', path: taskPath(known.id), headers: version, allow: [404] });
    if (reply.status === 404)
      return Date.now() - known.at < knownAfterMs
        ? {}
        : { status: 'failed', fault: 'task_lost', reason: 'the upstream no longer has this task' };
    if (textIn(reply.json['status']) === undefined) refuseNoAnswer(reply.body);
    return readTask(reply.json, known);
  };

  return {
    serves: (_model, action) => action === undefined || isAction(action),
    measure: ({ action, body, upstreamModel }) => measured(action, body, upstreamModel),
    async start({ action, body, upstreamModel }, send) {
      const sent: JsonDraft = { ...body, model: upstreamModel };
      // A field of gen3a's days that public examples still have; Runway no longer knows it.
      delete sent['watermark'];
      const ratio = ratioSent(upstreamModel, textIn(body['ratio']));
      if (ratio !== undefined) sent['ratio'] = ratio;
      const seconds = secondsIn(body);
      if (seconds !== undefined) sent['duration'] = seconds;
      const reply = await send({
        method: 'POST',
        path: `${prefix}/v1/${action}`,
        headers: version,
        json: sent,
        starts: true,
      });
      const id = textIn(reply.json['id']);
      if (id === undefined) refuseNoAnswer(reply.body);
      const { facts } = measured(action, body, upstreamModel);
      const handle: Handle = {
        id,
        model: upstreamModel,
        at: Date.now(),
        action,
        facts,
        measure: action !== 'text_to_image' && facts['seconds'] === undefined,
        ...(ratio === undefined ? {} : { ratio }),
        ...(seconds === undefined || facts['seconds'] === undefined ? {} : { seconds }),
      };
      return { handle, report: { status: 'queued', native: reply.json } };
    },
    poll,
    async cancel(handle, send) {
      // Asking to end a task that is done would delete its film.
      const now = await poll(handle, send);
      if (now.status !== 'queued' && now.status !== 'running')
        throw new GatewayError('task_not_cancellable', 'the task has ended already');
      await send({ method: 'DELETE', path: taskPath(handleIn(handle).id), headers: version });
      return { status: 'cancelled' };
    },
    writeVideo: writeRunwayVideo,
  };
}
