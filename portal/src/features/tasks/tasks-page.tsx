import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Images } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { setMode, useMode } from '@/frame/mode.ts';
import { firstPicture } from './again.ts';
import { facetsQuery, put, tasksQuery } from './data.ts';
import { Filters } from './filters.tsx';
import { Gallery, GallerySkeleton } from './gallery.tsx';
import { useTaskEvents } from './live.ts';
import { TaskSheet } from './task-sheet.tsx';
import { isOpen, type Task, type TaskSearch } from './types.ts';
import { nameOf } from './words.tsx';

const route = getRouteApi('/console/tasks');

/** Everything the account has made, as it is being made. */
export function TasksPage() {
  const { t } = useTranslation('tasks');
  const mode = useMode();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: TaskSearch) =>
    void navigate({ search: (before: TaskSearch) => ({ ...before, ...next }), replace: !('task' in next) });
  const open = (task: string | undefined) => change({ task });
  const list = search.view === 'list';
  const facets = useQuery(facetsQuery);
  const tasks = useInfiniteQuery(tasksQuery(search, mode));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = tasks;
  const rows = tasks.data?.pages.flatMap(({ items }) => items) ?? [];
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const said = useEnds();
  const filtered = search.kind || search.state || search.maker || search.model || search.key;
  return (
    <Page wide title={t('title')} description={t('description')}>
      <Filters search={search} facets={facets.data} onChange={change} views />
      <p role="status" className="sr-only">
        {said}
      </p>
      {tasks.isPending ? (
        <GallerySkeleton list={list} />
      ) : tasks.isError && rows.length === 0 ? (
        <ErrorState error={tasks.error} onRetry={tasks.refetch} />
      ) : rows.length > 0 ? (
        <Gallery tasks={rows} list={list} opened={search.task} onOpen={open} onEnd={more} />
      ) : filtered ? (
        <EmptyState icon={Images} title={t('noneFit')}>
          {t('noneFitHint')}
        </EmptyState>
      ) : (
        <First />
      )}
      <TaskSheet id={search.task} onOpen={open} />
    </Page>
  );
}

/** Follows the changes; gives the last end in words, for those who do not see the ring close. */
function useEnds(): string {
  const { t } = useTranslation('tasks');
  const [said, setSaid] = useState('');
  const running = useRef(new Set<string>());
  useTaskEvents((task: Task) => {
    put(task);
    if (isOpen(task.state)) running.current.add(task.id);
    else if (running.current.delete(task.id))
      setSaid(t('ended', { name: nameOf(task), state: t(`states.${task.state}`) }));
  });
  return said;
}

/** Nothing was made yet: one click makes a picture, by a simulator. */
function First() {
  const { t } = useTranslation('tasks');
  const mode = useMode();
  const errorText = useErrorText();
  const make = useMutation({
    mutationFn: () => firstPicture(t('firstPrompt')),
    onSuccess: () => {
      setMode('test');
      toast.success(t('firstMade'));
    },
    onError: (error) => void toast.error(errorText(error)),
  });
  return (
    <EmptyState
      icon={Images}
      title={t(mode === 'test' ? 'emptyTest' : 'empty')}
      action={
        <>
          <Button look="main" busy={make.isPending} onClick={() => make.mutate()}>
            {t('makeFirst')}
          </Button>
          <Button asChild>
            <a href="/docs">{t('manual')}</a>
          </Button>
        </>
      }
    >
      {t('emptyHint')}
    </EmptyState>
  );
}
