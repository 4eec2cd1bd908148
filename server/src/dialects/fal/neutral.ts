import { booleanIn, isObject, type Json, numberIn, textIn, textsIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';

/** A body of fal's in the neutral forms: for models of such a name that the operator has from somebody else. */

const shapes: Readonly<Record<string, readonly [number, number]>> = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
};

const known: readonly string[] = [
  ...[
    'prompt',
    'negative_prompt',
    'image_url',
    'image_urls',
    'reference_image_urls',
    'mask_url',
    'num_images',
  ],
  ...['image_size', 'aspect_ratio', 'resolution', 'output_format', 'image_format', 'seed', 'duration'],
  ...['generate_audio', 'tail_image_url', 'end_image_url', 'sync_mode', 'video_url'],
];

const isAddress = (text: string): boolean => /^(https?:|data:)/i.test(text);

const extraOf = (body: Json): Json =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => !known.includes(name) && value !== null));

function shapeOf(body: Json): Pick<ImageRequest, 'width' | 'height' | 'aspectRatio' | 'resolution'> {
  const asked = body['image_size'];
  const [width, height] = isObject(asked)
    ? [numberIn(asked['width']), numberIn(asked['height'])]
    : (shapes[textIn(asked) ?? ''] ?? []);
  const ratio = textIn(body['aspect_ratio']);
  const resolution = textIn(body['resolution'])?.toLowerCase();
  return {
    ...(width && height ? { width, height } : {}),
    ...(ratio && ratio !== 'auto' ? { aspectRatio: ratio } : {}),
    ...(resolution ? { resolution } : {}),
  };
}

const formats = ['png', 'jpeg', 'webp'] as const;

/** Throws field_invalid for what no model could make. */
function countIn(value: unknown): number {
  const count = numberIn(value) ?? 1;
  if (Number.isInteger(count) && count >= 1) return count;
  throw new GatewayError('field_invalid', 'num_images is a whole number from 1 on', { param: 'num_images' });
}

/** Undefined where the body has nothing that others could work from. Throws field_invalid. */
export function imageIn(body: Json): ImageRequest | undefined {
  const prompt = textIn(body['prompt']) ?? '';
  const one = textIn(body['image_url']);
  const images = [
    ...(one ? [one] : []),
    ...textsIn(body['image_urls']),
    ...textsIn(body['reference_image_urls']),
  ];
  if ((prompt === '' && images.length === 0) || !images.every(isAddress)) return undefined;
  const negativePrompt = textIn(body['negative_prompt'])?.trim();
  const mask = textIn(body['mask_url']);
  const format = formats.find((name) => name === (body['output_format'] ?? body['image_format']));
  const seed = numberIn(body['seed']);
  const isReferred = body['reference_image_urls'] !== undefined;
  return {
    how: prompt === '' ? 'vary' : images.length > 0 && !isReferred ? 'edit' : 'generate',
    prompt,
    ...(negativePrompt ? { negativePrompt } : {}),
    images,
    ...(mask ? { mask } : {}),
    count: countIn(body['num_images']),
    ...shapeOf(body),
    ...(format ? { format } : {}),
    ...(seed === undefined ? {} : { seed }),
    extra: extraOf(body),
  };
}

/** Undefined where the body has nothing that others could work from. */
export function videoIn(body: Json): VideoRequest | undefined {
  const prompt = textIn(body['prompt']);
  if (prompt === undefined) return undefined;
  const frame = (role: VideoImage['role'], url: string | undefined): readonly VideoImage[] =>
    url === undefined ? [] : [{ role, url }];
  const images = [
    ...frame('first', textIn(body['image_url'])),
    ...frame('last', textIn(body['tail_image_url']) ?? textIn(body['end_image_url'])),
    ...[...textsIn(body['image_urls']), ...textsIn(body['reference_image_urls'])].flatMap((url) =>
      frame('reference', url),
    ),
  ];
  const source = textIn(body['video_url']);
  if (!images.every(({ url }) => isAddress(url)) || (source !== undefined && !isAddress(source)))
    return undefined;
  const negativePrompt = textIn(body['negative_prompt']);
  const asked = body['duration'];
  const seconds = typeof asked === 'string' ? Number(/^\d+(?=s?$)/.exec(asked)?.[0]) : numberIn(asked);
  const sound = booleanIn(body['generate_audio']);
  const seed = numberIn(body['seed']);
  return {
    prompt,
    ...(negativePrompt ? { negativePrompt } : {}),
    ...(seconds ? { seconds } : {}),
    ...shapeOf(body),
    images,
    ...(source === undefined ? {} : { video: { url: source } }),
    ...(sound === undefined ? {} : { sound }),
    ...(seed === undefined ? {} : { seed }),
    extra: extraOf(body),
  };
}
