import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';

export type Cell = {
  readonly calls: number;
  readonly failed: number;
  readonly first_byte_ms: number | null;
  readonly cost_usd: string;
};

/** The last hour of a channel, minute by minute: the height is the number of calls, the colour how many failed. */
export function MinuteStrip({
  cells,
  from,
  name,
}: {
  readonly cells: readonly Cell[];
  readonly from: string;
  readonly name: string;
}) {
  const { t, i18n } = useTranslation('health');
  const time = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' });
  const most = Math.max(1, ...cells.map(({ calls }) => calls));
  const calls = cells.reduce((sum, cell) => sum + cell.calls, 0);
  const failed = cells.reduce((sum, cell) => sum + cell.failed, 0);
  if (calls === 0) return <span className="text-soft text-xs">{t('quietHour')}</span>;
  return (
    <div
      role="img"
      aria-label={t('strip', { name, calls, failed })}
      className="flex h-6 w-44 max-w-full items-end gap-px"
    >
      {cells.map((cell, index) => (
        <span
          key={index}
          title={t('minute', {
            at: time.format(new Date(Date.parse(from) + index * 60_000)),
            calls: cell.calls,
            failed: cell.failed,
          })}
          className={cn(
            'min-w-0 flex-1 rounded-[1px]',
            cell.calls === 0
              ? 'bg-line'
              : cell.failed === 0
                ? 'bg-jade'
                : cell.failed * 2 > cell.calls
                  ? 'bg-red'
                  : 'bg-amber-strong',
          )}
          style={{ height: cell.calls === 0 ? 2 : `${25 + (75 * cell.calls) / most}%` }}
        />
      ))}
    </div>
  );
}
