import type { JsonDraft } from '../../../base/json.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import {
  areaOf,
  dataOf,
  dropFields,
  fitted,
  passExtra,
  pixelsFor,
  refuseMask,
  refusePicture,
} from '../pictures.ts';
import { type Drawer, drawerOf, sizes2k } from './models.ts';

export const mostPictures = 4;
const mostPrompt = 800;

const own = ['scale', 'min_ratio', 'max_ratio'] as const;
const ownOfThree = ['scale', 'use_pre_llm'] as const;

/** A picture of the neutral form for the visual API. `n`, which it does not know, says how often it is asked. */
export const writeImage: NonNullable<TaskPort['writeImage']> = (image, { upstreamModel, drop }) => {
  const drawer = drawerOf(upstreamModel);
  const { images, prompt } = image;
  if (prompt === '') throw refusePicture('prompt', 'you must provide a prompt parameter');
  if ([...prompt].length > mostPrompt) throw refusePicture('prompt', `at most ${mostPrompt} characters`);
  refuseMask(image, upstreamModel);
  if (images.length > drawer.pictures)
    throw refusePicture(
      'image',
      drawer.pictures === 0
        ? `${upstreamModel} draws from words only`
        : `${upstreamModel} takes at most ${drawer.pictures} pictures`,
    );
  if (image.count > mostPictures)
    throw refusePicture('n', `${upstreamModel} makes at most ${mostPictures} pictures at once`);
  const body: JsonDraft = {
    req_key: images.length > 0 ? (drawer.withPictures ?? drawer.words) : drawer.words,
    prompt,
    ...mediaFields(images),
    ...sizeFor(image, drawer, drop),
  };
  // As many as were asked for: left alone, the model decides how many it draws.
  if (drawer.four) body['force_single'] = true;
  if (image.seed !== undefined && !drawer.four) body['seed'] = image.seed;
  if (image.watermark !== undefined) body['watermark'] = image.watermark;
  if (image.count > 1) body['n'] = image.count;
  dropFields(
    image,
    [
      'negativePrompt',
      'quality',
      'style',
      'background',
      'format',
      ...(drawer.four ? (['seed'] as const) : []),
    ],
    drop,
  );
  return {
    action: 'draw',
    body: { ...body, ...passExtra(image, drawer.four ? own : ownOfThree, drop) },
  };
};

/** The API takes addresses or data, not both. */
function mediaFields(images: readonly string[]): JsonDraft {
  if (images.length === 0) return {};
  const data = images.flatMap((url) => dataOf(url)?.data ?? []);
  if (data.length === 0) return { image_urls: images };
  if (data.length < images.length)
    throw refusePicture('image', 'send all pictures by address, or all as data');
  return { binary_data_base64: data };
}

function sizeFor(
  image: ImageRequest,
  { bounds, usual, four }: Drawer,
  drop: (field: string) => void,
): JsonDraft {
  const { width, aspectRatio, resolution } = image;
  if (width === undefined && aspectRatio === undefined) {
    const area = areaOf(resolution);
    if (area === undefined) return {};
    if (four) return { size: Math.min(bounds.mostArea, Math.max(bounds.leastArea, area)) };
  }
  const listed = aspectRatio === undefined || !four ? undefined : sizes2k[aspectRatio];
  if (listed) {
    const scale = Math.sqrt((areaOf(resolution) ?? usual) / usual);
    const [across, down] = fitted(listed[0] * scale, listed[1] * scale, bounds);
    return { width: across, height: down };
  }
  const pixels = pixelsFor(image, bounds, usual);
  if (!pixels) return {};
  if (pixels.changed) drop('size');
  return { width: pixels.width, height: pixels.height };
}
