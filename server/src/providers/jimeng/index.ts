import type { Provider } from '../../spec/provider.ts';
import { readFault } from '../_families/jimeng/faults.ts';
import { visualPort } from '../_families/jimeng/port.ts';
import { jimengImagesPort } from '../_families/jimeng-images/port.ts';
import { models } from './models.ts';
import { credentialsOf, signHeaders } from './sign.ts';
import { createJimengSimulator } from './simulator.ts';

/**
 * Jimeng's films and pictures through Volcengine's visual API. The channel's key is `AccessKeyId|SecretAccessKey`, and requests are
 * signed; a key that begins with `sk-` is sent as a bearer, for gateways that serve this API under keys of their own (base
 * URL `https://gateway.example/jimeng`).
 */
export const jimeng: Provider = {
  manifest: {
    id: 'jimeng',
    name: { en: 'Jimeng (Volcengine visual API)', vi: 'Jimeng (API thị giác Volcengine)' },
    baseUrl: 'https://visual.volcengineapi.com',
    owner: 'bytedance',
    settings: [],
    keyHelp: {
      en: '`AccessKeyId|SecretAccessKey` of Volcengine, or the `sk-` key of a gateway that serves this API.',
      vi: '`AccessKeyId|SecretAccessKey` của Volcengine, hoặc khóa `sk-` của cổng cung cấp API này.',
    },
    models,
    // A task is forgotten after twelve hours.
    tasks: { pollEveryMs: 5000, giveUpMs: 12 * 3_600_000, pollsPerSecond: 2 },
  },
  authorize({ key }): Record<string, string> {
    const credentials = credentialsOf(key);
    return credentials.by === 'bearer' ? { authorization: `Bearer ${credentials.token}` } : {};
  },
  sign(request, { key }, now) {
    const credentials = credentialsOf(key);
    return credentials.by === 'bearer' ? {} : signHeaders(request, credentials, now);
  },
  wires: {},
  tasks: { jimeng: visualPort(), 'jimeng-images': jimengImagesPort() },
  readFault,
  passHeaders: [],
  simulator: () => createJimengSimulator(),
};
