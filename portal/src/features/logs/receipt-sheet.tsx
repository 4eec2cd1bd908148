import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { CopyButton, CopyId } from '@/components/copy.tsx';
import { ErrorState } from '@/components/states.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { curlOf } from './curl.ts';
import { ReceiptView } from './receipt.tsx';
import type { Scope } from './search.ts';

const open = ['sending', 'queued', 'running', 'waiting'];

export function ReceiptSheet({
  scope,
  request,
  onClose,
}: {
  readonly scope: Scope;
  readonly request: string | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('logs');
  const query = useQuery({
    queryKey: ['receipt', scope, request],
    queryFn: ({ signal }) =>
      call('GET /api/portal/logs/{id}', { params: { id: request ?? '' }, query: { scope }, signal }),
    enabled: request !== undefined,
    // A task goes on while one looks.
    refetchInterval: ({ state }) => (open.includes(state.data?.task?.state ?? '') ? 3000 : false),
  });
  const receipt = query.data;
  return (
    <Sheet
      open={request !== undefined}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={receipt ? <span className="font-mono">{receipt.model}</span> : t('receipt.title')}
      description={request ? <CopyId id={request} /> : undefined}
      footer={
        receipt?.endpoint_path ? (
          <CopyButton text={() => curlOf(receipt)} look="plain">
            {t('receipt.curl')}
          </CopyButton>
        ) : undefined
      }
    >
      {query.isPending ? (
        <div className="grid gap-3" aria-hidden>
          <Skeleton className="h-40" />
          <Skeleton className="h-16" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={query.refetch} />
      ) : receipt ? (
        <ReceiptView receipt={receipt} />
      ) : null}
    </Sheet>
  );
}
