import { hashOf } from './font.ts';

/** Hertz of a scale of five notes over an octave; all below 530, see mp3.ts. */
const scale = [261.63, 293.66, 329.63, 392, 440, 523.25];
const noteSeconds = 0.3;
const notes = 16;
/** After so long it begins again. */
export const melodySeconds = noteSeconds * notes;

/**
 * A melody that depends on the text, as samples between -0.8 and 0.8: `rate` a second, a multiple of 10. The notes
 * fade, so that they can be told apart, and every fourth is held by a lower one.
 */
export function melody(text: string, seconds: number, rate: number): Float64Array {
  const samples = new Float64Array(Math.round(seconds * rate));
  const hash = hashOf(text);
  const perNote = Math.round(noteSeconds * rate);
  let step = 0;
  for (let from = 0, note = 0; from < samples.length && note < notes; from += perNote, note++) {
    step = note === 0 ? hash % scale.length : step + (hashOf(String(note), hash) % 5) - 2;
    step = Math.min(scale.length - 1, Math.max(0, step));
    const voice = (2 * Math.PI * scale[step]!) / rate;
    const low = (2 * Math.PI * scale[0]!) / rate;
    const length = Math.min(perNote, samples.length - from);
    for (let i = 0; i < length; i++) {
      const rise = Math.min(1, i / (rate * 0.01));
      const fade = Math.exp((-3 * i) / perNote) * Math.min(1, (perNote - i) / (rate * 0.02));
      const held = note % 4 === 0 ? 0.25 * Math.sin(low * i) : 0;
      samples[from + i] = rise * fade * (0.55 * Math.sin(voice * i) + held);
    }
  }
  const round = perNote * notes;
  for (let at = round; at < samples.length; at += round) samples.copyWithin(at, 0, round);
  return samples;
}
