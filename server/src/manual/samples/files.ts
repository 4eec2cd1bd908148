import { pdf } from './media.ts';

/** Files that examples upload, made here so that none has to be kept: a second of a tone, and a picture of one pixel. */

const rate = 16_000;

/** 16 bit, mono: RIFF, `fmt ` and `data`. */
function tone(seconds: number): Buffer {
  const samples = Buffer.alloc(rate * seconds * 2);
  for (let at = 0; at < rate * seconds; at++)
    samples.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * at) / rate)), at * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // channels
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28); // bytes a second
  head.writeUInt16LE(2, 32); // bytes a sample
  head.writeUInt16LE(16, 34); // bits a sample
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** One pixel that can be seen through; base64. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The head of a film and no pictures: enough where only its being a film is looked at. */
const film = Buffer.from([0, 0, 0, 16, ...Buffer.from('ftypisom'), 0, 0, 2, 0]);

const png = { type: 'image/png', bytes: () => Buffer.from(pixel, 'base64') };

const invoice = { type: 'application/pdf', bytes: () => Buffer.from(pdf, 'base64') };

/** By the name that the example shows. */
export const sampleFiles = {
  'speech.wav': { type: 'audio/wav', bytes: () => tone(2) },
  'photo.png': png,
  'mask.png': png,
  'invoice.pdf': invoice,
  'clip.mp4': { type: 'video/mp4', bytes: () => film },
} as const satisfies Record<string, { readonly type: string; readonly bytes: () => Buffer }>;

export type SampleFile = keyof typeof sampleFiles;
