import type { JsonDraft } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { ratioOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { lengthsOf, type Mode } from './matrix.ts';

const refuse = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** Fields of this wire that a client of a neutral one may name beside the neutral ones. */
const passed = ['fast_pretreatment', 'prompt_optimizer', 'aigc_watermark', 'subject_reference'] as const;

/** A neutral request for a film in MiniMax's wire. Throws field_invalid for what the model cannot make. */
export const writeVideo: NonNullable<TaskPort['writeVideo']> = (video, { upstreamModel, drop }) => {
  if (video.video || video.parent)
    throw refuse('video', `${upstreamModel} makes new films; it does not take one to go on from`);
  if ((video.count ?? 1) > 1) throw refuse('n', `${upstreamModel} makes one film a call`);
  const body: JsonDraft = {};
  for (const name of passed) if (video.extra[name] !== undefined) body[name] = video.extra[name];
  if (video.prompt !== '') body['prompt'] = video.prompt;
  const mode = writeImages(video, upstreamModel, body);
  const lengths = lengthsOf(upstreamModel, mode);
  const resolution = lengths && resolutionFor(video, Object.keys(lengths), upstreamModel);
  const allowed = lengths?.[resolution ?? Object.keys(lengths)[0]!];
  if (resolution !== undefined) body['resolution'] = resolution;
  if (video.seconds !== undefined) {
    const { seconds } = video;
    const length = allowed ? allowed.find((one) => one >= seconds) : seconds;
    if (length === undefined)
      throw refuse(
        'seconds',
        `${upstreamModel} makes at most ${allowed?.at(-1)} seconds${resolution ? ` in ${resolution}` : ''}`,
      );
    body['duration'] = length;
  }
  if (video.enhancePrompt !== undefined) body['prompt_optimizer'] = video.enhancePrompt;
  if (video.watermark !== undefined) body['aigc_watermark'] = video.watermark;
  if (video.negativePrompt) drop('negative_prompt');
  if (video.seed !== undefined) drop('seed');
  if (video.sound) drop('sound');
  // A first frame gives the film its shape; without one it is 16:9.
  const ratio =
    video.aspectRatio ?? (video.width && video.height ? `${video.width}:${video.height}` : undefined);
  if (ratio !== undefined && Math.abs((ratioOf(ratio) ?? 16 / 9) - 16 / 9) > 0.05) drop('aspect_ratio');
  return { action: 'video_generation', body };
};

function writeImages(video: VideoRequest, model: string, body: JsonDraft): Mode {
  const by = (role: string) => video.images.filter((image) => image.role === role).map(({ url }) => url);
  const [first, ...more] = by('first');
  const [last] = by('last');
  const references = by('reference');
  if (references.length > 0) {
    if (model !== 'S2V-01')
      throw refuse('images', `${model} takes a first and a last frame, no reference images`);
    body['subject_reference'] = [{ type: 'character', image: references }];
    return 'subject';
  }
  if (more.length > 0) throw refuse('images', `${model} takes one first frame`);
  if (first !== undefined) body['first_frame_image'] = first;
  if (last === undefined) return first === undefined ? 'text' : 'first-frame';
  // A relayed body may try its luck; a neutral request must get what it means.
  if (model !== 'MiniMax-Hailuo-02')
    throw refuse('images', `${model} takes no last frame; MiniMax-Hailuo-02 does`);
  body['last_frame_image'] = last;
  return 'first-last-frame';
}

const pixels = (word: string): number => (word === '4k' ? 2160 : Number.parseInt(word, 10));

/** The smallest that is at least what was asked for; undefined where nothing was. */
function resolutionFor(video: VideoRequest, known: readonly string[], model: string): string | undefined {
  const asked = resolutionOf(video);
  if (asked === undefined || Number.isNaN(pixels(asked))) return undefined;
  const sorted = [...known].sort((a, b) => pixels(a) - pixels(b));
  const found = sorted.find((one) => pixels(one) >= pixels(asked));
  // 720P films of old models are what people mean by 768p too.
  if (found === undefined && pixels(asked) > pixels(sorted.at(-1)!) * 1.1)
    throw refuse('resolution', `${model} makes at most ${sorted.at(-1)}`);
  return found ?? sorted.at(-1);
}
