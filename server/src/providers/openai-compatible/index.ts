import { openAiCompatible } from '../_families/openai-compatible/index.ts';

/** Any server that speaks OpenAI's chat wire: Ollama, vLLM, llama.cpp, LM Studio, another gateway. */
export const openaiCompatible = openAiCompatible({
  manifest: {
    id: 'openai-compatible',
    name: { en: 'OpenAI-compatible server', vi: 'Máy chủ tương thích OpenAI' },
    owner: 'custom',
    settings: [],
    models: [],
  },
});
