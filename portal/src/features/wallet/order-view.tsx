import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { CopyButton, CopyId } from '@/components/copy.tsx';
import { Money } from '@/components/money.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { moneyMoved, type Order } from './queries.ts';
import { shownPay } from './vnd.ts';

const askEveryMs = 4000;
const qrPixels = 232;

/** Black on white in both themes: cameras want it so. */
function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let current = true;
    void import('qrcode').then(async ({ default: qrcode }) => {
      if (!current || !canvas.current) return;
      await qrcode.toCanvas(canvas.current, text, { width: qrPixels, margin: 3, errorCorrectionLevel: 'M' });
      setDrawn(true);
    });
    return () => {
      current = false;
    };
  }, [text]);
  return (
    <div className="relative mx-auto size-58 overflow-hidden rounded border bg-white">
      {drawn ? null : <Skeleton className="absolute inset-3 h-auto" />}
      <canvas ref={canvas} role="img" aria-label={label} width={qrPixels} height={qrPixels} />
    </div>
  );
}

function Copied({ label, shown, text }: { label: string; shown: string; text: string }) {
  return (
    <div className="flex min-h-9 items-center gap-2 border-b py-1 last:border-b-0">
      <dt className="w-32 shrink-0 text-soft text-sm">{label}</dt>
      <dd className="min-w-0 grow break-words font-mono text-sm">{shown}</dd>
      <dd>
        <CopyButton text={text} />
      </dd>
    </div>
  );
}

function BankTransfer({ order, bank }: { order: Order; bank: NonNullable<Order['bank']> }) {
  const { t, i18n } = useTranslation('wallet');
  return (
    <div className="grid gap-4">
      <Qr text={bank.qr} label={t('orders.qr')} />
      <p className="mx-auto max-w-sm text-pretty text-center text-soft text-sm">{t('orders.scan')}</p>
      <dl className="rounded border px-3">
        <Copied label={t('orders.bank')} shown={bank.name || bank.bin} text={bank.name || bank.bin} />
        <Copied label={t('orders.account')} shown={bank.account} text={bank.account} />
        {bank.holder ? <Copied label={t('orders.holder')} shown={bank.holder} text={bank.holder} /> : null}
        <Copied
          label={t('orders.amount')}
          shown={shownPay(order.pay_amount, order.currency, i18n.language)}
          text={order.pay_amount}
        />
        <Copied label={t('orders.content')} shown={bank.content} text={bank.content} />
      </dl>
      <p className="text-pretty text-sm">{t('orders.exact')}</p>
    </div>
  );
}

function Ended({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('wallet');
  const close = <Button onClick={onClose}>{t('common:close')}</Button>;
  if (order.state === 'paid')
    return (
      <EmptyState icon={CircleCheck} title={t('orders.paid')} action={close}>
        <Money exact={order.amount_usd} /> {t('orders.paidHelp')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={CircleX}
      title={order.state === 'expired' ? t('orders.expired') : t('orders.cancelled')}
      action={close}
    >
      {order.state === 'expired' ? t('orders.expiredHelp') : null}
    </EmptyState>
  );
}

/** An order until it is paid: how to pay, and what became of it as soon as it is known. */
export function OrderView({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('wallet');
  const errorText = useErrorText();
  const { data, error, refetch } = useQuery({
    queryKey: ['wallet', 'order', id],
    queryFn: ({ signal }) => call('GET /api/portal/orders/{id}', { params: { id }, signal }),
    refetchInterval: ({ state }) => (!state.data || state.data.state === 'open' ? askEveryMs : false),
    retry: 1,
  });
  const cancel = useMutation({
    mutationFn: () => call('POST /api/portal/orders/{id}/cancel', { params: { id }, body: {} }),
    onSettled: moneyMoved,
  });
  const state = data?.state;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'open' && state === 'paid') void moneyMoved();
    before.current = state;
  }, [state]);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data)
    return (
      <div className="grid gap-4">
        <Skeleton className="mx-auto size-58" />
        <Skeleton className="h-44 w-full" />
      </div>
    );
  return (
    <div className="grid gap-4">
      <div aria-live="polite" className="grid gap-4">
        {data.state === 'open' ? (
          <p className="flex items-center gap-2 text-sm">
            <span className="size-2 shrink-0 animate-pulse-soft rounded-full bg-amber-strong" aria-hidden />
            {data.method === 'bank' ? t('orders.waitsForTransfer') : t('orders.waitsForCard')}
          </p>
        ) : (
          <Ended order={data} onClose={onClose} />
        )}
      </div>
      {data.state === 'open' && data.bank ? <BankTransfer order={data} bank={data.bank} /> : null}
      {data.state === 'open' && data.pay_url ? (
        <Button asChild look="main">
          <a href={data.pay_url}>{t('topUpForm.goToCard')}</a>
        </Button>
      ) : null}
      <footer className="flex flex-wrap items-center justify-between gap-2 border-t pt-3 text-soft text-xs">
        <span className="flex min-w-0 items-center gap-1.5">
          {t('orders.id')} <CopyId id={data.id} short={14} />
        </span>
        {data.state === 'open' ? (
          <span className="flex items-center gap-3">
            <span>
              {t('orders.until')} <Time iso={data.expires_at} />
            </span>
            <Button size="sm" look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('orders.cancel')}
            </Button>
          </span>
        ) : null}
      </footer>
      {cancel.error ? (
        <p role="alert" className="text-red text-sm">
          {errorText(cancel.error)}
        </p>
      ) : null}
    </div>
  );
}
