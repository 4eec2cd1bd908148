import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { ErrorState } from '@/components/states.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { ClientSetup } from './client-setup.tsx';
import { choicesQuery, type Key } from './data.ts';
import { KeyForm } from './key-form.tsx';
import { NewKey } from './new-key.tsx';

const shape = (
  <div className="grid gap-4">
    <Skeleton className="h-8" />
    <Skeleton className="h-8 w-1/2" />
    <Skeleton className="h-40" />
  </div>
);

/** One key: made, changed, or put to use. The whole key is held by this sheet alone, and is gone when it closes. */
export function KeySheet({
  id,
  what,
  mode,
  onClose,
}: {
  /** Absent: a new one. */
  readonly id: number | undefined;
  readonly what: 'edit' | 'setup';
  readonly mode: Key['mode'];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('keys');
  const [made, setMade] = useState<Reply<'POST /api/portal/keys'>>();
  const choices = useQuery(choicesQuery);
  const stored = useQuery({
    queryKey: ['keys', 'one', id],
    queryFn: ({ signal }) => call('GET /api/portal/keys/{id}', { params: { id: id ?? 0 }, signal }),
    enabled: id !== undefined,
  });
  const key = made ?? stored.data;
  const failed = choices.error ?? stored.error;
  const title = made
    ? t('madeTitle')
    : id === undefined
      ? t('newTitle')
      : what === 'setup'
        ? t('useTitle', { name: key?.name || key?.hint || '' })
        : t('editTitle');
  const content = () => {
    if (failed)
      return (
        <ErrorState
          error={failed}
          onRetry={() => Promise.all([choices.refetch(), id === undefined ? undefined : stored.refetch()])}
        />
      );
    if (!choices.data || (id !== undefined && !key)) return shape;
    if (made) return <NewKey made={made} choices={choices.data} />;
    if (id === undefined)
      return <KeyForm mode={mode} choices={choices.data} onMade={setMade} onClose={onClose} />;
    if (!key) return shape;
    return what === 'setup' ? (
      <ClientSetup item={key} choices={choices.data} />
    ) : (
      <KeyForm mode={mode} item={key} choices={choices.data} onMade={setMade} onClose={onClose} />
    );
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      {...(made ? { description: t('madeHelp') } : {})}
    >
      {content()}
    </Sheet>
  );
}
