import { z } from 'zod';

/** What the log is asked for, as it stands in the address. The side (live or test) is the frame's. */
export const logSearch = z.object({
  period: z.enum(['1h', '24h', '7d', '30d', '90d']).optional().catch(undefined),
  from: z.coerce.string().optional(),
  to: z.coerce.string().optional(),
  model: z.coerce.string().optional(),
  key: z.coerce.number().int().positive().optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
  dialect: z.string().optional().catch(undefined),
  min_cost: z.coerce.string().optional(),
  id: z.coerce.string().optional(),
  user: z.coerce.string().optional(),
  channel: z.coerce.number().int().positive().optional().catch(undefined),
  group: z.coerce.string().optional(),
  live: z.boolean().optional().catch(undefined),
  /** The opened receipt. */
  request: z.coerce.string().optional(),
});

export type LogSearch = z.output<typeof logSearch>;
export type Scope = 'mine' | 'all';

export const logsPath = (scope: Scope) =>
  scope === 'all' ? ('/admin/logs' as const) : ('/console/logs' as const);

/** What of the address the gateway is asked for. */
export function filtersOf({ live, request, period, ...filters }: LogSearch, scope: Scope) {
  const spanned = filters.from !== undefined || filters.to !== undefined;
  const { user, channel, group, ...mine } = filters;
  return {
    scope,
    ...mine,
    ...(scope === 'all' ? { user, channel, group } : {}),
    ...(spanned || filters.id ? {} : { period: period ?? '30d' }),
  };
}

/** Narrower than everything of the period. */
export const isFiltered = ({ live, request, period, ...filters }: LogSearch): boolean =>
  Object.values(filters).some((value) => value !== undefined && value !== '');
