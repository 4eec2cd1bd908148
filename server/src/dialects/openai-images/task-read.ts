import { isObject, type Json, type JsonDraft, numberIn, textIn, wordOf } from '../../base/json.ts';
import type { Call, RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import { parseBody } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import { readForm } from '../_families/openai/form.ts';
import { pictureTypeOf } from './picture-type.ts';

/** Who says nothing is answered after so long, with the pictures or with the task: what OpenAI's own pictures may take. */
const usualWaitMs = 120_000;
const longestWait = 600;
const waitHeader = 'x-key4u-wait';
/** A variation has no prompt, and other makers' models want one. */
const variationPrompt = 'Another picture like this one: the same subject and style, a little different.';

const refuse = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** What the neutral form has names for, and what says how to answer: not passed on as fields of a vendor. */
const known = new Set([
  'model',
  'prompt',
  'negative_prompt',
  'image',
  'images',
  'image_url',
  'image_urls',
  'mask',
  'n',
  'size',
  'width',
  'height',
  'aspect_ratio',
  'ratio',
  'resolution',
  'quality',
  'style',
  'background',
  'output_format',
  'seed',
  'watermark',
  'response_format',
  'stream',
  'partial_images',
  'user',
]);

/** Fields of the images API alone: GPT image models know them, and others lose nothing without them. */
const ownFields = new Set(['moderation', 'output_compression', 'input_fidelity']);

/** A request for a model of another maker. The call was checked by its reader. Throws field_invalid. */
export function readTask(call: Call, head: RequestHead): TaskCall {
  const body =
    call.contentType === undefined ? parseBody(call.body) : bodyOfForm(call.body, call.contentType);
  const image = imageOf(body, call.endpoint);
  const format = textIn(body['response_format']) ?? '';
  if (!['', 'url', 'b64_json'].includes(format))
    throw refuse('response_format', "response_format is 'url' or 'b64_json'");
  return {
    kind: 'image',
    action: call.endpoint,
    model: call.model,
    body,
    image,
    prompt: image.prompt,
    waitMs: waitOf(head),
    memo: { ...(format === '' ? {} : { response_format: format }), ...(call.stream ? { stream: true } : {}) },
  };
}

function waitOf({ headers }: RequestHead): number {
  const sent = headers[waitHeader];
  if (sent === undefined) return usualWaitMs;
  const seconds = typeof sent === 'string' && sent.trim() !== '' ? Number(sent) : Number.NaN;
  if (!(seconds >= 0 && seconds <= longestWait))
    throw refuse(waitHeader, `the header ${waitHeader} holds seconds, from 0 to ${longestWait}`);
  return Math.round(seconds * 1000);
}

/** Numbers, switches and objects of a form come as text. What the neutral form has a name for is read as it needs it. */
function fieldOf(text: string): unknown {
  if (/^-?\d{1,15}(?:\.\d{1,10})?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

const texts = new Set(['model', 'prompt', 'negative_prompt', 'user']);

/** The fields of a form, with its pictures as data URLs. */
function bodyOfForm(bytes: Buffer, contentType: string): Json {
  const form = readForm(bytes, contentType);
  const body: JsonDraft = {};
  const pictures: string[] = [];
  for (const part of form.form.parts) {
    if (part.filename === undefined) {
      const name = part.name.replace(/\[\d*\]$/, '');
      const value = form.text(part.name) ?? '';
      if (name !== 'image') body[name] = texts.has(name) ? value : fieldOf(value);
      continue;
    }
    const content = form.bytes(part);
    // Its bytes say what it is; many clients send no type, or a wrong one.
    const type = pictureTypeOf(content) ?? part.type?.split(';')[0];
    if (!type || !/^image\/[\w.+-]{1,64}$/.test(type))
      throw refuse(part.name.slice(0, 64), `${part.name.slice(0, 64)} is no picture that this gateway knows`);
    const url = `data:${type};base64,${content.toString('base64')}`;
    if (part.name === 'mask') body['mask'] = url;
    else if (/^image(?:\[\d*\])?$/.test(part.name)) pictures.push(url);
    else body[part.name] = url;
  }
  body['image'] = [...pictures, ...form.list('image')];
  return body;
}

/** An address, a data URL, or base64 without its type, as some makers take it. */
function pictureIn(value: unknown, param: string): string {
  const text = isObject(value) ? (textIn(value['image_url']) ?? textIn(value['url'])) : textIn(value);
  if (text === undefined) {
    if (isObject(value) && value['file_id'] !== undefined)
      throw refuse(param, 'this model takes pictures by address or as data, not by the id of a file');
    throw refuse(param, `${param} holds the address of a picture, or the picture as a data URL`);
  }
  if (/^(?:https?:\/\/|data:image\/)/i.test(text)) return text;
  const bare = text.slice(0, 64);
  const type = /^[\w+/=\s-]+$/.test(bare) ? pictureTypeOf(Buffer.from(bare, 'base64')) : undefined;
  if (type !== undefined) return `data:${type};base64,${text}`;
  throw refuse(
    param,
    `${param} holds the address of a picture (http or https), or the picture as a data URL`,
  );
}

function picturesIn(body: Json): string[] {
  for (const param of ['image', 'images', 'image_urls', 'image_url'] as const) {
    const value = body[param];
    if (value === undefined || value === null || value === '') continue;
    const list = Array.isArray(value) ? value : [value];
    if (list.length > 0) return list.map((one) => pictureIn(one, param));
  }
  return [];
}

type Shape = Pick<ImageRequest, 'width' | 'height' | 'aspectRatio' | 'resolution'>;

/** `size` is pixels at OpenAI, a ratio ('2:3') or a resolution ('2K') at others. */
function shapeOf(body: Json): Shape {
  const size = (textIn(body['size']) ?? '').trim().toLowerCase();
  const ratio = textIn(body['aspect_ratio']) ?? textIn(body['ratio']);
  const shape: { -readonly [Name in keyof Shape]: Shape[Name] } = {};
  const [, width, height] = /^(\d{1,5})\s*[x*×]\s*(\d{1,5})$/.exec(size) ?? [];
  if (width !== undefined) Object.assign(shape, { width: Number(width), height: Number(height) });
  else if (/^\d{1,2}(?:\.\d{1,2})?:\d{1,2}(?:\.\d{1,2})?$/.test(size)) shape.aspectRatio = size;
  else if (/^\d(?:\.\d)?k$/.test(size)) shape.resolution = size;
  else if (size !== '' && size !== 'auto' && size !== 'adaptive')
    throw refuse(
      'size',
      `size '${size.slice(0, 32)}' is neither pixels ('1024x1024'), nor a ratio ('2:3'), nor a resolution ('2K')`,
    );
  const across = numberIn(body['width']);
  const down = numberIn(body['height']);
  if (across !== undefined && down !== undefined && shape.width === undefined)
    Object.assign(shape, { width: across, height: down });
  if (shape.width === 0 || shape.height === 0) throw refuse('size', 'a picture has no side of 0 pixels');
  if (ratio !== undefined && ratio !== 'auto') {
    if (!/^\d{1,2}(?:\.\d{1,2})?[:x/]\d{1,2}(?:\.\d{1,2})?$/.test(ratio))
      throw refuse('aspect_ratio', "aspect_ratio is width to height, for example '16:9'");
    // A ratio stands over pixels: clients leave `size` at its default.
    shape.aspectRatio = ratio.replace(/[x/]/, ':');
    delete shape.width;
    delete shape.height;
  }
  const resolution = textIn(body['resolution'])?.toLowerCase();
  if (resolution !== undefined) shape.resolution = resolution;
  return shape;
}

function countOf(value: unknown): number {
  const count = Number(value ?? 1);
  if (Number.isInteger(count) && count >= 1 && count <= 128) return count;
  throw refuse('n', 'n must be a whole number from 1 to 128');
}

const formats: Readonly<Record<string, NonNullable<ImageRequest['format']>>> = {
  png: 'png',
  jpeg: 'jpeg',
  jpg: 'jpeg',
  webp: 'webp',
};

function imageOf(body: Json, endpoint: string): ImageRequest {
  const how = endpoint === 'edits' ? 'edit' : endpoint === 'variations' ? 'vary' : 'generate';
  const images = picturesIn(body);
  if (how !== 'generate' && images.length === 0) throw refuse('image', 'you must provide an image parameter');
  const mask = body['mask'];
  const negativePrompt = textIn(body['negative_prompt']);
  const quality = wordOf(body['quality']);
  const style = textIn(body['style']);
  const background = textIn(body['background']);
  const format = formats[wordOf(body['output_format']).toLowerCase()];
  const seed = body['seed'] === undefined ? undefined : numberIn(Number(body['seed']));
  const watermark = body['watermark'];
  const extra = Object.fromEntries(
    Object.entries(body).filter(
      ([name, value]) =>
        !known.has(name) && !ownFields.has(name) && value !== null && !(name in Object.prototype),
    ),
  );
  return {
    how,
    prompt: textIn(body['prompt']) ?? (how === 'vary' ? variationPrompt : ''),
    ...(negativePrompt === undefined ? {} : { negativePrompt }),
    images,
    ...(mask === undefined || mask === null || mask === '' ? {} : { mask: pictureIn(mask, 'mask') }),
    count: countOf(body['n']),
    ...shapeOf(body),
    ...(quality === '' || quality === 'auto' ? {} : { quality }),
    ...(style === undefined ? {} : { style }),
    ...(background === undefined || background === 'auto' ? {} : { background }),
    ...(format === undefined ? {} : { format }),
    ...(seed === undefined ? {} : { seed }),
    ...(typeof watermark === 'boolean' ? { watermark } : {}),
    extra,
  };
}

/** What the client asked the pictures to come as; undefined where it said nothing. */
export const formatAsked = (memo: Json): string | undefined => textIn(memo['response_format']);
export const isStreamed = (memo: Json): boolean => memo['stream'] === true;
