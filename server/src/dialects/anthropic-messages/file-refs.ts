import { type PlacedString, replaceSpans, stringsWith } from '../../base/json-strings.ts';
import type { FileRefs, InlineFile } from '../../spec/files.ts';
import { around, cannotInline, idOf, needles } from '../_families/file-refs.ts';

/**
 * `source: {"type":"file","file_id":…}` that names one of our files becomes base64, or the text that the file is.
 * Source: Anthropic's Files API guide and its SDK (BetaFileDocumentSource, BetaFileImageSource).
 */

type Found = PlacedString & { readonly id: string };

const found = (body: Buffer): readonly Found[] =>
  stringsWith(body, needles.anthropic).flatMap((one): Found[] => {
    const id = idOf(one.text);
    if (id === undefined || one.key !== 'file_id') return [];
    if (!one.path.endsWith('.source.file_id')) throw cannotInline(one); // container_upload
    return [{ ...one, id }];
  });

const isText = (file: InlineFile): boolean =>
  file.mediaType.startsWith('text/') || file.mediaType === 'application/json';

const written = (file: InlineFile): readonly Buffer[] =>
  isText(file)
    ? [
        Buffer.from(
          JSON.stringify({
            type: 'text',
            media_type: 'text/plain',
            data: Buffer.from(file.base64.toString('latin1'), 'base64').toString('utf8'),
          }),
        ),
      ]
    : around(`{"type":"base64","media_type":${JSON.stringify(file.mediaType)},"data":"`, file.base64, '"}');

export const fileRefs: FileRefs = {
  refsIn: (body) => found(body).map(({ id, path }) => ({ id, param: path })),
  inlined: (body, files) =>
    replaceSpans(
      body,
      found(body).flatMap((one) => {
        const file = files.get(one.id);
        const { start, end } = one.around[0]!;
        return file ? [{ start, end, by: written(file) }] : [];
      }),
    ),
};
