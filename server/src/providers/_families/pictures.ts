import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import type { TaskReport } from '../../spec/task.ts';
import { ratioOf } from '../../spec/video.ts';

/** What is the same for the makers of pictures. */

export const refusePicture = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** Which sizes a model draws. Areas in pixels; `ratio`: the longest side to the shortest. */
export type Bounds = {
  readonly leastArea: number;
  readonly mostArea: number;
  readonly leastSide?: number;
  readonly mostSide?: number;
  readonly ratio?: number;
  /** Sides are multiples of it. */
  readonly step?: number;
};

/** A size inside the bounds that has the same shape, as near as can be. */
export function fitted(width: number, height: number, bounds: Bounds): readonly [number, number] {
  const { leastArea, mostArea, leastSide = 1, mostSide = 1e6, ratio = 1e6, step = 1 } = bounds;
  const shape = Math.min(ratio, Math.max(1 / ratio, width / height));
  const area = Math.min(mostArea, Math.max(leastArea, width * height));
  const within = (side: number, round: (n: number) => number): number =>
    Math.min(mostSide, Math.max(leastSide, round(side / step) * step));
  let sides = [Math.sqrt(area * shape), Math.sqrt(area / shape)] as const;
  // A side that is too long or too short takes the other along, so that the shape stays.
  const scale = Math.min(1, mostSide / Math.max(...sides)) * Math.max(1, leastSide / Math.min(...sides));
  sides = [sides[0] * scale, sides[1] * scale];
  const near = sides.map((side) => within(side, Math.round)) as [number, number];
  const product = near[0] * near[1];
  if (product >= leastArea && product <= mostArea) return near;
  const round = product < leastArea ? Math.ceil : Math.floor;
  return [within(sides[0], round), within(sides[1], round)];
}

/** Pixels of a square of a resolution: '1k' is 1,024 on a side. */
export function areaOf(resolution: string | undefined): number | undefined {
  const [, thousands] = /^(\d(?:\.\d)?)k$/i.exec(resolution ?? '') ?? [];
  return thousands === undefined ? undefined : (Number(thousands) * 1024) ** 2;
}

type Shaped = Pick<ImageRequest, 'width' | 'height' | 'aspectRatio' | 'resolution'>;

/**
 * Pixels that were asked for, by themselves or by a ratio and a resolution, made to fit; undefined where no shape was asked
 * for. `usual`: the area where only a ratio was. `changed`: the client named other pixels.
 */
export function pixelsFor(
  image: Shaped,
  bounds: Bounds,
  usual: number,
): { readonly width: number; readonly height: number; readonly changed: boolean } | undefined {
  const { width, height } = image;
  if (width && height) {
    const [across, down] = fitted(width, height, bounds);
    return { width: across, height: down, changed: across !== width || down !== height };
  }
  const ratio = ratioOf(image.aspectRatio ?? '') ?? (image.resolution === undefined ? undefined : 1);
  if (ratio === undefined) return undefined;
  const area = areaOf(image.resolution) ?? usual;
  // Whole sixteens at least, unless the bounds want more.
  const [across, down] = fitted(Math.sqrt(area * ratio), Math.sqrt(area / ratio), { step: 16, ...bounds });
  return { width: across, height: down, changed: false };
}

/** Names the fields of the neutral form that are there and that the wire has no place for. */
export function dropFields(
  image: ImageRequest,
  fields: readonly (
    | 'negativePrompt'
    | 'quality'
    | 'style'
    | 'background'
    | 'format'
    | 'seed'
    | 'watermark'
  )[],
  drop: (field: string) => void,
): void {
  const names = { negativePrompt: 'negative_prompt', format: 'output_format' } as const;
  for (const field of fields)
    if (image[field] !== undefined && !(field === 'background' && image.background === 'opaque'))
      drop(field === 'negativePrompt' || field === 'format' ? names[field] : field);
}

/** The names stand in a header. */
const mostDropped = 20;

/** Fields of a vendor that this wire has; the others are named as left out. */
export function passExtra(
  image: ImageRequest,
  names: readonly string[],
  drop: (field: string) => void,
): Record<string, unknown> {
  const passed: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(image.extra)) {
    if (names.includes(name)) passed[name] = value;
    else if (/^[\w.-]{1,60}$/.test(name) && dropped++ < mostDropped) drop(name);
  }
  return passed;
}

/** A mask says where a picture may change: without it the whole would. */
export function refuseMask(image: ImageRequest, model: string): void {
  if (image.mask !== undefined)
    throw refusePicture('mask', `${model} takes no mask: say in the prompt what to change`);
}

/** The parts of a data URL; undefined for an address. */
export function dataOf(url: string): { readonly type: string; readonly data: string } | undefined {
  if (!url.startsWith('data:')) return undefined;
  const comma = url.indexOf(',');
  return { type: url.slice(5, comma).split(';')[0] ?? '', data: url.slice(comma + 1) };
}

/** `count` pictures by requests that make at most `most`: how many each makes. */
export const sharesOf = (count: number, most: number): number[] =>
  Array.from({ length: Math.ceil(count / most) }, (_, at) => Math.min(most, count - at * most));

/**
 * Requests side by side, where a wire makes fewer pictures at once than were asked for. Those that came count; where none
 * did, the first fault is thrown.
 */
export async function together<Made>(works: readonly (() => Promise<Made>)[]): Promise<Made[]> {
  const settled = await Promise.allSettled(works.map((work) => work()));
  const made = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (made.length > 0) return made;
  const failed = settled.find((one) => one.status === 'rejected');
  throw failed?.reason;
}

/** For wires that answer at once: there is nothing to ask for later. */
export const endedAtOnce = async (): Promise<TaskReport> => ({
  status: 'failed',
  fault: 'task_lost',
  reason: 'the pictures were answered at once, and that answer was lost',
});
