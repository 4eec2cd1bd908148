import { crc32 } from 'node:zlib';

/** One message of `application/vnd.amazon.eventstream`. Only headers of text are kept; the others are skipped. */
export type Frame = { readonly headers: Readonly<Record<string, string>>; readonly payload: Buffer };

/** Lengths of the prelude (total, headers), its checksum, and the checksum behind the payload. */
const preludeLength = 8;
const overhead = preludeLength + 4 + 4;
/** AWS's own bounds are 16 MB for a payload and 128 kB for headers. */
const longestFrame = 24 * 1024 * 1024;

/** Bytes of the values of header types 0 to 9; of 6 and 7 the length stands before them. */
const valueLengths = [0, 0, 1, 2, 4, 8, -1, -1, 8, 16] as const;
const textType = 7;

/**
 * Splits the stream into frames, whatever pieces it arrives in. Throws RangeError for a frame whose checksum does not
 * fit or that cannot be one. Source: AWS's description of the event stream encoding.
 */
export class FrameSplitter {
  #rest: Buffer[] = [];
  #length = 0;
  /** Bytes that the frame which has begun needs before it can be read. */
  #needed = preludeLength + 4;

  push(piece: Buffer): Frame[] {
    this.#rest.push(piece);
    this.#length += piece.length;
    if (this.#length < this.#needed) return [];
    let bytes = this.#rest.length === 1 ? piece : Buffer.concat(this.#rest);
    const frames: Frame[] = [];
    this.#needed = preludeLength + 4;
    while (bytes.length >= preludeLength + 4) {
      const total = bytes.readUInt32BE(0);
      const headers = bytes.readUInt32BE(4);
      if (crc32(bytes.subarray(0, preludeLength)) !== bytes.readUInt32BE(preludeLength))
        throw new RangeError('the checksum of a frame does not fit');
      if (total > longestFrame || headers + overhead > total) throw new RangeError('a frame is too long');
      this.#needed = total;
      if (bytes.length < total) break;
      frames.push(readFrame(bytes.subarray(0, total), headers));
      bytes = bytes.subarray(total);
      this.#needed = preludeLength + 4;
    }
    this.#rest = bytes.length === 0 ? [] : [bytes];
    this.#length = bytes.length;
    return frames;
  }

  /** Has a frame begun that has not ended? */
  get midway(): boolean {
    return this.#length > 0;
  }
}

function readFrame(frame: Buffer, headersLength: number): Frame {
  const end = frame.length - 4;
  if (crc32(frame.subarray(0, end)) !== frame.readUInt32BE(end))
    throw new RangeError('the checksum of a frame does not fit');
  const start = preludeLength + 4;
  return {
    headers: readHeaders(frame.subarray(start, start + headersLength)),
    payload: frame.subarray(start + headersLength, end),
  };
}

function readHeaders(bytes: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes[at]!;
    const type = bytes[nameEnd];
    const fixed = type === undefined ? undefined : valueLengths[type];
    if (fixed === undefined) throw new RangeError('a header of a frame cannot be read');
    if (fixed < 0 && nameEnd + 3 > bytes.length) throw new RangeError('a header of a frame is cut');
    const start = nameEnd + (fixed < 0 ? 3 : 1);
    const end = start + (fixed < 0 ? bytes.readUInt16BE(nameEnd + 1) : fixed);
    if (end > bytes.length) throw new RangeError('a header of a frame is cut');
    if (type === textType)
      headers[bytes.toString('utf8', at + 1, nameEnd)] = bytes.toString('utf8', start, end);
    at = end;
  }
  return headers;
}

/** The bytes of a frame, for the simulator and for tests. */
export function writeFrame(headers: Readonly<Record<string, string>>, payload: Buffer): Buffer {
  const parts = Object.entries(headers).map(([name, value]) => {
    const [key, text] = [Buffer.from(name), Buffer.from(value)];
    const length = Buffer.alloc(2);
    length.writeUInt16BE(text.length);
    return Buffer.concat([Buffer.from([key.length]), key, Buffer.from([textType]), length, text]);
  });
  const headerBytes = Buffer.concat(parts);
  const prelude = Buffer.alloc(preludeLength);
  prelude.writeUInt32BE(headerBytes.length + payload.length + overhead, 0);
  prelude.writeUInt32BE(headerBytes.length, 4);
  const sum = (bytes: Buffer) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(crc32(bytes));
    return four;
  };
  const head = Buffer.concat([prelude, sum(prelude), headerBytes, payload]);
  return Buffer.concat([head, sum(head)]);
}
