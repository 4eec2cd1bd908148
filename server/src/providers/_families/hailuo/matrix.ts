import type { Json } from '../../../base/json.ts';
import { numberIn, objectsIn, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';

/**
 * Which model makes which film. Lengths in seconds by resolution and mode; the first resolution of a mode is the one
 * that is taken where none is asked for. Source: MiniMax API reference, video generation (text to video, image to video,
 * first and last frame, subject reference), as of 2026-07.
 */
export type Mode = 'text' | 'first-frame' | 'first-last-frame' | 'subject';
type Lengths = Readonly<Record<string, readonly number[]>>;
type Film = Readonly<Partial<Record<Mode, Lengths>>>;

const usual: Lengths = { '768P': [6, 10], '1080P': [6] };
const small: Lengths = { ...usual, '512P': [6, 10] };
const old: Lengths = { '720P': [6] };

const films: Readonly<Record<string, Film>> = {
  // Beside the first frame these take a last one in requests that are around; MiniMax promises it for 02 only, and decides.
  'MiniMax-Hailuo-2.3': { text: usual, 'first-frame': usual, 'first-last-frame': usual },
  'MiniMax-Hailuo-2.3-Fast': { 'first-frame': usual, 'first-last-frame': usual },
  'MiniMax-Hailuo-02': { text: usual, 'first-frame': small, 'first-last-frame': usual },
  'T2V-01': { text: old },
  'T2V-01-Director': { text: old },
  'I2V-01': { 'first-frame': old },
  'I2V-01-Director': { 'first-frame': old },
  'I2V-01-live': { 'first-frame': old },
  'S2V-01': { subject: old },
};

/** What a body asks for. `resolution` and `seconds` with the defaults put in; for a model nobody knows the usual ones. */
export type Asked = { readonly mode: Mode; readonly resolution: string; readonly seconds: number };

const inWords: Readonly<Record<Mode, string>> = {
  text: 'a film from text alone',
  'first-frame': 'a first frame',
  'first-last-frame': 'a first and a last frame',
  subject: 'a subject reference',
};
/** The field by which a mode is asked for, or left out. */
const fieldOf: Readonly<Record<Mode, string>> = {
  text: 'first_frame_image',
  'first-frame': 'first_frame_image',
  'first-last-frame': 'last_frame_image',
  subject: 'subject_reference',
};

const refuse = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

export function modeOf(body: Json): Mode {
  if (objectsIn(body['subject_reference']).length > 0) return 'subject';
  if (textIn(body['last_frame_image'])) return 'first-last-frame';
  return textIn(body['first_frame_image']) ? 'first-frame' : 'text';
}

export const filmOf = (model: string): Film | undefined =>
  Object.hasOwn(films, model) ? films[model] : undefined;

/** Reads what is asked for. Throws field_invalid for what MiniMax refuses with 2013. */
export function readAsked(model: string, body: Json): Asked {
  const mode = modeOf(body);
  const lengths = lengthsOf(model, mode);
  const resolution = textIn(body['resolution'])?.toUpperCase() ?? Object.keys(lengths ?? usual)[0]!;
  const seconds = numberIn(body['duration']) ?? 6;
  if (!lengths) return { mode, resolution, seconds };
  const allowed = Object.hasOwn(lengths, resolution) ? lengths[resolution] : undefined;
  if (!allowed)
    throw refuse(
      'resolution',
      resolution === '512P' && model === 'MiniMax-Hailuo-02'
        ? '512P is made from a first frame only: add first_frame_image, or ask for 768P or 1080P'
        : `${model} makes ${listed(Object.keys(lengths))} here, not ${resolution.slice(0, 20)}`,
    );
  if (!allowed.includes(seconds))
    throw refuse(
      'duration',
      `${model} makes films of ${listed(allowed.map(String))} seconds in ${resolution}, not ${seconds}`,
    );
  if (mode === 'text' && !textIn(body['prompt']))
    throw refuse('prompt', 'you must provide prompt, or first_frame_image');
  return { mode, resolution, seconds };
}

/** Lengths by resolution; undefined for a model that nobody knows. */
export function lengthsOf(model: string, mode: Mode): Lengths | undefined {
  const film = filmOf(model);
  if (!film) return undefined;
  const lengths = film[mode];
  if (lengths) return lengths;
  const takes = (Object.keys(film) as Mode[]).map((one) => inWords[one]);
  throw refuse(fieldOf[mode], `${model} does not take ${inWords[mode]}; it takes ${listed(takes)}`);
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
