import { randomText } from '../../../base/ids.ts';
import { booleanIn, type Json, numberIn, parseObject, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Simulate } from '../../../spec/provider.ts';
import { isHalved, pause, sendJson } from '../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../simulated/media/serve.ts';
import { checkRequest } from './check.ts';
import { framesPerSecond, generationOf, ratios, sizeOf } from './generations.ts';
import { settingsOf } from './settings.ts';

/** A refusal in Ark's words: `{"error":{code,message,param,type}}`. */
export class ArkError extends Error {
  readonly status: number;
  readonly code: string;
  readonly param: string;
  constructor(status: number, code: string, message: string, param = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
  }
  toResponse(): Response {
    const types: Readonly<Record<number, string>> = {
      400: 'BadRequest',
      401: 'Unauthorized',
      403: 'Forbidden',
      404: 'NotFound',
      429: 'TooManyRequests',
    };
    const error = {
      code: this.code,
      message: `${this.message} Request id: ${requestId()}`,
      param: this.param,
      type: types[this.status] ?? 'InternalServerError',
    };
    return Response.json({ error }, { status: this.status });
  }
}

const requestId = (): string => `02${Date.now()}${'0'.repeat(19)}${randomText(8).toLowerCase()}`;

type Job = {
  readonly owner: string;
  readonly model: string;
  readonly resolution: string;
  readonly ratio: string;
  readonly size: readonly [number, number];
  readonly seconds: number;
  readonly frames: number | undefined;
  readonly prompt: string;
  readonly seed: number;
  readonly sound: boolean;
  readonly hears: boolean;
  readonly tier: string;
  readonly expires: number;
  readonly lastFrame: boolean;
  readonly tokens: number;
};

export type ArkVideoSimulatorOptions = {
  /** As in ArkVideoOptions. */
  readonly prefix?: string;
  /** Models that it has; others are NotFound, unless they are endpoints (`ep-…`). */
  /** Which names it knows. */
  readonly models: Pick<readonly string[], 'includes'>;
  readonly clock?: () => number;
};

/**
 * Ark's film tasks: create, show, list, cancel. Tokens follow the formula. In a prompt `[refuse]` is refused at once,
 * `[fail]` at the end by the content rules, `[expire]` runs out of time; the header `x-key4u-simulate` asks for faults.
 */
export function createArkVideoSimulator({
  prefix = '',
  models,
  clock = Date.now,
}: ArkVideoSimulatorOptions): Simulate {
  const jobs = createJobs<Job>({ clock });
  const path = `${prefix}/contents/generations/tasks`;
  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    try {
      return await answer(request, path, jobs, models, clock);
    } catch (error) {
      if (error instanceof ArkError) return error.toResponse();
      if (error instanceof GatewayError)
        return new ArkError(400, 'InvalidParameter', error.message, error.detail.param).toResponse();
      throw error;
    }
  };
}

async function answer(
  request: Request,
  path: string,
  jobs: Jobs<Job>,
  models: Pick<readonly string[], 'includes'>,
  clock: () => number,
): Promise<Response> {
  const owner = /^Bearer\s+(\S+)/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (owner === undefined) throw new ArkError(401, 'AuthenticationError', 'The API key format is incorrect.');
  const faults = readFaults(request.headers, (message) => new ArkError(400, 'InvalidParameter', message));
  const url = new URL(request.url);
  const id = url.pathname.startsWith(`${path}/`)
    ? decodeURIComponent(url.pathname.slice(path.length + 1))
    : undefined;
  if (id === undefined && url.pathname !== path)
    throw new ArkError(404, 'InvalidAction', 'The specified action is invalid.');
  if (id === undefined && request.method === 'POST') return create(request, faults, owner, jobs, models);
  if (id === undefined && request.method === 'GET')
    return Response.json(list(url, request, owner, jobs, clock));
  const entry = jobs.find(id ?? '');
  if (entry === undefined || entry.job.owner !== owner)
    throw new ArkError(404, 'ResourceNotFound', `The specified task ${id} is not found.`);
  if (request.method === 'GET') return Response.json(shown(entry, jobs, request, clock));
  if (request.method !== 'DELETE') throw new ArkError(405, 'MethodNotAllowed', 'The method is not allowed.');
  const { stage } = jobs.stageOf(entry);
  if (stage === 'running' || stage === 'cancelled')
    throw new ArkError(409, 'InvalidAction.TaskStatus', `A task that is ${stage} can not be deleted.`);
  if (stage === 'queued') jobs.cancel(entry.id);
  return Response.json({});
}

export function refuseAsAsked(faults: FaultNames): void {
  if (faults.has('401')) throw new ArkError(401, 'AuthenticationError', 'The API key is invalid.');
  if (faults.has('429'))
    throw new ArkError(
      429,
      'ModelAccountRpmRateLimitExceeded',
      'The request rate of this account is too high.',
    );
  if (faults.has('500'))
    throw new ArkError(500, 'InternalServiceError', 'The service encountered an internal error.');
  if (faults.has('503')) throw new ArkError(503, 'ServerOverloaded', 'The service is overloaded.');
  if (faults.has('refuse')) throw sensitive('InputTextSensitiveContentDetected', 'input text');
}

export const sensitive = (code: string, what: string): ArkError =>
  new ArkError(400, code, `The request failed because the ${what} may contain sensitive information.`);

async function create(
  request: Request,
  faults: FaultNames,
  owner: string,
  jobs: Jobs<Job>,
  models: Pick<readonly string[], 'includes'>,
): Promise<Response> {
  refuseAsAsked(faults);
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  const body = parseObject(await request.text());
  if (!body) throw new ArkError(400, 'InvalidParameter', 'The body is not valid JSON.');
  const model = textIn(body['model']);
  if (model === undefined)
    throw new ArkError(400, 'MissingParameter', 'The request is missing the parameter model.', 'model');
  if (!models.includes(model) && !model.startsWith('ep-'))
    throw new ArkError(
      404,
      'InvalidEndpointOrModel.NotFound',
      `The model or endpoint ${model} does not exist.`,
    );
  if (!Array.isArray(body['content']))
    throw new ArkError(400, 'MissingParameter', 'The request is missing the parameter content.', 'content');
  const settings = settingsOf(body, model);
  checkRequest(body, settings, model);
  if (settings.prompt.includes('[refuse]'))
    throw sensitive('InputTextSensitiveContentDetected', 'input text');
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><title>It works!</title>', {
      headers: { 'content-type': 'text/html' },
    });
  if (faults.has('error-200'))
    return Response.json({
      error: { code: 'InternalServiceError', message: 'The service failed.', param: '', type: '' },
    });
  const day = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const { id } = jobs.start(
    `cgt-${day}-${randomText(5).toLowerCase()}`,
    jobOf(body, owner, model, faults),
    faults,
  );
  return isHalved(faults)
    ? sendJson({ id }, {}, faults, { first: 0, next: 0 }, request.signal)
    : Response.json({ id });
}

function jobOf(body: Json, owner: string, model: string, faults: FaultNames): Job {
  const settings = settingsOf(body, model);
  const isNew = generationOf(model)?.newSizes === true;
  const ratio = ratioOf(settings.ratio, settings.images[0]?.url);
  const size = sizeOf(settings.resolution, ratio, isNew);
  const seconds = numberIn(body['duration']) === -1 ? 7 : settings.seconds;
  const input = settings.films.length > 0 ? 5 : 0;
  const frames = settings.frames ?? (seconds + input) * framesPerSecond + (isNew ? 0 : 1);
  const tokens = Math.floor((size[0] * size[1] * frames) / 1024);
  return {
    owner,
    model,
    resolution: settings.resolution,
    ratio,
    size,
    seconds,
    frames: settings.frames,
    prompt: settings.prompt,
    seed: settings.seed ?? Math.floor(Math.random() * 2 ** 31),
    sound: settings.sound,
    hears: generationOf(model)?.sound === true,
    tier: settings.flex ? 'flex' : 'default',
    expires: numberIn(body['execution_expires_after']) ?? 172_800,
    lastFrame: booleanIn(body['return_last_frame']) === true,
    tokens: faults.has('lie') ? tokens * 1_000_000 : tokens,
  };
}

/** Adaptive films look like their first picture, where its size is known here: PNG as a data URL. */
function ratioOf(asked: string | undefined, picture: string | undefined): string {
  if (asked !== undefined && ratios.includes(asked)) return asked;
  const [, data] = /^data:image\/png;base64,([A-Za-z0-9+/]{40})/.exec(picture ?? '') ?? [];
  if (data === undefined) return '16:9';
  const head = Buffer.from(data, 'base64');
  const value = head.readUInt32BE(16) / Math.max(1, head.readUInt32BE(20));
  const number = (ratio: string) => Number(ratio.split(':')[0]) / Number(ratio.split(':')[1]);
  return [...ratios].sort(
    (a, b) => Math.abs(Math.log(number(a) / value)) - Math.abs(Math.log(number(b) / value)),
  )[0]!;
}

const statusOf = (entry: JobEntry<Job>, jobs: Jobs<Job>): string => {
  const { stage } = jobs.stageOf(entry);
  if (stage === 'done' && entry.job.prompt.includes('[fail]')) return 'failed';
  if (stage === 'done' && entry.job.prompt.includes('[expire]')) return 'expired';
  return stage === 'done' ? 'succeeded' : stage;
};

function shown(entry: JobEntry<Job>, jobs: Jobs<Job>, request: Request, clock: () => number): Json {
  const { id, job, faults, startedAt, endsAt, cancelledAt } = entry;
  const status = statusOf(entry, jobs);
  const created = Math.floor(startedAt / 1000);
  const shared = {
    id,
    model: job.model,
    status,
    created_at: created,
    updated_at: Math.max(created, Math.floor(Math.min(cancelledAt ?? clock(), endsAt, clock()) / 1000)),
    service_tier: job.tier,
    execution_expires_after: job.expires,
  };
  if (status === 'failed')
    return {
      ...shared,
      error: {
        code: 'OutputVideoSensitiveContentDetected',
        message: 'The request failed because the output video may contain sensitive information.',
      },
    };
  if (status !== 'succeeded') return shared;
  const [width, height] = job.size;
  const film = {
    kind: 'film',
    width,
    height,
    seconds: job.seconds,
    text: job.prompt,
    sound: job.sound,
  } as const;
  const last = { kind: 'picture', width, height, text: job.prompt, seed: job.seed % 1000 } as const;
  return {
    ...shared,
    content: {
      video_url: mediaUrl(request, mediaPath(film)),
      ...(job.lastFrame ? { last_frame_url: mediaUrl(request, mediaPath(last)) } : {}),
    },
    ...(faults.has('no-usage') ? {} : { usage: { completion_tokens: job.tokens, total_tokens: job.tokens } }),
    seed: job.seed,
    resolution: job.resolution,
    ratio: job.ratio,
    ...(job.frames === undefined ? { duration: job.seconds } : { frames: job.frames }),
    framespersecond: framesPerSecond,
    ...(job.hears ? { generate_audio: job.sound } : {}),
  };
}

function list(url: URL, request: Request, owner: string, jobs: Jobs<Job>, clock: () => number): Json {
  const asked = url.searchParams;
  const ids = asked.getAll('filter.task_ids').flatMap((text) => text.split(','));
  const status = asked.get('filter.status');
  const model = asked.get('filter.model');
  const tier = asked.get('filter.service_tier') ?? 'default';
  const found = [...jobs.list()]
    .reverse()
    .filter(({ job }) => job.owner === owner && job.tier === tier && (model === null || job.model === model))
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter((entry) => status === null || statusOf(entry, jobs) === status);
  const size = Math.min(500, Math.max(1, Number(asked.get('page_size') ?? 10) || 10));
  const page = Math.max(1, Number(asked.get('page_num') ?? 1) || 1);
  const items = found
    .slice((page - 1) * size, page * size)
    .map((entry) => shown(entry, jobs, request, clock));
  return { total: found.length, items };
}
