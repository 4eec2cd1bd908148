import { type JsonDraft, objectIn } from '../../../base/json.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf } from '../../../spec/video.ts';
import { dropFields, passExtra, pixelsFor, refuseMask, refusePicture } from '../pictures.ts';
import { fixedSizes, nameAtUpstream, type Profile, profileOf } from './profiles.ts';

export const mostPictures = 12;

/** Parameters of DashScope that clients name beside the neutral ones. */
const own = [
  'prompt_extend',
  'prompt_extend_mode',
  'thinking_mode',
  'enable_interleave',
  'enable_sequential',
  'max_images',
  'bbox_list',
  'color_palette',
  'input',
  'parameters',
] as const;

/** A model that nobody knows is asked like the newest. */
const newest: Profile = { by: 'messages', takes: { least: 0, most: 10 }, most: 4 };

/**
 * A picture of the neutral form in DashScope's wire: `{input, parameters}`, with `n` for all pictures that were asked for. A
 * client who sends `input` and `parameters` himself has them passed on.
 */
export const writeImage: NonNullable<TaskPort['writeImage']> = (image, { upstreamModel, drop }) => {
  const model = nameAtUpstream(upstreamModel);
  const profile = profileOf(model) ?? newest;
  const { input: ownInput, parameters: ownParameters, ...extra } = passExtra(image, own, drop);
  const given = objectIn(ownInput);
  if (image.prompt === '' && !given) throw refusePicture('prompt', 'you must provide a prompt parameter');
  refuseMask(image, upstreamModel);
  const { images } = image;
  if (!given && images.length < profile.takes.least)
    throw refusePicture('image', `${upstreamModel} changes pictures: send one as image`);
  if (images.length > profile.takes.most)
    throw refusePicture(
      'image',
      profile.takes.most === 0
        ? `${upstreamModel} draws from words only`
        : `${upstreamModel} takes at most ${profile.takes.most} pictures`,
    );
  const most = profile.by === 'messages' ? mostPictures : profile.most;
  if (image.count > most) throw refusePicture('n', `${upstreamModel} makes at most ${most} pictures at once`);
  const parameters: JsonDraft = { n: image.count };
  const size = sizeFor(image, profile, drop);
  if (size !== undefined) parameters['size'] = size;
  if (image.watermark !== undefined) parameters['watermark'] = image.watermark;
  // Below zero means any seed at other makers.
  if (image.seed !== undefined && image.seed >= 0) parameters['seed'] = image.seed;
  if (image.format !== undefined && image.format !== 'png') drop('output_format');
  dropFields(image, ['quality', 'style', 'background'], drop);
  const { negativePrompt } = image;
  const input: JsonDraft =
    profile.by === 'messages'
      ? {
          messages: [
            {
              role: 'user',
              content: [...images.map((one) => ({ image: one })), { text: image.prompt }],
            },
          ],
        }
      : {
          prompt: image.prompt,
          ...(profile.by === 'pictures' ? { images } : {}),
          ...(negativePrompt === undefined ? {} : { negative_prompt: negativePrompt }),
        };
  if (profile.by === 'messages' && negativePrompt !== undefined)
    parameters['negative_prompt'] = negativePrompt;
  return {
    action: profile.by,
    body: {
      input: given ?? input,
      parameters: { ...parameters, ...extra, ...objectIn(ownParameters) },
    },
  };
};

function sizeFor(image: ImageRequest, { size }: Profile, drop: (field: string) => void): string | undefined {
  if (size === undefined) {
    if (image.width !== undefined || image.aspectRatio !== undefined || image.resolution !== undefined)
      drop('size');
    return undefined;
  }
  if (size === 'fixed') {
    const ratio = aspectOf(image, Object.keys(fixedSizes));
    const found = ratio === undefined ? undefined : fixedSizes[ratio];
    if ((image.width !== undefined && found !== `${image.width}*${image.height}`) || image.resolution)
      drop('size');
    return found;
  }
  const pixels = pixelsFor(image, size.bounds, size.usual);
  if (pixels?.changed) drop('size');
  return pixels && `${pixels.width}*${pixels.height}`;
}
