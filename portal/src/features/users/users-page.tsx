import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Search, UserPlus, UsersRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { Money } from '@/components/money.tsx';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { AddUser } from './add-user.tsx';
import { UserSheet } from './user-sheet.tsx';

const route = getRouteApi('/admin/users');
const size = 50;

export function UsersPage() {
  const { t, i18n } = useTranslation('users');
  const { search = '', page = 1, user: opened, add } = route.useSearch();
  const navigate = useNavigate();
  const go = (change: object, replace = false) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...change })) as never,
      replace,
      resetScroll: false,
    });
  const [text, setText] = useState(search);
  useEffect(() => {
    if (text.trim() === search) return;
    const timer = setTimeout(() => go({ search: text.trim() || undefined, page: undefined }, true), 250);
    return () => clearTimeout(timer);
  });
  const list = useQuery({
    queryKey: ['admin', 'users', search, page],
    queryFn: ({ signal }) =>
      call('GET /api/admin/users', { query: { page, size, ...(search ? { search } : {}) }, signal }),
    placeholderData: keepPreviousData,
  });
  const total = list.data?.total ?? 0;
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Page
      wide
      title={t('title')}
      description={t('description')}
      actions={
        <Button look="main" onClick={() => go({ add: true })}>
          <UserPlus aria-hidden />
          {t('add.title')}
        </Button>
      }
    >
      <div className="flex flex-wrap items-center gap-3">
        <div className="relative w-full max-w-xs">
          <Search className="absolute top-2 left-2.5 size-4 text-soft" aria-hidden />
          <Input
            type="search"
            className="pl-8"
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <p className="text-soft text-sm" aria-live="polite">
          {list.data ? t('count', { count: total, shown: number.format(total) }) : ''}
        </p>
      </div>
      {list.isPending ? (
        <SkeletonRows />
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={list.refetch} />
      ) : list.data.items.length === 0 ? (
        <EmptyState
          icon={UsersRound}
          title={t('none')}
          action={
            search ? (
              <Button
                onClick={() => {
                  setText('');
                  go({ search: undefined, page: undefined });
                }}
              >
                {t('common:clearFilters')}
              </Button>
            ) : undefined
          }
        >
          {t('noneHelp')}
        </EmptyState>
      ) : (
        <TableFrame aria-label={t('title')}>
          <Table>
            <Head>
              <tr>
                <HeadCell>{t('columns.user')}</HeadCell>
                <HeadCell>{t('columns.role')}</HeadCell>
                <HeadCell>{t('columns.group')}</HeadCell>
                <HeadCell className="text-right">{t('columns.balance')}</HeadCell>
                <HeadCell className="text-right">{t('columns.spent')}</HeadCell>
                <HeadCell className="text-right">{t('columns.calls')}</HeadCell>
                <HeadCell>{t('columns.since')}</HeadCell>
              </tr>
            </Head>
            <tbody>
              {list.data.items.map((one) => (
                <Row key={one.id}>
                  <Cell>
                    <button
                      type="button"
                      className="grid max-w-72 rounded-sm text-left hover:text-jade"
                      onClick={() => go({ user: one.id })}
                    >
                      <span className="truncate font-medium">{one.email}</span>
                      <span className="truncate text-soft text-xs">
                        {t('numbered', { id: one.id, name: one.name })}
                      </span>
                    </button>
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    {t(`roles.${one.role}`)}{' '}
                    {one.status === 'disabled' ? <Badge tone="red">{t('disabled')}</Badge> : null}
                  </Cell>
                  <Cell>{one.group}</Cell>
                  <NumberCell>
                    <Money exact={one.balance_usd} />
                  </NumberCell>
                  <NumberCell>
                    <Money exact={one.spent_usd} />
                  </NumberCell>
                  <NumberCell>{number.format(one.calls)}</NumberCell>
                  <Cell>
                    <Time iso={one.created_at} />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      )}
      {total > size ? (
        <nav aria-label={t('pages')} className="flex items-center justify-end gap-2 text-sm">
          <span className="mr-2 text-soft">{t('page', { page, pages: Math.ceil(total / size) })}</span>
          <Button disabled={page <= 1} onClick={() => go({ page: page - 1 })}>
            {t('common:previous')}
          </Button>
          <Button disabled={page * size >= total} onClick={() => go({ page: page + 1 })}>
            {t('common:next')}
          </Button>
        </nav>
      ) : null}
      {opened ? <UserSheet key={opened} id={opened} onClose={() => go({ user: undefined })} /> : null}
      {add ? (
        <AddUser onClose={() => go({ add: undefined })} onAdded={(id) => go({ add: undefined, user: id })} />
      ) : null}
    </Page>
  );
}
