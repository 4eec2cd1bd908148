/**
 * Replies as the manual shows them and as the tests expect them, in one value: plain JSON is compared literally;
 * what differs from call to call stands as a sample together with the rule that a real value must keep.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type Shape =
  | null
  | boolean
  | number
  | string
  | Varying
  | Taken
  | readonly Shape[]
  | { readonly [name: string]: Shape };

/** A value that differs from call to call. `check` gives what is wrong with a real one; empty: it fits. */
export class Varying {
  readonly sample: Json;
  readonly check: (value: unknown, where: string) => readonly string[];

  constructor(sample: Json, check: Varying['check']) {
    this.sample = sample;
    this.check = check;
  }
}

/** A value that an earlier call gave: the first example of page `from` is called, and its reply read at `at`. */
export class Taken {
  readonly sample: Json;
  readonly from: string;
  readonly at: readonly string[];

  constructor(sample: Json, from: string, at: readonly string[]) {
    this.sample = sample;
    this.from = from;
    this.at = at;
  }
}

export const taken = (sample: Json, from: string, at: readonly string[]): Taken =>
  new Taken(sample, from, at);

const rule = (sample: Json, means: string, fits: (value: unknown) => boolean): Varying =>
  new Varying(sample, (value, where) =>
    fits(value) ? [] : [`${where} is ${JSON.stringify(value)}, not ${means}`],
  );

/** Text that matches the pattern. */
export const text = (sample: string, pattern: RegExp): Varying =>
  rule(sample, `text like ${pattern}`, (value) => typeof value === 'string' && pattern.test(value));

export const whole = (sample: number, least = 0): Varying =>
  rule(
    sample,
    `a whole number from ${least}`,
    (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= least,
  );

/** A whole number that may be below zero. */
export const signed = (sample: number): Varying =>
  rule(sample, 'a whole number', (value) => typeof value === 'number' && Number.isSafeInteger(value));

/** True or false. */
export const flag = (sample: boolean): Varying =>
  rule(sample, 'true or false', (value) => typeof value === 'boolean');

/** Unix seconds of this century: milliseconds and zero do not pass. */
export const unixSeconds = (sample: number): Varying =>
  rule(
    sample,
    'Unix seconds',
    (value) => typeof value === 'number' && Number.isInteger(value) && value > 946_684_800 && value < 4.1e9,
  );

/** As many numbers as the sample has, none of them endless, not all the same. */
export const numbers = (sample: readonly number[]): Varying =>
  rule(
    sample,
    `${sample.length} numbers`,
    (value) =>
      Array.isArray(value) &&
      value.length === sample.length &&
      value.every(Number.isFinite) &&
      new Set(value).size > 1,
  );

/** A list of `least` or more, every item of which has this shape. */
export const each = (item: Shape, least = 1): Varying =>
  new Varying([sampleOf(item)], (value, where) => {
    if (!isList(value) || value.length < least) return [`${where} is not a list of ${least} or more`];
    return value.flatMap((one, index) => mismatches(item, one, `${where}[${index}]`));
  });

/** An object of at least one field, whose names differ and every value of which has this shape; not all of them empty lists. */
export const mapped = (name: string, value: Shape): Varying =>
  new Varying({ [name]: sampleOf(value) }, (found, where) => {
    if (!isObject(found) || Object.keys(found).length === 0)
      return [`${where} is not an object with a field`];
    if (Object.values(found).every((one) => isList(one) && one.length === 0))
      return [`${where} has nothing but empty lists`];
    return Object.entries(found).flatMap(([key, one]) => mismatches(value, one, `${where}.${key}`));
  });

/** Text that is JSON of this shape. */
export const jsonText = (shape: Shape): Varying =>
  new Varying(JSON.stringify(sampleOf(shape)), (value, where) => {
    if (typeof value !== 'string') return [`${where} is not text`];
    try {
      return mismatches(shape, JSON.parse(value), `${where} as JSON`);
    } catch {
      return [`${where} is not JSON: ${value}`];
    }
  });

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value);

/** The reply as people read it. */
export function sampleOf(shape: Shape): Json {
  if (shape instanceof Varying || shape instanceof Taken) return shape.sample;
  if (shape === null || typeof shape !== 'object') return shape;
  if (isList(shape)) return shape.map(sampleOf);
  return Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, sampleOf(value)]));
}

/** What is wrong with a real value, place by place. A field too many is wrong too: the manual would not tell of it. */
export function mismatches(shape: Shape, value: unknown, where = 'reply'): readonly string[] {
  if (shape instanceof Varying) return shape.check(value, where);
  if (shape instanceof Taken)
    return same(shape.sample, value, `${where} (taken from a call that was not made)`);
  if (shape === null || typeof shape !== 'object') return same(shape, value, where);
  if (isList(shape)) {
    if (!isList(value)) return [`${where} is not a list`];
    if (value.length !== shape.length) return [`${where} has ${value.length} items, not ${shape.length}`];
    return shape.flatMap((item, index) => mismatches(item, value[index], `${where}[${index}]`));
  }
  if (!isObject(value)) return [`${where} is ${JSON.stringify(value)}, not an object`];
  const names = Object.keys(shape);
  return [
    ...Object.keys(value)
      .filter((name) => !names.includes(name))
      .map((name) => `${where}.${name} is there but not in the manual`),
    ...names.flatMap((name) =>
      name in value
        ? mismatches(shape[name] ?? null, value[name], `${where}.${name}`)
        : [`${where}.${name} is missing`],
    ),
  ];
}

const same = (expected: Json, value: unknown, where: string): readonly string[] =>
  JSON.stringify(expected) === JSON.stringify(value)
    ? []
    : [`${where} is ${JSON.stringify(value)}, not ${JSON.stringify(expected)}`];

/** Puts real values in the place of taken ones. `find` gives the value, or throws. */
export function resolve(shape: Shape, find: (taken: Taken) => Json): Shape {
  if (shape instanceof Taken) return find(shape);
  if (shape === null || typeof shape !== 'object' || shape instanceof Varying) return shape;
  if (isList(shape)) return shape.map((item) => resolve(item, find));
  return Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, resolve(value, find)]));
}

/** All taken values inside. */
export function takenIn(shape: Shape): readonly Taken[] {
  if (shape instanceof Taken) return [shape];
  if (shape === null || typeof shape !== 'object' || shape instanceof Varying) return [];
  return (isList(shape) ? shape : Object.values(shape)).flatMap(takenIn);
}
