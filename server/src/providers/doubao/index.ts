import type { Provider } from '../../spec/provider.ts';
import { arkImagesPort } from '../_families/ark-images/port.ts';
import { createArkImagesSimulator } from '../_families/ark-images/simulator.ts';
import { arkVideoPort } from '../_families/ark-video/port.ts';
import { withoutRequestId } from '../_families/ark-video/request-id.ts';
import { createArkVideoSimulator } from '../_families/ark-video/simulator.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import {
  effortOf,
  nearestLevel,
  type ThinkingFields,
} from '../_families/openai-compatible/thinking-fields.ts';
import { serveMedia } from '../_families/simulated/media/serve.ts';
import { imageModels } from './image-models.ts';
import { models } from './models.ts';
import { videoModels } from './video-models.ts';

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

const text = openAiCompatible({
  manifest: {
    id: 'doubao',
    name: { en: 'Volcengine Doubao', vi: 'Volcengine Doubao' },
    baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
    owner: 'bytedance',
    settings: [],
    models,
    tasks: {
      pollEveryMs: 5000,
      // A task of Ark may wait 72 hours (`execution_expires_after`).
      giveUpMs: 73 * 3_600_000,
      pollsPerSecond: 10,
      callback: true,
    },
  },
  paths: { chat: '/chat/completions', embeddings: '/embeddings' },
  showsThoughts: true,
  chat: {
    takes: ['audio', 'video', 'no-parallel-tools', 'schema-output', 'logprobs', 'logit-bias', 'penalties'],
    thinking,
  },
});

/** Volcengine Ark's chat, embeddings, films and pictures. */
export const doubao: Provider = {
  ...text,
  tasks: { 'ark-video': arkVideoPort({ prefix: '' }), 'ark-images': arkImagesPort({ prefix: '' }) },
  readFault(status, headers, body) {
    const reading = text.readFault(status, headers, body);
    return { ...reading, message: withoutRequestId(reading.message) };
  },
  simulator() {
    const texts = text.simulator();
    const films = createArkVideoSimulator({ models: videoModels.map(({ id }) => id) });
    const pictures = createArkImagesSimulator({ models: imageModels.map(({ id }) => id) });
    return async (request) => {
      const { pathname } = new URL(request.url);
      const media = serveMedia(request);
      if (media) return media;
      if (pathname === '/images/generations') return pictures(request);
      return pathname.startsWith('/contents/generations/') ? films(request) : texts(request);
    };
  },
};
