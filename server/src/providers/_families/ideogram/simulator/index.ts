import type { Json } from '../../../../base/json.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { sizeOf } from '../../picture-files/size.ts';
import { sendJson } from '../../simulated/deliver.ts';
import { readFaults } from '../../simulated/faults.ts';
import { hashOf } from '../../simulated/media/font.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { faultAnswer, IdeogramError, unsafe } from './errors.ts';
import {
  type Asked,
  checkLegacy,
  checkMask,
  checkV3,
  neededFile,
  neededText,
  objectField,
  readAsked,
  wholeIn,
} from './read.ts';

const pace = { first: 20, next: 0 };
const mostInFlight = 10;
const trigger = /\[refused\]/i;
/** In a prompt: the last picture of the answer is held back by the safety check. */
const partlyUnsafe = /\[unsafe\]/i;

/** What is drawn. `seed` absent: each time another. */
type Drawing = {
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly seed?: number | undefined;
  readonly style?: string;
  readonly upscaled?: true;
};

/** About a megapixel in a ratio, sides in steps of 32. */
function sizeFor(ratio: number): { width: number; height: number } {
  const step = (side: number) => Math.round(side / 32) * 32;
  return { width: step(1024 * Math.sqrt(ratio)), height: step(1024 / Math.sqrt(ratio)) };
}

function shapeOf(fields: Json, source: Buffer | undefined): { width: number; height: number } {
  const [, width, height] = /^(?:RESOLUTION_)?(\d+)[x_](\d+)$/.exec(String(fields['resolution'] ?? '')) ?? [];
  if (width !== undefined) return { width: Number(width), height: Number(height) };
  const [, across, down] = /^(?:ASPECT_)?(\d+)[x_](\d+)$/.exec(String(fields['aspect_ratio'] ?? '')) ?? [];
  if (across !== undefined) return sizeFor(Number(across) / Number(down));
  const size = source && sizeOf(source);
  return size ? sizeFor(Math.min(3, Math.max(1 / 3, size.width / size.height))) : sizeFor(1);
}

function write({ prompt, count, seed, style, upscaled, ...size }: Drawing, asked: Request): Json {
  if (trigger.test(prompt)) throw unsafe();
  const first = seed ?? Math.floor(Math.random() * 2 ** 31);
  const data = Array.from({ length: count }, (_, index) => {
    const own = seed ?? (first + index) % 2 ** 31;
    const isSafe = !(partlyUnsafe.test(prompt) && index === count - 1);
    const path = mediaPath({ kind: 'picture', ...size, text: prompt, seed: hashOf(`${own} ${index}`) });
    return {
      prompt,
      resolution: `${size.width}x${size.height}`,
      ...(upscaled ? { upscaled_resolution: `${size.width}x${size.height}` } : {}),
      is_image_safe: isSafe,
      seed: own,
      url: isSafe ? mediaUrl(asked, path) : null,
      style_type: style ?? 'GENERAL',
    };
  });
  return { created: new Date().toISOString(), data };
}

function drawV3(part: string, asked: Asked): Drawing {
  checkV3(asked);
  const { fields } = asked;
  const source = part === 'generate' ? undefined : neededFile(asked, 'image');
  if (part === 'edit') checkMask(source!, neededFile(asked, 'mask'));
  if (part === 'reframe') neededText(fields, 'resolution');
  const prompt = part === 'reframe' ? 'reframed' : neededText(fields, 'prompt');
  const style = fields['style_type'];
  return {
    prompt,
    ...shapeOf(fields, source),
    count: wholeIn(fields, 'num_images', 1, 8) ?? 1,
    seed: wholeIn(fields, 'seed', 0, 2 ** 31 - 1),
    ...(typeof style === 'string' && style !== 'AUTO' ? { style } : {}),
  };
}

function drawLegacy(request: Json, source: Buffer | undefined, upscaled: boolean): Drawing {
  checkLegacy(request);
  const style = request['style_type'];
  const shape = shapeOf(request, source);
  const times = upscaled ? 2 : 1;
  return {
    prompt: upscaled ? String(request['prompt'] ?? '') : neededText(request, 'prompt'),
    width: shape.width * times,
    height: shape.height * times,
    count: wholeIn(request, 'num_images', 1, 8) ?? 1,
    seed: wholeIn(request, 'seed', 0, 2 ** 31 - 1),
    ...(typeof style === 'string' ? { style } : {}),
    ...(upscaled ? { upscaled: true } : {}),
  };
}

const v3 = /^\/v1\/ideogram-v3\/(generate|edit|inpaint|remix|reframe|replace-background)$/;

/**
 * Ideogram's API. `prefix`, `bearer`: as gateways have it. `lacksEdit`: a host that has the newer name of the edit only.
 */
export function createIdeogramSimulator({ prefix = '', bearer = false, lacksEdit = false } = {}): Simulate {
  let inFlight = 0;

  const draw = async (path: string, asked: Request): Promise<Json> => {
    const [, part] = v3.exec(path) ?? [];
    if (part !== undefined && !(part === 'edit' && lacksEdit)) {
      const name = part === 'inpaint' ? 'edit' : part;
      return write(drawV3(name, await readAsked(asked, name === 'generate' ? 'both' : 'form')), asked);
    }
    if (path === '/generate') {
      const { fields } = await readAsked(asked, 'json');
      return write(drawLegacy(objectField(fields, 'image_request'), undefined, false), asked);
    }
    if (path === '/remix' || path === '/upscale') {
      const form = await readAsked(asked, 'form');
      const source = neededFile(form, 'image_file');
      const request = objectField(form.fields, 'image_request');
      wholeIn(request, 'image_weight', 1, 100);
      wholeIn(request, 'resemblance', 1, 100);
      wholeIn(request, 'detail', 1, 100);
      return write(drawLegacy(request, source, path === '/upscale'), asked);
    }
    if (path === '/describe') {
      const form = await readAsked(asked, 'form');
      const size = sizeOf(neededFile(form, 'image_file'));
      const text = `A simulated description of a picture of ${size?.width} x ${size?.height} pixels.`;
      return { descriptions: [{ text }] };
    }
    throw new IdeogramError(404, 'Not found');
  };

  const answer = async (asked: Request): Promise<Response> => {
    const { pathname } = new URL(asked.url);
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '';
    const key = bearer
      ? /^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? '')
      : (asked.headers.get('api-key') ?? '') !== '';
    // The reference lists 403 for these two, 401 for the others.
    if (!key) throw new IdeogramError(path === '/remix' || path === '/upscale' ? 403 : 401, 'Not authorized');
    if (asked.method !== 'POST') throw new IdeogramError(404, 'Not found');
    const faults = readFaults(asked.headers, (message) => new IdeogramError(400, message));
    const broken = await faultAnswer(faults, asked.signal);
    if (broken) return broken;
    if (inFlight >= mostInFlight) throw new IdeogramError(429, 'Too many requests in flight');
    inFlight++;
    try {
      return await sendJson(await draw(path, asked), {}, faults, pace, asked.signal);
    } finally {
      inFlight--;
    }
  };

  return async (asked) => {
    try {
      return serveMedia(asked) ?? (await answer(asked));
    } catch (error) {
      if (!(error instanceof IdeogramError)) throw error;
      return error.toResponse();
    }
  };
}
