import type { CallRef } from '../page.ts';
import type { Shape } from '../shape.ts';
import { each, numbers, text, whole } from '../shape.ts';

/** What the audio pages share. */

export const createSpeech: CallRef = { dialect: 'openai-audio', method: 'POST', route: '/v1/audio/speech' };
export const createTranscription: CallRef = {
  dialect: 'openai-audio',
  method: 'POST',
  route: '/v1/audio/transcriptions',
};

/** Bytes as base64, with the first ones of a WAV file as the sample. */
export const base64 = text('UklGRqQlAABXQVZFZm10IBAAAAABAAEAwF0AAIC7AAACABAAZGF0YYAlAAA=', /^[\w+/]{20,}=*$/);

export const said = text('The beach was a popular spot on hot summer days.', /./);

/** A piece of a transcript with its time, as whisper-1 tells it of a file of two seconds. */
export const segments = each({
  id: whole(0),
  seek: 0,
  start: 0,
  end: 2,
  text: said,
  tokens: numbers([1000, 1001, 1002, 1003, 1004]),
  temperature: 0,
  avg_logprob: -0.28,
  compression_ratio: 1.2,
  no_speech_prob: 0.01,
});

/** Charged by the second. */
export const duration = (seconds: number): Shape => ({ type: 'duration', seconds });

/** Charged by the token. */
export const heardTokens = (input: number, output: number): Shape => ({
  type: 'tokens',
  input_tokens: input,
  input_token_details: { text_tokens: 0, audio_tokens: input },
  output_tokens: output,
  total_tokens: input + output,
});
