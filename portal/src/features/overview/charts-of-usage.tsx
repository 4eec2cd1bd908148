import { useTranslation } from 'react-i18next';
import { shownUsd } from '@/components/money.tsx';
import { shownMs } from '../logs/duration.ts';
import { useFaultName } from '../logs/fault-name.ts';
import { ChartCard } from './chart-card.tsx';
import type { Datum } from './charts.tsx';
import { behind, bucketNames, type Part, type Usage } from './usage.ts';

const colors = Array.from({ length: 8 }, (_, index) => `var(--chart-${index + 1})`);
const rest = 'var(--line-strong)';
const mostFaults = 7;

/** How a part is called where it has no name: deleted keys, made-up models. */
export function usePartName(usage: Usage): (part: Part) => string {
  const { t } = useTranslation('overview');
  return (part) => {
    if (part.part === null) return t('others');
    if (part.name) return part.name;
    if (usage.by === 'model') return t('unknownModel');
    return part.part === '0' ? t('nobody') : `#${part.part}`;
  };
}

const keyOf = (part: Part): string => (part.part === null ? 'others' : `part ${part.part}`);

export function Charts({ usage }: { readonly usage: Usage }) {
  const { t, i18n } = useTranslation('overview');
  const faultName = useFaultName();
  const partName = usePartName(usage);
  const names = bucketNames(usage, i18n.language);
  const number = new Intl.NumberFormat(i18n.language, { notation: 'compact' });
  const byKey = new Map(usage.series.map((part) => [keyOf(part), part]));
  const scope = usage.scope;
  const series = usage.series.map((part, index) => ({
    key: keyOf(part),
    name: partName(part),
    color: part.part === null ? rest : (colors[index % colors.length] ?? rest),
  }));
  const parts = (of: 'cost_usd' | 'calls'): Datum[] => {
    const rows = new Map(usage.points.map(({ at }) => [at, { at } as Record<string, number | string>]));
    for (const part of usage.series)
      for (const point of part.points) {
        const row = rows.get(point.at);
        // Only for the height of a bar: amounts themselves are shown from their exact text.
        if (row) row[keyOf(part)] = Number(point[of]);
      }
    return [...rows.values()] as unknown as Datum[];
  };
  const codes = usage.by_fault.map(({ fault }) => fault).slice(0, mostFaults);
  const faultData = usage.points.map(({ at, by_fault }): Datum => {
    const others = Object.entries(by_fault)
      .filter(([code]) => !codes.includes(code))
      .reduce((sum, [, calls]) => sum + calls, 0);
    return {
      at,
      ...Object.fromEntries(codes.map((code) => [code, by_fault[code] ?? 0])),
      ...(usage.by_fault.length > mostFaults ? { others } : {}),
    };
  });
  const faultSeries = [
    ...codes.map((code, index) => ({
      key: code,
      name: faultName(code),
      color: colors[(index + 4) % colors.length] ?? rest,
    })),
    ...(usage.by_fault.length > mostFaults ? [{ key: 'others', name: t('others'), color: rest }] : []),
  ];
  const common = { scope, names } as const;
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <ChartCard
        {...common}
        title={t(usage.bucket === 'day' ? 'charts.spendDay' : 'charts.spendHour')}
        form="stacked"
        data={parts('cost_usd')}
        series={series}
        textOf={(value) => shownUsd(asText(value))}
        behind={(at, key) => behind(usage, at, key === undefined ? undefined : byKey.get(key))}
        empty={t('charts.noSpend')}
      />
      <ChartCard
        {...common}
        title={t('charts.calls')}
        form="stacked"
        data={parts('calls')}
        series={series}
        textOf={(value) => number.format(value)}
        behind={(at, key) => behind(usage, at, key === undefined ? undefined : byKey.get(key))}
        empty={t('charts.noCalls')}
      />
      <ChartCard
        {...common}
        title={t('charts.firstByte')}
        form="lines"
        data={usage.points.map(({ at, first_byte_ms }) => ({
          at,
          p50: first_byte_ms?.p50 ?? null,
          p95: first_byte_ms?.p95 ?? null,
        }))}
        series={[
          { key: 'p50', name: t('charts.p50'), color: 'var(--chart-1)' },
          { key: 'p95', name: t('charts.p95'), color: 'var(--chart-3)' },
        ]}
        textOf={shownMs}
        behind={(at) => behind(usage, at, undefined, 'ok')}
        empty={t('charts.noAnswers')}
      />
      <ChartCard
        {...common}
        title={t('charts.faults')}
        form="stacked"
        data={faultData}
        series={faultSeries}
        textOf={(value) => number.format(value)}
        behind={(at, key) =>
          behind(usage, at, undefined, key === undefined || key === 'others' ? 'fault' : key)
        }
        empty={t('charts.noFaults')}
      />
    </div>
  );
}

/** A height on the axis as decimal text: floats write very small ones with an exponent. */
const asText = (value: number): string => value.toFixed(12).replace(/0+$/, '').replace(/\.$/, '');
