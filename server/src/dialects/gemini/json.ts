import { isObject, type Json, type JsonDraft } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';

/**
 * Google's JSON is proto3's: every field may be written in camelCase or in snake_case. Bodies are brought to camelCase
 * before anything looks at them; the bytes themselves stay as they came.
 */

/** Values that are the client's own and keep their spelling: arguments, results, schemas, labels. */
const verbatim = new Set([
  'args',
  'response',
  'parameters',
  'parametersJsonSchema',
  'responseSchema',
  'responseJsonSchema',
  '_responseJsonSchema',
  'labels',
  'metadata',
  'partMetadata',
]);

/** Repeated fields: Google takes one value alone for a list of one. */
const repeated = new Set([
  'contents',
  'parts',
  'tools',
  'functionDeclarations',
  'safetySettings',
  'stopSequences',
  'responseModalities',
]);

/** Google's messages are not nested deeper than this; what is deeper stays as it is. */
const deepest = 18;

/** Tools as some documentation writes them: `{"UrlContext": {}}`. */
const capitals: ReadonlyMap<string, string> = new Map([
  ['UrlContext', 'urlContext'],
  ['GoogleSearch', 'googleSearch'],
  ['GoogleSearchRetrieval', 'googleSearchRetrieval'],
  ['CodeExecution', 'codeExecution'],
]);

const camel = (name: string): string =>
  capitals.get(name) ??
  (name.includes('_')
    ? name.replace(/(?<=[a-zA-Z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : name);

/** The body with its fields in camelCase and its repeated fields as lists. Throws field_invalid for a field that stands there in both spellings. */
export function camelised(body: Json): Json {
  return inCamel(body, 0) as Json;
}

function inCamel(value: unknown, depth: number): unknown {
  if (depth > deepest || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => inCamel(one, depth + 1));
  const fields = value as Json;
  const made: JsonDraft = {};
  for (const name of Object.keys(fields)) {
    if (name === '__proto__') continue;
    const written = camel(name);
    if (written !== name && written in fields)
      throw new GatewayError('field_invalid', `send ${written} or ${name}, not both`, { param: name });
    const one = verbatim.has(written) ? fields[name] : inCamel(fields[name], depth + 1);
    made[written] = repeated.has(written) && one != null && !Array.isArray(one) ? [one] : one;
  }
  return made;
}

/** A number, also where it is written as a text: proto3 writes 64-bit integers so. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
/** A repeated field: one value alone stands for a list of one. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
export const objectsOf = (value: unknown): readonly Json[] => listOf(value).filter(isObject);

/** Parts of a content; a text alone is accepted for a system instruction. */
export const partsIn = (content: unknown): readonly Json[] => {
  if (typeof content === 'string') return [{ text: content }];
  if (Array.isArray(content)) return content.flatMap((one) => partsIn(one));
  if (!isObject(content)) return [];
  return 'parts' in content ? objectsOf(content['parts']) : 'text' in content ? [content] : [];
};

/** The value as JSON. Throws field_invalid for one that is nested deeper than the stack. */
export function jsonText(value: unknown, param: string): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GatewayError('field_invalid', `${param} is nested too deep`, { param });
  }
}

/** Seconds of a proto3 duration: "1.5s" or { seconds, nanos }. */
export function secondsOf(value: unknown): number | undefined {
  if (isObject(value)) return (numberOf(value['seconds']) ?? 0) + (numberOf(value['nanos']) ?? 0) / 1e9;
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(value) : null;
  return match ? Number(match[1]) : undefined;
}
