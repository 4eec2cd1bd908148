import { BitWriter } from './bits.ts';
import { melody, melodySeconds } from './melody.ts';

/**
 * Just enough MPEG-1 layer III (ISO 11172-3) for a low melody. Of the 32 bands into which the format parts the sound
 * only the lowest, 0 to 750 Hz at 48 kHz, is used: its samples are the melody itself at 1500 a second, so no filter is
 * needed before the transform. Notes stay below 530 Hz, where the next band would hear them too.
 */
const rate = 48_000;
const bitrate = 32_000;
const samplesPerFrame = 1152;
const frameLength = (144 * bitrate) / rate;
const bandRate = rate / 32;
/** Values of a band in a granule; a frame has two granules. */
const lines = 18;

export type TuneFrames = {
  readonly frames: readonly Buffer[];
  readonly rate: number;
  readonly bitrate: number;
  /** Samples of a frame. */
  readonly samples: number;
};

/** A melody that depends on the text as MP3 frames: mono, 48 kHz, 32 kbit/s. */
export function tuneFrames(seconds: number, text: string): TuneFrames {
  const count = Math.max(1, Math.round((seconds * rate) / samplesPerFrame));
  // The melody lasts a whole number of frames (200), so they come again as it does.
  const round = Math.round((melodySeconds * rate) / samplesPerFrame);
  const sound = melody(text, melodySeconds + 1, bandRate);
  const frames: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    const earlier = frames[index - round];
    if (earlier !== undefined) {
      frames.push(earlier);
      continue;
    }
    const granules = [2 * index, 2 * index + 1].map((granule) => granuleOf(sound, granule * lines));
    frames.push(frameOf(granules));
  }
  return { frames, rate, bitrate, samples: samplesPerFrame };
}

type Granule = {
  readonly gain: number;
  readonly pairs: number;
  readonly bytes: Buffer;
  readonly length: number;
};

/** The sine window times the cosines of the transform of 36 samples into 18 values (2.4.3.4.10), scaled for its inverse. */
const transform = Array.from({ length: lines }, (_, line) =>
  Array.from(
    { length: 36 },
    (_, k) =>
      (Math.sin((Math.PI / 36) * (k + 0.5)) * Math.cos((Math.PI / 72) * (2 * k + 19) * (2 * line + 1))) / 9,
  ),
);
/** The coefficients of the butterflies between two bands (table B.9). */
const butterflies = [-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037].map((c) => ({
  keep: 1 / Math.sqrt(1 + c * c),
  cross: c / Math.sqrt(1 + c * c),
}));

/** Huffman table 7 (table B.7): codes of pairs of values up to 5, row by first value; lengths without the signs. */
const codes = [
  1, 2, 10, 19, 16, 10, 3, 3, 7, 10, 5, 3, 11, 4, 13, 17, 8, 4, 12, 11, 18, 15, 11, 2, 7, 6, 9, 14, 3, 1, 6,
  4, 5, 3, 2, 0,
];
const lengths = [
  1, 3, 6, 8, 8, 9, 3, 4, 6, 7, 7, 8, 6, 5, 7, 8, 8, 9, 7, 7, 8, 9, 9, 9, 7, 7, 8, 9, 9, 10, 8, 8, 9, 10, 10,
  10,
];
const greatest = 5;

function granuleOf(sound: Float64Array, from: number): Granule {
  const values = new Float64Array(lines + butterflies.length);
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    for (let k = 0; k < 36; k++) sum += transform[line]![k]! * (sound[from + k] ?? 0);
    values[line] = sum;
  }
  // The decoder undoes them for every band; nothing comes back from the band above, which is silent.
  butterflies.forEach(({ keep, cross }, i) => {
    const value = values[lines - 1 - i]!;
    values[lines - 1 - i] = value * keep;
    values[lines + i] = -value * cross;
  });

  // value = level^(4/3) * 2^((gain - 210) / 4): the gain that brings the loudest to the greatest level.
  const loudest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (loudest < 1e-4) return { gain: 0, pairs: 0, bytes: Buffer.alloc(0), length: 0 };
  const gain = Math.min(
    255,
    Math.max(0, Math.ceil(210 + 4 * Math.log2(loudest / (greatest + 0.4) ** (4 / 3)))),
  );
  const step = 2 ** ((gain - 210) / 4);
  const levels = Array.from(
    values,
    (value) => Math.min(greatest, Math.round((Math.abs(value) / step) ** 0.75)) * Math.sign(value),
  );
  const pairs = Math.ceil((levels.findLastIndex((level) => level !== 0) + 1) / 2);
  const writer = new BitWriter();
  for (let pair = 0; pair < pairs; pair++) {
    const [x, y] = [levels[2 * pair]!, levels[2 * pair + 1]!];
    const row = Math.abs(x) * (greatest + 1) + Math.abs(y);
    writer.bits(codes[row]!, lengths[row]!);
    if (x !== 0) writer.bits(x < 0 ? 1 : 0, 1);
    if (y !== 0) writer.bits(y < 0 ? 1 : 0, 1);
  }
  return { gain, pairs, bytes: writer.bytes(), length: writer.length };
}

function frameOf(granules: readonly Granule[]): Buffer {
  const side = new BitWriter();
  side.bits(0xfffb, 16); // MPEG-1, layer III, no checksum
  side.bits(0x14c4, 16); // 32 kbit/s, 48 kHz, mono, original
  side.bits(0, 9 + 5 + 4); // the data begin in this frame
  for (const { gain, pairs, length } of granules) {
    side.bits(length, 12);
    side.bits(pairs, 9);
    side.bits(gain, 8);
    side.bits(0, 4 + 1); // no scale factors, long windows
    for (let region = 0; region < 3; region++) side.bits(7, 5);
    side.bits(0b0111_111, 7); // any regions: all use one table
    side.bits(0, 3);
  }
  const data = new BitWriter();
  for (const { bytes, length } of granules)
    for (let at = 0; at < length; at += 8) {
      const rest = Math.min(8, length - at);
      data.bits(bytes[at >> 3]! >> (8 - rest), rest);
    }
  const frame = Buffer.alloc(frameLength);
  const head = side.bytes();
  head.copy(frame);
  data.bytes().copy(frame, head.length);
  return frame;
}
