import { type Json, numberIn, objectOf, parseObject, textIn, textsIn } from '../../../base/json.ts';
import type { Simulate } from '../../../spec/provider.ts';
import { ArkError, refuseAsAsked, sensitive } from '../ark-video/simulator.ts';
import { pause, sendJson } from '../simulated/deliver.ts';
import { readFaults } from '../simulated/faults.ts';
import { mediaPath, mediaUrl, serveMedia } from '../simulated/media/serve.ts';
import { type Generation, generationOf, sizes2k } from './models.ts';

const invalid = (param: string, message: string): ArkError =>
  new ArkError(
    400,
    'InvalidParameter',
    `The parameter \`${param}\` specified in the request is not valid: ${message}.`,
    param,
  );

/**
 * Ark's pictures: `POST {prefix}/images/generations`. Sizes, groups and tokens follow the documented rules. In a prompt
 * `[refuse]` is refused, and in a group `[fail]` lets the last picture fail; the header `x-key4u-simulate` asks for faults, `fail` for one of all pictures.
 */
export function createArkImagesSimulator({
  prefix = '',
  models,
}: {
  readonly prefix?: string;
  readonly models: readonly string[];
}): Simulate {
  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    try {
      return await answer(request, `${prefix}/images/generations`, models);
    } catch (error) {
      if (error instanceof ArkError) return error.toResponse();
      throw error;
    }
  };
}

async function answer(request: Request, path: string, models: readonly string[]): Promise<Response> {
  if (!/^Bearer\s+\S/i.test(request.headers.get('authorization') ?? ''))
    throw new ArkError(401, 'AuthenticationError', 'The API key format is incorrect.');
  const faults = readFaults(request.headers, (message) => new ArkError(400, 'InvalidParameter', message));
  if (request.method !== 'POST' || new URL(request.url).pathname !== path)
    throw new ArkError(404, 'InvalidAction', 'The specified action is invalid.');
  refuseAsAsked(faults);
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  const body = parseObject(await request.text());
  if (!body) throw new ArkError(400, 'InvalidParameter', 'The request body is no JSON object.');
  const model = textIn(body['model']);
  if (model === undefined)
    throw new ArkError(400, 'MissingParameter', 'The request is missing the parameter model.', 'model');
  if (!models.includes(model) && !model.startsWith('ep-'))
    throw new ArkError(
      404,
      'InvalidEndpointOrModel.NotFound',
      `The model or endpoint ${model} does not exist.`,
    );
  const prompt = textIn(body['prompt']);
  if (prompt === undefined)
    throw new ArkError(400, 'MissingParameter', 'The request is missing the parameter prompt.', 'prompt');
  if (prompt.includes('[refuse]')) throw sensitive('InputTextSensitiveContentDetected', 'input text');
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><title>It works!</title>', {
      headers: { 'content-type': 'text/html' },
    });
  if (faults.has('error-200'))
    return Response.json({ error: { code: 'InternalServiceError', message: 'The service failed.' } });
  const generation = generationOf(model);
  const pictures = checkPictures(body, generation);
  const count = countOf(body, generation, pictures);
  const [width, height] = sizeOf(body, generation);
  const seed = numberIn(body['seed']) ?? 0;
  const data = Array.from({ length: count }, (_, at) => {
    if (faults.has('fail') || (prompt.includes('[fail]') && at === count - 1))
      return {
        error: {
          code: 'OutputImageSensitiveContentDetected',
          message: 'The request failed because the output image may contain sensitive information.',
        },
      };
    const picture = { kind: 'picture', width, height, text: prompt, seed: Math.max(0, seed) + at } as const;
    return { url: mediaUrl(request, mediaPath(picture)), size: `${width}x${height}` };
  });
  const made = data.filter((one) => 'url' in one).length;
  const tokens = Math.floor((width * height) / 256) * made * (faults.has('lie') ? 1_000_000 : 1);
  return sendJson(
    {
      model,
      created: Math.floor(Date.now() / 1000),
      data,
      usage: { generated_images: made, output_tokens: tokens, total_tokens: tokens },
    },
    {},
    faults,
    { first: 0, next: 0 },
    request.signal,
  );
}

function checkPictures(body: Json, generation: Generation): number {
  const list = typeof body['image'] === 'string' ? [body['image']] : textsIn(body['image']);
  for (const one of list)
    if (!/^https?:\/\/|^data:image\/[a-z]+;base64,/.test(one))
      throw invalid('image', 'it is neither an URL nor base64');
  if (list.length > generation.pictures) throw invalid('image', `at most ${generation.pictures} images`);
  if (generation.name === 'edit' && list.length === 0)
    throw new ArkError(400, 'MissingParameter', 'The request is missing the parameter image.', 'image');
  return list.length;
}

function countOf(body: Json, { groups }: Generation, pictures: number): number {
  const group = body['sequential_image_generation'];
  if (group === undefined) return 1;
  if (!groups) throw invalid('sequential_image_generation', 'the model does not support it');
  if (group === 'disabled') return 1;
  if (group !== 'auto') throw invalid('sequential_image_generation', 'one of auto and disabled');
  const most = numberIn(objectOf(body['sequential_image_generation_options'])['max_images']) ?? 15;
  if (most < 1 || most > 15) throw invalid('max_images', 'from 1 to 15');
  // The model decides how many it takes; three, unless that is too many.
  return Math.max(1, Math.min(most, 3, 15 - pictures));
}

function sizeOf(body: Json, { name, bounds, words }: Generation): readonly [number, number] {
  const size = textIn(body['size']);
  if (name === 'edit') {
    if (size !== undefined && size !== 'adaptive') throw invalid('size', 'only adaptive');
    return [1024, 1024];
  }
  if (size === undefined) return name === '3.0' ? [1024, 1024] : sizes2k['1:1']!;
  if (words.includes(size)) {
    const side = Number.parseInt(size, 10) * 1024;
    return [side, side];
  }
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  if (width === undefined) throw invalid('size', `one of ${words.join(', ')} or WxH`);
  const sides = [Number(width), Number(height)] as const;
  const area = sides[0] * sides[1];
  if (area < bounds.leastArea || area > bounds.mostArea)
    throw invalid('size', `image size must be from ${bounds.leastArea} to ${bounds.mostArea} pixels`);
  if (bounds.mostSide !== undefined && Math.max(...sides) > bounds.mostSide)
    throw invalid('size', `at most ${bounds.mostSide} pixels a side`);
  return sides;
}
