import { isObject, type Json, type JsonDraft } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import { numberOf } from './json.ts';

/** Schemas deeper than this are nobody's. */
const deepest = 64;

const types: Readonly<Record<string, string>> = {
  STRING: 'string',
  NUMBER: 'number',
  INTEGER: 'integer',
  BOOLEAN: 'boolean',
  ARRAY: 'array',
  OBJECT: 'object',
  NULL: 'null',
};

/** Google's names of OpenAPI, in both spellings, that JSON Schema writes otherwise or writes as numbers. */
const numbers: Readonly<Record<string, string>> = {
  minItems: 'minItems',
  min_items: 'minItems',
  maxItems: 'maxItems',
  max_items: 'maxItems',
  minLength: 'minLength',
  min_length: 'minLength',
  maxLength: 'maxLength',
  max_length: 'maxLength',
  minProperties: 'minProperties',
  min_properties: 'minProperties',
  maxProperties: 'maxProperties',
  max_properties: 'maxProperties',
};

/** Formats that only say how many bits a number has: no validator outside Google knows them. */
const bitFormats = new Set<unknown>(['enum', 'int32', 'int64', 'float', 'double']);

/**
 * A schema in Google's subset of OpenAPI 3.0 as JSON Schema: types in lower case, `nullable` as a type of its own,
 * properties in `propertyOrdering`. What is JSON Schema already stays as it is. Throws field_invalid.
 * Source: google.ai.generativelanguage.v1beta.Schema.
 */
export function jsonSchemaOf(schema: Json, param: string, depth = 0): Json {
  if (depth > deepest) throw new GatewayError('field_invalid', `${param} is nested too deep`, { param });
  const inner = (value: unknown): unknown =>
    isObject(value) ? jsonSchemaOf(value, param, depth + 1) : value;
  const made: JsonDraft = {};
  for (const [name, value] of Object.entries(schema)) {
    if (value === null && name !== 'default' && name !== 'const') continue;
    switch (name) {
      case '__proto__':
      case 'nullable':
      case 'propertyOrdering':
      case 'property_ordering':
        break;
      case 'type': {
        const read = Array.isArray(value) ? value.map(typeOf) : typeOf(value);
        if (read !== undefined) made['type'] = read;
        break;
      }
      case 'format':
        if (!bitFormats.has(value)) made['format'] = value;
        break;
      case 'example':
        made['examples'] = [value];
        break;
      case 'properties':
      case '$defs':
      case 'defs':
      case 'definitions':
        made[name === 'defs' ? '$defs' : name] = isObject(value)
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]))
          : value;
        break;
      case 'anyOf':
      case 'any_of':
      case 'oneOf':
      case 'allOf':
      case 'prefixItems':
      case 'prefix_items':
        made[name === 'any_of' ? 'anyOf' : name === 'prefix_items' ? 'prefixItems' : name] = Array.isArray(
          value,
        )
          ? value.map(inner)
          : value;
        break;
      case 'items':
      case 'additionalProperties':
        made[name] = inner(value);
        break;
      case 'additional_properties':
        made['additionalProperties'] = inner(value);
        break;
      default:
        made[numbers[name] ?? name] = name in numbers ? (numberOf(value) ?? value) : value;
    }
  }
  orderProperties(made, schema['propertyOrdering'] ?? schema['property_ordering']);
  if (schema['nullable'] === true) addNull(made);
  return made;
}

const typeOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? value === 'TYPE_UNSPECIFIED'
      ? undefined
      : (types[value.toUpperCase()] ?? value)
    : value;

/** Models write properties in the order in which the schema names them: that is what the ordering is for. */
function orderProperties(schema: JsonDraft, order: unknown): void {
  const properties = schema['properties'];
  if (!Array.isArray(order) || !isObject(properties)) return;
  const rank = new Map(order.map((name, at) => [name, at]));
  const last = order.length;
  schema['properties'] = Object.fromEntries(
    Object.entries(properties).sort(([a], [b]) => (rank.get(a) ?? last) - (rank.get(b) ?? last)),
  );
}

function addNull(schema: JsonDraft): void {
  const { type } = schema;
  if (type !== undefined) schema['type'] = [...(Array.isArray(type) ? type : [type]), 'null'];
  if (Array.isArray(schema['enum'])) schema['enum'] = [...schema['enum'], null];
  if (Array.isArray(schema['anyOf'])) schema['anyOf'] = [...schema['anyOf'], { type: 'null' }];
}
