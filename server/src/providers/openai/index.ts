import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { models } from './models.ts';

/** OpenAI's own API. Source: OpenAI OpenAPI document of 2026-08-21. */
export const openai = openAiCompatible({
  manifest: {
    id: 'openai',
    name: { en: 'OpenAI', vi: 'OpenAI' },
    baseUrl: 'https://api.openai.com/v1',
    owner: 'openai',
    settings: [
      { name: 'organization', label: { en: 'Organization', vi: 'Tổ chức' }, required: false, secret: false },
      { name: 'project', label: { en: 'Project', vi: 'Dự án' }, required: false, secret: false },
    ],
    models,
  },
  // Reasoning models refuse the older name; the completions endpoint knows no other.
  limitField: (endpoint) => (endpoint === 'chat' ? 'max_completion_tokens' : 'max_tokens'),
  reasons: (model) => /^(o\d|gpt-[5-9])/.test(model) && !model.includes('chat'),
  headers: ({ organization, project }) => ({
    ...(organization ? { 'openai-organization': organization } : {}),
    ...(project ? { 'openai-project': project } : {}),
  }),
});
