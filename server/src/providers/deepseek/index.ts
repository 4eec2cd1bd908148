import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { models } from './models.ts';

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
