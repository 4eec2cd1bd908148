import { isObject, type Json, numberIn, textIn } from '../../../base/json.ts';
import { mediaTypeOf } from '../../../base/media-type.ts';
import type { TaskOutput } from '../../../spec/task.ts';

/** Where a result that came as data stands in the body that is kept: the dialect puts its link there. */
export const placeOf = (index: number): string => `output:${index}`;

/** Names under which models answer with their results; what lies under another name is something beside them. */
const plain = /^(images?|videos?|audios?|audio_file|files?|outputs?|model_mesh)$/;
/** What models repeat of the request. */
const echoes: ReadonlySet<string> = new Set(['request', 'input']);
const deepest = 5;
const mostOutputs = 100;

function kindOf(name: string, type: string): TaskOutput['kind'] {
  const [family] = type.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return (/image|video|audio/.exec(name)?.[0] as 'image' | undefined) ?? 'file';
}

/** Finds fal's File objects in a result, wherever they stand, and the result with data replaced by their places. */
export function filesIn(result: Json): { readonly outputs: readonly TaskOutput[]; readonly body: Json } {
  const outputs: TaskOutput[] = [];

  const file = (name: string, value: Json): Json => {
    const url = textIn(value['url'])!;
    const [, dataType, data] = /^data:([^;,]*);base64,(.*)$/s.exec(url) ?? [];
    const mediaType = mediaTypeOf(
      textIn(value['file_name']) ?? url.split(/[?#]/)[0]!,
      textIn(value['content_type']) ?? dataType,
    );
    const width = numberIn(value['width']);
    const height = numberIn(value['height']);
    const seconds = numberIn(value['duration']);
    const isKnown = mediaType !== 'application/octet-stream';
    outputs.push({
      kind: kindOf(name, mediaType),
      ...(plain.test(name) ? {} : { role: name.slice(0, 40).replace(/[^\w-]/g, '_') }),
      ...(data === undefined ? { url } : { data }),
      ...(isKnown ? { mediaType } : {}),
      ...(width && height ? { width, height } : {}),
      ...(seconds === undefined ? {} : { seconds }),
    });
    return data === undefined ? value : { ...value, url: placeOf(outputs.length - 1) };
  };

  const walk = (name: string, value: unknown, depth: number): unknown => {
    if (depth > deepest || outputs.length >= mostOutputs) return value;
    if (Array.isArray(value)) return value.map((one) => walk(name, one, depth + 1));
    if (!isObject(value)) return value;
    if (/^(https?:\/\/|data:)/.test(textIn(value['url']) ?? '')) return file(name, value);
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, echoes.has(key) ? one : walk(key, one, depth + 1)]),
    );
  };

  const body = walk('', result, 0);
  return { outputs, body: isObject(body) ? body : result };
}
