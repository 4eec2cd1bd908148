import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { GatewayError } from '../../../spec/fault.ts';
import { fileIn } from './form.ts';

/**
 * The neutral form marks what may change by where a PNG is see-through; these upstreams want black and white. PNG: ISO
 * 15948; read are 8 and 16 bits of grey or colour with alpha, and palettes with see-through colours, not interlaced.
 */

const mostPixels = 25_000_000;
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

/** Undoes the filters of the rows (9.2), in place; each row keeps its filter byte. */
function unfilter(rows: Buffer, stride: number, height: number, step: number): void {
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1) + 1;
    const kind = rows[row - 1]!;
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? rows[row + x - step]! : 0;
      const up = y > 0 ? rows[row + x - stride - 1]! : 0;
      const corner = x >= step && y > 0 ? rows[row + x - stride - 1 - step]! : 0;
      rows[row + x] = (rows[row + x]! + predicted(kind, left, up, corner)) & 255;
    }
  }
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Is the pixel see-through? By column and row. */
function alphaOf({ head, data, alphas }: Chunks): (x: number, y: number) => boolean {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [bits, type, interlaced] = [head[8]!, head[9]!, head[12]! !== 0];
  if (width === 0 || height === 0 || width * height > mostPixels) throw refused('it is too large');
  const isPalette = type === 3 && alphas !== undefined && bits === 8;
  const samples = isPalette ? 1 : samplesOf[type];
  if (samples === undefined || interlaced || (bits !== 8 && bits !== 16))
    throw refused('send a PNG with an alpha channel that is see-through where the picture may change');
  const bytes = bits / 8;
  const step = samples * bytes;
  const stride = width * step;
  const size = (stride + 1) * height;
  let rows: Buffer;
  try {
    rows = inflateSync(data, { maxOutputLength: size });
  } catch {
    throw refused('it is no whole PNG');
  }
  if (rows.length < size) throw refused('it is no whole PNG');
  unfilter(rows, stride, height, step);
  const at = (x: number, y: number) => rows[y * (stride + 1) + 1 + x * step + (samples - 1) * bytes]!;
  return isPalette ? (x, y) => (alphas[at(x, y)] ?? 255) < opaque : (x, y) => at(x, y) < opaque;
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
  const isClear = alphaOf(chunks);
  const [width, height] = [chunks.head.readUInt32BE(0), chunks.head.readUInt32BE(4)];
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = isClear(x, y) === (changes === 'white') ? 255 : 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits of grey
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
}
