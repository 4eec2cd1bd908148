import { BitWriter } from './bits.ts';

/**
 * Just enough H.264 (ISO 14496-10, constrained baseline, CAVLC) for pictures whose macroblocks of 16 x 16 pixels have
 * one colour each. Every macroblock is predicted from its neighbour and carries at most the difference as one DC
 * coefficient for each plane; the quantisers are chosen so that one level is exactly one step of brightness, and
 * nothing smooths the edges. A picture after the first carries only the macroblocks that changed.
 */

/** Brightness and the two colour differences of each macroblock, row by row, packed as 0xYYBBRR. */
export type Grid = Uint32Array;

/** Steps of brightness a level are 10, 11, 13, 14, 16, 18 * 2^(qp / 6) / 256 (8.5.10): one at 28. */
const qp = 28;
/** One step of colour is a level at a chroma quantiser of 22 (8.5.11). */
const chromaOffset = -6;

/** Most macroblocks a second and a picture of the levels (annex A, table A-1). */
const levels = [
  [10, 1485, 99],
  [11, 3000, 396],
  [12, 6000, 396],
  [13, 11_880, 396],
  [21, 19_800, 792],
  [22, 20_250, 1620],
  [30, 40_500, 1620],
  [31, 108_000, 3600],
  [32, 216_000, 5120],
  [40, 245_760, 8192],
  [42, 522_240, 8704],
  [50, 589_824, 22_080],
  [51, 983_040, 36_864],
  [52, 2_073_600, 36_864],
] as const;

function levelOf(across: number, down: number, rate: number): number {
  const size = across * down;
  const fits = levels.find(
    ([, second, picture]) =>
      size <= picture && size * rate <= second && Math.max(across, down) ** 2 <= 8 * picture,
  );
  return fits?.[0] ?? 62;
}

/** A unit with its header byte, where no three bytes look like the start of another. */
function nal(header: number, body: Buffer): Buffer {
  const bytes = [header];
  let zeros = 0;
  for (const byte of body) {
    if (zeros === 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(bytes);
}

function ended(writer: BitWriter): Buffer {
  writer.bits(1, 1);
  return writer.bytes();
}

/** The sequence and the picture parameter set. `width`, `height`: even, pixels; `rate`: pictures a second. */
export function parameterSets(width: number, height: number, rate: number): { sps: Buffer; pps: Buffer } {
  const across = Math.ceil(width / 16);
  const down = Math.ceil(height / 16);
  const sps = new BitWriter();
  sps.bits(66, 8); // baseline
  sps.bits(0xc0, 8); // constrained
  sps.bits(levelOf(across, down, rate), 8);
  sps.ue(0);
  sps.ue(4); // frame_num has 8 bits
  sps.ue(2); // pictures are shown in the order they come
  sps.ue(1); // one reference picture
  sps.bits(0, 1);
  sps.ue(across - 1);
  sps.ue(down - 1);
  sps.bits(0b11, 2); // frames only, direct_8x8_inference
  const right = (across * 16 - width) / 2;
  const bottom = (down * 16 - height) / 2;
  sps.bits(right > 0 || bottom > 0 ? 1 : 0, 1);
  if (right > 0 || bottom > 0) for (const crop of [0, right, 0, bottom]) sps.ue(crop);
  sps.bits(0, 1); // no VUI

  const pps = new BitWriter();
  pps.ue(0);
  pps.ue(0);
  pps.bits(0b00, 2); // CAVLC, no field order
  pps.ue(0); // one slice group
  pps.ue(0);
  pps.ue(0);
  pps.bits(0, 3); // no weighted prediction
  pps.se(qp - 26);
  pps.se(0);
  pps.se(chromaOffset);
  pps.bits(0b100, 3); // slices say how edges are smoothed
  return { sps: nal(0x67, ended(sps)), pps: nal(0x68, ended(pps)) };
}

/** A picture that needs no other (IDR). `id`: differs from the IDR picture before. */
export function wholePicture(grid: Grid, across: number, id: number): Buffer {
  const writer = new BitWriter();
  writer.ue(0);
  writer.ue(7); // I
  writer.ue(0);
  writer.bits(0, 8); // frame_num
  writer.ue(id);
  writer.bits(0b00, 2);
  writer.se(0);
  writer.ue(1); // no smoothing
  for (let index = 0; index < grid.length; index++) writeBlock(writer, grid, across, index, 0);
  return nal(0x65, ended(writer));
}

/** A picture that changes the one before it. `number`: pictures since the last IDR, 1 to 255. */
export function nextPicture(grid: Grid, before: Grid, across: number, number: number): Buffer {
  const writer = new BitWriter();
  writer.ue(0);
  writer.ue(5); // P
  writer.ue(0);
  writer.bits(number, 8);
  writer.bits(0b000, 3); // no override, no reordering, no marking
  writer.se(0);
  writer.ue(1);
  let skipped = 0;
  for (let index = 0; index < grid.length; index++) {
    if (grid[index] === before[index]) {
      skipped++;
      continue;
    }
    writer.ue(skipped);
    skipped = 0;
    writeBlock(writer, grid, across, index, 5);
  }
  if (skipped > 0) writer.ue(skipped);
  return nal(0x41, ended(writer));
}

/** An Intra16x16 macroblock. `firstType`: what comes before the intra types in this kind of slice. */
function writeBlock(writer: BitWriter, grid: Grid, across: number, index: number, firstType: number): void {
  const hasLeft = index % across > 0;
  const hasTop = index >= across;
  const near = hasLeft ? grid[index - 1]! : hasTop ? grid[index - across]! : 0x80_80_80;
  const colour = grid[index]!;
  const blue = ((colour >> 8) & 255) - ((near >> 8) & 255);
  const red = (colour & 255) - (near & 255);
  const hasColour = blue !== 0 || red !== 0;
  // Prediction from the left, from above, or from nothing: 1, 0, 2 for brightness, 1, 2, 0 for colour (8.3.3, 8.3.4).
  writer.ue(firstType + 1 + (hasLeft ? 1 : hasTop ? 0 : 2) + (hasColour ? 4 : 0));
  writer.ue(hasLeft ? 1 : hasTop ? 2 : 0);
  writer.se(0);
  writeLevel(writer, (colour >> 16) - (near >> 16), [1, 1], [1, 2], [5, 6]);
  if (!hasColour) return;
  writeLevel(writer, blue, [1, 2], [1, 1], [7, 6]);
  writeLevel(writer, red, [1, 2], [1, 1], [7, 6]);
}

type Code = readonly [value: number, length: number];

/**
 * A block of which only the first coefficient may differ from zero (9.2). The codes are the rows of table 9-5 for no
 * coefficient, for one that is 1 or -1, and for one other.
 */
function writeLevel(writer: BitWriter, level: number, none: Code, one: Code, other: Code): void {
  if (level === 0) {
    writer.bits(...none);
    return;
  }
  if (level === 1 || level === -1) {
    writer.bits(...one);
    writer.bits(level < 0 ? 1 : 0, 1);
  } else {
    writer.bits(...other);
    const code = level > 0 ? 2 * level - 4 : -2 * level - 3;
    if (code < 14) writer.bits(1, code + 1);
    else if (code < 30) {
      writer.bits(1, 15);
      writer.bits(code - 14, 4);
    } else {
      writer.bits(1, 16);
      writer.bits(code - 30, 12);
    }
  }
  writer.bits(1, 1); // no zeros before it
}
