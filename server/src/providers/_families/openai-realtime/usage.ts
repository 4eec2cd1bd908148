import { isObject, type Json, numberIn, objectOf } from '../../../base/json.ts';
import type { Usage } from '../../../spec/usage.ts';
import { metersOf } from '../counts.ts';

/**
 * Usage of this wire. Sources: OpenAI OpenAPI document of 2026-08-21, RealtimeResponse.usage,
 * TranscriptTextUsageTokens, TranscriptTextUsageDuration.
 */

const count = (from: Json, name: string): number => Math.max(0, numberIn(from[name]) ?? 0);

/**
 * Meters of one response, which do not overlap, from a report whose parts do: the sums include cached, audio and image
 * tokens, and each kind includes its cached part. Undefined where there is no report.
 */
export function responseUsage(value: unknown): Usage | undefined {
  if (!isObject(value) || (value['input_tokens'] == null && value['output_tokens'] == null)) return undefined;
  const input = objectOf(value['input_token_details']);
  const output = objectOf(value['output_token_details']);
  const inputAll = count(value, 'input_tokens');
  const audio = count(input, 'audio_tokens');
  const image = count(input, 'image_tokens');
  const cachedAll = count(input, 'cached_tokens');
  const parts = objectOf(input['cached_tokens_details']);
  const cachedAudio = Math.min(count(parts, 'audio_tokens'), audio, cachedAll);
  const cachedImage = Math.min(count(parts, 'image_tokens'), image, cachedAll - cachedAudio);
  const plainIn = inputAll - cachedAll - (audio - cachedAudio) - (image - cachedImage);
  const outputAll = count(value, 'output_tokens');
  const audioOut = count(output, 'audio_tokens');
  const reasoning = count(output, 'reasoning_tokens');
  const plainOut = outputAll - audioOut - reasoning;
  return metersOf({
    // Parts that are more than their sum say nothing: the sum is the cheaper kind then.
    ...(plainIn >= 0
      ? {
          input_tokens: plainIn,
          cached_input_tokens: cachedAll - cachedAudio - cachedImage,
          cached_audio_tokens: cachedAudio,
          cached_image_tokens: cachedImage,
          input_audio_tokens: audio - cachedAudio,
          input_image_tokens: image - cachedImage,
        }
      : { input_tokens: inputAll }),
    ...(plainOut >= 0
      ? { output_tokens: plainOut, reasoning_tokens: reasoning, output_audio_tokens: audioOut }
      : { output_tokens: outputAll }),
  });
}

/** What a transcription of the client's sound consumed: tokens, or seconds. Billed by the model that transcribed. */
export function transcriptionUsage(value: unknown): Usage | undefined {
  if (!isObject(value)) return undefined;
  if (value['type'] === 'duration') return metersOf({ seconds: count(value, 'seconds') });
  if (value['input_tokens'] == null && value['output_tokens'] == null) return undefined;
  const input = count(value, 'input_tokens');
  const audio = Math.min(count(objectOf(value['input_token_details']), 'audio_tokens'), input);
  return metersOf({
    input_tokens: input - audio,
    input_audio_tokens: audio,
    output_tokens: count(value, 'output_tokens'),
  });
}
