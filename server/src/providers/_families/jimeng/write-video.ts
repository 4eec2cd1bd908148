import type { JsonDraft } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, resolutionOf } from '../../../spec/video.ts';
import { filmOf, fixedResolution, ratios } from './models.ts';

const unable = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** A film of the neutral form, in the fields of this wire's gateways: the port makes the upstream's request of them. */
export const writeVideo: NonNullable<TaskPort['writeVideo']> = (video, { upstreamModel, drop }) => {
  if ((video.count ?? 1) > 1) throw unable('n', `${upstreamModel} makes one film a task`);
  if (video.video !== undefined || video.parent !== undefined)
    throw unable('video', `${upstreamModel} cannot go on from a film`);
  if (video.images.some(({ role }) => role === 'reference'))
    throw unable('images', `${upstreamModel} takes a first and a last picture, no references`);
  const first = video.images.filter(({ role }) => role === 'first');
  const last = video.images.filter(({ role }) => role === 'last');
  if (last.length > 0 && first.length === 0) throw unable('images', 'a last picture needs a first one');
  const images = [...first, ...last].map(({ url }) => url);
  const body: JsonDraft = {
    prompt: video.prompt,
    ...(images.length > 0 ? { image_urls: images } : {}),
    ...(video.seed === undefined ? {} : { seed: video.seed }),
  };
  if (video.seconds !== undefined) {
    if (video.seconds < 1 || video.seconds > 10)
      throw unable('seconds', `${upstreamModel} makes 5 or 10 seconds`);
    const seconds = video.seconds > 5 ? 10 : 5;
    if (seconds !== video.seconds) drop('seconds');
    body['duration'] = seconds;
  }
  // With a picture the film has the picture's shape.
  const ratio = aspectOf(video, ratios);
  if (ratio !== undefined && images.length === 0) body['aspect_ratio'] = ratio;
  const asked = resolutionOf(video);
  if (asked !== undefined) {
    const fixed = fixedResolution(upstreamModel) ?? filmOf(upstreamModel)?.resolution;
    const resolution = fixed ?? (['1080p', '1440p', '4k'].includes(asked) ? '1080p' : '720p');
    if (resolution !== asked) drop('resolution');
    body['resolution'] = resolution;
  }
  if (video.negativePrompt !== undefined) drop('negative_prompt');
  if (video.sound) drop('sound');
  if (video.watermark !== undefined) drop('watermark');
  if (video.enhancePrompt !== undefined) drop('enhance_prompt');
  return { action: 'generate', body };
};
