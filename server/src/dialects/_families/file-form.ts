import { isForm, MultipartError } from '../../base/multipart.ts';
import { readPieces } from '../../base/multipart-stream.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { FileDesk, Upload } from '../../spec/files.ts';

/** Fields beside the file are single words and numbers. */
const longestField = 4096;

/** A form with a file as it was taken in. `name`, `mediaType`: of the file's part. */
export type Taken = {
  readonly upload: Upload;
  readonly name: string;
  readonly mediaType: string | undefined;
  readonly fields: ReadonlyMap<string, string>;
};

/**
 * Takes a form in: its field `file`, or as the wire calls it, goes to the desk as it comes. Throws media_type_unsupported,
 * body_malformed, field_invalid.
 */
export async function takeForm(
  head: RequestHead,
  body: AsyncIterable<Buffer>,
  desk: FileDesk,
  fileField = 'file',
): Promise<Taken> {
  const contentType = head.headers['content-type'];
  if (typeof contentType !== 'string' || !isForm(contentType))
    throw new GatewayError(
      'media_type_unsupported',
      'send the file as multipart/form-data, with its boundary in the Content-Type header',
    );
  try {
    return await take(contentType, Number(head.headers['content-length'] ?? 0) || 0, body, desk, fileField);
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    throw new GatewayError('body_malformed', `the body is no valid multipart form: ${error.message}`);
  }
}

async function take(
  contentType: string,
  expected: number,
  body: AsyncIterable<Buffer>,
  desk: FileDesk,
  fileField: string,
): Promise<Taken> {
  const fields = new Map<string, string>();
  let file: Omit<Taken, 'fields'> | undefined;
  let field: string | undefined;
  for await (const piece of readPieces(body, contentType))
    if (piece.kind === 'bytes') {
      if (field === undefined) await file?.upload.write(piece.bytes);
      else {
        const value = (fields.get(field) ?? '') + piece.bytes.toString('latin1');
        if (value.length > longestField) throw refused(field, `${field.slice(0, 64)} is too long`);
        fields.set(field, value);
      }
    } else if (piece.filename !== undefined && piece.name === fileField) {
      if (file) throw refused(fileField, 'send one file at a time');
      field = undefined;
      file = { upload: await desk.begin(expected), name: piece.filename, mediaType: piece.type };
    } else {
      field = piece.name ?? '';
      fields.set(field, '');
    }
  if (!file)
    throw new GatewayError('field_invalid', `you must provide a ${fileField} parameter`, {
      param: fileField,
      upstream: { code: 'missing_required_parameter' },
    });
  const texts = [...fields].map(
    ([name, text]) => [name, Buffer.from(text, 'latin1').toString('utf8')] as const,
  );
  return { ...file, fields: new Map(texts) };
}

const refused = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param: param.slice(0, 64) });
