import type { ClientSetup } from './client.ts';

export const codex: ClientSetup = {
  id: 'codex',
  name: 'OpenAI Codex CLI',
  rows: ['R286'],
  package: '@openai/codex',
  version: '0.169.0',
  files: [
    {
      path: '~/.codex/config.toml',
      language: 'toml',
      text: `model = "{model}"
model_provider = "key4u"

[model_providers.key4u]
name = "Key4U"
base_url = "{origin}/v1"
env_key = "KEY4U_API_KEY"
wire_api = "responses"
`,
    },
  ],
  environment: [{ name: 'KEY4U_API_KEY', value: '{key}' }],
  prepare: [],
  ask: ['codex', 'exec', '{prompt}'],
  open: ['codex'],
};
