import type { ImageRequest } from '../../../spec/image.ts';
import { refusePicture } from '../pictures.ts';

/** What several picture makers ask of a neutral request. */

/** The one picture that is changed. Throws field_invalid where there is none, or several. */
export function onlyImage({ images }: ImageRequest, model: string): string {
  const [first, ...more] = images;
  if (first === undefined)
    throw refusePicture('image', `${model} changes a picture: send one to /v1/images/edits`);
  if (more.length > 0) throw refusePicture('image', `${model} takes one picture`);
  return first;
}

/** Throws field_invalid for more than the upstream makes at once. */
export function countUpTo({ count }: ImageRequest, most: number, model: string): number {
  if (count <= most) return count;
  throw refusePicture(
    'n',
    most === 1
      ? `${model} makes one picture a request: n must be 1`
      : `n must be at most ${most} for ${model}`,
  );
}
