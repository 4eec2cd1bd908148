import { boundaryOf, longestHead, MultipartError, mostParts, readDisposition } from './multipart.ts';

/**
 * Reads a multipart body (form-data, RFC 7578, or related, RFC 2387) as it arrives, so that a file in it never has to be
 * in memory whole. Yields the head of each part, then its bytes in pieces.
 */
export type FormPiece =
  | {
      readonly kind: 'part';
      /** Of Content-Disposition; parts of multipart/related have none. */
      readonly name?: string;
      readonly filename?: string;
      /** The part's own content type. */
      readonly type?: string;
    }
  | { readonly kind: 'bytes'; readonly bytes: Buffer };

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

type After = 'part' | 'close' | 'none' | 'more';

/** What follows a delimiter, and where the part's headers begin then. 'more': it cannot be told yet. */
function afterDelimiter(bytes: Buffer, at: number): { what: After; head: number } {
  if (bytes.length < at + 2) return { what: 'more', head: at };
  if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) return { what: 'close', head: at };
  let end = at;
  while (bytes[end] === 0x20 || bytes[end] === 0x09) end++;
  if (bytes.length < end + 2) return { what: 'more', head: at };
  return bytes[end] === 0x0d && bytes[end + 1] === 0x0a
    ? { what: 'part', head: end + 2 }
    : { what: 'none', head: at };
}

function readHead(text: string): FormPiece {
  let disposition: { readonly name?: string; readonly filename?: string } | undefined;
  let type: string | undefined;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'content-disposition') disposition = readDisposition(value);
    else if (name === 'content-type') type = value;
  }
  return { kind: 'part', ...disposition, ...(type === undefined ? {} : { type }) };
}

/** Throws MultipartError for a body that is no whole form. What follows the last delimiter is not read. */
export async function* readPieces(
  source: AsyncIterable<Buffer>,
  contentType: string,
): AsyncGenerator<FormPiece> {
  const delimiter = Buffer.from(`\r\n--${boundaryOf(contentType)}`, 'latin1');
  // The line end before the first delimiter is not sent: it stands here so that all delimiters are alike.
  let rest: Buffer = lineEnd;
  let state: 'before' | 'head' | 'body' = 'before';
  let parts = 0;
  /** Bytes at the front of `rest` that belong to the head before it: an empty value may share its line end with that. */
  let lent = 0;

  const step = function* (): Generator<FormPiece, 'more' | 'close'> {
    for (;;) {
      if (state === 'head') {
        const bare = rest.subarray(0, 2).equals(lineEnd);
        const end = bare ? 0 : rest.indexOf(headEnd);
        if (end < 0 || rest.length < 2) {
          if (rest.length > longestHead)
            throw new MultipartError('a part of the form has no end of its headers');
          return 'more';
        }
        if (++parts > mostParts) throw new MultipartError(`the form has more than ${mostParts} parts`);
        yield readHead(rest.toString('utf8', 0, end));
        rest = rest.subarray(bare ? 0 : end + 2);
        lent = 2;
        state = 'body';
      }
      const found = rest.indexOf(delimiter);
      const after = found < 0 ? undefined : afterDelimiter(rest, found + delimiter.length);
      const isEnd = after?.what === 'part' || after?.what === 'close';
      const upTo =
        after === undefined
          ? Math.max(0, rest.length - delimiter.length + 1)
          : after.what === 'none'
            ? found + delimiter.length
            : found;
      if (state === 'body' && upTo > lent) yield { kind: 'bytes', bytes: rest.subarray(lent, upTo) };
      if (isEnd) {
        if (after.what === 'close') return 'close';
        rest = rest.subarray(after.head);
        lent = 0;
        state = 'head';
        continue;
      }
      lent = Math.max(0, lent - upTo);
      rest = rest.subarray(upTo);
      if (after?.what !== 'none') return 'more';
    }
  };

  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if ((yield* step()) === 'close') return;
  }
  throw new MultipartError(
    state === 'before'
      ? 'the boundary of the content type does not stand in the form'
      : 'the form ends before its closing boundary',
  );
}
