/** Sound as sessions carry it: 24 kHz 16 bit little endian, or G.711 at 8 kHz. Mono, in base64. */

const isG711 = (format: string) => format === 'audio/pcmu' || format === 'audio/pcma';

export const bytesPerSecond = (format: string): number => (isG711(format) ? 8000 : 48_000);

const samplesPerSecond = (format: string): number => (isG711(format) ? 8000 : 24_000);

/** A sample of 16 bits as one byte of μ-law (ITU-T G.711). */
function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(sample), 32_635) + 0x84;
  const exponent = 31 - Math.clz32(size) - 7;
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** The same of A-law. */
function toALaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  const size = Math.min(Math.abs(sample), 32_767);
  const exponent = size < 256 ? 0 : 31 - Math.clz32(size) - 7;
  const mantissa = (size >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

/** How loud a byte of G.711 is, roughly, from 0 to 1. */
function loudnessOf(byte: number, format: string): number {
  const plain = format === 'audio/pcmu' ? ~byte & 0xff : byte ^ 0x55;
  return 2 ** (((plain >> 4) & 7) - 7) * (((plain & 15) + 16) / 32);
}

/** A 440 Hz tone from second `from` on, so that pieces join without a click. */
export function tone(format: string, from: number, seconds: number): Buffer {
  const rate = samplesPerSecond(format);
  const first = Math.round(from * rate);
  const count = Math.round((from + seconds) * rate) - first;
  const sample = (i: number) => Math.round(8000 * Math.sin((2 * Math.PI * 440 * (first + i)) / rate));
  if (isG711(format)) {
    const encode = format === 'audio/pcmu' ? toMuLaw : toALaw;
    return Buffer.from(Array.from({ length: count }, (_, i) => encode(sample(i))));
  }
  const bytes = Buffer.alloc(count * 2);
  for (let i = 0; i < count; i++) bytes.writeInt16LE(sample(i), i * 2);
  return bytes;
}

/** Root mean square from 0 to 1. */
function level(bytes: Buffer, format: string): number {
  let sum = 0;
  let count = 0;
  if (isG711(format))
    for (const byte of bytes) {
      sum += loudnessOf(byte, format) ** 2;
      count++;
    }
  else
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      sum += (bytes.readInt16LE(at) / 32_768) ** 2;
      count++;
    }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

const frameSeconds = 0.02;

/** Hears in a stream of sound where speech begins and ends, by its loudness alone. */
export class Ear {
  #rest: Buffer = Buffer.alloc(0);
  #isSpeech = false;
  #silent = 0;
  /** Seconds of all sound that was heard. */
  heard = 0;

  /** What happened in this piece, in order, with the second it happened at. */
  listen(
    bytes: Buffer,
    format: string,
    threshold: number,
    silenceSeconds: number,
  ): readonly { readonly what: 'began' | 'ended'; readonly at: number }[] {
    const happened: { what: 'began' | 'ended'; at: number }[] = [];
    const all = Buffer.concat([this.#rest, bytes]);
    const frame = Math.round(bytesPerSecond(format) * frameSeconds);
    let at = 0;
    for (; at + frame <= all.length; at += frame) {
      // 0.5, where nothing is said, is a tenth of full loudness: speech is well over, noise of a room well under it.
      const isLoud = level(all.subarray(at, at + frame), format) > threshold * 0.1;
      this.heard += frameSeconds;
      this.#silent = isLoud ? 0 : this.#silent + frameSeconds;
      if (isLoud && !this.#isSpeech) {
        this.#isSpeech = true;
        happened.push({ what: 'began', at: this.heard });
      } else if (this.#isSpeech && this.#silent + 1e-9 >= silenceSeconds) {
        this.#isSpeech = false;
        happened.push({ what: 'ended', at: this.heard });
      }
    }
    this.#rest = Buffer.from(all.subarray(at));
    return happened;
  }

  /** The buffer was taken or thrown away. */
  reset(): void {
    this.#rest = Buffer.alloc(0);
    this.#isSpeech = false;
    this.#silent = 0;
  }

  get isSpeech(): boolean {
    return this.#isSpeech;
  }
}
