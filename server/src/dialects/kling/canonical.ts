import { booleanIn, type Json, objectOf, objectsIn, textIn, wordOf } from '../../base/json.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';

/** Beginnings of base64 by the type of the picture. */
const beginnings: readonly (readonly [string, string])[] = [
  ['/9j/', 'image/jpeg'],
  ['iVBOR', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
];

/** An address stays; bare base64 becomes a data URL. */
export function addressOf(picture: string): string {
  if (/^(?:https?:|data:)/i.test(picture)) return picture;
  const type = beginnings.find(([begin]) => picture.startsWith(begin))?.[1] ?? 'image/jpeg';
  return `data:${type};base64,${picture}`;
}

const resolutions: Readonly<Record<string, string>> = { std: '720p', pro: '1080p', '4k': '4k' };

/** Fields that the neutral form has names for. */
const named = new Set([
  'model_name',
  'prompt',
  'negative_prompt',
  'mode',
  'sound',
  'aspect_ratio',
  'duration',
  'image',
  'image_tail',
  'image_list',
  'watermark_info',
  'external_task_id',
]);

/** The film that a request asks for, for upstreams of other wires; undefined where only Kling can mean it. */
export function videoOf(action: string, body: Json): VideoRequest | undefined {
  if (
    action !== 'videos/text2video' &&
    action !== 'videos/image2video' &&
    action !== 'videos/multi-image2video'
  )
    return undefined;
  if (body['multi_shot'] === true) return undefined;
  const image = (role: VideoImage['role'], value: unknown): readonly VideoImage[] => {
    const picture = textIn(value);
    return picture === undefined ? [] : [{ role, url: addressOf(picture) }];
  };
  const seconds = Number(wordOf(body['duration']));
  const negative = textIn(body['negative_prompt']);
  const aspect = textIn(body['aspect_ratio']);
  const resolution = resolutions[wordOf(body['mode'])];
  const watermark = booleanIn(objectOf(body['watermark_info'])['enabled']);
  return {
    prompt: wordOf(body['prompt']),
    ...(negative === undefined ? {} : { negativePrompt: negative }),
    ...(seconds > 0 ? { seconds } : {}),
    ...(aspect === undefined ? {} : { aspectRatio: aspect }),
    ...(resolution === undefined ? {} : { resolution }),
    images: [
      ...image('first', body['image']),
      ...image('last', body['image_tail']),
      ...objectsIn(body['image_list']).flatMap((one) => image('reference', one['image'])),
    ],
    ...(body['sound'] === 'on' || body['sound'] === 'off' ? { sound: body['sound'] === 'on' } : {}),
    ...(watermark === undefined ? {} : { watermark }),
    extra: Object.fromEntries(Object.entries(body).filter(([name]) => !named.has(name))),
  };
}
