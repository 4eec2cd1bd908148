import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { GatewayError } from '../../../spec/fault.ts';
import { fileIn } from './form.ts';

/**
 * The neutral form marks what may change by where a PNG is see-through; these upstreams want black and white. PNG: ISO
 * 15948; read are 8 and 16 bits of grey or colour with alpha, and palettes with see-through colours, not interlaced.
 */

/** The largest picture that the images API draws (3840 x 2160), and a little more. */
const mostPixels = 8_500_000;
const opaque = 128;
/** Samples of a pixel by colour type: grey with alpha, colour with alpha. */
const samplesOf: Readonly<Record<number, number>> = { 4: 2, 6: 4 };

const refused = (why: string): GatewayError =>
  new GatewayError('field_invalid', `mask: ${why}`, { param: 'mask' });

type Chunks = { readonly head: Buffer; readonly data: Buffer; readonly alphas: Buffer | undefined };

function chunksOf(png: Buffer): Chunks {
  if (png.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw refused('it must be a PNG');
  const data: Buffer[] = [];
  let [head, alphas]: [Buffer | undefined, Buffer | undefined] = [undefined, undefined];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') head = body;
    else if (kind === 'IDAT') data.push(body);
    else if (kind === 'tRNS') alphas = body;
    at += 12 + length;
  }
  if (head?.length !== 13 || data.length === 0) throw refused('it is no whole PNG');
  return { head, data: Buffer.concat(data), alphas };
}

/**
 * One byte of each pixel, its row's filter undone (9.2): a byte depends on nothing but the same byte of the pixels beside
 * and above it, so the colours need not be looked at. `at`: its place in the pixel of `step` bytes.
 */
function lane(rows: Buffer, width: number, height: number, step: number, at: number): Buffer {
  const made = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * (width * step + 1);
    const kind = rows[row]!;
    const to = y * width;
    const above = to - width;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? made[to + x - 1]! : 0;
      const up = y > 0 ? made[above + x]! : 0;
      const corner = x > 0 && y > 0 ? made[above + x - 1]! : 0;
      made[to + x] = rows[row + 1 + x * step + at]! + predicted(kind, left, up, corner);
    }
  }
  return made;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Of each pixel, row by row: may it change? */
function clearIn({ head, data, alphas }: Chunks, width: number, height: number): (index: number) => boolean {
  const [bits, type, interlaced] = [head[8]!, head[9]!, head[12]! !== 0];
  if (width === 0 || height === 0 || width * height > mostPixels) throw refused('it is too large');
  const isPalette = type === 3 && alphas !== undefined && bits === 8;
  const samples = isPalette ? 1 : samplesOf[type];
  if (samples === undefined || interlaced || (bits !== 8 && bits !== 16))
    throw refused('send a PNG with an alpha channel that is see-through where the picture may change');
  const bytes = bits / 8;
  const step = samples * bytes;
  const size = (width * step + 1) * height;
  let rows: Buffer;
  try {
    rows = inflateSync(data, { maxOutputLength: size });
  } catch {
    throw refused('it is no whole PNG');
  }
  if (rows.length < size) throw refused('it is no whole PNG');
  const values = lane(rows, width, height, step, (samples - 1) * bytes);
  return isPalette ? (index) => (alphas[values[index]!] ?? 255) < opaque : (index) => values[index]! < opaque;
}

function chunk(id: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(id, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/**
 * A mask that is see-through where the picture may change, as a grey PNG of the same size in which that part is `changes`
 * and the rest the other; both as data URLs. Throws field_invalid for what has no alpha channel.
 */
export function blackAndWhite(mask: string, changes: 'black' | 'white'): string {
  const file = fileIn(mask);
  if (!file) throw refused('send the file itself');
  const chunks = chunksOf(file.bytes);
  const [width, height] = [chunks.head.readUInt32BE(0), chunks.head.readUInt32BE(4)];
  const isClear = clearIn(chunks, width, height);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = isClear(y * width + x) === (changes === 'white') ? 255 : 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits of grey
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
}
