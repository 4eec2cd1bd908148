import type { Provider } from '../../spec/provider.ts';
import { readFault } from './faults.ts';
import { models } from './models.ts';
import { fluxPort } from './port.ts';
import { createFluxSimulator } from './simulator.ts';

/** Black Forest Labs, the makers of FLUX. Source: https://docs.bfl.ai. */
export const blackForestLabs: Provider = {
  manifest: {
    id: 'black-forest-labs',
    name: { en: 'Black Forest Labs (FLUX)', vi: 'Black Forest Labs (FLUX)' },
    baseUrl: 'https://api.bfl.ai',
    baseUrlEndings: ['/v1'],
    settings: [],
    owner: 'black-forest-labs',
    models,
    tasks: { pollEveryMs: 1500, giveUpMs: 10 * 60_000, pollsPerSecond: 10 },
  },
  authorize: ({ key }) => ({ 'x-key': key }),
  wires: {},
  tasks: { bfl: fluxPort },
  readFault,
  probePath: '/v1/credits',
  passHeaders: [],
  simulator: () => createFluxSimulator(),
};
