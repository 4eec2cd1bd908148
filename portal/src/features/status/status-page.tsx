import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Activity } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { cn } from '@/cn.ts';
import { useTitle } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Input } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { shownMs } from '../logs/duration.ts';
import { Strip } from './strip.tsx';

export type Status = Reply<'GET /api/portal/status'>;
type State = Status['state'];

const dots: Readonly<Record<State, string>> = {
  working: 'bg-jade',
  degraded: 'bg-amber-strong',
  down: 'bg-red',
  quiet: 'bg-line-strong',
};
const shownStates = ['working', 'degraded', 'down', 'quiet'] as const;

/** How every model does, for everybody: now, over a day and over 90 days. */
export function StatusPage() {
  const { t } = useTranslation('status');
  useTitle(t('title'));
  const query = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => call('GET /api/portal/status', { signal }),
    refetchInterval: 60_000,
  });
  const status = query.data;
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-8 px-4 pt-10 pb-16 md:px-6">
      <header className="grid gap-2">
        <h1 className="text-2xl">{t('title')}</h1>
        <p className="max-w-prose text-pretty text-soft">{t('description')}</p>
      </header>
      {query.isError && !status ? (
        <ErrorState error={query.error} onRetry={query.refetch} />
      ) : !status ? (
        <div className="grid gap-4" aria-hidden>
          <Skeleton className="h-16" />
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} className="h-12" />
          ))}
        </div>
      ) : status.models.length === 0 ? (
        <div className="rounded border bg-panel">
          <EmptyState icon={Activity} title={t('nothing.title')}>
            {t('nothing.text')}
          </EmptyState>
        </div>
      ) : (
        <>
          <Overall status={status} />
          <Models status={status} />
          <Incidents status={status} />
        </>
      )}
    </div>
  );
}

const Dot = ({ state, className }: { readonly state: State; readonly className?: string }) => (
  <span aria-hidden className={cn('size-2.5 shrink-0 rounded-full', dots[state], className)} />
);

function Overall({ status }: { readonly status: Status }) {
  const { t } = useTranslation('status');
  return (
    <section
      aria-live="polite"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded border bg-panel px-5 py-4"
    >
      <Dot state={status.state} className="size-3" />
      <p className="font-medium text-lg">{t(`overall.${status.state}`)}</p>
      <p className="ml-auto text-soft text-sm">
        {t('seen')} <Time iso={status.at} />
      </p>
    </section>
  );
}

function Models({ status }: { readonly status: Status }) {
  const { t, i18n } = useTranslation('status');
  const search = useSearch({ from: '/public/status' });
  const navigate = useNavigate();
  const change = (patch: Partial<typeof search>) =>
    void navigate({ to: '/status', search: { ...search, ...patch }, replace: true });
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 });
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const shown = status.models.filter(
    ({ model, owner, state }) =>
      (!search.state || state === search.state) &&
      words.every((word) => `${model} ${owner}`.toLowerCase().includes(word)),
  );
  const count = (state: State) => status.models.filter((model) => model.state === state).length;
  const present = shownStates.filter((state) => count(state) > 0 || search.state === state);
  return (
    <section aria-label={t('models')} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="search"
          className="w-64 max-w-full"
          aria-label={t('find')}
          placeholder={t('find')}
          value={search.q ?? ''}
          onChange={(event) => change({ q: event.target.value || undefined })}
        />
        {present.length > 1 ? (
          <Segmented
            label={t('state')}
            value={search.state ?? 'all'}
            onChange={(state) => change({ state: state === 'all' ? undefined : state })}
            options={[
              { value: 'all' as const, label: t('common:all') },
              ...present.map((state) => ({
                value: state,
                label: (
                  <>
                    <Dot state={state} className="size-2" />
                    {t(`states.${state}`)}
                    <span className="text-soft tabular">{count(state)}</span>
                  </>
                ),
              })),
            ]}
            className="max-w-full overflow-x-auto"
          />
        ) : null}
        <p className="ml-auto text-soft text-sm" aria-live="polite">
          {t('shown', { count: shown.length })}
        </p>
      </div>
      {shown.length === 0 ? (
        <p className="rounded border bg-panel py-10 text-center text-soft text-sm">{t('noModel')}</p>
      ) : (
        <ul className="rounded border bg-panel">
          {shown.map((model) => (
            <li
              key={model.model}
              className="grid items-center gap-x-6 gap-y-2 border-b px-4 py-3 last:border-b-0 [contain-intrinsic-size:auto_4rem] [content-visibility:auto] md:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_9rem]"
            >
              <div className="flex min-w-0 items-center gap-2.5">
                <Dot state={model.state} />
                <span className="min-w-0">
                  <span className="block truncate font-mono text-sm" title={model.model}>
                    {model.model}
                  </span>
                  <span className="block text-soft text-xs">{t(`states.${model.state}`)}</span>
                </span>
              </div>
              <Strip days={model.days} from={status.days_from} model={model.model} />
              <dl className="flex gap-4 text-xs md:grid md:gap-0 md:text-right">
                <div>
                  <dt className="sr-only">{t('success')}</dt>
                  <dd className="font-mono tabular" title={t('success')}>
                    {model.success === null ? t('noCalls') : percent.format(model.success)}
                  </dd>
                </div>
                {model.first_byte_ms === null ? null : (
                  <div>
                    <dt className="sr-only">{t('firstByte')}</dt>
                    <dd className="font-mono text-soft tabular" title={t('firstByte')}>
                      {t('about', { time: shownMs(model.first_byte_ms) })}
                    </dd>
                  </div>
                )}
              </dl>
            </li>
          ))}
        </ul>
      )}
      <p className="text-pretty text-soft text-xs">{t('legend')}</p>
    </section>
  );
}

function Incidents({ status }: { readonly status: Status }) {
  const { t, i18n } = useTranslation('status');
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <section className="grid gap-3">
      <h2 className="text-lg">{t('incidents.title')}</h2>
      {status.incidents.length === 0 ? (
        <p className="text-soft text-sm">{t('incidents.none')}</p>
      ) : (
        <ul className="grid rounded border bg-panel">
          {status.incidents.map((incident) => (
            <li
              key={`${incident.model}${incident.from}`}
              className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b px-4 py-2.5 text-sm last:border-b-0"
            >
              <span className="font-mono">{incident.model}</span>
              <span className="text-soft">
                {t('incidents.success', { share: percent.format(incident.success) })}
              </span>
              <span className="text-soft md:ml-auto">
                <Time iso={incident.from} exact />
                {' – '}
                {incident.to === null ? (
                  <span className="text-red">{t('incidents.now')}</span>
                ) : (
                  <Time iso={incident.to} exact />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-pretty text-soft text-xs">{t('incidents.legend')}</p>
    </section>
  );
}
