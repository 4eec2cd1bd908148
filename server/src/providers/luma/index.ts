import type { Provider } from '../../spec/provider.ts';
import { createLumaSimulator, lumaPort, readLumaFault } from '../_families/luma/index.ts';
import { models } from './models.ts';

const prefix = '/dream-machine/v1';

/** Luma's Dream Machine API. Source: https://docs.lumalabs.ai, lumalabs/lumaai-node 1.19. */
export const luma: Provider = {
  manifest: {
    id: 'luma',
    name: { en: 'Luma', vi: 'Luma' },
    baseUrl: 'https://api.lumalabs.ai',
    settings: [],
    owner: 'luma',
    models,
    // Its own samples ask every three seconds. Films take a minute or two.
    tasks: { pollEveryMs: 3000, giveUpMs: 3_600_000, pollsPerSecond: 10, callback: true },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  tasks: { luma: lumaPort({ prefix }) },
  readFault: readLumaFault,
  probePath: `${prefix}/credits`,
  passHeaders: [],
  simulator: () => createLumaSimulator(),
};
