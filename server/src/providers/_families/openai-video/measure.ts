import { type Json, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured } from '../../../spec/task.ts';

/** OpenAI's own lengths (VideoSeconds, and those of extensions) and sizes (VideoSize). */
export const lengths = [4, 8, 12] as const;
export const extensions = [4, 8, 12, 16, 20] as const;
export const sizes = ['720x1280', '1280x720'] as const;
export const largeSizes = ['1024x1792', '1792x1024'] as const;
const defaultSize = '720x1280';
const defaultSeconds = 4;
/** A film that another one is made from: its length and size are not in the request. */
const longest = 20;

const isPro = (model: string): boolean => /-pro/.test(model);
export const sizesOf = (model: string): readonly string[] =>
  isPro(model) ? [...sizes, ...largeSizes] : sizes;

const invalid = (param: string, value: string, known: readonly (string | number)[]): GatewayError =>
  new GatewayError(
    'field_invalid',
    `Invalid value: '${value.slice(0, 64)}'. Supported values are: ${known.map((one) => `'${one}'`).join(', ')}.`,
    { param, upstream: { code: 'invalid_value' } },
  );

/** Seconds that a body asks for. */
function secondsIn(body: Json): number | undefined {
  const value = Number(/^(\d+(?:\.\d+)?)s?$/.exec(wordOf(body['seconds'] ?? body['duration']).trim())?.[1]);
  return value > 0 && value <= 3600 ? value : undefined;
}

/**
 * What a request can consume at most. `official`: lengths and sizes are those of OpenAI, and others are refused; else the
 * service judges them, and tells at the end what it made.
 */
export function measured(action: string, body: Json, model: string, official: boolean): Measured {
  if (action === 'character' || action === 'role') return { usage: {}, facts: { action } };
  const asked = secondsIn(body);
  const size = wordOf(body['size']);
  if (action === 'remix' || action === 'edit')
    return { usage: { seconds: longest }, facts: { action, ...(size ? { size } : {}) } };
  if (official) {
    const known: readonly number[] = action === 'extend' ? extensions : lengths;
    const said = wordOf(body['seconds'] ?? body['duration']);
    if (said !== '' && (asked === undefined || !known.includes(asked))) throw invalid('seconds', said, known);
    if (size !== '' && !sizesOf(model).includes(size)) throw invalid('size', size, sizesOf(model));
  }
  const seconds = asked ?? (/veo/i.test(model) ? 8 : defaultSeconds);
  // The size of what is added is that of the film it is added to.
  if (action === 'extend') return { usage: { seconds }, facts: { action, seconds } };
  return { usage: { seconds }, facts: { action, seconds, size: size || defaultSize } };
}
