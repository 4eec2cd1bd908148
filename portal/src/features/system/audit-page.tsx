import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { Pages } from './pages.tsx';

const route = getRouteApi('/admin/audit');
const size = 50;
const names = ['user', 'action', 'object'] as const;

/** The fields of a change, a line each; what is no object of fields stands as it came. */
function Detail({ text }: { readonly text: string }) {
  let fields: readonly [string, unknown][] = [];
  try {
    fields = Object.entries(JSON.parse(text) as object);
  } catch {}
  if (fields.length === 0) return text === '{}' ? null : <span className="font-mono text-xs">{text}</span>;
  return (
    <dl className="grid gap-x-2 font-mono text-xs">
      {fields.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-2">
          <dt className="shrink-0 text-soft">{name}</dt>
          <dd className="min-w-0 break-words">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function AuditPage() {
  const { t } = useTranslation('system');
  const { page = 1, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const list = useQuery({
    queryKey: ['admin', 'audit', page, given],
    queryFn: ({ signal }) =>
      call('GET /api/admin/audit', {
        query: {
          page,
          size,
          ...given,
          // A day is the reader's own, to its last moment.
          ...(filter.from ? { from: new Date(`${filter.from}T00:00`).toISOString() } : {}),
          ...(filter.to ? { to: new Date(`${filter.to}T23:59:59.999`).toISOString() } : {}),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const of = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    void navigate({
      search: {
        user: of('user'),
        action: of('action'),
        object: of('object'),
        from: of('from'),
        to: of('to'),
      },
    });
  };
  const isFiltered = Object.keys(given).length > 0;
  return (
    <Page title={t('audit.title')} description={t('audit.description')} wide>
      <form
        key={JSON.stringify(given)}
        onSubmit={apply}
        className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
      >
        {names.map((name) => (
          <Field key={name} label={t(`audit.${name}`)}>
            {(control) => (
              <Input
                {...control}
                name={name}
                defaultValue={filter[name] ?? ''}
                placeholder={t(`audit.${name}Example`)}
              />
            )}
          </Field>
        ))}
        {(['from', 'to'] as const).map((name) => (
          <Field key={name} label={t(`audit.${name}`)}>
            {(control) => <Input {...control} type="date" name={name} defaultValue={filter[name] ?? ''} />}
          </Field>
        ))}
        <div className="flex gap-2">
          <Button type="submit">{t('audit.filter')}</Button>
          {isFiltered ? (
            <Button look="quiet" onClick={() => void navigate({ search: {} })}>
              {t('common:clearFilters')}
            </Button>
          ) : null}
        </div>
      </form>
      {list.isPending ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={10} />
        </div>
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={list.refetch} className="rounded border bg-panel" />
      ) : list.data.items.length === 0 ? (
        <EmptyState icon={BookOpen} title={t('audit.empty')} className="rounded border bg-panel" />
      ) : (
        <>
          <TableFrame aria-label={t('audit.title')}>
            <Table>
              <Head>
                <tr>
                  <HeadCell>{t('audit.at')}</HeadCell>
                  <HeadCell>{t('audit.user')}</HeadCell>
                  <HeadCell>{t('audit.action')}</HeadCell>
                  <HeadCell>{t('audit.object')}</HeadCell>
                  <HeadCell>{t('audit.detail')}</HeadCell>
                </tr>
              </Head>
              <tbody>
                {list.data.items.map((one) => (
                  <Row key={one.id} className="align-top">
                    <Cell className="align-top text-soft">
                      <Time iso={one.at} />
                    </Cell>
                    <Cell className="align-top">
                      {one.actor ? (
                        one.actor.email || one.actor.id
                      ) : (
                        <span className="text-soft">{t('audit.system')}</span>
                      )}
                    </Cell>
                    <Cell className="whitespace-nowrap align-top font-mono text-xs">{one.action}</Cell>
                    <Cell className="whitespace-nowrap align-top font-mono text-xs">{one.object}</Cell>
                    <Cell className="min-w-64 align-top">
                      <Detail text={one.detail} />
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
    </Page>
  );
}
