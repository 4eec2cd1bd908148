import { type PlacedString, replaceSpans, stringsWith } from '../../base/json-strings.ts';
import { type FileRefs, fileIdPrefix, isFileId } from '../../spec/files.ts';
import { around, fieldIn } from '../_families/file-refs.ts';

/** `fileData.fileUri` that names one of our files becomes `inlineData`. Both spellings of the names are understood. */

type Found = PlacedString & { readonly id: string };

/** PHP writes a slash as `\/`: what is looked for begins behind that. */
const found = (body: Buffer): readonly Found[] =>
  stringsWith(body, `/${fileIdPrefix}`).flatMap((one): Found[] => {
    const id = /(?:^|\/)files\/(\w+)$/.exec(one.text)?.[1] ?? '';
    const isUri = one.key === 'fileUri' || one.key === 'file_uri';
    return isUri && isFileId(id) && one.around[0]!.keyStart < one.around[0]!.start ? [{ ...one, id }] : [];
  });

/** The type that the client gives, as JSON text; a client may know better than the end of a name. */
function typeGiven(body: Buffer, one: Found): string | undefined {
  const [data] = one.around;
  for (const name of ['mimeType', 'mime_type']) {
    const span = data && fieldIn(body, data, name);
    const text = span && body.toString('utf8', span.start, span.end);
    if (text !== undefined && /^"[^"\\]+"$/.test(text)) return text;
  }
  return undefined;
}

export const fileRefs: FileRefs = {
  refsIn: (body) => found(body).map(({ id, path }) => ({ id, param: path })),
  inlined: (body, files) =>
    replaceSpans(
      body,
      found(body).flatMap((one) => {
        const file = files.get(one.id);
        if (!file) return [];
        const { keyStart, end } = one.around[0]!;
        const type = typeGiven(body, one) ?? JSON.stringify(file.mediaType);
        const before = `"inlineData":{"mimeType":${type},"data":"`;
        return [{ start: keyStart, end, by: around(before, file.base64, '"}') }];
      }),
    ),
};
