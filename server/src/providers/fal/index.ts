import type { Provider } from '../../spec/provider.ts';
import { createFalSimulator, falPort, readFalFault } from '../_families/fal/index.ts';
import { models } from './models.ts';

/** fal.ai's queue. Source: https://docs.fal.ai/model-apis/model-endpoints/queue, @fal-ai/client 1.10.1. */
export const fal: Provider = {
  manifest: {
    id: 'fal',
    name: { en: 'fal.ai', vi: 'fal.ai' },
    baseUrl: 'https://queue.fal.run',
    settings: [],
    owner: 'fal',
    models,
    // The queue itself tries a request again for a while before it gives up.
    tasks: { pollEveryMs: 2000, giveUpMs: 2 * 3_600_000, pollsPerSecond: 20, callback: true },
  },
  authorize: ({ key }) => ({ authorization: `Key ${key}` }),
  wires: {},
  tasks: { fal: falPort({ prefix: '' }) },
  readFault: readFalFault,
  passHeaders: [],
  simulator: () => createFalSimulator(),
};
