import { soundOf } from '../../server/src/base/sound.ts';

/** What a file of media is, by its own headers. Pixels and seconds; absent where the format does not tell. */
export type MediaSize = {
  readonly type: 'png' | 'jpeg' | 'webp' | 'gif' | 'svg' | 'mp4' | 'sound';
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
};

/** Throws for bytes that are none of them, and for a picture or film without a size. */
export function mediaSizeOf(bytes: Buffer): MediaSize {
  const sized = (type: MediaSize['type'], width: number, height: number, seconds?: number): MediaSize => {
    if (!(width > 0 && height > 0)) throw new Error(`a ${type} of ${width} × ${height}`);
    return { type, width, height, ...(seconds === undefined ? {} : { seconds }) };
  };
  if (bytes.subarray(0, 8).equals(pngHead))
    return sized('png', bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (bytes.readUInt16BE(0) === 0xffd8) return sized('jpeg', ...jpegSize(bytes));
  if (bytes.toString('latin1', 0, 3) === 'GIF')
    return sized('gif', bytes.readUInt16LE(6), bytes.readUInt16LE(8));
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return sized('webp', ...webpSize(bytes));
  const [, svg] = /^\s*(?:<\?xml[^>]*>\s*)?<svg\b([^>]*)>/.exec(bytes.toString('utf8', 0, 2000)) ?? [];
  if (svg !== undefined) return sized('svg', ...svgSize(svg));
  const sound = soundOf(bytes);
  if (!sound) throw new Error(`no media: ${bytes.toString('latin1', 0, 40)}`);
  if (sound.type !== 'mp4')
    return { type: 'sound', ...(sound.seconds === undefined ? {} : { seconds: sound.seconds }) };
  const [width, height] = filmSize(bytes);
  return sized('mp4', width, height, sound.seconds);
}

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** ITU T.81: the first frame header that is no table. */
function jpegSize(bytes: Buffer): [number, number] {
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  return [0, 0];
}

/** RFC 9649: simple (lossy, lossless) and extended. */
function webpSize(bytes: Buffer): [number, number] {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
  if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
}

/** By its own sides, else by the part of the plane that it shows. */
function svgSize(attributes: string): [number, number] {
  const side = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)(?:px)?"`).exec(attributes)?.[1]);
  const [, across, down] = /\bviewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(attributes) ?? [];
  return [side('width') || Number(across), side('height') || Number(down)];
}

/** ISO 14496-12: the track header of the first track with a picture; 16.16 numbers at its end. */
function filmSize(bytes: Buffer): [number, number] {
  const walk = (from: number, to: number): [number, number] | undefined => {
    for (let at = from; at + 8 <= to; ) {
      const size = bytes.readUInt32BE(at);
      const name = bytes.toString('latin1', at + 4, at + 8);
      if (size < 8) return undefined;
      const found =
        name === 'moov' || name === 'trak'
          ? walk(at + 8, at + size)
          : name === 'tkhd'
            ? ([bytes.readUInt32BE(at + size - 8) / 65_536, bytes.readUInt32BE(at + size - 4) / 65_536] as [
                number,
                number,
              ])
            : undefined;
      if (found && found[0] > 0) return found;
      at += size;
    }
    return undefined;
  };
  return walk(0, bytes.length) ?? [0, 0];
}
