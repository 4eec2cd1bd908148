import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import type { ChannelHealth } from './data.ts';

type Cell = ChannelHealth['cells'][number];

function tone({ calls, failed }: Cell): string {
  if (calls === 0) return 'bg-line';
  if (failed === 0) return 'bg-jade';
  return failed * 2 > calls ? 'bg-red' : 'bg-amber-strong';
}

/** The last hour, a bar a minute: how much was asked by its height, how it went by its colour. */
export function Strip({ health }: { readonly health: ChannelHealth | undefined }) {
  const { t } = useTranslation('channels');
  const cells = health?.cells ?? [];
  const most = Math.max(1, ...cells.map(({ calls }) => calls));
  const { calls = 0, failed = 0 } = health?.last_hour ?? {};
  const label = calls === 0 ? t('strip.quiet') : t('strip.told', { calls, failed });
  return (
    <span role="img" aria-label={label} title={label} className="flex h-5 w-30 items-end">
      {cells.length === 0 ? (
        <span className="h-px w-full bg-line" />
      ) : (
        cells.map((cell, index) => (
          <span
            key={index}
            className={cn('w-0.5', tone(cell))}
            style={{ height: cell.calls === 0 ? 1 : 4 + Math.round((cell.calls / most) * 16) }}
          />
        ))
      )}
    </span>
  );
}
