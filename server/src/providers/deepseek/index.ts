import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { effortOf, type ThinkingFields } from '../_families/openai-compatible/thinking-fields.ts';
import { models } from './models.ts';

/** DeepSeek's own words; what others say is mapped as its documentation maps it (guides/thinking_mode, 2026). */
const levels = {
  minimal: 'low',
  low: 'low',
  medium: 'high',
  high: 'high',
  xhigh: 'high',
  max: 'max',
} as const;

const thinking: ThinkingFields = (wish) => {
  const level = wish.mode === 'off' ? undefined : effortOf(wish);
  return {
    thinking: { type: wish.mode === 'off' ? 'disabled' : 'enabled' },
    ...(level === undefined ? {} : { reasoning_effort: levels[level] }),
  };
};

/** DeepSeek's API. It has no embeddings. */
export const deepseek = openAiCompatible({
  manifest: {
    id: 'deepseek',
    name: { en: 'DeepSeek', vi: 'DeepSeek' },
    baseUrl: 'https://api.deepseek.com/v1',
    owner: 'deepseek',
    settings: [],
    models,
  },
  paths: { chat: '/chat/completions', completions: '/completions' },
  showsThoughts: true,
  chat: {
    takes: ['logprobs', 'penalties'],
    thinking,
    // It thinks unless told not to, and then refuses a history whose calls come without their thoughts.
    wantsThoughtsBack: () => true,
    mostStops: 16,
  },
  factsAt: (now) => ({ off_peak: isOffPeak(now) }),
});

/**
 * DeepSeek's dearer hours are 01:00–04:00 and 06:00–10:00 UTC from Monday to Friday (its pricing page, read in 2026).
 * Chinese holidays are off-peak too; they are not known here, so those days are charged at the peak price.
 */
export function isOffPeak(now: number): boolean {
  const date = new Date(now);
  const day = date.getUTCDay();
  const hour = date.getUTCHours();
  return day === 0 || day === 6 || !((hour >= 1 && hour < 4) || (hour >= 6 && hour < 10));
}
