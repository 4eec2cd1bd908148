import type { CallRef } from '../page.ts';
import type { Shape } from '../shape.ts';
import { text } from '../shape.ts';

/** What the audio pages share. */

export const createSpeech: CallRef = { dialect: 'openai-audio', method: 'POST', route: '/v1/audio/speech' };
export const createTranscription: CallRef = {
  dialect: 'openai-audio',
  method: 'POST',
  route: '/v1/audio/transcriptions',
};

/** Bytes as base64, with the first ones of a WAV file as the sample. */
export const base64 = text('UklGRqQlAABXQVZFZm10IBAAAAABAAEAwF0AAIC7AAACABAAZGF0YYAlAAA=', /^[\w+/]{20,}=*$/);

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
