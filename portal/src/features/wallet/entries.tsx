import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { addressOf, call, send } from '@/api/client.ts';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { exactTime, Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { useMode } from '@/frame/mode.ts';
import type { Line } from './queries.ts';

const route = getRouteApi('/console/wallet');

/** A line that stands for a day shows the day, any other its moment. */
function When({ line }: { readonly line: Line }) {
  const { i18n } = useTranslation();
  if (line.source !== 'calls' && line.source !== 'holds') return <Time iso={line.at} />;
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(new Date(line.at));
  return <time dateTime={line.at.slice(0, 10)}>{day}</time>;
}

function What({ line }: { readonly line: Line }) {
  const { t } = useTranslation('wallet');
  if (line.source === 'calls') return t('what.calls', { count: line.entries });
  if (line.source === 'order' || line.source === 'order-refund') {
    const by = line.note === 'stripe' ? t('method.stripe') : t('method.bank');
    return line.source === 'order' ? t('what.order', { by }) : t('what.orderRefund', { by });
  }
  const words = {
    code: t('what.code'),
    invitation: t('what.invitation'),
    gift: t('what.gift'),
    operator: t('what.operator'),
    refund: t('what.refund'),
    limit: t('what.limit'),
    holds: t('what.holds'),
  }[line.source];
  return (
    <>
      {words}
      {line.note ? <span className="text-soft"> · {line.note}</span> : null}
    </>
  );
}

function Lines({ lines, test }: { readonly lines: readonly Line[]; readonly test: boolean }) {
  const { t, i18n } = useTranslation('wallet');
  return (
    <TableFrame aria-label={t('entries.title')}>
      <Table>
        <Head>
          <tr>
            <HeadCell>{t('entries.when')}</HeadCell>
            <HeadCell>{t('entries.what')}</HeadCell>
            <HeadCell className="text-right">{t('entries.amount')}</HeadCell>
          </tr>
        </Head>
        <tbody>
          {lines.map((line) => (
            <Row key={`${line.source}${line.at}${line.ref}`}>
              <Cell className="w-36 text-soft" title={exactTime(line.at, i18n.language)}>
                <When line={line} />
              </Cell>
              <Cell className="min-w-40">
                <What line={line} />
              </Cell>
              <NumberCell>
                <span className={cn(!line.amount_usd.startsWith('-') && !test && 'text-jade-strong')}>
                  {line.amount_usd.startsWith('-') ? '' : '+'}
                  <Money exact={line.amount_usd} test={test} />
                </span>
              </NumberCell>
            </Row>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

/** Every movement of money, a day's calls as one line. */
export function Entries() {
  const { t } = useTranslation('wallet');
  const mode = useMode();
  const { filter } = route.useSearch();
  const navigate = route.useNavigate();
  const errorText = useErrorText();
  const offset = -new Date().getTimezoneOffset();
  const list = useInfiniteQuery({
    queryKey: ['wallet', 'entries', mode, filter ?? 'all', offset],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/portal/wallet/entries', {
        query: {
          mode,
          filter: filter ?? 'all',
          offset_minutes: offset,
          ...(pageParam === null ? {} : { before: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const download = useMutation({
    mutationFn: async () => {
      const response = await send('GET', addressOf('/api/portal/wallet/entries.csv', {}, { mode }));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const lines = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="entries-title" className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="entries-title" className="text-base">
          {t('entries.title')}
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            label={t('entries.filter')}
            value={filter ?? 'all'}
            onChange={(next) =>
              void navigate({
                search: (now) => ({ ...now, filter: next === 'all' ? undefined : next }),
                replace: true,
              })
            }
            options={[
              { value: 'all', label: t('entries.all') },
              { value: 'in', label: t('entries.in') },
              { value: 'calls', label: t('entries.calls') },
            ]}
          />
          <Button size="sm" busy={download.isPending} onClick={() => download.mutate()}>
            <Download aria-hidden />
            {t('entries.csv')}
          </Button>
        </div>
      </div>
      {list.isPending ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={6} />
        </div>
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={list.refetch} className="rounded border bg-panel" />
      ) : lines.length === 0 ? (
        <EmptyState icon={ReceiptText} title={t('entries.empty')} className="rounded border bg-panel">
          {filter ? t('entries.emptyFilter') : t('entries.emptyHelp')}
        </EmptyState>
      ) : (
        <>
          <Lines lines={lines} test={mode === 'test'} />
          {list.hasNextPage ? (
            <Button
              className="justify-self-center"
              busy={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('common:loadMore')}
            </Button>
          ) : null}
        </>
      )}
    </section>
  );
}
