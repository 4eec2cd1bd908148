import type { Provider } from '../../spec/provider.ts';
import { batchEmbedding } from '../_families/gemini/embedding.ts';
import { readFault } from '../_families/gemini/faults.ts';
import { geminiWire, modelInPath, servesEndpoint } from '../_families/gemini/index.ts';
import { googleModelList } from '../_families/gemini/model-list.ts';
import { factsAt } from '../_families/gemini/models.ts';
import { createGeminiSimulator } from '../_families/gemini/simulator/index.ts';
import { geminiImagesPort } from '../_families/gemini-images/port.ts';
import { isVideoModel } from '../_families/gemini-video/names.ts';
import { geminiVideoPort } from '../_families/gemini-video/port.ts';
import { createVideoSimulator, orElse } from '../_families/gemini-video/simulator/index.ts';
import { models } from './models.ts';

const path = (model: string, method: string): string => `/v1beta/models/${modelInPath(model)}:${method}`;

/** The Gemini Developer API (AI Studio). */
export const google: Provider = {
  manifest: {
    id: 'google',
    name: { en: 'Google AI Studio (Gemini)', vi: 'Google AI Studio (Gemini)' },
    baseUrl: 'https://generativelanguage.googleapis.com',
    owner: 'google',
    settings: [],
    models,
    // Google's examples ask every ten seconds; a film takes from 11 seconds to 6 minutes.
    tasks: { pollEveryMs: 5_000, giveUpMs: 30 * 60_000, pollsPerSecond: 5 },
  },
  authorize: ({ key }) => ({ 'x-goog-api-key': key }),
  wires: {
    gemini: geminiWire({
      path,
      also: ['embed', 'batch_embed', 'predict'],
      embedding: batchEmbedding(path),
      callIds: true,
      tiers: true,
      wantsRoles: false,
      buckets: false,
      serves: (model, endpoint) => !isVideoModel(model) && servesEndpoint(model, endpoint),
      smallest: (model) =>
        servesEndpoint(model, 'embed')
          ? {
              path: path(model, 'embedContent'),
              body: JSON.stringify({ content: { parts: [{ text: 'ok' }] } }),
            }
          : {
              path: path(model, 'generateContent'),
              body: JSON.stringify({
                contents: [{ role: 'user', parts: [{ text: 'Say ok.' }] }],
                generationConfig: { maxOutputTokens: 64 },
              }),
            },
    }),
  },
  readFault,
  factsAt,
  probePath: '/v1beta/models?pageSize=1',
  modelList: googleModelList('/v1beta/models', 'models', 1000),
  passHeaders: ['x-gemini-service-tier'],
  simulator: () => orElse(createVideoSimulator({ models }), createGeminiSimulator({ models })),
  tasks: {
    'gemini-video': geminiVideoPort({ place: 'studio', path }),
    'gemini-images': geminiImagesPort({ path }),
  },
};
