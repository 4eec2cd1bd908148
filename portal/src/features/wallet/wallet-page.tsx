import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '@/components/money.tsx';
import { Page } from '@/components/page.tsx';
import { ErrorState } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useMode } from '@/frame/mode.ts';
import { useSite } from '@/frame/site.ts';
import { Entries } from './entries.tsx';
import { Invitations } from './invitations.tsx';
import { OpenOrders } from './open-orders.tsx';
import { walletQuery } from './queries.ts';
import { Redeem } from './redeem.tsx';
import { TopUpSheet } from './top-up.tsx';

const route = getRouteApi('/console/wallet');

function Figure({ label, note, children }: { label: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid content-start gap-0.5 bg-panel px-4 py-3">
      <dt className="text-soft text-xs">{label}</dt>
      <dd className="text-lg">{children}</dd>
      {note ? <dd className="text-soft text-xs">{note}</dd> : null}
    </div>
  );
}

function Figures() {
  const { t, i18n } = useTranslation('wallet');
  const mode = useMode();
  const { data, error, refetch } = useQuery(walletQuery);
  if (error) return <ErrorState error={error} onRetry={refetch} className="rounded border bg-panel" />;
  const purse = data?.[mode];
  const isTest = mode === 'test';
  const days = data?.days_left;
  return (
    <dl
      aria-busy={!data}
      className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line lg:grid-cols-4"
    >
      <Figure
        label={isTest ? t('testBalance') : t('balance')}
        note={isTest ? t('testNote') : purse && !purse.limited ? t('unlimited') : null}
      >
        {purse ? (
          <Money exact={purse.balance_usd} test={isTest} className="font-semibold text-2xl" />
        ) : (
          <Skeleton className="h-9 w-32" />
        )}
      </Figure>
      <Figure
        label={t('held')}
        note={purse && purse.open_tasks > 0 ? t('heldNote', { count: purse.open_tasks }) : t('heldNone')}
      >
        {purse ? (
          <Money exact={purse.held_usd} className={purse.open_tasks > 0 ? 'text-amber' : ''} />
        ) : (
          <Skeleton className="h-6 w-20" />
        )}
      </Figure>
      <Figure label={t('spent')} note={!isTest && data ? t('paceNote') : null}>
        {purse ? <Money exact={purse.spent_usd} test={isTest} /> : <Skeleton className="h-6 w-20" />}
        {!isTest && data ? (
          <span className="ml-2 text-soft text-xs">
            <Money exact={data.pace_usd} /> {t('aDay')}
          </span>
        ) : null}
      </Figure>
      <Figure label={t('lasts')} note={days === null && !isTest && purse?.limited ? t('lastsUnknown') : null}>
        {!data ? (
          <Skeleton className="h-6 w-24" />
        ) : isTest || days === null || days === undefined ? (
          <span className="text-soft">—</span>
        ) : (
          <span className={days < 3 ? 'text-amber' : ''}>
            {days < 1
              ? t('lessThanADay')
              : t('days', {
                  count: Math.floor(days),
                  shown: new Intl.NumberFormat(i18n.language).format(Math.floor(days)),
                })}
          </span>
        )}
      </Figure>
    </dl>
  );
}

export function WalletPage() {
  const { t } = useTranslation('wallet');
  const site = useSite();
  const navigate = route.useNavigate();
  const canTopUp = (site?.top_up.length ?? 0) > 0;
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        canTopUp ? (
          <Button
            look="main"
            onClick={() => void navigate({ search: (now) => ({ ...now, topup: true as const }) })}
          >
            <Plus aria-hidden />
            {t('topUp')}
          </Button>
        ) : null
      }
    >
      <Figures />
      <OpenOrders />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Entries />
        <div className="grid gap-5 max-lg:order-first">
          <Redeem />
          <Invitations />
        </div>
      </div>
      <TopUpSheet />
    </Page>
  );
}
