import { type Json, numberIn, objectOf, objectsIn, textIn, textsIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { type Kind, type Profile, profileOf, resolutionOfSize } from './profiles.ts';

/** What a body asks for; `seconds`: the most that will be charged, `length`: of the film. */
export type Asked = {
  readonly resolution: string;
  readonly length: number;
  readonly seconds: number;
  readonly sound: boolean;
};

const refuse = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });
const listed = (words: readonly (string | number)[]): string =>
  words.length < 2 ? String(words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** Reads what is asked for, with the defaults put in. Throws field_invalid for what DashScope refuses. */
export function readAsked(model: string, body: Json): Asked {
  const input = objectOf(body['input']);
  const parameters = objectOf(body['parameters']);
  const profile = profileOf(model);
  const resolution = readResolution(model, profile, parameters);
  const length = readLength(model, profile, parameters);
  if (profile) checkInput(model, profile, input);
  const sound = parameters['audio'] !== false || textIn(input['audio_url']) !== undefined;
  return { resolution, length, sound, seconds: chargedSeconds(profile, input, length) };
}

function readResolution(model: string, profile: Profile | undefined, parameters: Json): string {
  const size = parameters['size'];
  const fallback = profile?.resolutions[0] ?? '1080P';
  if (profile?.kind === 'size' || (!profile && size !== undefined)) {
    if (size === undefined || size === null || size === '') return fallback;
    const resolution = resolutionOfSize(textIn(size) ?? '');
    if (resolution === undefined)
      throw refuse(
        'parameters.size',
        "parameters.size must be width*height with an asterisk, for example '1280*720'",
      );
    if (profile && !profile.resolutions.includes(resolution))
      throw refuse(
        'parameters.size',
        `${model} makes films in ${listed(profile.resolutions)}, not ${resolution}`,
      );
    return resolution;
  }
  const asked = textIn(parameters['resolution']);
  if (asked === undefined) return fallback;
  const resolution = asked.toUpperCase();
  if (profile && !profile.resolutions.includes(resolution))
    throw refuse(
      'parameters.resolution',
      `${model} makes films in ${listed(profile.resolutions)}, not ${asked.slice(0, 20)}`,
    );
  return resolution;
}

function readLength(model: string, profile: Profile | undefined, parameters: Json): number {
  const asked = parameters['duration'];
  const lengths = profile?.lengths ?? { least: 1, most: 60 };
  // The voice, or the film that is changed, says how long it will be.
  if (profile?.kind === 'speech') return mostOf(lengths);
  if (asked === undefined || asked === null) return profile?.kind === 'edit' ? mostOf(lengths) : 5;
  const seconds = numberIn(asked);
  // -1: as long as the model thinks right; 0: as long as the film that is changed.
  if (profile?.kind === 'all' && seconds === -1) return mostOf(lengths);
  if (profile?.kind === 'edit' && seconds === 0) return mostOf(lengths);
  const fits =
    seconds !== undefined &&
    Number.isInteger(seconds) &&
    ('least' in lengths ? seconds >= lengths.least && seconds <= lengths.most : lengths.includes(seconds));
  if (fits) return seconds;
  const words =
    'least' in lengths
      ? `whole seconds from ${lengths.least} to ${lengths.most}`
      : `${listed([...lengths].sort((a, b) => a - b))} seconds`;
  throw refuse('parameters.duration', `${model} makes films of ${words}`);
}

const mostOf = (lengths: Profile['lengths']): number =>
  'most' in lengths ? lengths.most : Math.max(...lengths);

/** Films handed in are charged too by the models that go by them: how long they are is not known here. */
function chargedSeconds(profile: Profile | undefined, input: Json, length: number): number {
  const films =
    objectsIn(input['media']).some(({ type }) => type === 'video' || type === 'reference_video') ||
    [...textsIn(input['reference_urls']), ...textsIn(input['reference_video_urls'])].length > 0;
  if (!profile || !films) return length;
  if (profile.kind === 'all') return profile.mostCharged ?? length;
  return Math.min(length + (profile.chargedInput ?? 0), profile.mostCharged ?? Number.POSITIVE_INFINITY);
}

/** What must be there, by kind. */
const needs: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  size: ['prompt'],
  text: ['prompt'],
  image: ['img_url'],
  frames: ['first_frame_url'],
  speech: ['image_url', 'audio_url'],
};
const oldFields = ['img_url', 'first_frame_url', 'last_frame_url'] as const;

function checkInput(model: string, profile: Profile, input: Json): void {
  for (const field of needs[profile.kind] ?? [])
    if (!textIn(input[field]) && !(field === 'prompt' && textIn(input['template'])))
      throw refuse(`input.${field}`, `${model} needs input.${field}`);
  if (!profile.media) return;
  const media = objectsIn(input['media']);
  const old = oldFields.find((field) => textIn(input[field]));
  if (old && media.length === 0)
    throw refuse(
      `input.${old}`,
      `${model} takes pictures in input.media, for example [{"type":"first_frame","url":"…"}], not in ${old}`,
    );
  media.forEach((one, index) => {
    if (!textIn(one['type']) || !textIn(one['url']))
      throw refuse(`input.media[${index}]`, `input.media[${index}] needs a type and a url`);
  });
  if (profile.kind === 'all') {
    if (media.length === 0 && !textIn(input['prompt']))
      throw refuse('input.prompt', `${model} needs input.prompt or input.media`);
  } else if (media.length === 0) throw refuse('input.media', `${model} needs input.media`);
  if (profile.kind === 'edit' && !media.some(({ type }) => type === 'video'))
    throw refuse(
      'input.media',
      `${model} needs the film to change: {"type":"video","url":"…"} in input.media`,
    );
}
