import { isObject, listOf, objectIn } from '../../../../base/json.ts';
import { type ApiError, badField } from './api-error.ts';

type Found = { readonly where: readonly string[]; readonly what: string };

/**
 * What is wrong with a schema that was sent with `strict: true`: the upstream demands `additionalProperties: false`
 * on every object and every property in `required`. Undefined when nothing is.
 */
export function strictFault(schema: unknown, param: string, subject: string): ApiError | undefined {
  const found = check(schema, [], 0);
  if (found === undefined) return undefined;
  const where = found.where.map((step) => `'${step}'`).join(', ');
  return badField(`Invalid schema for ${subject}: In context=(${where}), ${found.what}.`, param, null);
}

function check(schema: unknown, where: readonly string[], depth: number): Found | undefined {
  if (!isObject(schema)) return undefined;
  if (depth > 60) return { where, what: 'the schema is nested too deeply' };
  const properties = objectIn(schema['properties']);
  if (schema['type'] === 'object' || properties) {
    if (schema['additionalProperties'] !== false) {
      return { where, what: "'additionalProperties' is required to be supplied and to be false" };
    }
    const required: readonly unknown[] = listOf(schema['required']);
    const missing = Object.keys(properties ?? {}).find((name) => !required.includes(name));
    if (missing !== undefined) {
      return {
        where,
        what: `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'`,
      };
    }
  }
  for (const group of ['properties', '$defs', 'definitions']) {
    for (const [name, inner] of Object.entries(isObject(schema[group]) ? schema[group] : {})) {
      const found = check(inner, [...where, group, name], depth + 1);
      if (found) return found;
    }
  }
  for (const group of ['anyOf', 'allOf']) {
    const branches = schema[group];
    for (const [index, inner] of Array.isArray(branches) ? branches.entries() : []) {
      const found = check(inner, [...where, group, String(index)], depth + 1);
      if (found) return found;
    }
  }
  return check(schema['items'], [...where, 'items'], depth + 1);
}
