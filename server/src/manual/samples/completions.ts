import type { CallRef } from '../page.ts';
import { type Shape, text, unixSeconds } from '../shape.ts';

export const createCompletion: CallRef = {
  dialect: 'openai-chat',
  method: 'POST',
  route: '/v1/completions',
};

const head = {
  id: text('cmpl-uqkvlQyYK7bGYrRHQ0eXlWi7', /^cmpl-\w{8,}$/),
  object: 'text_completion',
  created: unixSeconds(1741569952),
  model: 'gpt-3.5-turbo-instruct',
};

/** The whole object, with one completion. */
export const textCompletion = (
  completed: string,
  finish: string,
  counts: { input: number; output: number },
): Shape => ({
  ...head,
  choices: [{ text: completed, index: 0, logprobs: null, finish_reason: finish }],
  usage: {
    prompt_tokens: counts.input,
    completion_tokens: counts.output,
    total_tokens: counts.input + counts.output,
  },
});

/** One event of its stream, with no usage asked for. */
export const textPiece = (piece: Shape, finish: string | null): Shape => ({
  ...head,
  choices: [{ text: piece, index: 0, logprobs: null, finish_reason: finish }],
  usage: null,
});
