import { isObject, type Json, objectOf, textIn, wordOf } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';

/** Bodies of this wire as the film that is asked for, in the neutral form. */

/** Fields that the neutral form has names for, or that are no wish about the film. */
const named = new Set([
  'model',
  'prompt',
  'negative_prompt',
  'seconds',
  'duration',
  'size',
  'aspect_ratio',
  'resolution',
  'input_reference',
  'image',
  'images',
  'seed',
  'n',
  'watermark',
  'generate_audio',
  'enhance_prompt',
  'metadata',
  'video',
  'user',
]);

/** A number of a field that may be a text; undefined where it is absent. Throws field_invalid for what is none. */
export function numberFrom(body: Json, param: string): number | undefined {
  const text = wordOf(body[param]).trim();
  if (text === '') return undefined;
  const value = Number(/^(\d+(?:\.\d+)?)s?$/.exec(text)?.[1]);
  if (value >= 0 && value < 4e9) return value;
  throw new GatewayError('field_invalid', `${param} must be a number`, { param });
}

/** Seconds of film: `seconds`, or `duration` as new-api's clients call it. */
export function lengthIn(body: Json): number | undefined {
  const param = wordOf(body['seconds']).trim() === '' ? 'duration' : 'seconds';
  const seconds = numberFrom(body, param);
  if (seconds === undefined || (seconds > 0 && seconds <= 3600)) return seconds;
  throw new GatewayError('field_invalid', `${param} must be from 1 to 3600`, { param });
}

/** A flag that may be a text. */
export function flagFrom(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = wordOf(value).trim().toLowerCase();
  return ['true', '1', 'yes'].includes(text) ? true : ['false', '0', 'no'].includes(text) ? false : undefined;
}

type Size = Pick<VideoRequest, 'width' | 'height' | 'aspectRatio' | 'resolution'>;

/** '1280x720', '16x9', '16:9', '1080p', '4k'; undefined for words that only a model knows. */
export function sizeFrom(text: string): Size | undefined {
  const [, first, second] = /^(\d{1,5})\s*[x×*:/]\s*(\d{1,5})$/i.exec(text.trim()) ?? [];
  const [width, height] = [Number(first), Number(second)];
  // Nobody's film is that small: it is a ratio.
  if (width > 0 && height > 0)
    return width <= 64 && height <= 64 ? { aspectRatio: `${width}:${height}` } : { width, height };
  return /^(?:\d{3,4}p|[248]k)$/i.test(text.trim()) ? { resolution: text.trim().toLowerCase() } : undefined;
}

/** The addresses of pictures in a field that is one or a list of them, with the role that a client may name. */
function picturesIn(value: unknown): readonly { readonly url: string; readonly role: string | undefined }[] {
  return [value].flat().flatMap((one) => {
    const url = isObject(one) ? (textIn(one['image_url']) ?? textIn(one['url'])) : textIn(one);
    return url === undefined ? [] : [{ url, role: textIn(objectOf(one)['role']) }];
  });
}

/** One is the first frame, two are the first and the last, more are references, unless roles are named. */
function imagesOf(body: Json): readonly VideoImage[] {
  const pictures = ['input_reference', 'image', 'images'].flatMap((param) =>
    picturesIn(body[param]).map((picture) => ({ ...picture, param })),
  );
  const references = pictures.length > 2 || /components|reference/i.test(wordOf(body['model']));
  return pictures.map(({ url, role, param }, index) => {
    if (!/^(?:https?:\/\/|data:image\/)/i.test(url))
      throw new GatewayError(
        'field_invalid',
        `${param} must be a picture: a file, an http(s) address or a data URL`,
        { param },
      );
    if (role === 'first' || role === 'last' || role === 'reference') return { role, url };
    return { role: references ? 'reference' : index === 0 ? 'first' : 'last', url };
  });
}

/** The film that a body asks for. Throws field_invalid for values that nobody could mean. */
export function videoOf(body: Json): VideoRequest {
  const size = textIn(body['size']);
  const measures = size === undefined ? undefined : sizeFrom(size);
  const seconds = lengthIn(body);
  const negative = textIn(body['negative_prompt']);
  const aspect = textIn(body['aspect_ratio']);
  const resolution = textIn(body['resolution']);
  const seed = numberFrom(body, 'seed');
  const count = numberFrom(body, 'n');
  const watermark = flagFrom(body['watermark']);
  const sound = flagFrom(body['generate_audio']);
  const enhance = flagFrom(body['enhance_prompt']);
  const { model: _model, ...metadata } = objectOf(body['metadata']);
  return {
    prompt: wordOf(body['prompt']),
    images: imagesOf(body),
    ...measures,
    ...(negative === undefined ? {} : { negativePrompt: negative }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(aspect === undefined ? {} : { aspectRatio: aspect }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(seed === undefined ? {} : { seed }),
    ...(count === undefined ? {} : { count }),
    ...(watermark === undefined ? {} : { watermark }),
    ...(sound === undefined ? {} : { sound }),
    ...(enhance === undefined ? {} : { enhancePrompt: enhance }),
    extra: {
      ...metadata,
      ...(size === undefined || measures ? {} : { size }),
      ...Object.fromEntries(
        Object.entries(body).filter(
          ([name, value]) => !named.has(name) && value !== undefined && value !== null,
        ),
      ),
    },
  };
}
