import { isObject, objectOf } from '../../../base/json.ts';
import type { Usage } from '../../../spec/usage.ts';
import { count, metersOf } from '../counts.ts';

/**
 * Reading `usage` of OpenAI's wire and of those who speak it.
 * Sources: OpenAI OpenAPI `CompletionUsage` (2026-08-21); DeepSeek `prompt_cache_hit_tokens`; Moonshot
 * `cached_tokens` beside the sums; llama.cpp `timings.cache_n` is not usage and is left alone.
 */

/** The first that is not 0; what is no count stays no count. */
const either = (first: number, second: number): number => (first === 0 ? second : first);

/**
 * Meters that do not overlap, from sums that do: `prompt_tokens` includes cached, written, audio and image tokens,
 * `completion_tokens` includes reasoning and audio; where `total_tokens` shows that reasoning stands beside it (xAI),
 * it is added. Undefined when the report cannot be true (negative or broken
 * numbers, parts larger than their sum): the gateway then counts for itself.
 */
export function readUsage(value: unknown): Usage | undefined {
  if (!isObject(value) || (value['prompt_tokens'] == null && value['completion_tokens'] == null))
    return undefined;
  const prompt = count(value, 'prompt_tokens');
  const completion = count(value, 'completion_tokens');
  const input = objectOf(value['prompt_tokens_details']);
  const output = objectOf(value['completion_tokens_details']);
  const cached = either(
    count(input, 'cached_tokens'),
    either(count(value, 'prompt_cache_hit_tokens'), count(value, 'cached_tokens')),
  );
  const written = either(count(input, 'cache_write_tokens'), count(input, 'cache_creation_input_tokens'));
  const audioIn = count(input, 'audio_tokens');
  const imageIn = count(input, 'image_tokens');
  const reasoning = count(output, 'reasoning_tokens');
  const audioOut = count(output, 'audio_tokens');
  const imageOut = count(output, 'image_tokens');
  // Cached audio or image tokens stand in both parts; the cache price is the one charged for them.
  const media = Math.max(0, Math.min(audioIn + imageIn, prompt - cached - written));
  const plainIn = prompt - cached - written - media;
  const beside = reasoning > 0 && count(value, 'total_tokens') === prompt + completion + reasoning;
  const plainOut = completion - (beside ? 0 : reasoning) - audioOut - imageOut;
  if (!(plainIn >= 0 && plainOut >= 0)) return undefined; // NaN too
  const audio = Math.min(audioIn, media);
  return metersOf({
    input_tokens: plainIn,
    cached_input_tokens: cached,
    cache_write_tokens: written,
    input_audio_tokens: audio,
    input_image_tokens: media - audio,
    output_tokens: plainOut,
    reasoning_tokens: reasoning,
    output_audio_tokens: audioOut,
    output_image_tokens: imageOut,
  });
}
