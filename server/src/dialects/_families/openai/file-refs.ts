import { type PlacedString, replaceSpans, stringsWith } from '../../../base/json-strings.ts';
import type { FileRefs, InlineFile } from '../../../spec/files.ts';
import { around, type Change, cannotInline, fieldIn, idOf, needles } from '../file-refs.ts';

/**
 * `file_id` in requests of OpenAI's wires. A part becomes what its file is: a picture, a sound, a film or a file, whatever
 * the client called it, because models take pictures as pictures only. Sources: OpenAI's OpenAPI document,
 * ChatCompletionRequestMessageContentPartFile and InputFileContent, InputImageContent.
 */

/** A part: its type, and its field up to the base64 and behind it. `named`: the file's name stands beside that. */
type Part = {
  readonly type: string;
  readonly before: string;
  readonly after: string;
  readonly named?: true;
};
type PartWriter = (file: InlineFile) => Part;

const soundFormats: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
};

const url = ({ mediaType }: InlineFile): string => `data:${mediaType};base64,`;
const named = ({ name }: InlineFile): string => `"filename":${JSON.stringify(name || 'file')}`;

/** The words for sound are the same in both wires. */
function sound({ mediaType }: InlineFile): Part | undefined {
  const format = soundFormats[mediaType];
  return format
    ? { type: 'input_audio', before: '"input_audio":{"data":"', after: `","format":"${format}"}` }
    : undefined;
}

const chatPart: PartWriter = (file) =>
  file.mediaType.startsWith('image/')
    ? { type: 'image_url', before: `"image_url":{"url":"${url(file)}`, after: '"}' }
    : file.mediaType.startsWith('video/')
      ? { type: 'video_url', before: `"video_url":{"url":"${url(file)}`, after: '"}' }
      : (sound(file) ?? {
          type: 'file',
          before: `"file":{${named(file)},"file_data":"${url(file)}`,
          after: '"}',
        });

const responsesPart: PartWriter = (file) =>
  file.mediaType.startsWith('image/')
    ? { type: 'input_image', before: `"image_url":"${url(file)}`, after: '"' }
    : (sound(file) ?? {
        type: 'input_file',
        before: `"file_data":"${url(file)}`,
        after: '"',
        named: true,
      });

/** Objects that only hold the reference inside their part. */
const holder = /\.(?:file|image_url)\.file_id$/;

type Found = PlacedString & { readonly id: string };

function found(body: Buffer): readonly Found[] {
  return stringsWith(body, needles.openai).flatMap((one): Found[] => {
    const id = idOf(one.text);
    if (id === undefined) return [];
    if (one.key === 'file_id') return [{ ...one, id }];
    if (/\bfile_ids\[\d+\]$/.test(one.path)) throw cannotInline(one);
    return []; // a text that happens to be an id
  });
}

function changesFor(body: Buffer, one: Found, file: InlineFile, write: PartWriter): Change[] {
  const [inner, outer] = one.around;
  const isHeld = holder.test(one.path) && outer !== undefined;
  const part = isHeld ? outer : inner!;
  const place = isHeld ? inner! : one;
  const { type, before, after, named: wantsName } = write(file);
  const typed = fieldIn(body, part, 'type');
  const name = wantsName && !fieldIn(body, part, 'filename') ? `${named(file)},` : '';
  return [
    { start: place.keyStart, end: place.end, by: around(name + before, file.base64, after) },
    ...(typed ? [{ ...typed, by: [Buffer.from(JSON.stringify(type))] }] : []),
  ];
}

const refs = (write: PartWriter): FileRefs => ({
  refsIn: (body) => found(body).map(({ id, path }) => ({ id, param: path })),
  inlined: (body, files) =>
    replaceSpans(
      body,
      found(body).flatMap((one) => {
        const file = files.get(one.id);
        return file ? changesFor(body, one, file, write) : [];
      }),
    ),
});

/** For /v1/chat/completions. */
export const chatFileRefs = refs(chatPart);
/** For /v1/responses. */
export const responsesFileRefs = refs(responsesPart);
