import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';

/**
 * Qwen-Image, Wan and Z-Image of Model Studio: USD for a picture that came, international region (Singapore). Pictures that
 * go in and failures are free.
 */
const pricing = 'https://www.alibabacloud.com/help/en/model-studio/model-pricing';
const sources = {
  litellm: `Alibaba Cloud Model Studio pricing, ${pricing}, as kept in LiteLLM 1.109.1 (dashscope)`,
  singapore: `Alibaba Cloud Model Studio pricing, Singapore, ${pricing}, as public projects quote it`,
} as const;
const asOf = '2026-11-23';

const drawer = (id: string, usd: string, source: string, special: readonly Rate[] = []): ModelFact => ({
  id,
  kinds: ['image'],
  card: { rates: [...special, { meter: 'images', usd, per: 1 }], source, asOf },
});

const many = (ids: readonly string[], usd: string, source: string): ModelFact[] =>
  ids.map((id) => drawer(id, usd, source));

const rewritten: Condition = { fact: 'prompt_extend', is: [true] };

export const pictures: readonly ModelFact[] = [
  ...many(['qwen-image-3.0-pro', 'qwen-image-2.0-pro'], '0.075', sources.litellm),
  drawer('qwen-image-3.0', '0.03', sources.litellm),
  drawer('qwen-image-2.0', '0.035', sources.litellm),
  ...many(['qwen-image-max', 'qwen-image-edit-max'], '0.075', sources.singapore),
  drawer('qwen-image-plus', '0.03', sources.singapore),
  drawer('qwen-image', '0.035', sources.singapore),
  drawer('qwen-image-edit', '0.045', sources.singapore),
  // The name of the open weights, and that of the same model at Model Studio.
  ...many(['qwen-image-edit-plus', 'qwen-image-edit-2509'], '0.03', sources.singapore),
  drawer('wan2.7-image-pro', '0.075', sources.singapore),
  ...many(
    ['wan2.7-image', 'wan2.6-image', 'wan2.6-t2i', 'wan2.5-t2i-preview', 'wan2.5-i2i-preview'],
    '0.03',
    sources.singapore,
  ),
  ...many(['wan2.2-t2i-plus', 'wan2.1-t2i-plus'], '0.05', sources.singapore),
  ...many(['wan2.2-t2i-flash', 'wan2.1-t2i-turbo'], '0.025', sources.singapore),
  drawer('z-image-turbo', '0.015', sources.singapore, [
    { meter: 'images', usd: '0.03', per: 1, when: [rewritten] },
  ]),
];
