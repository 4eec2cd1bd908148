import { given } from '../wire/turns.ts';
import { type Kind, lineOf } from './kind.ts';
import { TaskResult } from './media.tsx';

export const video: Kind = {
  controls: [
    { name: 'prompt', control: 'text', required: true, example: true },
    { name: 'seconds', control: 'number', least: 1, most: 60 },
    { name: 'size', control: 'choice', options: ['', '1280x720', '720x1280', '1920x1080', '1080x1920'] },
    { name: 'picture', control: 'picture' },
  ],
  build: (model, values) => ({
    path: '/v1/videos',
    body: given({
      model,
      prompt: lineOf(values, 'prompt'),
      seconds: lineOf(values, 'seconds'),
      size: lineOf(values, 'size'),
      input_reference: lineOf(values, 'picture'),
    }),
  }),
  Result: TaskResult,
};
