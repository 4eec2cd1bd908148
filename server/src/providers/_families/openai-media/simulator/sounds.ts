import { wavOf } from '../../simulated/sound.ts';

/**
 * Small sound files that are what their names say: a 440 Hz tone where the format holds plain samples (pcm, wav, flac),
 * silence in the packed ones (mp3, aac, opus), whose frames of silence are the same bytes over and over.
 */
export type SoundFormat = 'mp3' | 'opus' | 'aac' | 'flac' | 'wav' | 'pcm';

export const soundTypes: Readonly<Record<SoundFormat, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};

export const isSoundFormat = (text: string): text is SoundFormat => text in soundTypes;

/** Samples a second, as the upstream's voices have. */
const rate = 24_000;

export function makeSound(format: SoundFormat, seconds: number): Buffer {
  switch (format) {
    case 'pcm':
      return samples(seconds);
    case 'wav':
      return wavOf(samples(seconds));
    case 'flac':
      return flac(samples(seconds));
    case 'mp3':
      // MPEG-2 layer III, 64 kbit/s, 24 kHz, mono: 192 bytes for 24 ms; no side information means silence.
      return frames(Buffer.from([0xff, 0xf3, 0x84, 0xc0]), 192, seconds / 0.024);
    case 'aac':
      return frames(adts(), adts().length, (seconds * rate) / 1024);
    case 'opus':
      return opus(seconds);
  }
}

/** 16 bit, little endian, mono. */
function samples(seconds: number): Buffer {
  const period = Buffer.alloc(1200 * 2); // 22 whole waves of 440 Hz in 50 ms
  for (let i = 0; i < 1200; i++)
    period.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * i) / rate)), i * 2);
  return Buffer.alloc(Math.round(seconds * rate) * 2, period);
}

function frames(head: Buffer, length: number, count: number): Buffer {
  const frame = Buffer.alloc(length);
  head.copy(frame);
  return Buffer.alloc(length * Math.max(1, Math.round(count)), frame);
}

/** AAC-LC, 24 kHz, mono; the payload is the usual frame of silence. */
function adts(): Buffer {
  const silence = Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80]);
  const length = 7 + silence.length;
  const head = Buffer.from([
    0xff,
    0xf1,
    (1 << 6) | (6 << 2),
    (1 << 6) | (length >> 11),
    (length >> 3) & 0xff,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  ]);
  return Buffer.concat([head, silence]);
}

const crcTable = (bits: 8 | 16 | 32, polynomial: number): readonly number[] => {
  const top = 2 ** (bits - 1);
  const most = 2 ** bits;
  return Array.from({ length: 256 }, (_, byte) => {
    let value = byte * 2 ** (bits - 8);
    for (let i = 0; i < 8; i++) value = value >= top ? (((value * 2) % most) ^ polynomial) >>> 0 : value * 2;
    return value;
  });
};
const crc8Table = crcTable(8, 0x07);
const crc16Table = crcTable(16, 0x8005);
const crc32Table = crcTable(32, 0x04c11db7);

function crc(bytes: Buffer, bits: 8 | 16 | 32, table: readonly number[]): number {
  let value = 0;
  for (const byte of bytes) {
    const index = ((value >>> (bits - 8)) ^ byte) & 0xff;
    value = ((((value << 8) >>> 0) % 2 ** bits) ^ table[index]!) >>> 0;
  }
  return value;
}

/** FLAC with samples that are not packed (verbatim subframes). */
function flac(pcm: Buffer): Buffer {
  const block = 4096;
  const total = pcm.length / 2;
  const info = Buffer.alloc(4 + 4 + 34);
  info.write('fLaC', 0, 'latin1');
  info[4] = 0x80; // the last block of metadata, STREAMINFO
  info.writeUIntBE(34, 5, 3);
  info.writeUInt16BE(block, 8);
  info.writeUInt16BE(block, 10);
  info.writeUIntBE(rate * 16, 18, 3); // 20 bits rate, 3 bits channels - 1, the first of bits a sample - 1
  info[20] = (info[20]! & 0xf0) | 0; // mono, and the high bit of 15
  info[21] = 0xf0; // the other bits of 15, and the high ones of the total
  info.writeUInt32BE(total, 22);
  const parts: Buffer[] = [info];
  for (let from = 0, number = 0; from < total; from += block, number++) {
    const count = Math.min(block, total - from);
    const head = Buffer.concat([
      // 16 bit block size behind the header, 24 kHz from the code 0111, mono, 16 bit
      Buffer.from([0xff, 0xf8, 0x77, 0x08]),
      utf8Number(number),
      Buffer.from([(count - 1) >> 8, (count - 1) & 0xff]),
    ]);
    const body = Buffer.alloc(count * 2);
    for (let i = 0; i < count; i++) body.writeInt16BE(pcm.readInt16LE((from + i) * 2), i * 2);
    const frame = Buffer.concat([head, Buffer.from([crc(head, 8, crc8Table), 0x02]), body]);
    const check = Buffer.alloc(2);
    check.writeUInt16BE(crc(frame, 16, crc16Table));
    parts.push(frame, check);
  }
  return Buffer.concat(parts);
}

const utf8Number = (value: number): Buffer => Buffer.from(String.fromCodePoint(value));

/** Ogg Opus (RFC 7845): two header pages, then a page for each second of 20 ms packets of silence. */
function opus(seconds: number): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head[8] = 1;
  head[9] = 1; // mono
  head.writeUInt32LE(rate, 12);
  const tags = Buffer.concat([
    Buffer.from('OpusTags', 'latin1'),
    Buffer.from([3, 0, 0, 0]),
    Buffer.from('sim'),
    Buffer.alloc(4),
  ]);
  const packets = Math.max(1, Math.round(seconds / 0.02));
  const pages = [oggPage([head], 0n, 0, 2), oggPage([tags], 0n, 1, 0)];
  for (let done = 0; done < packets; ) {
    const count = Math.min(50, packets - done);
    done += count;
    const silence = Buffer.from([0xf8, 0xff, 0xfe]);
    const flags = done >= packets ? 4 : 0;
    pages.push(oggPage(Array(count).fill(silence), BigInt(done * 960), pages.length, flags));
  }
  return Buffer.concat(pages);
}

function oggPage(packets: readonly Buffer[], granule: bigint, sequence: number, flags: number): Buffer {
  const head = Buffer.alloc(27 + packets.length);
  head.write('OggS', 0, 'latin1');
  head[5] = flags;
  head.writeBigInt64LE(granule, 6);
  head.writeUInt32LE(1, 14); // serial
  head.writeUInt32LE(sequence, 18);
  head[26] = packets.length;
  packets.forEach((packet, at) => {
    head[27 + at] = packet.length;
  });
  const page = Buffer.concat([head, ...packets]);
  page.writeUInt32LE(crc(page, 32, crc32Table), 22);
  return page;
}
