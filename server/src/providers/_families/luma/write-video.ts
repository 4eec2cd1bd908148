import { stringIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { durations, ratios, resolutions, sizeOf } from './measure.ts';

/** Fields of Luma's own that a neutral request may name. */
const ownFields = ['loop', 'concepts'];

const shorterSide = (resolution: string): number => {
  const { width, height } = sizeOf(resolution, '16:9');
  return Math.min(width, height);
};

/** The nearest of Luma's resolutions. */
function nearest(asked: string): string {
  const side = asked === '4k' ? 2160 : Number.parseInt(asked, 10);
  const far = (one: string): number => Math.abs(shorterSide(one) - side);
  return [...resolutions].sort((a, b) => far(a) - far(b))[0]!;
}

/** 5 or 9 seconds. Throws field_invalid for longer ones. */
function lengthOf(seconds: number): number {
  const longest = durations[1];
  if (seconds > longest + 1)
    throw new GatewayError('field_invalid', `this model makes films of ${durations.join(' or ')} seconds`, {
      param: 'seconds',
    });
  return seconds - durations[0] < longest - seconds ? durations[0] : longest;
}

const refuse = (message: string, param: string): never => {
  throw new GatewayError('field_invalid', message, { param });
};

/** A neutral request in Luma's wire. Lengths and sizes are the nearest that there are. */
export const writeLumaVideo: NonNullable<TaskPort['writeVideo']> = (
  video,
  { upstreamModel, parents, drop },
) => {
  if ((video.count ?? 1) > 1) refuse('this model makes one film for each request', 'n');
  if (video.images.some(({ role }) => role === 'reference'))
    refuse('this model takes a first and a last frame, no other pictures', 'images');
  const dropped = {
    negativePrompt: video.negativePrompt,
    seed: video.seed,
    sound: video.sound,
    watermark: video.watermark,
    enhancePrompt: video.enhancePrompt,
  };
  for (const [field, value] of Object.entries(dropped)) if (value !== undefined) drop(field);
  const extra: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(video.extra))
    if (ownFields.includes(field)) extra[field] = value;
    else drop(field);
  const source = sourceOf(video, parents);
  if (source !== undefined) {
    if (video.seconds !== undefined) drop('seconds');
    if (video.images.length > 1) refuse('a film to change goes with one picture at most', 'images');
    const [first] = video.images;
    return {
      action: 'modify_video',
      body: {
        generation_type: 'modify_video',
        model: upstreamModel,
        prompt: video.prompt,
        media: { url: source },
        mode: 'flex_1',
        ...(first ? { first_frame: { url: first.url } } : {}),
        ...extra,
      },
    };
  }
  const resolution = resolutionOf(video);
  const aspect = aspectOf(video, ratios);
  const first = video.images.find(({ role }) => role === 'first');
  const last = video.images.find(({ role }) => role === 'last');
  const parent = video.parent === undefined ? undefined : (parents[video.parent.ref] ?? undefined);
  const goesOn = stringIn(parent?.handle['id']);
  if (goesOn !== undefined && first)
    refuse('what goes on from a film begins with its end, not with a picture', 'images');
  const frame0 = goesOn
    ? { type: 'generation', id: goesOn }
    : first
      ? { type: 'image', url: first.url }
      : undefined;
  const frame1 = last ? { type: 'image', url: last.url } : undefined;
  return {
    action: 'video',
    body: {
      generation_type: 'video',
      model: upstreamModel,
      prompt: video.prompt,
      resolution: resolution === undefined ? '720p' : nearest(resolution),
      duration: `${lengthOf(video.seconds ?? durations[0])}s`,
      ...(aspect === undefined ? {} : { aspect_ratio: aspect }),
      ...(frame0 || frame1
        ? { keyframes: { ...(frame0 ? { frame0 } : {}), ...(frame1 ? { frame1 } : {}) } }
        : {}),
      ...extra,
    },
  };
};

/** Where the film is that is to be changed; undefined where a new one is made. */
function sourceOf(
  video: VideoRequest,
  parents: Parameters<NonNullable<TaskPort['writeVideo']>>[1]['parents'],
): string | undefined {
  if (video.video) return video.video.url;
  if (video.parent === undefined || video.parent.how === 'extend') return undefined;
  const parent = parents[video.parent.ref];
  const made = parent?.outputs.find(({ kind, url }) => kind === 'video' && url !== undefined)?.url;
  return made ?? refuse('the film to change is not there', 'video');
}
