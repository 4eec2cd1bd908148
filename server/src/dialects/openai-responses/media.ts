import { isObject, type Json, listOf, stringIn } from '../../base/json.ts';
import type { Block, Citation, Source } from '../../spec/chat.ts';
import { wire } from './items.ts';

/** Parts of messages and of tool outputs. */

/** Types of files that come as plain base64, by the end of their names. */
const typesByEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  xml: 'application/xml',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

const audioTypes: Readonly<Record<string, string>> = { mp3: 'audio/mpeg', wav: 'audio/wav' };

/** A data URL becomes data, any other text a URL. Undefined for a data URL that is none. */
export function sourceOf(url: string): Source | undefined {
  if (!url.startsWith('data:')) return { by: 'url', url };
  const comma = url.indexOf(',');
  if (comma < 0) return undefined;
  const [type = '', ...marks] = url.slice('data:'.length, comma).split(';');
  const rest = url.slice(comma + 1);
  const mediaType = type === '' ? 'text/plain' : type.toLowerCase();
  if (marks.includes('base64')) return { by: 'data', mediaType, data: rest };
  try {
    return { by: 'data', mediaType, data: Buffer.from(decodeURIComponent(rest)).toString('base64') };
  } catch {
    return undefined; // a broken % escape
  }
}

/** The block of a part. A string says what is missing: "image_url". Undefined: no part that we know. */
export function readPart(part: Json): Block | string | undefined {
  switch (part['type']) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return textBlock(part);
    case 'refusal':
      return { type: 'refusal', text: stringIn(part['refusal']) ?? '' };
    case 'input_image':
    case 'computer_screenshot':
      return imageBlock(part);
    case 'input_file':
      return fileBlock(part);
    case 'input_audio':
      return audioBlock(part);
    default:
      return undefined;
  }
}

function textBlock(part: Json): Block {
  const annotations = listOf(part['annotations']);
  const citations = annotations.flatMap((one): Citation[] => (isObject(one) ? [citationOf(one)] : []));
  return {
    type: 'text',
    text: stringIn(part['text']) ?? '',
    ...(citations.length > 0 ? { citations } : {}),
    ...cacheOf(part),
  };
}

const cacheOf = (part: Json) => (part['prompt_cache_breakpoint'] == null ? {} : { cache: {} });

function citationOf(annotation: Json): Citation {
  const { start_index: start, end_index: end } = annotation;
  const url = stringIn(annotation['url']);
  const title = stringIn(annotation['title']);
  return {
    ...(url === undefined ? {} : { url }),
    ...(title === undefined ? {} : { title }),
    ...(typeof start === 'number' ? { start } : {}),
    ...(typeof end === 'number' ? { end } : {}),
    raw: { from: wire, value: annotation },
  };
}

function imageBlock(part: Json): Block | string {
  const image = part['image_url'];
  const url = stringIn(image) ?? (isObject(image) ? stringIn(image['url']) : undefined);
  const detail = stringIn(part['detail']);
  const id = stringIn(part['file_id']);
  const source =
    url !== undefined
      ? sourceOf(url)
      : id !== undefined
        ? ({ by: 'file-id', id, from: wire } as const)
        : undefined;
  if (!source) return 'image_url';
  return { type: 'image', source, ...(detail === undefined ? {} : { detail }), ...cacheOf(part) };
}

function fileBlock(part: Json): Block | string {
  const name = stringIn(part['filename']);
  const source = fileSource(part, name);
  if (!source) return 'file_data';
  if (source.by === 'data') {
    const [kind] = source.mediaType.split('/');
    if (kind === 'image' || kind === 'audio' || kind === 'video') return { type: kind, source };
  }
  return { type: 'file', source, ...(name === undefined ? {} : { name }), ...cacheOf(part) };
}

function fileSource(part: Json, name: string | undefined): Source | undefined {
  const data = stringIn(part['file_data']);
  if (data?.startsWith('data:')) return sourceOf(data);
  const ending = name?.split('.').at(-1)?.toLowerCase() ?? '';
  if (data !== undefined) return { by: 'data', mediaType: typesByEnding[ending] ?? 'application/pdf', data };
  const url = stringIn(part['file_url']);
  if (url !== undefined) return sourceOf(url);
  const id = stringIn(part['file_id']);
  return id === undefined ? undefined : { by: 'file-id', id, from: wire };
}

function audioBlock(part: Json): Block | string {
  const audio = isObject(part['input_audio']) ? part['input_audio'] : part;
  const data = stringIn(audio['data']);
  if (data === undefined) return 'input_audio.data';
  const format = stringIn(audio['format']) ?? 'wav';
  return { type: 'audio', source: { by: 'data', mediaType: audioTypes[format] ?? `audio/${format}`, data } };
}
