import { constants, crc32, deflateSync } from 'node:zlib';
import { advance, drawLine, hashOf, rgbOf, wrap } from './font.ts';

export type PictureRequest = {
  /** Pixels, 1 to 4096. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly seed?: number;
};

/** The palette: a gradient, a shape over each of its steps, and two colours for the text. */
const steps = 64;
const ink = 2 * steps;
const shade = ink + 1;

/**
 * A picture as a PNG of exactly `width` x `height` pixels: a gradient and discs that depend on the text and the seed,
 * with the text on it. The same input gives the same bytes. RangeError for a size outside the bounds.
 */
export function drawPicture({ width, height, text, seed = 0 }: PictureRequest): Buffer {
  for (const side of [width, height])
    if (!Number.isInteger(side) || side < 1 || side > 4096)
      throw new RangeError(`a side of ${side} pixels; 1 to 4096 are drawn`);
  const hash = hashOf(text, seed);

  // Indexed colours, a byte a pixel; each row begins with its filter (none).
  const stride = width + 1;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const at = y * stride + 1;
    pixels.fill(Math.floor((y * steps) / height), at, at + width);
  }
  for (let disc = 0; disc < 3; disc++) drawDisc(pixels, width, height, hashOf(String(disc), hash));
  drawText(pixels, width, height, text);

  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', paletteOf(hash)),
    // Long runs are all there is to find: the quickest search finds them.
    chunk('IDAT', deflateSync(pixels, { level: 1, strategy: constants.Z_RLE })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function paletteOf(hash: number): Buffer {
  const palette: number[] = [];
  const from = hash % 360;
  const turn = 40 + ((hash >>> 9) % 80);
  for (let i = 0; i < steps; i++)
    palette.push(...rgbOf((from + (turn * i) / steps) % 360, 0.55, 0.35 + 0.25 * (i / steps)));
  for (let i = 0; i < steps; i++)
    palette.push(...rgbOf((from + 180 + (turn * i) / steps) % 360, 0.5, 0.45 + 0.2 * (i / steps)));
  palette.push(255, 255, 255, 20, 20, 30);
  return Buffer.from(palette);
}

function drawDisc(pixels: Buffer, width: number, height: number, hash: number): void {
  const radius = (Math.min(width, height) * (10 + (hash % 15))) / 100;
  const centreX = (width * ((hash >>> 8) % 100)) / 100;
  const centreY = (height * ((hash >>> 16) % 100)) / 100;
  for (let y = Math.max(0, Math.ceil(centreY - radius)); y < Math.min(height, centreY + radius); y++) {
    const half = Math.sqrt(radius ** 2 - (y - centreY) ** 2);
    const from = Math.max(0, Math.round(centreX - half));
    const to = Math.min(width, Math.round(centreX + half));
    const at = y * (width + 1) + 1;
    if (to > from) pixels.fill(steps + Math.floor((y * steps) / height), at + from, at + to);
  }
}

/** The text as large as it fits into nine tenths of the picture, at most about 20 characters a line. */
function drawText(pixels: Buffer, width: number, height: number, text: string): void {
  const most = Math.max(1, Math.floor(Math.min(width / (advance.across * 20), height / (advance.down * 4))));
  for (let scale = most; scale >= 1; scale--) {
    const across = Math.floor((width * 0.9) / (advance.across * scale));
    const down = Math.floor((height * 0.9) / (advance.down * scale));
    const lines = wrap(text, across, scale === 1 ? down : 1000);
    if (lines.length > down) continue;
    const top = Math.floor((height - lines.length * advance.down * scale) / 2);
    lines.forEach((line, index) => {
      const left = Math.floor((width - [...line].length * advance.across * scale) / 2);
      const y = top + index * advance.down * scale;
      const shadow = Math.max(1, scale >> 1);
      drawAt(pixels, width, height, line, left + shadow, y + shadow, scale, shade);
      drawAt(pixels, width, height, line, left, y, scale, ink);
    });
    return;
  }
}

function drawAt(
  pixels: Buffer,
  width: number,
  height: number,
  line: string,
  left: number,
  top: number,
  scale: number,
  colour: number,
): void {
  drawLine(line, (x, y, length) => {
    const from = Math.max(0, left + x * scale);
    const to = Math.min(width, left + (x + length) * scale);
    for (let row = top + y * scale; row < Math.min(height, top + (y + 1) * scale); row++)
      if (row >= 0 && to > from)
        pixels.fill(colour, row * (width + 1) + 1 + from, row * (width + 1) + 1 + to);
  });
}

function chunk(id: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(id, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
