import type { ClientSetup } from './client.ts';

export const geminiCli: ClientSetup = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  rows: [],
  package: '@google/gemini-cli',
  version: '0.61.0',
  files: [
    {
      path: '~/.gemini/settings.json',
      language: 'json',
      text: `{
  "security": { "auth": { "selectedType": "gemini-api-key" } }
}
`,
    },
  ],
  environment: [
    { name: 'GOOGLE_GEMINI_BASE_URL', value: '{origin}' },
    { name: 'GEMINI_API_KEY', value: '{key}' },
  ],
  prepare: [],
  ask: ['gemini', '-m', '{model}', '-p', '{prompt}'],
  open: ['gemini', '-m', '{model}'],
};
