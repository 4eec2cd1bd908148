import { type Json, type JsonDraft, parseObject } from '../../../../base/json.ts';
import { sizeOf } from '../../picture-files/size.ts';
import { legacyRatios, legacyStyles, magic, ratios, resolutions, speeds, styles } from '../words.ts';
import { IdeogramError } from './errors.ts';

/** A request as the simulated Ideogram takes it: fields as texts or JSON, files as bytes. */
export type Asked = { readonly fields: Json; readonly files: ReadonlyMap<string, readonly Buffer[]> };

const mostBytes = 10 * 1024 * 1024;
const bad = (message: string): IdeogramError => new IdeogramError(400, message);

/** Reads a form, or JSON where the endpoint takes that. Throws IdeogramError. */
export async function readAsked(request: Request, takes: 'form' | 'json' | 'both'): Promise<Asked> {
  const type = request.headers.get('content-type') ?? '';
  const isJson = type.startsWith('application/json');
  if (isJson && takes !== 'form') {
    const fields = parseObject(await request.text());
    if (!fields) throw bad('the body is not a JSON object');
    return { fields, files: new Map() };
  }
  if (!type.startsWith('multipart/form-data') || takes === 'json')
    throw bad(`the content type must be ${takes === 'json' ? 'application/json' : 'multipart/form-data'}`);
  const fields: JsonDraft = {};
  const files = new Map<string, readonly Buffer[]>();
  const form = await request.formData().catch(() => {
    throw bad('the form cannot be read');
  });
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      const before = fields[name];
      fields[name] = before === undefined ? value : [before, value].flat();
      continue;
    }
    const bytes = Buffer.from(await value.arrayBuffer());
    if (bytes.length > mostBytes) throw bad(`${name} is larger than 10 MB`);
    if (!sizeOf(bytes)) throw bad(`${name} is not a JPEG, PNG or WebP file`);
    files.set(name, [...(files.get(name) ?? []), bytes]);
  }
  return { fields, files };
}

export function neededText(fields: Json, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw bad(`${name} is required`);
}

export function neededFile({ files }: Asked, name: string): Buffer {
  const [file] = files.get(name) ?? [];
  if (!file) throw bad(`${name} is required`);
  return file;
}

/** JSON inside a field of a form. */
export function objectField(fields: Json, name: string): Json {
  const value = fields[name];
  if (value === undefined) throw bad(`${name} is required`);
  const parsed = typeof value === 'string' ? parseObject(value) : (value as Json);
  if (!parsed) throw bad(`${name} must be a JSON object`);
  return parsed;
}

function oneOf(fields: Json, name: string, known: readonly string[]): void {
  const value = fields[name];
  if (value !== undefined && value !== null && !known.includes(String(value)))
    throw bad(`${name} must be one of ${known.slice(0, 16).join(', ')}`);
}

export function wholeIn(fields: Json, name: string, least: number, most: number): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw bad(`${name} must be between ${least} and ${most}`);
  return number;
}

const mostSeed = 2 ** 31 - 1;

/** The fields of 3.0 by their rules. */
export function checkV3({ fields, files }: Asked): void {
  oneOf(fields, 'rendering_speed', speeds);
  oneOf(fields, 'magic_prompt', magic);
  oneOf(fields, 'style_type', styles);
  oneOf(fields, 'aspect_ratio', ratios);
  oneOf(fields, 'resolution', resolutions);
  wholeIn(fields, 'num_images', 1, 8);
  wholeIn(fields, 'seed', 0, mostSeed);
  wholeIn(fields, 'image_weight', 1, 100);
  if (fields['aspect_ratio'] && fields['resolution'])
    throw bad('aspect_ratio and resolution cannot be used together');
  const codes = [fields['style_codes'] ?? []].flat();
  if (codes.some((code) => !/^[0-9a-f]{8}$/i.test(String(code))))
    throw bad('style_codes must be 8 hexadecimal digits each');
  if (codes.length > 0 && (fields['style_type'] || files.has('style_reference_images')))
    throw bad('style_codes cannot be used with style_type or style_reference_images');
  if (fields['color_palette'] !== undefined) objectField(fields, 'color_palette');
}

/** The fields of the requests before 3.0. */
export function checkLegacy(request: Json): void {
  oneOf(request, 'model', ['V_1', 'V_1_TURBO', 'V_2', 'V_2_TURBO', 'V_2A', 'V_2A_TURBO', 'AUTO']);
  oneOf(
    request,
    'aspect_ratio',
    legacyRatios.map((ratio) => `ASPECT_${ratio}`),
  );
  oneOf(request, 'magic_prompt_option', magic);
  oneOf(request, 'style_type', legacyStyles);
  wholeIn(request, 'num_images', 1, 8);
  wholeIn(request, 'seed', 0, mostSeed);
  if (request['aspect_ratio'] && request['resolution'])
    throw bad('aspect_ratio and resolution cannot be used together');
}

/** Ideogram wants a mask of the picture's own size. */
export function checkMask(image: Buffer, mask: Buffer): void {
  const [one, other] = [sizeOf(image), sizeOf(mask)];
  if (one?.width !== other?.width || one?.height !== other?.height)
    throw bad('mask and image must have the same size');
}
