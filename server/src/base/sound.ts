/**
 * What kind of sound file some bytes are and how long it plays, from its headers and frames alone. For holds and for
 * charges where nobody else tells the length, so it never throws: what cannot be read is undefined.
 * Formats: RIFF/WAVE, MPEG audio layers I-III, ADTS AAC, FLAC, Ogg (Opus, Vorbis, Speex at their own rates),
 * MP4/M4A (ISO 14496-12), WebM/Matroska.
 */
export type SoundType = 'wav' | 'mp3' | 'aac' | 'flac' | 'ogg' | 'mp4' | 'webm';
export type Sound = { readonly type: SoundType; readonly seconds?: number };

/** The type by the first bytes; undefined for what is no sound file known here. */
export function soundType(head: Buffer): SoundType | undefined {
  const text = head.toString('latin1', 0, 12);
  if (text.startsWith('RIFF') && text.slice(8) === 'WAVE') return 'wav';
  if (text.startsWith('ID3')) return 'mp3';
  if (text.startsWith('fLaC')) return 'flac';
  if (text.startsWith('OggS')) return 'ogg';
  if (text.slice(4, 8) === 'ftyp' || text.slice(4, 8) === 'moov') return 'mp4';
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) return 'webm';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0) {
    if (((head[1] ?? 0) & 0xf6) === 0xf0) return 'aac';
    return mpegFrame(head, 0) ? 'mp3' : undefined;
  }
  return undefined;
}

/** Type and length (seconds) of a whole file; undefined for what is no sound file. */
export function soundOf(bytes: Buffer): Sound | undefined {
  const type = soundType(bytes);
  if (type === undefined) return undefined;
  const seconds = secondsOf(type, bytes);
  return seconds !== undefined && Number.isFinite(seconds) && seconds >= 0 ? { type, seconds } : { type };
}

function secondsOf(type: SoundType, bytes: Buffer): number | undefined {
  try {
    switch (type) {
      case 'wav':
        return wavSeconds(bytes);
      case 'flac':
        return flacSeconds(bytes);
      case 'ogg':
        return oggSeconds(bytes);
      case 'mp4':
        return mp4Seconds(bytes);
      case 'webm':
        return webmSeconds(bytes);
      case 'mp3':
      case 'aac': {
        const walk = new FrameWalk(type);
        walk.push(bytes);
        return walk.seconds > 0 ? walk.seconds : undefined;
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined; // a field that lies behind the end
    throw error;
  }
}

type Frame = { readonly length: number; readonly seconds: number };

const bitrates: Readonly<Record<string, readonly number[]>> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const mpegRates = [44_100, 48_000, 32_000];

/** One frame of ISO 11172-3 / 13818-3. */
function mpegFrame(bytes: Buffer, at: number): Frame | undefined {
  const [sync, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = [2.5, 0, 2, 1][(second >> 3) & 3]!;
  const layer = [0, 3, 2, 1][(second >> 1) & 3]!;
  const rate = mpegRates[(third >> 2) & 3];
  const index = third >> 4;
  if (version === 0 || layer === 0 || rate === undefined || index === 0 || index === 15) return undefined;
  const table = bitrates[version === 1 ? `1-${layer}` : `2-${Math.min(layer, 2)}`]!;
  const bits = table[index - 1]! * 1000;
  const hertz = rate / (version === 1 ? 1 : version === 2 ? 2 : 4);
  const padding = (third >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && version !== 1 ? 576 : 1152;
  const length =
    layer === 1
      ? (Math.floor((12 * bits) / hertz) + padding) * 4
      : Math.floor(((samples / 8) * bits) / hertz) + padding;
  return { length, seconds: samples / hertz };
}

const aacRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
];

/** One ADTS frame (ISO 13818-7). */
function adtsFrame(bytes: Buffer, at: number): Frame | undefined {
  const second = bytes[at + 1] ?? 0;
  if (bytes[at] !== 0xff || (second & 0xf6) !== 0xf0) return undefined;
  const rate = aacRates[((bytes[at + 2] ?? 0) >> 2) & 15];
  const length =
    (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
  const blocks = ((bytes[at + 6] ?? 0) & 3) + 1;
  return rate === undefined || length < 7 ? undefined : { length, seconds: (1024 * blocks) / rate };
}

const noBytes = Buffer.alloc(0);

/** Adds up the frames of a stream of them, in whatever pieces it comes. */
class FrameWalk {
  seconds = 0;
  readonly #frameAt: typeof mpegFrame;
  readonly #head: number;
  #skip = 0;
  #rest: Buffer = noBytes;
  #begun = false;

  constructor(type: 'mp3' | 'aac') {
    this.#frameAt = type === 'mp3' ? mpegFrame : adtsFrame;
    this.#head = type === 'mp3' ? 4 : 7;
  }

  push(chunk: Buffer): void {
    if (this.#skip >= chunk.length) {
      this.#skip -= chunk.length;
      return;
    }
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = noBytes;
    let at = this.#skip;
    this.#skip = 0;
    if (!this.#begun) {
      if (bytes.length < 10) {
        this.#rest = bytes;
        return;
      }
      this.#begun = true;
      // ID3v2: the length stands in four groups of seven bits.
      if (bytes.toString('latin1', 0, 3) === 'ID3')
        at = 10 + ((bytes[6]! << 21) | (bytes[7]! << 14) | (bytes[8]! << 7) | bytes[9]!);
    }
    while (at + this.#head <= bytes.length) {
      const frame = this.#frameAt(bytes, at);
      if (frame) {
        this.seconds += frame.seconds;
        at += frame.length;
      } else {
        const next = bytes.indexOf(0xff, at + 1);
        at = next < 0 ? bytes.length : next;
      }
    }
    if (at > bytes.length) this.#skip = at - bytes.length;
    else this.#rest = Buffer.from(bytes.subarray(at));
  }
}

/** Data rate (bytes a second) and where the samples begin; undefined while the header is not there yet. */
function wavHead(bytes: Buffer): { rate: number; from: number; length: number } | undefined {
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (id === 'fmt ' && at + 20 <= bytes.length) rate = bytes.readUInt32LE(at + 16);
    if (id === 'data') return rate > 0 ? { rate, from: at + 8, length } : undefined;
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/** By the bytes that are there: writers of streams leave the length open, and a header can claim anything. */
function wavSeconds(bytes: Buffer): number | undefined {
  const head = wavHead(bytes);
  return head && Math.min(head.length || Infinity, bytes.length - head.from) / head.rate;
}

function flacSeconds(bytes: Buffer): number | undefined {
  if (bytes.length < 26) return undefined;
  const rate = bytes.readUIntBE(18, 3) >> 4;
  const samples = (bytes[21]! & 15) * 2 ** 32 + bytes.readUInt32BE(22);
  return rate > 0 && samples > 0 ? samples / rate : undefined;
}

/** Samples a second and samples to leave out, from the first packet. */
function oggCodec(bytes: Buffer): { rate: number; skip: number } | undefined {
  const at = 27 + (bytes[26] ?? 0);
  const head = bytes.toString('latin1', at, at + 8);
  if (head === 'OpusHead') return { rate: 48_000, skip: bytes.readUInt16LE(at + 10) };
  if (head.startsWith('\x01vorbis')) return { rate: bytes.readUInt32LE(at + 12), skip: 0 };
  if (head.startsWith('Speex')) return { rate: bytes.readUInt32LE(at + 36), skip: 0 };
  if (head.startsWith('\x7fFLAC')) return { rate: bytes.readUIntBE(at + 27, 3) >> 4, skip: 0 };
  return undefined;
}

/** Samples up to the end of the last page that has any. */
function oggGranule(bytes: Buffer): number | undefined {
  for (let at = bytes.lastIndexOf('OggS'); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf('OggS', at - 1)) {
    if (at + 14 > bytes.length) continue;
    const granule = bytes.readBigInt64LE(at + 6);
    if (granule >= 0n) return Number(granule);
  }
  return undefined;
}

function oggSeconds(bytes: Buffer): number | undefined {
  const codec = oggCodec(bytes);
  const granule = oggGranule(bytes);
  return codec && granule !== undefined && codec.rate > 0
    ? Math.max(0, granule - codec.skip) / codec.rate
    : undefined;
}

function* boxes(bytes: Buffer, from: number, to: number): Generator<{ id: string; at: number; end: number }> {
  for (let at = from; at + 8 <= to; ) {
    let size = bytes.readUInt32BE(at);
    let head = 8;
    if (size === 1) {
      size = Number(bytes.readBigUInt64BE(at + 8));
      head = 16;
    } else if (size === 0) size = to - at;
    if (size < head) return;
    yield { id: bytes.toString('latin1', at + 4, at + 8), at: at + head, end: Math.min(at + size, to) };
    at += size;
  }
}

function mp4Seconds(bytes: Buffer): number | undefined {
  for (const moov of boxes(bytes, 0, bytes.length)) {
    if (moov.id !== 'moov') continue;
    let scale = 0;
    let duration = 0;
    for (const box of boxes(bytes, moov.at, moov.end)) {
      if (box.id === 'mvhd') {
        const long = bytes[box.at] === 1;
        scale = bytes.readUInt32BE(box.at + (long ? 20 : 12));
        duration = long ? Number(bytes.readBigUInt64BE(box.at + 24)) : bytes.readUInt32BE(box.at + 16);
        if (duration === (long ? 2 ** 64 : 0xffffffff)) duration = 0;
      }
      // A file of fragments says its length here, if anywhere.
      if (box.id === 'mvex')
        for (const one of boxes(bytes, box.at, box.end))
          if (one.id === 'mehd')
            duration ||=
              bytes[one.at] === 1
                ? Number(bytes.readBigUInt64BE(one.at + 4))
                : bytes.readUInt32BE(one.at + 4);
    }
    return scale > 0 && duration > 0 ? duration / scale : undefined;
  }
  return undefined;
}

/** A variable-length number of EBML; `marked` keeps its length marker, as ids do. `length` 0: broken. */
function vint(bytes: Buffer, at: number, marked: boolean): { value: number; length: number; open: boolean } {
  const first = bytes[at] ?? 0;
  const length = first === 0 ? 0 : Math.clz32(first) - 23;
  if (length === 0 || at + length > bytes.length) return { value: 0, length: 0, open: false };
  let value = marked ? first : first & (0xff >> length);
  let open = !marked && value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i]!;
    value = value * 256 + byte;
    open &&= byte === 0xff;
  }
  return { value, length, open };
}

function* elements(
  bytes: Buffer,
  from: number,
  to: number,
): Generator<{ id: number; at: number; end: number }> {
  for (let at = from; at < to; ) {
    const id = vint(bytes, at, true);
    const size = vint(bytes, at + id.length, false);
    if (id.length === 0 || size.length === 0) return;
    const start = at + id.length + size.length;
    const end = size.open ? to : Math.min(start + size.value, to);
    yield { id: id.value, at: start, end };
    at = end;
  }
}

const uint = (bytes: Buffer, at: number, end: number): number => {
  let value = 0;
  for (let i = at; i < end; i++) value = value * 256 + bytes[i]!;
  return value;
};

/** The length that is written down; recorders of browsers leave it out, then the time of the last block. */
function webmSeconds(bytes: Buffer): number | undefined {
  let scale = 1_000_000;
  for (const top of elements(bytes, 0, bytes.length)) {
    if (top.id !== 0x18538067) continue; // Segment
    for (const one of elements(bytes, top.at, top.end)) {
      if (one.id === 0x1f43b675) break; // the first Cluster
      if (one.id !== 0x1549a966) continue; // Info
      let duration: number | undefined;
      for (const field of elements(bytes, one.at, one.end)) {
        if (field.id === 0x2ad7b1) scale = uint(bytes, field.at, field.end);
        if (field.id === 0x4489)
          duration = field.end - field.at === 4 ? bytes.readFloatBE(field.at) : bytes.readDoubleBE(field.at);
      }
      if (duration !== undefined && duration > 0) return (duration * scale) / 1e9;
    }
  }
  const cluster = bytes.lastIndexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75]));
  if (cluster < 0) return undefined;
  const size = vint(bytes, cluster + 4, false);
  let time = 0;
  let last = 0;
  for (const one of elements(bytes, cluster + 4 + size.length, bytes.length)) {
    if (one.id === 0xe7) time = uint(bytes, one.at, one.end);
    const block = one.id === 0xa3 ? one.at : one.id === 0xa0 ? innerBlock(bytes, one.at, one.end) : undefined;
    if (block !== undefined) {
      const track = vint(bytes, block, false);
      last = Math.max(last, bytes.readInt16BE(block + track.length));
    }
  }
  return ((time + last) * scale) / 1e9;
}

function innerBlock(bytes: Buffer, from: number, to: number): number | undefined {
  for (const one of elements(bytes, from, to)) if (one.id === 0xa1) return one.at;
  return undefined;
}

/** Bytes a second of sound whose headers tell nothing: 64 kbit/s, a usual rate for speech. */
const unknownRate = 8000;
/** 24 kHz, 16 bit, mono: what speech models make; FLAC halves it. */
const pcmRate = 48_000;

/**
 * How long a sound plays that passes by in pieces. PCM and WAV exactly, MP3, AAC and Ogg by their frames and pages,
 * FLAC by its header or else as half of its samples' bytes, everything else as 64 kbit/s.
 */
export class SoundMeter {
  readonly #isPcm: boolean;
  #type: SoundType | undefined;
  #typed = false;
  #head: Buffer = noBytes;
  #size = 0;
  #walk: FrameWalk | undefined;
  #tail: Buffer = noBytes;
  #granule: number | undefined;

  /** `format`: 'pcm' for samples without a header (24 kHz, 16 bit, mono). */
  constructor(format?: string) {
    this.#isPcm = format === 'pcm';
  }

  push(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#isPcm || chunk.length === 0) return;
    if (this.#head.length < 4096) this.#head = Buffer.concat([this.#head, chunk.subarray(0, 4096)]);
    let bytes = chunk;
    if (!this.#typed) {
      if (this.#head.length < 12) return;
      this.#typed = true;
      this.#type = soundType(this.#head);
      if (this.#type === 'mp3' || this.#type === 'aac') this.#walk = new FrameWalk(this.#type);
      // The first pieces were too short to tell: all of them are still in the head.
      if (this.#size > chunk.length)
        bytes =
          this.#head.length < this.#size
            ? Buffer.concat([this.#head.subarray(0, this.#size - chunk.length), chunk])
            : this.#head;
    }
    this.#walk?.push(bytes);
    if (this.#type === 'ogg') {
      const look = Buffer.concat([this.#tail, bytes]);
      this.#granule = oggGranule(look) ?? this.#granule;
      this.#tail = Buffer.from(look.subarray(-27));
    }
  }

  get seconds(): number {
    if (this.#isPcm) return this.#size / pcmRate;
    const known = this.#known();
    if (known !== undefined && Number.isFinite(known) && known > 0) return known;
    return this.#size / (this.#type === 'flac' ? pcmRate / 2 : unknownRate);
  }

  #known(): number | undefined {
    if (this.#walk) return this.#walk.seconds;
    if (this.#type === 'wav') {
      const head = wavHead(this.#head);
      return head && (this.#size - head.from) / head.rate;
    }
    if (this.#type === 'flac') return flacSeconds(this.#head);
    if (this.#type !== 'ogg' || this.#granule === undefined) return undefined;
    const codec = secondsGuard(() => oggCodec(this.#head));
    return codec && Math.max(0, this.#granule - codec.skip) / codec.rate;
  }
}

function secondsGuard<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
