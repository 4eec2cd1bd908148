import type { FaultReading } from '../../../spec/provider.ts';

/** Events of a stream as bytes: they end in a blank line, with LF or CRLF. */

const blankLine = Buffer.from('\n\n');
const noBytes = Buffer.alloc(0);
/** An event longer than this is no event: 64 MB, the largest answer body too. */
const longestEvent = 64 * 1024 * 1024;
/** Characters of text that are kept for counting: more than the longest answers of today's models. */
const textLimit = 640 * 1024;

export const endless: FaultReading = {
  code: 'upstream_garbage',
  message: 'the upstream sent an event that does not end',
};

/** Takes in bytes as they come, and gives those that are whole events; the beginning of another waits for its end. */
export class WholeEvents {
  #rest: Buffer[] = [];
  #tail: Buffer = noBytes; // its last 3 bytes, across which an end may lie
  /** Bytes that wait. */
  waiting = 0;

  /** True when what waits is longer than any event: the stream has failed. */
  get endless(): boolean {
    return this.waiting > longestEvent;
  }

  push(chunk: Buffer): Buffer | undefined {
    // Looks for the end only where it can be new, so that a long event is not searched again with every piece.
    if (this.waiting > 0 && lastEventEnd(Buffer.concat([this.#tail, chunk])) === 0) {
      this.#wait(chunk);
      return undefined;
    }
    const bytes = this.waiting > 0 ? Buffer.concat([...this.#rest, chunk]) : chunk;
    this.#rest = [];
    this.waiting = 0;
    this.#tail = noBytes;
    const end = lastEventEnd(bytes);
    if (end === bytes.length) return bytes;
    this.#wait(end === 0 ? bytes : bytes.subarray(end));
    return end === 0 ? undefined : bytes.subarray(0, end);
  }

  /** What waits, at the end of the connection: some servers leave out the last blank line. */
  take(): Buffer {
    const bytes = Buffer.concat(this.#rest);
    this.#rest = [];
    this.waiting = 0;
    this.#tail = noBytes;
    return bytes;
  }

  #wait(bytes: Buffer): void {
    this.#rest.push(bytes);
    this.waiting += bytes.length;
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-3)]).subarray(-3);
  }
}

/** Text that was produced, kept for counting up to a limit; of the rest only its length is known. */
export class KeptTexts {
  readonly texts: string[] = [];
  #length = 0;
  /** Bytes of text beyond the limit. */
  leftOut = 0;

  add(text: string): void {
    if (this.#length < textLimit) this.texts.push(text);
    else this.leftOut += Buffer.byteLength(text);
    this.#length += text.length;
  }
}

/** Index behind the last whole event; 0 when there is none. */
function lastEventEnd(bytes: Buffer): number {
  const { length } = bytes;
  if (bytes[length - 1] === 0x0a && bytes[length - 2] === 0x0a) return length;
  const lf = bytes.lastIndexOf(blankLine);
  const end = lf < 0 ? 0 : lf + 2;
  if (!bytes.includes(0x0d, end)) return end;
  const crlf = bytes.lastIndexOf('\r\n\r\n');
  return Math.max(end, crlf < 0 ? 0 : crlf + 4);
}

/** The events of a block, each with its blank line. */
export function* splitEvents(block: Buffer): Generator<Buffer> {
  let from = 0;
  while (from < block.length) {
    const lf = block.indexOf(blankLine, from);
    const crlf = block.indexOf('\r\n\r\n', from);
    const end = lf >= 0 && (crlf < 0 || lf < crlf) ? lf + 2 : crlf >= 0 ? crlf + 4 : block.length;
    yield block.subarray(from, end);
    from = end;
  }
}

/** The data of one event; several data lines are joined as the standard says. */
export function dataOf(event: string): string {
  let data = '';
  for (const line of event.split(/\r?\n/)) {
    if (!line.startsWith('data:')) continue;
    data += (data === '' ? '' : '\n') + (line.charCodeAt(5) === 0x20 ? line.slice(6) : line.slice(5));
  }
  return data.trim();
}
