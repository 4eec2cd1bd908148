import type { ClientSetup } from './client.ts';

/** The small model names are set too: titles and summaries are asked of them. */
export const claudeCode: ClientSetup = {
  id: 'claude-code',
  name: 'Claude Code',
  rows: ['R287'],
  package: '@anthropic-ai/claude-code',
  version: '2.1.330',
  files: [
    {
      path: '~/.claude/settings.json',
      language: 'json',
      text: `{
  "env": {
    "ANTHROPIC_BASE_URL": "{origin}",
    "ANTHROPIC_AUTH_TOKEN": "{key}",
    "ANTHROPIC_MODEL": "{model}",
    "ANTHROPIC_DEFAULT_HAIKU_MODEL": "{model}"
  }
}
`,
    },
  ],
  environment: [],
  prepare: [],
  ask: ['claude', '-p', '{prompt}'],
  open: ['claude'],
};
