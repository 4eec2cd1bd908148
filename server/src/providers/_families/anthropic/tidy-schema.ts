import { isObject, wordOf } from '../../../base/json.ts';

/**
 * Keywords that structured outputs refuse, and formats of strings that they know. Source: Anthropic's page on
 * structured outputs, and the schema transformation of its SDK 1.12.0.
 */
const refused = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'not',
  'if',
  'then',
  'else',
];
const formats = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'];
const maps = ['properties', '$defs', 'definitions'];
const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];

/** Deeper than this no schema is meant seriously. */
const deepest = 64;

/**
 * The schema as structured outputs take it: objects closed, `oneOf` as `anyOf`, what cannot be enforced said in the
 * description. Undefined for a schema that they cannot take at all (it contains itself).
 */
export function tidySchema(schema: unknown, depth = 0): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(schema) || depth > deepest || schema['$ref'] === '#') return undefined;
  const tidy: Record<string, unknown> = {};
  const told: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === '$schema' || name === '$id') continue;
    const isUnknownFormat = name === 'format' && !formats.includes(wordOf(value));
    const isLongList = name === 'minItems' && Number(value) > 1;
    if (refused.includes(name) || isUnknownFormat || isLongList) {
      told[name] = value;
    } else if (maps.includes(name) && isObject(value)) {
      const inner: Record<string, unknown> = {};
      for (const [key, one] of Object.entries(value)) {
        const part = tidySchema(one, depth + 1);
        if (!part) return undefined;
        inner[key] = part;
      }
      tidy[name] = inner;
    } else if (lists.includes(name) && Array.isArray(value)) {
      const parts = value.map((one) => tidySchema(one, depth + 1));
      if (parts.includes(undefined)) return undefined;
      tidy[name === 'oneOf' ? 'anyOf' : name] = parts;
    } else if (name === 'items' && isObject(value)) {
      const part = tidySchema(value, depth + 1);
      if (!part) return undefined;
      tidy[name] = part;
    } else {
      tidy[name] = value;
    }
  }
  if (tidy['type'] === 'object' || isObject(tidy['properties'])) tidy['additionalProperties'] = false;
  if (Object.keys(told).length > 0) {
    const before = typeof tidy['description'] === 'string' ? `${tidy['description']}\n` : '';
    tidy['description'] = `${before}${JSON.stringify(told)}`;
  }
  return tidy;
}
