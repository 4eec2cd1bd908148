import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { Money } from '@/components/money.tsx';
import { ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';

const size = 10;

/** What moved a balance, newest first. */
export function EntryList({ account }: { readonly account: number }) {
  const { t } = useTranslation('users');
  const list = useInfiniteQuery({
    queryKey: ['admin', 'user', 'entries', account],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/admin/ledger/entries', {
        query: { account: String(account), page: pageParam, size } as never,
        signal,
      }),
    getNextPageParam: (last) => (last.page * last.size < last.total ? last.page + 1 : undefined),
  });
  if (list.isPending) return <SkeletonRows rows={3} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={list.refetch} className="py-4" />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="text-base text-soft">{t('entries.none')}</p>;
  return (
    <div className="grid grid-cols-1 gap-2">
      <ul className="grid grid-cols-1 divide-y rounded border text-sm">
        {items.map((one) => (
          <li key={one.id} className="flex items-baseline gap-3 px-3 py-1.5">
            <span className="w-24 shrink-0">{t(`entries.kinds.${one.kind}`)}</span>
            <span className="min-w-0 grow truncate text-soft" title={one.note ?? one.cause}>
              {one.note ?? one.cause}
            </span>
            <Money exact={one.amount_usd} />
            <span className="w-24 shrink-0 text-right text-soft max-sm:hidden">
              <Time iso={one.at} />
            </span>
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          className="justify-self-start"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('common:loadMore')}
        </Button>
      ) : null}
    </div>
  );
}
