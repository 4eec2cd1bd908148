import { type Json, numberIn, objectIn, objectOf, stringIn, textIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort, TaskReport } from '../../../spec/task.ts';
import { faultTold, garbage } from '../fault-words.ts';
import { isJimeng } from './port.ts';
import { askedOf } from './request.ts';
import { writeVideo } from './write-video.ts';

/** Words of gateways that serve this wire: the classic ones, and those that some have in their place. */
const words = {
  NOT_START: 'queued',
  SUBMITTED: 'queued',
  QUEUED: 'queued',
  IN_PROGRESS: 'running',
  SUCCESS: 'succeeded',
  FAILURE: 'failed',
  QUEUEING: 'queued',
  PROCESSING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
} as const satisfies Record<string, TaskReport['status']>;

const percentIn = (value: unknown): number | undefined => {
  const [, digits] = /^(\d{1,3})%?$/.exec(wordOf(value)) ?? [];
  return digits === undefined ? undefined : Math.min(100, Number(digits));
};

/** Where the film is: the visual API's `data.video_url`, Ark's `content.video_url`, or the place of old gateways. */
function filmIn(task: Json): string | undefined {
  const native = objectOf(task['data']);
  const reason = textIn(task['fail_reason']);
  return (
    textIn(objectOf(native['data'])['video_url']) ??
    textIn(objectOf(native['content'])['video_url']) ??
    textIn(native['video_url']) ??
    textIn(task['video_url']) ??
    (reason !== undefined && /^https?:\/\//.test(reason) ? reason : undefined)
  );
}

function readTask(task: Json, seconds: number | undefined): TaskReport {
  const word = wordOf(task['status']);
  const status = Object.entries(words).find(([known]) => known === word.toUpperCase())?.[1];
  const progress = percentIn(task['progress']);
  const native = objectIn(task['data']);
  const shared = {
    ...(progress === undefined ? {} : { progress }),
    ...(native === undefined ? {} : { native }),
  };
  if (status === undefined) return { ...shared, ...(word === '' ? {} : { unknownWord: word }) };
  if (status === 'failed')
    return { ...shared, status, reason: textIn(task['fail_reason']) ?? 'the upstream gave no reason' };
  if (status !== 'succeeded') return { ...shared, status };
  const film = filmIn(task);
  if (film === undefined)
    return {
      ...shared,
      status: 'failed',
      reason: 'the upstream finished without a film',
      fault: 'upstream_failed',
    };
  return {
    ...shared,
    status,
    outputs: [
      { kind: 'video', url: film, mediaType: 'video/mp4', ...(seconds === undefined ? {} : { seconds }) },
    ],
  };
}

const isSuccess = (code: unknown): boolean => code === 'success' || code === 'Success' || code === 10_000;

/**
 * The same films at another gateway: `POST {prefix}/submit/videos` and `GET {prefix}/fetch/{id}`; requests in the visual
 * API's form go to `POST {prefix}/?Action=…`, which some gateways answer in a form of their own.
 */
export function jimengGatewayPort({ prefix }: { readonly prefix: string }): TaskPort {
  return {
    serves: (upstreamModel) => isJimeng(upstreamModel),
    measure({ action, body, upstreamModel }) {
      const { seconds, resolution } = askedOf(action, body, upstreamModel);
      return { usage: { seconds }, facts: { resolution, seconds } };
    },
    async start({ action, body, upstreamModel }, send) {
      const asked = askedOf(action, body, upstreamModel);
      const isVisual = action === 'visual';
      const { json } = await send({
        method: 'POST',
        path: isVisual
          ? `${prefix}/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31`
          : `${prefix}/submit/videos`,
        json: isVisual ? asked.body : { ...body, model: upstreamModel },
        starts: true,
      });
      const data = json['data'];
      const id =
        wordOf(data) || wordOf(objectOf(data)['task_id']) || wordOf(json['task_id']) || wordOf(json['id']);
      if (json['code'] !== undefined && !isSuccess(json['code'])) {
        const told = faultTold(
          'upstream_refused',
          400,
          textIn(json['message']),
          { upstream: { code: wordOf(json['code']) } },
          undefined,
        );
        throw new GatewayError(told.code, told.message, told.detail ?? {});
      }
      if (id === '') throw new GatewayError(garbage.code, garbage.message);
      return { handle: { task_id: id, seconds: asked.seconds }, report: { status: 'queued' } };
    },
    async poll(handle, send) {
      const id = stringIn(handle['task_id']) ?? '';
      const { json } = await send({ method: 'GET', path: `${prefix}/fetch/${encodeURIComponent(id)}` });
      return readTask(objectIn(json['data']) ?? json, numberIn(handle['seconds']));
    },
    writeVideo,
  };
}
