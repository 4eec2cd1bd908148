import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Money } from '@/components/money.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { openOrdersQuery } from './queries.ts';
import { shownPay } from './vnd.ts';

const route = getRouteApi('/console/wallet');

/** Top-ups that wait for their payment: each leads back to where it is paid. */
export function OpenOrders() {
  const { t, i18n } = useTranslation('wallet');
  const navigate = route.useNavigate();
  const { data } = useQuery(openOrdersQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t('orders.waiting')} className="divide-y rounded border bg-amber-wash">
      {data.items.map((order) => (
        <div key={order.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm">
          <Hourglass className="size-4 text-amber" aria-hidden />
          <p className="min-w-0 grow">
            <span className="font-medium">{t('orders.waitsFor')}</span>{' '}
            <span className="font-mono tabular">
              {shownPay(order.pay_amount, order.currency, i18n.language)}
            </span>{' '}
            <span className="text-soft">
              (<Money exact={order.amount_usd} />) · {t('orders.until')} <Time iso={order.expires_at} />
            </span>
          </p>
          <Button size="sm" onClick={() => void navigate({ search: (now) => ({ ...now, order: order.id }) })}>
            {t('orders.continue')}
          </Button>
        </div>
      ))}
    </section>
  );
}
