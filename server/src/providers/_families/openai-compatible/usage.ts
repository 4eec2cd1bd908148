import { z } from 'zod';
import type { Usage } from '../../../spec/usage.ts';

/**
 * Reading `usage` of OpenAI's wire and of those who speak it.
 * Sources: OpenAI OpenAPI `CompletionUsage` (2026-08-21); DeepSeek `prompt_cache_hit_tokens`; Moonshot
 * `cached_tokens` beside the sums; llama.cpp `timings.cache_n` is not usage and is left alone.
 */
const count = z.int().min(0).nullish();

const wireUsage = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  cached_tokens: count,
  prompt_cache_hit_tokens: count,
  prompt_tokens_details: z
    .looseObject({
      cached_tokens: count,
      audio_tokens: count,
      image_tokens: count,
      cache_write_tokens: count,
      cache_creation_input_tokens: count,
    })
    .nullish(),
  completion_tokens_details: z
    .looseObject({ reasoning_tokens: count, audio_tokens: count, image_tokens: count })
    .nullish(),
});

/**
 * Meters that do not overlap, from sums that do: `prompt_tokens` includes cached, written, audio and image tokens,
 * `completion_tokens` includes reasoning and audio. Undefined when the report cannot be true (negative or broken
 * numbers, parts larger than their sum): the gateway then counts for itself.
 */
export function readUsage(value: unknown): Usage | undefined {
  const parsed = wireUsage.safeParse(value);
  if (!parsed.success) return undefined;
  const wire = parsed.data;
  if (wire.prompt_tokens == null && wire.completion_tokens == null) return undefined;
  const prompt = wire.prompt_tokens ?? 0;
  const completion = wire.completion_tokens ?? 0;
  const input = wire.prompt_tokens_details;
  const output = wire.completion_tokens_details;
  const cached = input?.cached_tokens ?? wire.prompt_cache_hit_tokens ?? wire.cached_tokens ?? 0;
  const written = input?.cache_write_tokens ?? input?.cache_creation_input_tokens ?? 0;
  const audioIn = input?.audio_tokens ?? 0;
  const imageIn = input?.image_tokens ?? 0;
  const reasoning = output?.reasoning_tokens ?? 0;
  const audioOut = output?.audio_tokens ?? 0;
  const imageOut = output?.image_tokens ?? 0;
  // Cached audio or image tokens stand in both parts; the cache price is the one charged for them.
  const media = Math.max(0, Math.min(audioIn + imageIn, prompt - cached - written));
  const plainIn = prompt - cached - written - media;
  const plainOut = completion - reasoning - audioOut - imageOut;
  if (plainIn < 0 || plainOut < 0) return undefined;
  const audio = Math.min(audioIn, media);
  const usage: Record<string, number> = {
    input_tokens: plainIn,
    cached_input_tokens: cached,
    cache_write_tokens: written,
    input_audio_tokens: audio,
    input_image_tokens: media - audio,
    output_tokens: plainOut,
    reasoning_tokens: reasoning,
    output_audio_tokens: audioOut,
    output_image_tokens: imageOut,
  };
  for (const meter of Object.keys(usage)) if (usage[meter] === 0) delete usage[meter];
  return usage;
}
