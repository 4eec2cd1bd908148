import { queryOptions } from '@tanstack/react-query';
import { call } from '@/api/client.ts';

export const catalogueQuery = (group?: string) =>
  queryOptions({
    queryKey: ['catalogue', group ?? ''],
    queryFn: ({ signal }) =>
      call('GET /api/portal/models', { ...(group === undefined ? {} : { query: { group } }), signal }),
    staleTime: 60_000,
  });

export const modelQuery = (name: string, group?: string) =>
  queryOptions({
    queryKey: ['catalogue', 'model', name, group ?? ''],
    queryFn: ({ signal }) =>
      call('GET /api/portal/models/{name}', {
        params: { name },
        ...(group === undefined ? {} : { query: { group } }),
        signal,
      }),
    staleTime: 60_000,
  });
