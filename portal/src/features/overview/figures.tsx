import { TrendingDown, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '@/components/money.tsx';
import { shownMs } from '../logs/duration.ts';
import { changeOf, type Usage } from './usage.ts';

/** The sums of the period beside those of the time before. */
export function Figures({ usage }: { readonly usage: Usage }) {
  const { t, i18n } = useTranslation('overview');
  const { totals, before, balance } = usage;
  const number = new Intl.NumberFormat(i18n.language);
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 });
  const test = usage.mode === 'test';
  const spend = changeOf(Number(totals.cost_usd), Number(before.cost_usd));
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line md:grid-cols-3 lg:grid-cols-5">
      <Figure
        name={t('figures.spend')}
        detail={<Change of={spend} />}
        value={<Money exact={totals.cost_usd} test={test} className="text-xl" />}
      />
      <Figure
        name={t('figures.calls')}
        detail={<Change of={changeOf(totals.calls, before.calls)} />}
        value={number.format(totals.calls)}
      />
      <Figure
        name={t('figures.tokens')}
        detail={
          totals.input_tokens > 0
            ? t('figures.cached', { share: percent.format(totals.cached_tokens / totals.input_tokens) })
            : ''
        }
        value={
          <span title={`${number.format(totals.input_tokens)} → ${number.format(totals.output_tokens)}`}>
            {new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 }).format(
              totals.input_tokens + totals.output_tokens,
            )}
          </span>
        }
      />
      <Figure
        name={t('figures.firstByte')}
        detail={totals.first_byte_ms ? t('figures.p95', { time: shownMs(totals.first_byte_ms.p95) }) : ''}
        value={
          <span title={t('figures.about', { share: percent.format(usage.quantile_error) })}>
            {totals.first_byte_ms ? shownMs(totals.first_byte_ms.p50) : '–'}
          </span>
        }
      />
      {balance && !test ? (
        <Figure
          name={t('figures.balance')}
          detail={
            balance.days_left === null
              ? balance.limited
                ? t('figures.noSpend')
                : t('figures.unlimited')
              : t('figures.daysLeft', {
                  count: Math.floor(balance.days_left),
                  shown: balance.days_left > 999 ? '> 999' : number.format(Math.floor(balance.days_left)),
                })
          }
          value={<Money exact={balance.usd} className="text-xl" />}
        />
      ) : (
        <Figure
          name={t('figures.failures')}
          detail={t('figures.ofCalls', { calls: number.format(totals.failures) })}
          value={totals.calls > 0 ? percent.format(totals.failures / totals.calls) : '–'}
        />
      )}
    </dl>
  );
}

const Figure = ({
  name,
  value,
  detail,
}: {
  readonly name: string;
  readonly value: ReactNode;
  readonly detail: ReactNode;
}) => (
  <div className="grid content-start gap-0.5 bg-panel px-4 py-3 max-md:last:col-span-2 md:max-lg:last:col-span-2">
    <dt className="text-soft text-sm">{name}</dt>
    <dd className="font-mono text-xl tabular">{value}</dd>
    <dd className="min-h-4.5 text-soft text-xs">{detail}</dd>
  </div>
);

/** More or less than before says nothing about good or bad, so it has no colour. */
function Change({ of: change }: { readonly of: number | null }) {
  const { t, i18n } = useTranslation('overview');
  if (change === null) return null;
  const text = new Intl.NumberFormat(i18n.language, {
    style: 'percent',
    maximumFractionDigits: Math.abs(change) < 0.1 ? 1 : 0,
    signDisplay: 'exceptZero',
  }).format(change);
  const Icon = change < 0 ? TrendingDown : TrendingUp;
  return (
    <span className="inline-flex items-center gap-1">
      <Icon className="size-3" aria-hidden />
      {t('figures.change', { change: text })}
    </span>
  );
}
