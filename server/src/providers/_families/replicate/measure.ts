import { type Json, numberIn, objectOf } from '../../../base/json.ts';
import { sheetOf, sheetOfVersion } from '../../../catalogue/replicate/index.ts';
import { countField, type ModelSheet, secondsOf } from '../../../catalogue/sheet.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured, TaskPort } from '../../../spec/task.ts';
import type { Usage } from '../../../spec/usage.ts';

/** The sheet of an upstream name: 'owner/name', 'owner/name:version', or a version. */
export function sheetFor(upstreamModel: string): ModelSheet | undefined {
  const [name = '', version] = upstreamModel.split(':');
  return sheetOfVersion(version ?? name) ?? (version === undefined ? sheetOf(name) : undefined);
}

const refuse = (param: string, message: string): never => {
  throw new GatewayError('field_invalid', `${param}: ${message}`, { param });
};

/** Pictures that are asked for. Throws field_invalid: a wrong number would be priced wrongly. */
function countOf(sheet: ModelSheet, input: Json): number {
  const field = countField(sheet);
  const value = field && input[field.name];
  if (!field || value === undefined || value === null) return 1;
  if (field.name === 'max_images' && input['sequential_image_generation'] !== 'auto') return 1;
  const { least = 1, most = 1 } = field;
  const count = numberIn(value);
  if (count === undefined || !Number.isInteger(count) || count < least || count > most)
    return refuse(`input.${field.name}`, `must be a whole number from ${least} to ${most}`);
  return count;
}

/** Without a sheet nothing is known of the model: sold by the call, and by pictures where it is asked for several. */
function unknownUsage(input: Json): Usage {
  const asked = input['num_outputs'] ?? input['max_images'] ?? input['n'];
  const images = asked === undefined || asked === null ? 1 : numberIn(asked);
  if (images === undefined || !Number.isInteger(images) || images < 1 || images > 100)
    return refuse('input.num_outputs', 'must be a whole number from 1 to 100');
  const seconds = numberIn(input['duration']);
  return { calls: 1, images, ...(seconds !== undefined && seconds > 0 ? { seconds } : {}) };
}

/** What prices may depend on, as it stands in the input. */
const priced = ['resolution', 'quality', 'size', 'mode', 'aspect_ratio'];

/** The most that the request can consume. Throws field_invalid. */
export const measure: TaskPort['measure'] = ({ body, upstreamModel }): Measured => {
  const input = objectOf(body['input']);
  const sheet = sheetFor(upstreamModel);
  const facts: Record<string, string | number | boolean> = {};
  for (const name of priced) {
    const value = input[name] ?? sheet?.inputs.find((field) => field.name === name)?.default;
    if (typeof value === 'string' && value.length <= 64) facts[name] = value;
  }
  if (!sheet) return { usage: unknownUsage(input), facts };
  for (const { name, needed } of sheet.inputs)
    if (needed && (input[name] === undefined || input[name] === null || input[name] === ''))
      refuse(`input.${name}`, `${name} is required`);
  const seconds = secondsOf(sheet, input);
  if (seconds !== undefined && sheet.kind === 'video') facts['seconds'] = seconds;
  const { price } = sheet;
  if (price.by === 'seconds') return { usage: { seconds: price.most }, facts };
  return { usage: price.by === 'calls' ? { calls: 1 } : { images: countOf(sheet, input) }, facts };
};
