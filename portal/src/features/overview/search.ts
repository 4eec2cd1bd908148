import { z } from 'zod';

export const overviewSearch = z.object({
  period: z.enum(['24h', '7d', '30d', '90d']).optional().catch(undefined),
  by: z.enum(['model', 'key', 'channel', 'user']).optional().catch(undefined),
});
export type OverviewSearch = z.output<typeof overviewSearch>;
