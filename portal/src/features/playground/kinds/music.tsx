import { given } from '../wire/turns.ts';
import { type Kind, lineOf } from './kind.ts';
import { TaskResult } from './media.tsx';

export const music: Kind = {
  controls: [
    { name: 'song', control: 'text', required: true, example: true },
    { name: 'lyrics', control: 'text' },
    { name: 'title', control: 'line' },
    { name: 'style', control: 'line' },
    { name: 'instrumental', control: 'switch' },
  ],
  build: (model, values) => {
    const lyrics = lineOf(values, 'lyrics');
    return {
      path: '/suno/submit/music',
      body: given({
        mv: model,
        // With lyrics the song is made of them; the description is the style then.
        ...(lyrics
          ? { prompt: lyrics, tags: lineOf(values, 'style') ?? lineOf(values, 'song') }
          : { gpt_description_prompt: lineOf(values, 'song'), tags: lineOf(values, 'style') }),
        title: lineOf(values, 'title'),
        make_instrumental: values['instrumental'] === true || undefined,
      }),
    };
  },
  Result: TaskResult,
};
