import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, ratioOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { limits } from './measure.ts';

/** Fields of Runway's own that a neutral request may name. */
const ownFields = [
  ...[
    'contentModeration',
    'outputFormat',
    'proresProfile',
    'references',
    'referenceAudio',
    'referenceVideos',
  ],
  ...['keyframes', 'targetAspectRatio', 'bodyControl', 'expressionIntensity', 'mode'],
];

const mostText = 1000;

const refuse = (message: string, param: string): never => {
  throw new GatewayError('field_invalid', message, { param });
};

const shorterSide = (ratio: string): number => Math.min(...ratio.split(':').map(Number));

/** The nearest of the model's sizes: first the shape, then the resolution. */
function ratioFor(video: VideoRequest, known: readonly string[]): string | undefined {
  const shape = aspectOf({ ...video, aspectRatio: video.aspectRatio ?? shapeOf(video) }, known);
  if (shape === undefined) return undefined;
  const word = resolutionOf(video) ?? '720p';
  const side = word === '4k' ? 2160 : Number.parseInt(word, 10);
  const alike = known.filter((one) => Math.abs((ratioOf(one) ?? 0) - (ratioOf(shape) ?? 0)) < 0.06);
  return [...alike].sort((a, b) => Math.abs(shorterSide(a) - side) - Math.abs(shorterSide(b) - side))[0];
}

const shapeOf = ({ width, height }: VideoRequest): string =>
  width && height ? `${width}:${height}` : '16:9';

/** A length that the model makes. Throws field_invalid for one that it does not. */
function secondsFor(video: VideoRequest, known: readonly number[] | undefined): number | undefined {
  if (known === undefined) return undefined;
  if (video.seconds === undefined) return known.includes(5) ? 5 : known.at(-1);
  const nearest = [...known].sort((a, b) => Math.abs(a - video.seconds!) - Math.abs(b - video.seconds!))[0]!;
  if (Math.abs(nearest - video.seconds) > 2)
    return refuse(`this model makes films of ${known[0]} to ${known.at(-1)} seconds`, 'seconds');
  return nearest;
}

/** The film that is to be changed or gone on from. */
function sourceOf(
  { video, parent }: VideoRequest,
  parents: Parameters<NonNullable<TaskPort['writeVideo']>>[1]['parents'],
): string | undefined {
  if (video) return video.url;
  if (parent === undefined) return undefined;
  const made = parents[parent.ref]?.outputs.find(
    ({ kind, url }) => kind === 'video' && url !== undefined,
  )?.url;
  return made ?? refuse('the film to go on from is not there', 'video');
}

/** A neutral request in Runway's wire. */
export const writeRunwayVideo: NonNullable<TaskPort['writeVideo']> = (
  video,
  { upstreamModel, parents, drop },
) => {
  const known = limits[upstreamModel];
  const takes = (action: string): boolean => known === undefined || known.actions.includes(action);
  const isVeo = upstreamModel.startsWith('veo');
  const isSeedance = upstreamModel.startsWith('seedance');
  if ((video.count ?? 1) > 1) refuse('this model makes one film for each request', 'n');
  if (video.prompt.length > mostText) refuse(`the prompt may have ${mostText} characters`, 'prompt');
  if (video.watermark !== undefined) drop('watermark');
  if (video.enhancePrompt !== undefined) drop('enhancePrompt');
  const extra: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(video.extra))
    if (ownFields.includes(field)) extra[field] = value;
    else drop(field);
  const source = sourceOf(video, parents);
  const ratio = ratioFor(video, known?.ratios ?? ['1280:720', '720:1280']);
  const duration = secondsFor(video, known === undefined ? [5, 10] : known.seconds);
  if (video.sound !== undefined && !isVeo && !isSeedance) drop('sound');
  if (video.negativePrompt !== undefined && !isVeo) drop('negativePrompt');
  const common = {
    model: upstreamModel,
    ...(video.prompt === '' ? {} : { promptText: video.prompt }),
    ...(video.seed === undefined ? {} : { seed: video.seed }),
    ...(video.sound !== undefined && (isVeo || isSeedance) ? { audio: video.sound } : {}),
    ...(video.negativePrompt !== undefined && isVeo ? { negativePrompt: video.negativePrompt } : {}),
    ...extra,
  };
  const shape = {
    ...(ratio === undefined ? {} : { ratio }),
    ...(duration === undefined ? {} : { duration }),
  };
  if (source !== undefined) {
    if (!takes('video_to_video')) refuse(`${upstreamModel} makes no film from a film`, 'video');
    if (video.images.length > 0) refuse('a film to change takes no pictures beside it', 'images');
    return isSeedance
      ? { action: 'video_to_video', body: { ...common, promptVideo: source, ...shape } }
      : { action: 'video_to_video', body: { ...common, videoUri: source } };
  }
  if (video.images.some(({ role }) => role === 'reference'))
    refuse('this model takes a first and a last frame, no other pictures', 'images');
  if (video.images.length === 0) {
    if (!takes('text_to_video')) refuse(`${upstreamModel} makes a film from a picture: send one`, 'images');
    return { action: 'text_to_video', body: { ...common, ...shape } };
  }
  if (!takes('image_to_video')) refuse(`${upstreamModel} makes no film from a picture`, 'images');
  const hasLast = video.images.some(({ role }) => role === 'last');
  if (hasLast && !isVeo && !isSeedance) refuse('this model takes a first frame only', 'images');
  const only = video.images.length === 1 && !hasLast ? video.images[0]!.url : undefined;
  const promptImage = only ?? video.images.map(({ url, role }) => ({ uri: url, position: role }));
  return { action: 'image_to_video', body: { ...common, promptImage, ...shape } };
};
