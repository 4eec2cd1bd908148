import { isObject, type Json, objectOf, stringIn } from '../../base/json.ts';
import type { AudioBlock, Block, FileBlock, ImageBlock, Source, VideoBlock } from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { numberOf, secondsOf } from './json.ts';
import { wire } from './signature.ts';

type MediaBlock = ImageBlock | AudioBlock | VideoBlock | FileBlock;
type Kind = MediaBlock['type'];

/** Types by the end of an address, where the client named none. */
const byEnding: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  html: 'text/html',
  csv: 'text/csv',
  mp3: 'audio/mp3',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
};

const kindOf = (mediaType: string | undefined): Kind => {
  const [group] = (mediaType ?? '').toLowerCase().split('/');
  return group === 'image' || group === 'audio' || group === 'video' ? group : 'file';
};

export const isYouTube = (uri: string): boolean =>
  /^https?:\/\/(?:(?:www|m|music)\.)?(?:youtube\.com|youtu\.be)\//i.test(uri);

/** Files that lie at Google: only Google can read them. */
const isGoogleFile = (uri: string): boolean =>
  /^(?:gs:\/\/|files\/)/.test(uri) || /^https:\/\/generativelanguage\.googleapis\.com\/.*\bfiles\//.test(uri);

/** Google takes both alphabets of base64, with and without padding; its Python SDK sends the one for URLs. */
function plainBase64(data: string): string {
  const plain = /[-_]/.test(data) ? data.replaceAll('-', '+').replaceAll('_', '/') : data;
  const over = plain.length % 4;
  return over < 2 ? plain : plain + '='.repeat(4 - over);
}

/** The block of an inlineData or fileData part; undefined when the part holds neither. Throws field_invalid. */
export function mediaBlock(part: Json, resolution?: unknown): MediaBlock | undefined {
  const { inlineData, fileData } = part;
  if (isObject(inlineData)) {
    const mediaType = stringIn(inlineData['mimeType']) ?? 'application/octet-stream';
    const source: Source = { by: 'data', mediaType, data: plainBase64(stringIn(inlineData['data']) ?? '') };
    return blockOf(kindOf(mediaType), source, part, stringIn(inlineData['displayName']), resolution);
  }
  if (!isObject(fileData)) return undefined;
  const uri = stringIn(fileData['fileUri']) ?? '';
  const named =
    stringIn(fileData['mimeType']) ||
    byEnding[/\.([a-z0-9]{2,4})(?:[?#]|$)/i.exec(uri)?.[1]?.toLowerCase() ?? ''];
  const kind = isYouTube(uri) ? 'video' : kindOf(named);
  return blockOf(kind, sourceOf(uri, named), part, stringIn(fileData['displayName']), resolution);
}

function sourceOf(uri: string, mediaType: string | undefined): Source {
  if (isGoogleFile(uri)) return { by: 'file-id', id: uri, from: wire };
  const data = /^data:([^;,]+);base64,/.exec(uri);
  if (data) return { by: 'data', mediaType: data[1]!, data: plainBase64(uri.slice(data[0].length)) };
  if (/^https?:\/\//i.test(uri))
    return { by: 'url', url: uri, ...(mediaType === undefined || isYouTube(uri) ? {} : { mediaType }) };
  throw new GatewayError(
    'field_invalid',
    'fileData.fileUri must be an https address, a YouTube address or a file of this API',
    { param: 'contents.parts.fileData.fileUri' },
  );
}

function blockOf(
  kind: Kind,
  source: Source,
  part: Json,
  name: string | undefined,
  resolution: unknown,
): MediaBlock {
  switch (kind) {
    case 'image': {
      const detail = detailOf(part['mediaResolution'] ?? resolution);
      return { type: 'image', source, ...(detail === undefined ? {} : { detail }) };
    }
    case 'audio':
      return { type: 'audio', source };
    case 'video': {
      const options = objectOf(part['videoMetadata']);
      const from = secondsOf(options['startOffset']);
      const to = secondsOf(options['endOffset']);
      const fps = numberOf(options['fps']);
      return {
        type: 'video',
        source,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(fps === undefined ? {} : { fps }),
      };
    }
    case 'file':
      return { type: 'file', source, ...(name === undefined ? {} : { name }) };
  }
}

/** A part has {"level": …}, the generationConfig the bare word. */
function detailOf(value: unknown): string | undefined {
  const word = stringIn(isObject(value) ? value['level'] : value);
  if (word?.endsWith('_LOW')) return 'low';
  return word?.endsWith('_HIGH') ? 'high' : undefined;
}

/** The part of a block of media in an answer; undefined for what this wire cannot show. */
export function mediaPart(block: Extract<Block, { source: Source }>): Json | undefined {
  const { source } = block;
  if (source.by === 'data') return { inlineData: { mimeType: source.mediaType, data: source.data } };
  if (source.by === 'url')
    return {
      fileData: {
        ...(source.mediaType === undefined ? {} : { mimeType: source.mediaType }),
        fileUri: source.url,
      },
    };
  return source.from === wire ? { fileData: { fileUri: source.id } } : undefined;
}
