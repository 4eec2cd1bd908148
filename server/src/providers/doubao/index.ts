import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import {
  effortOf,
  nearestLevel,
  type ThinkingFields,
} from '../_families/openai-compatible/thinking-fields.ts';
import { models } from './models.ts';

/** Models that take `reasoning_effort` beside the switch: Seed 1.8 and later. */
const takesEffort = (model: string): boolean => /seed-(?:1-8|[2-9]-|evolving)/.test(model);

/** `thinking: { type }` of Ark, also for the DeepSeek and GLM models that Ark serves. */
const thinking: ThinkingFields = (wish, model) => {
  const level = wish.mode === 'off' || !takesEffort(model) ? undefined : effortOf(wish);
  return {
    thinking: { type: wish.mode === 'off' ? 'disabled' : 'enabled' },
    // Its `minimal` means no thinking at all.
    ...(level === undefined ? {} : { reasoning_effort: nearestLevel(level, ['low', 'medium', 'high']) }),
  };
};

/** Volcengine Ark's chat and embeddings. */
export const doubao = openAiCompatible({
  manifest: {
    id: 'doubao',
    name: { en: 'Volcengine Doubao', vi: 'Volcengine Doubao' },
    baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
    owner: 'bytedance',
    settings: [],
    models,
  },
  paths: { chat: '/chat/completions', embeddings: '/embeddings' },
  showsThoughts: true,
  chat: {
    takes: ['audio', 'video', 'no-parallel-tools', 'schema-output', 'logprobs', 'logit-bias', 'penalties'],
    thinking,
  },
});
