import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { Money } from '@/components/money.tsx';
import { ErrorState, useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { Pages } from '@/features/system/pages.tsx';
import { BatchState } from './codes-page.tsx';

const size = 100;

function Opened({ id }: { readonly id: number }) {
  const { t } = useTranslation('codes');
  const errorText = useErrorText();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'codes', 'batch', id, page],
    queryFn: ({ signal }) =>
      call('GET /api/admin/codes/{id}/codes', { params: { id }, query: { page, size }, signal }),
  });
  const changed = {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin', 'codes'] }),
    onError: (cause: unknown) => toast.error(errorText(cause)),
  };
  const setBatch = useMutation({
    mutationFn: (status: 'enabled' | 'disabled') =>
      call('PATCH /api/admin/codes/{id}', { params: { id }, body: { status } }),
    ...changed,
  });
  const setCode = useMutation({
    mutationFn: (one: { id: number; status: 'enabled' | 'disabled' }) =>
      call('PATCH /api/admin/codes/single/{id}', { params: { id: one.id }, body: { status: one.status } }),
    ...changed,
  });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonRows rows={8} />;
  const { batch } = data;
  const other = batch.status === 'enabled' ? 'disabled' : 'enabled';
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span className="font-medium">{batch.name}</span>
          <BatchState batch={batch} />
          <Money exact={batch.amount_usd} />
        </p>
        <Button busy={setBatch.isPending} onClick={() => setBatch.mutate(other)}>
          {other === 'disabled' ? t('disableAll') : t('enableAll')}
        </Button>
      </div>
      <TableFrame aria-label={t('codesOf', { name: batch.name })}>
        <Table>
          <Head>
            <tr>
              <HeadCell>{t('code')}</HeadCell>
              <HeadCell>{t('status')}</HeadCell>
              <HeadCell>{t('by')}</HeadCell>
              <HeadCell>
                <span className="sr-only">{t('actions')}</span>
              </HeadCell>
            </tr>
          </Head>
          <tbody>
            {data.items.map((one) => (
              <Row key={one.id}>
                <Cell className="font-mono">…{one.hint}</Cell>
                <Cell>
                  {one.status === 'disabled' ? (
                    <Badge tone="red">{t('state.disabled')}</Badge>
                  ) : one.used >= batch.uses ? (
                    <Badge>{t('state.used')}</Badge>
                  ) : (
                    <Badge tone="jade">{t('state.open')}</Badge>
                  )}
                </Cell>
                <Cell>
                  {one.used_by.map(({ user, at }) => (
                    <div key={user.id}>
                      {user.email} · <Time iso={at} />
                    </div>
                  ))}
                </Cell>
                <Cell className="text-right">
                  {one.used < batch.uses ? (
                    <Button
                      size="sm"
                      look="quiet"
                      onClick={() =>
                        setCode.mutate({
                          id: one.id,
                          status: one.status === 'enabled' ? 'disabled' : 'enabled',
                        })
                      }
                    >
                      {one.status === 'enabled' ? t('disable') : t('enable')}
                    </Button>
                  ) : null}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </TableFrame>
      <Pages page={page} size={size} total={data.total} onPage={setPage} />
    </div>
  );
}

export function BatchSheet({
  id,
  onClose,
}: {
  readonly id: number | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('codes');
  return (
    <Sheet open={id !== undefined} onOpenChange={(open) => !open && onClose()} title={t('batch')}>
      {id === undefined ? null : <Opened key={id} id={id} />}
    </Sheet>
  );
}
