import { isObject, type Json } from '../../../base/json.ts';
import type { FalModel, Field } from './catalogue/index.ts';
import { presets } from './sizes.ts';

/** A mistake of an input as fal tells it. */
export type Mistake = {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly ctx?: Json;
};

const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && /^(https?:\/\/\S+|data:[\w/+.-]+;base64,)/i.test(value);

type Wrong = {
  readonly msg: string;
  readonly type: string;
  readonly ctx?: Json;
  readonly at?: string | number;
};

const sizeWords = [...Object.keys(presets).filter((word) => word !== 'square_2k'), 'auto'];

/** What is wrong with a value; undefined: nothing. */
function wrongWith(field: Field, value: unknown): Wrong | undefined {
  const { oneOf, least, most } = field;
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') return { msg: 'Input should be a valid string', type: 'string_type' };
      if (oneOf && !oneOf.includes(value))
        return {
          msg: `Input should be ${oneOf.map((one) => `'${one}'`).join(', ')}`,
          type: 'literal_error',
          ctx: { expected: oneOf.join(', ') },
        };
      if (least !== undefined && value.length < least)
        return { msg: 'String should have at least 1 character', type: 'string_too_short' };
      return most !== undefined && value.length > most
        ? { msg: `String should have at most ${most} characters`, type: 'string_too_long' }
        : undefined;
    case 'flag':
      return typeof value === 'boolean'
        ? undefined
        : { msg: 'Input should be a valid boolean', type: 'bool_type' };
    case 'whole':
    case 'number':
      if (typeof value !== 'number' || (field.type === 'whole' && !Number.isInteger(value)))
        return {
          msg: `Input should be a valid ${field.type === 'whole' ? 'integer' : 'number'}`,
          type: 'int_type',
        };
      if (least !== undefined && value < least)
        return {
          msg: `Input should be greater than or equal to ${least}`,
          type: 'greater_than_equal',
          ctx: { ge: least },
        };
      return most !== undefined && value > most
        ? { msg: `Input should be less than or equal to ${most}`, type: 'less_than_equal', ctx: { le: most } }
        : undefined;
    case 'url':
      return isAddress(value)
        ? undefined
        : { msg: 'Failed to download the file from the given URL', type: 'file_download_error' };
    case 'urls': {
      if (!Array.isArray(value)) return { msg: 'Input should be a valid list', type: 'list_type' };
      if (value.length === 0) return { msg: 'List should have at least 1 item', type: 'sequence_too_short' };
      const bad = value.findIndex((one) => !isAddress(one));
      return bad < 0
        ? undefined
        : { msg: 'Failed to download the file from the given URL', type: 'file_download_error', at: bad };
    }
    case 'loras':
      if (!Array.isArray(value) || value.some((one) => !isObject(one) || typeof one['path'] !== 'string'))
        return { msg: 'Input should be a list of LoRA weights', type: 'list_type' };
      return most !== undefined && value.length > most
        ? { msg: `List should have at most ${most} items`, type: 'sequence_too_long' }
        : undefined;
    case 'size':
      if (typeof value === 'string' && sizeWords.includes(value)) return undefined;
      return isObject(value) &&
        ['width', 'height'].every((side) => value[side] === undefined || Number(value[side]) > 0)
        ? undefined
        : {
            msg: `Input should be an object of width and height or ${sizeWords.join(', ')}`,
            type: 'literal_error',
          };
  }
}

/** Everything that is wrong with an input. Fields that a model does not know are passed over. */
export function mistakesIn({ input }: FalModel, body: Json): readonly Mistake[] {
  return Object.entries(input).flatMap(([name, field]): Mistake[] => {
    const value = body[name];
    if (value === undefined || value === null)
      return field.needed ? [{ loc: ['body', name], msg: 'Field required', type: 'missing' }] : [];
    const wrong = wrongWith(field, value);
    if (!wrong) return [];
    const { at, ...rest } = wrong;
    return [{ loc: ['body', name, ...(at === undefined ? [] : [at])], ...rest }];
  });
}
