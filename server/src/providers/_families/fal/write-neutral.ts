import type { Json } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { type FalModel, type Field, modelOf } from './catalogue/index.ts';

/** The one action of the wire: what a model does, its name says. */
export const action = 'run';

const refuse = (message: string, param: string): never => {
  throw new GatewayError('field_invalid', message, { param });
};

/** What most models of fal's take that stand in no catalogue. */
const usualImage: Readonly<Record<string, Field>> = {
  prompt: { type: 'text' },
  image_url: { type: 'url' },
  image_size: { type: 'size' },
  num_images: { type: 'whole', most: 4 },
  output_format: { type: 'text' },
  seed: { type: 'whole' },
};
const usualVideo: Readonly<Record<string, Field>> = {
  prompt: { type: 'text' },
  image_url: { type: 'url' },
  duration: { type: 'text' },
  aspect_ratio: { type: 'text' },
  resolution: { type: 'text' },
  seed: { type: 'whole' },
};

type Drop = (field: string) => void;
type Input = Readonly<Record<string, Field>>;

/** A body that is written field by field: what the model has no field for is dropped by its neutral name. */
class Body {
  readonly json: Record<string, unknown> = {};
  readonly #input: Input;
  readonly #drop: Drop;

  constructor(input: Input, drop: Drop) {
    this.#input = input;
    this.#drop = drop;
  }

  put(name: string, value: unknown, neutral: string): void {
    if (value === undefined) return;
    const field = this.#input[name];
    const known = field?.oneOf;
    if (!field || (known && !known.includes(String(value)))) this.#drop(neutral);
    else this.json[name] = value;
  }

  /** Fields of the model's own that came along. */
  extra(values: Readonly<Record<string, unknown>>, isKnown: boolean): void {
    for (const [name, value] of Object.entries(values))
      if (name in this.json) continue;
      else if (!isKnown || name in this.#input) this.json[name] = value;
      else this.#drop(name);
  }
}

/** Puts pictures where the model wants them. Throws where it takes none, fewer, or needs one. */
function putPictures(body: Body, input: Input, pictures: readonly string[]): void {
  const list = ['image_urls', 'reference_image_urls'].find((name) => name in input);
  if (list !== undefined) {
    if (pictures.length === 0 && input[list]?.needed)
      refuse('this model works on pictures: send one', 'image');
    if (pictures.length > 0) body.json[list] = pictures;
    return;
  }
  const field = input['image_url'];
  if (field?.needed && pictures.length === 0) refuse('this model works on a picture: send one', 'image');
  if (pictures.length === 0) return;
  if (!field) refuse('this model makes pictures from words alone', 'image');
  if (pictures.length > 1) refuse('this model works on one picture', 'image');
  body.json['image_url'] = pictures[0];
}

/** The shape, in the field that the model has for it. */
function putShape(body: Body, input: Input, asked: ImageRequest | VideoRequest): void {
  const { width, height } = asked;
  if ('image_size' in input && width && height) body.put('image_size', { width, height }, 'size');
  else if ('aspect_ratio' in input) {
    const known = (input['aspect_ratio']?.oneOf ?? ['16:9', '9:16', '1:1']).filter((one) => one !== 'auto');
    body.put('aspect_ratio', aspectOf(asked, known), 'aspectRatio');
  } else if ('image_size' in input && asked.aspectRatio !== undefined) {
    const words: Readonly<Record<string, string>> = {
      '1:1': 'square_hd',
      '4:3': 'landscape_4_3',
      '16:9': 'landscape_16_9',
      '3:4': 'portrait_4_3',
      '9:16': 'portrait_16_9',
    };
    const nearest = aspectOf(asked, Object.keys(words));
    body.put('image_size', nearest === undefined ? undefined : words[nearest], 'aspectRatio');
  } else if ((width && height) || asked.aspectRatio !== undefined)
    body.put('aspect_ratio', '', 'aspectRatio');
}

function kindNeeded(model: FalModel | undefined, kind: FalModel['kind']): void {
  if (model && model.kind !== kind)
    refuse(`${model.id} makes ${model.kind === 'video' ? 'films' : 'pictures'}`, 'model');
}

/** A neutral picture request in fal's wire. */
export const writeFalImage: NonNullable<TaskPort['writeImage']> = (image, { upstreamModel, drop }) => {
  const model = modelOf(upstreamModel);
  kindNeeded(model, 'image');
  const input = model?.input ?? usualImage;
  const body = new Body(input, drop);
  if (image.how === 'vary' && !('image_url' in input && !('prompt' in input)))
    refuse('this model makes no variations; send a prompt', 'prompt');
  if (input['prompt']?.needed || image.prompt !== '') body.put('prompt', image.prompt, 'prompt');
  body.put('negative_prompt', image.negativePrompt, 'negativePrompt');
  putPictures(body, input, image.images);
  if (image.mask !== undefined && !('mask_url' in input)) refuse('this model takes no mask', 'mask');
  if (input['mask_url']?.needed && image.mask === undefined) refuse('this model needs a mask', 'mask');
  body.put('mask_url', image.mask, 'mask');
  const most = input['num_images']?.most ?? 1;
  if (image.count > most) refuse(`this model makes up to ${most} pictures for a request`, 'n');
  if (image.count > 1) body.put('num_images', image.count, 'n');
  putShape(body, input, image);
  body.put('resolution', image.resolution?.toUpperCase(), 'resolution');
  body.put('image_format' in input ? 'image_format' : 'output_format', image.format, 'format');
  body.put('seed', image.seed, 'seed');
  for (const name of ['quality', 'style', 'background', 'watermark'] as const)
    if (image[name] !== undefined && image[name] !== 'auto') drop(name);
  body.extra(image.extra, model !== undefined);
  return { action, body: body.json };
};

/** The nearest length that the model makes, as it writes it: '8s' or '5'. */
function durationOf(field: Field | undefined, seconds: number | undefined): string | undefined {
  if (seconds === undefined || !field) return undefined;
  if (!field.oneOf) return String(seconds);
  const away = (word: string): number => Math.abs(Number.parseFloat(word) - seconds);
  const nearest = [...field.oneOf].sort((a, b) => away(a) - away(b))[0]!;
  return away(nearest) > 2
    ? refuse(`this model makes films of ${field.oneOf.join(', ')}`, 'seconds')
    : nearest;
}

/** A neutral film request in fal's wire. */
export const writeFalVideo: NonNullable<TaskPort['writeVideo']> = (video, { upstreamModel, drop }) => {
  const model = modelOf(upstreamModel);
  kindNeeded(model, 'video');
  const input = model?.input ?? usualVideo;
  const body = new Body(input, drop);
  if ((video.count ?? 1) > 1) refuse('this model makes one film for each request', 'n');
  if (video.video || video.parent) refuse('this model goes on from no film', 'video');
  if (video.images.some(({ role }) => role === 'reference'))
    refuse('this model takes a first and a last frame, no other pictures', 'images');
  const first = video.images.find(({ role }) => role === 'first')?.url;
  const last = video.images.find(({ role }) => role === 'last')?.url;
  if (last !== undefined && !('tail_image_url' in input)) refuse('this model takes no last frame', 'images');
  if (first !== undefined && !('image_url' in input))
    refuse('this model makes films from words alone', 'images');
  if (first === undefined && input['image_url']?.needed)
    refuse('this model makes films from a picture: send one', 'images');
  body.put('prompt', video.prompt, 'prompt');
  body.put('negative_prompt', video.negativePrompt, 'negativePrompt');
  body.put('image_url', first, 'images');
  body.put('tail_image_url', last, 'images');
  body.put('duration', durationOf(input['duration'], video.seconds), 'seconds');
  putShape(body, input, video);
  body.put('resolution', resolutionOf(video), 'resolution');
  body.put('generate_audio', video.sound, 'sound');
  body.put('seed', video.seed, 'seed');
  body.put('auto_fix', video.enhancePrompt, 'enhancePrompt');
  if (video.watermark !== undefined) drop('watermark');
  body.extra(video.extra, model !== undefined);
  return { action, body: body.json as Json };
};
