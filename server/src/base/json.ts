/** Values as JSON.parse gives them, read with care: whatever comes over a wire may be missing or of another type. */
export type Json = Readonly<Record<string, unknown>>;

/** An object that is being made. */
export type JsonDraft = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that the value is; an empty one for anything else. */
export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

/** The object that the value is; undefined for anything else. */
export const objectIn = (value: unknown): Json | undefined => (isObject(value) ? value : undefined);

/** The list that the value is; an empty one for anything else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The objects of a list. */
export const objectsIn = (value: unknown): readonly Json[] => listOf(value).filter(isObject);

/** The texts of a list. */
export const textsIn = (value: unknown): string[] => listOf(value).filter((one) => typeof one === 'string');

/** The text that the value is; '' for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The text that the value is; undefined for anything else and for ''. */
export const textIn = (value: unknown): string | undefined => textOf(value) || undefined;

/** The text that the value is, also ''; undefined for anything else. */
export const stringIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const booleanIn = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** The value of a JSON text; undefined for what is no JSON. */
export function parseJson(text: string | Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}

/** The object of a JSON text; undefined for anything else. */
export function parseObject(text: string | Buffer): Json | undefined {
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : undefined;
}

/** A value that should be a word or a number, as text; '' for anything else. Never throws, whatever an object calls itself. */
export const wordOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
