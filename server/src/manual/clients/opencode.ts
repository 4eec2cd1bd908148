import type { ClientSetup } from './client.ts';

export const opencode: ClientSetup = {
  id: 'opencode',
  name: 'opencode',
  rows: [],
  package: 'opencode-ai',
  version: '1.18.33',
  files: [
    {
      path: '~/.config/opencode/opencode.json',
      language: 'json',
      text: `{
  "$schema": "https://opencode.ai/config.json",
  "provider": {
    "key4u": {
      "npm": "@ai-sdk/openai-compatible",
      "name": "Key4U",
      "options": { "baseURL": "{origin}/v1", "apiKey": "{env:KEY4U_API_KEY}" },
      "models": {
        "{model}": {
          "name": "{model}",
          "limit": { "context": 128000, "output": 16384 },
          "modalities": { "input": ["text", "image"], "output": ["text"] }
        }
      }
    }
  }
}
`,
    },
  ],
  environment: [{ name: 'KEY4U_API_KEY', value: '{key}' }],
  prepare: [],
  ask: ['opencode', 'run', '-m', 'key4u/{model}', '{prompt}'],
  open: ['opencode', '-m', 'key4u/{model}'],
};
