import { openAiCompatible } from '../_families/openai-compatible/index.ts';

/** Any server that speaks OpenAI's chat wire: Ollama, vLLM, llama.cpp, LM Studio, another gateway. */
export const openaiCompatible = openAiCompatible({
  manifest: {
    id: 'openai-compatible',
    name: { en: 'OpenAI-compatible server', vi: 'Máy chủ tương thích OpenAI' },
    owner: 'custom',
    settings: [],
    models: [],
    simulatesAny: true,
  },
  // Nobody knows what stands behind it: all that some server of this kind takes is passed on, and the server judges.
  chat: {
    takes: [
      'files',
      'audio',
      'video',
      'strict-tools',
      'no-parallel-tools',
      'schema-output',
      'several-answers',
      'logprobs',
      'logit-bias',
      'seed',
      'penalties',
      'user',
      'top-k',
      'image-output',
    ],
  },
});
