import { randomUUID } from 'node:crypto';
import { isObject, type Json, objectsIn, parseObject, textIn } from '../../../../base/json.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import type { Facts } from '../../../../spec/usage.ts';
import { sendJson } from '../../simulated/deliver.ts';
import { readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { creditsPerUnit, leastSeconds } from '../credits.ts';
import { actions, gen4Ratios, limits, measured, secondsIn } from '../measure.ts';
import { version } from '../port.ts';
import { faultAnswer, RunwayError, refuse } from './errors.ts';

/** A task of the simulated account. */
type Task = {
  readonly action: string;
  readonly model: string;
  readonly prompt: string;
  readonly ratio: string;
  readonly seconds: number;
  readonly count: number;
  readonly sound: boolean;
  readonly credits: number;
};

/** Length of the films that the simulator pretends to have been given. */
const secondsOfUpload = 6;
const pace = { first: 5, next: 0 };
const longestLink = 2048;
const seedLimit = 4_294_967_295;

const pictures: Readonly<Record<string, RegExp>> = {
  image: /^data:image\/(?:png|jpe?g|webp);base64,/i,
  video: /^data:video\//i,
};

/** A medium by https, by an upload's name, or in the request itself. */
function needMedia(value: unknown, field: string, kind: string): void {
  const uri = textIn(value) ?? refuse('Required', field);
  if (/^data:/i.test(uri)) {
    if (!pictures[kind]?.test(uri)) refuse(`Invalid ${kind} data URI`, field);
  } else if (!/^(https|runway):\/\//i.test(uri))
    refuse('Only HTTPS URLs, data URIs and Runway uploads are allowed', field);
  else if (uri.length > longestLink) refuse(`URLs may have ${longestLink} characters`, field);
}

function needPromptImage(value: unknown, model: string): void {
  if (typeof value === 'string') {
    needMedia(value, 'promptImage', 'image');
    return;
  }
  const frames = objectsIn(value);
  if (frames.length === 0) refuse('Required', 'promptImage');
  for (const frame of frames) {
    needMedia(frame['uri'], 'promptImage', 'image');
    const position = textIn(frame['position']) ?? 'first';
    const known = model.startsWith('gen4') ? ['first'] : ['first', 'last'];
    if (!known.includes(position)) refuse(`position must be ${known.join(' or ')}`, 'promptImage');
  }
}

/** What each path needs beside a model. */
const needs: Readonly<Record<string, (body: Json, model: string) => void>> = {
  image_to_video: (body, model) => needPromptImage(body['promptImage'], model),
  text_to_video: (body) => void (textIn(body['promptText']) ?? refuse('Required', 'promptText')),
  video_to_video: (body, model) => {
    const field = model.startsWith('seedance') ? 'promptVideo' : 'videoUri';
    needMedia(body[field], field, 'video');
  },
  character_performance: (body) => {
    for (const field of ['character', 'reference']) {
      const one = body[field];
      if (!isObject(one)) return refuse('Required', field);
      needMedia(one['uri'], `${field}.uri`, one['type'] === 'image' ? 'image' : 'video');
    }
  },
  video_upscale: (body) => needMedia(body['videoUri'], 'videoUri', 'video'),
  text_to_image: (body) => void (textIn(body['promptText']) ?? refuse('Required', 'promptText')),
};

function checkPlain(body: Json, action: string, model: string): void {
  const prompt = body['promptText'];
  if (prompt !== undefined && (typeof prompt !== 'string' || prompt.length > 1000))
    refuse('String must contain at most 1000 character(s)', 'promptText');
  const seed = body['seed'];
  if (seed !== undefined && !(Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) <= seedLimit))
    refuse(`Number must be from 0 to ${seedLimit}`, 'seed');
  if ('watermark' in body) refuse("Unrecognized key: 'watermark'", 'watermark');
  if (model === 'gen4.5' && body['duration'] === undefined) refuse('Required', 'duration');
  if (body['duration'] !== undefined && body['duration'] !== 'auto' && typeof body['duration'] !== 'number')
    refuse('Expected number', 'duration');
  const ratio = textIn(body['ratio']);
  const isOpen =
    action === 'video_to_video' || action === 'video_upscale' || action === 'character_performance';
  if (ratio === undefined && !isOpen && !model.startsWith('seedance')) refuse('Required', 'ratio');
  const known = limits[model]?.ratios ?? [];
  if (ratio !== undefined && known.length > 0 && !known.includes(ratio))
    refuse(`Invalid enum value. Expected ${known.join(' | ')}`, 'ratio');
}

/** What a new task is asked to be. Throws RunwayError as the API refuses. */
function readRequest(action: string, body: Json): Task {
  const model = textIn(body['model']) ?? refuse('Required', 'model');
  const known = limits[model];
  if (known === undefined || !known.actions.includes(action))
    return refuse(`Invalid discriminator value for ${action}`, 'model');
  checkPlain(body, action, model);
  needs[action]?.(body, model);
  let asked: { usage: { images?: number; seconds?: number }; facts: Facts };
  try {
    asked = measured(action, body, model);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'Invalid', 'body');
  }
  const { usage, facts } = asked;
  const named = known.seconds === undefined ? undefined : (secondsIn(body) ?? known.usual);
  const seconds = named ?? secondsOfUpload;
  const each = creditsPerUnit(model, facts) ?? 0;
  const units = usage.images ?? Math.max(seconds, leastSeconds(model, facts));
  return {
    action,
    model,
    prompt: textIn(body['promptText']) ?? '',
    ratio: textIn(body['ratio']) ?? gen4Ratios[0],
    seconds,
    count: usage.images ?? 1,
    sound: facts['audio'] === true || (model.startsWith('seedance') && body['audio'] !== false),
    credits: Math.round(units * each * 1e4) / 1e4,
  };
}

/** The links of what a task made. They hold a time, as real ones do: each look gives fresh ones. */
function outputOf(task: Task, asked: Request, now: number): readonly string[] {
  const [width = 1280, height = 720] = task.ratio.split(':').map(Number);
  const text = task.prompt;
  return Array.from({ length: task.count }, (_, index) => {
    const path =
      task.action === 'text_to_image'
        ? mediaPath({ kind: 'picture', width, height, text, seed: index })
        : mediaPath({ kind: 'film', width, height, seconds: task.seconds, text, sound: task.sound });
    return mediaUrl(asked, `${path}&_jwt=${now.toString(36)}`);
  });
}

/** The task object. */
function write(entry: JobEntry<Task>, jobs: Jobs<Task>, asked: Request, now: number): Json {
  const { id, job, startedAt } = entry;
  const { stage, progress } = jobs.stageOf(entry);
  const base = { id, createdAt: new Date(startedAt).toISOString() };
  const estimatedCost = { credits: job.credits };
  if (stage === 'queued') return { ...base, status: 'PENDING', estimatedCost };
  if (stage === 'running') return { ...base, status: 'RUNNING', progress: progress / 100, estimatedCost };
  if (stage === 'failed')
    return {
      ...base,
      status: 'FAILED',
      failure: 'An unexpected error occurred.',
      failureCode: 'INTERNAL.BAD_OUTPUT.CODE01',
      cost: { credits: 0 },
    };
  return { ...base, status: 'SUCCEEDED', output: outputOf(job, asked, now), cost: { credits: job.credits } };
}

/** Runway's developer API, as docs.dev.runwayml.com and @runwayml/sdk 4.20 describe it. */
export function createRunwaySimulator({ clock = Date.now, finishMs = 3000, prefix = '' } = {}): Simulate {
  const jobs = createJobs<Task>({ clock, finishMs });
  /** Cancelled and deleted tasks are never found again. */
  const gone = new Set<string>();
  const used = new Map<string, number>();
  const found = (id: string): JobEntry<Task> => {
    const entry = gone.has(id) ? undefined : jobs.find(id);
    if (entry === undefined) throw new RunwayError(404, 'Not found');
    return entry;
  };

  const answer = async (asked: Request): Promise<Response> => {
    const { pathname } = new URL(asked.url);
    const path = pathname.startsWith(`${prefix}/v1/`) ? pathname.slice(prefix.length + 4) : '';
    if (!/^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? ''))
      throw new RunwayError(401, 'Unauthorized');
    if (asked.headers.get('x-runway-version') !== version['x-runway-version'])
      throw new RunwayError(400, 'X-Runway-Version must be a version of this API');
    const faults = readFaults(asked.headers, (message) => new RunwayError(400, message));
    const broken = await faultAnswer(faults, asked.signal);
    if (broken) return broken;
    const [, id] = /^tasks\/([^/]+)$/.exec(path) ?? [];
    if (id !== undefined && asked.method === 'GET')
      return Response.json(write(found(decodeURIComponent(id)), jobs, asked, clock()));
    if (id !== undefined && asked.method === 'DELETE') {
      const entry = found(decodeURIComponent(id));
      jobs.cancel(entry.id);
      gone.add(entry.id);
      return new Response(null, { status: 204 });
    }
    if (path === 'organization' && asked.method === 'GET') return Response.json(organization(used));
    if (!(actions as readonly string[]).includes(path)) throw new RunwayError(404, 'Not found');
    if (asked.method !== 'POST') throw new RunwayError(405, 'Method not allowed');
    const body = parseObject(await asked.text());
    if (body === undefined) throw new RunwayError(400, 'Invalid JSON');
    const task = readRequest(path, body);
    used.set(task.model, (used.get(task.model) ?? 0) + 1);
    const entry = jobs.start(randomUUID(), task, faults);
    const made = { id: entry.id, estimatedCost: { credits: task.credits } };
    return sendJson(made, {}, faults, pace, asked.signal);
  };

  return async (asked) => {
    try {
      return serveMedia(asked) ?? (await answer(asked));
    } catch (error) {
      if (!(error instanceof RunwayError)) throw error;
      return error.toResponse();
    }
  };
}

const organization = (used: ReadonlyMap<string, number>): Json => ({
  creditBalance: 250_000,
  tier: {
    maxMonthlyCreditSpend: 1_000_000,
    models: Object.fromEntries(
      Object.keys(limits).map((model) => [model, { maxConcurrentGenerations: 5, maxDailyGenerations: 1000 }]),
    ),
  },
  usage: {
    models: Object.fromEntries([...used].map(([model, count]) => [model, { dailyGenerations: count }])),
  },
});
