import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { KeyRound, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Input } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { useMode } from '@/frame/mode.ts';
import type { Key } from './data.ts';
import { KeySheet } from './key-sheet.tsx';
import { KeyTable } from './key-table.tsx';

const route = getRouteApi('/console/keys');
const size = 50;

type Change = { readonly action: 'enable' | 'disable' | 'delete'; readonly keys: readonly Key[] };

export function KeysPage() {
  const { t } = useTranslation('keys');
  const errorText = useErrorText();
  const mode = useMode();
  const queries = useQueryClient();
  const { search = '', page = 1, create, key: opened, for: what } = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [deleting, setDeleting] = useState<readonly Key[]>();
  const list = useQuery({
    queryKey: ['keys', 'list', mode, search, page],
    queryFn: ({ signal }) =>
      call('GET /api/portal/keys', { query: { mode, page, size, ...(search ? { search } : {}) }, signal }),
    placeholderData: keepPreviousData,
  });
  const change = useMutation({
    mutationFn: ({ action, keys }: Change) =>
      call('POST /api/portal/keys/bulk', { body: { action, ids: keys.map(({ id }) => id) } }),
    onSuccess: (_done, { action, keys }) => {
      setChosen(new Set());
      toast.success(t(`done.${action}`, { count: keys.length }));
      return queries.invalidateQueries({ queryKey: ['keys'] });
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const open = (next: { create?: true; key?: number; for?: 'edit' | 'setup' }) =>
    void navigate({ search: (now) => ({ search: now.search, page: now.page, ...next }) });
  const items = list.data?.items ?? [];
  const marked = items.filter(({ id }) => chosen.has(id));
  const make = (
    <Button look="main" onClick={() => open({ create: true })}>
      <Plus aria-hidden />
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t(`description.${mode}`)} actions={make} wide>
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-0 grow sm:max-w-64">
          <Search className="absolute top-2 left-2.5 size-4 text-soft" aria-hidden />
          <Input
            type="search"
            className="pl-8"
            aria-label={t('search')}
            placeholder={t('search')}
            defaultValue={search}
            onChange={(event) =>
              void navigate({
                search: (now) => ({ ...now, page: undefined, search: event.target.value || undefined }),
                replace: true,
              })
            }
          />
        </div>
        {marked.length > 0 ? (
          <section aria-label={t('bulk')} className="flex flex-wrap items-center gap-2">
            <span className="text-soft text-sm" aria-live="polite">
              {t('chosen', { count: marked.length })}
            </span>
            <Button size="sm" onClick={() => change.mutate({ action: 'enable', keys: marked })}>
              {t('enable')}
            </Button>
            <Button size="sm" onClick={() => change.mutate({ action: 'disable', keys: marked })}>
              {t('disable')}
            </Button>
            <Button size="sm" className="text-red" onClick={() => setDeleting(marked)}>
              {t('common:delete')}
            </Button>
          </section>
        ) : null}
      </div>
      {list.isPending ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={6} />
        </div>
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={list.refetch} className="rounded border bg-panel" />
      ) : items.length === 0 ? (
        search ? (
          <EmptyState
            icon={Search}
            title={t('nothing', { search })}
            className="rounded border bg-panel"
            action={<Button onClick={() => void navigate({ search: {} })}>{t('common:clearFilters')}</Button>}
          />
        ) : (
          <EmptyState icon={KeyRound} title={t('empty')} action={make} className="rounded border bg-panel">
            {t('emptyHelp')}
          </EmptyState>
        )
      ) : (
        <>
          <KeyTable
            keys={items}
            chosen={chosen}
            onChoose={setChosen}
            onEdit={({ id }) => open({ key: id, for: 'edit' })}
            onSetup={({ id }) => open({ key: id, for: 'setup' })}
            onToggle={(key) =>
              change.mutate({ action: key.status === 'disabled' ? 'enable' : 'disable', keys: [key] })
            }
            onDelete={(key) => setDeleting([key])}
          />
          {list.data.total > size ? (
            <nav aria-label={t('pages')} className="flex items-center justify-end gap-2 text-soft text-sm">
              {t('page', { page, of: Math.ceil(list.data.total / size) })}
              <Button
                size="sm"
                disabled={page <= 1}
                onClick={() => void navigate({ search: (now) => ({ ...now, page: page - 1 }) })}
              >
                {t('common:previous')}
              </Button>
              <Button
                size="sm"
                disabled={page * size >= list.data.total}
                onClick={() => void navigate({ search: (now) => ({ ...now, page: page + 1 }) })}
              >
                {t('common:next')}
              </Button>
            </nav>
          ) : null}
        </>
      )}
      {create || opened !== undefined ? (
        <KeySheet
          key={create ? 'new' : `${opened} ${what}`}
          id={create ? undefined : opened}
          what={what ?? 'edit'}
          mode={mode}
          onClose={() => open({})}
        />
      ) : null}
      <Confirm
        open={deleting !== undefined}
        onOpenChange={(next) => !next && setDeleting(undefined)}
        title={t('deleteTitle', { count: deleting?.length ?? 0 })}
        action={t('common:delete')}
        danger
        onConfirm={() => deleting && change.mutateAsync({ action: 'delete', keys: deleting })}
      >
        <p className="text-base">{t('deleteHelp')}</p>
        <ul className="mt-2 grid max-h-48 gap-1 overflow-y-auto text-soft text-sm">
          {deleting?.map(({ id, name, hint }) => (
            <li key={id}>
              {name || t('unnamed')} <code className="font-mono text-xs">{hint}</code>
            </li>
          ))}
        </ul>
      </Confirm>
    </Page>
  );
}
