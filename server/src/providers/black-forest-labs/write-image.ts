import type { Json } from '../../base/json.ts';
import type { ImageRequest } from '../../spec/image.ts';
import type { TaskPort } from '../../spec/task.ts';
import { aspectOf } from '../../spec/video.ts';
import { countUpTo, onlyImage } from '../_families/picture-files/asked.ts';
import { fileIn } from '../_families/picture-files/form.ts';
import { blackAndWhite } from '../_families/picture-files/mask.ts';
import { dropFields, passExtra, refusePicture } from '../_families/pictures.ts';
import { imageNames } from './measure.ts';
import { type Flux, fluxes } from './models.ts';

/** Fields of FLUX's own that a neutral request may name. */
const ownFields = [
  ...[
    'prompt_upsampling',
    'safety_tolerance',
    'steps',
    'guidance',
    'raw',
    'image_prompt_strength',
    'grow_mask',
  ],
  ...['top', 'bottom', 'left', 'right'],
];

/** From 21:9 to 9:21 (Kontext: 3:7 to 7:3): https://docs.bfl.ai. */
const ratios = ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16', '9:21'];
/** FLUX.2 takes multiples of 16 up to 4 megapixels, FLUX.1 multiples of 32 from 256 to 1440. */
const limits = {
  two: { step: 16, least: 64, most: 2048, pixels: 4 * 1024 * 1024 },
  one: { step: 32, least: 256, most: 1440, pixels: 1440 * 1440 },
} as const;
const sides: Readonly<Record<string, number>> = { '1k': 1024, '2k': 2048, '4k': 2048 };

/** Sides in pixels: those that were asked for, or about a megapixel in the ratio; undefined where nothing was. */
function pixelsOf(image: ImageRequest, flux: Flux): Json {
  const { step, least, most, pixels } = flux.more === undefined ? limits.one : limits.two;
  const side = sides[image.resolution?.toLowerCase() ?? ''] ?? 1024;
  const ratio = ratioIn(image);
  const [width, height] =
    image.width && image.height
      ? [image.width, image.height]
      : ratio !== undefined
        ? [side * Math.sqrt(ratio), side / Math.sqrt(ratio)]
        : image.resolution !== undefined && image.how === 'generate'
          ? [side, side]
          : [];
  if (width === undefined || height === undefined) return {};
  const scale = Math.min(1, Math.sqrt(pixels / (width * height)), most / Math.max(width, height));
  const whole = (length: number) => {
    const rounded = scale < 1 ? Math.floor((length * scale) / step) : Math.round(length / step);
    return Math.min(Math.max(rounded * step, least), most);
  };
  return { width: whole(width), height: whole(height) };
}

function ratioIn({ aspectRatio }: ImageRequest): number | undefined {
  const [, width, height] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(aspectRatio ?? '') ?? [];
  const ratio = Number(width) / Number(height);
  return ratio > 0 && ratio < Infinity ? ratio : undefined;
}

function shapeOf(image: ImageRequest, flux: Flux, drop: (field: string) => void): Json {
  if (flux.shape === 'pixels') return pixelsOf(image, flux);
  const ratio = flux.shape === 'ratio' ? aspectOf(image, ratios) : undefined;
  if (ratio !== undefined) return { aspect_ratio: ratio };
  if (image.width !== undefined || image.aspectRatio !== undefined) drop('size');
  return {};
}

/** Pictures are base64 without a head in this wire, or addresses. */
const bare = (url: string): string => fileIn(url)?.bytes.toString('base64') ?? url;

function imagesOf(image: ImageRequest, flux: Flux, model: string): Json {
  if (flux.needsImage && image.images.length === 0) onlyImage(image, model);
  if (image.images.length > flux.most)
    throw refusePicture(
      'image',
      flux.most === 0 ? `${model} takes no picture` : `${model} takes at most ${flux.most} pictures`,
    );
  if (image.how !== 'generate' && flux.image === 'image_prompt')
    throw refusePicture(
      'model',
      `${model} makes new pictures only; flux-2-pro and flux-kontext-pro change them`,
    );
  const names = imageNames(flux);
  return Object.fromEntries(image.images.map((url, index) => [names[index] ?? '', bare(url)]));
}

/** A job makes one picture; so many jobs make one task. */
const mostPictures = 4;

const actionOf = (image: ImageRequest): string => (image.images.length > 0 ? 'edit' : 'generate');

/** A neutral request in FLUX's own fields. Sizes are the nearest that the model takes. */
export const writeFluxImage: NonNullable<TaskPort['writeImage']> = (image, { upstreamModel, drop }) => {
  const flux: Flux = fluxes[upstreamModel] ?? {
    title: '',
    credits: 0,
    shape: 'pixels',
    image: 'input_image',
    most: 8,
  };
  const count = countUpTo(image, mostPictures, upstreamModel);
  if (image.mask !== undefined && !flux.mask)
    throw refusePicture('mask', `${upstreamModel} takes no mask; flux-pro-1.0-fill does`);
  dropFields(image, ['negativePrompt', 'quality', 'style', 'background', 'watermark'], drop);
  if (image.format === 'webp') drop('output_format');
  if (flux.shape !== 'pixels' && image.resolution !== undefined) drop('resolution');
  const format = image.format === 'jpeg' ? 'jpeg' : 'png';
  return {
    action: actionOf(image),
    body: {
      ...(count === 1 ? {} : { n: count }),
      prompt: image.prompt || 'a variation of the picture',
      ...imagesOf(image, flux, upstreamModel),
      ...(image.mask === undefined ? {} : { mask: bare(blackAndWhite(image.mask, 'white')) }),
      ...shapeOf(image, flux, drop),
      ...(image.seed === undefined ? {} : { seed: image.seed }),
      output_format: format,
      ...passExtra(image, ownFields, drop),
    },
  };
};
