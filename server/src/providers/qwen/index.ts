import type { Provider } from '../../spec/provider.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { openAiModelList } from '../_families/openai-compatible/model-list.ts';
import { budgetOf, type ThinkingFields } from '../_families/openai-compatible/thinking-fields.ts';
import { qwenImagesPort } from '../_families/qwen-images/port.ts';
import { createQwenImagesSimulator } from '../_families/qwen-images/simulator.ts';
import { qwenVideoPort } from '../_families/qwen-video/port.ts';
import { createQwenVideoSimulator } from '../_families/qwen-video/simulator/index.ts';
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

/** The OpenAI-compatible mode lives behind this, DashScope's own services behind `/api/v1`. */
const compatible = '/compatible-mode/v1';

const chat = openAiCompatible({
  manifest: {
    id: 'qwen',
    name: { en: 'Alibaba Qwen', vi: 'Alibaba Qwen' },
    baseUrl: 'https://dashscope-intl.aliyuncs.com',
    baseUrlEndings: ['/compatible-mode/v1', '/api/v1'],
    owner: 'alibaba',
    settings: [],
    models,
    // Films take one to five minutes; a task is known for a day.
    tasks: { pollEveryMs: 5_000, giveUpMs: 3 * 3_600_000, pollsPerSecond: 10 },
  },
  paths: {
    chat: `${compatible}/chat/completions`,
    completions: `${compatible}/completions`,
    embeddings: `${compatible}/embeddings`,
  },
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

const wires = Object.fromEntries(
  Object.entries(chat.wires).map(([id, { smallest, ...wire }]) => [
    id,
    {
      ...wire,
      ...(smallest && {
        smallest: (model: string) => {
          const { path, body } = smallest(model);
          return { path: compatible + path, body };
        },
      }),
    },
  ]),
);

/**
 * Alibaba Model Studio (international region): chats and vectors through its OpenAI-compatible mode, films and pictures
 * through DashScope's own services.
 */
export const qwen: Provider = {
  ...chat,
  wires,
  tasks: { 'qwen-video': qwenVideoPort({ prefix: '' }), 'qwen-images': qwenImagesPort({ prefix: '' }) },
  probePath: `${compatible}/models`,
  modelList: openAiModelList(`${compatible}/models`),
  simulator() {
    const pictures = createQwenImagesSimulator();
    const films = createQwenVideoSimulator();
    const chats = chat.simulator();
    return async (request) => {
      const made = (await pictures(request)) ?? (await films(request));
      if (made) return made;
      const url = new URL(request.url);
      if (!url.pathname.startsWith(`${compatible}/`)) return chats(request);
      url.pathname = url.pathname.slice(compatible.length);
      return chats(new Request(url, request));
    };
  },
};
