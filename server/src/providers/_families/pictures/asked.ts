import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';

/** What several picture makers ask of a neutral request. */

export const refusedPicture = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** The one picture that is changed. Throws field_invalid where there is none, or several. */
export function onlyImage({ images }: ImageRequest, model: string): string {
  const [first, ...more] = images;
  if (first === undefined)
    throw refusedPicture('image', `${model} changes a picture: send one to /v1/images/edits`);
  if (more.length > 0) throw refusedPicture('image', `${model} takes one picture`);
  return first;
}

/** Throws field_invalid for more than the upstream makes at once. */
export function countUpTo({ count }: ImageRequest, most: number, model: string): number {
  if (count <= most) return count;
  throw refusedPicture(
    'n',
    most === 1 ? `${model} makes one picture a request: n must be 1` : `n must be at most ${most} for ${model}`,
  );
}

/** Extra fields that the wire knows; the others are named to `drop`. */
export function knownExtras(
  { extra }: ImageRequest,
  known: readonly string[],
  drop: (field: string) => void,
): Record<string, unknown> {
  const passed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(extra))
    if (known.includes(name)) passed[name] = value;
    else if (value !== undefined && value !== null) drop(name);
  return passed;
}
