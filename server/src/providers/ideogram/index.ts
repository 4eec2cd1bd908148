import type { Provider } from '../../spec/provider.ts';
import { createIdeogramSimulator, ideogramPort, readIdeogramFault } from '../_families/ideogram/index.ts';
import { models } from './models.ts';

/** Ideogram. Source: https://developer.ideogram.ai. */
export const ideogram: Provider = {
  manifest: {
    id: 'ideogram',
    name: { en: 'Ideogram', vi: 'Ideogram' },
    baseUrl: 'https://api.ideogram.ai',
    settings: [],
    owner: 'ideogram',
    models,
    // It answers when it is done: nothing is ever asked for.
    tasks: { pollEveryMs: 10_000, giveUpMs: 15 * 60_000, pollsPerSecond: 1 },
  },
  authorize: ({ key }) => ({ 'api-key': key }),
  wires: {},
  tasks: { ideogram: ideogramPort({ prefix: '' }) },
  readFault: readIdeogramFault,
  passHeaders: [],
  simulator: () => createIdeogramSimulator(),
};
