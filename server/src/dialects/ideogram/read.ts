import type { z } from 'zod';
import { type Json, listOf, numberIn, objectOf, textIn } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ImageRequest } from '../../spec/image.ts';
import { checkFields } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import { readBody } from './body.ts';
import { describeBody, generateBody, remixBody, upscaleBody, type V3Part, v3Bodies } from './wire.ts';

/** How long a client waits for its pictures, milliseconds: eight of the best take more than a minute. */
const patienceMs = 5 * 60_000;

/** The gateway's names of what Ideogram tells apart by paths and fields. */
const v3Model = 'ideogram-v3';
const defaultLegacy = 'V_2';

/** How other wires say what Ideogram's speeds are. */
const qualities: Readonly<Record<string, string>> = { FLASH: 'low', TURBO: 'low', QUALITY: 'high' };

const read = (schema: z.ZodType, bytes: Buffer, head: RequestHead): Json => {
  const body = readBody(bytes, head);
  checkFields(schema, body);
  return body;
};

const kept = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [name]: value };

/** What the answer repeats of the request, where it is written here. */
const memoOf = (fields: Json): Json => ({
  ...kept('style', textIn(fields['style_type'])),
  ...kept('seed', numberIn(fields['seed'])),
});

/** A request of 3.0 in the neutral form; undefined where it asks for what only Ideogram has. */
function imageOf(part: V3Part, body: Json): ImageRequest | undefined {
  if (part !== 'generate' && part !== 'remix') return undefined;
  const references = ['style_reference_images', 'character_reference_images', 'style_codes'];
  if (references.some((name) => listOf(body[name]).length > 0)) return undefined;
  if (body['custom_model_uri'] !== undefined) return undefined;
  const [, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(textIn(body['resolution']) ?? '') ?? [];
  const source = textIn(body['image']);
  return {
    how: part === 'generate' ? 'generate' : 'edit',
    prompt: textIn(body['prompt']) ?? '',
    ...kept('negativePrompt', textIn(body['negative_prompt'])),
    images: source === undefined ? [] : [source],
    count: numberIn(body['num_images']) ?? 1,
    ...(width === undefined ? {} : { width: Number(width), height: Number(height) }),
    ...kept('aspectRatio', textIn(body['aspect_ratio'])?.replace('x', ':')),
    ...kept('quality', qualities[textIn(body['rendering_speed'])?.toUpperCase() ?? '']),
    ...kept('style', textIn(body['style_type'])),
    ...kept('seed', numberIn(body['seed'])),
    extra: Object.fromEntries(
      ['magic_prompt', 'style_preset', 'color_palette', 'image_weight'].flatMap((name) =>
        body[name] === undefined ? [] : [[name, body[name]]],
      ),
    ),
  };
}

export const readV3 =
  (part: V3Part) =>
  (bytes: Buffer, head: RequestHead): TaskCall => {
    const body = read(v3Bodies[part], bytes, head);
    const image = imageOf(part, body);
    return {
      kind: 'image',
      action: `v3-${part}`,
      model: v3Model,
      body,
      ...kept('prompt', textIn(body['prompt'])),
      ...(image ? { image } : {}),
      memo: memoOf(body),
      waitMs: patienceMs,
    };
  };

/** 'V_2A_TURBO' is the gateway's 'ideogram-v2a-turbo'. AUTO lets Ideogram choose, at no stated price: it is its default. */
function legacyModel(request: Json): string {
  const word = textIn(request['model'])?.toUpperCase() ?? defaultLegacy;
  const [, version, turbo] = /^V_(\w+?)(_TURBO)?$/.exec(word === 'AUTO' ? defaultLegacy : word) ?? [];
  if (version === undefined)
    throw new GatewayError(
      'field_invalid',
      'model must be V_1, V_1_TURBO, V_2, V_2_TURBO, V_2A or V_2A_TURBO',
      {
        param: 'image_request.model',
      },
    );
  return `ideogram-v${version.toLowerCase()}${turbo ? '-turbo' : ''}`;
}

/** Generate and remix of the models before 3.0. */
const legacy =
  (action: 'generate' | 'remix', schema: z.ZodType) =>
  (bytes: Buffer, head: RequestHead): TaskCall => {
    const body = read(schema, bytes, head);
    const request = objectOf(body['image_request']);
    return {
      kind: 'image',
      action,
      model: legacyModel(request),
      body,
      ...kept('prompt', textIn(request['prompt'])),
      memo: memoOf(request),
      waitMs: patienceMs,
    };
  };

export const readGenerate = legacy('generate', generateBody);
export const readRemix = legacy('remix', remixBody);

export function readUpscale(bytes: Buffer, head: RequestHead): TaskCall {
  const sent = readBody(bytes, head);
  const body = { ...sent, image_request: sent['image_request'] ?? {} };
  checkFields(upscaleBody, body);
  const request = objectOf(body.image_request);
  return {
    kind: 'image',
    action: 'upscale',
    model: 'ideogram-upscale',
    body,
    ...kept('prompt', textIn(request['prompt'])),
    memo: memoOf(request),
    waitMs: patienceMs,
  };
}

export const readDescribe = (bytes: Buffer, head: RequestHead): TaskCall => ({
  kind: 'image',
  action: 'describe',
  model: 'ideogram-describe',
  body: read(describeBody, bytes, head),
  memo: {},
  waitMs: patienceMs,
});
