import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Search, TicketPercent } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { Money } from '@/components/money.tsx';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { Pages } from '@/features/system/pages.tsx';
import { BatchSheet } from './batch-sheet.tsx';
import { NewBatch } from './new-batch.tsx';

const route = getRouteApi('/admin/codes');
const size = 50;

export type Batch = Reply<'GET /api/admin/codes'>['items'][number];

export function BatchState({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('codes');
  if (batch.status === 'disabled') return <Badge tone="red">{t('state.disabled')}</Badge>;
  if (batch.expires_at !== null && Date.parse(batch.expires_at) <= Date.now())
    return <Badge>{t('state.expired')}</Badge>;
  if (batch.used >= batch.codes * batch.uses) return <Badge>{t('state.used')}</Badge>;
  return <Badge tone="jade">{t('state.open')}</Badge>;
}

/** By the whole code, which never stands in an address. */
function FindCode({ onFound }: { readonly onFound: (batch: number) => void }) {
  const { t } = useTranslation('codes');
  const errorText = useErrorText();
  const [code, setCode] = useState('');
  const find = useMutation({
    mutationFn: () => call('POST /api/admin/codes/find', { body: { code } }),
    onSuccess: ({ batch }) => onFound(batch.id),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim().length >= 4) find.mutate();
  };
  const found = find.data?.code;
  return (
    <form className="grid gap-1" onSubmit={submit}>
      <div className="flex gap-2">
        <Input
          aria-label={t('find.label')}
          placeholder={t('find.placeholder')}
          className="w-64 font-mono"
          value={code}
          onChange={(event) => {
            setCode(event.target.value);
            find.reset();
          }}
        />
        <Button type="submit" busy={find.isPending}>
          <Search aria-hidden />
          {t('find.action')}
        </Button>
      </div>
      <p role="status" className="text-soft text-xs">
        {find.error
          ? errorText(find.error)
          : found
            ? found.used_by.length > 0
              ? t('find.usedBy', { users: found.used_by.map(({ user }) => user.email).join(', ') })
              : t('find.unused')
            : null}
      </p>
    </form>
  );
}

export function CodesPage() {
  const { t } = useTranslation('codes');
  const { page = 1, batch } = route.useSearch();
  const navigate = route.useNavigate();
  const [making, setMaking] = useState(false);
  const list = useQuery({
    queryKey: ['admin', 'codes', page],
    queryFn: ({ signal }) => call('GET /api/admin/codes', { query: { page, size }, signal }),
    placeholderData: keepPreviousData,
  });
  const open = (id: number | undefined) => void navigate({ search: (now) => ({ ...now, batch: id }) });
  const make = (
    <Button look="main" onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      {t('make')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={make}>
      <FindCode onFound={open} />
      {list.isPending ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={5} />
        </div>
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={list.refetch} className="rounded border bg-panel" />
      ) : list.data.total === 0 ? (
        <EmptyState icon={TicketPercent} title={t('empty')} action={make} className="rounded border bg-panel">
          {t('emptyHelp')}
        </EmptyState>
      ) : (
        <>
          <TableFrame aria-label={t('title')}>
            <Table>
              <Head>
                <tr>
                  <HeadCell>{t('name')}</HeadCell>
                  <HeadCell>{t('status')}</HeadCell>
                  <HeadCell className="text-right">{t('worth')}</HeadCell>
                  <HeadCell className="text-right">{t('redeemed')}</HeadCell>
                  <HeadCell>{t('expires')}</HeadCell>
                  <HeadCell>{t('made')}</HeadCell>
                </tr>
              </Head>
              <tbody>
                {list.data.items.map((one) => (
                  <Row key={one.id}>
                    <Cell>
                      <button
                        type="button"
                        className="text-left font-medium hover:text-jade"
                        onClick={() => open(one.id)}
                      >
                        {one.name}
                      </button>
                    </Cell>
                    <Cell>
                      <BatchState batch={one} />
                    </Cell>
                    <NumberCell>
                      <Money exact={one.amount_usd} />
                    </NumberCell>
                    <NumberCell>
                      {one.used} / {one.codes * one.uses}
                    </NumberCell>
                    <Cell>{one.expires_at ? <Time iso={one.expires_at} /> : t('never')}</Cell>
                    <Cell className="text-soft">
                      <Time iso={one.created_at} />
                      {one.created_by ? ` · ${one.created_by.email}` : ''}
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
      <NewBatch open={making} onOpenChange={setMaking} />
      <BatchSheet id={batch} onClose={() => open(undefined)} />
    </Page>
  );
}
