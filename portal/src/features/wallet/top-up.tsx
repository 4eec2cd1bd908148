import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CreditCard, Landmark } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { cn } from '@/cn.ts';
import { shownUsd } from '@/components/money.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { useSite } from '@/frame/site.ts';
import { OrderView } from './order-view.tsx';
import { moneyMoved } from './queries.ts';
import { shownPay, vndFor } from './vnd.ts';

const route = getRouteApi('/console/wallet');

type Method = 'stripe' | 'bank';
const icons = { stripe: CreditCard, bank: Landmark } as const;

function NewOrder({ onMade }: { readonly onMade: (id: string) => void }) {
  const { t, i18n } = useTranslation('wallet');
  const site = useSite();
  const errorText = useErrorText();
  const methods = site?.top_up ?? [];
  const amounts = site?.top_up_amounts_usd ?? [];
  const [amount, setAmount] = useState<string>();
  const [chosen, setChosen] = useState<Method>();
  const usd = (amount ?? amounts[0] ?? '').trim().replace(',', '.');
  const method = chosen ?? methods[0];
  const begin = useMutation({
    mutationFn: async (by: Method) => {
      const order = await call('POST /api/portal/orders', { body: { method: by, usd } });
      // Stripe's page is another site: the browser goes there and comes back with the order in the address.
      if (order.pay_url) window.location.assign(order.pay_url);
      else onMade(order.id);
    },
    onSuccess: moneyMoved,
  });
  if (!site || !method) return null;
  const vnd = vndFor(usd, site.vnd_per_usd);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate(method);
  };
  return (
    <form className="grid gap-5" onSubmit={submit}>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{t('topUpForm.amount')}</legend>
        <div className="flex flex-wrap gap-2">
          {amounts.map((one) => (
            <Button
              key={one}
              aria-pressed={usd === one}
              className={cn('min-w-16 font-mono tabular', usd === one && 'border-jade bg-jade-wash')}
              onClick={() => setAmount(one)}
            >
              {shownUsd(one).replace(/\.00$/, '')}
            </Button>
          ))}
        </div>
        <Field
          label={t('topUpForm.other')}
          help={t('topUpForm.bounds', {
            least: shownUsd(site.top_up_least_usd),
            most: shownUsd(site.top_up_most_usd),
          })}
          error={begin.error ? errorText(begin.error) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              className="max-w-40 font-mono tabular"
              value={amount ?? amounts[0] ?? ''}
              onChange={(event) => {
                setAmount(event.target.value);
                begin.reset();
              }}
            />
          )}
        </Field>
      </fieldset>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{t('topUpForm.method')}</legend>
        {methods.map((one) => {
          const Icon = icons[one];
          return (
            <label
              key={one}
              className={cn(
                'flex cursor-pointer items-center gap-3 rounded border px-3 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-jade',
                one === method && 'border-jade bg-jade-wash',
              )}
            >
              <input
                type="radio"
                name="method"
                value={one}
                checked={one === method}
                onChange={() => setChosen(one)}
                className="accent-jade"
              />
              <Icon className="size-4 text-soft" aria-hidden />
              <span className="grid">
                <span className="font-medium">{t(`method.${one}`)}</span>
                <span className="text-soft text-xs">{t(`methodHelp.${one}`)}</span>
              </span>
            </label>
          );
        })}
      </fieldset>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t pt-4">
        <p className="text-soft text-sm" aria-live="polite">
          {method === 'bank' && vnd !== undefined
            ? t('topUpForm.youPayVnd', {
                amount: shownPay(vnd, 'VND', i18n.language),
                rate: new Intl.NumberFormat(i18n.language).format(site.vnd_per_usd),
              })
            : vnd !== undefined
              ? t('topUpForm.youPay', { amount: shownPay(usd, 'USD', i18n.language) })
              : null}
        </p>
        <Button type="submit" look="main" busy={begin.isPending} disabled={vnd === undefined || vnd === 0}>
          {method === 'bank' ? t('topUpForm.showQr') : t('topUpForm.goToCard')}
        </Button>
      </div>
    </form>
  );
}

/** Begins a top-up, and shows one until it is paid. Both are in the address, so that a way back leads here again. */
export function TopUpSheet() {
  const { t } = useTranslation('wallet');
  const { topup, order } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, topup: undefined, order: id }), replace: true });
  return (
    <Sheet
      open={topup === true || order !== undefined}
      onOpenChange={(open) => !open && show(undefined)}
      title={order === undefined ? t('topUp') : t('orders.title')}
      description={order === undefined ? t('topUpForm.description') : undefined}
      className="max-w-lg"
    >
      {order === undefined ? (
        <NewOrder onMade={show} />
      ) : (
        <OrderView id={order} onClose={() => show(undefined)} />
      )}
    </Sheet>
  );
}
