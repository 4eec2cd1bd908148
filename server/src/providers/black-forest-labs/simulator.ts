import { randomUUID } from 'node:crypto';
import { type Json, numberIn, parseObject, textIn } from '../../base/json.ts';
import type { Simulate } from '../../spec/provider.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { pause, sendJson } from '../_families/simulated/deliver.ts';
import { type FaultNames, readFaults } from '../_families/simulated/faults.ts';
import { createJobs, type JobStage } from '../_families/simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../_families/simulated/media/serve.ts';
import { imageNames, measured } from './measure.ts';
import { fluxes } from './models.ts';

/** The API of Black Forest Labs, as https://docs.bfl.ai describes it. */

type Job = {
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
};

const pace = { first: 5, next: 0 };

class FluxError extends Error {
  readonly status: number;
  readonly detail: unknown;

  constructor(status: number, detail: unknown) {
    super('simulated');
    this.status = status;
    this.detail = detail;
  }
}

/** A field that is wrong, as FastAPI tells it. */
const invalid = (field: string, msg: string): FluxError =>
  new FluxError(422, [{ loc: ['body', field], msg, type: 'value_error' }]);

const answers: readonly (readonly [Parameters<FaultNames['has']>[0], () => FluxError])[] = [
  ['401', () => new FluxError(403, 'Not authenticated - Invalid API key')],
  ['429', () => new FluxError(429, 'Too many active tasks')],
  ['500', () => new FluxError(500, 'Internal Server Error')],
  ['503', () => new FluxError(503, 'Service overloaded')],
  ['error-200', () => new FluxError(200, 'Internal Server Error')],
];

/** Ends of a job by the prompt: what the content rules hold back, before and after it was drawn. */
const refusedPrompt = /\[refused\]/i;
const refusePicture = /\[unsafe\]/i;

const stages: Readonly<Record<JobStage, string>> = {
  queued: 'Pending',
  running: 'Pending',
  done: 'Ready',
  failed: 'Error',
  cancelled: 'Error',
};

function whole(body: Json, field: string, least: number, most: number, step: number): number | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  const number = numberIn(value);
  if (number === undefined || !Number.isInteger(number))
    throw invalid(field, 'Input should be a valid integer');
  if (number < least) throw invalid(field, `Input should be greater than or equal to ${least}`);
  if (number > most) throw invalid(field, `Input should be less than or equal to ${most}`);
  if (number % step !== 0) throw invalid(field, `Input should be a multiple of ${step}`);
  return number;
}

/** The size of a picture that goes in; undefined for an address. */
function pictureIn(body: Json, field: string): { width: number; height: number } | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '') throw invalid(field, 'Input should be a valid string');
  if (/^https?:\/\//.test(value)) return undefined;
  const size = sizeOf(Buffer.from(value, 'base64'));
  if (!size) throw invalid(field, 'Could not decode the image');
  return size;
}

function readJob(model: string, body: Json): Job {
  const flux = fluxes[model];
  if (!flux) throw new FluxError(404, 'Not Found');
  const prompt = textIn(body['prompt']) ?? '';
  const names = imageNames(flux);
  const pictures = names.map((name) => pictureIn(body, name));
  const [name = ''] = names;
  if (flux.needsImage && body[name] === undefined) throw invalid(name, 'Field required');
  if (prompt === '' && !flux.needsImage) throw invalid('prompt', 'Field required');
  const mask = flux.mask ? pictureIn(body, 'mask') : undefined;
  if (mask && (mask.width !== pictures[0]?.width || mask.height !== pictures[0]?.height))
    throw invalid('mask', 'The mask must have the size of the image');
  whole(body, 'safety_tolerance', 0, 6, 1);
  const format = body['output_format'] ?? 'jpeg';
  if (format !== 'jpeg' && format !== 'png')
    throw invalid('output_format', "Input should be 'jpeg' or 'png'");
  const seed = whole(body, 'seed', 0, 2 ** 32, 1) ?? Math.floor(Math.random() * 2 ** 31);
  return { prompt, seed, ...sizeFor(body, flux.more !== undefined, flux.shape, pictures[0]) };
}

function sizeFor(
  body: Json,
  isFlux2: boolean,
  shape: 'pixels' | 'ratio' | undefined,
  picture: { width: number; height: number } | undefined,
): { width: number; height: number } {
  if (shape === 'ratio') {
    const asked = textIn(body['aspect_ratio']);
    const [, across, down] = /^(\d+):(\d+)$/.exec(asked ?? '1:1') ?? [];
    const ratio = Number(across) / Number(down);
    if (!(ratio >= 9 / 21 - 1e-9 && ratio <= 21 / 9 + 1e-9))
      throw invalid('aspect_ratio', 'The aspect ratio must be between 21:9 and 9:21');
    const step = (side: number) => Math.round(side / 16) * 16;
    return { width: step(1024 * Math.sqrt(ratio)), height: step(1024 / Math.sqrt(ratio)) };
  }
  const most = isFlux2 ? 4096 : 1440;
  const least = isFlux2 ? 64 : 256;
  const step = isFlux2 ? 16 : 32;
  const width = whole(body, 'width', least, most, step) ?? picture?.width ?? 1024;
  const height = whole(body, 'height', least, most, step) ?? picture?.height ?? (isFlux2 ? 1024 : 768);
  if (width * height > 4 * 1024 * 1024) throw invalid('width', 'At most 4 megapixels');
  return { width, height };
}

export function createFluxSimulator({ clock = Date.now, finishMs = 2500 } = {}): Simulate {
  const jobs = createJobs<Job>({ clock, finishMs });

  const show = (id: string, asked: Request): Response => {
    const entry = jobs.find(id);
    if (!entry) return Response.json({ id, status: 'Task not found', result: null }, { status: 404 });
    const { stage, progress } = jobs.stageOf(entry);
    const { prompt, seed, ...size } = entry.job;
    const base = { id, status: stages[stage], result: null, progress: progress / 100 };
    if (stage === 'failed')
      return Response.json({ ...base, details: { error: 'The picture could not be made' } });
    const moderated = refusedPrompt.test(prompt)
      ? 'Request Moderated'
      : refusePicture.test(prompt)
        ? 'Content Moderated'
        : undefined;
    if (stage !== 'done') return Response.json(base);
    if (moderated)
      return Response.json({ ...base, status: moderated, details: { 'Moderation Reasons': ['Violence'] } });
    const sample = mediaUrl(asked, mediaPath({ kind: 'picture', ...size, text: prompt, seed }));
    const result = {
      sample,
      prompt,
      seed,
      start_time: entry.startedAt / 1000,
      end_time: entry.endsAt / 1000,
    };
    return Response.json({ ...base, result });
  };

  const answer = async (asked: Request): Promise<Response> => {
    const url = new URL(asked.url);
    if (!asked.headers.get('x-key')) throw new FluxError(403, 'Not authenticated');
    if (asked.method === 'GET' && url.pathname === '/v1/credits') return Response.json({ credits: 1000 });
    if (asked.method === 'GET' && url.pathname === '/v1/get_result')
      return show(url.searchParams.get('id') ?? '', asked);
    const [, model] = /^\/v1\/([\w.-]+)$/.exec(url.pathname) ?? [];
    if (asked.method !== 'POST' || model === undefined) throw new FluxError(404, 'Not Found');
    const faults = readFaults(asked.headers, (message) => new FluxError(400, message));
    if (faults.has('timeout')) await pause(Infinity, asked.signal);
    for (const [name, make] of answers) if (faults.has(name)) throw make();
    if (faults.has('garbage'))
      return new Response('<!DOCTYPE html><title>It works!</title>', {
        headers: { 'content-type': 'text/html' },
      });
    const body = parseObject(await asked.text());
    if (!body) throw invalid('body', 'JSON decode error');
    if (faults.has('refuse')) throw invalid('prompt', 'The prompt is not allowed');
    const job = readJob(model, body);
    const { id } = jobs.start(randomUUID(), job, faults);
    const { usage, facts } = measured(model, { ...body, width: job.width, height: job.height });
    const { credits = 0, more = 0 } = fluxes[model] ?? {};
    const made = Number(facts['output_megapixels'] ?? 1);
    return sendJson(
      {
        id,
        polling_url: mediaUrl(asked, `/v1/get_result?id=${id}`),
        cost: credits + more * (usage.megapixels ?? 0),
        input_mp: (usage.megapixels ?? 0) - (made - 1),
        output_mp: made,
      },
      {},
      faults,
      pace,
      asked.signal,
    );
  };

  return async (asked) => {
    try {
      return serveMedia(asked) ?? (await answer(asked));
    } catch (error) {
      if (!(error instanceof FluxError)) throw error;
      return Response.json({ detail: error.detail }, { status: error.status });
    }
  };
}
