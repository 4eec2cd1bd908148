import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';

/**
 * Servers that put ChatGPT's web product behind OpenAI's chat wire: GPTs by their id (`gpt-4-gizmo-g-2fkFE8rbu`) and the
 * all-in-one models that browse, read files and make pictures. OpenAI sells none of this as an API, so there is no
 * list price: these are the customary prices of gateways of this family, which an operator sets to his own cost.
 */
const source = 'customary prices of gateways of this family (new-api defaults); the maker sells no such API';
const asOf = '2026-11-23';

const perCall = (usd: string): Rate[] => [{ meter: 'calls', usd, per: 1 }];
const perToken = (input: string, output: string): Rate[] => [
  { meter: 'input_tokens', usd: input, per: 1_000_000 },
  { meter: 'output_tokens', usd: output, per: 1_000_000 },
];

const model = (id: string, rates: Rate[]): ModelFact => ({
  id,
  kinds: ['chat'],
  context: 128_000,
  maxOutput: 16_384,
  card: { rates, source, asOf },
});

export const chatgptWeb = openAiCompatible({
  manifest: {
    id: 'chatgpt-web',
    name: { en: 'ChatGPT web (GPTs)', vi: 'ChatGPT web (GPTs)' },
    owner: 'openai-web',
    settings: [],
    models: [
      model('gpt-4-gizmo-*', perCall('0.1')),
      model('gpt-4o-gizmo-*', perToken('5', '15')),
      model('gpt-4-all', perToken('30', '60')),
      model('gpt-4o-all', perToken('5', '15')),
    ],
  },
  paths: { chat: '/chat/completions' },
  draws: () => true,
});
