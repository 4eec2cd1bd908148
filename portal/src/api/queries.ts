import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, call, type Reply } from './client.ts';

export type Session = Reply<'GET /api/portal/session'>;
export type SessionUser = NonNullable<Session['user']>;
export type Site = Reply<'GET /api/portal/site'>;

/** A refusal will be one again; only what may have been a hiccup is asked for once more. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
    mutations: { retry: false },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('GET /api/portal/session', { signal }),
  staleTime: 30_000,
});

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => call('GET /api/portal/site', { signal }),
  staleTime: 5 * 60_000,
});
