import { z } from 'zod';
import { quotaPerUsd } from '../quota.ts';
import { defineRoute } from '../route.ts';
import { readSetting, settings } from '../settings.ts';

export const statusRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/status',
    auth: 'nobody',
    summary: { en: 'Facts about this site', vi: 'Thông tin về trang này' },
    reply: z.object({
      version: z.string(),
      start_time: z.number().int().describe('Unix seconds'),
      system_name: z.string(),
      docs_link: z.string(),
      quota_per_unit: z.number().describe('Quota units for 1 USD'),
      display_in_currency: z.boolean(),
      quota_display_type: z.string(),
      setup: z.boolean(),
    }),
    handler: async (_ask, deps) => ({
      version: deps.version,
      start_time: Math.floor(deps.startedAt / 1000),
      system_name: await readSetting(deps.store, settings.siteName),
      docs_link: '/docs',
      quota_per_unit: quotaPerUsd,
      display_in_currency: true,
      quota_display_type: 'USD',
      setup: true,
    }),
  }),
];
