/** Splits a server-sent event stream, whatever pieces it arrives in. */

export type SseEvent = {
  /** The `event:` line; absent where there was none. */
  readonly event?: string;
  /** The data lines, joined; '' for a comment. */
  readonly data: string;
};

/** An event longer than this is no event: 64 MB, the largest answer body too. */
const longestEvent = 64 * 1024 * 1024;

/** Throws RangeError for an event that does not end within 64 MB. */
export class SseSplitter {
  #rest: Buffer[] = [];
  #length = 0;
  /** The last bytes, for ends that lie across two pieces. */
  #tail: Buffer = Buffer.alloc(0);

  /** Events that have ended within this piece. Ends are blank lines, with LF or CRLF or CR. */
  push(piece: Buffer): SseEvent[] {
    const edge = this.#tail.length;
    this.#rest.push(piece);
    this.#length += piece.length;
    // A blank line can only have come with this piece, perhaps begun by the last three bytes before it.
    const look = edge === 0 ? piece : Buffer.concat([this.#tail, piece]);
    this.#tail = look.subarray(-3);
    if (!/\n\r?\n|\r\r/.test(look.toString('latin1'))) {
      if (this.#length > longestEvent) throw new RangeError('an event does not end');
      return [];
    }
    const all = this.#rest.length === 1 ? piece : Buffer.concat(this.#rest);
    const text = all.toString('latin1');
    const events: SseEvent[] = [];
    const blank = /\r\n\r\n|\n\r?\n|\r\r/g;
    let from = 0;
    for (let match = blank.exec(text); match; match = blank.exec(text)) {
      const event = readEvent(all.toString('utf8', from, match.index));
      if (event) events.push(event);
      from = match.index + match[0].length;
    }
    const left = all.subarray(from);
    this.#rest = left.length === 0 ? [] : [left];
    this.#length = left.length;
    this.#tail = left.subarray(-3);
    return events;
  }

  /** What came after the last blank line: some servers leave the last one out. */
  rest(): SseEvent | undefined {
    const left = Buffer.concat(this.#rest).toString('utf8');
    this.#rest = [];
    this.#length = 0;
    this.#tail = Buffer.alloc(0);
    return left.trim() === '' ? undefined : readEvent(left);
  }
}

/** Undefined for nothing but comments and blank lines. */
function readEvent(text: string): SseEvent | undefined {
  let event: string | undefined;
  let data: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? '' : line.slice(colon + 1);
    if (value.startsWith(' ')) value = value.slice(1);
    if (name === 'data') data = data === undefined ? value : `${data}\n${value}`;
    else if (name === 'event') event = value;
  }
  if (data === undefined && event === undefined) return undefined;
  return { ...(event === undefined ? {} : { event }), data: data ?? '' };
}

/** One event as bytes. `value` is written as JSON. */
export const sseEvent = (value: unknown, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(value)}\n\n`;
