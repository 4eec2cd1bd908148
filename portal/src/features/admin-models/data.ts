import { queryOptions } from '@tanstack/react-query';
import { call, type Reply } from '@/api/client.ts';

export type PriceTable = Reply<'GET /api/admin/price-table'>;
export type PriceRow = PriceTable['models'][number];
export type Condition = PriceTable['conditions'][number]['when'][number];

export const priceTableQuery = queryOptions({
  queryKey: ['admin', 'price-table'],
  queryFn: ({ signal }) => call('GET /api/admin/price-table', { signal }),
  staleTime: 30_000,
});

/** What a change of prices makes stale. */
export const priceKeys = [['admin', 'price-table'], ['admin', 'price-history'], ['catalogue']] as const;

export type Shown = {
  readonly q?: string | undefined;
  readonly maker?: string | undefined;
  readonly state?: PriceRow['price'] | 'changed' | 'retired' | undefined;
  readonly all?: boolean | undefined;
};

/** What cannot be called for want of a price stands first, then what is served, then the rest. */
const rank = (row: PriceRow): number => {
  const served = row.channels.some(({ enabled }) => enabled);
  return served && row.price === 'none' ? 0 : served ? 1 : row.channels.length > 0 ? 2 : 3;
};

export function shownRows(table: PriceTable, { q, maker, state, all }: Shown): readonly PriceRow[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const anyServed = table.models.some(({ channels }) => channels.length > 0);
  return table.models
    .filter((row) => {
      if (!all && anyServed && row.channels.length === 0) return false;
      if (maker && row.maker !== maker) return false;
      if (state === 'changed') {
        if (!row.list_newer) return false;
      } else if (state === 'retired') {
        if (!row.retired) return false;
      } else if (state && row.price !== state) return false;
      const text = `${row.name} ${row.title ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((row) => ({ row, rank: rank(row) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}
