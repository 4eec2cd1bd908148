import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { currentLanguage } from '@/i18n.ts';
import {
  type Catalogue,
  inUnits,
  isCounted,
  type Meter,
  type Rate,
  shownPer,
  type Unit,
} from './catalogue.ts';
import { shownPrice } from './price.ts';

/** "/ 1M tokens", "/ image", "/ minute": what a price is for. */
export function usePerWords(): (meter: Meter, per: number) => string {
  const { t } = useTranslation('catalogue');
  return (meter, per) => {
    if (meter === 'seconds' && per === 60) return t('per.minute');
    const noun = meter.endsWith('_tokens') ? 'tokens' : meter;
    if (per === 1) return t(`per.one.${noun}`);
    const count = per === 1_000_000 ? '1M' : per === 1000 ? '1K' : String(per);
    return t(`per.many.${noun}`, { count: per, size: count });
  };
}

export function useMeterName(): (meter: Meter) => string {
  const { t } = useTranslation('catalogue');
  return (meter) => t(`meters.${meter}`);
}

/** Our amount, and the maker's below it in a second line. */
export function PricePair({
  rate,
  per,
  align = 'right',
}: {
  readonly rate: Pick<Rate, 'ours' | 'official' | 'per'>;
  readonly per: number;
  readonly align?: 'left' | 'right';
}) {
  const { t } = useTranslation('catalogue');
  const ours = rate.ours === null ? null : inUnits(rate.ours, rate, per);
  const official = rate.official === null ? null : inUnits(rate.official, rate, per);
  const isLess = ours !== null && official !== null && Number(ours) < Number(official);
  return (
    <span className={cn('grid font-mono tabular text-sm leading-5', align === 'right' && 'text-right')}>
      {ours === null ? (
        <span className="text-soft" title={t('notSeparate')}>
          –
        </span>
      ) : (
        <span title={t('common:money.exact', { exact: ours })}>{shownPrice(ours)}</span>
      )}
      {official === null ? null : (
        <span
          className={cn('text-soft text-xs', isLess && 'line-through decoration-line-strong')}
          title={t('listPrice', { exact: official })}
        >
          <span className="sr-only">{t('official')} </span>
          {shownPrice(official)}
        </span>
      )}
    </span>
  );
}

/** A price in a line of words: "$0.04 / image". */
export function PriceWords({
  rate,
  unit,
  named,
}: {
  readonly rate: Rate;
  readonly unit: Unit;
  /** With the name of the meter: where several stand together. */
  readonly named?: boolean;
}) {
  const { t } = useTranslation('catalogue');
  const perWords = usePerWords();
  const meterName = useMeterName();
  const per = shownPer(rate, unit);
  const ours = rate.ours === null ? null : inUnits(rate.ours, rate, per);
  const official = rate.official === null ? null : inUnits(rate.official, rate, per);
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      {named ? <span className="text-soft">{meterName(rate.meter)}</span> : null}
      {ours === null ? (
        <span className="text-soft">{t('notSeparate')}</span>
      ) : (
        <>
          <span className="font-mono tabular" title={t('common:money.exact', { exact: ours })}>
            {shownPrice(ours)}
          </span>
          <span className="text-soft">{perWords(rate.meter, per)}</span>
        </>
      )}
      {official !== null && official !== ours ? (
        <span className="text-soft text-xs" title={t('listPrice', { exact: official })}>
          {t('officialIs', { price: shownPrice(official) })}
        </span>
      ) : null}
    </span>
  );
}

export const conditionText = (catalogue: Pick<Catalogue, 'conditions'>, when: number | null): string =>
  when === null ? '' : (catalogue.conditions[when]?.text[currentLanguage()] ?? '');

/** Everything that is not one of the columns' meters. */
export const otherRates = (rates: readonly Rate[], columns: readonly Meter[]): readonly Rate[] =>
  rates.filter(({ meter }) => !columns.includes(meter));

export const isTokenPriced = (rates: readonly Rate[]): boolean =>
  rates.some(({ meter, when }) => when === null && isCounted(meter));
