import type { Provider } from '../../spec/provider.ts';
import { createReplicateSimulator, readReplicateFault, replicatePort } from '../_families/replicate/index.ts';
import { models } from './models.ts';

const prefix = '/v1';

/** Replicate's HTTP API. Sources: https://replicate.com/docs/reference/http, replicate/replicate-javascript 1.4. */
export const replicate: Provider = {
  manifest: {
    id: 'replicate',
    name: { en: 'Replicate', vi: 'Replicate' },
    baseUrl: 'https://api.replicate.com',
    baseUrlEndings: [prefix],
    settings: [],
    owner: 'replicate',
    models,
    // 3000 questions a minute are allowed; a prediction is stopped after 30 minutes, behind a queue.
    tasks: { pollEveryMs: 1000, giveUpMs: 2 * 3_600_000, pollsPerSecond: 40, callback: true },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  tasks: { replicate: replicatePort({ prefix }) },
  readFault: readReplicateFault,
  probePath: `${prefix}/account`,
  passHeaders: [],
  simulator: () => createReplicateSimulator({ prefix }),
};
