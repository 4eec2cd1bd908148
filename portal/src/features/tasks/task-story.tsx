import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { exactTime, Time } from '@/components/time.tsx';
import { isOpen, type TaskDetail } from './types.ts';

/** Milliseconds as people say them. */
function spanOf(ms: number, language: string): string {
  const seconds = ms / 1000;
  const [value, unit] =
    ms < 950
      ? [ms, 'millisecond']
      : seconds < 90
        ? [seconds, 'second']
        : seconds < 5400
          ? [seconds / 60, 'minute']
          : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: (value as number) < 10 ? 1 : 0,
  }).format(value as number);
}

/** The states of a task on a line, each with when it began and how long it took. */
export function StateLine({ task }: { readonly task: TaskDetail }) {
  const { t, i18n } = useTranslation('tasks');
  const { states } = task;
  const failed = task.state === 'failed' || task.state === 'expired';
  return (
    <ol className="grid gap-0 sm:flex" aria-label={t('story')}>
      {states.map(({ state, at }, index) => {
        const next = states[index + 1];
        const last = !next;
        const dot = last ? (failed ? 'bg-red' : isOpen(state) ? 'bg-jade' : 'bg-ink') : 'bg-line-strong';
        return (
          <li
            key={state + at}
            className={cn(
              'relative grid min-w-0 content-start gap-0.5 pb-3 pl-5 sm:pt-4 sm:pb-0 sm:pl-0',
              !last && 'sm:grow',
            )}
          >
            {last ? null : (
              <span
                aria-hidden
                className="absolute top-3 bottom-0 left-[3.5px] w-px bg-line sm:top-[3.5px] sm:right-0 sm:bottom-auto sm:left-2 sm:h-px sm:w-auto"
              />
            )}
            <span
              aria-hidden
              className={cn(
                'absolute top-1.5 left-0 size-2 rounded-full sm:top-0',
                dot,
                last && isOpen(state) && 'motion-safe:animate-pulse',
              )}
            />
            <span className="pr-3 font-medium text-sm">{t(`states.${state}`)}</span>
            <time
              dateTime={at}
              title={exactTime(at, i18n.language)}
              className="pr-3 font-mono text-soft text-xs tabular"
            >
              {new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(new Date(at))}
            </time>
            {next ? (
              <span className="pr-3 text-soft text-xs">
                {spanOf(Date.parse(next.at) - Date.parse(at), i18n.language)}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div className="flex items-baseline justify-between gap-4 border-b py-1.5 last:border-b-0">
    <dt className="shrink-0 text-soft">{name}</dt>
    <dd className="min-w-0 truncate text-right">{children}</dd>
  </div>
);

/** What was held, what it cost in the end, what went back. */
export function MoneyLines({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const open = isOpen(task.state);
  const test = task.mode === 'test';
  return (
    <div className="grid gap-1.5">
      <dl className="text-sm">
        <Fact name={t(open ? 'held' : 'wasHeld')}>
          <Money exact={task.hold_usd} test={test} className={open ? 'text-amber' : ''} />
        </Fact>
        {open ? null : (
          <>
            <Fact name={t('charged')}>
              <Money exact={task.cost_usd} test={test} />
            </Fact>
            <Fact name={t('released')}>
              <Money exact={task.released_usd} test={test} />
            </Fact>
          </>
        )}
        {Object.entries(task.usage).map(([meter, units]) => (
          <Fact key={meter} name={t(`meters.${meter}`)}>
            <span className="font-mono tabular">{units}</span>
          </Fact>
        ))}
      </dl>
      {open || task.cost_usd !== '0' || task.hold_usd === '0' ? null : (
        <p className="text-soft text-xs">{t('refunded')}</p>
      )}
    </div>
  );
}

export function TimeFacts({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  return (
    <dl className="text-sm">
      <Fact name={t('created')}>
        <Time iso={task.created_at} exact />
      </Fact>
      {task.outputs.length > 0 ? (
        <Fact name={t('kept')}>
          <Time iso={task.expires_at} exact />
        </Fact>
      ) : null}
      <Fact name={t('api')}>{`${task.dialect} · ${task.action}`}</Fact>
      <Fact name={t('group')}>{`${task.group} × ${task.ratio}`}</Fact>
      <Fact name={t('key')}>{task.key.name || `#${task.key.id}`}</Fact>
    </dl>
  );
}
