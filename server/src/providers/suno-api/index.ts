import type { Provider } from '../../spec/provider.ts';
import { readFault } from '../_families/suno/faults.ts';
import { sunoPort } from '../_families/suno/port.ts';
import { createSunoSimulator } from '../_families/suno/simulator/index.ts';
import { models } from './models.ts';

/**
 * Servers that stand before accounts of Suno: Suno-API/Suno-API, and gateways that pass its wire on. Suno itself has no
 * API, so the address is the operator's.
 */
export const sunoApi: Provider = {
  manifest: {
    id: 'suno-api',
    name: { en: 'Suno (suno-api server)', vi: 'Suno (máy chủ suno-api)' },
    owner: 'suno',
    settings: [],
    models,
    // Suno-API asks its accounts every 5 s, and gives a song up after ten minutes.
    tasks: { pollEveryMs: 3000, giveUpMs: 30 * 60_000, pollsPerSecond: 5 },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  tasks: { suno: sunoPort({ prefix: '' }) },
  readFault,
  passHeaders: [],
  simulator: () => createSunoSimulator(),
};
