import type { CallKind } from '../spec/call.ts';
import type { Text } from '../spec/text.ts';

/** What one field of a model's input may be. `uri`: an address or a data URL; `uris`: a list of them. */
export type InputType = 'string' | 'integer' | 'number' | 'boolean' | 'uri' | 'uris';

export type InputField = {
  readonly name: string;
  readonly type: InputType;
  readonly text: Text;
  readonly needed?: true;
  readonly default?: string | number | boolean;
  readonly least?: number;
  readonly most?: number;
  readonly oneOf?: readonly string[];
};

/** What a model is sold by; `usd` is a decimal text. */
export type SheetPrice =
  | { readonly by: 'images' | 'calls'; readonly usd: string }
  /** Seconds that it ran on this hardware, of which at most `most` are charged. */
  | { readonly by: 'seconds'; readonly hardware: string; readonly usd: string; readonly most: number };

/** A model of a platform that hosts many: what it takes, gives and costs. Read by the dialect, the provider and the manual. */
export type ModelSheet = {
  /** 'owner/name'. */
  readonly name: string;
  readonly kind: Extract<CallKind, 'image' | 'video' | 'music'>;
  readonly about: Text;
  /** Its versions, the one that is used first; absent where the platform itself says which one runs. */
  readonly versions?: readonly [string, ...string[]];
  readonly inputs: readonly InputField[];
  /** The shape of `output`: one address, a list of them, or an object whose values are. */
  readonly output: 'uri' | 'uris' | 'object';
  readonly makes: 'image' | 'svg' | 'gif' | 'video' | 'audio';
  /** Seconds of what it makes, where that is always the same. */
  readonly seconds?: number;
  readonly price: SheetPrice;
  /** An input that shows it. */
  readonly example: { readonly [name: string]: string | number | boolean | readonly string[] };
  /** Of the price, and the day on which it was read. */
  readonly source: string;
  readonly asOf: string;
};

/** The field that says how many things are made; undefined where it is always one. */
export const countField = (sheet: ModelSheet): InputField | undefined =>
  sheet.inputs.find(({ name }) => name === 'num_outputs' || name === 'max_images');

/** Seconds of film that are asked for, where the model's input or its nature says. */
export function secondsOf(sheet: ModelSheet, input: Readonly<Record<string, unknown>>): number | undefined {
  const field = sheet.inputs.find(({ name }) => name === 'duration');
  const asked = Number(input['duration'] ?? field?.default);
  return field && Number.isFinite(asked) && asked > 0 ? asked : sheet.seconds;
}

/** A field of the input that the model would refuse. `rule`: the word that JSON schema has for it. */
export type InputMistake = { readonly field: string; readonly rule: string; readonly message: string };

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function wrongType({ type }: InputField, value: unknown): string | undefined {
  const fits = {
    string: () => typeof value === 'string',
    uri: () => typeof value === 'string' && /^(https?:\/\/[^/]|data:)/.test(value),
    uris: () => Array.isArray(value) && value.every((one) => typeof one === 'string'),
    boolean: () => typeof value === 'boolean',
    number: () => isNumber(value),
    integer: () => isNumber(value) && Number.isInteger(value),
  }[type];
  if (fits()) return undefined;
  return type === 'uri'
    ? 'Does not match format uri'
    : `Invalid type. Expected: ${type === 'uris' ? 'array' : type}`;
}

function mistakeIn(field: InputField, value: unknown): Omit<InputMistake, 'field'> | undefined {
  const { name, needed, oneOf, least, most } = field;
  if (value === undefined || value === null)
    return needed ? { rule: 'required', message: `${name} is required` } : undefined;
  const wrong = wrongType(field, value);
  if (wrong !== undefined) return { rule: field.type === 'uri' ? 'format' : 'invalid_type', message: wrong };
  if (oneOf && !oneOf.includes(String(value)))
    return {
      rule: 'enum',
      message: `${name} must be one of the following: ${oneOf.map((one) => `"${one}"`).join(', ')}`,
    };
  if (isNumber(value) && least !== undefined && value < least)
    return { rule: 'number_gte', message: `Must be greater than or equal to ${least}` };
  if (isNumber(value) && most !== undefined && value > most)
    return { rule: 'number_lte', message: `Must be less than or equal to ${most}` };
  return undefined;
}

/** What of the input breaks the model's rules. Fields that the sheet does not know are not looked at. */
export const mistakesIn = (
  sheet: ModelSheet,
  input: Readonly<Record<string, unknown>>,
): readonly InputMistake[] =>
  sheet.inputs.flatMap((field) => {
    const mistake = mistakeIn(field, input[field.name]);
    return mistake ? [{ field: field.name, ...mistake }] : [];
  });
