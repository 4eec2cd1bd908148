import { queryOptions } from '@tanstack/react-query';
import { call } from '@/api/client.ts';

export const modelsQuery = queryOptions({
  queryKey: ['models', ''],
  queryFn: ({ signal }) => call('GET /api/portal/models', { query: {}, signal }),
  staleTime: 5 * 60_000,
});
