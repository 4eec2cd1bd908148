import {
  isObject,
  type Json,
  numberIn,
  parseObject,
  stringIn,
  textIn,
  textOf,
  textsIn,
} from '../../base/json.ts';
import { isForm } from '../../base/multipart.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';
import { checkFields } from '../_families/openai/body.ts';
import { contentTypeOf, needed, readForm } from '../_families/openai/form.ts';
import { createBody, generationBody } from './wire.ts';

/** Nobody makes longer films of one prompt. */
const longest = 3600;
/** An address longer than this is a picture itself, and not kept to be shown again. */
const longestKept = 500;

const invalid = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : numberIn(value);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
};
const flagOf = (value: unknown): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

export const isVeo = (model: string): boolean => /^veo/i.test(model);

/** What pictures are for: said by the model's name, and by how many there are. */
export function imagesOf(model: string, urls: readonly string[]): readonly VideoImage[] {
  if (/-components(?:$|-)/i.test(model) || urls.length > 2)
    return urls.map((url) => ({ role: 'reference', url }));
  return urls.map((url, index) => ({ role: index === 0 ? 'first' : 'last', url }));
}

type Shape = Pick<VideoRequest, 'width' | 'height' | 'aspectRatio' | 'resolution'>;

/** 'large', '1280x720', '1080P', '16:9': whatever the pages of different models call a size. */
function sizeOf(size: string | undefined): Shape {
  if (size === undefined) return {};
  const word = size.trim().toLowerCase();
  if (word === 'small') return { resolution: '720p' };
  if (word === 'large') return { resolution: '1080p' };
  const [, width, height] = /^(\d{2,4})[x*](\d{2,4})$/.exec(word) ?? [];
  if (width && height) return { width: Number(width), height: Number(height) };
  if (/^(\d{3,4}p|[248]k)$/.test(word)) return { resolution: word };
  if (/^\d{1,2}:\d{1,2}$/.test(word)) return { aspectRatio: word };
  throw invalid('size', 'size: send small, large, a resolution (720p) or width x height (1280x720)');
}

function orientationOf(value: unknown): Shape {
  const word = textOf(value).toLowerCase();
  if (word === '') return {};
  if (word === 'portrait') return { aspectRatio: '9:16' };
  if (word === 'landscape') return { aspectRatio: '16:9' };
  throw invalid('orientation', 'orientation is portrait or landscape');
}

function secondsOf(value: unknown, param: string): number | undefined {
  const seconds = numberOf(value);
  if (seconds !== undefined && (seconds <= 0 || seconds > longest))
    throw invalid(param, `${param}: send seconds, more than 0 and at most ${longest}`);
  return seconds;
}

const without = (body: Json, names: ReadonlySet<string>): Json =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => !names.has(name) && value != null));

/** The request as answers show it again, without pictures that stand in it. */
const shownAgain = (body: Json): Json =>
  Object.fromEntries(
    [
      'model',
      'prompt',
      'images',
      'aspect_ratio',
      'enhance_prompt',
      'enable_upsample',
      'orientation',
      'size',
      'duration',
    ]
      .filter((name) => body[name] != null)
      .map((name) => {
        const value = body[name];
        return [
          name,
          Array.isArray(value) ? textsIn(value).filter((one) => one.length <= longestKept) : value,
        ];
      }),
  );

const createNames = new Set([
  'model',
  'prompt',
  'images',
  'aspect_ratio',
  'enhance_prompt',
  'enable_upsample',
  'orientation',
  'size',
  'duration',
  'watermark',
  'seed',
  'negative_prompt',
]);

/** POST /v1/video/create. Throws body_malformed, field_invalid. */
export function readCreate(bytes: Buffer): TaskCall {
  const body = parseBody(bytes);
  checkFields(createBody, body);
  refuseDoubleModel(bytes);
  const model = textOf(body['model']);
  const prompt = textOf(body['prompt']);
  const ratio = textIn(body['aspect_ratio']);
  const shape: Shape = {
    ...sizeOf(textIn(body['size'])),
    ...orientationOf(body['orientation']),
    ...(ratio === undefined ? {} : { aspectRatio: ratio }),
  };
  // Nobody upscales in a step of its own any more: the film is made larger at once.
  const upsample = flagOf(body['enable_upsample']) === true && shape.resolution === undefined;
  const seconds = secondsOf(body['duration'], 'duration');
  const enhancePrompt = flagOf(body['enhance_prompt']);
  const seed = numberOf(body['seed']);
  const negativePrompt = textIn(body['negative_prompt']);
  const video: VideoRequest = {
    prompt,
    images: imagesOf(model, textsIn(body['images'])),
    ...shape,
    ...(upsample ? { resolution: '1080p' } : {}),
    ...(seconds === undefined ? {} : { seconds }),
    ...(enhancePrompt === undefined ? {} : { enhancePrompt }),
    ...(seed === undefined ? {} : { seed }),
    ...(negativePrompt === undefined ? {} : { negativePrompt }),
    // In this format true means "without one if it can be had": only false says something.
    ...(flagOf(body['watermark']) === false ? { watermark: false } : {}),
    extra: without(body, createNames),
  };
  return { kind: 'video', action: 'create', model, body, video, prompt, memo: { req: shownAgain(body) } };
}

const generationNames = new Set([
  'model',
  'prompt',
  'image',
  'images',
  'input_reference',
  'size',
  'width',
  'height',
  'aspect_ratio',
  'resolution',
  'duration',
  'seconds',
  'n',
  'seed',
  'negative_prompt',
  'watermark',
  'generate_audio',
  'metadata',
  'user',
  'response_format',
  'fps',
]);

/** POST /v1/video/generations, JSON or a form. Throws body_malformed, field_invalid, media_type_unsupported. */
export function readGeneration(bytes: Buffer, head: RequestHead): TaskCall {
  const isMultipart = isForm(contentTypeOf(head));
  const body = isMultipart ? formBody(bytes, head) : parseBody(bytes);
  checkFields(generationBody, body);
  if (!isMultipart) refuseDoubleModel(bytes);
  const metadata = metadataOf(body['metadata']);
  if (metadata['model'] !== undefined)
    throw invalid('metadata.model', 'the model stands beside metadata, not in it');
  const all: Json = { ...metadata, ...without(body, new Set(['metadata'])) };
  const model = textOf(body['model']);
  const prompt = textOf(all['prompt']);
  const urls = [textIn(all['image']), textIn(all['input_reference']), ...textsIn(all['images'])].filter(
    (url) => url !== undefined,
  );
  if (prompt === '' && urls.length === 0) throw invalid('prompt', 'you must provide a prompt parameter');
  const seconds = secondsOf(
    all['seconds'] ?? all['duration'],
    all['seconds'] == null ? 'duration' : 'seconds',
  );
  const [width, height] = [numberOf(all['width']), numberOf(all['height'])];
  const ratio = textIn(all['aspect_ratio']);
  const resolution = textIn(all['resolution']);
  const [seed, count] = [numberOf(all['seed']), numberOf(all['n'])];
  const negativePrompt = textIn(all['negative_prompt']);
  const watermark = flagOf(all['watermark']);
  const sound = flagOf(all['generate_audio']);
  const video: VideoRequest = {
    prompt,
    images: imagesOf(model, urls),
    ...sizeOf(textIn(all['size'])),
    ...(width && height ? { width, height } : {}),
    ...(ratio === undefined ? {} : { aspectRatio: ratio }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(seed === undefined ? {} : { seed }),
    ...(count === undefined ? {} : { count }),
    ...(negativePrompt === undefined ? {} : { negativePrompt }),
    ...(watermark === undefined ? {} : { watermark }),
    ...(sound === undefined ? {} : { sound }),
    extra: without(all, generationNames),
  };
  return { kind: 'video', action: 'generate', model, body, video, prompt, memo: { req: shownAgain(all) } };
}

function metadataOf(value: unknown): Json {
  if (typeof value !== 'string') return isObject(value) ? value : {};
  const read = value.trim() === '' ? {} : parseObject(value);
  if (!read) throw invalid('metadata', 'metadata is not a JSON object');
  return read;
}

/** A form as the JSON that says the same: files are data URLs. Names that the format does not know are metadata. */
function formBody(bytes: Buffer, head: RequestHead): Json {
  const form = readForm(bytes, contentTypeOf(head));
  const known = new Set(Object.keys(generationBody.shape));
  const fields: Record<string, unknown> = { model: needed(form.text('model'), 'model') };
  const metadata: Record<string, unknown> = {};
  for (const part of form.form.parts) {
    const name = part.name.replace(/\[\d*\]$/, '');
    if (name === 'model') continue;
    const value =
      part.filename === undefined
        ? (stringIn(form.text(part.name)) ?? '')
        : `data:${part.type ?? 'image/png'};base64,${form.bytes(part).toString('base64')}`;
    if (name === 'images') fields['images'] = [...textsIn(fields['images']), value];
    else if (name === 'image' || name === 'input_reference') {
      // Several of one name are a list.
      if (fields[name] === undefined) fields[name] = value;
      else fields['images'] = [...textsIn(fields['images']), value];
    } else if (known.has(name)) fields[name] = value;
    else metadata[name] = value;
  }
  const told = metadataOf(fields['metadata']);
  return {
    ...fields,
    ...(Object.keys(metadata).length > 0 || fields['metadata'] !== undefined
      ? { metadata: { ...metadata, ...told } }
      : {}),
  };
}
