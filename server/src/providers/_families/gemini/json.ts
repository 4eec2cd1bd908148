/** Loose reading of the wire: everything may be missing or of another type. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const objectsIn = (value: unknown): readonly Json[] => listOf(value).filter(isObject);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The object of a JSON text; undefined for anything else. */
export function parseObject(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A field by its camelCase name, or by its snake_case one: requests of this wire may spell it either way. */
export function field(object: Json, name: string): unknown {
  const value = object[name];
  return value === undefined ? object[snake(name)] : value;
}

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
