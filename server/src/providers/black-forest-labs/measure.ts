import { type Json, numberIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { Measured } from '../../spec/task.ts';
import { fileIn } from '../_families/picture-files/form.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { type Flux, fluxes } from './models.ts';

/** Pixels of a megapixel, as its maker's prices for 1024 x 1024 count it. */
const megapixel = 1024 * 1024;
const most = 4 * megapixel;
const defaultSide = 1024;

/** Whole megapixels, one at least. */
const megapixels = (pixels: number): number => Math.max(1, Math.ceil(pixels / megapixel));

/** Names under which pictures go in: input_image, input_image_2 … */
export const imageNames = ({ image, most: count }: Flux): readonly string[] =>
  image === undefined
    ? []
    : Array.from({ length: count }, (_, index) => (index === 0 ? image : `${image}_${index + 1}`));

/** Megapixels of a picture that goes in; more than four are made smaller before they count. */
function megapixelsIn(value: unknown): number {
  if (value === undefined || value === null) return 0;
  const file = fileIn(value) ?? { bytes: Buffer.from(String(value).slice(0, 4096), 'base64') };
  const size = sizeOf(file.bytes);
  return size ? Math.min(4, megapixels(size.width * size.height)) : 4;
}

/**
 * What a request makes at most. Throws field_invalid for what is refused for sure: sides that are no multiples of 16, or
 * more than 4 megapixels (https://docs.bfl.ai).
 */
export function measured(model: string, body: Json): Measured {
  const flux = fluxes[model];
  const width = numberIn(body['width']) ?? defaultSide;
  const height = numberIn(body['height']) ?? defaultSide;
  const count = numberIn(body['n']) ?? 1;
  if (flux?.more === undefined) return { usage: { images: count }, facts: {} };
  if (width * height > most)
    throw new GatewayError('field_invalid', 'a picture may have at most 4 megapixels', { param: 'size' });
  const taken = imageNames(flux).reduce((sum, name) => sum + megapixelsIn(body[name]), 0);
  // Without a size it follows the first picture that goes in.
  const follows = body['width'] === undefined && taken > 0;
  const made = follows ? megapixelsIn(body[imageNames(flux)[0] ?? '']) : megapixels(width * height);
  return {
    usage: { images: count, megapixels: (made - 1 + taken) * count },
    facts: { output_megapixels: made },
  };
}

/** What its maker has booked for a job: `cost` of the answer, in credits, as megapixels beside the first. */
export function bookedMegapixels(model: string, cost: unknown): number | undefined {
  const { credits, more } = fluxes[model] ?? {};
  const booked = numberIn(cost);
  if (booked === undefined || credits === undefined || more === undefined) return undefined;
  return Math.round((Math.max(0, booked - credits) / more) * 1e6) / 1e6;
}
