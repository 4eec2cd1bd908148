import type { JsonDraft } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { ratioOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { extensions, lengths, sizesOf } from './measure.ts';

/** A film of the neutral form in this wire. */

const unable = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** Fields that services with Sora and others have beside OpenAI's. */
const passed = [
  'private',
  'style',
  'storyboard',
  'orientation',
  'character_url',
  'character_timestamps',
  'character_from_task',
  'characters',
  'enable_upsample',
];

const nearest = (asked: number, known: readonly number[]): number =>
  [...known].sort((a, b) => Math.abs(a - asked) - Math.abs(b - asked) || a - b)[0]!;

const heights: Readonly<Record<string, number>> = { '4k': 2160 };

/** Width x height of what was asked for; undefined where nothing was. */
function pixelsOf(video: VideoRequest): readonly [number, number] | undefined {
  if (video.width !== undefined && video.height !== undefined) return [video.width, video.height];
  const resolution = resolutionOf(video);
  const ratio = video.aspectRatio === undefined ? undefined : ratioOf(video.aspectRatio);
  if (resolution === undefined && ratio === undefined) return undefined;
  const side = heights[resolution ?? ''] ?? (Number(/^(\d+)p$/.exec(resolution ?? '')?.[1]) || 720);
  const shape = ratio ?? 16 / 9;
  const even = (length: number): number => Math.round(length / 2) * 2;
  return shape >= 1 ? [even(side * shape), side] : [side, even(side / shape)];
}

/** The size of OpenAI's that is nearest by its shape, then by its area. */
function officialSize([width, height]: readonly [number, number], model: string): string {
  const off = (size: string): number => {
    const [w = 1, h = 1] = size.split('x').map(Number);
    return Math.abs(Math.log(w / h / (width / height))) * 4 + Math.abs(Math.log((w * h) / (width * height)));
  };
  return [...sizesOf(model)].sort((a, b) => off(a) - off(b))[0]!;
}

/** `official`: only what OpenAI itself takes. */
export const videoWriter =
  (official: boolean): NonNullable<TaskPort['writeVideo']> =>
  (video, { upstreamModel, drop }) => {
    if ((video.count ?? 1) > 1) throw unable('n', `${upstreamModel} makes one video a task`);
    const body: JsonDraft = { model: upstreamModel, prompt: video.prompt };
    if (video.parent !== undefined || video.video !== undefined)
      return writeFollow(video, body, official, drop);
    writeLength(video, body, official ? lengths : undefined, drop);
    const pixels = pixelsOf(video);
    if (pixels) {
      const size = `${pixels[0]}x${pixels[1]}`;
      body['size'] = official ? officialSize(pixels, upstreamModel) : size;
      if (official && video.width !== undefined && body['size'] !== size) drop('size');
    }
    writePictures(video, body, official, drop);
    writeOthers(video, body, official, drop);
    return { action: 'create', body };
  };

function writeLength(
  { seconds }: VideoRequest,
  body: JsonDraft,
  known: readonly number[] | undefined,
  drop: (field: string) => void,
): void {
  if (seconds === undefined) return;
  const length = known ? nearest(seconds, known) : seconds;
  if (length !== seconds) drop('seconds');
  body['seconds'] = String(length);
}

const places = { first: 0, last: 1, reference: 2 } as const;

function writePictures(
  { images }: VideoRequest,
  body: JsonDraft,
  official: boolean,
  drop: (field: string) => void,
): void {
  const urls = [...images].sort((a, b) => places[a.role] - places[b.role]).map(({ url }) => url);
  if (official && images.some(({ role }) => role === 'last'))
    throw unable('images', 'this model takes a first frame and no last one');
  if (official && urls.length > 1) drop('images');
  const [first] = urls;
  if (first !== undefined) body['input_reference'] = official || urls.length === 1 ? first : urls;
}

function writeOthers(
  video: VideoRequest,
  body: JsonDraft,
  official: boolean,
  drop: (field: string) => void,
): void {
  const others = {
    negative_prompt: video.negativePrompt,
    generate_audio: video.sound,
    seed: video.seed,
    watermark: video.watermark,
    enhance_prompt: video.enhancePrompt,
    ...Object.fromEntries(passed.map((name) => [name, video.extra[name]])),
  };
  for (const [name, value] of Object.entries(others)) {
    if (value === undefined) continue;
    if (official) drop(name);
    else body[name] = value;
  }
}

/** A film made from another one. Its own size stays. */
function writeFollow(
  video: VideoRequest,
  { model, prompt }: JsonDraft,
  official: boolean,
  drop: (field: string) => void,
): ReturnType<NonNullable<TaskPort['writeVideo']>> {
  const how = video.parent?.how ?? 'edit';
  const file = video.video?.url;
  if (file !== undefined && !/^data:/i.test(file))
    throw unable('video', 'this upstream takes a finished video by its id, or as a file');
  if (video.images.length > 0)
    throw unable('images', 'a video that goes on from another one takes no pictures');
  const source = file ?? { id: video.parent?.ref };
  const body: JsonDraft = { model, prompt, video: source };
  if (how === 'extend')
    writeLength({ ...video, seconds: video.seconds ?? 8 }, body, official ? extensions : undefined, drop);
  else if (video.seconds !== undefined) drop('seconds');
  return { action: how, body };
}
