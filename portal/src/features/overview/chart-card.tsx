import { Link, useNavigate } from '@tanstack/react-router';
import { Table2 } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { type LogSearch, logsPath, type Scope } from '../logs/search.ts';
import type { Datum, Series } from './charts.tsx';

const Stacked = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.Stacked })));
const Lines = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.Lines })));

type Props = {
  readonly title: string;
  readonly description?: string;
  readonly form: 'stacked' | 'lines';
  readonly scope: Scope;
  readonly data: readonly Datum[];
  readonly series: readonly Series[];
  readonly names: { readonly short: (at: string) => string; readonly full: (at: string) => string };
  /** On the axis and in the table. */
  readonly textOf: (value: number) => string;
  /** The rows of the log behind a point. */
  readonly behind: (at: string | undefined, key: string | undefined) => LogSearch;
  readonly empty: string;
  readonly children?: ReactNode;
};

/** A chart, its legend whose names lead to the log, and the same as a table. */
export function ChartCard({
  title,
  description,
  form,
  scope,
  data,
  series,
  names,
  textOf,
  behind,
  empty,
}: Props) {
  const { t } = useTranslation('overview');
  const navigate = useNavigate();
  const [table, setTable] = useState(false);
  const to = logsPath(scope);
  const Chart = form === 'stacked' ? Stacked : Lines;
  const something = data.some((datum) => series.some(({ key }) => Number(datum[key] ?? 0) > 0));
  return (
    <Card
      title={title}
      description={description}
      actions={
        something ? (
          <Button look="quiet" size="sm" aria-pressed={table} onClick={() => setTable(!table)}>
            <Table2 aria-hidden />
            {t(table ? 'asChart' : 'asTable')}
          </Button>
        ) : null
      }
    >
      {!something ? (
        <p className="grid h-55 place-items-center text-center text-soft text-sm">{empty}</p>
      ) : table ? (
        <TableFrame className="max-h-70 overflow-auto">
          <Table>
            <Head className="sticky top-0">
              <tr>
                <HeadCell>{t('time')}</HeadCell>
                {series.map(({ key, name }) => (
                  <HeadCell key={key} className="text-right">
                    {name}
                  </HeadCell>
                ))}
              </tr>
            </Head>
            <tbody>
              {data.map((datum) => (
                <Row key={datum.at}>
                  <Cell className="whitespace-nowrap">
                    <Link to={to} search={behind(datum.at, undefined)} className="text-blue hover:underline">
                      {names.full(datum.at)}
                    </Link>
                  </Cell>
                  {series.map(({ key }) => (
                    <NumberCell key={key}>
                      {datum[key] === null || datum[key] === undefined ? '–' : textOf(Number(datum[key]))}
                    </NumberCell>
                  ))}
                </Row>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      ) : (
        <>
          <div aria-hidden className="[&_*:focus]:outline-none">
            <Suspense fallback={<Skeleton className="h-55" />}>
              <Chart
                data={data}
                series={series}
                nameOf={names.short}
                fullNameOf={names.full}
                textOf={textOf}
                onPick={(at, key) => void navigate({ to, search: behind(at, key) })}
              />
            </Suspense>
          </div>
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
            {series.map(({ key, name, color }) => (
              <li key={key} className="min-w-0">
                <Link
                  to={to}
                  search={behind(undefined, key)}
                  className="flex max-w-60 items-center gap-1.5 text-soft hover:text-ink"
                >
                  <span className="size-2 shrink-0 rounded-full" style={{ background: color }} aria-hidden />
                  <span className="truncate">{name}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
