import type { JsonDraft } from '../../../base/json.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { areaOf, dropFields, fitted, passExtra, pixelsFor, refuseMask, refusePicture } from '../pictures.ts';
import { type Generation, generationOf, sizes1k, sizes2k } from './models.ts';

/** More requests side by side would be more than an account may have. */
export const mostRequests = 10;

/** Fields of Ark that clients name beside the neutral ones. */
const own = ['optimize_prompt_options', 'tools'] as const;
const ownOfGroups = ['sequential_image_generation', 'sequential_image_generation_options'] as const;

/** A picture of the neutral form in Ark's wire. `n`, which Ark does not know, says how often it is asked. */
export const writeImage: NonNullable<TaskPort['writeImage']> = (image, { upstreamModel, drop }) => {
  const generation = generationOf(upstreamModel);
  if (image.prompt === '') throw refusePicture('prompt', 'you must provide a prompt parameter');
  refuseMask(image, upstreamModel);
  const { images } = image;
  if (generation.name === 'edit' && images.length !== 1)
    throw refusePicture('image', `${upstreamModel} changes one picture: send it as image`);
  if (images.length > generation.pictures)
    throw refusePicture(
      'image',
      generation.pictures === 0
        ? `${upstreamModel} draws from words only`
        : `${upstreamModel} takes at most ${generation.pictures} pictures`,
    );
  if (image.count > mostRequests) throw refusePicture('n', `at most ${mostRequests} pictures at once`);
  const body: JsonDraft = { prompt: image.prompt, response_format: 'url' };
  if (images.length === 1) body['image'] = images[0];
  else if (images.length > 1) body['image'] = images;
  const size = sizeFor(image, generation, drop);
  if (size !== undefined) body['size'] = size;
  if (generation.guided && image.seed !== undefined) body['seed'] = image.seed;
  if (image.watermark !== undefined) body['watermark'] = image.watermark;
  if (image.format !== undefined) {
    if (generation.formats.length > 1 && generation.formats.includes(image.format))
      body['output_format'] = image.format;
    else if (!generation.formats.includes(image.format)) drop('output_format');
  }
  if (image.count > 1) body['n'] = image.count;
  dropFields(
    image,
    ['negativePrompt', 'quality', 'style', 'background', ...(generation.guided ? [] : (['seed'] as const))],
    drop,
  );
  const passed = passExtra(
    image,
    [...own, ...(generation.groups ? ownOfGroups : []), ...(generation.guided ? ['guidance_scale'] : [])],
    // Said by clients who want one picture, which is what all do.
    (field) => {
      if (field !== 'sequential_image_generation' || image.extra[field] !== 'disabled') drop(field);
    },
  );
  return { action: 'generate', body: { ...body, ...passed } };
};

function sizeFor(
  image: ImageRequest,
  { name, bounds, usual, words }: Generation,
  drop: (field: string) => void,
): string | undefined {
  const { width, aspectRatio, resolution } = image;
  if (name === 'edit') {
    if (width !== undefined || aspectRatio !== undefined || resolution !== undefined) drop('size');
    return 'adaptive';
  }
  if (width === undefined && aspectRatio === undefined) {
    if (resolution === undefined) return undefined;
    const word = words.find((one) => one.toLowerCase() === resolution.toLowerCase());
    if (word !== undefined) return word;
  }
  const table = name === '3.0' ? sizes1k : sizes2k;
  const listed = aspectRatio === undefined ? undefined : table[aspectRatio];
  if (listed) {
    const scale = Math.sqrt((areaOf(resolution) ?? usual) / usual);
    const [across, down] = fitted(listed[0] * scale, listed[1] * scale, bounds);
    return `${across}x${down}`;
  }
  const pixels = pixelsFor(image, bounds, usual);
  if (pixels?.changed) drop('size');
  return pixels && `${pixels.width}x${pixels.height}`;
}
