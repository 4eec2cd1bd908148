import type { Json, JsonDraft } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, resolutionOf, type VideoImage, type VideoRequest } from '../../../spec/video.ts';
import { readDataUrl } from './data-url.ts';
import type { Place } from './models.ts';
import { type Traits, traitsOf } from './names.ts';

/** Fields of other wires that are Google's too, by their names there. */
const passed: Readonly<Record<string, string>> = {
  personGeneration: 'personGeneration',
  person_generation: 'personGeneration',
};

const refuse = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** A picture as Google takes it. The gateway has fetched it; what it has not is a bucket's address. */
function picture(url: string): Json {
  const data = readDataUrl(url);
  return data
    ? { bytesBase64Encoded: data.data, mimeType: data.type }
    : { gcsUri: url, mimeType: /\.jpe?g$/i.test(url) ? 'image/jpeg' : 'image/png' };
}

type To = Parameters<NonNullable<TaskPort['writeVideo']>>[1];

/** The length that is nearest to the one asked for, of those that the model has. */
function lengthOf(asked: number | undefined, { lengths }: Traits): number | undefined {
  if (asked === undefined) return undefined;
  return [...lengths].sort((a, b) => Math.abs(a - asked) - Math.abs(b - asked) || b - a)[0];
}

function imagesOf(images: readonly VideoImage[], traits: Traits): JsonDraft {
  const by = (role: VideoImage['role']) => images.filter((image) => image.role === role);
  const [first, ...moreFirst] = by('first');
  const [last, ...moreLast] = by('last');
  const references = by('reference');
  if (moreFirst.length > 0 || moreLast.length > 0)
    throw refuse('images', 'one picture begins the film and one ends it');
  if (references.length > traits.references)
    throw refuse(
      'images',
      traits.references === 0
        ? `${traits.upstream} takes no reference images; send a first frame`
        : `${traits.upstream} takes at most ${traits.references} reference images`,
    );
  if (references.length > 0 && (first || last) && traits.family !== 'omni')
    throw refuse('images', `${traits.upstream} takes frames or reference images, not both`);
  if (last && !first && traits.family !== 'omni') throw refuse('images', 'a last frame needs a first one');
  if (last && !traits.lastFrame) throw refuse('images', `${traits.upstream} takes no last frame`);
  return {
    ...(first ? { image: picture(first.url) } : {}),
    ...(last ? { lastFrame: picture(last.url) } : {}),
    ...(references.length > 0
      ? { referenceImages: references.map(({ url }) => ({ image: picture(url), referenceType: 'asset' })) }
      : {}),
  };
}

/** An earlier film, as our id (`start` puts Google's name in its place) or as data. */
function earlierFilm(video: VideoRequest, traits: Traits, place: Place): JsonDraft {
  const { parent, video: film } = video;
  const isOmni = traits.family === 'omni';
  const how = parent === undefined ? 'edit' : parent.how === 'extend' ? 'extend' : 'edit';
  if (parent === undefined && film === undefined) return {};
  if (parent && !traits.goesOn.includes(how))
    throw refuse(
      'model',
      how === 'extend'
        ? `${traits.upstream} cannot go on with an earlier film`
        : `${traits.upstream} cannot change an earlier film, only go on with it; gemini-omni-1.1-flash can`,
    );
  if (parent) return { video: { uri: parent.ref } };
  const { url } = film!;
  const data = readDataUrl(url);
  if (data && (isOmni || place === 'vertex'))
    return { video: { bytesBase64Encoded: data.data, mimeType: data.type } };
  if (isOmni) return { video: { uri: url, mimeType: 'video/mp4' } };
  if (place === 'vertex' && url.startsWith('gs://')) return { video: { gcsUri: url, mimeType: 'video/mp4' } };
  throw refuse('video', `${traits.upstream} goes on only with films that it made: name the task of one`);
}

/**
 * A film in the neutral form as a body of predictLongRunning. Lengths are brought to the nearest that the model has; what
 * its wire has no place for is dropped by name.
 */
export function writeVideo(video: VideoRequest, { upstreamModel, drop }: To, place: Place): JsonDraft {
  const traits = traitsOf(upstreamModel);
  const isOmni = traits.family === 'omni';
  const { extra } = video;
  const character = extra['character_url'];
  if (character !== undefined && !isOmni)
    throw refuse(
      'character_url',
      `${traits.upstream} takes no character out of a film; send pictures of it, or use gemini-omni-1.1-flash`,
    );

  const instance: JsonDraft = {
    prompt: video.prompt,
    ...imagesOf(video.images, traits),
    ...earlierFilm(video, traits, place),
  };
  const asked = resolutionOf(video);
  const wanted = traits.fixed ?? asked;
  const resolution =
    wanted === undefined || traits.resolutions.includes(wanted)
      ? wanted
      : nearest(wanted, traits.resolutions);
  if (video.resolution !== undefined && resolution !== asked) drop('resolution');
  // Google makes these in eight seconds only.
  const isFull =
    !isOmni &&
    ((resolution !== undefined && resolution !== '720p') ||
      instance['referenceImages'] !== undefined ||
      instance['video'] !== undefined);
  const seconds = isFull ? traits.usual : lengthOf(video.seconds, traits);
  if (video.seconds !== undefined && seconds !== video.seconds) drop('seconds');
  const aspectRatio = aspectOf(video, ['16:9', '9:16']);
  if (video.aspectRatio !== undefined && aspectRatio !== video.aspectRatio) drop('aspect_ratio');
  if (video.count !== undefined && video.count > 1 && isOmni)
    throw refuse('n', `${traits.upstream} makes one film a request`);

  const parameters: JsonDraft = {
    ...(aspectRatio === undefined ? {} : { aspectRatio }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(seconds === undefined ? {} : { durationSeconds: seconds }),
    ...(video.negativePrompt === undefined ? {} : { negativePrompt: video.negativePrompt }),
    ...(video.count === undefined ? {} : { sampleCount: video.count }),
    ...(video.parent && isOmni ? { task: video.parent.how === 'extend' ? 'extend' : 'edit' } : {}),
  };
  if (video.sound !== undefined) {
    // With sound is what comes of itself; only Vertex AI can leave it away.
    if (place === 'vertex' && traits.family !== 'veo-2') parameters['generateAudio'] = video.sound;
    else if (video.sound === (traits.family === 'veo-2')) drop('sound');
  }
  if (video.seed !== undefined) {
    if (place === 'vertex' || isOmni) parameters['seed'] = video.seed;
    else drop('seed');
  }
  // From Veo 3 on prompts are always rewritten.
  if (traits.family === 'veo-2' && video.enhancePrompt !== undefined)
    parameters['enhancePrompt'] = video.enhancePrompt;
  else if (video.enhancePrompt === false) drop('enhance_prompt');
  if (video.watermark === true) drop('watermark');
  for (const [name, value] of Object.entries(extra)) {
    const own = passed[name];
    if (own !== undefined && !isOmni) parameters[own] = value;
    else if (name === 'character_url') parameters['characterUrl'] = value;
    else if (name === 'character_timestamps' && isOmni) parameters['characterTimestamps'] = value;
    else drop(name);
  }
  return { instances: [instance], parameters };
}

const sides: Readonly<Record<string, number>> = {
  '360p': 360,
  '480p': 480,
  '512p': 512,
  '540p': 540,
  '720p': 720,
  '768p': 768,
  '1080p': 1080,
  '1440p': 1440,
  '4k': 2160,
};

/** The largest that is not larger than the one asked for; the smallest where all are. */
function nearest(wanted: string, known: readonly string[]): string {
  const side = sides[wanted] ?? 720;
  const sorted = [...known].sort((a, b) => (sides[b] ?? 0) - (sides[a] ?? 0));
  return sorted.find((one) => (sides[one] ?? 0) <= side) ?? sorted.at(-1)!;
}
