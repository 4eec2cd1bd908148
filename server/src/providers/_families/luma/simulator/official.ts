import { randomUUID } from 'node:crypto';
import { isObject, type Json, objectOf, parseObject, textIn } from '../../../../base/json.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { sendJson } from '../../simulated/deliver.ts';
import { readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { ratioIn, ratios, resolutions, sizeOf } from '../measure.ts';
import { faultAnswer, LumaError } from './errors.ts';

/** A generation of the simulated account. `action`: the wire's `generation_type`. */
type Generation = {
  readonly action: string;
  readonly model: string;
  readonly request: Json;
  readonly prompt: string;
  readonly resolution: string;
  readonly ratio: string;
  readonly seconds: number;
  readonly sound: boolean;
};

const prefix = '/dream-machine/v1';
const modes = ['adhere', 'flex', 'reimagine'].flatMap((mode) => [1, 2, 3].map((n) => `${mode}_${n}`));
const filmModels = ['ray-2', 'ray-flash-2', 'ray-1-6'];
const imageModels = ['photon-1', 'photon-flash-1'];
const concepts = ['aerial_drone', 'dolly_zoom', 'handheld', 'orbit_left', 'static', 'zoom_in'];
const pace = { first: 5, next: 0 };

const creates: Readonly<Record<string, string>> = {
  '/generations': 'video',
  '/generations/video': 'video',
  '/generations/video/modify': 'modify_video',
  '/generations/video/reframe': 'reframe_video',
  '/generations/image': 'image',
  '/generations/image/reframe': 'reframe_image',
};
const followUps: Readonly<Record<string, string>> = { upscale: 'upscale_video', audio: 'add_audio' };

const refuse = (detail: string): never => {
  throw new LumaError(400, detail);
};

function oneOf(body: Json, field: string, known: readonly string[], isNeeded: boolean): string | undefined {
  const value = body[field];
  if (value === undefined || value === null) return isNeeded ? refuse(`${field} is required`) : undefined;
  if (typeof value !== 'string' || !known.includes(value))
    return refuse(`${field} must be one of ${known.join(', ')}`);
  return value;
}

function needUrl(value: unknown, at: string): void {
  const url = textIn(objectOf(value)['url']);
  if (url === undefined || !/^https?:\/\/[^/]+/.test(url)) refuse(`${at}.url is not a valid URL`);
}

/** What a new generation is asked to be. Throws LumaError as the API refuses. */
function readRequest(action: string, body: Json, jobs: Jobs<Generation>): Generation {
  const isImage = action.endsWith('image');
  const model = oneOf(body, 'model', isImage ? imageModels : filmModels, true)!;
  if (body['generation_type'] !== undefined && body['generation_type'] !== action)
    refuse(`generation_type must be ${action}`);
  const prompt = textIn(body['prompt']) ?? '';
  oneOf(body, 'aspect_ratio', ratios, action.startsWith('reframe'));
  const frames = objectOf(body['keyframes']);
  for (const [name, frame] of Object.entries(frames)) {
    if (!isObject(frame)) continue;
    if (frame['type'] === 'image') needUrl(frame, `keyframes.${name}`);
    else if (frame['type'] === 'generation') needDone(textIn(frame['id']) ?? '', jobs);
    else refuse(`keyframes.${name}.type must be image or generation`);
  }
  if (action === 'modify_video') oneOf(body, 'mode', modes, true);
  if (action === 'modify_video' || action.startsWith('reframe')) needUrl(body['media'], 'media');
  else if (prompt === '' && Object.keys(frames).length === 0) refuse('Prompt is required');
  const resolution = isImage ? '1080p' : (oneOf(body, 'resolution', resolutions, false) ?? '720p');
  const duration = isImage ? '5s' : (oneOf(body, 'duration', ['5s', '9s'], false) ?? '5s');
  return {
    action,
    model,
    request: { ...body, generation_type: action },
    prompt,
    resolution,
    ratio: ratioIn(body) ?? '16:9',
    seconds: Number.parseInt(duration, 10),
    sound: false,
  };
}

function needDone(id: string, jobs: Jobs<Generation>): JobEntry<Generation> {
  const parent = jobs.find(id) ?? refuse('Generation not found');
  if (jobs.stageOf(parent).stage !== 'done') refuse('Generation is not completed');
  return parent;
}

/** An upscale, or sound for a film that is there. */
function readFollowUp(action: string, body: Json, parent: JobEntry<Generation>): Generation {
  if (parent.job.action.endsWith('image')) refuse('Only videos can be changed this way');
  const resolution = oneOf(body, 'resolution', resolutions, false) ?? parent.job.resolution;
  return {
    ...parent.job,
    action,
    request: { ...body, generation_type: action },
    resolution,
    sound: action === 'add_audio' || parent.job.sound,
  };
}

const states = {
  queued: 'queued',
  running: 'dreaming',
  done: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

/** The Generation object. */
function write(entry: JobEntry<Generation>, jobs: Jobs<Generation>, asked: Request): Json {
  const { id, job, startedAt } = entry;
  const { stage } = jobs.stageOf(entry);
  const isImage = job.action.endsWith('image');
  const size = sizeOf(job.resolution, job.ratio);
  const text = job.prompt;
  const film = { kind: 'film' as const, ...size, seconds: job.seconds, text, sound: job.sound };
  const isDone = stage === 'done';
  return {
    id,
    generation_type: isImage ? 'image' : 'video',
    state: states[stage],
    failure_reason:
      stage === 'failed' ? 'The generation failed: the result did not pass the quality check' : null,
    created_at: new Date(startedAt).toISOString(),
    assets: {
      video: isDone && !isImage ? mediaUrl(asked, mediaPath(film)) : null,
      image: isDone ? mediaUrl(asked, mediaPath({ kind: 'picture', ...size, text })) : null,
      progress_video: null,
    },
    model: job.model,
    request: job.request,
  };
}

/** Luma's Dream Machine API, as docs.lumalabs.ai and lumaai-node 1.19 describe it. */
export function createLumaSimulator({ clock = Date.now, finishMs = 3000 } = {}): Simulate {
  const jobs = createJobs<Generation>({ clock, finishMs });
  const deleted = new Set<string>();
  const found = (id: string): JobEntry<Generation> => {
    const entry = deleted.has(id) ? undefined : jobs.find(id);
    if (entry === undefined) throw new LumaError(404, 'Generation not found');
    return entry;
  };

  const answer = async (asked: Request): Promise<Response> => {
    const url = new URL(asked.url);
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : '';
    if (path === '/ping') return Response.json({ message: 'pong' });
    if (!/^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? ''))
      throw new LumaError(401, 'Invalid API key is provided');
    const faults = readFaults(asked.headers, (message) => new LumaError(400, message));
    const broken = await faultAnswer(faults, asked.signal);
    if (broken) return broken;
    const [, id = '', part = ''] = /^\/generations\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const action = creates[path] ?? followUps[part];
    if (asked.method === 'POST' && action !== undefined) {
      const body = parseObject(await asked.text());
      if (body === undefined) throw new LumaError(422, 'The request body is not valid JSON');
      const job =
        creates[path] === undefined
          ? readFollowUp(action, body, needDone(found(id).id, jobs))
          : readRequest(action, body, jobs);
      const entry = jobs.start(randomUUID(), job, faults);
      const made = await sendJson(write(entry, jobs, asked), {}, faults, pace, asked.signal);
      return new Response(made.body, { status: 201, headers: made.headers });
    }
    if (asked.method === 'GET' && path === '/credits') return Response.json({ credit_balance: 250_000 });
    if (asked.method === 'GET' && path === '/generations/concepts/list') return Response.json(concepts);
    if (asked.method === 'GET' && path === '/generations')
      return Response.json(listed(url.searchParams, asked));
    if (asked.method === 'GET' && id !== '' && part === '')
      return Response.json(write(found(decodeURIComponent(id)), jobs, asked));
    if (asked.method === 'DELETE' && id !== '' && part === '') {
      deleted.add(found(decodeURIComponent(id)).id);
      return new Response(null, { status: 204 });
    }
    throw new LumaError(404, 'Not Found');
  };

  const listed = (query: URLSearchParams, asked: Request): Json => {
    const whole = (name: string, fallback: number): number => {
      const value = Number(query.get(name) ?? fallback);
      return Number.isSafeInteger(value) && value >= 0 ? value : fallback;
    };
    const limit = whole('limit', 10);
    const offset = whole('offset', 0);
    const all = [...jobs.list()].reverse().filter(({ id }) => !deleted.has(id));
    const generations = all.slice(offset, offset + limit).map((entry) => write(entry, jobs, asked));
    return { has_more: all.length > offset + limit, count: generations.length, limit, offset, generations };
  };

  return async (asked) => {
    try {
      return serveMedia(asked) ?? (await answer(asked));
    } catch (error) {
      if (!(error instanceof LumaError)) throw error;
      return error.toResponse();
    }
  };
}
