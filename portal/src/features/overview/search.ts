import { oneOf, searchOf } from '@/search.ts';

export const overviewSearch = searchOf({
  period: oneOf(['24h', '7d', '30d', '90d']),
  by: oneOf(['model', 'key', 'channel', 'user']),
});
export type OverviewSearch = ReturnType<typeof overviewSearch>;
