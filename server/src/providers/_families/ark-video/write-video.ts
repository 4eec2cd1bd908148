import type { JsonDraft } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { type Generation, generationOf, ratios } from './generations.ts';

/** Fields of the wire that the neutral form has no name for. */
const passed = [
  'camera_fixed',
  'draft',
  'execution_expires_after',
  'frames',
  'priority',
  'return_last_frame',
  'safety_identifier',
  'service_tier',
  'tools',
];

const roles = { first: 'first_frame', last: 'last_frame', reference: 'reference_image' } as const;

const unable = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** The resolution of the model nearest to the one that was asked for, from below. */
function nearest(asked: string, known: readonly string[]): string {
  const order = ['480p', '512p', '540p', '720p', '768p', '1080p', '1440p', '4k'];
  const at = order.indexOf(asked);
  return [...known].reverse().find((one) => order.indexOf(one) <= at) ?? known[0]!;
}

/** A film of the neutral form in Ark's wire. */
export const writeVideo: NonNullable<TaskPort['writeVideo']> = (video, { upstreamModel, parents, drop }) => {
  const generation = generationOf(upstreamModel);
  if ((video.count ?? 1) > 1) throw unable('n', `${upstreamModel} makes one film a task`);
  const body: JsonDraft = {
    model: upstreamModel,
    content: contentOf(video, parents, upstreamModel, generation),
  };

  const resolution = resolutionOf(video);
  if (resolution !== undefined) {
    const known = generation?.resolutions ?? [resolution];
    if (!known.includes(resolution)) drop('resolution');
    body['resolution'] = known.includes(resolution) ? resolution : nearest(resolution, known);
  }
  const ratio = aspectOf(video, ratios);
  if (ratio !== undefined) body['ratio'] = ratio;
  if (video.seconds !== undefined) {
    const { least = 1, most = 60 } = generation ?? {};
    if (video.seconds < least || video.seconds > most)
      throw unable('seconds', `${upstreamModel} makes films of ${least} to ${most} seconds`);
    body['duration'] = Math.round(video.seconds);
  }
  if (video.seed !== undefined) body['seed'] = video.seed;
  if (video.watermark !== undefined) body['watermark'] = video.watermark;
  if (video.sound !== undefined) {
    if (generation === undefined || generation.sound) body['generate_audio'] = video.sound;
    else if (video.sound) drop('sound');
  }
  if (video.negativePrompt !== undefined) drop('negative_prompt');
  if (video.enhancePrompt !== undefined) drop('enhance_prompt');
  for (const name of passed) if (video.extra[name] !== undefined) body[name] = video.extra[name];
  return { action: 'generate', body };
};

function contentOf(
  video: VideoRequest,
  parents: Parameters<NonNullable<TaskPort['writeVideo']>>[1]['parents'],
  model: string,
  generation: Generation | undefined,
): readonly object[] {
  const film = video.video?.url ?? filmOf(video, parents);
  if (film !== undefined && generation?.inputSeconds === 0)
    throw unable('video', `${model} cannot go on from a film`);
  return [
    ...(video.prompt === '' ? [] : [{ type: 'text', text: video.prompt }]),
    ...video.images.map(({ role, url }) => ({ type: 'image_url', image_url: { url }, role: roles[role] })),
    ...(film === undefined ? [] : [{ type: 'video_url', video_url: { url: film }, role: 'reference_video' }]),
  ];
}

/** The film of the task that this one goes on from. */
function filmOf(
  { parent }: VideoRequest,
  parents: Parameters<NonNullable<TaskPort['writeVideo']>>[1]['parents'],
): string | undefined {
  if (parent === undefined) return undefined;
  const url = parents[parent.ref]?.outputs.find((output) => output.kind === 'video')?.url;
  if (url === undefined) throw unable('video_id', 'the film of that task can no longer be fetched');
  return url;
}
