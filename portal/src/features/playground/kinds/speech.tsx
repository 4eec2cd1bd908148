import { given } from '../wire/turns.ts';
import { type Kind, lineOf, numberOf, type ResultProps } from './kind.ts';
import { Made } from './media.tsx';

export const speech: Kind = {
  controls: [
    { name: 'speak', control: 'text', required: true, example: true },
    {
      name: 'voice',
      control: 'choice',
      options: [
        'alloy',
        'ash',
        'ballad',
        'coral',
        'echo',
        'fable',
        'nova',
        'onyx',
        'sage',
        'shimmer',
        'verse',
      ],
      initial: 'alloy',
    },
    { name: 'manner', control: 'line' },
    { name: 'speed', control: 'number', least: 0.25, most: 4, step: 0.05 },
    { name: 'format', control: 'choice', options: ['mp3', 'wav', 'opus', 'aac', 'flac'], initial: 'mp3' },
  ],
  build: (model, values) => ({
    path: '/v1/audio/speech',
    body: given({
      model,
      input: lineOf(values, 'speak'),
      voice: lineOf(values, 'voice') ?? 'alloy',
      instructions: lineOf(values, 'manner'),
      speed: numberOf(values, 'speed'),
      response_format: lineOf(values, 'format'),
    }),
  }),
  Result: ({ outcome: { blob } }: ResultProps) => (blob ? <Made url={blob.url} kind="audio" /> : null),
};
