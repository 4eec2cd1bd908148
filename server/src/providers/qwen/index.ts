import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { budgetOf, type ThinkingFields } from '../_families/openai-compatible/thinking-fields.ts';
import { models, thinkingLimit } from './models.ts';

/** Models that always think; for them the switch is an error. */
const alwaysThinks = (model: string): boolean => /-thinking\b|^qwq|^qvq/.test(model);
/** Models that are not in the list may be switched where their names are those of families that think. */
const mayThink = (model: string): boolean =>
  /^(?:qwen3|qwen-(?:plus|flash|turbo|max)|deepseek|glm|kimi)/.test(model);

/** `enable_thinking` and `thinking_budget` (Model Studio, "Deep thinking"). Tokens of thought are bounded by the model. */
const thinking: ThinkingFields = (wish, model) => {
  const limit = thinkingLimit(model);
  if (limit === undefined ? !mayThink(model) : limit === 0) return {};
  if (wish.mode === 'off') return alwaysThinks(model) ? {} : { enable_thinking: false };
  const budget = budgetOf(wish);
  return {
    ...(alwaysThinks(model) ? {} : { enable_thinking: true }),
    ...(budget === undefined ? {} : { thinking_budget: Math.min(budget, limit ?? budget) }),
  };
};

/** Alibaba Model Studio through its OpenAI-compatible mode (international region). */
export const qwen = openAiCompatible({
  manifest: {
    id: 'qwen',
    name: { en: 'Alibaba Qwen', vi: 'Alibaba Qwen' },
    baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    owner: 'alibaba',
    settings: [],
    models,
  },
  paths: { chat: '/chat/completions', completions: '/completions', embeddings: '/embeddings' },
  showsThoughts: true,
  chat: {
    takes: [
      'audio',
      'video',
      'no-parallel-tools',
      'schema-output',
      'several-answers',
      'logprobs',
      'seed',
      'penalties',
      'top-k',
    ],
    thinking,
    webSearch: () => ({ enable_search: true }),
  },
});
