import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { addressOf, send } from '@/api/client.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { useMode } from '@/frame/mode.ts';
import { Filters } from './filters.tsx';
import { LogTable } from './log-table.tsx';
import { ReceiptSheet } from './receipt-sheet.tsx';
import { isFiltered, type LogSearch, logsPath, type Scope } from './search.ts';
import { useLog } from './use-log.ts';

export const LogsPage = () => <Logs scope="mine" />;
export const AdminLogsPage = () => <Logs scope="all" />;

/** Every call, newest first; a row opens to its receipt. */
function Logs({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('logs');
  const search = useSearch({ strict: false }) as LogSearch;
  const navigate = useNavigate();
  const mode = useMode();
  const log = useLog(scope, mode, search);
  const to = logsPath(scope);
  const change = (patch: Partial<LogSearch>, replace = true) =>
    void navigate({ to, search: { ...search, ...patch }, replace });
  const open = (request: string | undefined) => change({ request }, request === undefined);
  return (
    <Page
      wide
      title={t(scope === 'all' ? 'titleAll' : 'title')}
      description={t('description')}
      actions={
        <>
          <span className="flex items-center gap-2 text-sm">
            <Switch
              checked={search.live === true}
              onCheckedChange={(live) => change({ live: live || undefined })}
              aria-label={t('live.label')}
            />
            <span aria-hidden>{t('live.label')}</span>
          </span>
          <DownloadButton filters={log.filters} />
        </>
      }
    >
      <Filters scope={scope} search={search} onChange={change} />
      <p className="sr-only" aria-live="polite">
        {search.live ? t('live.added', { count: log.added }) : ''}
      </p>
      {log.isPending ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={14} />
        </div>
      ) : log.isError && log.rows.length === 0 ? (
        <ErrorState error={log.error} onRetry={log.refetch} />
      ) : log.rows.length === 0 ? (
        <Nothing search={search} onClear={() => void navigate({ to, search: {} })} />
      ) : (
        <LogTable
          scope={scope}
          rows={log.rows}
          opened={search.request}
          onOpen={open}
          more={log.hasNextPage}
          loading={log.isFetchingNextPage}
          onMore={() => void log.fetchNextPage()}
          stale={log.isPlaceholderData}
        />
      )}
      <ReceiptSheet scope={scope} request={search.request} onClose={() => open(undefined)} />
    </Page>
  );
}

function Nothing({ search, onClear }: { readonly search: LogSearch; readonly onClear: () => void }) {
  const { t } = useTranslation('logs');
  const filtered = isFiltered(search);
  return (
    <div className="rounded border bg-panel">
      <EmptyState
        icon={ScrollText}
        title={t(filtered ? 'nothing.filtered' : 'nothing.title')}
        action={
          filtered ? (
            <Button onClick={onClear}>{t('common:clearFilters')}</Button>
          ) : (
            <>
              <Button asChild look="main">
                <a href="/console">{t('nothing.firstCall')}</a>
              </Button>
              {search.period === '90d' ? null : (
                <Button asChild>
                  <a href="?period=90d">{t('nothing.longer')}</a>
                </Button>
              )}
            </>
          )
        }
      >
        {t(filtered ? 'nothing.filteredText' : 'nothing.text')}
      </EmptyState>
    </div>
  );
}

/** The file comes through the session, so that no address gives it to somebody else. */
function DownloadButton({ filters }: { readonly filters: object }) {
  const { t } = useTranslation('logs');
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const response = await send('GET', addressOf('/api/portal/logs.csv', undefined, filters));
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = name ?? 'log.csv';
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      toast.error(errorText(error));
    }
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={() => void download()}>
      {busy ? null : <Download aria-hidden />}
      {t('csv')}
    </Button>
  );
}
