import type { Json } from '../../../../base/json.ts';
import { filmOf, pickOf, type Song } from './songs.ts';

/**
 * What a server tells of a clip beside the clip itself; undefined for a question that nobody has. `timing` is Suno's own
 * form, the others those of gateways (a client's types: timing, mp4, midi).
 */
export function tellOf(song: Song, question: string, request: Request): Json | undefined {
  if (question === 'timing') return timingOf(song);
  if (question === 'mp4')
    return { code: 'success', message: '', data: { mp4_file_url: filmOf(song, request) } };
  if (question === 'waveform')
    return {
      code: 'success',
      message: '',
      data: { waveform: Array.from({ length: 32 }, (_, index) => pickOf(song.id + index, 100)) },
    };
  if (question === 'midi')
    return {
      state: 'complete',
      instruments: [{ name: 'Piano', notes: [{ pitch: 60, start: 0, end: 0.5, velocity: 0.8 }] }],
    };
  return undefined;
}

/** When each word is sung: all take equally long. */
function timingOf(song: Song): Json {
  const words = song.prompt
    .split(/\s+/)
    .filter((word) => word !== '' && !/^\[/.test(word))
    .slice(0, 40);
  const step = song.seconds / Math.max(1, words.length);
  const at = (index: number): number => Math.round(index * step * 100) / 100;
  return {
    aligned_words: words.map((word, index) => ({
      word: `${word} `,
      success: true,
      start_s: at(index),
      end_s: at(index + 1),
    })),
    waveform_data: [],
    hoot_cer: 0,
    is_streamed: false,
  };
}
