import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FolderOpen, LayoutGrid, List } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { drop, filesQuery, type HostedFile, roomQuery } from './data.ts';
import { DropZone, RoomBar } from './drop-zone.tsx';
import { FileGrid, FileTable } from './file-list.tsx';
import { useUploads } from './uploads.ts';

const route = getRouteApi('/console/files');

/** Pictures with links of their own, and the files that requests name. */
export function FilesPage() {
  const { t } = useTranslation('files');
  const { view, what } = route.useSearch();
  const navigate = route.useNavigate();
  const room = useQuery(roomQuery);
  const files = useInfiniteQuery(filesQuery(what !== 'all'));
  const rows = files.data?.pages.flatMap(({ items }) => items) ?? [];
  const uploads = useUploads(room.data);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly HostedFile[]>([]);
  const chosen = rows.filter(({ id }) => marked.has(id));
  const mark = (id: string, on: boolean) =>
    setMarked((before) => {
      const after = new Set(before);
      if (on) after.add(id);
      else after.delete(id);
      return after;
    });
  const parts = { files: rows, marked, onMark: mark, onDelete: (file: HostedFile) => setAsked([file]) };
  return (
    <Page
      wide
      title={t('title')}
      description={t('description')}
      actions={room.data ? <RoomBar room={room.data} /> : null}
    >
      <DropZone
        room={room.data}
        arrivals={uploads.arrivals}
        onFiles={(list) => uploads.start(list)}
        onDismiss={uploads.dismiss}
      />
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <Segmented
          label={t('what')}
          value={what ?? 'linked'}
          onChange={(next) =>
            void navigate({ search: (before) => ({ ...before, what: next === 'all' ? 'all' : undefined }) })
          }
          options={[
            { value: 'linked', label: t('linked') },
            { value: 'all', label: t('all') },
          ]}
        />
        {chosen.length > 0 ? (
          <>
            <span className="text-soft text-sm" role="status">
              {t('marked', { count: chosen.length })}
            </span>
            <Button size="sm" className="text-red" onClick={() => setAsked(chosen)}>
              {t('common:delete')}
            </Button>
            <Button size="sm" look="quiet" onClick={() => setMarked(new Set())}>
              {t('unmark')}
            </Button>
          </>
        ) : null}
        <Segmented
          label={t('view')}
          className="ml-auto"
          value={view ?? 'grid'}
          onChange={(next) =>
            void navigate({ search: (before) => ({ ...before, view: next === 'list' ? 'list' : undefined }) })
          }
          options={[
            { value: 'grid', label: <LayoutGrid aria-label={t('grid')} />, title: t('grid') },
            { value: 'list', label: <List aria-label={t('list')} />, title: t('list') },
          ]}
        />
      </div>
      {files.isPending ? (
        <div aria-hidden className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
          {Array.from({ length: 10 }, (_, tile) => (
            <Skeleton key={tile} className="aspect-[4/5] h-auto" />
          ))}
        </div>
      ) : files.isError && rows.length === 0 ? (
        <ErrorState error={files.error} onRetry={files.refetch} />
      ) : rows.length === 0 ? (
        <EmptyState icon={FolderOpen} title={t(what === 'all' ? 'emptyAll' : 'empty')}>
          {t('emptyHint')}
        </EmptyState>
      ) : view === 'list' ? (
        <FileTable {...parts} />
      ) : (
        <FileGrid {...parts} />
      )}
      {files.hasNextPage ? (
        <Button
          className="justify-self-center"
          busy={files.isFetchingNextPage}
          onClick={() => void files.fetchNextPage()}
        >
          {t('common:loadMore')}
        </Button>
      ) : null}
      <DeleteQuestion files={asked} onDone={() => setAsked([])} onGone={() => setMarked(new Set())} />
    </Page>
  );
}

/** Ids that one request deletes. */
const mostAtOnce = 100;

function DeleteQuestion({
  files,
  onDone,
  onGone,
}: {
  readonly files: readonly HostedFile[];
  readonly onDone: () => void;
  readonly onGone: () => void;
}) {
  const { t } = useTranslation('files');
  const errorText = useErrorText();
  const remove = useMutation({
    async mutationFn() {
      for (let at = 0; at < files.length; at += mostAtOnce) {
        const ids = files.slice(at, at + mostAtOnce).map(({ id }) => id);
        await call('POST /api/portal/files/delete', { body: { ids } });
        drop(ids);
      }
    },
    onSuccess() {
      onGone();
      toast.success(t('removed', { count: files.length }));
    },
    onError: (error) => void toast.error(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: roomQuery.queryKey }),
  });
  return (
    <Confirm
      open={files.length > 0}
      onOpenChange={onDone}
      title={t('removeTitle', { count: files.length })}
      action={t('common:delete')}
      danger
      onConfirm={() => remove.mutateAsync()}
    >
      {t('removeHint')}
    </Confirm>
  );
}
