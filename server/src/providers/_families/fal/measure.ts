import { type Json, numberIn, objectsIn, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured } from '../../../spec/task.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { type FalModel, type Field, modelOf } from './catalogue/index.ts';
import { askedSize, megapixelsOf } from './sizes.ts';

/** Megapixels of a picture whose size the request does not name: those of 2048 by 2048. What it really has is charged. */
const mostMegapixels = 4;
/** Bounds for models that only the operator knows. */
const unknown = { images: 16, seconds: 10, longest: 600 } as const;

const refuse = (message: string, param: string): never => {
  throw new GatewayError('field_invalid', message, { param });
};

/** A count that multiplies the price. Throws field_invalid for what is none. */
function countIn(body: Json, name: string, field: Field | undefined): number {
  const asked = body[name];
  if (asked === undefined || asked === null) return Number(field?.usual ?? 1);
  const most = field?.most ?? unknown.images;
  const count = numberIn(asked);
  if (count === undefined || !Number.isSafeInteger(count) || count < 1 || count > most)
    return refuse(`${name} must be a whole number from 1 to ${most}`, name);
  return count;
}

/** Seconds in '8s', '5' or 5; undefined for anything else. */
export const secondsIn = (value: unknown): number | undefined => {
  const seconds =
    typeof value === 'string' && /^\d+(\.\d+)?s?$/.test(value) ? Number.parseFloat(value) : numberIn(value);
  return seconds !== undefined && seconds > 0 && seconds <= unknown.longest ? seconds : undefined;
};

/** The length that is asked for. Throws field_invalid for one that the model does not make. */
function lengthIn(body: Json, field: Field | undefined): number {
  const asked = body['duration'] ?? field?.usual;
  if (asked === undefined) return unknown.seconds;
  if (field?.oneOf && !field.oneOf.includes(String(asked)))
    return refuse(`duration must be one of: ${field.oneOf.join(', ')}`, 'duration');
  return (
    secondsIn(asked) ?? refuse(`duration must be a length in seconds, up to ${unknown.longest}`, 'duration')
  );
}

/** Words that a price may depend on, as they are or as the model takes them where they are absent. */
function factsOf(model: FalModel | undefined, body: Json): Facts {
  const value = (name: string): unknown => body[name] ?? model?.input[name]?.usual;
  const resolution = textIn(value('resolution'));
  const audio = value('generate_audio');
  const thinking = textIn(value('thinking_level'));
  return {
    ...(resolution === undefined ? {} : { resolution }),
    ...(typeof audio === 'boolean' ? { audio } : {}),
    ...(thinking === undefined ? {} : { thinking }),
  };
}

/** Everything that a price of the operator may count, for a model that only he knows. */
function measuredUnknown(body: Json): Measured {
  const images = countIn(body, 'num_images', undefined);
  const size = askedSize(undefined, body);
  return {
    usage: {
      images,
      megapixels: images * (size ? megapixelsOf(size) : mostMegapixels),
      seconds: lengthIn(body, undefined),
    },
    facts: factsOf(undefined, body),
  };
}

/** The most that a request can consume. Throws field_invalid for counts and lengths that fal would refuse. */
export function measured(id: string, body: Json): Measured {
  const model = modelOf(id);
  if (!model) return measuredUnknown(body);
  const facts = factsOf(model, body);
  const { input, price } = model;
  if (price.meter === 'seconds') {
    const seconds = lengthIn(body, input['duration']);
    return { usage: { seconds }, facts: { ...facts, seconds } };
  }
  const images =
    countIn(body, 'num_images', input['num_images']) *
    ('max_images' in input ? countIn(body, 'max_images', input['max_images']) : 1);
  if (price.meter === 'images') {
    const searches = price.search !== undefined && body['enable_web_search'] === true ? { searches: 1 } : {};
    const calls = price.thinking !== undefined && facts['thinking'] === 'high' ? { calls: 1 } : {};
    return { usage: { images, ...searches, ...calls }, facts };
  }
  const size = askedSize(model, body);
  return { usage: { megapixels: images * (size ? megapixelsOf(size) : mostMegapixels) }, facts };
}

/** What was made, by the result: pictures that were not made are not charged. */
export function consumed(id: string, asked: Usage, output: Json): Usage {
  const meter = modelOf(id)?.price.meter;
  const pictures = objectsIn(output['images'] ?? [output['image']]);
  if (meter === 'images') return { ...asked, images: pictures.length };
  if (meter !== 'megapixels') return asked;
  return {
    ...asked,
    megapixels: pictures.reduce((sum, picture) => {
      const width = numberIn(picture['width']) ?? 0;
      const height = numberIn(picture['height']) ?? 0;
      // Where fal tells no size it is that of the request, or the usual one of a megapixel.
      const own = width > 0 && height > 0 ? megapixelsOf({ width, height }) : 1;
      return sum + own;
    }, 0),
  };
}
