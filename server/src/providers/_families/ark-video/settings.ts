import { booleanIn, type Json, numberIn, objectOf, objectsIn, textIn } from '../../../base/json.ts';
import { readTextCommands } from '../../../base/text-commands.ts';
import { framesPerSecond, generationOf } from './generations.ts';

/** Spellings of the commands in a prompt. Source: https://www.volcengine.com/docs/82379/1520757, text commands. */
const commandNames = {
  resolution: 'resolution',
  rs: 'resolution',
  ratio: 'ratio',
  rt: 'ratio',
  duration: 'duration',
  dur: 'duration',
  frames: 'frames',
  framespersecond: 'fps',
  fps: 'fps',
  seed: 'seed',
  camerafixed: 'camera_fixed',
  cf: 'camera_fixed',
  watermark: 'watermark',
  wm: 'watermark',
} as const;

/** A picture, film or sound of the request, with its place. */
export type Given = { readonly at: number; readonly role: string | undefined; readonly url: string };

export type Settings = {
  readonly prompt: string;
  readonly resolution: string;
  readonly ratio: string | undefined;
  /** The longest that the film may become. */
  readonly seconds: number;
  readonly frames: number | undefined;
  readonly seed: number | undefined;
  readonly sound: boolean;
  readonly watermark: boolean;
  readonly flex: boolean;
  readonly images: readonly Given[];
  readonly films: readonly Given[];
  readonly sounds: readonly Given[];
  readonly draft: { readonly at: number; readonly id: string } | undefined;
};

const given = (items: readonly Json[], type: string): readonly Given[] =>
  items.flatMap((item, at) =>
    item['type'] === type
      ? [{ at, role: textIn(item['role']), url: textIn(objectOf(item[type])['url']) ?? '' }]
      : [],
  );

const countIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;

/**
 * What a request means: fields of the body, commands at the end of the prompt, defaults of the model. Where a field and a
 * command differ, the one that costs more counts.
 */
export function settingsOf(body: Json, model: string): Settings {
  const generation = generationOf(model);
  const items = objectsIn(body['content']);
  const texts = items.flatMap((item) => (item['type'] === 'text' ? [textIn(item['text']) ?? ''] : []));
  const { text, commands } = readTextCommands(texts.join('\n'), commandNames);
  const known = generation?.resolutions ?? ['480p', '720p', '1080p', '4k'];
  const isDraft = booleanIn(body['draft']) === true;
  const resolutions = [textIn(body['resolution']), commands['resolution']]
    .map((word) => word?.toLowerCase())
    .filter((word) => word !== undefined)
    .filter((word) => known.includes(word));
  const resolution =
    resolutions.sort((a, b) => known.indexOf(b) - known.indexOf(a))[0] ??
    (isDraft ? '480p' : (generation?.resolution ?? '1080p'));

  const least = generation?.least ?? 2;
  const most = generation?.most ?? 30;
  const frames = [numberIn(body['frames']), countIn(commands['frames'])]
    .filter((count) => count !== undefined && count > 0)
    .sort((a, b) => (b ?? 0) - (a ?? 0))[0];
  const lengths = [numberIn(body['duration']), countIn(commands['duration'])].flatMap((length) =>
    length === undefined ? [] : length < 0 ? [most] : [Math.min(most, Math.max(least, length))],
  );
  const seconds =
    frames === undefined
      ? Math.max(...(lengths.length > 0 ? lengths : [5]))
      : Math.min(frames / framesPerSecond, most);

  const draft = items.findIndex((item) => item['type'] === 'draft_task');
  const id = textIn(objectOf(items[draft]?.['draft_task'])['id']);
  return {
    prompt: text,
    resolution,
    ratio: textIn(body['ratio']) ?? commands['ratio'],
    seconds,
    frames,
    seed: numberIn(body['seed']) ?? countIn(commands['seed']),
    sound: generation?.sound === true && booleanIn(body['generate_audio']) !== false,
    watermark: booleanIn(body['watermark']) ?? commands['watermark'] === 'true',
    flex: body['service_tier'] === 'flex',
    images: given(items, 'image_url'),
    films: given(items, 'video_url'),
    sounds: given(items, 'audio_url'),
    draft: id === undefined ? undefined : { at: draft, id },
  };
}
