import type { Provider } from '../../spec/provider.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { openAiVideoPort, withVideoSimulator } from '../_families/openai-video/index.ts';

const chat = openAiCompatible({
  manifest: {
    id: 'openai-compatible',
    name: { en: 'OpenAI-compatible server', vi: 'Máy chủ tương thích OpenAI' },
    owner: 'custom',
    settings: [],
    models: [],
    simulatesAny: true,
    tasks: { pollEveryMs: 5000, giveUpMs: 3_600_000, pollsPerSecond: 5 },
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

/** As services behind a base URL that ends in /v1 have it (docs.apiyi.com, Sora 2 characters). */
const rolePath = '/sora/characters';

/**
 * Any server that speaks OpenAI's chat wire: Ollama, vLLM, llama.cpp, LM Studio, another gateway. Those that make videos
 * mostly do it by OpenAI's videos API.
 */
export const openaiCompatible: Provider = {
  ...chat,
  tasks: { 'openai-video': openAiVideoPort({ prefix: '', rolePath }) },
  simulator: () => withVideoSimulator(chat.simulator(), { official: false, rolePath }),
};
