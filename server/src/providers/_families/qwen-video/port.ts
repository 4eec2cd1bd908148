import { type Json, numberIn, objectOf, textIn, wordOf } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { TaskOutput, TaskPort, TaskReport, TaskStatus } from '../../../spec/task.ts';
import type { Facts } from '../../../spec/usage.ts';
import { faultTold } from '../fault-words.ts';
import { readAsked } from './asked.ts';
import { resolutionOfSize, serviceOf } from './profiles.ts';
import { writeVideo } from './write-video.ts';

/** DashScope's words for the state of a task. UNKNOWN: there is none, or it is older than a day. */
export const words = {
  PENDING: 'queued',
  SUSPENDED: 'queued',
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELED: 'cancelled',
} as const satisfies Readonly<Record<string, TaskStatus>>;

/** The content rules of the model, in its own words. */
export const refusals = /DataInspection|InappropriateContent|IPInfringement|GreenNet/i;

const garbage = (): GatewayError =>
  new GatewayError('upstream_garbage', 'the upstream answered something that is no answer');

/** An error that came with status 200. Source: Model Studio, error codes. */
export function checkCode(body: Json): void {
  const code = textIn(body['code']);
  if (code === undefined) return;
  const fault: FaultCode = /ApiKey|AccessDenied|Arrearage|Unpurchased|Forbidden/i.test(code)
    ? 'upstream_key_refused'
    : /Throttling|RateQuota|Limit/i.test(code)
      ? 'upstream_busy'
      : /ModelNotFound|Model\.NotExist/i.test(code)
        ? 'upstream_model_unknown'
        : refusals.test(code) || /Invalid|BadRequest/i.test(code)
          ? 'upstream_refused'
          : 'upstream_failed';
  const { message, detail } = faultTold(
    fault,
    200,
    textIn(body['message']),
    { status: 400, upstream: { code } },
    undefined,
  );
  throw new GatewayError(fault, message, detail ?? {});
}

/** Seconds that are charged: names differ by model. With a film handed in, `duration` is the sum of both. */
const chargedIn = (usage: Json): number | undefined =>
  [usage['duration'], usage['video_duration'], usage['output_video_duration']]
    .map((value) => numberIn(value) ?? numberIn(Number.parseFloat(wordOf(value))))
    .find((seconds) => seconds !== undefined && seconds > 0);

/** 720, '720P' or '1280*720'. */
function resolutionIn(usage: Json): string | undefined {
  const lines = /^(\d{3,4})P?$/i.exec(wordOf(usage['SR']))?.[1];
  return lines === undefined ? resolutionOfSize(wordOf(usage['size'])) : `${lines}P`;
}

function outputsOf(output: Json, usage: Json): TaskOutput[] {
  const results = objectOf(output['results']);
  const list = Array.isArray(output['results']) ? output['results'].map((one) => objectOf(one)) : [];
  const urls = [
    output['video_url'],
    results['video_url'],
    ...list.flatMap((one) => [one['video_url'], one['url']]),
  ];
  const [, width, height] = /^(\d+)\*(\d+)$/.exec(wordOf(usage['size'])) ?? [];
  const seconds =
    numberIn(usage['output_video_duration']) ??
    numberIn(usage['video_duration']) ??
    numberIn(usage['duration']);
  return urls.flatMap((value) => {
    const url = textIn(value);
    return url === undefined
      ? []
      : [
          {
            kind: 'video',
            url,
            mediaType: 'video/mp4',
            ...(seconds ? { seconds } : {}),
            ...(width && height ? { width: Number(width), height: Number(height) } : {}),
          } as const,
        ];
  });
}

/** One state of a task, as a query answers it. */
export function readTask(body: Json): TaskReport {
  const output = objectOf(body['output']);
  const usage = objectOf(body['usage']);
  const word = textIn(output['task_status']);
  if (word === undefined) {
    checkCode(body);
    throw garbage();
  }
  if (word === 'UNKNOWN')
    return {
      status: 'failed',
      fault: 'task_lost',
      reason: 'the upstream no longer knows this task',
      native: body,
    };
  const status = Object.hasOwn(words, word) ? words[word as keyof typeof words] : undefined;
  if (status === undefined) return { unknownWord: word, native: body };
  if (status === 'failed') {
    const code = textIn(output['code']) ?? textIn(body['code']) ?? '';
    // Some tasks fail without a word why.
    const reason = textIn(output['message']) ?? textIn(body['message']) ?? 'the film could not be made';
    return { status, reason, ...(refusals.test(code) ? { fault: 'upstream_refused' } : {}), native: body };
  }
  if (status !== 'succeeded')
    return { status, native: body, ...(status === 'running' ? { progress: 50 } : {}) };
  const outputs = outputsOf(output, usage);
  if (outputs.length === 0) throw garbage();
  const seconds = chargedIn(usage);
  const resolution = resolutionIn(usage);
  const sound = usage['audio'];
  const facts: Facts = {
    ...(resolution === undefined ? {} : { resolution }),
    ...(typeof sound === 'boolean' ? { sound } : {}),
  };
  return {
    status,
    progress: 100,
    outputs,
    ...(seconds === undefined ? {} : { usage: { seconds } }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    native: body,
  };
}

const factsIn = (handle: Json): Facts =>
  Object.fromEntries(
    Object.entries(objectOf(handle['facts'])).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, value]]
        : [],
    ),
  );

/**
 * Wan films over DashScope: `POST {prefix}/api/v1/services/aigc/…/video-synthesis`, `GET {prefix}/api/v1/tasks/{id}`,
 * `POST …/cancel`. `prefix`: '' at DashScope, '/alibailian' at gateways that pass it on.
 */
export function qwenVideoPort({ prefix }: { readonly prefix: string }): TaskPort {
  const pathOf = (handle: Json): string =>
    `${prefix}/api/v1/tasks/${encodeURIComponent(wordOf(handle['id']))}`;
  return {
    serves: (model, action) =>
      (action === undefined || action === 'video-generation' || action === 'image2video') &&
      /^(?:wan|happyhorse-)/.test(model) &&
      !/t2i|i2i|image|detect/.test(model),
    measure({ body, upstreamModel }) {
      const { resolution, seconds, length, sound } = readAsked(upstreamModel, body);
      return { usage: { seconds }, facts: { resolution, sound, seconds: length } };
    },
    async start({ action, body, upstreamModel }, send) {
      const { json } = await send({
        method: 'POST',
        path: `${prefix}/api/v1/services/aigc/${serviceOf(upstreamModel, action)}/video-synthesis`,
        json: { ...body, model: upstreamModel },
        headers: {
          'x-dashscope-async': 'enable',
          // Files that were uploaded to the maker's own store.
          ...(JSON.stringify(body).includes('"oss://') ? { 'x-dashscope-ossresourceresolve': 'enable' } : {}),
        },
        starts: true,
      });
      const id = wordOf(objectOf(json['output'])['task_id']);
      if (id === '') {
        checkCode(json);
        throw garbage();
      }
      // What was asked for and the upstream does not repeat (sound) still counts at the end.
      const { resolution, length, sound } = readAsked(upstreamModel, body);
      return {
        handle: { id, facts: { resolution, sound, seconds: length } },
        report: { status: 'queued', native: json },
      };
    },
    async poll(handle, send) {
      const report = readTask((await send({ method: 'GET', path: pathOf(handle) })).json);
      return report.facts ? { ...report, facts: { ...factsIn(handle), ...report.facts } } : report;
    },
    async cancel(handle, send) {
      // Only what waits can be cancelled; all else is answered with 400 UnsupportedOperation.
      const { status, json } = await send({
        method: 'POST',
        path: `${pathOf(handle)}/cancel`,
        allow: [400, 404, 409],
      });
      if (status >= 400 || textIn(json['code']))
        throw new GatewayError('task_not_cancellable', 'the upstream cancels only what it has not begun yet');
      return { status: 'cancelled' };
    },
    writeVideo,
  };
}
