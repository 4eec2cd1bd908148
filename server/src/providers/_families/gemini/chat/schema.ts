import { isObject, type Json, listOf } from '../../../../base/json.ts';

/** Keys that the older schema form of this wire knows; anything else is refused there with a 400. */
const known = new Set([
  'type',
  'format',
  'title',
  'description',
  'nullable',
  'enum',
  'items',
  'minItems',
  'maxItems',
  'properties',
  'required',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'example',
  'anyOf',
  'propertyOrdering',
  'default',
]);

/** Schemas may refer to themselves and come from clients: beyond this depth and size anything is allowed. */
const deepest = 12;
const mostNodes = 5_000;
type Walk = { readonly root: Json; nodes: number };

/**
 * A JSON schema in the older form: references written out, `const` as `enum`, `oneOf` as `anyOf`, a union with null as
 * `nullable`, `allOf` merged, unknown keys left out.
 */
export const olderSchema = (schema: Json): Json => cleaned(schema, { root: schema, nodes: 0 }, 0);

function cleaned(given: Json, walk: Walk, depth: number): Json {
  if (depth > deepest || ++walk.nodes > mostNodes) return {};
  const schema = merged(resolved(given, walk, depth), walk, depth);
  const out: Record<string, unknown> = {};
  const sub = (value: unknown): Json => (isObject(value) ? cleaned(value, walk, depth + 1) : {});
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'const') out['enum'] = [String(value)];
    else if (key === 'oneOf' || key === 'anyOf') out['anyOf'] = listOf(value).map(sub);
    else if (!known.has(key)) continue;
    else if (key === 'items') out['items'] = sub(value);
    else if (key === 'properties' && isObject(value))
      out['properties'] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sub(one)]));
    else if (key === 'enum')
      out['enum'] = listOf(value)
        .filter((one) => one !== null)
        .map(String);
    else if (key === 'format' && schema['type'] === 'string' && value !== 'enum' && value !== 'date-time')
      continue;
    else out[key] = value;
  }
  withoutNull(out);
  if (isObject(out['properties']) && Object.keys(out['properties']).length === 0) delete out['properties'];
  if (out['enum'] !== undefined) out['type'] = 'string';
  return out;
}

/** `["string", "null"]` and `anyOf: [x, {type: null}]` become nullable. */
function withoutNull(schema: Record<string, unknown>): void {
  if (Array.isArray(schema['type'])) {
    const types = (schema['type'] as unknown[]).filter((one) => one !== 'null');
    if (types.length < (schema['type'] as unknown[]).length) schema['nullable'] = true;
    if (types.length === 1) schema['type'] = types[0];
    else {
      delete schema['type'];
      schema['anyOf'] = types.map((type) => ({ type }));
    }
  }
  const choices = listOf(schema['anyOf']).filter(isObject);
  const rest = choices.filter((one) => one['type'] !== 'null');
  if (choices.length === 0 || rest.length === choices.length) return;
  schema['nullable'] = true;
  delete schema['anyOf'];
  if (rest.length === 1) Object.assign(schema, rest[0]);
  else if (rest.length > 1) schema['anyOf'] = rest;
}

function resolved(schema: Json, walk: Walk, depth: number): Json {
  const { $ref: reference, ...beside } = schema;
  if (typeof reference !== 'string' || depth > deepest) return schema;
  let found: unknown = walk.root;
  for (const step of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    const name = decoded(step).replaceAll('~1', '/').replaceAll('~0', '~');
    found = isObject(found) ? found[name] : undefined;
  }
  return isObject(found) ? { ...resolved(found, walk, depth + 1), ...beside } : beside;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function merged(schema: Json, walk: Walk, depth: number): Json {
  if (!Array.isArray(schema['allOf']) || ++walk.nodes > mostNodes) return schema;
  const { allOf, ...own } = schema;
  let whole: Record<string, unknown> = own;
  for (const one of listOf(allOf).filter(isObject)) {
    const part = merged(resolved(one, walk, depth + 1), walk, depth + 1);
    const both = (name: string) =>
      isObject(whole[name]) && isObject(part[name]) ? { [name]: { ...whole[name], ...part[name] } } : {};
    const required = [...listOf(whole['required']), ...listOf(part['required'])];
    whole = { ...whole, ...part, ...both('properties'), ...(required.length > 0 ? { required } : {}) };
  }
  return whole;
}

/** A JSON schema as the newer fields take it: whole, without the word that names its version. */
export function newerSchema(schema: Json): Json {
  const { $schema: _version, ...rest } = schema;
  return rest;
}
