import type { Usage } from '../../../spec/usage.ts';

/**
 * Reading `usage` of OpenAI's wire and of those who speak it.
 * Sources: OpenAI OpenAPI `CompletionUsage` (2026-08-21); DeepSeek `prompt_cache_hit_tokens`; Moonshot
 * `cached_tokens` beside the sums; llama.cpp `timings.cache_n` is not usage and is left alone.
 */
type Counts = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Counts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Read by hand, because this runs once a call: absent and null are 0, anything but a count makes the report untrue. */
function count(counts: Counts | undefined, name: string): number {
  const value = counts?.[name];
  if (value === undefined || value === null) return 0;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}

/** The first that is not 0; what is no count stays no count. */
const either = (first: number, second: number): number => (first === 0 ? second : first);

const details = (value: unknown): Counts | undefined => (isObject(value) ? value : undefined);

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
  const input = details(value['prompt_tokens_details']);
  const output = details(value['completion_tokens_details']);
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
  const usage: { -readonly [M in keyof Usage]: number } = {};
  const add = (meter: keyof Usage, units: number) => {
    if (units > 0) usage[meter] = units;
  };
  add('input_tokens', plainIn);
  add('cached_input_tokens', cached);
  add('cache_write_tokens', written);
  add('input_audio_tokens', audio);
  add('input_image_tokens', media - audio);
  add('output_tokens', plainOut);
  add('reasoning_tokens', reasoning);
  add('output_audio_tokens', audioOut);
  add('output_image_tokens', imageOut);
  return usage;
}
