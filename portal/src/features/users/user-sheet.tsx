import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call, type Reply } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { isCancelled, useProof } from '@/components/confirm-session.tsx';
import { CopyButton, CopyId } from '@/components/copy.tsx';
import { Money } from '@/components/money.tsx';
import { ErrorState, useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { useUser } from '@/frame/site.ts';
import { CreditForm } from './credit-form.tsx';
import { EntryList } from './entry-list.tsx';

type Person = Reply<'GET /api/admin/users/{id}'>;

const roles = ['user', 'admin', 'root'] as const;
const rank = { user: 1, admin: 10, root: 100 } as const;

/** One user: balance and what moved it, group, role, state, and what support may do. */
export function UserSheet({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { t } = useTranslation('users');
  const one = useQuery({
    queryKey: ['admin', 'user', id],
    queryFn: ({ signal }) => call('GET /api/admin/users/{id}', { params: { id }, signal }),
  });
  return (
    <Sheet open onOpenChange={onClose} title={one.data?.email ?? t('loading')} description={one.data?.name}>
      {one.isPending ? (
        <SkeletonRows rows={6} />
      ) : one.isError ? (
        <ErrorState error={one.error} onRetry={one.refetch} />
      ) : (
        <Body person={one.data} />
      )}
    </Sheet>
  );
}

function Body({ person }: { readonly person: Person }) {
  const { t, i18n } = useTranslation('users');
  const me = useUser();
  const errorText = useErrorText();
  const { run, dialog } = useProof();
  const [asking, setAsking] = useState<'disable' | 'actAs'>();
  const [link, setLink] = useState('');
  const groups = useQuery({
    queryKey: ['admin', 'groups'],
    queryFn: ({ signal }) => call('GET /api/admin/groups', { signal }),
  });
  const keys = useQuery({
    queryKey: ['admin', 'tokens', 'of', person.id],
    queryFn: ({ signal }) =>
      call('GET /api/admin/tokens', { query: { user: String(person.id), size: 1 }, signal }),
  });
  const isSelf = me?.id === person.id;
  const mayManage = me?.role === 'root' || (me?.role === 'admin' && person.role === 'user');
  const outranks = me != null && rank[me.role] > rank[person.role];
  const number = new Intl.NumberFormat(i18n.language);

  const changed = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['admin', 'user', person.id] }),
      queries.invalidateQueries({ queryKey: ['admin', 'users'] }),
    ]);
  const act = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await run(work);
      await changed();
      if (done) toast.success(done);
    } catch (error) {
      if (!isCancelled(error)) toast.error(errorText(error));
    }
  };
  const patch = (body: { group?: string; role?: Person['role']; status?: Person['status'] }) =>
    act(() => call('PATCH /api/admin/users/{id}', { params: { id: person.id }, body }), t('common:saved'));
  const actAs = () =>
    act(async () => {
      await call('POST /api/admin/users/{id}/impersonate', { params: { id: person.id }, body: {} });
      location.assign('/console');
    });
  const makeLink = () =>
    act(async () => {
      const made = await call('POST /api/admin/users/{id}/reset-link', {
        params: { id: person.id },
        body: {},
      });
      setLink(made.url);
    });

  return (
    <div className="grid grid-cols-1 gap-6">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        <Fact name={t('columns.balance')}>
          <Money exact={person.balance_usd} className="text-lg" />
        </Fact>
        <Fact name={t('columns.spent')}>
          <Money exact={person.spent_usd} className="text-lg" />
        </Fact>
        <Fact name={t('columns.calls')}>
          <span className="font-mono text-lg tabular">{number.format(person.calls)}</span>
        </Fact>
        <Fact name={t('keys')}>
          <span className="font-mono text-lg tabular">
            {keys.data ? number.format(keys.data.total) : '–'}
          </span>
        </Fact>
        <Fact name={t('id')}>
          <CopyId id={String(person.id)} />
        </Fact>
        <Fact name={t('columns.since')}>
          <Time iso={person.created_at} />
        </Fact>
        <Fact name={t('state')}>
          <Badge tone={person.status === 'enabled' ? 'jade' : 'red'}>{t(`states.${person.status}`)}</Badge>
        </Fact>
        <Fact name={t('testBalance')}>
          <Money exact={person.test_balance_usd} test />
        </Fact>
      </dl>

      {mayManage ? (
        <>
          <Part title={t('rights')}>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t('columns.group')}>
                {(control) => (
                  <Select
                    {...control}
                    value={person.group}
                    onChange={(event) => void patch({ group: event.target.value })}
                  >
                    {[...new Set([person.group, ...(groups.data?.items ?? []).map(({ name }) => name)])].map(
                      (name) => (
                        <option key={name} value={name}>
                          {name}
                        </option>
                      ),
                    )}
                  </Select>
                )}
              </Field>
              <Field
                label={t('columns.role')}
                help={isSelf ? t('notOwn') : me?.role === 'root' ? undefined : t('rootOnly')}
              >
                {(control) => (
                  <Select
                    {...control}
                    value={person.role}
                    disabled={isSelf || me?.role !== 'root'}
                    onChange={(event) => void patch({ role: event.target.value as Person['role'] })}
                  >
                    {roles.map((role) => (
                      <option key={role} value={role}>
                        {t(`roles.${role}`)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            </div>
          </Part>
          <Part title={t('credit.title')}>
            <CreditForm id={person.id} onDone={changed} />
          </Part>
        </>
      ) : null}

      <Part title={t('entries.title')}>
        <EntryList account={person.account} />
      </Part>

      <Part title={t('more')}>
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <a href={`/admin/logs?user=${encodeURIComponent(person.email)}`}>{t('logs')}</a>
          </Button>
          {outranks ? <Button onClick={() => setAsking('actAs')}>{t('actAs.title')}</Button> : null}
          {mayManage && !isSelf ? (
            <>
              <Button onClick={() => void makeLink()}>{t('reset.make')}</Button>
              {person.status === 'enabled' ? (
                <Button look="danger" onClick={() => setAsking('disable')}>
                  {t('disable.action')}
                </Button>
              ) : (
                <Button onClick={() => void patch({ status: 'enabled' })}>{t('enable')}</Button>
              )}
            </>
          ) : null}
        </div>
        {link ? (
          <div className="mt-3 grid gap-2" aria-live="polite">
            <p className="text-base">{t('reset.once')}</p>
            <p className="flex items-center gap-1 rounded border bg-sunk px-3 py-2">
              <code className="min-w-0 grow break-all text-sm">{link}</code>
              <CopyButton text={link} label={t('reset.copy')} />
            </p>
          </div>
        ) : null}
      </Part>

      <Confirm
        open={asking === 'disable'}
        onOpenChange={() => setAsking(undefined)}
        title={t('disable.title', { email: person.email })}
        action={t('disable.action')}
        danger
        onConfirm={() => patch({ status: 'disabled' })}
      >
        <p className="text-base">{t('disable.help')}</p>
      </Confirm>
      <Confirm
        open={asking === 'actAs'}
        onOpenChange={() => setAsking(undefined)}
        title={t('actAs.question', { email: person.email })}
        action={t('actAs.action')}
        onConfirm={() => {
          void actAs();
        }}
      >
        <p className="text-base">{t('actAs.help')}</p>
      </Confirm>
      {dialog}
    </div>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div className="grid min-w-0 gap-0.5">
    <dt className="text-soft text-xs">{name}</dt>
    <dd className="min-w-0 truncate text-base">{children}</dd>
  </div>
);

const Part = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <section className="border-t pt-4">
    <h3 className="mb-3 font-semibold text-base">{title}</h3>
    {children}
  </section>
);
