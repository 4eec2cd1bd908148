import { randomUUID } from 'node:crypto';
import { booleanIn, type Json, parseObject, textIn, textsIn } from '../../../../base/json.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { sendJson } from '../../simulated/deliver.ts';
import { readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { ratioIn, sizeOf } from '../measure.ts';
import { faultAnswer, LumaError } from './errors.ts';

/** The form in which gateways of this family sell Luma, under `/luma`. */

type Film = { readonly prompt: string; readonly ratio: string; readonly resolution: string };

const states = {
  queued: 'pending',
  running: 'processing',
  done: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

function write(entry: JobEntry<Film>, jobs: Jobs<Film>, asked: Request): Json {
  const { id, job, startedAt } = entry;
  const { stage } = jobs.stageOf(entry);
  const created_at = new Date(startedAt).toISOString();
  const base = { id, prompt: '', state: states[stage], created_at };
  if (stage === 'failed') return { ...base, failure_reason: 'the generation failed' };
  if (stage !== 'done')
    return {
      ...base,
      ...{ queue_state: null, batch_id: '', video: null, video_raw: null, liked: null },
      ...{ estimate_wait_seconds: null, thumbnail: null, last_frame: null },
    };
  const size = sizeOf(job.resolution, job.ratio);
  const text = job.prompt;
  const film = mediaUrl(asked, mediaPath({ kind: 'film', ...size, seconds: 5, text }));
  const picture = mediaUrl(asked, mediaPath({ kind: 'picture', ...size, text }));
  const parts = {
    video: { url: film, download_url: film, ...size },
    video_raw: { url: film, ...size, duration: 5.041667, media_type: 'video' },
    thumbnail: { url: picture, ...size, media_type: 'image', palette: null },
    last_frame: { url: picture, ...size, media_type: 'image', palette: null },
  };
  return {
    ...base,
    request: { prompt: job.prompt, aspect_ratio: job.ratio },
    ...parts,
    artifact: { ...parts, created_at: '0001-01-01T00:00:00Z' },
    failure_reason: null,
  };
}

/** `asList`: a new generation is answered as a list of one, as some of these gateways do. */
export function createLumaRelaySimulator({
  clock = Date.now,
  finishMs = 3000,
  prefix = '/luma',
  asList = false,
} = {}): Simulate {
  const jobs = createJobs<Film>({ clock, finishMs });
  const answer = async (asked: Request): Promise<Response> => {
    const { pathname } = new URL(asked.url);
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '';
    if (!/^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? ''))
      throw new LumaError(401, 'Invalid API key is provided');
    const faults = readFaults(asked.headers, (message) => new LumaError(400, message));
    const broken = await faultAnswer(faults, asked.signal);
    if (broken) return broken;
    const [, id, part] = /^\/generations(?:\/([^/]+)(?:\/(extend))?)?$/.exec(path) ?? [];
    const body = asked.method === 'POST' ? (parseObject(await asked.text()) ?? {}) : {};
    if (asked.method === 'POST' && path === '/tasks')
      return Response.json(
        textsIn(body['ids']).flatMap((one) => {
          const entry = jobs.find(one);
          return entry ? [write(entry, jobs, asked)] : [];
        }),
      );
    const parent = id === undefined ? undefined : jobs.find(id);
    if (id !== undefined && parent === undefined) throw new LumaError(404, 'generation not found');
    if (asked.method === 'GET' && parent) return Response.json(write(parent, jobs, asked));
    if (asked.method !== 'POST' || (parent !== undefined && part === undefined))
      throw new LumaError(404, 'Not Found');
    if (parent && jobs.stageOf(parent).stage !== 'done')
      throw new LumaError(400, 'the generation is not completed');
    const prompt = textIn(body['user_prompt']) ?? '';
    if (prompt === '' && textIn(body['image_url']) === undefined)
      throw new LumaError(400, 'user_prompt is required');
    if (body['loop'] !== undefined && booleanIn(body['loop']) === undefined)
      throw new LumaError(400, 'loop must be true or false');
    const film: Film = parent?.job ?? {
      prompt,
      ratio: ratioIn(body) ?? '16:9',
      resolution: textIn(body['resolution']) ?? '720p',
    };
    const made = write(jobs.start(randomUUID(), { ...film, prompt }, faults), jobs, asked);
    return sendJson(asList ? [made] : made, {}, faults, { first: 5, next: 0 }, asked.signal);
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
