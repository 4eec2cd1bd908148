import { isObject, type Json, numberIn, textIn } from '../../../base/json.ts';
import { ratioOf } from '../../../spec/video.ts';
import type { FalModel } from './catalogue/index.ts';

export type Size = { readonly width: number; readonly height: number };

const square = (side: number): Size => ({ width: side, height: side });

/** Words of `image_size`. Sources: docs of fal's models; `square_2k` stands for the default of Seedream 4. */
export const presets: Readonly<Record<string, Size>> = {
  square_hd: square(1024),
  square: square(512),
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
  square_2k: square(2048),
  auto_2K: square(2048),
  auto_4K: square(4096),
};

/** What fal takes where an object names one side only. */
const otherSide = 512;
const longestSide = 14_142;

/** The picture that `image_size` asks for; undefined where it leaves the size to the model. */
export function askedSize(model: FalModel | undefined, body: Json): Size | undefined {
  const asked = body['image_size'] ?? model?.input['image_size']?.usual;
  if (isObject(asked)) {
    const width = numberIn(asked['width']) ?? otherSide;
    const height = numberIn(asked['height']) ?? otherSide;
    return width > 0 && height > 0 && Math.max(width, height) <= longestSide ? { width, height } : undefined;
  }
  return presets[textIn(asked) ?? ''];
}

/** How much larger or smaller than usual a picture's side is. */
const scales: Readonly<Record<string, number>> = { '0.5K': 0.5, '1K': 1, '2K': 2, '4K': 4 };

const even = (value: number, step: number): number => Math.max(step, Math.round(value / step) * step);

/** A picture of about a megapixel in that shape. */
function ofShape(shape: string | undefined, scale: number): Size {
  const ratio = Math.sqrt(ratioOf(shape ?? '') ?? 1);
  return { width: even(1024 * ratio * scale, 16), height: even((1024 / ratio) * scale, 16) };
}

const filmSides: Readonly<Record<string, number>> = { '720p': 720, '1080p': 1080, '4k': 2160 };

/** The size of what a model makes of a request, as its defaults say. */
export function madeSize(model: FalModel, body: Json): Size {
  const field = (name: string): string | undefined => textIn(body[name]) ?? textIn(model.input[name]?.usual);
  const shape = field('aspect_ratio');
  if (model.kind === 'video') {
    const side = filmSides[field('resolution') ?? '1080p'] ?? 720;
    const ratio = ratioOf(shape ?? '') ?? 16 / 9;
    return ratio >= 1
      ? { width: even(side * ratio, 2), height: side }
      : { width: side, height: even(side / ratio, 2) };
  }
  return askedSize(model, body) ?? ofShape(shape, scales[field('resolution') ?? '1K'] ?? 1);
}

/** fal counts begun megapixels of each picture; a square of 1024 pixels is one. */
export const megapixelsOf = ({ width, height }: Size): number =>
  Math.max(1, Math.ceil((width * height) / 1024 ** 2));
