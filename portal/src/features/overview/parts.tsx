import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { shownMs } from '../logs/duration.ts';
import { logsPath } from '../logs/search.ts';
import { usePartName } from './charts-of-usage.tsx';
import { behind, type Usage } from './usage.ts';

/** The parts of the period in figures. */
export function Parts({ usage }: { readonly usage: Usage }) {
  const { t, i18n } = useTranslation('overview');
  const partName = usePartName(usage);
  const number = new Intl.NumberFormat(i18n.language);
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <Card title={t(`parts.${usage.by}`)} flush>
      <TableFrame className="rounded-none border-x-0 border-b-0">
        <Table>
          <Head>
            <tr>
              <HeadCell>{t(`by.${usage.by}`)}</HeadCell>
              <HeadCell className="text-right">{t('figures.spend')}</HeadCell>
              <HeadCell className="text-right">{t('figures.calls')}</HeadCell>
              <HeadCell className="text-right">{t('parts.faults')}</HeadCell>
              <HeadCell className="text-right">{t('parts.tokens')}</HeadCell>
              <HeadCell className="text-right">{t('charts.p50')}</HeadCell>
              <HeadCell className="text-right">{t('charts.p95')}</HeadCell>
            </tr>
          </Head>
          <tbody>
            {usage.series.map((part) => (
              <Row key={part.part ?? 'others'}>
                <Cell className={cn('max-w-72 truncate', usage.by === 'model' && 'font-mono')}>
                  <Link
                    to={logsPath(usage.scope)}
                    search={behind(usage, undefined, part)}
                    className="hover:text-jade hover:underline"
                  >
                    {partName(part)}
                  </Link>
                </Cell>
                <NumberCell>
                  <Money exact={part.cost_usd} test={usage.mode === 'test'} />
                </NumberCell>
                <NumberCell>{number.format(part.calls)}</NumberCell>
                <NumberCell className={cn(part.failures > 0 ? 'text-red' : part.faults > 0 && 'text-amber')}>
                  {part.calls > 0 ? percent.format(part.faults / part.calls) : '–'}
                </NumberCell>
                <NumberCell>
                  {part.input_tokens + part.output_tokens === 0
                    ? '–'
                    : `${number.format(part.input_tokens)} → ${number.format(part.output_tokens)}`}
                </NumberCell>
                <NumberCell>{part.first_byte_ms ? shownMs(part.first_byte_ms.p50) : '–'}</NumberCell>
                <NumberCell>{part.first_byte_ms ? shownMs(part.first_byte_ms.p95) : '–'}</NumberCell>
              </Row>
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}
