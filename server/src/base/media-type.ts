/** Media types by the ends of names: what clients upload for models to read. */
const byEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  json: 'application/json',
  jsonl: 'application/jsonl',
  xml: 'application/xml',
  rtf: 'application/rtf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  py: 'text/x-python',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  aac: 'audio/aac',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mpeg: 'video/mpeg',
};

const unknown = 'application/octet-stream';

/**
 * The type of a file: as its sender said it, without parameters; where that says nothing, by the end of its name. Only
 * what is a type by its letters comes out, so that it can stand in a header.
 */
export function mediaTypeOf(name: string, said: string | undefined): string {
  const type = said?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== unknown && type.length <= 127 && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type)) return type;
  return byEnding[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? unknown;
}
