import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table } from '@/components/ui/table.tsx';

type Transfer = Reply<'GET /api/admin/transfers'>['items'][number];

function Settle({
  transfer,
  onClose,
  onDone,
}: {
  readonly transfer: Transfer;
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
}) {
  const { t } = useTranslation('orders');
  const errorText = useErrorText();
  const [order, setOrder] = useState(transfer.order ?? '');
  const settle = useMutation({
    mutationFn: (to: string | null) =>
      call('POST /api/admin/transfers/{id}/settle', { params: { id: transfer.id }, body: { order: to } }),
    onSuccess: async () => {
      await onDone();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('transfers.settle')}
      footer={
        <>
          <Button busy={settle.isPending} onClick={() => settle.mutate(null)}>
            {t('transfers.aside')}
          </Button>
          <Button
            look="main"
            busy={settle.isPending}
            disabled={order.trim() === ''}
            onClick={() => settle.mutate(order.trim())}
          >
            {t('transfers.credit')}
          </Button>
        </>
      }
    >
      <p className="mb-4 break-words rounded bg-sunk px-3 py-2 font-mono text-sm">{transfer.content}</p>
      <Field
        label={t('transfers.order')}
        help={t('transfers.orderHelp')}
        error={settle.error ? errorText(settle.error) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            value={order}
            onChange={(event) => setOrder(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}

/** Money that came and fits no order: it waits here for a person. Nothing where there is none. */
export function Transfers({ onDone }: { readonly onDone: () => Promise<unknown> }) {
  const { t, i18n } = useTranslation('orders');
  const [open, setOpen] = useState<Transfer>();
  const { data } = useQuery({
    queryKey: ['admin', 'transfers'],
    queryFn: ({ signal }) => call('GET /api/admin/transfers', { query: { open: 'true', size: 100 }, signal }),
  });
  if (!data || data.total === 0) return null;
  return (
    <Card title={t('transfers.title', { count: data.total })} description={t('transfers.description')} flush>
      <section className="relative overflow-x-auto border-t" aria-label={t('transfers.list')} tabIndex={0}>
        <Table>
          <Head>
            <tr>
              <HeadCell>{t('transfers.at')}</HeadCell>
              <HeadCell>{t('transfers.why')}</HeadCell>
              <HeadCell className="text-right">{t('transfers.amount')}</HeadCell>
              <HeadCell>{t('transfers.content')}</HeadCell>
              <HeadCell>
                <span className="sr-only">{t('actions')}</span>
              </HeadCell>
            </tr>
          </Head>
          <tbody>
            {data.items.map((one) => (
              <Row key={one.id}>
                <Cell className="text-soft">
                  <Time iso={one.at} />
                </Cell>
                <Cell>
                  <Badge tone="amber">{t(`transfers.outcome.${one.outcome}`)}</Badge>
                </Cell>
                <NumberCell>
                  {new Intl.NumberFormat(i18n.language, {
                    style: 'currency',
                    currency: one.currency,
                  }).format(Number(one.amount))}
                </NumberCell>
                <Cell className="min-w-48 max-w-md break-words font-mono text-xs">{one.content}</Cell>
                <Cell className="text-right">
                  <Button size="sm" onClick={() => setOpen(one)}>
                    {t('transfers.deal')}
                  </Button>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </section>
      {open ? (
        <Settle key={open.id} transfer={open} onClose={() => setOpen(undefined)} onDone={onDone} />
      ) : null}
    </Card>
  );
}
