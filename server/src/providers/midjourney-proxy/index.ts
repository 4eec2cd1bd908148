import type { Provider } from '../../spec/provider.ts';
import { readFault } from '../_families/midjourney/faults.ts';
import { midjourneyPort, speedSetting } from '../_families/midjourney/port.ts';
import { createSimulator } from '../_families/midjourney/simulator/index.ts';
import { models } from './models.ts';

/**
 * A server of the midjourney-proxy protocol (novicezk/midjourney-proxy, trueai-org/midjourney-proxy, or a gateway): it
 * stands between its clients and accounts at Midjourney.
 */
export const midjourneyProxy: Provider = {
  manifest: {
    id: 'midjourney-proxy',
    name: { en: 'Midjourney proxy', vi: 'Midjourney proxy' },
    owner: 'midjourney',
    settings: [
      {
        name: speedSetting,
        label: {
          en: 'How the speed is sent: path (/mj-relax/mj, when empty), flag (--relax in the prompt) or none',
          vi: 'Cách gửi tốc độ: path (/mj-relax/mj, khi để trống), flag (--relax trong prompt) hoặc none',
        },
        required: false,
        secret: false,
      },
    ],
    models,
    // A proxy gives a job up after 5 minutes by default, a relaxed one may wait longer; gateways wait an hour.
    tasks: { pollEveryMs: 3000, giveUpMs: 3_600_000, pollsPerSecond: 5, callback: true },
  },
  // Gateways of the family read either header.
  authorize: ({ key }) => ({ 'mj-api-secret': key, authorization: `Bearer ${key}` }),
  wires: {},
  tasks: { midjourney: midjourneyPort({ prefix: '' }) },
  readFault,
  passHeaders: [],
  simulator: createSimulator,
};
