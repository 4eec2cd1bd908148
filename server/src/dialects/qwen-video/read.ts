import { type Json, type JsonDraft, numberIn, objectOf, objectsIn, textIn } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';
import { synthesisBody } from './wire.ts';

const namedInput = new Set([
  'prompt',
  'negative_prompt',
  'img_url',
  'first_frame_url',
  'last_frame_url',
  'media',
]);
const namedParameters = new Set([
  'resolution',
  'size',
  'ratio',
  'duration',
  'prompt_extend',
  'watermark',
  'audio',
  'seed',
]);

/** Reads a submission to one of DashScope's two services. Throws body_malformed, field_invalid. */
export const readSynthesis =
  (action: 'video-generation' | 'image2video') =>
  (bytes: Buffer, _head: RequestHead): TaskCall => {
    const sent = parseBody(bytes);
    checkFields(synthesisBody, sent);
    refuseDoubleModel(bytes);
    const body = tidy(sent);
    const input = objectOf(body['input']);
    if (Object.keys(input).length === 0)
      throw new GatewayError('field_invalid', 'input is empty: it holds the prompt or the pictures', {
        param: 'input',
      });
    const prompt = textIn(input['prompt']);
    const video = videoOf(input, objectOf(body['parameters']));
    return {
      kind: 'video',
      action,
      model: textIn(body['model']) ?? '',
      body,
      ...(video === undefined ? {} : { video }),
      ...(prompt === undefined ? {} : { prompt }),
    };
  };

/** Seconds that came as text are a number upstream. */
function tidy(body: Json): Json {
  const parameters = objectOf(body['parameters']);
  const { duration } = parameters;
  return typeof duration === 'string' && /^-?\d{1,3}$/.test(duration)
    ? { ...body, parameters: { ...parameters, duration: Number(duration) } }
    : body;
}

const roles: Readonly<Record<string, VideoImage['role']>> = {
  first_frame: 'first',
  last_frame: 'last',
  reference_image: 'reference',
};

/** The request as every upstream understands it; undefined where it holds what only this wire has (voices, several films). */
function videoOf(input: Json, parameters: Json): VideoRequest | undefined {
  const media = objectsIn(input['media']);
  const images: VideoImage[] = [
    ...imageOf('first', input['img_url'] ?? input['first_frame_url']),
    ...imageOf('last', input['last_frame_url']),
    ...media.flatMap(({ type, url }) => imageOf(roles[String(type)], url)),
  ];
  const films = media.flatMap(({ type, url }) =>
    ['video', 'first_clip'].includes(String(type)) && textIn(url) ? [String(url)] : [],
  );
  const isHeard = media.some(
    ({ type, reference_voice: voice }) => textIn(voice) || String(type) === 'driving_audio',
  );
  const seen = images.length + films.length;
  const isOwn = ['audio_url', 'image_url', 'template', 'reference_urls', 'reference_video_urls'].some(
    (field) => input[field] !== undefined && input[field] !== null,
  );
  const placed = media.length + (textIn(input['img_url'] ?? input['first_frame_url']) ? 1 : 0);
  if (isHeard || isOwn || films.length > 1 || seen < placed) return undefined;

  const [, width, height] = /^(\d{2,5})\*(\d{2,5})$/.exec(textIn(parameters['size']) ?? '') ?? [];
  const duration = numberIn(parameters['duration']);
  const extra: JsonDraft = {};
  for (const [name, value] of Object.entries(input)) if (!namedInput.has(name)) extra[name] = value;
  for (const [name, value] of Object.entries(parameters)) if (!namedParameters.has(name)) extra[name] = value;
  const negative = textIn(input['negative_prompt']);
  const resolution = textIn(parameters['resolution'])?.toLowerCase();
  const ratio = textIn(parameters['ratio']);
  const seed = numberIn(parameters['seed']);
  const { watermark, prompt_extend: extend, audio } = parameters;
  return {
    prompt: textIn(input['prompt']) ?? '',
    images,
    ...(negative === undefined ? {} : { negativePrompt: negative }),
    ...(films[0] === undefined ? {} : { video: { url: films[0] } }),
    ...(duration !== undefined && duration > 0 ? { seconds: duration } : {}),
    ...(width && height ? { width: Number(width), height: Number(height) } : {}),
    ...(resolution === undefined ? {} : { resolution }),
    ...(ratio === undefined ? {} : { aspectRatio: ratio }),
    ...(seed === undefined ? {} : { seed }),
    ...(typeof watermark === 'boolean' ? { watermark } : {}),
    ...(typeof extend === 'boolean' ? { enhancePrompt: extend } : {}),
    ...(typeof audio === 'boolean' ? { sound: audio } : {}),
    extra,
  };
}

function imageOf(role: VideoImage['role'] | undefined, url: unknown): VideoImage[] {
  const address = textIn(url);
  return role === undefined || address === undefined ? [] : [{ role, url: address }];
}
