import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { Page } from '@/components/page.tsx';
import { ErrorState } from '@/components/states.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useMode } from '@/frame/mode.ts';
import type { Scope } from '../logs/search.ts';
import { Charts } from './charts-of-usage.tsx';
import { Figures } from './figures.tsx';
import { FirstCall } from './first-call.tsx';
import { Parts } from './parts.tsx';
import type { OverviewSearch } from './search.ts';

export const OverviewPage = () => <Overview scope="mine" />;
export const AdminOverviewPage = () => <Overview scope="all" />;

const periods = ['24h', '7d', '30d', '90d'] as const;
const groupings = { mine: ['model', 'key'], all: ['model', 'channel', 'user', 'key'] } as const;

/** What was spent and how it went; every part of it leads to the calls behind it. */
function Overview({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('overview');
  const search = useSearch({ strict: false }) as OverviewSearch;
  const navigate = useNavigate();
  const mode = useMode();
  const period = search.period ?? '7d';
  const choices: readonly (typeof groupings)['all'][number][] = groupings[scope];
  const by = search.by && choices.includes(search.by) ? search.by : 'model';
  const query = useQuery({
    queryKey: ['usage', scope, mode, period, by],
    queryFn: ({ signal }) =>
      call('GET /api/portal/usage', {
        query: { scope, mode, period, by, offset: -new Date().getTimezoneOffset() },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const change = (patch: Partial<OverviewSearch>) =>
    void navigate({
      to: scope === 'all' ? '/admin' : '/console',
      search: { ...search, ...patch },
      replace: true,
    });
  const usage = query.data;
  const silent = usage && usage.totals.calls === 0 && usage.before.calls === 0;
  return (
    <Page
      title={t(scope === 'all' ? 'titleAll' : 'title')}
      description={t(`descriptions.${scope === 'all' ? 'all' : mode}`)}
      actions={
        <>
          <Segmented
            label={t('groupBy')}
            value={by}
            onChange={(next) => change({ by: next })}
            options={choices.map((value) => ({ value, label: t(`by.${value}`) }))}
          />
          <Segmented
            label={t('period')}
            value={period}
            onChange={(next) => change({ period: next })}
            options={periods.map((value) => ({ value, label: t(`periods.${value}`) }))}
          />
        </>
      }
    >
      {query.isError && !usage ? (
        <ErrorState error={query.error} onRetry={query.refetch} />
      ) : !usage ? (
        <Shape />
      ) : (
        <div className="grid gap-5" aria-busy={query.isPlaceholderData}>
          <Figures usage={usage} />
          {silent ? (
            <FirstCall scope={scope} />
          ) : (
            <>
              <Charts usage={usage} />
              <Parts usage={usage} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

const Shape = () => (
  <div className="grid gap-5" aria-hidden>
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded border lg:grid-cols-5">
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} className="grid gap-2 bg-panel p-4">
          <Skeleton className="w-20" />
          <Skeleton className="h-7 w-28" />
        </div>
      ))}
    </div>
    <div className="grid gap-5 lg:grid-cols-2">
      {Array.from({ length: 4 }, (_, index) => (
        <Skeleton key={index} className="h-72" />
      ))}
    </div>
  </div>
);
