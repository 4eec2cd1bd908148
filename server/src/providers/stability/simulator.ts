import { randomUUID } from 'node:crypto';
import type { Json } from '../../base/json.ts';
import type { Simulate } from '../../spec/provider.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { pause, sendJson, sendWhole } from '../_families/simulated/deliver.ts';
import { type FaultNames, readFaults } from '../_families/simulated/faults.ts';
import { createJobs } from '../_families/simulated/jobs.ts';
import { drawPicture } from '../_families/simulated/media/png.ts';
import { type Service, services } from './models.ts';

/** Stability's v2beta, as https://platform.stability.ai/docs/api-reference describes it. It draws PNG only. */

type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly seed: number;
};

const pace = { first: 20, next: 0 };
const mostPixels = 9_437_184;
const mostSeed = 4_294_967_294;
const presets = new Set([
  ...[
    'enhance',
    'anime',
    'photographic',
    'digital-art',
    'comic-book',
    'fantasy-art',
    'line-art',
    'analog-film',
  ],
  ...[
    'neon-punk',
    'isometric',
    'low-poly',
    'origami',
    'modeling-compound',
    'cinematic',
    '3d-model',
    'pixel-art',
  ],
  'tile-texture',
]);
const trigger = /\[refused\]/i;
const blurred = /\[unsafe\]/i;

class StabilityError extends Error {
  readonly status: number;
  readonly label: string;

  constructor(status: number, label: string, message: string) {
    super(message);
    this.status = status;
    this.label = label;
  }

  toResponse(): Response {
    const body = { id: randomUUID().replaceAll('-', ''), name: this.label, errors: [this.message] };
    return Response.json(body, { status: this.status });
  }
}

const bad = (message: string): StabilityError => new StabilityError(400, 'bad_request', message);
const moderated = (): StabilityError =>
  new StabilityError(
    403,
    'content_moderation',
    'Your request was flagged by our content moderation system, as a result your request was denied and you were not charged.',
  );

const answers: readonly (readonly [Parameters<FaultNames['has']>[0], () => StabilityError])[] = [
  ['401', () => new StabilityError(401, 'unauthorized', 'authorization: invalid or missing header value')],
  ['429', () => new StabilityError(429, 'rate_limit_exceeded', 'You have exceeded the rate limit')],
  ['500', () => new StabilityError(500, 'internal_error', 'An unexpected server error has occurred')],
  ['503', () => new StabilityError(503, 'service_unavailable', 'The service is overloaded')],
  ['refuse', moderated],
  ['error-200', () => new StabilityError(200, 'internal_error', 'An unexpected server error has occurred')],
];

type Asked = {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<string, Buffer>;
};

async function readForm(asked: Request): Promise<Asked> {
  if (!asked.headers.get('content-type')?.startsWith('multipart/form-data'))
    throw bad('content-type: must be multipart/form-data');
  const fields: Record<string, string> = {};
  const files = new Map<string, Buffer>();
  const form = await asked.formData().catch(() => {
    throw bad('body: the form cannot be read');
  });
  for (const [name, value] of form)
    if (typeof value === 'string') fields[name] = value;
    else files.set(name, Buffer.from(await value.arrayBuffer()));
  return { fields, files };
}

/** Fields that all services share. */
const shared = ['prompt', 'negative_prompt', 'seed', 'output_format', 'aspect_ratio', 'mode', 'model'];

function check({ fields, files }: Asked, service: Service): void {
  const known = [...shared, ...Object.keys(service.fields)];
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) throw bad(`${unknown}: unrecognized key`);
  for (const [name, needed] of Object.entries(service.fields))
    if (needed && !fields[name]) throw bad(`${name}: is required`);
  if (service.prompt === undefined && !fields['prompt']) throw bad('prompt: is required');
  if ((fields['prompt']?.length ?? 0) > 10_000) throw bad('prompt: cannot exceed 10000 characters');
  const seed = Number(fields['seed'] ?? 0);
  if (!Number.isInteger(seed) || seed < 0 || seed > mostSeed)
    throw bad(`seed: must be between 0 and ${mostSeed}`);
  const preset = fields['style_preset'];
  if (preset !== undefined && !presets.has(preset)) throw bad('style_preset: invalid enum value');
  const strength = fields['strength'];
  if (strength !== undefined && !(Number(strength) >= 0 && Number(strength) <= 1))
    throw bad('strength: must be between 0 and 1');
  if (!['png', 'jpeg', 'webp'].includes(fields['output_format'] ?? 'png'))
    throw bad('output_format: invalid enum value');
  const image = files.get('image');
  const needsImage = service.does === 'change' || fields['mode'] === 'image-to-image';
  if (needsImage && !image) throw bad('image: is required');
  if (image && fields['aspect_ratio'] && fields['mode'] === 'image-to-image')
    throw bad('aspect_ratio: cannot be used with image-to-image');
  if (image && service.does === 'generate-or-change' && strength === undefined)
    throw bad('strength: is required with an image');
  const mask = files.get('mask');
  if (mask && !sizeOf(mask)) throw bad('mask: is not an image');
}

function sizeFor({ fields, files }: Asked, service: Service): { width: number; height: number } {
  const image = files.get('image');
  const source = image && sizeOf(image);
  if (image && !source) throw bad('image: is not a PNG, JPEG or WebP file');
  if (source && source.width * source.height > mostPixels) throw bad('image: has too many pixels');
  if (source && !(service.ratio && fields['aspect_ratio'])) {
    const grow = (side: 'left' | 'right' | 'up' | 'down') => Number(fields[side] ?? 0);
    const times = service.path.includes('/upscale/') ? 4 : 1;
    return {
      width: Math.min(4096, (source.width + grow('left') + grow('right')) * times),
      height: Math.min(4096, (source.height + grow('up') + grow('down')) * times),
    };
  }
  const [, across, down] = /^(\d+):(\d+)$/.exec(fields['aspect_ratio'] ?? '1:1') ?? [];
  const ratio = Number(across) / Number(down);
  if (!(ratio > 0.4 && ratio < 2.4)) throw bad('aspect_ratio: invalid enum value');
  const step = (side: number) => Math.round(side / 64) * 64;
  return { width: step(1024 * Math.sqrt(ratio)), height: step(1024 / Math.sqrt(ratio)) };
}

export function createStabilitySimulator({ clock = Date.now, finishMs = 2500 } = {}): Simulate {
  const jobs = createJobs<Drawing>({ clock, finishMs });

  const write = (drawing: Drawing): Json => {
    const image = drawPicture(drawing).toString('base64');
    const finish_reason = blurred.test(drawing.text) ? 'CONTENT_FILTERED' : 'SUCCESS';
    return { image, finish_reason, seed: drawing.seed };
  };

  const show = (id: string): Response => {
    const entry = jobs.find(id);
    if (!entry) throw new StabilityError(404, 'not_found', 'id: no generation with this id');
    const { stage } = jobs.stageOf(entry);
    // A later answer has no other documented failure than the one of the content rules.
    if (stage === 'failed') return Response.json({ ...write(entry.job), finish_reason: 'CONTENT_FILTERED' });
    return stage === 'done'
      ? Response.json(write(entry.job))
      : Response.json({ id, status: 'in-progress' }, { status: 202 });
  };

  const answer = async (asked: Request): Promise<Response> => {
    const { pathname } = new URL(asked.url);
    if (!/^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? ''))
      throw new StabilityError(401, 'unauthorized', 'authorization: missing header value');
    if (asked.method === 'GET' && pathname === '/v1/user/balance') return Response.json({ credits: 1000 });
    const [, id] = /^\/v2beta\/results\/([\w-]+)$/.exec(pathname) ?? [];
    if (asked.method === 'GET' && id !== undefined) return show(id);
    const ofPath = Object.values(services).filter(({ path }) => path === pathname);
    if (asked.method !== 'POST' || ofPath.length === 0)
      throw new StabilityError(404, 'not_found', 'this endpoint does not exist');
    const faults = readFaults(asked.headers, bad);
    if (faults.has('timeout')) await pause(Infinity, asked.signal);
    for (const [name, make] of answers) if (faults.has(name)) throw make();
    if (faults.has('garbage'))
      return new Response('<!DOCTYPE html><title>It works!</title>', {
        headers: { 'content-type': 'text/html' },
      });
    const form = await readForm(asked);
    const service =
      ofPath.find(({ model }) => model === undefined || model === form.fields['model']) ?? ofPath[0]!;
    if (service.model !== undefined && form.fields['model'] && service.model !== form.fields['model'])
      throw bad('model: invalid enum value');
    check(form, service);
    const text = form.fields['prompt'] ?? '';
    if (trigger.test(text)) throw moderated();
    const seed = Number(form.fields['seed'] ?? 0) || Math.floor(Math.random() * mostSeed);
    const drawing = { text, seed, ...sizeFor(form, service) };
    if (service.later) {
      const entry = jobs.start(randomUUID().replaceAll('-', ''), drawing, faults);
      return sendJson({ id: entry.id }, {}, faults, pace, asked.signal);
    }
    if (faults.has('fail')) throw new StabilityError(500, 'internal_error', 'the generation failed');
    if (asked.headers.get('accept')?.includes('application/json'))
      return sendJson(write(drawing), {}, faults, pace, asked.signal);
    const headers = { 'content-type': 'image/png', 'finish-reason': 'SUCCESS', seed: String(seed) };
    return sendWhole(drawPicture(drawing), headers, faults, pace, asked.signal);
  };

  return async (asked) => {
    try {
      return await answer(asked);
    } catch (error) {
      if (!(error instanceof StabilityError)) throw error;
      return error.toResponse();
    }
  };
}
