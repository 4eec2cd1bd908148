import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { models } from './models.ts';

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
});
