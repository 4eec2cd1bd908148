import type { z } from 'zod';
import { booleanIn, type Json, numberIn, objectsIn, textIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';

/** Fields that have a place in the neutral form. */
const neutral = [
  ...[
    'model',
    'promptText',
    'promptImage',
    'promptVideo',
    'videoUri',
    'ratio',
    'resolution',
    'duration',
    'seed',
  ],
  ...['audio', 'watermark', 'negativePrompt'],
];

const isFetched = (uri: string): boolean => /^(https?:|data:)/i.test(uri);

/** The frames that a request names. Undefined where one is an upload that only Runway has. */
function framesOf(promptImage: unknown): readonly VideoImage[] | undefined {
  const frames =
    typeof promptImage === 'string'
      ? [{ role: 'first' as const, url: promptImage }]
      : objectsIn(promptImage).map((frame) => ({
          role: frame['position'] === 'last' ? ('last' as const) : ('first' as const),
          url: textIn(frame['uri']) ?? '',
        }));
  return frames.every(({ url }) => isFetched(url)) ? frames : undefined;
}

/** Pixels where the ratio names them ('1280:720'), else a shape ('16:9'). */
function shapeOf(ratio: string | undefined): Pick<VideoRequest, 'width' | 'height' | 'aspectRatio'> {
  const [, width, height] = /^(\d+):(\d+)$/.exec(ratio ?? '') ?? [];
  if (width === undefined || height === undefined) return {};
  const isPixels = Math.min(Number(width), Number(height)) >= 100;
  return isPixels ? { width: Number(width), height: Number(height) } : { aspectRatio: `${width}:${height}` };
}

/** The request for upstreams of other wires; undefined where it has no neutral form. */
function neutralOf(body: Json): VideoRequest | undefined {
  const images = framesOf(body['promptImage']);
  const film = textIn(body['videoUri']) ?? textIn(body['promptVideo']);
  if (images === undefined || (film !== undefined && !isFetched(film))) return undefined;
  const seconds =
    numberIn(body['duration']) ??
    (/^\d+$/.test(textIn(body['duration']) ?? '') ? Number(body['duration']) : undefined);
  const resolution = textIn(body['resolution']);
  const negativePrompt = textIn(body['negativePrompt']);
  const seed = numberIn(body['seed']);
  const sound = booleanIn(body['audio']);
  const watermark = booleanIn(body['watermark']);
  return {
    prompt: textIn(body['promptText']) ?? '',
    ...(negativePrompt ? { negativePrompt } : {}),
    ...(seconds === undefined ? {} : { seconds }),
    ...shapeOf(textIn(body['ratio'])),
    ...(resolution ? { resolution } : {}),
    images,
    ...(film === undefined ? {} : { video: { url: film } }),
    ...(sound === undefined ? {} : { sound }),
    ...(seed === undefined ? {} : { seed }),
    ...(watermark === undefined ? {} : { watermark }),
    extra: Object.fromEntries(
      Object.entries(body).filter(([name, value]) => !neutral.includes(name) && value !== null),
    ),
  };
}

const films = ['image_to_video', 'text_to_video', 'video_to_video'];

/** Reads a request of one of the paths; `action`: the last word of the path. The body passes as it is. */
export const reader =
  (action: string, schema: z.ZodType) =>
  (bytes: Buffer): TaskCall => {
    const body = parseBody(bytes);
    checkFields(schema, body);
    refuseDoubleModel(bytes);
    const model = textIn(body['model']) ?? '';
    if (action === 'video_to_video' && body['videoUri'] == null && body['promptVideo'] == null)
      throw new GatewayError('field_invalid', 'you must provide videoUri', { param: 'videoUri' });
    const prompt = textIn(body['promptText']);
    const video = films.includes(action) ? neutralOf(body) : undefined;
    return {
      kind: action === 'text_to_image' ? 'image' : 'video',
      action,
      model,
      body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
      ...(video ? { video } : {}),
      ...(prompt ? { prompt } : {}),
    };
  };
