import {
  type Form,
  type FormPart,
  isForm,
  MultipartError,
  parseForm,
  partBytes,
  partText,
} from '../../../base/multipart.ts';
import type { RequestHead } from '../../../spec/call.ts';
import { GatewayError } from '../../../spec/fault.ts';

/** A text field longer than this is no field of these endpoints (references to speakers are data URLs of 10 s). */
const longestField = 8 * 1024 * 1024;

/** A multipart request as its dialect reads it. */
export type ReadForm = {
  readonly form: Form;
  readonly contentType: string;
  /** The last value of a text field. */
  readonly text: (name: string) => string | undefined;
  /** All values of a list: `name`, `name[]` and `name[0]`. */
  readonly list: (name: string) => readonly string[];
  readonly files: (name: string) => readonly FormPart[];
  readonly bytes: (part: FormPart) => Buffer;
};

export const contentTypeOf = (head: Pick<RequestHead, 'headers'>): string | undefined => {
  const type = head.headers['content-type'];
  return typeof type === 'string' ? type : undefined;
};

/** `image`, `image[]` and `image[0]` are the same list. */
const isNamed = (part: FormPart, name: string): boolean =>
  part.name === name || (part.name.startsWith(`${name}[`) && /^\[\d*\]$/.test(part.name.slice(name.length)));

/** Throws media_type_unsupported, body_malformed, field_invalid (a model named twice). */
export function readForm(body: Buffer, contentType: string | undefined): ReadForm {
  if (!isForm(contentType))
    throw new GatewayError(
      'media_type_unsupported',
      'this endpoint takes a file: send the body as multipart/form-data with its boundary in the Content-Type header',
    );
  let form: Form;
  try {
    form = parseForm(body, contentType);
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    throw new GatewayError('body_malformed', `the body is no valid multipart form: ${error.message}`);
  }
  const texts = form.parts.filter((part) => part.filename === undefined);
  for (const part of texts)
    if (part.end - part.start > longestField)
      throw new GatewayError('field_invalid', `${part.name.slice(0, 64)} is too long`, {
        param: part.name.slice(0, 64),
      });
  if (texts.filter(({ name }) => name === 'model').length > 1)
    throw new GatewayError('field_invalid', 'the form names model more than once', { param: 'model' });
  return {
    form,
    contentType,
    text(name) {
      const part = texts.findLast((one) => one.name === name);
      return part && partText(body, part);
    },
    list: (name) => texts.filter((part) => isNamed(part, name)).map((part) => partText(body, part)),
    files: (name) => form.parts.filter((part) => part.filename !== undefined && isNamed(part, name)),
    bytes: (part) => partBytes(body, part),
  };
}

/** A field that must be there. */
export function needed(value: string | undefined, param: string): string {
  if (value !== undefined && value !== '') return value;
  throw new GatewayError('field_invalid', `you must provide a ${param} parameter`, {
    param,
    upstream: { code: 'missing_required_parameter' },
  });
}
