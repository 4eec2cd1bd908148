import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, call, type Reply, send } from './client.ts';

export type SessionUser = {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: 'user' | 'admin' | 'root';
  readonly group: string;
  readonly email_verified: boolean;
  readonly two_factor: boolean;
  readonly limited: boolean;
  readonly balance_usd: string;
  readonly held_usd: string;
  readonly test_balance_usd: string;
  readonly created_at: string;
  readonly access_token_set: boolean;
  readonly impersonated_by: null | { readonly id: number; readonly email: string };
};
export type Session = { readonly user: SessionUser | null };
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
  queryFn: async ({ signal }) =>
    ((await (await send('GET', '/api/portal/session', { signal })).json()) as { data: Session }).data,
  staleTime: 30_000,
});

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => call('GET /api/portal/site', { signal }),
  staleTime: 5 * 60_000,
});
