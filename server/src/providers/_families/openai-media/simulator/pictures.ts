import { crc32, deflateSync } from 'node:zlib';

export type PictureFormat = 'png' | 'jpeg' | 'webp';
export const isPictureFormat = (text: string): text is PictureFormat =>
  text === 'png' || text === 'jpeg' || text === 'webp';

type Colour = readonly [red: number, green: number, blue: number];

/** A valid picture of that size. PNG: tiles in two colours that depend on the seed; JPEG: grey; WebP: one colour. */
export function makePicture(format: PictureFormat, width: number, height: number, seed: number): Buffer {
  if (format === 'jpeg') return jpeg(width, height);
  const colour: Colour = [64 + ((seed * 7) % 128), 64 + ((seed * 31) % 128), 64 + ((seed * 57) % 128)];
  return format === 'webp' ? webp(width, height, colour) : png(width, height, colour);
}

/** Two colours of a palette, one bit a pixel. */
function png(width: number, height: number, [red, green, blue]: Colour): Buffer {
  const stride = 1 + Math.ceil(width / 8);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) rows.fill(y % 64 < 32 ? 0xf0 : 0x0f, y * stride + 1, (y + 1) * stride);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 3], 8); // one bit, palette
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from([red, green, blue, 255 - red, 255 - green, 255 - blue])),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}

/** Baseline JPEG in which every block is the same grey: two bits each (no difference, end of block), all of them 0. */
function jpeg(width: number, height: number): Buffer {
  const segment = (marker: number, ...data: number[]) =>
    Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff, ...data]);
  const oneCode = [1, ...Array(15).fill(0), 0]; // one code of one bit, for the value 0
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const bits = blocks * 2;
  const data = Buffer.alloc(Math.ceil(bits / 8));
  if (bits % 8 !== 0) data[data.length - 1] = 0xff >> (bits % 8); // the rest is filled with ones
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
    segment(0xdb, 0, ...Array(64).fill(1)),
    segment(0xc0, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0),
    segment(0xc4, 0x00, ...oneCode),
    segment(0xc4, 0x10, ...oneCode),
    segment(0xda, 1, 1, 0, 0, 63, 0),
    data,
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** Lossless WebP in which every prefix code has one symbol, so that the pixels take no bits at all. */
function webp(width: number, height: number, [red, green, blue]: Colour): Buffer {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let i = 0; i < count; i++) bits.push((value >> i) & 1);
  };
  put(0x2f, 8);
  put(width - 1, 14);
  put(height - 1, 14);
  put(0, 1 + 3 + 1 + 1 + 1); // no alpha, version 0, no transform, no colour cache, one group of codes
  for (const symbol of [green, red, blue, 255, 0]) {
    put(1, 1); // a simple code
    put(0, 1); // of one symbol
    put(1, 1); // that has eight bits
    put(symbol, 8);
  }
  const data = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => {
    data[at >> 3]! |= bit << (at & 7);
  });
  const padded = Buffer.concat([data, Buffer.alloc(data.length % 2)]);
  const head = Buffer.alloc(20);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(12 + padded.length, 4);
  head.write('WEBPVP8L', 8, 'latin1');
  head.writeUInt32LE(data.length, 16);
  return Buffer.concat([head, padded]);
}

/** Width and height of a PNG; undefined for anything else. */
export function pngSize(bytes: Buffer): { width: number; height: number; hasAlpha: boolean } | undefined {
  if (bytes.length < 26 || bytes.readUInt32BE(0) !== 0x89504e47) return undefined;
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    hasAlpha: bytes[25] === 4 || bytes[25] === 6 || bytes.includes('tRNS'),
  };
}
