import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import type { Status } from './status-page.tsx';

type Day = Status['models'][number]['days'][number];
const days = 90;
const dayMs = 24 * 3_600_000;

const toneOf = ({ success }: Day): string =>
  success >= 0.99
    ? 'bg-jade'
    : success >= 0.95
      ? 'bg-jade/60'
      : success >= 0.8
        ? 'bg-amber-strong'
        : 'bg-red';

/** 90 days side by side; phones show the last 45. A day without calls is empty, not good. */
export function Strip({
  days: known,
  from,
  model,
}: {
  readonly days: readonly Day[];
  readonly from: string;
  readonly model: string;
}) {
  const { t, i18n } = useTranslation('status');
  const { percent, date } = useMemo(
    () => ({
      percent: new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 }),
      date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' }),
    }),
    [i18n.language],
  );
  const byDay = new Map(known.map((day) => [day.day, day]));
  const worst = known.reduce<Day | undefined>(
    (found, day) => (!found || day.success < found.success ? day : found),
    undefined,
  );
  const nameOf = (day: number) => date.format(new Date(Date.parse(from) + day * dayMs));
  return (
    <div
      role="img"
      aria-label={
        worst
          ? t('strip', {
              model,
              days: known.length,
              worst: percent.format(worst.success),
              date: nameOf(worst.day),
            })
          : t('stripEmpty', { model })
      }
      className="flex h-6 min-w-0 gap-px"
    >
      {Array.from({ length: days }, (_, index) => {
        const day = byDay.get(index);
        return (
          <span
            key={index}
            title={
              day
                ? t('day', {
                    date: nameOf(index),
                    share: percent.format(day.success),
                    calls: t(`bands.${day.calls}`),
                  })
                : t('dayEmpty', { date: nameOf(index) })
            }
            className={cn(
              'min-w-0 flex-1 rounded-[1px] hover:opacity-70',
              index < days / 2 && 'max-sm:hidden',
              day ? toneOf(day) : 'bg-line',
            )}
          />
        );
      })}
    </div>
  );
}
