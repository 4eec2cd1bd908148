import { flag, oneOf, searchOf, text, whole } from '@/search.ts';

/** What the log is asked for, as it stands in the address. The side (live or test) is the frame's. */
export const logSearch = searchOf({
  period: oneOf(['1h', '24h', '7d', '30d', '90d']),
  from: text(),
  to: text(),
  model: text(),
  key: whole(),
  outcome: text(),
  dialect: text(),
  min_cost: text(),
  id: text(),
  user: text(),
  channel: whole(),
  group: text(),
  live: flag,
  /** The opened receipt. */
  request: text(),
});

export type LogSearch = ReturnType<typeof logSearch>;
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
