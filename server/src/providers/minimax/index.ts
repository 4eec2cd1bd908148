import type { Provider } from '../../spec/provider.ts';
import { readFault } from '../_families/hailuo/codes.ts';
import { hailuoPort } from '../_families/hailuo/port.ts';
import { createHailuoSimulator } from '../_families/hailuo/simulator/index.ts';
import { models } from './models.ts';

/** MiniMax's own platform (global): Hailuo films. Keys of the mainland belong to https://api.minimaxi.com. */
export const minimax: Provider = {
  manifest: {
    id: 'minimax',
    name: { en: 'MiniMax (Hailuo)', vi: 'MiniMax (Hailuo)' },
    baseUrl: 'https://api.minimax.io',
    settings: [],
    owner: 'minimax',
    models,
    // MiniMax advises ten seconds to each client; films take one to several minutes.
    tasks: { pollEveryMs: 5_000, giveUpMs: 3 * 3_600_000, pollsPerSecond: 5, callback: true },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  tasks: { hailuo: hailuoPort({ prefix: '' }) },
  readFault,
  passHeaders: [],
  simulator: () => createHailuoSimulator(),
};
