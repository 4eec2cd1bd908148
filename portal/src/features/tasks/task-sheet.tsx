import { useMutation, useQuery } from '@tanstack/react-query';
import { Ban, Download, MessageSquareCode, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { Code } from '@/components/code.tsx';
import { CopyButton, CopyId } from '@/components/copy.tsx';
import { Money } from '@/components/money.tsx';
import { ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { repeat } from './again.ts';
import { drop, put, taskQuery } from './data.ts';
import { Face, Player, Ring } from './media.tsx';
import { type CodeLanguage, codeLanguages, codeNames, codeOf, grammarOf } from './request-code.ts';
import { MoneyLines, StateLine, TimeFacts } from './task-story.tsx';
import { isOpen, type Output, type Task, type TaskDetail } from './types.ts';
import { nameOf, StateBadge } from './words.tsx';

type Props = {
  readonly id: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
};

/** One task opened beside the gallery. */
export function TaskSheet({ id, onOpen }: Props) {
  const { t } = useTranslation('tasks');
  const { data: task, error, refetch } = useQuery({ ...taskQuery(id ?? ''), enabled: id !== undefined });
  return (
    <Sheet
      open={id !== undefined}
      onOpenChange={(open) => open || onOpen(undefined)}
      title={<SheetTitle task={task} />}
      description={task ? [task.model, task.maker].filter(Boolean).join(' · ') : undefined}
      footer={task ? <Actions key={task.id} task={task} onGone={() => onOpen(undefined)} /> : undefined}
    >
      {task ? (
        <TaskBody task={task} onOpen={onOpen} requestLink={`/console/logs?request=${task.request_id}`} />
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <SheetSkeleton label={t('common:loading')} />
      )}
    </Sheet>
  );
}

export const SheetTitle = ({ task }: { readonly task: TaskDetail | undefined }) => {
  const { t } = useTranslation('tasks');
  return task ? <span className="line-clamp-2">{nameOf(task)}</span> : <span>{t('task')}</span>;
};

export const SheetSkeleton = ({ label }: { readonly label: string }) => (
  <div role="status" aria-label={label} className="grid gap-5">
    <Skeleton className="h-64" />
    <Skeleton className="h-12" />
    <Skeleton className="h-24" />
  </div>
);

export const Part = ({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <section className="grid min-w-0 content-start gap-2.5">
    <div className="flex items-center justify-between gap-3">
      <h3 className="text-base">{title}</h3>
      {actions}
    </div>
    {children}
  </section>
);

/** What there is to see of a task, for whoever may. */
export function TaskBody({
  task,
  onOpen,
  requestLink,
  children,
}: {
  readonly task: TaskDetail;
  readonly onOpen: (id: string) => void;
  readonly requestLink: string;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('tasks');
  return (
    <div className="grid gap-6">
      <Results task={task} />
      {task.prompt && (task.prompt.length > 80 || !task.request?.whole) ? (
        <Part title={t('prompt')} actions={<CopyButton text={task.prompt} label={t('copyPrompt')} />}>
          <p className="max-h-48 overflow-y-auto whitespace-pre-wrap text-pretty text-sm">{task.prompt}</p>
        </Part>
      ) : null}
      <Part title={t('story')} actions={<StateBadge state={task.state} />}>
        <StateLine task={task} />
        {task.reason ? (
          <p className={task.state === 'failed' || task.state === 'expired' ? 'text-red text-sm' : 'text-sm'}>
            {task.reason}
            {task.fault ? <span className="ml-1.5 font-mono text-soft text-xs">{task.fault}</span> : null}
          </p>
        ) : null}
      </Part>
      <div className="grid gap-6 sm:grid-cols-2">
        <Part title={t('money')}>
          <MoneyLines task={task} />
        </Part>
        <Part title={t('facts')}>
          <TimeFacts task={task} />
        </Part>
      </div>
      {children}
      <Relatives task={task} onOpen={onOpen} />
      <RequestCode task={task} />
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-soft text-xs">
        <span className="flex items-center gap-1.5">
          {t('id')} <CopyId id={task.id} />
        </span>
        <span className="flex items-center gap-1.5">
          {t('common:requestId')} <CopyId id={task.request_id} />
        </span>
        <a href={requestLink} className="text-blue underline-offset-4 hover:underline">
          {t('receipt')}
        </a>
      </p>
    </div>
  );
}

const absolute = (path: string): string => new URL(path, location.origin).href;

function Results({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  if (isOpen(task.state))
    return (
      <div className="grid justify-items-center gap-3 rounded border bg-sunk py-12">
        <Ring progress={task.progress} className="size-16" />
        <p role="status" className="text-soft text-sm">
          {t(`doing.${task.state}`)}
        </p>
      </div>
    );
  if (task.outputs.length === 0)
    return task.state === 'succeeded' ? <p className="text-soft text-sm">{t('noResults')}</p> : null;
  return (
    <div className="grid gap-3">
      {task.outputs.map((output) => (
        <Result key={output.index} output={output} task={task} />
      ))}
    </div>
  );
}

function Result({ output, task }: { readonly output: Output; readonly task: Task }) {
  const { t } = useTranslation('tasks');
  const size = output.width && output.height ? `${output.width} × ${output.height}` : undefined;
  const length = output.seconds ? t('seconds', { count: Math.round(output.seconds) }) : undefined;
  return (
    <figure className="overflow-hidden rounded border bg-sunk">
      <Player output={output} title={nameOf(task)} />
      <figcaption className="flex min-h-9 items-center gap-3 border-t bg-panel py-1 pr-1.5 pl-3 text-soft text-xs">
        <span className="min-w-0 grow truncate">
          {[
            output.role ? t(`roles.${output.role}`, { defaultValue: output.role }) : undefined,
            size,
            length,
            output.media_type,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {output.path ? (
          <>
            <CopyButton text={absolute(output.path)} label={t('copyLink')} />
            <Button asChild look="quiet" size="icon-sm">
              <a href={output.path} download aria-label={t('download')} title={t('download')}>
                <Download aria-hidden />
              </a>
            </Button>
          </>
        ) : null}
        {output.text ? <CopyButton text={output.text} /> : null}
      </figcaption>
    </figure>
  );
}

function Relatives({ task, onOpen }: { readonly task: TaskDetail; readonly onOpen: (id: string) => void }) {
  const { t } = useTranslation('tasks');
  const row = (one: Task) => (
    <li key={one.id}>
      <button
        type="button"
        onClick={() => onOpen(one.id)}
        className="flex w-full items-center gap-3 rounded px-1 py-1 text-left text-sm hover:bg-hover"
      >
        <span className="relative size-9 shrink-0 overflow-hidden rounded-sm bg-sunk">
          <Face task={one} small />
        </span>
        <span className="min-w-0 grow truncate">{nameOf(one)}</span>
        <StateBadge state={one.state} />
      </button>
    </li>
  );
  return (
    <>
      {task.parent_task ? (
        <Part title={t('parent')}>
          <ul>{row(task.parent_task)}</ul>
        </Part>
      ) : null}
      {task.children.length > 0 ? (
        <Part title={t('children')}>
          <ul>{task.children.map(row)}</ul>
        </Part>
      ) : null}
    </>
  );
}

function RequestCode({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const [language, setLanguage] = useState<CodeLanguage>('curl');
  const { request } = task;
  if (!request) return null;
  return (
    <Part
      title={t('request')}
      actions={
        <Segmented
          label={t('language')}
          value={language}
          onChange={setLanguage}
          options={codeLanguages.map((value) => ({ value, label: codeNames[value] }))}
        />
      }
    >
      <Code text={codeOf(request, location.origin, language)} language={grammarOf[language]} />
      {request.whole ? null : <p className="text-soft text-xs">{t('notWhole')}</p>}
    </Part>
  );
}

/** For a request that is not kept whole: its model goes along; its prompt is no setting, and is copied. */
const playground = ({ kind, model }: TaskDetail): string =>
  `/console/playground?${new URLSearchParams({ kind, model })}`;

type Asked = 'cancel' | 'remove' | 'repeat';

function Actions({ task, onGone }: { readonly task: TaskDetail; readonly onGone: () => void }) {
  const { t } = useTranslation('tasks');
  const errorText = useErrorText();
  const [asked, setAsked] = useState<Asked>();
  const failed = (error: unknown) => void toast.error(errorText(error));
  const cancel = useMutation({
    mutationFn: () => call('POST /api/portal/tasks/{id}/cancel', { params: { id: task.id } }),
    onSuccess: async (row) => {
      put(row);
      await queries.invalidateQueries({ queryKey: ['task', task.id] });
      toast.success(t('cancelled'));
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => call('DELETE /api/portal/tasks/{id}', { params: { id: task.id } }),
    onSuccess: () => {
      onGone();
      drop(task.id);
      toast.success(t('removed'));
    },
    onError: failed,
  });
  const again = useMutation({
    mutationFn: () => repeat(task),
    onSuccess: () => void toast.success(t('repeated')),
    onError: failed,
  });
  const repeats = () => (task.mode === 'live' ? setAsked('repeat') : again.mutate());
  return (
    <>
      {isOpen(task.state) ? (
        task.cancellable ? (
          <Button onClick={() => setAsked('cancel')}>
            <Ban aria-hidden />
            {t('cancel')}
          </Button>
        ) : (
          <p className="grow self-center text-soft text-xs">{t('notCancellable')}</p>
        )
      ) : (
        <Button look="quiet" className="mr-auto text-red" onClick={() => setAsked('remove')}>
          <Trash2 aria-hidden />
          {t('common:delete')}
        </Button>
      )}
      {task.request?.whole ? (
        <Button look="main" busy={again.isPending} onClick={repeats}>
          <RotateCcw aria-hidden />
          {t('repeat')}
        </Button>
      ) : (
        <Button asChild>
          <a href={playground(task)}>
            <MessageSquareCode aria-hidden />
            {t('playground')}
          </a>
        </Button>
      )}
      <Confirm
        open={asked === 'cancel'}
        onOpenChange={() => setAsked(undefined)}
        title={t('cancelTitle')}
        action={t('cancel')}
        danger
        onConfirm={() => cancel.mutateAsync()}
      >
        {t('cancelHint')}
      </Confirm>
      <Confirm
        open={asked === 'remove'}
        onOpenChange={() => setAsked(undefined)}
        title={t('removeTitle')}
        action={t('common:delete')}
        danger
        onConfirm={() => remove.mutateAsync()}
      >
        {t('removeHint')}
      </Confirm>
      <Confirm
        open={asked === 'repeat'}
        onOpenChange={() => setAsked(undefined)}
        title={t('repeatTitle')}
        action={t('repeat')}
        onConfirm={() => again.mutateAsync()}
      >
        <p>
          {t('repeatHint')} <Money exact={task.hold_usd} />
        </p>
      </Confirm>
    </>
  );
}
