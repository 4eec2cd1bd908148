import { isObject, type Json, listOf, objectOf } from '../../../base/json.ts';
import { sampleRegex } from './regex-sample.ts';

/** What the prompt offers to fill an instance with, so that arguments look like an answer to it. */
export type Hints = {
  readonly prompt: string;
  /** Numbers named in the prompt, used in turn. */
  readonly numbers: number[];
  /** The first proper noun of the prompt. */
  readonly name: string | undefined;
};

export function readHints(prompt: string): Hints {
  const head = prompt.slice(0, 2000);
  return {
    prompt: head.slice(0, 200),
    numbers: (head.match(/-?\d{1,12}(?:\.\d{1,6})?/g) ?? []).map(Number),
    name: /(?<=[^.!?\s]\s)\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)*/u.exec(head)?.[0],
  };
}

type Walk = { readonly root: Json; readonly hints: Hints; nodes: number };

/** Schemas come from clients: nesting, size and length are bounded whatever they ask for. */
const deepest = 24;
const mostNodes = 5000;
const mostItems = 200;
const mostText = 10_000;
/** Beyond this depth optional properties are left out, lists stay short and `null` is preferred. */
const bushy = 5;

/**
 * A value that satisfies a JSON schema, the same for the same schema and hints. Understands what tool parameters
 * and structured outputs use: type, enum, const, default, properties, required, items, prefixItems, anyOf, oneOf,
 * allOf, $ref, numeric and length bounds, format, and simple patterns.
 */
export function instanceOf(schema: unknown, hints: Hints): unknown {
  const root = objectOf(schema);
  return make(root, { root, hints, nodes: 0 }, '', 0, 0);
}

const numberOr = <T>(value: unknown, other: T): number | T =>
  typeof value === 'number' && Number.isFinite(value) ? value : other;

/** `turn`: place in a list, so that items differ where they can. */
function make(given: Json, walk: Walk, name: string, depth: number, turn: number): unknown {
  walk.nodes++;
  const schema = flatten(given, walk, depth);
  if ('const' in schema) return schema['const'];
  const choices = listOf(schema['enum']);
  if (choices.length > 0) return choices[turn % choices.length];
  const branches = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].map(objectOf);
  if (branches.length > 0) {
    const { anyOf: _any, oneOf: _one, ...shared } = schema;
    return make(merge(shared, pick(branches, walk, depth)), walk, name, depth + 1, turn);
  }
  if ('default' in schema && schema['default'] !== null) return schema['default'];
  switch (typeOf(schema, depth)) {
    case 'object':
      return makeObject(schema, walk, depth);
    case 'array':
      return makeArray(schema, walk, name, depth);
    case 'integer':
      return makeNumber(schema, walk, true, turn);
    case 'number':
      return makeNumber(schema, walk, false, turn);
    case 'boolean':
      return turn % 2 === 0;
    case 'null':
      return null;
    default:
      return makeText(schema, walk, name, turn);
  }
}

/** Follows $ref and joins allOf, so that one plain schema is left. */
function flatten(given: Json, walk: Walk, depth: number): Json {
  let schema = given;
  for (let hops = 0; hops < 16; hops++) {
    const { $ref: ref, ...rest } = schema;
    if (typeof ref !== 'string') break;
    schema = merge(resolve(ref, walk.root), rest);
  }
  const { allOf, ...rest } = schema;
  if (!Array.isArray(allOf)) return schema;
  let joined: Json = rest;
  for (const one of allOf) {
    if (isSpent(walk, depth)) break;
    const part = flatten(objectOf(one), walk, depth + 1);
    // A joined part costs what it holds: parts that join each other would double with every level.
    walk.nodes += 1 + Object.keys(objectOf(part['properties'])).length / 20;
    joined = merge(joined, part);
  }
  return joined;
}

function merge(left: Json, right: Json): Json {
  const merged: Record<string, unknown> = { ...left, ...right };
  if (isObject(left['properties']) && isObject(right['properties'])) {
    merged['properties'] = { ...left['properties'], ...right['properties'] };
  }
  if (Array.isArray(left['required']) && Array.isArray(right['required'])) {
    merged['required'] = [...new Set([...left['required'], ...right['required']])];
  }
  return merged;
}

function resolve(ref: string, root: Json): Json {
  if (!ref.startsWith('#')) return {};
  let value: unknown = root;
  for (const step of ref.slice(1).split('/').slice(1)) {
    const key = decodeStep(step);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return {};
    value = Reflect.get(value, key);
  }
  return objectOf(value);
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return step;
  }
}

/** The first branch that says something; where it gets deep, one that ends the recursion. */
function pick(branches: readonly Json[], walk: Walk, depth: number): Json {
  const isNull = (schema: Json) => schema['type'] === 'null' || schema['const'] === null;
  const ends = (schema: Json) => {
    const type = flatten(schema, walk, depth)['type'];
    return type !== 'object' && type !== 'array' && type !== undefined;
  };
  if (isTight(walk, depth)) return branches.find(isNull) ?? branches.find(ends) ?? branches[0]!;
  return branches.find((schema) => !isNull(schema)) ?? branches[0]!;
}

const isTight = (walk: Walk, depth: number) => depth > bushy || walk.nodes > mostNodes / 2;
const isSpent = (walk: Walk, depth: number) => depth > deepest || walk.nodes > mostNodes;

function typeOf(schema: Json, depth: number): unknown {
  const { type } = schema;
  if (Array.isArray(type)) {
    if (depth > bushy && type.includes('null')) return 'null';
    return type.find((one) => one !== 'null') ?? 'null';
  }
  if (type !== undefined) return type;
  if (isObject(schema['properties']) || isObject(schema['additionalProperties'])) return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return 'array';
  if (schema['minimum'] !== undefined || schema['maximum'] !== undefined) return 'number';
  return 'string';
}

function makeObject(schema: Json, walk: Walk, depth: number): Readonly<Record<string, unknown>> {
  if (isSpent(walk, depth)) return {};
  const properties = objectOf(schema['properties']);
  const required = listOf(schema['required']).filter((key) => typeof key === 'string');
  const names = isTight(walk, depth) ? required : [...new Set([...Object.keys(properties), ...required])];
  const more = objectOf(schema['additionalProperties']);
  const entries: [string, unknown][] = [];
  for (const name of names) {
    const property = Object.hasOwn(properties, name) ? objectOf(properties[name]) : more;
    entries.push([name, make(property, walk, name, depth + 1, 0)]);
  }
  const least = Math.min(numberOr(schema['minProperties'], 0), mostItems);
  for (let i = 1; entries.length < least; i++) {
    const name = `key${i}`;
    if (!names.includes(name)) entries.push([name, make(more, walk, name, depth + 1, i)]);
  }
  return Object.fromEntries(entries);
}

function makeArray(schema: Json, walk: Walk, name: string, depth: number): readonly unknown[] {
  if (isSpent(walk, depth)) return [];
  const tuple = listOf(schema['prefixItems'] ?? schema['items']);
  const least = Math.max(numberOr(schema['minItems'], 0), tuple.length);
  const wanted = isTight(walk, depth) ? least : Math.max(least, 1);
  const most = numberOr(schema['maxItems'], mostItems);
  const count = Math.min(wanted, most, mostItems);
  const items: unknown[] = [];
  for (let i = 0; i < count; i++) {
    items.push(make(objectOf(tuple[i] ?? schema['items']), walk, name, depth + 1, i));
  }
  return items;
}

function makeNumber(schema: Json, walk: Walk, whole: boolean, turn: number): number {
  const step = numberOr(schema['multipleOf'], whole ? 1 : undefined);
  const grain = step ?? 0.5;
  const over = numberOr(schema['exclusiveMinimum'], -Infinity);
  const under = numberOr(schema['exclusiveMaximum'], Infinity);
  const least = numberOr(schema['minimum'], -Infinity);
  const most = numberOr(schema['maximum'], Infinity);
  const fits = (value: number) =>
    value > over &&
    value < under &&
    value >= least &&
    value <= most &&
    (step === undefined || isMultiple(value, step));
  const named = walk.hints.numbers.findIndex(fits);
  if (named >= 0 && turn === 0) return walk.hints.numbers.splice(named, 1)[0]!;
  const floor = Math.max(least, over);
  const near = [1 + turn, 1, 0];
  if (Number.isFinite(floor)) {
    const next = Math.ceil(floor / grain);
    near.push((next + turn) * grain, next * grain, (Math.floor(floor / grain) + 1) * grain, floor);
  }
  const ceiling = Math.min(most, under);
  if (Number.isFinite(ceiling))
    near.push(Math.floor(ceiling / grain) * grain, (Math.ceil(ceiling / grain) - 1) * grain);
  if (Number.isFinite(floor) && Number.isFinite(ceiling)) near.push((floor + ceiling) / 2);
  return near.find(fits) ?? 1;
}

const isMultiple = (value: number, step: number) => Math.abs(value / step - Math.round(value / step)) < 1e-9;

const formats: Readonly<Record<string, (turn: number) => string>> = {
  'date-time': (turn) => `2026-01-15T09:3${turn % 10}:00Z`,
  date: (turn) => `2026-01-1${turn % 10}`,
  time: (turn) => `09:3${turn % 10}:00`,
  duration: (turn) => `PT${turn + 1}H`,
  email: (turn) => (turn === 0 ? 'user@example.com' : `user${turn}@example.com`),
  hostname: (turn) => (turn === 0 ? 'example.com' : `host${turn}.example.com`),
  ipv4: (turn) => `192.0.2.${(turn % 250) + 1}`,
  ipv6: (turn) => `2001:db8::${((turn % 250) + 1).toString(16)}`,
  uuid: (turn) => `7f1c2b1e-4b0a-4c1d-9e2f-${turn.toString(16).padStart(12, '0')}`,
  uri: (turn) => `https://example.com/${turn === 0 ? '' : turn}`,
  url: (turn) => `https://example.com/${turn === 0 ? '' : turn}`,
};

function makeText(schema: Json, walk: Walk, name: string, turn: number): string {
  const { format, pattern } = schema;
  const least = Math.min(numberOr(schema['minLength'], 0), mostText);
  const most = Math.min(numberOr(schema['maxLength'], mostText), mostText);
  const shaped = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (shaped) return shaped(turn);
  if (typeof pattern === 'string') {
    for (const extra of [0, 1, 2, 4, 8, 16, 64, 256]) {
      const text = sampleRegex(pattern, extra + turn);
      if (text !== undefined && text.length >= Math.max(least, 1) && text.length <= most) return text;
    }
  }
  const suffix = turn === 0 ? '' : ` ${turn + 1}`;
  const text = plainText(walk.hints, name) + suffix;
  return cut(text.length >= least ? text : text.padEnd(least, ' and more'), most);
}

/** Cuts to `most` UTF-16 units without leaving half of a character. */
const cut = (text: string, most: number) => (text.length <= most ? text : text.slice(0, most).toWellFormed());

function plainText(hints: Hints, name: string): string {
  if (
    hints.name !== undefined &&
    /city|place|location|country|region|name|person|address|company|title/i.test(name)
  ) {
    return hints.name;
  }
  if (
    hints.prompt !== '' &&
    /query|question|prompt|text|message|content|input|answer|summary|search|topic/i.test(name)
  ) {
    return hints.prompt;
  }
  return `example ${name || 'text'}`;
}
