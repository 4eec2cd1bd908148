/**
 * Reads a multipart/form-data body (RFC 7578) where it lies: parts are spans of the body's bytes, found with indexOf, so
 * that a file of many megabytes costs one search and no copy. An edited form is the same bytes with spans exchanged.
 */
export type FormPart = {
  readonly name: string;
  /** Present for files. */
  readonly filename?: string;
  /** The part's own content type. */
  readonly type?: string;
  /** Where its delimiter line begins; the next part's, or the closing delimiter, begins where it ends. */
  readonly from: number;
  /** The value: bytes [start, end). */
  readonly start: number;
  readonly end: number;
};

export type Form = {
  readonly boundary: string;
  readonly parts: readonly FormPart[];
  /** Where the closing delimiter begins. */
  readonly close: number;
};

/** What is wrong with a form, in words for whoever sent it. */
export class MultipartError extends Error {}

/** Bounds: nobody's form has more parts or longer part headers. */
export const mostParts = 256;
export const longestHead = 16 * 1024;
const longestBoundary = 200;

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/** Is this the type of such a body? */
export const isForm = (contentType: string | undefined): contentType is string =>
  contentType !== undefined && /^\s*multipart\/form-data\b/i.test(contentType);

/** The boundary that a content type names. Throws MultipartError when there is none. */
export function boundaryOf(contentType: string): string {
  const match = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined)
    throw new MultipartError('the content type multipart/form-data names no boundary');
  if (boundary.length > longestBoundary) throw new MultipartError('the boundary of the form is too long');
  return boundary;
}

/** A form is looked at several times on its way, and a search through 20 MB takes its time. */
const parsed = new WeakMap<Buffer, { readonly contentType: string; readonly form: Form }>();

/** Finds the parts. Throws MultipartError for a body that is no whole form. The body must not be changed afterwards. */
export function parseForm(body: Buffer, contentType: string): Form {
  const known = parsed.get(body);
  if (known?.contentType === contentType) return known.form;
  const form = findParts(body, contentType);
  parsed.set(body, { contentType, form });
  return form;
}

function findParts(body: Buffer, contentType: string): Form {
  const boundary = boundaryOf(contentType);
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const between = Buffer.concat([lineEnd, delimiter]);
  let from = 0;
  if (!body.subarray(0, delimiter.length).equals(delimiter)) {
    const first = body.indexOf(between);
    if (first < 0) throw new MultipartError('the boundary of the content type does not stand in the form');
    from = first + 2;
  }
  const parts: FormPart[] = [];
  for (;;) {
    const head = afterDelimiter(body, from + delimiter.length);
    if (head === 'close') return { boundary, parts, close: from };
    if (head === undefined) throw new MultipartError('a boundary of the form is not followed by a line end');
    if (parts.length >= mostParts) throw new MultipartError(`the form has more than ${mostParts} parts`);
    const { start, disposition, type } = readHead(body, head);
    const next = nextDelimiter(body, between, start);
    if (next < 0) throw new MultipartError('the form ends before its closing boundary');
    parts.push({
      ...disposition,
      ...(type === undefined ? {} : { type }),
      from,
      start,
      // An empty value may share its line end with the headers.
      end: Math.max(next, start),
    });
    from = next + 2;
  }
}

/** What follows a delimiter: the part's headers, the end of the form, or something that shows it to be none. */
function afterDelimiter(body: Buffer, at: number): number | 'close' | undefined {
  if (body[at] === 0x2d && body[at + 1] === 0x2d) return 'close';
  let end = at;
  while (body[end] === 0x20 || body[end] === 0x09) end++;
  return body[end] === 0x0d && body[end + 1] === 0x0a ? end + 2 : undefined;
}

/** Index of the line end before the next delimiter; a text that only begins like one is passed over. */
function nextDelimiter(body: Buffer, between: Buffer, start: number): number {
  // The line end that closes the headers may belong to the delimiter of an empty value.
  let at = body.indexOf(between, start - 2);
  while (at >= 0 && afterDelimiter(body, at + between.length) === undefined)
    at = body.indexOf(between, at + 2);
  return at;
}

export type Disposition = Pick<FormPart, 'name' | 'filename'>;

function readHead(body: Buffer, at: number): { start: number; disposition: Disposition; type?: string } {
  const end = body.subarray(at, at + longestHead).indexOf(headEnd);
  if (end < 0) throw new MultipartError('a part of the form has no end of its headers');
  let disposition: Disposition | undefined;
  let type: string | undefined;
  for (const line of body.toString('utf8', at, at + end).split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'content-disposition') disposition = readDisposition(value);
    else if (name === 'content-type') type = value;
  }
  if (!disposition)
    throw new MultipartError('a part of the form has no name in its Content-Disposition header');
  return { start: at + end + headEnd.length, disposition, ...(type === undefined ? {} : { type }) };
}

/** `form-data; name="file"; filename="a \"b\".mp3"`; browsers write %22 for a quotation mark, others a backslash. */
export function readDisposition(text: string): Disposition | undefined {
  if (!/^form-data\s*(?:;|$)/i.test(text)) return undefined;
  let name: string | undefined;
  let filename: string | undefined;
  let starred: string | undefined;
  for (const [, key, quoted, bare] of text.matchAll(
    /;\s*([\w*]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]*))/g,
  )) {
    const value = quoted === undefined ? (bare ?? '') : unquote(quoted);
    if (key?.toLowerCase() === 'name') name = value;
    else if (key?.toLowerCase() === 'filename') filename = value;
    else if (key?.toLowerCase() === 'filename*') starred = extended(value);
  }
  if (name === undefined) return undefined;
  const shown = starred ?? filename;
  return { name, ...(shown === undefined ? {} : { filename: shown }) };
}

const unquote = (text: string): string =>
  text
    .replace(/\\(["\\])/g, '$1')
    .replace(/%22/g, '"')
    .replace(/%0D%0A/gi, ' ');

/** RFC 5987: UTF-8''na%C3%AFve.mp3. */
function extended(value: string): string | undefined {
  const match = /^utf-8'[^']*'(.*)$/i.exec(value);
  if (!match) return undefined;
  try {
    return decodeURIComponent(match[1]!);
  } catch {
    return undefined;
  }
}

/** The bytes of a value, not copied. */
export const partBytes = (body: Buffer, part: FormPart): Buffer => body.subarray(part.start, part.end);

/** A value as text. */
export const partText = (body: Buffer, part: FormPart): string => body.toString('utf8', part.start, part.end);

/**
 * The form with other values: a text replaces the values of that name (or is added in front), undefined takes them out.
 * All other bytes stay; without a change it is the body itself. A file's value cannot be replaced by a text.
 * Throws MultipartError for a value that holds the boundary.
 */
export function editForm(
  body: Buffer,
  form: Form,
  values: Readonly<Record<string, string | undefined>>,
): Buffer {
  const changes: { start: number; end: number; text: string }[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value?.includes(`--${form.boundary}`))
      throw new MultipartError(`the value of ${name} holds the boundary of the form`);
    let replaced = false;
    form.parts.forEach((part, index) => {
      if (part.name !== name) return;
      if (value === undefined || replaced || part.filename !== undefined)
        changes.push({ start: part.from, end: form.parts[index + 1]?.from ?? form.close, text: '' });
      else {
        replaced = true;
        changes.push({ start: part.start, end: part.end, text: value });
      }
    });
    if (value === undefined || replaced) continue;
    const front = form.parts[0]?.from ?? form.close;
    const text = `--${form.boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    changes.push({ start: front, end: front, text });
  }
  if (changes.length === 0) return body;
  // What is added in front stands before a change that begins at the same place.
  changes.sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of changes) {
    pieces.push(body.subarray(at, start), Buffer.from(text));
    at = end;
  }
  pieces.push(body.subarray(at));
  return Buffer.concat(pieces);
}
