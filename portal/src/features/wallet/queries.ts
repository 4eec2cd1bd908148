import { queryOptions } from '@tanstack/react-query';
import { call, type Reply } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';

export type Order = Reply<'GET /api/portal/orders/{id}'>;
export type Line = Reply<'GET /api/portal/wallet/entries'>['items'][number];

export const walletQuery = queryOptions({
  queryKey: ['wallet'],
  queryFn: ({ signal }) => call('GET /api/portal/wallet', { signal }),
});

export const openOrdersQuery = queryOptions({
  queryKey: ['wallet', 'orders'],
  queryFn: ({ signal }) => call('GET /api/portal/orders', { query: { state: 'open', size: 10 }, signal }),
});

export const invitationsQuery = queryOptions({
  queryKey: ['wallet', 'invitations'],
  queryFn: ({ signal }) => call('GET /api/portal/wallet/invitations', { signal }),
});

/** After money came: the page, and the balance in the frame. */
export const moneyMoved = async (): Promise<void> => {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['wallet'] }),
    queries.invalidateQueries({ queryKey: ['session'] }),
  ]);
};
