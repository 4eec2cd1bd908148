import { isObject, objectOf, parseJson, textOf } from '../../../base/json.ts';
import { type Edits, editTopLevel, topLevelSpans } from '../../../base/json-span.ts';
import { editForm, isForm, parseForm, partText } from '../../../base/multipart.ts';
import type { Call } from '../../../spec/call.ts';
import type { AnswerReading, NativeWire } from '../../../spec/provider.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { metersOf, wholeIn } from '../counts.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';
import { type MediaWire, openMediaEvents } from './events.ts';
import { countOf } from './sound-bytes.ts';

/** Output tokens of a square, a tall and a wide image of gpt-image-1 (its image guide), where no usage is told. */
const tokensOfImage: Readonly<Record<string, readonly [number, number, number]>> = {
  low: [272, 408, 400],
  medium: [1056, 1584, 1568],
  high: [4160, 6240, 6208],
};
const tokensOfPartial = 100;

export function estimatedTokens(quality: unknown, size: unknown): number {
  const row = tokensOfImage[textOf(quality)] ?? tokensOfImage['high']!;
  const match = /^(\d+)x(\d+)$/.exec(textOf(size));
  if (!match) return row[0];
  const [width, height] = [Number(match[1]), Number(match[2])];
  return width === height ? row[0] : width < height ? row[1] : row[2];
}

/** ImageGenUsage: sums with details. Undefined when it cannot be true. */
export function reportedUsage(value: unknown): Usage | undefined {
  if (!isObject(value)) return undefined;
  const input = wholeIn(value['input_tokens']);
  const output = wholeIn(value['output_tokens']);
  if (input === undefined || output === undefined) return undefined;
  const inDetails = objectOf(value['input_tokens_details']);
  const outDetails = objectOf(value['output_tokens_details']);
  const images = Math.min(wholeIn(inDetails['image_tokens']) ?? 0, input);
  const words = Math.min(wholeIn(outDetails['text_tokens']) ?? 0, output);
  return metersOf({
    input_tokens: input - images,
    input_image_tokens: images,
    output_tokens: words,
    output_image_tokens: output - words,
  });
}

const promptTokens = (facts: Facts): Usage => {
  const tokens = countOf(facts, 'text_tokens');
  return tokens === undefined ? {} : { input_tokens: tokens };
};

function add(one: Usage, other: Usage): Usage {
  const sum: Record<string, number> = { ...one };
  for (const [meter, units] of Object.entries(other)) sum[meter] = (sum[meter] ?? 0) + units;
  return sum;
}

/** ImagesResponse. `images` are what came, not what was asked for. Size and quality are those really used. */
export const readImages: NativeWire['readAnswer'] = ({ facts: asked }, bytes): AnswerReading => {
  const body = parseJson(bytes);
  const data = isObject(body) ? body['data'] : undefined;
  if (!isObject(body) || !Array.isArray(data)) {
    const words = readErrorWords(body);
    return { texts: () => [], fault: words ? faultInBody(words) : garbage };
  }
  const { size, quality, usage, output_format: format } = body;
  const images = { images: data.length };
  const reported = reportedUsage(usage);
  // Only GPT image models tell a format or a quality; the others are sold by the image.
  const drawn = typeof format === 'string' || typeof quality === 'string';
  const estimated = drawn
    ? { ...promptTokens(asked), output_image_tokens: estimatedTokens(quality, size) * data.length }
    : {};
  const tokens = reported ?? estimated;
  const facts = {
    ...(typeof size === 'string' ? { size } : {}),
    ...(typeof quality === 'string' ? { quality } : {}),
  };
  return {
    usage: { ...images, ...tokens },
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    texts: () => [],
  };
};

/** `image_generation.partial_image`, then a `.completed` with its usage for each image; `image_edit.…` for edits. */
function imageEvents(facts: Facts): MediaWire {
  const asked = countOf(facts, 'n') ?? 1;
  let sum: Usage | undefined;
  let completed = 0;
  let partials = 0;
  return {
    look({ type, field }) {
      if (type.endsWith('.partial_image')) {
        partials++;
        return { produces: true };
      }
      if (!type.endsWith('.completed')) return {};
      completed++;
      const usage = reportedUsage(field('usage')) ?? {
        output_image_tokens: estimatedTokens(field('quality'), field('size')),
      };
      sum = add(sum ?? {}, { images: 1, ...usage });
      return { produces: true, usage: sum, ...(completed >= asked ? { ends: true } : { mayEnd: true }) };
    },
    estimate: () => ({ ...promptTokens(facts), output_image_tokens: partials * tokensOfPartial }),
  };
}

/** Is this a GPT image model, by its name? */
export const drawsByName = (model: string): boolean => /gpt-image|chatgpt-image/.test(model);

/** JSON without a top-level field. */
function without(body: Buffer, name: string): Buffer {
  const span = topLevelSpans(body).get(name);
  if (!span) return body;
  let [from, to] = [span.keyStart, span.end];
  const isSpace = (byte: number | undefined) =>
    byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
  while (isSpace(body[to])) to++;
  if (body[to] === 0x2c) to++;
  else {
    while (isSpace(body[from - 1])) from--;
    if (body[from - 1] === 0x2c) from--;
  }
  return Buffer.concat([body.subarray(0, from), body.subarray(to)]);
}

/**
 * The model's name upstream; and for GPT image models no `response_format: "b64_json"`, which they refuse and do anyway
 * (clients of older models send it). `url` stays, so that the upstream says what is wrong with it.
 */
function rewrite(call: Call, upstreamModel: string): { body: Buffer } {
  const renamed = upstreamModel === call.model ? undefined : upstreamModel;
  if (isForm(call.contentType)) {
    const form = parseForm(call.body, call.contentType);
    const format = form.parts.find(({ name }) => name === 'response_format');
    const needless = format && drawsByName(upstreamModel) && partText(call.body, format) === 'b64_json';
    return {
      body: editForm(call.body, form, {
        ...(renamed === undefined ? {} : { model: renamed }),
        ...(needless ? { response_format: undefined } : {}),
      }),
    };
  }
  const span = drawsByName(upstreamModel) ? topLevelSpans(call.body).get('response_format') : undefined;
  const needless = span && call.body.toString('utf8', span.start, span.end) === '"b64_json"';
  const body = needless ? without(call.body, 'response_format') : call.body;
  return { body: editTopLevel(body, renamed === undefined ? {} : { model: JSON.stringify(renamed) }) };
}

/** OpenAI's image endpoints. Source: OpenAI OpenAPI document of 2026-08-21. */
export const imagesWire: NativeWire = {
  paths: {
    generations: '/images/generations',
    edits: '/images/edits',
    variations: '/images/variations',
  },
  edits: (call, upstreamModel): Edits =>
    upstreamModel === call.model ? {} : { model: JSON.stringify(upstreamModel) },
  rewrite,
  readAnswer: readImages,
  // Chats with a model that draws come here (images-chat.ts); other models of the upstream have a wire for them.
  serves: (model, endpoint) => endpoint !== 'chat' || drawsByName(model),
  openStream: ({ facts }) => openMediaEvents(imageEvents(facts)),
};
