import type { Provider } from '../../spec/provider.ts';
import { batchEmbedding } from '../_families/gemini/embedding.ts';
import { readFault } from '../_families/gemini/faults.ts';
import { geminiWire, modelInPath, servesEndpoint } from '../_families/gemini/index.ts';
import { factsAt } from '../_families/gemini/models.ts';
import { createGeminiSimulator } from '../_families/gemini/simulator/index.ts';
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
      serves: servesEndpoint,
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
  passHeaders: ['x-gemini-service-tier'],
  simulator: () => createGeminiSimulator({ models }),
};
