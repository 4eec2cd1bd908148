/** How large a picture says it is, read as its bytes pass: what opens it needs memory for that, not for its file. */

export type PictureSize = { readonly width: number; readonly height: number };

/** Bytes from the beginning in which every type but JPEG says its size. */
export const sizeBytes = 30;

/** The size in the first bytes of a PNG, GIF or WebP. Undefined: it is damaged. */
export function sizeIn(type: string, head: Buffer): PictureSize | undefined {
  if (head.length < sizeBytes) return undefined;
  switch (type) {
    case 'image/png':
      return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
    case 'image/gif':
      return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
    case 'image/webp':
      return sizeOfWebp(head);
    default:
      return undefined;
  }
}

function sizeOfWebp(head: Buffer): PictureSize | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + head.readUIntLE(24, 3), height: 1 + head.readUIntLE(27, 3) };
    case 'VP8L': {
      if (head[20] !== 0x2f) return undefined;
      const bits = head.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    default:
      if (head.readUIntBE(23, 3) !== 0x9d012a) return undefined;
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
  }
}

/** Segments that say the size: SOF0 to SOF15 without the tables that have numbers between them. */
const isFrame = (code: number): boolean => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
const isAlone = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd8);
/** A frame's marker, length, depth, height and width. */
const frameBytes = 9;

/** A JPEG says its size behind segments of any length: descriptions, thumbnails, profiles. They are passed over. */
export class JpegSize {
  #skip = 0;
  #segment: Buffer = Buffer.alloc(0);
  /** 'damaged': its picture begins, or ends, before it said how large it is. */
  found: PictureSize | 'damaged' | undefined;

  read(bytes: Buffer): void {
    for (let at = 0; at < bytes.length && this.found === undefined; ) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, bytes.length - at);
        this.#skip -= passed;
        at += passed;
        continue;
      }
      const wanted = bytes.subarray(at, at + frameBytes - this.#segment.length);
      this.#segment = Buffer.concat([this.#segment, wanted]);
      at += wanted.length;
      this.#next();
    }
  }

  /** Takes what is whole out of the bytes at hand. */
  #next(): void {
    while (this.found === undefined && this.#segment.length >= 2) {
      const segment = this.#segment;
      const code = segment[1]!;
      if (segment[0] !== 0xff || code === 0xda || code === 0xd9) {
        this.found = 'damaged';
      } else if (code === 0xff) {
        this.#segment = segment.subarray(1); // a byte that fills
      } else if (isAlone(code)) {
        this.#segment = segment.subarray(2);
      } else if (isFrame(code)) {
        if (segment.length < frameBytes) return;
        this.found = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
      } else {
        if (segment.length < 4) return;
        const length = 2 + segment.readUInt16BE(2);
        this.#skip = Math.max(0, length - segment.length);
        this.#segment = segment.subarray(Math.min(length, segment.length));
        if (length < 4) this.found = 'damaged';
      }
    }
  }
}
