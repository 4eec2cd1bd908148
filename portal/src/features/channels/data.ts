import { queryOptions } from '@tanstack/react-query';
import { type Body, call, type Reply } from '@/api/client.ts';

export type Channel = Reply<'GET /api/admin/channels'>['items'][number];
export type Provider = Reply<'GET /api/admin/providers'>['items'][number];
export type Health = Reply<'GET /api/admin/health'>;
export type ChannelHealth = Health['channels'][number];
export type NewChannel = Body<'POST /api/admin/channels'>;
export type Exchange = NonNullable<Reply<'POST /api/admin/channels/{id}/test'>['exchange']>;

export const channelsQuery = queryOptions({
  queryKey: ['admin', 'channels'],
  queryFn: ({ signal }) => call('GET /api/admin/channels', { signal }),
});

/** What the forms are drawn from: changes with the program alone. */
export const providersQuery = queryOptions({
  queryKey: ['admin', 'providers'],
  queryFn: ({ signal }) => call('GET /api/admin/providers', { signal }),
  staleTime: 5 * 60_000,
});

export const healthQuery = queryOptions({
  queryKey: ['admin', 'health'],
  queryFn: ({ signal }) => call('GET /api/admin/health', { signal }),
  refetchInterval: 15_000,
});

export const groupsQuery = queryOptions({
  queryKey: ['admin', 'groups'],
  queryFn: ({ signal }) => call('GET /api/admin/groups', { signal }),
});

/** In the reader's language. */
export const textIn = (
  text: { readonly en: string; readonly vi: string } | null,
  language: string,
): string => (text === null ? '' : language === 'vi' ? text.vi : text.en);

/** Lines, without empty ones and without those that stand twice. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
