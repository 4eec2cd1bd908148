import type { Json, JsonDraft } from '../../../base/json.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf } from '../../../spec/video.ts';
import { countUpTo, onlyImage } from '../picture-files/asked.ts';
import { blackAndWhite } from '../picture-files/mask.ts';
import { dropFields, passExtra, refusePicture } from '../pictures.ts';
import {
  describeModel,
  legacyRatios,
  legacyWord,
  magic,
  ratios,
  resolutions,
  upscaleModel,
} from './words.ts';

const mostPictures = 8;

/** Fields of Ideogram's own that a neutral request may name. */
const v3Fields = [
  ...['rendering_speed', 'magic_prompt', 'style_type', 'style_preset', 'style_codes', 'color_palette'],
  ...['image_weight', 'custom_model_uri'],
];
const legacyFields = ['magic_prompt_option', 'style_type', 'color_palette', 'image_weight'];
const upscaleFields = ['resemblance', 'detail', 'magic_prompt_option'];

/** The words of other wires for how much care is taken. */
const speedOf: Readonly<Record<string, string>> = {
  low: 'TURBO',
  standard: 'DEFAULT',
  medium: 'DEFAULT',
  high: 'QUALITY',
  hd: 'QUALITY',
};

const styleOf = (style: string | undefined, known: RegExp): string | undefined => {
  const word = style?.toUpperCase();
  return word !== undefined && known.test(word) ? word : undefined;
};

type Drop = (field: string) => void;

/** What Ideogram has no fields for, and of the others those that the action lacks. */
function dropRest(image: ImageRequest, drop: Drop, carried: readonly string[]): void {
  dropFields(image, ['background', 'format', 'watermark'], drop);
  const optional = ['negativePrompt', 'quality', 'style', 'seed'] as const;
  dropFields(
    image,
    optional.filter((field) => !carried.includes(field)),
    drop,
  );
  if (image.resolution !== undefined) drop('resolution');
  if (!carried.includes('size') && (image.width !== undefined || image.aspectRatio !== undefined))
    drop('size');
}

/** `resolution` where Ideogram has just that one, else the nearest ratio. */
function shapeOf(image: ImageRequest): Json {
  const exact = `${image.width}x${image.height}`;
  if (resolutions.includes(exact)) return { resolution: exact };
  const ratio = aspectOf(image, ratios);
  return ratio === undefined ? {} : { aspect_ratio: ratio };
}

function writeV3(image: ImageRequest, drop: Drop, model: string): { action: string; body: Json } {
  const magicPrompt = magic.find((word) => word === image.extra['magic_prompt']);
  const style = styleOf(image.style, /^(?:AUTO|GENERAL|REALISTIC|DESIGN|FICTION)$/);
  const speed = speedOf[image.quality ?? ''];
  if (style === undefined && image.style !== undefined) drop('style');
  const shared: JsonDraft = {
    prompt: image.prompt || 'a variation of the picture',
    ...(image.negativePrompt === undefined ? {} : { negative_prompt: image.negativePrompt }),
    num_images: countUpTo(image, mostPictures, model),
    ...(image.seed === undefined ? {} : { seed: image.seed }),
    ...(speed === undefined ? {} : { rendering_speed: speed }),
    ...(style === undefined ? {} : { style_type: style }),
    ...passExtra(image, v3Fields, drop),
    ...(magicPrompt === undefined ? {} : { magic_prompt: magicPrompt }),
  };
  const carried = ['quality', 'style', 'seed'];
  if (image.mask !== undefined) {
    // The part to edit keeps the size of the picture, and has no fields for either of these.
    const { negative_prompt, image_weight, ...rest } = shared;
    if (negative_prompt !== undefined) drop('negative_prompt');
    if (image_weight !== undefined) drop('image_weight');
    dropRest(image, drop, [...carried, 'negativePrompt']);
    return {
      action: 'v3-edit',
      body: { ...rest, image: onlyImage(image, model), mask: blackAndWhite(image.mask, 'black') },
    };
  }
  dropRest(image, drop, [...carried, 'negativePrompt', 'size']);
  const body = { ...shared, ...shapeOf(image) };
  if (image.how === 'generate') {
    const references = image.images.length > 0 ? { style_reference_images: image.images } : {};
    return { action: 'v3-generate', body: { ...body, ...references } };
  }
  return { action: 'v3-remix', body: { ...body, image: onlyImage(image, model) } };
}

function writeLegacy(image: ImageRequest, drop: Drop, model: string): { action: string; body: Json } {
  if (image.mask !== undefined) throw refusePicture('mask', `${model} takes no mask; ideogram-v3 does`);
  const ratio = aspectOf(
    image,
    legacyRatios.map((one) => one.replace('_', 'x')),
  );
  const style = styleOf(image.style, /^(?:AUTO|GENERAL|REALISTIC|DESIGN|RENDER_3D|ANIME|FICTION)$/);
  if (style === undefined && image.style !== undefined) drop('style');
  dropRest(image, drop, ['negativePrompt', 'size', 'style', 'seed']);
  const request = {
    prompt: image.prompt || 'a variation of the picture',
    model: legacyWord(model) ?? 'V_2',
    num_images: countUpTo(image, mostPictures, model),
    ...(image.negativePrompt === undefined ? {} : { negative_prompt: image.negativePrompt }),
    ...(image.seed === undefined ? {} : { seed: image.seed }),
    ...(ratio === undefined ? {} : { aspect_ratio: `ASPECT_${ratio.replace('x', '_')}` }),
    ...(style === undefined ? {} : { style_type: style }),
    ...passExtra(image, legacyFields, drop),
  };
  if (image.how === 'generate' && image.images.length === 0)
    return { action: 'generate', body: { image_request: request } };
  return { action: 'remix', body: { image_file: onlyImage(image, model), image_request: request } };
}

/** A neutral request in Ideogram's wire: sizes are the nearest that there are, a mask makes an edit, a picture a remix. */
export const writeIdeogramImage: NonNullable<TaskPort['writeImage']> = (image, { upstreamModel, drop }) => {
  if (upstreamModel === describeModel)
    throw refusePicture('model', `${describeModel} writes texts: POST /ideogram/describe`);
  if (upstreamModel === upscaleModel) {
    dropRest(image, drop, ['seed']);
    const request = {
      ...(image.prompt === '' ? {} : { prompt: image.prompt }),
      num_images: countUpTo(image, 1, upscaleModel),
      ...(image.seed === undefined ? {} : { seed: image.seed }),
      ...passExtra(image, upscaleFields, drop),
    };
    return {
      action: 'upscale',
      body: { image_file: onlyImage(image, upscaleModel), image_request: request },
    };
  }
  return legacyWord(upstreamModel) === undefined
    ? writeV3(image, drop, upstreamModel)
    : writeLegacy(image, drop, upstreamModel);
};
