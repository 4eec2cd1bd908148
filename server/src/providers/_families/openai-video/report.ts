import { isObject, type Json, numberIn, objectIn, objectOf, textIn, wordOf } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';
import type { Facts } from '../../../spec/usage.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';

/**
 * Words of the states: OpenAI's own (VideoStatus), and those of gateways that serve this wire (new-api's adaptor reads
 * the same). new-api's 'unknown' is none of them.
 */
const words = {
  queued: 'queued',
  pending: 'queued',
  submitted: 'queued',
  not_start: 'queued',
  in_progress: 'running',
  processing: 'running',
  running: 'running',
  completed: 'succeeded',
  succeeded: 'succeeded',
  success: 'succeeded',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
} as const satisfies Record<string, TaskReport['status']>;

export const statusIn = (word: unknown): Pick<TaskReport, 'status' | 'unknownWord'> => {
  const said = textIn(word)?.toLowerCase();
  if (said === undefined) return {};
  const status = Object.entries(words).find(([known]) => known === said)?.[1];
  return status === undefined ? { unknownWord: said } : { status };
};

/** What `start` keeps of a job. `seconds`: of what was asked for, where the job's own length is not what is charged. */
export type Handle = {
  readonly video: string;
  readonly action: string;
  /** Milliseconds. */
  readonly at: number;
  readonly facts: Facts;
  readonly seconds?: number;
};

export function handleIn(handle: Json): Handle {
  const facts: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(objectOf(handle['facts'])))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      facts[name] = value;
  const seconds = numberIn(handle['seconds']);
  return {
    video: textIn(handle['video']) ?? '',
    action: textIn(handle['action']) ?? 'create',
    at: numberIn(handle['at']) ?? 0,
    facts,
    ...(seconds === undefined ? {} : { seconds }),
  };
}

/** The job's name in an answer. */
export const idIn = (body: Json): string | undefined => textIn(body['id']) ?? textIn(body['task_id']);

/** An answer with a good status that is none: throws what it says. */
export function refuseNoAnswer(json: Json): never {
  // new-api's own form: {"code": "invalid_size", "message": "…", "data": null}
  const taskCode = textIn(json['code']);
  const said =
    readErrorWords(json) ??
    (taskCode !== undefined && textIn(json['message']) !== undefined && json['data'] === null
      ? { message: textIn(json['message']) ?? '', type: 'invalid_request', code: taskCode, param: '' }
      : undefined);
  const { code, message, detail } = said ? faultInBody(said) : garbage;
  throw new GatewayError(code, message, detail ?? {});
}

/** Codes and words of what the content rules refused ('moderation_blocked', 'content_policy_violation'). */
const refusal = /moderat|content_polic|content polic|safety|sentinel|guardrail|violat/i;

function failureOf(body: Json): { readonly reason: string; readonly fault: FaultCode } {
  const error = body['error'];
  const detail = objectOf(body['detail']);
  const code = isObject(error) ? wordOf(error['code']) : '';
  const reason =
    (isObject(error) ? textIn(error['message']) : textIn(error)) ??
    textIn(body['fail_reason']) ??
    textIn(detail['error_message']) ??
    textIn(objectOf(detail['pending_info'])['failure_reason']) ??
    textIn(body['message']) ??
    'the upstream gave no reason';
  return { reason, fault: refusal.test(`${code} ${reason}`) ? 'upstream_refused' : 'upstream_failed' };
}

const secondsIn = (body: Json): number | undefined => {
  const value = Number(wordOf(body['seconds']) || wordOf(body['duration']) || 'none');
  return value > 0 && value <= 3600 ? value : undefined;
};

const sizeIn = (
  body: Json,
): { readonly size: string; readonly width: number; readonly height: number } | undefined => {
  const [size, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(textIn(body['size']) ?? '') ?? [];
  return size === undefined ? undefined : { size, width: Number(width), height: Number(height) };
};

/** '0 to 100', also as '30%'. */
const progressIn = (body: Json): number | undefined => {
  const value = Number(wordOf(body['progress']).replace(/%$/, '') || 'none');
  return value >= 0 && value <= 100 ? value : undefined;
};

const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:\/\//i.test(value);

export type OutputPaths = {
  /** What stands before '/videos'. */
  readonly prefix: string;
  /** OpenAI's own: it gives a thumbnail and a spritesheet beside the film, and no public address. */
  readonly official: boolean;
};

function outputsOf(body: Json, { video }: Handle, { prefix, official }: OutputPaths): readonly TaskOutput[] {
  const content = `${prefix}/videos/${encodeURIComponent(video)}/content`;
  const size = sizeIn(body);
  const seconds = secondsIn(body);
  const shape = {
    ...(size ? { width: size.width, height: size.height } : {}),
    ...(seconds === undefined ? {} : { seconds }),
  };
  const address = [
    body['video_url'],
    objectOf(body['metadata'])['url'],
    body['url'],
    objectOf(body['detail'])['url'],
  ].find(isAddress);
  // new-api names its own download address there, which asks for the key.
  const isKeyed = address !== undefined && /\/videos\/[^/?]+\/content(?:\?|$)/.test(address);
  const place = address === undefined ? { path: content } : isKeyed ? { path: address } : { url: address };
  const thumbnail = [body['thumbnail_url'], objectOf(body['detail'])['thumbnail_url']].find(isAddress);
  return [
    { kind: 'video', mediaType: 'video/mp4', ...place, ...shape, ref: video },
    ...(official
      ? (['thumbnail', 'spritesheet'] as const).map(
          (role) => ({ kind: 'image', role, path: `${content}?variant=${role}` }) as const,
        )
      : thumbnail === undefined
        ? []
        : [{ kind: 'image', role: 'thumbnail', url: thumbnail } as const]),
  ];
}

/** A Video object as a report. What it says of length and size is what is charged. */
export function readVideo(body: Json, handle: Handle, paths: OutputPaths): TaskReport {
  const state = statusIn(body['status']);
  const progress = progressIn(body);
  const size = sizeIn(body)?.size;
  // The length of an extended film counts what was there before.
  const seconds = handle.action === 'extend' ? handle.seconds : (secondsIn(body) ?? handle.seconds);
  const isDone = state.status === 'succeeded';
  const error = objectIn(body['error']) ?? textIn(body['error']);
  return {
    ...state,
    ...(progress === undefined ? {} : { progress }),
    ...(state.status === 'failed' || (state.status === undefined && error !== undefined)
      ? failureOf(body)
      : {}),
    ...(isDone
      ? {
          outputs: outputsOf(body, handle, paths),
          facts: {
            ...handle.facts,
            ...(size === undefined ? {} : { size }),
            ...(seconds === undefined ? {} : { seconds }),
          },
          ...(seconds === undefined ? {} : { usage: { seconds } }),
        }
      : {}),
    refs: [handle.video],
    native: body,
  };
}
