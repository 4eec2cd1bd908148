import type { Provider } from '../../spec/provider.ts';
import { bearerOf, createKlingSimulator, klingPort, readFault } from '../_families/kling/index.ts';
import { models } from './models.ts';

/**
 * Kling's own API. The channel's key is `AccessKey|SecretKey` (a token is made of it) or one of the newer API keys, which
 * alone open the newest models. Source: kling.ai/document-api.
 */
export const kling: Provider = {
  manifest: {
    id: 'kling',
    name: { en: 'Kling', vi: 'Kling' },
    baseUrl: 'https://api-singapore.klingai.com',
    owner: 'kuaishou',
    settings: [],
    keyHelp: {
      en: '`AccessKey|SecretKey`, or one of the newer API keys, which alone open the newest models.',
      vi: '`AccessKey|SecretKey`, hoặc khóa API kiểu mới; chỉ khóa kiểu mới mới dùng được các model mới nhất.',
    },
    models,
    // A video takes three to six minutes, a picture half a one; there is no limit of queries, and no task of hours.
    tasks: { pollEveryMs: 5000, giveUpMs: 2 * 3_600_000, pollsPerSecond: 10, callback: true },
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${bearerOf(key)}` }),
  wires: {},
  tasks: { kling: klingPort({ prefix: '' }) },
  readFault,
  probePath: '/v1/videos/text2video?pageNum=1&pageSize=1',
  passHeaders: [],
  simulator: () => createKlingSimulator({ models }),
};
