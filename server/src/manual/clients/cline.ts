import type { ClientSetup } from './client.ts';

export const cline: ClientSetup = {
  id: 'cline',
  name: 'Cline',
  rows: ['R289'],
  package: 'cline',
  version: '3.0.65',
  files: [],
  environment: [],
  prepare: [
    ['cline', 'auth', '-p', 'openai-compatible', '-b', '{origin}/v1', '-k', '{key}', '-m', '{model}'],
  ],
  ask: ['cline', '{prompt}'],
  open: ['cline', '-i'],
};
