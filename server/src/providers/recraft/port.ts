import { type Json, objectIn, objectsIn, textIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import type { TaskOutput, TaskPort } from '../../spec/task.ts';
import { aspectOf } from '../../spec/video.ts';
import { countUpTo, onlyImage } from '../_families/picture-files/asked.ts';
import { writeForm } from '../_families/picture-files/form.ts';
import { blackAndWhite } from '../_families/picture-files/mask.ts';
import { dropFields, endedAtOnce, passExtra, refusePicture } from '../_families/pictures.ts';
import { refuseNoAnswer } from './faults.ts';
import { drawers, isVector, type Recraft, tools } from './models.ts';
import { longestPrompt, sizes } from './sizes.ts';

/**
 * Recraft's API, which answers when the pictures are there. Generation is OpenAI's request with fields of its own; what
 * changes a picture has paths of its own and takes forms. Source: https://www.recraft.ai/docs/api-reference/endpoints.
 */
const paths: Readonly<Record<string, string>> = {
  generate: '/v1/images/generations',
  change: '/v1/images/imageToImage',
  inpaint: '/v1/images/inpaint',
};
const mostPictures = 6;
/** How far a changed picture goes from the first one: 0 is the same, 1 has little of it. */
const defaultStrength = 0.5;

const ownFields = ['style_id', 'substyle', 'controls', 'text_layout', 'strength'];
/** OpenAI's words for styles, which mean nothing here. */
const foreignStyles = ['vivid', 'natural', 'auto'];

type Drop = (field: string) => void;

function outputsOf(json: Json, model: string, size: unknown): readonly TaskOutput[] {
  const single = objectIn(json['image']);
  const data = single ? [single] : objectsIn(json['data']);
  const [, width, height] = /^(\d+)x(\d+)$/.exec(textIn(size) ?? '') ?? [];
  const outputs = data.flatMap((item): readonly TaskOutput[] => {
    const url = textIn(item['url']);
    const shape = width === undefined ? {} : { width: Number(width), height: Number(height) };
    return url === undefined
      ? []
      : [{ kind: 'image', url, ...shape, ...(isVector(model) ? { mediaType: 'image/svg+xml' } : {}) }];
  });
  if (outputs.length === 0) refuseNoAnswer(json);
  return outputs;
}

/** One of the model's sizes, the nearest to what is asked for. */
function sizeOf(image: ImageRequest, { family }: Recraft): string | undefined {
  const known = sizes[family];
  const exact = `${image.width}x${image.height}`;
  if (Object.values(known).includes(exact)) return exact;
  return known[aspectOf(image, Object.keys(known)) ?? ''];
}

function writeDrawing(image: ImageRequest, model: string, recraft: Recraft, drop: Drop) {
  const { family } = recraft;
  const isOld = family === 'v3' || family === 'v2';
  const shared: Record<string, unknown> = {
    model,
    prompt: image.prompt || 'a variation of the picture',
    n: countUpTo(image, mostPictures, model),
  };
  if (image.style !== undefined && isOld && !foreignStyles.includes(image.style))
    shared['style'] = image.style;
  else if (image.style !== undefined) drop('style');
  if (image.negativePrompt !== undefined && family === 'v3') shared['negative_prompt'] = image.negativePrompt;
  else if (image.negativePrompt !== undefined) drop('negative_prompt');
  if (image.seed !== undefined) shared['random_seed'] = image.seed;
  dropFields(image, ['quality', 'background', 'watermark'], drop);
  if (image.resolution !== undefined) drop('resolution');
  if (image.format !== undefined) {
    if (isVector(model) || image.format === 'jpeg') drop('output_format');
    else shared['image_format'] = image.format;
  }
  const { strength, ...extra } = passExtra(image, ownFields, drop);
  if (image.images.length === 0 && image.how === 'generate') {
    const size = sizeOf(image, recraft);
    return {
      action: 'generate',
      body: { ...shared, ...(size === undefined ? {} : { size }), ...extra, response_format: 'url' },
    };
  }
  if (image.width !== undefined || image.aspectRatio !== undefined) drop('size');
  const source = onlyImage(image, model);
  if (image.mask !== undefined) {
    if (!recraft.inpaints)
      throw refusePicture('mask', `${model} takes no mask; recraftv3 and recraftv3_vector do`);
    if (strength !== undefined) drop('strength');
    const mask = blackAndWhite(image.mask, 'white');
    return { action: 'inpaint', body: { ...shared, ...extra, image: source, mask, response_format: 'url' } };
  }
  if (!recraft.changes)
    throw refusePicture('image', `${model} makes pictures from words only; recraftv4_1 changes one`);
  return {
    action: 'change',
    body: {
      ...shared,
      ...extra,
      strength: strength ?? defaultStrength,
      image: source,
      response_format: 'url',
    },
  };
}

export const recraftPort: TaskPort = {
  serves: (model) => drawers[model] !== undefined || tools[model] !== undefined,

  measure({ body, upstreamModel }) {
    const drawer = drawers[upstreamModel];
    const prompt = textIn(body['prompt']) ?? '';
    const most = drawer && longestPrompt[drawer.family];
    if (most !== undefined && Buffer.byteLength(prompt) > most)
      throw new GatewayError('field_invalid', `the prompt may have ${most} bytes for ${upstreamModel}`, {
        param: 'prompt',
      });
    return { usage: { images: typeof body['n'] === 'number' ? body['n'] : 1 }, facts: {} };
  },

  async start({ action, body, upstreamModel }, send) {
    const path = tools[upstreamModel]?.path ?? paths[action];
    if (path === undefined) throw new GatewayError('field_invalid', `this upstream has no ${action}`);
    const content = action === 'generate' ? { json: body } : writeForm(body);
    const { json } = await send({ method: 'POST', path, ...content, starts: true });
    const outputs = outputsOf(json, upstreamModel, body['size']);
    return {
      handle: { action },
      report: { status: 'succeeded', outputs, native: json, usage: { images: outputs.length } },
    };
  },

  poll: endedAtOnce,

  writeImage(image, { upstreamModel, drop }) {
    const drawer = drawers[upstreamModel];
    if (drawer) return writeDrawing(image, upstreamModel, drawer, drop);
    countUpTo(image, 1, upstreamModel);
    if (image.mask !== undefined) throw refusePicture('mask', `${upstreamModel} takes no mask`);
    dropFields(image, ['negativePrompt', 'seed', 'quality', 'style', 'format'], drop);
    if (image.width !== undefined) drop('size');
    passExtra(image, [], drop);
    return { action: 'tool', body: { file: onlyImage(image, upstreamModel), response_format: 'url' } };
  },
  media: 'data',
};
