import type { Json } from '../../base/json.ts';
import { isForm } from '../../base/multipart.ts';
import type { Bounds, Call, RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import { aboutTokens, checkFields } from '../_families/openai/body.ts';
import { contentTypeOf, needed, readForm } from '../_families/openai/form.ts';
import { editJsonBody, generationBody } from './wire.ts';

/** The models that OpenAI takes when none is named (OpenAPI document of 2026-08-21). */
const defaults = { generations: 'dall-e-2', edits: 'gpt-image-1.5', variations: 'dall-e-2' } as const;
type Endpoint = keyof typeof defaults;

/**
 * The most output tokens of one image of at most 1.5 megapixels, for holds: high is 6,240 on gpt-image-1; each further
 * step is taken as twice the one before.
 */
const outputTokens: Readonly<Record<string, number>> = {
  low: 500,
  medium: 2000,
  high: 8500,
  xhigh: 17_000,
  max: 34_000,
};
const pixelsOfThat = 1536 * 1024;
/** What an image that goes in may cost, at high fidelity. */
const inputTokensOfImage = 10_000;
const tokensOfPartial = 100;

/** Width and height of '1024x1024'; undefined for 'auto' and everything else. */
function sizeOf(text: string): { width: number; height: number } | undefined {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}

type Asked = {
  readonly prompt: string;
  readonly n: number;
  readonly size: string;
  readonly quality: string;
  readonly partials: number;
  readonly images: number;
};

function boundsOf({ prompt, n, size, quality, partials, images }: Asked): Bounds {
  const measures = sizeOf(size);
  const scale = measures ? Math.max(1, (measures.width * measures.height) / pixelsOfThat) : 1;
  return {
    inputTokens: Buffer.byteLength(prompt) + images * inputTokensOfImage + 64,
    outputTokens: Math.ceil((outputTokens[quality] ?? 8500) * scale) + partials * tokensOfPartial,
    answers: n,
    units: { images: n },
  };
}

/** Facts that prices depend on, and what is needed when the upstream reports no usage. */
const factsOf = ({ prompt, n, size, quality, images }: Asked) => ({
  size,
  quality,
  n,
  text_tokens: aboutTokens(prompt),
  ...(images > 0 ? { input_images: images } : {}),
});

const numberIn = (
  text: string | undefined,
  param: string,
  least: number,
  most: number,
): number | undefined => {
  if (text === undefined || text === '' || text === 'null') return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new GatewayError('field_invalid', `${param} must be a whole number from ${least} to ${most}`, {
    param,
  });
};

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

function fromJson(endpoint: Endpoint, bytes: Buffer): Call {
  const body = parseBody(bytes);
  checkFields(endpoint === 'edits' ? editJsonBody : generationBody, body);
  refuseDoubleModel(bytes);
  const asked: Asked = {
    prompt: textOr(body['prompt'], ''),
    n: typeof body['n'] === 'number' ? body['n'] : 1,
    size: textOr(body['size'], 'auto').toLowerCase(),
    quality: textOr(body['quality'], 'auto'),
    partials: typeof body['partial_images'] === 'number' ? body['partial_images'] : 0,
    images: imagesIn(body),
  };
  return {
    kind: 'image',
    endpoint,
    model: textOr(body['model'], defaults[endpoint]),
    stream: body['stream'] === true,
    usageInStream: true,
    body: bytes,
    bounds: boundsOf(asked),
    facts: factsOf(asked),
  };
}

const imagesIn = (body: Json): number =>
  (Array.isArray(body['images']) ? body['images'].length : 0) + (body['mask'] ? 1 : 0);

function fromForm(endpoint: Endpoint, bytes: Buffer, head: RequestHead): Call {
  const form = readForm(bytes, contentTypeOf(head));
  const images = form.files('image');
  if (images.length === 0)
    throw new GatewayError(
      'field_invalid',
      form.list('image').length === 0
        ? 'you must provide an image parameter'
        : 'image must be a file: give its part of the form a file name',
      { param: 'image', upstream: { code: 'missing_required_parameter' } },
    );
  const asked: Asked = {
    prompt: endpoint === 'edits' ? needed(form.text('prompt'), 'prompt') : '',
    n: numberIn(form.text('n'), 'n', 1, 128) ?? 1,
    size: textOr(form.text('size'), 'auto').toLowerCase(),
    quality: textOr(form.text('quality'), 'auto'),
    partials: numberIn(form.text('partial_images'), 'partial_images', 0, 3) ?? 0,
    images: images.length + form.files('mask').length,
  };
  const stream = form.text('stream')?.toLowerCase();
  return {
    kind: 'image',
    endpoint,
    model: textOr(form.text('model')?.trim(), defaults[endpoint]),
    stream: stream === 'true' || stream === '1',
    usageInStream: true,
    body: bytes,
    contentType: form.contentType,
    bounds: boundsOf(asked),
    facts: factsOf(asked),
  };
}

export const readGeneration = (bytes: Buffer): Call => fromJson('generations', bytes);

/** A form with files, or JSON that names images by URL. */
export const readEdit = (bytes: Buffer, head: RequestHead): Call =>
  isForm(contentTypeOf(head)) ? fromForm('edits', bytes, head) : fromJson('edits', bytes);

export const readVariation = (bytes: Buffer, head: RequestHead): Call => fromForm('variations', bytes, head);

/** The prompt. */
export function imageTexts({ body, contentType }: Pick<Call, 'body' | 'contentType'>): readonly string[] {
  const prompt =
    contentType === undefined ? parseBody(body)['prompt'] : readForm(body, contentType).text('prompt');
  return typeof prompt === 'string' ? [prompt] : [];
}
