/** A track of an MP4 file. Times are in units of 1 / `scale` second. */
export type Track = {
  readonly scale: number;
  /** How long each sample lasts. */
  readonly delta: number;
  readonly samples: readonly Buffer[];
} & (
  | {
      readonly kind: 'picture';
      readonly width: number;
      readonly height: number;
      readonly sps: Buffer;
      readonly pps: Buffer;
      /** Where a player can begin: samples, counted from 0. */
      readonly entries: readonly number[];
    }
  | { readonly kind: 'mp3'; readonly rate: number; readonly bitrate: number }
);

/** A file of these tracks (ISO 14496-12, -14, -15), its index first so that players begin at once. */
export function mp4Of(tracks: readonly Track[]): Buffer {
  const type = box('ftyp', ascii('isom'), u32(512), ascii('isomiso2avc1mp41'));
  const offsets = (from: number): number[] => {
    let at = from;
    return tracks.map((track) => {
      const start = at;
      at += lengthOf(track);
      return start;
    });
  };
  const size = moov(tracks, offsets(0)).length;
  const index = moov(tracks, offsets(type.length + size + 8));
  return Buffer.concat([type, index, box('mdat', ...tracks.flatMap((track) => track.samples))]);
}

const movieScale = 1000;
/** The identity: no turn, no stretch. */
const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

const lengthOf = (track: Track): number => track.samples.reduce((sum, sample) => sum + sample.length, 0);
const milliseconds = (track: Track): number =>
  Math.round((track.samples.length * track.delta * movieScale) / track.scale);

function moov(tracks: readonly Track[], offsets: readonly number[]): Buffer {
  const head = box(
    'mvhd',
    u32(0, 0, 0, movieScale, Math.max(...tracks.map(milliseconds)), 0x10000),
    u16(0x100, 0, 0, 0, 0, 0),
    u32(...matrix, 0, 0, 0, 0, 0, 0, tracks.length + 1),
  );
  return box('moov', head, ...tracks.map((track, index) => trak(track, index + 1, offsets[index] ?? 0)));
}

function trak(track: Track, id: number, offset: number): Buffer {
  const isPicture = track.kind === 'picture';
  return box(
    'trak',
    box(
      'tkhd',
      u32(3, 0, 0, id, 0, milliseconds(track), 0, 0),
      u16(0, 0, isPicture ? 0 : 0x100, 0),
      u32(...matrix, isPicture ? track.width * 0x10000 : 0, isPicture ? track.height * 0x10000 : 0),
    ),
    box(
      'mdia',
      box('mdhd', u32(0, 0, 0, track.scale, track.samples.length * track.delta), u16(0x55c4, 0)), // no language
      box('hdlr', u32(0, 0), ascii(isPicture ? 'vide' : 'soun'), u32(0, 0, 0), Buffer.alloc(1)),
      box(
        'minf',
        isPicture ? box('vmhd', u32(1, 0, 0)) : box('smhd', u32(0, 0)),
        box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))),
        stbl(track, offset),
      ),
    ),
  );
}

function stbl(track: Track, offset: number): Buffer {
  const count = track.samples.length;
  return box(
    'stbl',
    box('stsd', u32(0, 1), track.kind === 'picture' ? avc1(track) : mp4a(track)),
    box('stts', u32(0, 1, count, track.delta)),
    ...(track.kind === 'picture'
      ? [box('stss', u32(0, track.entries.length, ...track.entries.map((entry) => entry + 1)))]
      : []),
    box('stsc', u32(0, 1, 1, count, 1)), // all in one chunk
    box('stsz', u32(0, 0, count, ...track.samples.map((sample) => sample.length))),
    box('stco', u32(0, 1, offset)),
  );
}

function avc1({ width, height, sps, pps }: Track & { readonly kind: 'picture' }): Buffer {
  const config = box(
    'avcC',
    Buffer.from([1, ...sps.subarray(1, 4), 0xff, 0xe1]), // lengths of units take four bytes; one parameter set
    u16(sps.length),
    sps,
    Buffer.from([1]),
    u16(pps.length),
    pps,
  );
  return box(
    'avc1',
    u16(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, width, height),
    u32(0x480000, 0x480000, 0), // 72 dots an inch
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    config,
  );
}

/** MPEG-1 audio has no configuration but its type, 0x6b. */
function mp4a({ rate, bitrate }: Track & { readonly kind: 'mp3' }): Buffer {
  const decoder = Buffer.concat([Buffer.from([0x6b, 0x15, 0, 0, 0]), u32(bitrate, bitrate)]);
  const stream = Buffer.concat([Buffer.from([0, 1, 0, 4, decoder.length]), decoder, Buffer.from([6, 1, 2])]);
  return box(
    'mp4a',
    u16(0, 0, 0, 1, 0, 0, 0, 0, 1, 16, 0, 0),
    u32(rate * 0x10000),
    box('esds', u32(0), Buffer.from([3, stream.length]), stream),
  );
}

function box(id: string, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(length), ascii(id), ...parts], length);
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}
