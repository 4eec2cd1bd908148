import { type Clock, systemClock } from '../../../../base/clock.ts';
import { randomText } from '../../../../base/ids.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { ApiError, badField } from '../../openai-compatible/simulator/api-error.ts';
import {
  invalidKey,
  readFaults,
  refuseAsAsked,
  serverError,
} from '../../openai-compatible/simulator/faults.ts';
import { makePicture } from '../../openai-media/simulator/pictures.ts';
import { pause, sendJson } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { readCharacter, readCreate, readExtension, readFollow, readRole, widthAndHeight } from './read.ts';

export type VideoSimulatorOptions = {
  /** Before '/videos'. */
  readonly prefix?: string;
  /** OpenAI's own: its lengths, sizes and models; others take what comes and show the film's public address. */
  readonly official: boolean;
  /** Which models make videos; absent: all. */
  readonly serves?: (model: string) => boolean;
  /** Where characters are made by the address of a film; absent: nowhere. */
  readonly rolePath?: string;
  readonly clock?: Clock;
  /** Milliseconds from the submit to the end. */
  readonly finishMs?: number;
};

type Film = {
  readonly model: string;
  readonly prompt: string;
  /** Of the whole film. */
  readonly seconds: number;
  readonly size: string;
  readonly remixedFrom?: string;
};

type Simulator = {
  readonly options: VideoSimulatorOptions;
  readonly jobs: Jobs<Film>;
  readonly deleted: Set<string>;
  readonly characters: Map<string, object>;
  readonly now: () => number;
};

/** How long the files of a finished video can be fetched. */
const keptMs = 3_600_000;
const pace = { first: 8, next: 4 };

/**
 * Adds OpenAI's videos API to a simulator: paths it does not know go on to `next`. Jobs take about three seconds; films,
 * pictures and lengths are real files of what was asked for. `[refuse]` in a prompt lets the moderation block the job;
 * `x-key4u-simulate` asks for faults (simulated/faults.ts), `fail`, `slow` and `stuck` for the job's.
 */
export function withVideoSimulator(next: Simulate, options: VideoSimulatorOptions): Simulate {
  const clock = options.clock ?? systemClock;
  const simulator: Simulator = {
    options,
    jobs: createJobs<Film>({
      clock: () => clock.now(),
      ...(options.finishMs === undefined ? {} : { finishMs: options.finishMs }),
    }),
    deleted: new Set(),
    characters: new Map(),
    now: () => clock.now(),
  };
  const videos = `${options.prefix ?? ''}/videos`;
  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    const { pathname } = new URL(request.url);
    const isRole = pathname === options.rolePath;
    if (!isRole && pathname !== videos && !pathname.startsWith(`${videos}/`)) return next(request);
    const headers = { 'x-request-id': `req_${randomText(32)}`, 'openai-version': '2020-10-01' };
    try {
      return await answer(
        simulator,
        request,
        isRole ? ['', 'roles'] : pathname.slice(videos.length).split('/'),
        headers,
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.toBody(), {
        status: error.status,
        headers: { ...headers, ...error.headers },
      });
    }
  };
}

async function answer(
  simulator: Simulator,
  request: Request,
  [, first = '', second = '']: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (key === undefined)
    throw new ApiError(401, "You didn't provide an API key.", { code: 'invalid_api_key' });
  if (key.startsWith('sk-revoked')) throw invalidKey(`sk-revok******${key.slice(-2)}`);
  const faults = readFaults(request.headers);
  refuseAsAsked(faults);
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  const id = decodeURIComponent(first);
  const { method } = request;
  if (method === 'GET' && second === 'content') return content(simulator, id, request);
  const body =
    method === 'POST'
      ? await made(simulator, id, second, request, faults)
      : method === 'DELETE' && first !== ''
        ? remove(simulator, id)
        : method === 'GET'
          ? id === 'characters'
            ? characterOf(simulator, decodeURIComponent(second))
            : first === ''
              ? list(simulator, new URL(request.url).searchParams, request)
              : show(simulator, found(simulator, id), request)
          : undefined;
  if (body === undefined)
    throw new ApiError(405, `Not allowed to ${method} on this path.`, { code: 'method_not_supported' });
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><html><body><h1>It works!</h1></body></html>', {
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    });
  if (faults.has('error-200')) return Response.json(serverError().toBody(), { headers });
  // A slow job is answered at once.
  const ownFaults = new Set([...faults].filter((name) => name !== 'slow'));
  return sendJson(body, headers, ownFaults, pace, request.signal);
}

async function made(
  simulator: Simulator,
  first: string,
  second: string,
  request: Request,
  faults: FaultNames,
): Promise<object> {
  const { official } = simulator.options;
  const begin = (film: Film): object => {
    const id = `video_${randomText(40).toLowerCase()}`;
    return show(simulator, simulator.jobs.start(id, film, faults), request);
  };
  if (first === '') {
    const film = await readCreate(request, official);
    useModel(simulator, film.model);
    return begin(film);
  }
  if (second === 'remix') {
    const { prompt } = await readFollow(request);
    const { job } = source(simulator, first);
    return begin({ ...job, prompt, remixedFrom: first });
  }
  if (first === 'edits') {
    const { prompt, id, isUpload } = await readFollow(request);
    return begin({ ...sourceOf(simulator, id, isUpload), prompt });
  }
  if (first === 'extensions') {
    const { prompt, id, isUpload, seconds } = await readExtension(request, official);
    const before = sourceOf(simulator, id, isUpload);
    return begin({ ...before, prompt, seconds: before.seconds + seconds });
  }
  if (first === 'characters') return newCharacter(simulator, (await readCharacter(request)).name);
  if (first === 'roles') return newRole(simulator, request);
  throw new ApiError(404, `Invalid URL (POST /v1/videos/${first})`);
}

function useModel({ options }: Simulator, model: string): void {
  if (options.serves?.(model) ?? true) return;
  throw new ApiError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
    code: 'model_not_found',
  });
}

const unknown = (id: string): ApiError =>
  new ApiError(404, `Video with id '${id}' not found`, { param: 'video_id' });

function found({ jobs, deleted }: Simulator, id: string): JobEntry<Film> {
  const entry = deleted.has(id) ? undefined : jobs.find(id);
  if (!entry) throw unknown(id);
  return entry;
}

/** The finished video that something goes on from. */
function source(simulator: Simulator, id: string): JobEntry<Film> {
  const entry = found(simulator, id);
  if (simulator.jobs.stageOf(entry).stage !== 'done')
    throw badField('The source video is not completed yet.', 'video_id', 'video_not_completed');
  return entry;
}

function sourceOf(simulator: Simulator, id: string | undefined, isUpload: boolean): Film {
  if (id !== undefined) return source(simulator, id).job;
  if (isUpload) return { model: 'sora-2', prompt: '', seconds: 4, size: '1280x720' };
  throw badField("Missing required parameter: 'video'.", 'video', 'missing_required_parameter');
}

const isRefused = ({ prompt }: Film): boolean => prompt.includes('[refuse]');

const statuses = {
  queued: 'queued',
  running: 'in_progress',
  done: 'completed',
  failed: 'failed',
  cancelled: 'failed',
} as const;

/** The Video object. */
function show({ jobs, options }: Simulator, entry: JobEntry<Film>, request: Request): object {
  const { job } = entry;
  const state = jobs.stageOf(entry);
  const stage = state.stage === 'done' && isRefused(job) ? 'failed' : state.stage;
  const isDone = stage === 'done';
  const endedAt = isDone ? Math.floor(entry.endsAt / 1000) : null;
  const [width, height] = widthAndHeight(job.size);
  return {
    id: entry.id,
    object: 'video',
    created_at: Math.floor(entry.startedAt / 1000),
    status: statuses[stage],
    completed_at: endedAt,
    error:
      stage !== 'failed'
        ? null
        : isRefused(job)
          ? { code: 'moderation_blocked', message: 'Your request was blocked by our moderation system.' }
          : { code: 'internal_error', message: 'The video could not be generated. Please try again.' },
    expires_at: endedAt === null ? null : endedAt + keptMs / 1000,
    model: job.model,
    progress: state.progress,
    prompt: job.prompt,
    remixed_from_video_id: job.remixedFrom ?? null,
    seconds: String(job.seconds),
    size: job.size,
    ...(isDone && !options.official
      ? {
          video_url: mediaUrl(
            request,
            mediaPath({ kind: 'film', width, height, seconds: job.seconds, text: job.prompt, sound: true }),
          ),
        }
      : {}),
  };
}

function list(simulator: Simulator, query: URLSearchParams, request: Request): object {
  const limit = Number(query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 0 || limit > 100)
    throw badField("Invalid 'limit': expected a value from 0 to 100.", 'limit', 'invalid_value');
  const entries = simulator.jobs.list().filter(({ id }) => !simulator.deleted.has(id));
  const ordered = query.get('order') === 'asc' ? entries : entries.toReversed();
  const after = query.get('after');
  const from = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  const page = ordered.slice(from, from + limit);
  return {
    object: 'list',
    data: page.map((entry) => show(simulator, entry, request)),
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: from + page.length < ordered.length,
  };
}

function remove(simulator: Simulator, id: string): object {
  const { stage } = simulator.jobs.stageOf(found(simulator, id));
  if (stage === 'queued' || stage === 'running')
    throw badField(
      'The video is still being generated and cannot be deleted.',
      'video_id',
      'video_in_progress',
    );
  simulator.deleted.add(id);
  return { id, object: 'video.deleted', deleted: true };
}

/** The film, or a picture of it. */
function content(simulator: Simulator, id: string, request: Request): Response {
  const entry = found(simulator, id);
  const { job } = entry;
  if (simulator.jobs.stageOf(entry).stage !== 'done' || isRefused(job))
    throw new ApiError(404, 'Video is not ready yet, use GET /v1/videos/{video_id} to check status.');
  if (simulator.now() > entry.endsAt + keptMs) throw new ApiError(404, 'The video has expired.');
  const variant = new URL(request.url).searchParams.get('variant') ?? 'video';
  const [width, height] = widthAndHeight(job.size);
  if (variant === 'video') {
    const path = mediaPath({
      kind: 'film',
      width,
      height,
      seconds: job.seconds,
      text: job.prompt,
      sound: true,
    });
    const film = serveMedia(new Request(new URL(path, request.url), { headers: request.headers }));
    if (film) return film;
  }
  const picture = (format: 'webp' | 'jpeg', across: number, down: number): Response => {
    const bytes = makePicture(format, across, down, 7);
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': `image/${format}`, 'content-length': String(bytes.length) },
    });
  };
  if (variant === 'thumbnail') return picture('webp', width / 2, height / 2);
  if (variant === 'spritesheet') return picture('jpeg', width, height);
  throw badField(
    `Invalid value: '${variant}'. Supported values are: 'video', 'thumbnail', and 'spritesheet'.`,
    'variant',
    'invalid_value',
  );
}

function newCharacter({ characters, now }: Simulator, name: string): object {
  const id = `char_${randomText(32).toLowerCase()}`;
  const character = { id, name, created_at: Math.floor(now() / 1000) };
  characters.set(id, character);
  return character;
}

function characterOf({ characters }: Simulator, id: string): object {
  const known = characters.get(id);
  if (known) return known;
  throw new ApiError(404, `Character with id '${id}' not found`, { param: 'character_id' });
}

async function newRole(simulator: Simulator, request: Request): Promise<object> {
  const { fromTask } = await readRole(request);
  if (fromTask !== undefined) source(simulator, fromTask);
  const name = randomText(6).toLowerCase();
  return {
    id: `ch_${randomText(26).toLowerCase()}`,
    username: `fox.${name}`,
    permalink: mediaUrl(
      request,
      mediaPath({ kind: 'picture', width: 256, height: 256, text: `fox.${name}` }),
    ),
    profile_picture_url: mediaUrl(
      request,
      mediaPath({ kind: 'picture', width: 256, height: 256, text: name }),
    ),
  };
}
