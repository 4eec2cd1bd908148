import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '@/api/client.ts';
import { Code } from '@/components/code.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Checkbox } from '@/components/ui/field.tsx';
import { useUser } from '@/frame/site.ts';

/** One archive of everything, consistent while the gateway runs. */
export function BackupTab() {
  const { t } = useTranslation('system');
  const errorText = useErrorText();
  const canMake = useUser()?.role === 'root';
  const id = useId();
  const [withFiles, setWithFiles] = useState(false);
  const [withKey, setWithKey] = useState(false);
  const make = useMutation({
    mutationFn: async () => {
      const query = { files: withFiles, master_key: withKey };
      const response = await send('GET', addressOf('/api/admin/backup', {}, query));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Card title={t('backup.title')} description={t('backup.description')}>
      <form className="grid gap-4" onSubmit={submit}>
        <label htmlFor={`${id}-files`} className="flex items-start gap-2 text-base">
          <Checkbox
            id={`${id}-files`}
            className="mt-0.5"
            checked={withFiles}
            onChange={(event) => setWithFiles(event.target.checked)}
          />
          <span className="grid">
            {t('backup.files')}
            <span className="text-soft text-xs">{t('backup.filesHelp')}</span>
          </span>
        </label>
        <label htmlFor={`${id}-key`} className="flex items-start gap-2 text-base">
          <Checkbox
            id={`${id}-key`}
            className="mt-0.5"
            checked={withKey}
            onChange={(event) => setWithKey(event.target.checked)}
          />
          <span className="grid">
            {t('backup.key')}
            <span className="text-soft text-xs">{t('backup.keyHelp')}</span>
          </span>
        </label>
        {make.error ? (
          <p role="alert" className="whitespace-pre-line rounded bg-red-wash px-3 py-2 text-red text-sm">
            {errorText(make.error)}
          </p>
        ) : null}
        <Button
          type="submit"
          look="main"
          busy={make.isPending}
          disabled={!canMake}
          className="justify-self-start"
        >
          <Download aria-hidden />
          {t('backup.action')}
        </Button>
        {canMake ? null : <p className="text-soft text-sm">{t('settings.rootOnly')}</p>}
      </form>
      <div className="mt-6 grid gap-2">
        <p className="text-pretty text-soft text-sm">{t('backup.cli')}</p>
        <Code
          language="shell"
          text={
            'npx key4u backup key4u-backup.tar.gz\nnpx key4u restore key4u-backup.tar.gz --data-dir ./data'
          }
        />
      </div>
    </Card>
  );
}
