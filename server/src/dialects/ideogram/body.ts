import { type Json, type JsonDraft, parseObject } from '../../base/json.ts';
import { mediaTypeOf } from '../../base/media-type.ts';
import { isForm } from '../../base/multipart.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import { contentTypeOf, readForm } from '../_families/openai/form.ts';

/** Fields whose texts in a form are whole numbers, objects, or parts that may come several times. */
const numbers = new Set(['num_images', 'seed', 'image_weight']);
const objects = new Set(['color_palette', 'image_request']);
const lists = new Set([
  ...['style_codes', 'style_reference_images'],
  ...['character_reference_images', 'character_reference_images_mask'],
]);
/** Fields that hold a file, and nothing else. */
const files = ['image', 'mask', 'image_file'];

const invalid = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param: param.slice(0, 64) });

/**
 * A body as JSON, whichever of both forms it came in: files of a form are data URLs in it. Throws body_malformed,
 * field_invalid.
 */
export function readBody(bytes: Buffer, head: RequestHead): Json {
  const type = contentTypeOf(head);
  if (isForm(type)) return fromForm(bytes, type);
  refuseDoubleModel(bytes);
  const body = parseBody(bytes);
  for (const name of files)
    if (body[name] !== undefined && !/^data:/i.test(String(body[name])))
      throw invalid(name, `${name} must be a file: send the request as multipart/form-data`);
  return body;
}

function fromForm(bytes: Buffer, type: string): Json {
  const { form, bytes: bytesOf } = readForm(bytes, type);
  const body: JsonDraft = {};
  for (const part of form.parts) {
    const name = part.name.replace(/\[\d*\]$/, '');
    if (name === '__proto__') throw invalid(name, 'the form has a field of a name that cannot be used');
    const isEmpty = part.end === part.start;
    // Pages send the fields that nobody filled in, too.
    if (isEmpty && (part.filename === '' || part.filename === undefined)) continue;
    const value =
      part.filename === undefined
        ? readText(name, bytesOf(part).toString('utf8'))
        : dataUrl(bytesOf(part), mediaTypeOf(part.filename, part.type));
    const before = body[name];
    if (lists.has(name)) body[name] = [...(Array.isArray(before) ? before : []), value].flat();
    else body[name] = before === undefined ? value : [before, value].flat();
  }
  for (const name of files)
    if (body[name] !== undefined && !/^data:/.test(String(body[name])))
      throw invalid(name, `${name} must be a file: give its part of the form a file name`);
  return body;
}

function readText(name: string, text: string): unknown {
  if (numbers.has(name) && /^\s*-?\d+(?:\.\d+)?\s*$/.test(text)) return Number(text);
  if (lists.has(name) && /^\s*\[/.test(text)) return listIn(name, text);
  if (!objects.has(name)) return text;
  const parsed = parseObject(text);
  if (parsed === undefined) throw invalid(name, `${name} must be a JSON object`);
  return parsed;
}

/** Some clients write a list as JSON in one part. */
function listIn(name: string, text: string): unknown {
  const parsed = parseObject(`{"list":${text}}`)?.['list'];
  if (!Array.isArray(parsed)) throw invalid(name, `${name} must be a list`);
  return parsed;
}

const dataUrl = (bytes: Buffer, type: string): string =>
  `data:${type === 'application/octet-stream' ? sniffed(bytes) : type};base64,${bytes.toString('base64')}`;

/** What says no type is known by its first bytes. */
function sniffed(bytes: Buffer): string {
  const begin = bytes.toString('latin1', 0, 12);
  if (begin.startsWith('\x89PNG')) return 'image/png';
  if (begin.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return /^RIFF.{4}WEBP/s.test(begin) ? 'image/webp' : 'application/octet-stream';
}
