import type { Provider } from '../../spec/provider.ts';
import { openAiModelList } from '../_families/openai-compatible/model-list.ts';
import { realtimeSessions } from '../_families/openai-realtime/index.ts';
import { readFault } from './faults.ts';
import { createRelaySessions, createRelaySimulator } from './simulator.ts';
import { tasks } from './tasks.ts';
import { wiresOf } from './wires.ts';

const hour = 3_600_000;

const manifest: Provider['manifest'] = {
  id: 'relay',
  name: { en: 'Another gateway (all formats)', vi: 'Cổng API khác (mọi định dạng)' },
  owner: 'custom',
  baseUrlEndings: ['/v1', '/v1beta'],
  settings: [],
  models: [],
  // The gateway behind ends each task in its own time; the longest is Ark's, of which one may wait 72 hours.
  tasks: { pollEveryMs: 3000, giveUpMs: 74 * hour, pollsPerSecond: 10, callback: true },
};

/**
 * Another gateway of this family: one address and one key for the wires of every maker, which are passed on as they are.
 * Its base URL is the bare origin, `https://gateway.example`. Which models it has, the operator says.
 */
export const relay: Provider = {
  manifest,
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: wiresOf(manifest),
  tasks,
  sessions: realtimeSessions({ serves: () => true, path: '/v1/realtime' }),
  readFault,
  probePath: '/v1/models',
  modelList: openAiModelList('/v1/models'),
  passHeaders: [],
  simulator: () => createRelaySimulator({ id: manifest.id }),
  realtimeSimulator: createRelaySessions,
};
