import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ListTree } from 'lucide-react';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { CopyId } from '@/components/copy.tsx';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, Sheet } from '@/components/ui/dialog.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { useMode } from '@/frame/mode.ts';
import { allFacetsQuery, allTasksQuery, anyTaskQuery } from './data.ts';
import { Filters } from './filters.tsx';
import { Gallery, GallerySkeleton } from './gallery.tsx';
import { Part, SheetSkeleton, SheetTitle, TaskBody } from './task-sheet.tsx';
import { type AdminTaskSearch, isOpen, type OperatorDetail, type OperatorTask } from './types.ts';

const route = getRouteApi('/admin/tasks');

/** Tasks of all users, with what stands behind them. */
export function AdminTasksPage() {
  const { t } = useTranslation('tasks');
  const mode = useMode();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: AdminTaskSearch) =>
    void navigate({
      search: (before: AdminTaskSearch) => ({ ...before, ...next }),
      replace: !('task' in next),
    });
  const open = (task: string | undefined) => change({ task });
  const facets = useQuery(allFacetsQuery);
  const tasks = useInfiniteQuery(allTasksQuery(search, mode));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = tasks;
  const rows = tasks.data?.pages.flatMap(({ items }) => items) ?? [];
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Page wide title={t('allTitle')} description={t('allDescription')}>
      <Filters search={search} facets={facets.data} onChange={change}>
        <Named label={t('user')} value={search.user} onChange={(user) => change({ user })} />
        <Named label={t('channel')} value={search.channel} onChange={(channel) => change({ channel })} />
      </Filters>
      {tasks.isPending ? (
        <GallerySkeleton list />
      ) : tasks.isError && rows.length === 0 ? (
        <ErrorState error={tasks.error} onRetry={tasks.refetch} />
      ) : rows.length > 0 ? (
        <Gallery
          list
          tasks={rows}
          opened={search.task}
          onOpen={open}
          onEnd={more}
          more={(task: OperatorTask) => (
            <span className="hidden w-56 shrink-0 md:grid">
              <span className="truncate text-sm">{task.user.email}</span>
              <span className="truncate text-soft text-xs">{task.channel?.name ?? task.provider ?? ''}</span>
            </span>
          )}
        />
      ) : (
        <EmptyState icon={ListTree} title={t('noneFit')}>
          {t('allEmpty')}
        </EmptyState>
      )}
      <OperatorSheet id={search.task} onOpen={open} />
    </Page>
  );
}

/** A filter that is typed: it holds when Enter is pressed or the field is left. */
function Named({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const [text, setText] = useState(value ?? '');
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value ?? '');
  }
  const take = (event?: FormEvent) => {
    event?.preventDefault();
    const next = text.trim() || undefined;
    if (next !== value) onChange(next);
  };
  return (
    <form onSubmit={take}>
      <Input
        aria-label={label}
        placeholder={label}
        className="w-40"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => take()}
      />
    </form>
  );
}

function OperatorSheet({
  id,
  onOpen,
}: {
  readonly id: string | undefined;
  readonly onOpen: (id?: string) => void;
}) {
  const { t } = useTranslation('tasks');
  const { data: task, error, refetch } = useQuery({ ...anyTaskQuery(id ?? ''), enabled: id !== undefined });
  return (
    <Sheet
      open={id !== undefined}
      onOpenChange={(open) => open || onOpen(undefined)}
      title={<SheetTitle task={task} />}
      description={task ? [task.model, task.user.email].join(' · ') : undefined}
      footer={task && isOpen(task.state) ? <OperatorActions task={task} /> : undefined}
    >
      {task ? (
        <TaskBody task={task} onOpen={onOpen} requestLink={`/admin/logs?request=${task.request_id}`}>
          <Behind task={task} />
        </TaskBody>
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <SheetSkeleton label={t('common:loading')} />
      )}
    </Sheet>
  );
}

function Behind({ task }: { readonly task: OperatorDetail }) {
  const { t } = useTranslation('tasks');
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('channel'), task.channel ? `${task.channel.name} #${task.channel.id}` : (task.provider ?? '—')],
    [t('upstreamModel'), task.upstream_model ?? '—'],
    [t('upstreamId'), task.upstream_id ? <CopyId key="id" id={task.upstream_id} short={48} /> : '—'],
  ];
  return (
    <Part title={t('behind')}>
      <dl className="text-sm">
        {facts.map(([name, value]) => (
          <div
            key={name}
            className="flex items-baseline justify-between gap-4 border-b py-1.5 last:border-b-0"
          >
            <dt className="shrink-0 text-soft">{name}</dt>
            <dd className="min-w-0 truncate text-right">{value}</dd>
          </div>
        ))}
      </dl>
      {task.attempts.length > 0 ? (
        <ol className="grid gap-1 text-sm">
          {task.attempts.map((attempt, index) => (
            <li key={index} className="flex justify-between gap-3">
              <span className="truncate">{attempt.channel.name || `#${attempt.channel.id}`}</span>
              <span className="text-soft">
                {[attempt.outcome, attempt.status, `${Math.round(attempt.ms)} ms`]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {task.notes.length > 0 ? (
        <ul className="grid gap-0.5 font-mono text-soft text-xs">
          {task.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </Part>
  );
}

function OperatorActions({ task }: { readonly task: OperatorDetail }) {
  const { t } = useTranslation('tasks');
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const done = async (row: OperatorDetail) => {
    setAsking(false);
    queries.setQueryData(['any-task', task.id], row);
    await queries.invalidateQueries({ queryKey: ['all-tasks'] });
    toast.success(t('cancelled'));
  };
  const failed = (error: unknown) => void toast.error(errorText(error));
  const cancel = useMutation({
    mutationFn: () => call('POST /api/admin/tasks/{id}/cancel', { params: { id: task.id } }),
    onSuccess: done,
    onError: failed,
  });
  const giveUp = useMutation({
    mutationFn: () =>
      call('POST /api/admin/tasks/{id}/give-up', {
        params: { id: task.id },
        body: reason.trim() ? { reason: reason.trim() } : {},
      }),
    onSuccess: done,
    onError: failed,
  });
  return (
    <>
      {task.cancellable ? (
        <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('cancel')}
        </Button>
      ) : null}
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('giveUp')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('giveUpTitle')}
        description={t('giveUpHint')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('common:cancel')}</Button>
            <Button look="danger" busy={giveUp.isPending} onClick={() => giveUp.mutate()}>
              {t('giveUp')}
            </Button>
          </>
        }
      >
        <Field label={t('reason')} help={t('reasonHint')} optional={t('common:optional')}>
          {(control) => (
            <Input
              {...control}
              value={reason}
              maxLength={500}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
      </Dialog>
    </>
  );
}
