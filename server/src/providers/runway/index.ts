import type { Provider } from '../../spec/provider.ts';
import { createRunwaySimulator, readRunwayFault, runwayPort, version } from '../_families/runway/index.ts';
import { models } from './models.ts';

/** Runway's developer API. Source: https://docs.dev.runwayml.com, @runwayml/sdk 4.20. */
export const runway: Provider = {
  manifest: {
    id: 'runway',
    name: { en: 'Runway', vi: 'Runway' },
    baseUrl: 'https://api.dev.runwayml.com',
    settings: [],
    owner: 'runway',
    models,
    // "No more frequently than once every five seconds for a given task." A throttled task may wait for long.
    tasks: { pollEveryMs: 5000, giveUpMs: 2 * 3_600_000, pollsPerSecond: 10 },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}`, ...version }),
  wires: {},
  tasks: { runway: runwayPort({ prefix: '' }) },
  readFault: readRunwayFault,
  probePath: '/v1/organization',
  passHeaders: [],
  simulator: () => createRunwaySimulator(),
};
