import { useMutation } from '@tanstack/react-query';
import { type ChangeEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type Body, call } from '@/api/client.ts';
import { useConfirmedSession } from '@/components/confirm-session.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Checkbox, Field, Input } from '@/components/ui/field.tsx';
import type { Channel } from './data.ts';

type Document = Body<'POST /api/admin/channels/import'>['document'];
const tones = { new: 'jade', changed: 'amber', same: 'plain', refused: 'red' } as const;

/** A file of the reader's own machine. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function ExportDialog({
  channels,
  onClose,
}: {
  /** None: all of them. */
  readonly channels: readonly Channel[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('channels');
  const errorText = useErrorText();
  const { confirmed, dialog } = useConfirmedSession();
  const [withKeys, setWithKeys] = useState(false);
  const write = useMutation({
    mutationFn: () =>
      confirmed(() =>
        call('POST /api/admin/channels/export', {
          body: {
            with_keys: withKeys,
            ...(channels.length > 0 ? { ids: channels.map(({ id }) => id) } : {}),
          },
        }),
      ),
    onSuccess: (made) => {
      if (!made) return;
      download(`key4u-channels-${made.exported_at.slice(0, 10)}.json`, `${JSON.stringify(made, null, 2)}\n`);
      toast.success(t('export.done', { count: made.channels.length }));
      onClose();
    },
  });
  return (
    <>
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={t('export.title')}
        description={channels.length > 0 ? t('export.chosen', { count: channels.length }) : t('export.all')}
        footer={
          <>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button look="main" busy={write.isPending} onClick={() => write.mutate()}>
              {t('export.action')}
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <div className="flex items-start gap-2 text-base">
            <Checkbox
              id="export-with-keys"
              className="mt-1"
              checked={withKeys}
              onChange={(event) => setWithKeys(event.target.checked)}
            />
            <label htmlFor="export-with-keys">{t('export.withKeys')}</label>
          </div>
          <p className={withKeys ? 'text-amber text-sm' : 'text-soft text-sm'}>
            {withKeys ? t('export.warning') : t('export.withoutKeys')}
          </p>
          {write.error ? (
            <p role="alert" className="text-red text-sm">
              {errorText(write.error)}
            </p>
          ) : null}
        </div>
      </Dialog>
      {dialog}
    </>
  );
}

export function ImportDialog({
  onClose,
  onDone,
}: {
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
}) {
  const { t } = useTranslation('channels');
  const errorText = useErrorText();
  const [document, setDocument] = useState<Document>();
  const [broken, setBroken] = useState(false);
  const look = useMutation({
    mutationFn: (of: Document) =>
      call('POST /api/admin/channels/import', { body: { document: of, dry_run: true } }),
  });
  const take = useMutation({
    mutationFn: (of: Document) =>
      call('POST /api/admin/channels/import', { body: { document: of, dry_run: false } }),
    onSuccess: async ({ items }) => {
      toast.success(t('import.done', { count: items.filter(({ what }) => what !== 'same').length }));
      await onDone();
      onClose();
    },
  });
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setDocument(undefined);
    setBroken(false);
    look.reset();
    take.reset();
    if (!file) return;
    try {
      const read = JSON.parse(await file.text()) as Document;
      setDocument(read);
      look.mutate(read);
    } catch {
      setBroken(true);
    }
  };
  const items = look.data?.items ?? [];
  const changes = items.filter(({ what }) => what === 'new' || what === 'changed').length;
  const refused = items.some(({ what }) => what === 'refused');
  const error = take.error ?? look.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('import.title')}
      description={t('import.help')}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            look="main"
            busy={take.isPending}
            disabled={changes === 0 || refused}
            onClick={() => document && take.mutate(document)}
          >
            {t('import.action', { count: changes })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field
          label={t('import.file')}
          error={broken ? t('import.broken') : error ? errorText(error) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="file"
              accept="application/json,.json"
              className="h-auto py-1.5 text-sm"
              onChange={(event) => void choose(event)}
            />
          )}
        </Field>
        {items.length > 0 ? (
          <ul className="max-h-72 divide-y overflow-y-auto rounded border" aria-live="polite">
            {items.map(({ name, what, fields, problem }, index) => (
              <li key={index} className="grid gap-0.5 px-3 py-1.5 text-sm">
                <span className="flex items-center justify-between gap-3">
                  <span className="min-w-0 truncate font-medium">{name}</span>
                  <Badge tone={tones[what]}>{t(`import.what.${what}`)}</Badge>
                </span>
                {problem ? <span className="text-red text-xs">{problem}</span> : null}
                {fields.length > 0 ? (
                  <span className="font-mono text-soft text-xs">{fields.join(', ')}</span>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Dialog>
  );
}
