import type { Json } from '../../../base/json.ts';

/** A field by its camelCase name, or by its snake_case one: requests of this wire may spell it either way. */
export function field(object: Json, name: string): unknown {
  const value = object[name];
  return value === undefined ? object[snake(name)] : value;
}

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
