import { isObject, type Json, listOf, numberIn, objectOf, textIn } from '../../base/json.ts';
import { openThought } from '../../base/sealed-thought.ts';
import type {
  AudioBlock,
  Block,
  CacheMark,
  FileBlock,
  ImageBlock,
  Signature,
  Source,
  VideoBlock,
} from '../../spec/chat.ts';
import { invalid, ownWire } from './values.ts';

/**
 * Parts of a message's `content`: those of OpenAI's document and those that vendors of this wire added and their
 * clients send. A part that nobody knows stays what it is and reaches upstreams of this wire only.
 */
export function readContent(content: unknown, param: string): Block[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return listOf(content).flatMap((part, at): Block[] => {
    if (typeof part === 'string') return [{ type: 'text', text: part }];
    return isObject(part) ? readPart(part, `${param}[${at}]`) : [];
  });
}

function readPart(part: Json, param: string): Block[] {
  const mark = readMark(part);
  const cache = mark ? { cache: mark } : {};
  switch (part['type']) {
    case 'text':
    case 'input_text':
    case 'output_text': {
      const text = textIn(part['text']);
      return text === undefined ? [] : [{ type: 'text', text, ...cache }];
    }
    case 'refusal': {
      const text = textIn(part['refusal']);
      return text === undefined ? [] : [{ type: 'refusal', text }];
    }
    case 'image_url':
    case 'input_image':
      return [{ ...readImage(part, param), ...cache }];
    case 'input_audio':
      return [readAudio(part, param)];
    case 'file':
    case 'input_file':
    case 'file_url':
      return [{ ...readFile(part, param), ...cache }];
    case 'video_url':
      return [readVideo(part, param)];
    case 'thinking':
      return readThinkingPart(part);
    default:
      return [{ type: 'opaque', from: ownWire, value: part }];
  }
}

/** `cache_control` of OpenRouter and of gateways in front of Claude; OpenAI's own breakpoints. */
export function readMark(part: Json): CacheMark | undefined {
  const mark = part['cache_control'];
  if (isObject(mark)) {
    const ttl = mark['ttl'] === '1h' ? 3600 : mark['ttl'] === '5m' ? 300 : undefined;
    return ttl === undefined ? {} : { ttl };
  }
  return isObject(part['prompt_cache_breakpoint']) ? {} : undefined;
}

/** Data, where the text is a data: URL; else a URL. `fallback`: its type where it says none. */
export function sourceOf(url: string, fallback: string): Source {
  if (!/^data:/i.test(url.slice(0, 5))) return { by: 'url', url };
  const comma = url.indexOf(',');
  const head = comma < 0 ? '' : url.slice(5, comma);
  const mediaType = head.split(';')[0]?.trim().toLowerCase() || fallback;
  const body = comma < 0 ? '' : url.slice(comma + 1);
  if (/;\s*base64\s*$/i.test(head)) return { by: 'data', mediaType, data: body };
  return { by: 'data', mediaType, data: Buffer.from(safeDecode(body)).toString('base64') };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** { image_url: { url, detail } } or { image_url: url }. */
export function readImage(part: Json, param: string): ImageBlock {
  const holder = part['image_url'] ?? part['url'];
  const url = textIn(isObject(holder) ? holder['url'] : holder);
  const fileId = textIn(part['file_id']);
  if (url === undefined && fileId === undefined)
    throw invalid(`${param}.image_url`, 'give the picture as { "url": "https://… or data:…" }');
  const detail = textIn(isObject(holder) ? holder['detail'] : part['detail']);
  return {
    type: 'image',
    source:
      url === undefined ? { by: 'file-id', id: fileId ?? '', from: ownWire } : sourceOf(url, 'image/png'),
    ...(detail === undefined ? {} : { detail }),
  };
}

const soundTypes: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mp3',
  pcm16: 'audio/pcm',
  opus: 'audio/ogg',
};

function readAudio(part: Json, param: string): AudioBlock {
  const holder = objectOf(part['input_audio']);
  const data = textIn(holder['data']) ?? textIn(holder['url']);
  if (data === undefined)
    throw invalid(`${param}.input_audio.data`, 'give the sound as base64, with its format beside it');
  const format = textIn(holder['format']) ?? 'wav';
  const mediaType = soundTypes[format] ?? `audio/${format}`;
  // Some clients send a data: URL, and Qwen's take an address.
  const source: Source = /^(?:data:|https?:\/\/)/i.test(data.slice(0, 8))
    ? sourceOf(data, mediaType)
    : { by: 'data', mediaType, data };
  return { type: 'audio', source };
}

const typeByEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  xml: 'application/xml',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** { file: { filename, file_data | file_id | file_url } }; also flat, and { file_url: { url } }. */
function readFile(part: Json, param: string): FileBlock {
  const holder = isObject(part['file']) ? part['file'] : part;
  const name = textIn(holder['filename']);
  const link = holder['file_url'];
  const url = textIn(isObject(link) ? link['url'] : link);
  const data = textIn(holder['file_data']);
  const id = textIn(holder['file_id']);
  const ending = name?.split('.').at(-1)?.toLowerCase() ?? '';
  const mediaType = typeByEnding[ending] ?? 'application/pdf';
  const source: Source | undefined =
    data !== undefined
      ? /^(?:data:|https?:\/\/)/i.test(data.slice(0, 8))
        ? sourceOf(data, mediaType)
        : { by: 'data', mediaType, data }
      : id !== undefined
        ? { by: 'file-id', id, from: ownWire }
        : url !== undefined
          ? sourceOf(url, mediaType)
          : undefined;
  if (!source)
    throw invalid(
      `${param}.file`,
      'give the file as file_data (a data: URL with base64) or as the file_id of an upload',
    );
  return { type: 'file', source, ...(name === undefined ? {} : { name }) };
}

function readVideo(part: Json, param: string): VideoBlock {
  const holder = part['video_url'];
  const url = textIn(isObject(holder) ? holder['url'] : holder);
  if (url === undefined)
    throw invalid(`${param}.video_url`, 'give the film as { "url": "https://… or data:…" }');
  const fps = numberIn(part['fps']) ?? (isObject(holder) ? numberIn(holder['fps']) : undefined);
  return { type: 'video', source: sourceOf(url, 'video/mp4'), ...(fps === undefined ? {} : { fps }) };
}

/** A text of ours goes back to its maker; any other is `from` whoever the field belongs to. */
export function signatureOf(text: string | undefined, from: string): Signature | undefined {
  if (text === undefined) return undefined;
  const opened = openThought(text);
  if (!opened) return { from, value: text };
  return opened.from === '' ? undefined : opened;
}

/** Mistral's form ({ thinking: [{ text }] }) and Anthropic's ({ thinking: '…', signature }). */
function readThinkingPart(part: Json): Block[] {
  const inner = part['thinking'];
  const text =
    typeof inner === 'string'
      ? inner
      : listOf(inner)
          .map((one) => (isObject(one) ? (textIn(one['text']) ?? '') : ''))
          .join('');
  const signature = signatureOf(textIn(part['signature']), 'anthropic-messages');
  return text === '' && !signature ? [] : [{ type: 'thinking', text, ...(signature ? { signature } : {}) }];
}

/**
 * Pictures that an earlier answer of ours showed as Markdown with a data: URL (see write-chat.ts) become pictures again;
 * as text each would cost hundreds of thousands of tokens.
 */
export function splitPictures(text: string): Block[] {
  const blocks: Block[] = [];
  const say = (piece: string) => {
    if (piece.trim() !== '') blocks.push({ type: 'text', text: piece });
  };
  let from = 0;
  for (let open = text.indexOf('](data:image/'); open >= 0; open = text.indexOf('](data:image/', from)) {
    const start = text.lastIndexOf('![', open);
    const end = text.indexOf(')', open);
    if (start < from || end < 0) break;
    say(text.slice(from, start));
    blocks.push({ type: 'image', source: sourceOf(text.slice(open + 2, end), 'image/png') });
    from = end + 1;
  }
  if (from === 0) return text === '' ? [] : [{ type: 'text', text }];
  say(text.slice(from));
  return blocks;
}
