import type { JsonDraft } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { type Kind, type Profile, profileOf, serviceOf, sizes } from './profiles.ts';

const refuse = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** Fields of this wire that a client of a neutral one may name beside the neutral ones. */
const passed = {
  input: ['template', 'audio_url', 'function'],
  parameters: ['shot_type', 'audio_setting'],
} as const;
const ratios = ['16:9', '9:16', '1:1', '4:3', '3:4'];

/** A model that nobody knows is asked like the newest. */
const newest: Profile = { kind: 'all', media: true, resolutions: [], lengths: { least: 1, most: 600 } };

/** A neutral request for a film in DashScope's wire. Throws field_invalid for what the model cannot make. */
export const writeVideo: NonNullable<TaskPort['writeVideo']> = (video, { upstreamModel, drop }) => {
  const profile = profileOf(upstreamModel) ?? newest;
  if (video.parent)
    throw refuse(
      'video',
      `${upstreamModel} does not go on from an earlier task; give it the film by its address`,
    );
  if ((video.count ?? 1) > 1) throw refuse('n', `${upstreamModel} makes one film a call`);
  const input: JsonDraft = {};
  const parameters: JsonDraft = {};
  for (const name of passed.input) if (video.extra[name] !== undefined) input[name] = video.extra[name];
  for (const name of passed.parameters)
    if (video.extra[name] !== undefined) parameters[name] = video.extra[name];
  if (video.prompt !== '') input['prompt'] = video.prompt;
  if (video.negativePrompt) input['negative_prompt'] = video.negativePrompt;
  writeMedia(video, profile, upstreamModel, input);
  writeShape(video, profile, upstreamModel, parameters, drop);
  if (video.seconds !== undefined) parameters['duration'] = lengthFor(video.seconds, profile, upstreamModel);
  if (video.enhancePrompt !== undefined) parameters['prompt_extend'] = video.enhancePrompt;
  if (video.watermark !== undefined) parameters['watermark'] = video.watermark;
  if (video.seed !== undefined) parameters['seed'] = video.seed;
  if (video.sound !== undefined && profile.audioSwitch) parameters['audio'] = video.sound;
  else if (video.sound !== undefined && video.sound !== hasSound(upstreamModel)) drop('sound');
  return { action: serviceOf(upstreamModel, 'video-generation'), body: { input, parameters } };
};

/** Films have sound from 2.5 on; who speaks always has a voice. */
const hasSound = (model: string): boolean => !/^wanx?2\.[12]-/.test(model) || /s2v/.test(model);

const takes: Readonly<Record<Kind, string>> = {
  size: 'text only',
  text: 'text only',
  image: 'one first frame',
  frames: 'a first and a last frame',
  media: 'a first and a last frame, or a film to go on from',
  reference: 'reference images or films',
  edit: 'a film to change, with reference images',
  all: 'frames, references or a film',
  speech: 'a picture and a voice, which this request has no field for',
};

function writeMedia(video: VideoRequest, profile: Profile, model: string, input: JsonDraft): void {
  const by = (role: string) => video.images.filter((image) => image.role === role).map(({ url }) => url);
  const [first, last, references, film] = [by('first'), by('last'), by('reference'), video.video?.url];
  const wrong = (): GatewayError =>
    refuse(film === undefined ? 'images' : 'video', `${model} takes ${takes[profile.kind]}`);
  if (first.length > 1 || last.length > 1) throw wrong();
  switch (profile.kind) {
    case 'size':
    case 'text':
      if (video.images.length > 0 || film !== undefined) throw wrong();
      return;
    case 'image':
      if (first.length !== 1 || video.images.length > 1 || film !== undefined) throw wrong();
      input['img_url'] = first[0];
      return;
    case 'frames':
      if (first.length !== 1 || references.length > 0 || film !== undefined) throw wrong();
      input['first_frame_url'] = first[0];
      if (last[0] !== undefined) input['last_frame_url'] = last[0];
      return;
    case 'speech':
      throw wrong();
    case 'media':
      if (references.length > 0 || (first.length === 0) === (film === undefined)) throw wrong();
      break;
    case 'reference':
      // What is called a first frame is one here where the model takes a list of media.
      if (references.length === 0 && film === undefined && (first.length === 0 || !profile.media))
        throw wrong();
      if (last.length > 0) throw wrong();
      break;
    case 'edit':
      if (film === undefined || first.length > 0 || last.length > 0) throw wrong();
      break;
    case 'all':
      break;
  }
  if (profile.kind === 'reference' && !profile.media) {
    input['reference_urls'] = [...first, ...references, ...(film === undefined ? [] : [film])];
    return;
  }
  const filmType = { media: 'first_clip', reference: 'reference_video', edit: 'video', all: 'video' }[
    profile.kind
  ];
  const media = [
    ...(film === undefined ? [] : [{ type: filmType, url: film }]),
    ...first.map((url) => ({ type: 'first_frame', url })),
    ...last.map((url) => ({ type: 'last_frame', url })),
    ...references.map((url) => ({ type: 'reference_image', url })),
  ];
  if (media.length > 0) input['media'] = media;
}

const lines = (resolution: string): number =>
  /^4k$/i.test(resolution) ? 2160 : Number.parseInt(resolution, 10);

function writeShape(
  video: VideoRequest,
  { kind, resolutions }: Profile,
  model: string,
  parameters: JsonDraft,
  drop: (field: string) => void,
): void {
  const asked = resolutionOf(video);
  const known = [...resolutions].sort((a, b) => lines(a) - lines(b));
  let resolution: string | undefined;
  if (asked !== undefined && Number.isFinite(lines(asked))) {
    // 768p and 512p films are asked of others; they mean the next one below here.
    resolution =
      known.find((one) => lines(one) * 1.07 >= lines(asked)) ??
      (known.length === 0 ? asked.toUpperCase() : undefined);
    if (resolution === undefined) throw refuse('resolution', `${model} makes at most ${known.at(-1)}`);
  }
  const aspect = aspectOf(video, ratios);
  if (kind === 'size') {
    if (resolution === undefined && aspect === undefined) return;
    const table = sizes[resolution ?? resolutions[0] ?? '1080P'] ?? {};
    const ratio = aspectOf({ aspectRatio: aspect ?? '16:9' }, Object.keys(table)) ?? '16:9';
    parameters['size'] = table[ratio];
    return;
  }
  if (resolution !== undefined) parameters['resolution'] = resolution;
  if (aspect === undefined) return;
  // A first frame gives the film its shape.
  if (
    kind === 'text' ||
    kind === 'reference' ||
    (kind === 'all' && video.images.every(({ role }) => role === 'reference'))
  )
    parameters['ratio'] = aspect;
  else if (video.aspectRatio !== undefined) drop('aspect_ratio');
}

function lengthFor(seconds: number, { lengths }: Profile, model: string): number {
  const whole = Math.ceil(seconds);
  const found =
    'least' in lengths
      ? whole <= lengths.most
        ? Math.max(whole, lengths.least)
        : undefined
      : [...lengths].sort((a, b) => a - b).find((one) => one >= whole);
  if (found !== undefined) return found;
  throw refuse(
    'seconds',
    `${model} makes at most ${'least' in lengths ? lengths.most : Math.max(...lengths)} seconds`,
  );
}
