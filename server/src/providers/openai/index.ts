import type { Provider } from '../../spec/provider.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { effortField } from '../_families/openai-compatible/thinking-fields.ts';
import { mediaWires, withMediaSimulator } from '../_families/openai-media/index.ts';
import { createRealtimeSimulator, realtimeSessions } from '../_families/openai-realtime/index.ts';
import { effortsOf, reasons } from '../_families/openai-responses/openai-models.ts';
import { openAiVideoPort, withVideoSimulator } from '../_families/openai-video/index.ts';
import { mediaModels } from './media-models.ts';
import { models } from './models.ts';
import { makesVideos, videoModels } from './video-models.ts';
import { withResponses } from './wires.ts';

const chat = openAiCompatible({
  manifest: {
    id: 'openai',
    name: { en: 'OpenAI', vi: 'OpenAI' },
    baseUrl: 'https://api.openai.com/v1',
    owner: 'openai',
    settings: [
      { name: 'organization', label: { en: 'Organization', vi: 'Tổ chức' }, required: false, secret: false },
      { name: 'project', label: { en: 'Project', vi: 'Dự án' }, required: false, secret: false },
    ],
    models: [...models, ...mediaModels, ...videoModels],
    // Its guide asked every 10 to 20 seconds; a film took from one minute to several.
    tasks: { pollEveryMs: 5000, giveUpMs: 3_600_000, pollsPerSecond: 5 },
  },
  // Reasoning models refuse the older name; the completions endpoint knows no other.
  limitField: (endpoint) => (endpoint === 'chat' ? 'max_completion_tokens' : 'max_tokens'),
  refusesMaxTokens: reasons,
  reasons,
  chat: {
    takes: [
      'files',
      'audio',
      'custom-tools',
      'allowed-tools',
      'strict-tools',
      'no-parallel-tools',
      'schema-output',
      'several-answers',
      'logprobs',
      'logit-bias',
      'seed',
      'penalties',
      'cache-key',
      'tier',
      'user',
      'audio-output',
      'token-ids',
    ],
    thinking: effortField(effortsOf),
    refusesSampling: reasons,
    // Search models search with or without it; others refuse the field.
    webSearch: ({ effort, location }, model) =>
      /-search-/.test(model)
        ? {
            web_search_options: {
              ...(effort === undefined ? {} : { search_context_size: effort }),
              ...(location ? { user_location: { type: 'approximate', approximate: location } } : {}),
            },
          }
        : undefined,
  },
  headers: ({ organization, project }) => ({
    ...(organization ? { 'openai-organization': organization } : {}),
    ...(project ? { 'openai-project': project } : {}),
  }),
});

const text = { ...chat, ...withResponses(chat) };

/** OpenAI's own API. Source: OpenAI OpenAPI document of 2026-08-21. */
export const openai: Provider = {
  ...text,
  wires: { ...text.wires, ...mediaWires },
  tasks: { 'openai-video': openAiVideoPort({ prefix: '', official: true, serves: makesVideos }) },
  simulator: () =>
    withVideoSimulator(withMediaSimulator(text.simulator(), { id: 'openai', models: mediaModels }), {
      official: true,
      serves: makesVideos,
    }),
  // Not the models that only transcribe or translate: they speak an event format of their own.
  sessions: realtimeSessions({
    serves: (model) => /(^|-)realtime(-|$)/.test(model) && !/whisper|transl/.test(model),
  }),
  realtimeSimulator: () =>
    createRealtimeSimulator({ models: models.filter(({ kinds }) => kinds.includes('realtime')) }),
};
