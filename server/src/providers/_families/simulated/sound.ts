/** Samples per second of every sound made here, as the upstream's voices have. */
const rate = 24_000;
/** Length of the tone, seconds. */
export const toneSeconds = 0.2;

/** A short 440 Hz tone: mono, 16 bit, little endian, 24 kHz, without a header. */
export function tonePcm16(): Buffer {
  const samples = Math.round(rate * toneSeconds);
  const bytes = Buffer.alloc(samples * 2);
  for (let i = 0; i < samples; i++) {
    bytes.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * i) / rate)), i * 2);
  }
  return bytes;
}

/** Such samples as a WAV file (44 byte RIFF header). */
export function wavOf(pcm: Buffer): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + pcm.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
}

/** The same tone as a WAV file. */
export const toneWav = (): Buffer => wavOf(tonePcm16());

/** Silence as MP3: MPEG-1 layer III frames of 32 kbit/s, 44.1 kHz, mono, whose side information is all zero. */
export function silentMp3(): Buffer {
  const frame = Buffer.alloc(104);
  frame.writeUInt32BE(0xff_fb_10_c4, 0);
  return Buffer.concat(Array.from({ length: 8 }, () => frame));
}
