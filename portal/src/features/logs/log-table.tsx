import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Head, HeadCell } from '@/components/ui/table.tsx';
import { shownMs } from './duration.ts';
import { useFaultName } from './fault-name.ts';
import type { Scope } from './search.ts';
import type { LogRow } from './use-log.ts';

const rowHeight = 41;

type Props = {
  readonly scope: Scope;
  readonly rows: readonly LogRow[];
  readonly opened: string | undefined;
  readonly onOpen: (request: string) => void;
  readonly more: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
  readonly stale: boolean;
};

/** As many rows as there are; only those in view are in the page. */
export function LogTable({ scope, rows, opened, onOpen, more, loading, onMore, stale }: Props) {
  const { t, i18n } = useTranslation('logs');
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.request_id ?? index,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const nearEnd = last !== undefined && last.index >= rows.length - 15;
  useEffect(() => {
    if (nearEnd && more && !loading) onMore();
  }, [nearEnd, more, loading, onMore]);
  const number = new Intl.NumberFormat(i18n.language);
  const columns = scope === 'all' ? 10 : 8;
  // Beside users and channels it has room on wide screens only.
  const keyPlace = scope === 'all' ? 'hidden 2xl:table-cell' : 'hidden lg:table-cell';
  return (
    <section
      ref={frame}
      tabIndex={0}
      aria-label={t('table.label')}
      aria-busy={stale}
      className={cn(
        'max-h-[max(24rem,calc(100dvh-15rem))] overflow-auto rounded border bg-panel transition-opacity',
        stale && 'opacity-60',
      )}
    >
      <table className="w-full border-collapse text-left text-sm" aria-rowcount={more ? -1 : rows.length}>
        <Head className="sticky top-0 z-10">
          <tr>
            <HeadCell>{t('table.at')}</HeadCell>
            <HeadCell>{t('table.model')}</HeadCell>
            <HeadCell className={keyPlace}>{t('table.key')}</HeadCell>
            {scope === 'all' ? (
              <>
                <HeadCell className="hidden md:table-cell">{t('table.user')}</HeadCell>
                <HeadCell className="hidden xl:table-cell">{t('table.channel')}</HeadCell>
              </>
            ) : null}
            <HeadCell className="hidden 2xl:table-cell">{t('table.dialect')}</HeadCell>
            <HeadCell className="hidden text-right md:table-cell">{t('table.tokens')}</HeadCell>
            <HeadCell className="hidden text-right lg:table-cell">{t('table.firstByte')}</HeadCell>
            <HeadCell className="hidden text-right sm:table-cell">{t('table.time')}</HeadCell>
            <HeadCell className="text-right">{t('table.cost')}</HeadCell>
          </tr>
        </Head>
        <tbody>
          <Gap height={first?.start ?? 0} columns={columns} />
          {items.map(({ index, key }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <tr
                key={key}
                style={{ height: rowHeight }}
                aria-selected={row.request_id === opened}
                onClick={() => onOpen(row.request_id)}
                className="cursor-default border-b last:border-b-0 hover:bg-hover/60 aria-selected:bg-hover"
              >
                <td className="whitespace-nowrap px-3 py-1.5">
                  <button type="button" className="rounded-sm text-left hover:text-jade">
                    <Time iso={row.at} />
                    <span className="sr-only">{t('table.open', { model: row.model })}</span>
                  </button>
                </td>
                <td className="w-full max-w-0 px-3 py-1.5">
                  <span className="flex min-w-0 items-center gap-2">
                    <span className="min-w-12 truncate font-mono" title={row.model}>
                      {row.model}
                    </span>
                    <Outcome row={row} />
                  </span>
                </td>
                <td className={cn('max-w-40 truncate px-3 py-1.5', keyPlace)} title={row.key?.name}>
                  {row.key?.name ?? ''}
                </td>
                {scope === 'all' ? (
                  <>
                    <td
                      className="hidden max-w-48 truncate px-3 py-1.5 md:table-cell"
                      title={row.operator?.user?.email}
                    >
                      {row.operator?.user?.email ?? ''}
                    </td>
                    <td
                      className="hidden max-w-40 truncate px-3 py-1.5 xl:table-cell"
                      title={row.operator?.channel?.name}
                    >
                      {row.operator?.channel?.name ?? ''}
                    </td>
                  </>
                ) : null}
                <td className="hidden whitespace-nowrap px-3 py-1.5 text-soft 2xl:table-cell">
                  {row.dialect}
                </td>
                <td className="hidden whitespace-nowrap px-3 py-1.5 text-right font-mono tabular md:table-cell">
                  <Tokens row={row} number={number} />
                </td>
                <td className="hidden whitespace-nowrap px-3 py-1.5 text-right font-mono tabular lg:table-cell">
                  {row.first_byte_ms === null ? <None /> : shownMs(row.first_byte_ms)}
                </td>
                <td className="hidden whitespace-nowrap px-3 py-1.5 text-right font-mono tabular sm:table-cell">
                  {row.ms === 0 && row.task ? <None /> : shownMs(row.ms)}
                </td>
                <td className="whitespace-nowrap px-3 py-1.5 text-right">
                  <Money exact={row.cost_usd} test={row.mode === 'test'} />
                </td>
              </tr>
            );
          })}
          <Gap height={last ? virtual.getTotalSize() - last.end : 0} columns={columns} />
        </tbody>
      </table>
      {more ? (
        <div className="grid place-items-center border-t p-2">
          <Button look="quiet" busy={loading} onClick={onMore}>
            {t('common:loadMore')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

const None = () => <span className="text-soft">{'–'}</span>;

/** Rows that are not in view take their room. */
const Gap = ({ height, columns }: { readonly height: number; readonly columns: number }) =>
  height > 0 ? (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} />
    </tr>
  ) : null;

function Tokens({ row, number }: { readonly row: LogRow; readonly number: Intl.NumberFormat }) {
  const { t } = useTranslation('logs');
  if (row.input_tokens === 0 && row.output_tokens === 0) return <None />;
  return (
    <span
      title={row.cached_tokens > 0 ? t('table.cached', { tokens: number.format(row.cached_tokens) }) : ''}
    >
      {number.format(row.input_tokens)}
      {row.cached_tokens > 0 ? <span className="text-jade">{'*'}</span> : null}
      <span className="text-soft">{' → '}</span>
      {number.format(row.output_tokens)}
    </span>
  );
}

const openTasks = ['sending', 'queued', 'running', 'waiting'];

/** Only what is worth a look has a mark: a fault, or a task on its way. */
export function Outcome({ row }: { readonly row: Pick<LogRow, 'fault' | 'failure' | 'task' | 'status'> }) {
  const { t } = useTranslation('logs');
  const faultName = useFaultName();
  if (row.fault !== null)
    return (
      <Badge tone={row.failure ? 'red' : 'amber'} title={`${row.status} ${row.fault}`} className="min-w-8">
        <span className="truncate">{faultName(row.fault)}</span>
      </Badge>
    );
  if (row.task?.state && openTasks.includes(row.task.state))
    return <Badge tone="jade">{t(`tasks.${row.task.state}`)}</Badge>;
  return null;
}
