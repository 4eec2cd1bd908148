import type { Provider } from '../../spec/provider.ts';
import { readFault } from './faults.ts';
import { models } from './models.ts';
import { recraftPort } from './port.ts';
import { createRecraftSimulator } from './simulator.ts';

/** Recraft. Source: https://www.recraft.ai/docs/api-reference. */
export const recraft: Provider = {
  manifest: {
    id: 'recraft',
    name: { en: 'Recraft', vi: 'Recraft' },
    baseUrl: 'https://external.api.recraft.ai',
    baseUrlEndings: ['/v1'],
    settings: [],
    owner: 'recraft',
    models,
    // It answers when it is done: nothing is ever asked for.
    tasks: { pollEveryMs: 10_000, giveUpMs: 15 * 60_000, pollsPerSecond: 1 },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  tasks: { recraft: recraftPort },
  readFault,
  probePath: '/v1/users/me',
  passHeaders: [],
  simulator: () => createRecraftSimulator(),
};
