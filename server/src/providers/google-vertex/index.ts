import type { Access, Provider } from '../../spec/provider.ts';
import { predictEmbedding } from '../_families/gemini/embedding.ts';
import { readFault } from '../_families/gemini/faults.ts';
import { geminiWire, modelInPath } from '../_families/gemini/index.ts';
import { googleModelList } from '../_families/gemini/model-list.ts';
import { factsAt } from '../_families/gemini/models.ts';
import { createGeminiSimulator } from '../_families/gemini/simulator/index.ts';
import { geminiImagesPort } from '../_families/gemini-images/port.ts';
import { isVideoModel } from '../_families/gemini-video/names.ts';
import { geminiVideoPort } from '../_families/gemini-video/port.ts';
import { createVideoSimulator, orElse } from '../_families/gemini-video/simulator/index.ts';
import { authorize, logIn } from './log-in.ts';
import { models } from './models.ts';

/** Without a project: express mode, which an API key alone opens. */
function path(model: string, method: string, access: Access | undefined): string {
  const { project, location } = access?.settings ?? {};
  const place = project
    ? `/projects/${encodeURIComponent(project)}/locations/${encodeURIComponent(location || 'global')}`
    : '';
  return `/v1${place}/publishers/google/models/${modelInPath(model)}:${method}`;
}

/**
 * Gemini on Vertex AI (Agent Platform). The base URL is the global one; for a region the operator sets
 * `https://{location}-aiplatform.googleapis.com` and the location. Claude on Vertex AI is another wire and not here.
 */
export const googleVertex: Provider = {
  manifest: {
    id: 'google-vertex',
    name: { en: 'Google Vertex AI', vi: 'Google Vertex AI' },
    baseUrl: 'https://aiplatform.googleapis.com',
    owner: 'google',
    settings: [
      { name: 'project', label: { en: 'Project', vi: 'Dự án' }, required: false, secret: false },
      { name: 'location', label: { en: 'Location', vi: 'Vùng' }, required: false, secret: false },
    ],
    models,
    keyHelp: {
      en: 'The JSON of a service account, in one piece, or an API key of express mode (then without a project).',
      vi: 'Toàn bộ JSON của tài khoản dịch vụ, hoặc khóa API của chế độ express (khi đó để trống dự án).',
    },
    tasks: { pollEveryMs: 5_000, giveUpMs: 30 * 60_000, pollsPerSecond: 5 },
  },
  authorize,
  logIn,
  wires: {
    gemini: geminiWire({
      path,
      // Its embeddings have a shape of their own (predict), so only converted calls reach them.
      also: ['predict'],
      embedding: predictEmbedding(path),
      callIds: false,
      tiers: false,
      wantsRoles: true,
      buckets: true,
      serves: (model, endpoint) =>
        endpoint === 'predict'
          ? /imagen/.test(model)
          : !/imagen|embedding/.test(model) && !isVideoModel(model),
    }),
  },
  readFault,
  factsAt,
  probePath: '/v1beta1/publishers/google/models?pageSize=1',
  modelList: googleModelList('/v1beta1/publishers/google/models', 'publisherModels', 100),
  passHeaders: [],
  simulator: () =>
    orElse(createVideoSimulator({ models, vertex: true }), createGeminiSimulator({ models, vertex: true })),
  tasks: {
    'gemini-video': geminiVideoPort({ place: 'vertex', path }),
    'gemini-images': geminiImagesPort({ path }),
  },
};
