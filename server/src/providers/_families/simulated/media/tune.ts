import { melody } from './melody.ts';
import { tuneFrames } from './mp3.ts';

export type TuneRequest = {
  /** More than 0, at most 3600. An MP3 is rounded to its frames of 24 ms. */
  readonly seconds: number;
  readonly text?: string;
  readonly format: 'wav' | 'mp3';
};

const wavRate = 8000;

/**
 * A melody that depends on the text: a WAV (8 kHz, 16 bit, mono; 16 kB a second) or an MP3 (48 kHz, mono; 4 kB a
 * second). The same input gives the same bytes. RangeError for a length outside the bounds.
 */
export function makeTune({ seconds, text = '', format }: TuneRequest): Buffer {
  if (!(seconds > 0 && seconds <= 3600))
    throw new RangeError(`a tune of ${seconds} seconds; up to 3600 are made`);
  return format === 'mp3'
    ? Buffer.concat(tuneFrames(seconds, text).frames)
    : wavOf(melody(text, seconds, wavRate));
}

function wavOf(samples: Float64Array): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // channels
  bytes.writeUInt32LE(wavRate, 24);
  bytes.writeUInt32LE(wavRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (let i = 0; i < samples.length; i++) bytes.writeInt16LE(Math.round(samples[i]! * 32_000), 44 + i * 2);
  return bytes;
}
