import { isObject, type Json, type JsonDraft, parseJson } from '../../base/json.ts';
import { mediaTypeOf } from '../../base/media-type.ts';
import { isForm } from '../../base/multipart.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import { contentTypeOf, readForm } from '../_families/openai/form.ts';

/** Fields of a form that hold JSON where JSON bodies hold objects and lists. */
const jsonFields = new Set(['metadata', 'characters', 'storyboard']);
const deepest = 4;

/**
 * A body as JSON, whichever of both forms it came in. Files of a form are data URLs; `name[]`, repeated names and
 * `name[0]` make lists, `name[key]` an object, as the official SDKs write them. Throws body_malformed, field_invalid.
 */
export function readBody(bytes: Buffer, head: RequestHead): Json {
  const type = contentTypeOf(head);
  if (!isForm(type)) {
    refuseDoubleModel(bytes);
    return parseBody(bytes);
  }
  const { form, bytes: bytesOf } = readForm(bytes, type);
  const body: JsonDraft = {};
  for (const part of form.parts) {
    const value = bytesOf(part);
    if (part.filename !== undefined) {
      if (value.length === 0 && part.filename === '') continue; // a field of a page that nobody filled in
      put(body, part.name, dataUrl(value, mediaTypeOf(part.filename, part.type)));
    } else put(body, part.name, textOrJson(part.name, value.toString('utf8')));
  }
  return body;
}

function textOrJson(name: string, text: string): unknown {
  if (!jsonFields.has(name) || !/^\s*[[{]/.test(text)) return text;
  return parseJson(text) ?? text;
}

/** A file as the address that holds it. What says no type is known by its first bytes. */
function dataUrl(bytes: Buffer, type: string): string {
  return `data:${type === 'application/octet-stream' ? sniffed(bytes) : type};base64,${bytes.toString('base64')}`;
}

function sniffed(bytes: Buffer): string {
  const begin = bytes.toString('latin1', 0, 12);
  if (begin.startsWith('\x89PNG')) return 'image/png';
  if (begin.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (begin.startsWith('GIF8')) return 'image/gif';
  if (/^RIFF.{4}WEBP/s.test(begin)) return 'image/webp';
  if (begin.slice(4, 8) === 'ftyp') return 'video/mp4';
  return 'application/octet-stream';
}

const wrong = (name: string): GatewayError =>
  new GatewayError('field_invalid', `the form has a field whose name cannot be read: ${name.slice(0, 64)}`, {
    param: name.slice(0, 64),
  });

/** `input_reference[0][image_url]` -> ['input_reference', '0', 'image_url']; '' is the next place of a list. */
function stepsOf(name: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) throw wrong(name);
  const steps = [match[1]!, ...[...match[2]!.matchAll(/\[([^[\]]*)\]/g)].map(([, step]) => step!)];
  if (steps.length > deepest || steps.some((step) => step === '__proto__')) throw wrong(name);
  return steps;
}

function put(body: JsonDraft, name: string, value: unknown): void {
  const steps = stepsOf(name);
  const [first = name, ...rest] = steps;
  const before = body[first];
  if (rest.length === 0) {
    if (before === undefined) body[first] = value;
    else body[first] = Array.isArray(before) ? [...before, value] : [before, value];
    return;
  }
  body[first] = placed(before, rest, value, name);
}

/** What stood at a place, with the value put in below it. */
function placed(before: unknown, steps: readonly string[], value: unknown, name: string): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (/^\d*$/.test(step)) {
    const list: unknown[] = Array.isArray(before) ? [...before] : before === undefined ? [] : [before];
    // `name[]` with a key behind it goes on with the last item while that has no such key yet.
    const last = list.at(-1);
    const goesOn = step === '' && rest[0] !== undefined && isObject(last) && !(rest[0] in last);
    const at = step === '' ? (goesOn ? list.length - 1 : list.length) : Number(step);
    if (at > 64) throw wrong(name);
    list[at] = placed(list[at], rest, value, name);
    return list.filter((one) => one !== undefined);
  }
  if (before !== undefined && !isObject(before)) throw wrong(name);
  return { ...before, [step]: placed(before?.[step], rest, value, name) };
}
