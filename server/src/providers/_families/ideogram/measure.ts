import { type Json, listOf, objectOf, textIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured } from '../../../spec/task.ts';
import { fileIn } from '../picture-files/form.ts';
import { speeds } from './words.ts';

const mostPictures = 8;
/** Of one file, in bytes (reference of Ideogram 3.0). */
const mostBytes = 10 * 1024 * 1024;

const refuse = (param: string, message: string): never => {
  throw new GatewayError('field_invalid', message, { param });
};

/** How many pictures are asked for; 1 where nothing is said. */
export function countIn(request: Json): number {
  const asked = request['num_images'];
  if (asked === undefined || asked === null) return 1;
  const count = Number(wordOf(asked) || 'none');
  if (!Number.isInteger(count) || count < 1 || count > mostPictures)
    return refuse('num_images', `num_images must be a whole number from 1 to ${mostPictures}`);
  return count;
}

/** 'DEFAULT' where nothing is said. */
export function speedIn(body: Json): string {
  const asked = textIn(body['rendering_speed']);
  if (asked === undefined) return 'DEFAULT';
  const known = speeds.find((speed) => speed === asked.toUpperCase());
  return known ?? refuse('rendering_speed', `rendering_speed must be one of: ${speeds.join(', ')}`);
}

function checkFiles(body: Json): void {
  for (const [name, value] of Object.entries(body))
    for (const one of [value].flat()) {
      const file = fileIn(one);
      if (file && file.bytes.length > mostBytes) refuse(name, `${name}: a file may have at most 10 MB`);
    }
}

/** What a request makes at most, in Ideogram's units. Throws field_invalid for what it would refuse for sure. */
export function measured(action: string, body: Json): Measured {
  checkFiles(body);
  if (action === 'describe') return { usage: { calls: 1 }, facts: { action } };
  if (action === 'upscale') {
    countIn(objectOf(body['image_request']));
    return { usage: { calls: 1 }, facts: { action } };
  }
  if (!action.startsWith('v3-')) {
    const request = objectOf(body['image_request']);
    if (request['aspect_ratio'] && request['resolution'])
      refuse('resolution', 'give aspect_ratio or resolution, not both');
    return { usage: { images: countIn(request) }, facts: { action } };
  }
  if (body['aspect_ratio'] && body['resolution'])
    refuse('resolution', 'give aspect_ratio or resolution, not both');
  const isCharacter = listOf(body['character_reference_images']).length > 0;
  return {
    usage: { images: countIn(body) },
    facts: { action, rendering_speed: speedIn(body), ...(isCharacter ? { character_reference: true } : {}) },
  };
}
