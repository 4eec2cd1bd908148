import { z } from 'zod';
import { ApiError, badField } from '../../openai-compatible/simulator/api-error.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { countTokens } from '../../simulated/tokens.ts';
import type { MediaOutcome } from './deliver.ts';
import { isPictureFormat, makePicture, type PictureFormat, pngSize } from './pictures.ts';

/** CreateImageRequest, and the fields of the forms once they are read. */
export const imageRequest = z.looseObject({
  model: z.string(),
  prompt: z.string().min(1),
  n: z.int().min(1).max(10).nullish(),
  size: z.string().nullish(),
  quality: z.string().nullish(),
  background: z.enum(['transparent', 'opaque', 'auto']).nullish(),
  output_format: z.enum(['png', 'jpeg', 'webp']).nullish(),
  output_compression: z.int().min(0).max(100).nullish(),
  moderation: z.enum(['low', 'auto']).nullish(),
  response_format: z.enum(['url', 'b64_json']).nullish(),
  style: z.enum(['vivid', 'natural']).nullish(),
  stream: z.boolean().nullish(),
  partial_images: z.int().min(0).max(3).nullish(),
});
export type ImageRequest = z.output<typeof imageRequest>;

type Place = {
  readonly endpoint: 'generations' | 'edits' | 'variations';
  /** Behind which the pictures are served: '…/simulated-images'. */
  readonly urlBase: string;
  readonly created: number;
  /** Pictures that came with the request. */
  readonly inputs: number;
  readonly faults: FaultNames;
};

const tokens: Readonly<Record<string, readonly [number, number, number]>> = {
  low: [272, 408, 400],
  medium: [1056, 1584, 1568],
  high: [4160, 6240, 6208],
  xhigh: [8320, 12_480, 12_416],
  max: [16_640, 24_960, 24_832],
};
const tokensOfInput = 323;
const tokensOfPartial = 100;

/** Draws. Throws ApiError for what the model refuses. */
export function draw(asked: ImageRequest, place: Place): MediaOutcome {
  if (/\[refuse\]/.test(asked.prompt))
    throw new ApiError(
      400,
      'Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID req_simulated. safety_violations=[sexual].',
      { type: 'image_generation_user_error', code: 'moderation_blocked' },
    );
  return /^dall-e/.test(asked.model) ? drawOld(asked, place) : drawNew(asked, place);
}

function supported(value: string, param: string, values: readonly string[]): void {
  if (values.includes(value)) return;
  throw badField(
    `Invalid value: '${value}'. Supported values are: ${values.map((one) => `'${one}'`).join(', ')}.`,
    param,
    'invalid_value',
  );
}

const seedOf = (text: string): number => {
  let seed = 7;
  for (const letter of text) seed = (seed * 31 + letter.codePointAt(0)!) % 65_521;
  return seed;
};

function drawOld(asked: ImageRequest, { endpoint, urlBase, created }: Place): MediaOutcome {
  const isThird = asked.model.startsWith('dall-e-3');
  if (isThird && endpoint !== 'generations')
    throw badField(`Value must be 'dall-e-2'`, 'model', 'invalid_value');
  if (isThird && (asked.n ?? 1) > 1)
    throw badField(
      "Invalid 'n': integer above maximum value. Expected a value <= 1.",
      'n',
      'integer_above_max_value',
    );
  const most = isThird ? 4000 : 1000;
  if (asked.prompt.length > most)
    throw badField(
      `Invalid 'prompt': string too long. Expected a string with maximum length ${most}.`,
      'prompt',
      'string_above_max_length',
    );
  const size = asked.size ?? '1024x1024';
  supported(
    size,
    'size',
    isThird ? ['1024x1024', '1024x1792', '1792x1024'] : ['256x256', '512x512', '1024x1024'],
  );
  if (isThird) supported(asked.quality ?? 'standard', 'quality', ['standard', 'hd']);
  const [width, height] = size.split('x').map(Number);
  const data = Array.from({ length: asked.n ?? 1 }, (_, at) => {
    const seed = seedOf(asked.prompt) + at;
    return {
      ...(asked.response_format === 'b64_json'
        ? { b64_json: makePicture('png', width!, height!, seed).toString('base64') }
        : { url: `${urlBase}/${size}-${seed}.png` }),
      ...(isThird ? { revised_prompt: `${asked.prompt} The picture shows tiles in two colours.` } : {}),
    };
  });
  return { sends: 'json', body: { created, data } };
}

function measure(asked: ImageRequest): { width: number; height: number; shape: 0 | 1 | 2 } {
  const size = asked.size ?? 'auto';
  const any = /^(?:chat)?gpt-image-[2-9]/.test(asked.model);
  if (!any) supported(size, 'size', ['1024x1024', '1024x1536', '1536x1024', 'auto']);
  const match = /^(\d+)x(\d+)$/.exec(size === 'auto' ? '1024x1024' : size);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || width % 16 || height % 16 || Math.max(width, height) > 3840)
    throw badField(
      `Invalid size '${size}'. Width and height must be multiples of 16, at most 3840.`,
      'size',
      'invalid_value',
    );
  if (
    Math.max(width, height) > 3 * Math.min(width, height) ||
    width * height < 655_360 ||
    width * height > 8_294_400
  )
    throw badField(
      `Invalid size '${size}'. The aspect ratio or the number of pixels is not supported.`,
      'size',
      'invalid_value',
    );
  return { width, height, shape: width === height ? 0 : width < height ? 1 : 2 };
}

function drawNew(asked: ImageRequest, place: Place): MediaOutcome {
  const { endpoint, created, inputs, faults } = place;
  if (endpoint === 'variations') throw badField("Value must be 'dall-e-2'", 'model', 'invalid_value');
  if (asked.response_format != null)
    throw badField("Unknown parameter: 'response_format'.", 'response_format', 'unknown_parameter');
  if (asked.prompt.length > 32_000)
    throw badField(
      "Invalid 'prompt': string too long. Expected a string with maximum length 32000.",
      'prompt',
      'string_above_max_length',
    );
  const qualities = ['low', 'medium', 'high', ...(asked.model.includes('2.5') ? ['xhigh', 'max'] : [])];
  supported(asked.quality ?? 'auto', 'quality', [...qualities, 'auto']);
  const format: PictureFormat =
    asked.output_format && isPictureFormat(asked.output_format) ? asked.output_format : 'png';
  if (asked.background === 'transparent' && format === 'jpeg')
    throw badField(
      "Transparent background requires 'png' or 'webp' output format.",
      'background',
      'invalid_value',
    );
  const { width, height, shape } = measure(asked);
  const quality = asked.quality == null || asked.quality === 'auto' ? 'medium' : asked.quality;
  const count = asked.n ?? 1;
  const partials = asked.stream ? (asked.partial_images ?? 0) : 0;
  const pictures = Array.from({ length: count }, (_, at) =>
    makePicture(format, width, height, seedOf(asked.prompt) + at).toString('base64'),
  );
  const usageOf = (images: number) => {
    if (faults.has('no-usage')) return undefined;
    const text = faults.has('lie') ? -7 : countTokens(asked.prompt);
    const seen = inputs * tokensOfInput;
    const output = (tokens[quality]?.[shape] ?? 1056) * images + partials * tokensOfPartial;
    return {
      total_tokens: text + seen + output,
      input_tokens: text + seen,
      output_tokens: output,
      input_tokens_details: { text_tokens: text, image_tokens: seen },
      output_tokens_details: { text_tokens: 0, image_tokens: output },
    };
  };
  const told = {
    background: asked.background === 'transparent' ? 'transparent' : 'opaque',
    output_format: format,
    quality,
    size: `${width}x${height}`,
  };
  if (!asked.stream) {
    const usage = usageOf(count);
    const data = pictures.map((b64_json) => ({ b64_json }));
    return { sends: 'json', body: { created, ...told, data, ...(usage ? { usage } : {}) } };
  }
  const word = endpoint === 'edits' ? 'image_edit' : 'image_generation';
  const events = pictures.flatMap((b64_json) => {
    const usage = usageOf(1);
    return [
      ...Array.from({ length: partials }, (_, index) => ({
        type: `${word}.partial_image`,
        b64_json,
        partial_image_index: index,
        created_at: created,
        ...told,
      })),
      { type: `${word}.completed`, b64_json, created_at: created, ...told, ...(usage ? { usage } : {}) },
    ];
  });
  return { sends: 'events', events, named: true };
}

/** A picture by the address that was given out: '1024x1024-77.png'. */
export function showPicture(name: string): Response {
  const match = /^(\d{2,4})x(\d{2,4})-(\d+)\.png$/.exec(name);
  if (!match) return new Response('not found', { status: 404 });
  const picture = makePicture('png', Number(match[1]), Number(match[2]), Number(match[3]));
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } });
}

/** The form of an edit or a variation as a request, and how many pictures it holds. Throws ApiError. */
export async function readImageForm(
  form: FormData,
  endpoint: 'edits' | 'variations',
): Promise<{ body: object; inputs: number }> {
  const files: File[] = [];
  let mask: File | undefined;
  const body: Record<string, unknown> = endpoint === 'variations' ? { prompt: '(a variation)' } : {};
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      if (!/^image\//.test(value.type))
        throw badField(
          `Invalid file '${name}': unsupported mimetype ('${value.type || 'application/octet-stream'}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.`,
          name,
          'unsupported_file_mimetype',
        );
      if (/^image(?:\[\d*\])?$/.test(name)) files.push(value);
      else if (name === 'mask') mask = value;
      continue;
    }
    const key = name.replace(/\[\]$/, '');
    const isNumber = ['n', 'partial_images', 'output_compression'].includes(key);
    body[key] = isNumber ? Number(value) : key === 'stream' ? value === 'true' : value;
  }
  const [first] = files;
  if (!first) throw badField("Missing required parameter: 'image'.", 'image', 'missing_required_parameter');
  if (files.length > 16)
    throw badField("Invalid 'image': at most 16 images.", 'image', 'array_above_max_length');
  if (mask) {
    const [under, over] = await Promise.all(
      [first, mask].map(async (file) => pngSize(Buffer.from(await file.arrayBuffer()))),
    );
    if (!over) throw badField('Invalid mask: it must be a PNG.', 'mask', 'invalid_image_file');
    if (!over.hasAlpha)
      throw badField('Invalid mask image: the mask has no alpha channel.', 'mask', 'invalid_image_file');
    if (under && (under.width !== over.width || under.height !== over.height))
      throw badField('Invalid mask image: its size does not match the image.', 'mask', 'invalid_image_file');
  }
  return { body, inputs: files.length };
}
