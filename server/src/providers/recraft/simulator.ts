import { type Json, type JsonDraft, objectIn, parseObject } from '../../base/json.ts';
import type { Simulate } from '../../spec/provider.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { pause, sendJson } from '../_families/simulated/deliver.ts';
import { type FaultNames, readFaults } from '../_families/simulated/faults.ts';
import { mediaPath, mediaUrl, serveMedia } from '../_families/simulated/media/serve.ts';
import { drawers, isVector, tools } from './models.ts';
import { longestPrompt, sizes } from './sizes.ts';

/** Recraft's API, as https://www.recraft.ai/docs/api-reference describes it. */

const pace = { first: 20, next: 0 };
const vectorPath = '/_vector/picture.svg';
const trigger = /\[refused\]/i;

class RecraftError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const bad = (message: string): RecraftError => new RecraftError(400, 'invalid_request_parameter', message);
const refused = (): RecraftError =>
  new RecraftError(400, 'invalid_request_parameter', 'The prompt is not allowed by the content policy');

const answers: readonly (readonly [Parameters<FaultNames['has']>[0], () => RecraftError])[] = [
  ['401', () => new RecraftError(401, 'unauthorized', 'Unauthorized')],
  ['429', () => new RecraftError(429, 'rate_limit_exceeded', 'Too many requests')],
  ['500', () => new RecraftError(500, 'internal_error', 'Internal server error')],
  ['503', () => new RecraftError(503, 'overloaded', 'The service is overloaded')],
  ['fail', () => new RecraftError(500, 'internal_error', 'Image generation failed')],
  ['refuse', refused],
  ['error-200', () => new RecraftError(200, 'internal_error', 'Image generation failed')],
];

type Asked = { readonly fields: Json; readonly files: ReadonlyMap<string, Buffer> };

async function readForm(asked: Request): Promise<Asked> {
  const fields: JsonDraft = {};
  const files = new Map<string, Buffer>();
  const form = await asked.formData().catch(() => {
    throw bad('the form cannot be read');
  });
  for (const [name, value] of form)
    if (typeof value === 'string') fields[name] = value;
    else files.set(name, Buffer.from(await value.arrayBuffer()));
  return { fields, files };
}

function picture({ files }: Asked, name: string): { width: number; height: number } {
  const file = files.get(name);
  if (!file) throw bad(`${name} is required`);
  const size = sizeOf(file);
  if (!size) throw bad(`${name} is not a PNG, JPG or WEBP file`);
  return size;
}

const countOf = (fields: Json): number => {
  const count = Number(fields['n'] ?? 1);
  if (!Number.isInteger(count) || count < 1 || count > 6) throw bad('n must be between 1 and 6');
  return count;
};

/** The model and the prompt of a request, by their rules. */
function drawerOf(fields: Json): { model: string; prompt: string } {
  const model = String(fields['model'] ?? 'recraftv4_1');
  const drawer = drawers[model];
  if (!drawer) throw bad(`unknown model ${model}`);
  const prompt = String(fields['prompt'] ?? '');
  if (prompt === '') throw bad('prompt is required');
  if (Buffer.byteLength(prompt) > longestPrompt[drawer.family]) throw bad('the prompt is too long');
  if (fields['negative_prompt'] !== undefined && drawer.family !== 'v3')
    throw bad('negative_prompt is not supported by this model');
  if (!['url', 'b64_json', 'multipart', undefined].includes(fields['response_format'] as string | undefined))
    throw bad('response_format must be url, b64_json or multipart');
  if (trigger.test(prompt)) throw refused();
  return { model, prompt };
}

/** Width and height of the size, or of the ratio, that a request names. */
function sizeFor(fields: Json, model: string): { width: number; height: number } {
  const known = sizes[drawers[model]!.family];
  const asked = String(fields['size'] ?? '1:1');
  const size = known[asked] ?? Object.values(known).find((one) => one === asked);
  if (size === undefined) throw bad(`size ${asked} is not supported by ${model}`);
  const [width = 1024, height = 1024] = size.split('x').map(Number);
  return { width, height };
}

const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`).slice(0, 300);

function vector(url: URL): Response {
  const side = (name: string) =>
    Math.min(4096, Math.max(1, Math.round(Number(url.searchParams.get(name)) || 1024)));
  const [width, height] = [side('w'), side('h')];
  const text = escaped(url.searchParams.get('t') ?? '');
  return new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<rect width="100%" height="100%" fill="#4a7fb5"/><text x="24" y="64" font-size="32" fill="#fff">${text}</text></svg>`,
    { headers: { 'content-type': 'image/svg+xml' } },
  );
}

export function createRecraftSimulator(): Simulate {
  const place = (
    asked: Request,
    isSvg: boolean,
    width: number,
    height: number,
    text: string,
    seed: number,
  ) => {
    const query = new URLSearchParams({ w: String(width), h: String(height), t: text.slice(0, 300) });
    return mediaUrl(
      asked,
      isSvg ? `${vectorPath}?${query}` : mediaPath({ kind: 'picture', width, height, text, seed }),
    );
  };

  const draw = (asked: Request, fields: Json, size: { width: number; height: number } | undefined): Json => {
    const { model, prompt } = drawerOf(fields);
    const { width, height } = size ?? sizeFor(fields, model);
    const count = countOf(fields);
    const seed = Number(fields['random_seed'] ?? Math.floor(Math.random() * 2 ** 31));
    return {
      created: Math.floor(Date.now() / 1000),
      credits: Math.round(Number(drawers[model]!.usd) * 1000 * count),
      data: Array.from({ length: count }, (_, index) => ({
        image_id: crypto.randomUUID(),
        url: place(asked, isVector(model), width, height, prompt, seed + index),
      })),
    };
  };

  const answerTo = async (asked: Request, path: string): Promise<Json> => {
    if (path === '/v1/images/generations') {
      const fields = parseObject(await asked.text());
      if (!fields) throw bad('the body is not a JSON object');
      if (fields['controls'] !== undefined && !objectIn(fields['controls']))
        throw bad('controls must be an object');
      return draw(asked, fields, undefined);
    }
    const [tool, about] = Object.entries(tools).find(([, one]) => one.path === path) ?? [];
    const form = await readForm(asked);
    if (tool !== undefined && about) {
      const { width, height } = picture(form, 'file');
      const times = tool.includes('upscale') ? 2 : 1;
      const url = place(asked, isVector(tool), width * times, height * times, tool, 1);
      return {
        created: Math.floor(Date.now() / 1000),
        credits: Math.round(Number(about.usd) * 1000),
        image: { image_id: crypto.randomUUID(), url },
      };
    }
    if (path !== '/v1/images/imageToImage' && path !== '/v1/images/inpaint')
      throw new RecraftError(404, 'not_found', 'Not found');
    const { fields } = form;
    const size = picture(form, 'image');
    const model = String(fields['model'] ?? 'recraftv4_1');
    if (path.endsWith('inpaint')) {
      const mask = picture(form, 'mask');
      if (mask.width !== size.width || mask.height !== size.height)
        throw bad('the mask must have the size of the image');
      if (!drawers[model]?.inpaints) throw bad('this model does not support inpainting');
    } else {
      const strength = Number(fields['strength'] ?? 'none');
      if (!(strength >= 0 && strength <= 1)) throw bad('strength must be between 0 and 1');
      if (!drawers[model]?.changes) throw bad('this model does not support image to image');
    }
    return draw(asked, fields, size);
  };

  const answer = async (asked: Request): Promise<Response> => {
    const url = new URL(asked.url);
    if (url.pathname === vectorPath) return vector(url);
    if (!/^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? ''))
      throw new RecraftError(401, 'unauthorized', 'Unauthorized');
    if (asked.method === 'GET' && url.pathname === '/v1/users/me')
      return Response.json({ id: 'user', name: 'Simulated', email: 'user@example.com', credits: 1000 });
    if (asked.method !== 'POST') throw new RecraftError(404, 'not_found', 'Not found');
    const faults = readFaults(asked.headers, bad);
    if (faults.has('timeout')) await pause(Infinity, asked.signal);
    for (const [name, make] of answers) if (faults.has(name)) throw make();
    if (faults.has('garbage'))
      return new Response('<!DOCTYPE html><title>It works!</title>', {
        headers: { 'content-type': 'text/html' },
      });
    return sendJson(await answerTo(asked, url.pathname), {}, faults, pace, asked.signal);
  };

  return async (asked) => {
    try {
      return serveMedia(asked) ?? (await answer(asked));
    } catch (error) {
      if (!(error instanceof RecraftError)) throw error;
      return Response.json({ code: error.code, message: error.message }, { status: error.status });
    }
  };
}
