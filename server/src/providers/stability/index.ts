import type { Provider } from '../../spec/provider.ts';
import { readFault } from './faults.ts';
import { models } from './models.ts';
import { stabilityPort } from './port.ts';
import { createStabilitySimulator } from './simulator.ts';

/** Stability AI. Source: https://platform.stability.ai/docs/api-reference. */
export const stability: Provider = {
  manifest: {
    id: 'stability',
    name: { en: 'Stability AI', vi: 'Stability AI' },
    baseUrl: 'https://api.stability.ai',
    settings: [],
    owner: 'stability',
    models,
    // Only the creative upscale is asked for; "no more than once every 10 seconds".
    tasks: { pollEveryMs: 10_000, giveUpMs: 15 * 60_000, pollsPerSecond: 5 },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  tasks: { stability: stabilityPort },
  readFault,
  probePath: '/v1/user/balance',
  passHeaders: [],
  simulator: () => createStabilitySimulator(),
};
