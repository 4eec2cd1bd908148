import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { models } from './models.ts';

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
});
