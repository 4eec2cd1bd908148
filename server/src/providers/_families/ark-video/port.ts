import { type Json, listOf, numberIn, objectIn, objectOf, stringIn, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured, TaskOutput, TaskPort, TaskReport, TaskSend, TaskStart } from '../../../spec/task.ts';
import type { Facts } from '../../../spec/usage.ts';
import { faultTold, garbage } from '../fault-words.ts';
import { checkRequest } from './check.ts';
import { generationOf, mostTokens } from './generations.ts';
import { withoutRequestId } from './request-id.ts';
import { settingsOf } from './settings.ts';
import { writeVideo } from './write-video.ts';

/** Source: https://www.volcengine.com/docs/82379/1521309, status. `submitted` is what gateways of this wire say at first. */
const words = {
  submitted: 'queued',
  queued: 'queued',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
} as const satisfies Record<string, TaskReport['status']>;

const statusIn = (word: unknown): Pick<TaskReport, 'status' | 'unknownWord'> => {
  if (typeof word !== 'string' || word === '') return {};
  const status = Object.entries(words).find(([known]) => known === word)?.[1];
  return status === undefined ? { unknownWord: word } : { status };
};

/** Codes of what the content rules refuse: OutputVideoSensitiveContentDetected(.PolicyViolation), InputTextRiskDetection, … */
const isRefusal = (code: string): boolean => /Sensitive|Risk|Policy|Privacy|InvalidParameter/.test(code);

/** An error that came with status 200. Codes: https://www.volcengine.com/docs/82379/1299023. */
export function faultOf({
  code,
  message,
}: {
  readonly code: string;
  readonly message: string;
}): GatewayError {
  const fault = /RateLimit|Quota|Overloaded|Loading/.test(code)
    ? 'upstream_busy'
    : /Authentication|Overdue|AccessDenied/.test(code)
      ? 'upstream_key_refused'
      : /NotFound|NotOpen|ClosedEndpoint/.test(code)
        ? 'upstream_model_unknown'
        : isRefusal(code) || /^(?:Missing|Invalid)/.test(code)
          ? 'upstream_refused'
          : 'upstream_failed';
  const told = faultTold(fault, 400, message, { upstream: { code } }, undefined);
  return new GatewayError(told.code, told.message, told.detail ?? {});
}

const idIn = (handle: Json): string => stringIn(handle['id']) ?? '';

function measure({ body, upstreamModel }: Pick<TaskStart, 'body' | 'upstreamModel'>): Measured {
  const settings = settingsOf(body, upstreamModel);
  checkRequest(body, settings, upstreamModel);
  const films = settings.films.length > 0;
  const input = films ? (generationOf(upstreamModel)?.inputSeconds ?? 45) : 0;
  return {
    usage: { output_tokens: mostTokens(settings.resolution, settings.seconds + input) },
    facts: {
      resolution: settings.resolution,
      seconds: settings.seconds,
      sound: settings.sound,
      service_tier: settings.flex ? 'flex' : 'default',
      video_input: films,
    },
  };
}

/** Names of drafts that are ours become Ark's. */
function withParents(body: Json, parents: TaskStart['parents']): Json {
  const content = listOf(body['content']).map((item) => {
    const draft = objectIn(objectOf(item)['draft_task']);
    const parent = parents[stringIn(draft?.['id']) ?? ''];
    if (!draft || !parent?.byId) return item;
    return { ...objectOf(item), draft_task: { ...draft, id: idIn(parent.handle) } };
  });
  return { ...body, content };
}

/** The error of a body, if it has one. */
const errorIn = (body: Json): { readonly code: string; readonly message: string } | undefined => {
  const error = objectIn(body['error']);
  if (!error) return undefined;
  return {
    code: textIn(error['code']) ?? '',
    message: withoutRequestId(textIn(error['message']) ?? 'the upstream gave no reason'),
  };
};

function outputsOf(body: Json, facts: Facts): readonly TaskOutput[] {
  const content = objectOf(body['content']);
  const film = textIn(content['video_url']);
  const frame = textIn(content['last_frame_url']);
  const seconds = numberIn(facts['seconds']);
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
    ...(frame === undefined
      ? []
      : [{ kind: 'image', role: 'last-frame', url: frame, mediaType: 'image/png' } as const]),
  ];
}

/** What the film really became: prices may depend on it. */
function factsOf(body: Json): Facts {
  const resolution = textIn(body['resolution']);
  const frames = numberIn(body['frames']);
  const seconds = frames === undefined ? numberIn(body['duration']) : frames / 24;
  const tier = textIn(body['service_tier']);
  const sound = body['generate_audio'];
  return {
    ...(resolution === undefined ? {} : { resolution: resolution.toLowerCase() }),
    ...(seconds === undefined || seconds <= 0 ? {} : { seconds }),
    ...(tier === undefined ? {} : { service_tier: tier }),
    ...(typeof sound === 'boolean' ? { sound } : {}),
  };
}

/** One answer about a job, by query or callback. */
export function readTask(body: Json): TaskReport {
  const state = statusIn(body['status']);
  const facts = factsOf(body);
  const tokens = numberIn(objectOf(body['usage'])['completion_tokens']);
  const error = errorIn(body);
  const outputs = outputsOf(body, facts);
  if (state.status === 'succeeded' && outputs.length === 0)
    return {
      status: 'failed',
      reason: 'the upstream finished without a film',
      fault: 'upstream_failed',
      native: body,
    };
  return {
    ...state,
    ...(outputs.length > 0 ? { outputs } : {}),
    ...(state.status === 'succeeded' ? { facts } : {}),
    ...(state.status === 'succeeded' && tokens !== undefined && tokens > 0
      ? { usage: { output_tokens: tokens } }
      : {}),
    ...(state.status === 'failed'
      ? {
          reason: error?.message ?? 'the upstream gave no reason',
          fault: error && isRefusal(error.code) ? 'upstream_refused' : 'upstream_failed',
        }
      : {}),
    native: body,
  };
}

export type ArkVideoOptions = {
  /** Before `/contents/generations/tasks`, behind the base URL: '' at Ark, '/volc/v1' at gateways that serve this wire. */
  readonly prefix: string;
  /** Absent: models that are named after Seedance, and endpoints. */
  readonly serves?: (upstreamModel: string) => boolean;
};

/**
 * Film tasks of Volcengine Ark (Seedance). Tokens are billed as Ark reports them at the end; until then the most that the
 * size and the length can cost is held. Source: https://www.volcengine.com/docs/82379/1520757 and its neighbours.
 */
export function arkVideoPort({ prefix, serves }: ArkVideoOptions): TaskPort {
  const tasks = `${prefix}/contents/generations/tasks`;
  const ask = async (handle: Json, send: TaskSend): Promise<TaskReport> => {
    const reply = await send({
      method: 'GET',
      path: `${tasks}/${encodeURIComponent(idIn(handle))}`,
      allow: [404],
    });
    // Records are kept for seven days.
    if (reply.status === 404)
      return { status: 'failed', reason: 'the upstream no longer knows this task', fault: 'task_lost' };
    return readTask(reply.json);
  };
  return {
    serves: (upstreamModel) => serves?.(upstreamModel) ?? /seedance|^ep-/i.test(upstreamModel),
    measure,
    async start(start, send) {
      const body = withParents(start.body, start.parents);
      const { json } = await send({
        method: 'POST',
        path: tasks,
        json: {
          ...body,
          model: start.upstreamModel,
          ...(start.callbackUrl === undefined ? {} : { callback_url: start.callbackUrl }),
        },
        starts: true,
      });
      const error = errorIn(json);
      if (error) throw faultOf(error);
      const id = textIn(json['id']);
      if (id === undefined) throw new GatewayError(garbage.code, garbage.message);
      return { handle: { id }, report: { status: 'queued' } };
    },
    poll: ask,
    async cancel(handle, send) {
      // Of a job that has ended, DELETE removes the record and with it the film: only one that waits is deleted.
      const now = await ask(handle, send);
      if (now.status === undefined || now.status === 'running')
        throw new GatewayError(
          'task_not_cancellable',
          'the film is being made already; only a waiting task can be cancelled',
        );
      if (now.status !== 'queued') return now;
      const path = `${tasks}/${encodeURIComponent(idIn(handle))}`;
      const { status } = await send({ method: 'DELETE', path, allow: [400, 404, 409] });
      if (status >= 300)
        throw new GatewayError(
          'task_not_cancellable',
          'the upstream did not cancel it: it has begun already',
        );
      return { status: 'cancelled' };
    },
    // Nothing proves who sent it, so it is only a hint.
    readCallback: () => ({}),
    writeVideo,
  };
}
