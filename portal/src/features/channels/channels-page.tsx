import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Cable, Ellipsis, FileDown, FileUp, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type Body, call } from '@/api/client.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Input } from '@/components/ui/field.tsx';
import { Menu, MenuItem } from '@/components/ui/menu.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ChannelSheet } from './channel-sheet.tsx';
import { ChannelTable } from './channel-table.tsx';
import { type Channel, type ChannelHealth, channelsQuery, healthQuery, providersQuery } from './data.ts';
import { ExportDialog, ImportDialog } from './transfer.tsx';

const route = getRouteApi('/admin/channels');
const shows = ['all', 'trouble', 'enabled', 'disabled'] as const;

type Bulk = Body<'POST /api/admin/channels/bulk'>;

function isWanted(
  channel: Channel,
  health: ChannelHealth | undefined,
  search: string,
  show: (typeof shows)[number],
): boolean {
  const words = [channel.name, channel.provider, ...Object.entries(channel.models).flat()];
  const text = search.toLowerCase();
  if (text && !words.some((word) => word.toLowerCase().includes(text))) return false;
  if (show === 'all') return true;
  if (show !== 'trouble') return channel.status === show;
  const state = health?.state;
  return (
    channel.unpriced.length > 0 ||
    state === 'open' ||
    state === 'partly-open' ||
    state === 'half-open' ||
    (health?.last_hour.failed ?? 0) > 0
  );
}

export function ChannelsPage() {
  const { t } = useTranslation('channels');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { search = '', show = 'all', channel: opened, tab } = route.useSearch();
  const navigate = route.useNavigate();
  const channels = useQuery(channelsQuery);
  const providers = useQuery(providersQuery);
  const health = useQuery(healthQuery);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [deleting, setDeleting] = useState<readonly Channel[]>();
  const [moving, setMoving] = useState<'import' | 'export'>();
  const states = new Map(health.data?.channels.map((one) => [one.id, one]));
  const all = channels.data?.items ?? [];
  const items = all.filter((channel) => isWanted(channel, states.get(channel.id), search, show));
  const marked = all.filter(({ id }) => chosen.has(id));
  const renew = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['admin', 'channels'] }),
      queries.invalidateQueries({ queryKey: ['admin', 'health'] }),
    ]);
  const bulk = useMutation({
    mutationFn: (body: Bulk) => call('POST /api/admin/channels/bulk', { body }),
    onSuccess: ({ changed }) => {
      toast.success(t('changed', { count: changed }));
      return renew();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const copy = useMutation({
    mutationFn: ({ id }: Channel) => call('POST /api/admin/channels/{id}/copy', { params: { id }, body: {} }),
    onSuccess: async ({ id, name }) => {
      toast.success(t('copied', { name }));
      await renew();
      open(id);
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const open = (id: number | undefined, next?: 'settings' | 'keys' | 'test') =>
    void navigate({ search: (now) => ({ ...now, channel: id, tab: next }) });
  const make = (
    <Button look="main" onClick={() => open(0)}>
      <Plus aria-hidden />
      {t('add')}
    </Button>
  );
  const actions = (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={t('more')}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setMoving('import')}>
          <FileUp aria-hidden />
          {t('import.title')}
        </MenuItem>
        <MenuItem onSelect={() => setMoving('export')}>
          <FileDown aria-hidden />
          {t('export.title')}
        </MenuItem>
      </Menu>
      {make}
    </>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={actions} wide>
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-0 grow sm:max-w-72">
          <Search className="absolute top-2 left-2.5 size-4 text-soft" aria-hidden />
          <Input
            type="search"
            className="pl-8"
            aria-label={t('search')}
            placeholder={t('search')}
            defaultValue={search}
            onChange={(event) =>
              void navigate({
                search: (now) => ({ ...now, search: event.target.value || undefined }),
                replace: true,
              })
            }
          />
        </div>
        <Segmented
          label={t('show.label')}
          value={show}
          onChange={(next) =>
            void navigate({ search: (now) => ({ ...now, show: next === 'all' ? undefined : next }) })
          }
          options={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
          className="max-w-full overflow-x-auto"
        />
      </div>
      {marked.length > 0 ? (
        <BulkBar
          channels={marked}
          busy={bulk.isPending}
          onChange={(change) => bulk.mutate({ ids: marked.map(({ id }) => id), change })}
          onDelete={() => setDeleting(marked)}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
      {channels.isPending || providers.isPending ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={8} />
        </div>
      ) : channels.isError || providers.isError ? (
        <ErrorState
          error={channels.error ?? providers.error}
          onRetry={() => Promise.all([channels.refetch(), providers.refetch()])}
          className="rounded border bg-panel"
        />
      ) : all.length === 0 ? (
        <EmptyState icon={Cable} title={t('empty')} action={make} className="rounded border bg-panel">
          {t('emptyHelp')}
        </EmptyState>
      ) : items.length === 0 ? (
        <EmptyState
          icon={Search}
          title={show === 'trouble' && !search ? t('noTrouble') : t('nothing')}
          className="rounded border bg-panel"
          action={<Button onClick={() => void navigate({ search: {} })}>{t('common:clearFilters')}</Button>}
        />
      ) : (
        <ChannelTable
          channels={items}
          providers={providers.data.items}
          states={states}
          chosen={chosen}
          onChoose={setChosen}
          onOpen={(channel, next) => open(channel.id, next)}
          onChange={({ id }, change) => bulk.mutate({ ids: [id], change })}
          onCopy={(channel) => copy.mutate(channel)}
          onDelete={(channel) => setDeleting([channel])}
        />
      )}
      {opened !== undefined && providers.data && channels.data ? (
        <ChannelSheet
          key={opened}
          channel={all.find(({ id }) => id === opened)}
          isNew={opened === 0}
          providers={providers.data.items}
          tab={tab ?? 'settings'}
          onTab={(next) => open(opened, next)}
          onMade={(id) => open(id, 'test')}
          onClose={() => open(undefined)}
          onChanged={renew}
        />
      ) : null}
      {moving === 'import' ? <ImportDialog onClose={() => setMoving(undefined)} onDone={renew} /> : null}
      {moving === 'export' ? <ExportDialog channels={marked} onClose={() => setMoving(undefined)} /> : null}
      <Confirm
        open={deleting !== undefined}
        onOpenChange={(next) => !next && setDeleting(undefined)}
        title={t('deleteTitle', { count: deleting?.length ?? 0 })}
        action={t('common:delete')}
        danger
        onConfirm={async () => {
          if (!deleting) return;
          await bulk.mutateAsync({ ids: deleting.map(({ id }) => id), delete: true });
          setChosen(new Set());
        }}
      >
        <p className="text-base">{t('deleteHelp')}</p>
        <ul className="mt-2 grid max-h-48 gap-1 overflow-y-auto text-soft text-sm">
          {deleting?.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      </Confirm>
    </Page>
  );
}
