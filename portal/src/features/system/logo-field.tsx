import { useMutation } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { useSite } from '@/frame/site.ts';

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

export function LogoField({ canWrite }: { readonly canWrite: boolean }) {
  const { t } = useTranslation('system');
  const errorText = useErrorText();
  const site = useSite();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const changed = {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['site'] }),
    onError: (error: unknown) => toast.error(errorText(error)),
  };
  const upload = useMutation({
    mutationFn: async (file: File) =>
      call('PUT /api/admin/site/logo', { body: { base64: await base64Of(file) } }),
    ...changed,
  });
  const remove = useMutation({ mutationFn: () => call('DELETE /api/admin/site/logo', {}), ...changed });
  return (
    <div className="grid gap-x-6 gap-y-1.5 px-4 py-3 md:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]">
      <div className="grid content-start gap-0.5">
        <label htmlFor={id} className="font-medium text-sm">
          {t('logo.label')}
        </label>
        <p className="text-soft text-xs">{t('logo.help')}</p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {site?.logo_url ? (
          <img
            src={site.logo_url}
            alt={t('logo.current')}
            className="h-10 max-w-40 rounded-sm border object-contain p-1"
          />
        ) : (
          <span className="text-soft text-sm">{t('logo.none')}</span>
        )}
        <input
          ref={input}
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className="sr-only"
          disabled={!canWrite}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) upload.mutate(file);
            event.target.value = '';
          }}
        />
        <Button size="sm" disabled={!canWrite} busy={upload.isPending} onClick={() => input.current?.click()}>
          {t('logo.choose')}
        </Button>
        {site?.logo_url && canWrite ? (
          <Button size="sm" look="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('logo.remove')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
