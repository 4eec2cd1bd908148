import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ReceiptText } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call, type Reply } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { CopyId } from '@/components/copy.tsx';
import { Money } from '@/components/money.tsx';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Field, Input, Select } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { Pages } from '@/features/system/pages.tsx';
import { Transfers } from './transfers.tsx';

const route = getRouteApi('/admin/orders');
const size = 50;
const states = ['open', 'paid', 'expired', 'cancelled'] as const;

type Order = Reply<'GET /api/admin/orders'>['items'][number];
type Asked = { readonly what: 'confirm' | 'cancel' | 'take-back'; readonly order: Order };

const ordersChanged = () =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['admin', 'orders'] }),
    queries.invalidateQueries({ queryKey: ['admin', 'transfers'] }),
  ]);

const shownPay = (order: Pick<Order, 'currency' | 'pay_amount'>, language: string, of = order.pay_amount) =>
  new Intl.NumberFormat(language, { style: 'currency', currency: order.currency }).format(Number(of));

function OrderState({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders');
  const tone = order.state === 'paid' ? 'jade' : order.state === 'open' ? 'amber' : 'plain';
  return (
    <span className="flex flex-wrap gap-1">
      <Badge tone={tone}>{t(`state.${order.state}`)}</Badge>
      {order.refunded ? <Badge tone="red">{t('refunded')}</Badge> : null}
    </span>
  );
}

/** Asks before money moves. A confirmation takes a note, which stands in the audit log. */
function Asking({ asked, onClose }: { readonly asked: Asked | undefined; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('orders');
  const errorText = useErrorText();
  const [note, setNote] = useState('');
  const act = useMutation({
    mutationFn: ({ what, order: { id } }: Asked) =>
      what === 'confirm'
        ? call('POST /api/admin/orders/{id}/confirm', { params: { id }, body: note.trim() ? { note } : {} })
        : what === 'cancel'
          ? call('POST /api/admin/orders/{id}/cancel', { params: { id }, body: {} })
          : call('POST /api/admin/orders/{id}/take-back', { params: { id }, body: {} }),
    onSuccess: async () => {
      setNote('');
      await ordersChanged();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  if (!asked) return null;
  const { what, order } = asked;
  const about = { user: order.user.email, amount: shownPay(order, i18n.language), usd: order.amount_usd };
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`ask.${what}.title`)}
      action={t(`ask.${what}.action`)}
      danger={what !== 'confirm'}
      onConfirm={() => act.mutateAsync(asked)}
    >
      <p className="text-pretty text-base">{t(`ask.${what}.text`, about)}</p>
      {what === 'confirm' ? (
        <Field label={t('note')} help={t('noteHelp')} optional={t('common:optional')} className="mt-4">
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </Confirm>
  );
}

function Actions({ order, onAsk }: { readonly order: Order; readonly onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('orders');
  return (
    <span className="flex justify-end gap-1">
      {order.state !== 'paid' ? (
        <Button size="sm" onClick={() => onAsk({ what: 'confirm', order })}>
          {t('confirm')}
        </Button>
      ) : null}
      {order.state === 'open' ? (
        <Button size="sm" look="quiet" onClick={() => onAsk({ what: 'cancel', order })}>
          {t('cancel')}
        </Button>
      ) : null}
      {order.refunded && !order.taken_back_usd && order.paid_at ? (
        <Button size="sm" onClick={() => onAsk({ what: 'take-back', order })}>
          {t('takeBack')}
        </Button>
      ) : null}
    </span>
  );
}

export function OrdersPage() {
  const { t, i18n } = useTranslation('orders');
  const { state, search, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const list = useQuery({
    queryKey: ['admin', 'orders', state, search, page],
    queryFn: ({ signal }) =>
      call('GET /api/admin/orders', {
        query: { page, size, ...(state && { state }), ...(search && { search }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('search') ?? '').trim();
    void navigate({ search: (now) => ({ ...now, search: text || undefined, page: undefined }) });
  };
  const isFiltered = state !== undefined || search !== undefined;
  return (
    <Page title={t('title')} description={t('description')} wide>
      <Transfers onDone={ordersChanged} />
      <div className="flex flex-wrap items-end gap-2">
        <Select
          aria-label={t('filterState')}
          className="w-44"
          value={state ?? ''}
          onChange={(event) =>
            void navigate({
              search: (now) => ({
                ...now,
                state: states.find((one) => one === event.target.value),
                page: undefined,
              }),
            })
          }
        >
          <option value="">{t('anyState')}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`state.${one}`)}
            </option>
          ))}
        </Select>
        <form onSubmit={find} className="flex gap-2">
          <Input
            name="search"
            key={search ?? ''}
            defaultValue={search ?? ''}
            aria-label={t('search')}
            placeholder={t('search')}
            className="w-64"
          />
          <Button type="submit">{t('common:search')}</Button>
        </form>
        {isFiltered ? (
          <Button look="quiet" onClick={() => void navigate({ search: {} })}>
            {t('common:clearFilters')}
          </Button>
        ) : null}
      </div>
      {list.isPending ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={6} />
        </div>
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={list.refetch} className="rounded border bg-panel" />
      ) : list.data.items.length === 0 ? (
        <EmptyState
          icon={ReceiptText}
          title={isFiltered ? t('emptyFilter') : t('empty')}
          className="rounded border bg-panel"
        >
          {isFiltered ? null : t('emptyHelp')}
        </EmptyState>
      ) : (
        <>
          <TableFrame aria-label={t('title')}>
            <Table>
              <Head>
                <tr>
                  <HeadCell>{t('made')}</HeadCell>
                  <HeadCell>{t('user')}</HeadCell>
                  <HeadCell>{t('status')}</HeadCell>
                  <HeadCell>{t('method')}</HeadCell>
                  <HeadCell className="text-right">{t('credit')}</HeadCell>
                  <HeadCell className="text-right">{t('paid')}</HeadCell>
                  <HeadCell>{t('code')}</HeadCell>
                  <HeadCell>
                    <span className="sr-only">{t('actions')}</span>
                  </HeadCell>
                </tr>
              </Head>
              <tbody>
                {list.data.items.map((order) => (
                  <Row key={order.id}>
                    <Cell className="text-soft">
                      <Time iso={order.created_at} />
                    </Cell>
                    <Cell>{order.user.email}</Cell>
                    <Cell>
                      <OrderState order={order} />
                    </Cell>
                    <Cell>
                      {order.method === 'stripe' ? t('by.stripe') : t('by.bank')}
                      {order.closed_by && order.state === 'paid' ? (
                        <span className="block text-soft text-xs">
                          {t('confirmedBy', { user: order.closed_by.email })}
                          {order.note ? ` · ${order.note}` : ''}
                        </span>
                      ) : null}
                    </Cell>
                    <NumberCell>
                      <Money exact={order.amount_usd} />
                    </NumberCell>
                    <NumberCell>
                      {shownPay(order, i18n.language)}
                      {order.refunded ? (
                        <span className="block text-red text-xs">
                          −{shownPay(order, i18n.language, order.refunded)}
                        </span>
                      ) : null}
                    </NumberCell>
                    <Cell>
                      <CopyId id={order.method === 'bank' ? order.code : order.id} short={14} />
                    </Cell>
                    <Cell>
                      <Actions order={order} onAsk={setAsked} />
                    </Cell>
                  </Row>
                ))}
              </tbody>
            </Table>
          </TableFrame>
          <Pages
            page={page}
            size={size}
            total={list.data.total}
            onPage={(next) => void navigate({ search: (now) => ({ ...now, page: next }) })}
          />
        </>
      )}
      <Asking asked={asked} onClose={() => setAsked(undefined)} />
    </Page>
  );
}
