import { useQuery } from '@tanstack/react-query';
import { KeyRound, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { ApiError } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { isCancelled, useProof } from '@/components/confirm-session.tsx';
import { ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { authCall, useAuthError } from '@/features/account/sign-in.ts';
import { useSite } from '@/frame/site.ts';

type Passkey = { readonly id: string; readonly name: string | null; readonly createdAt: string | null };

export function Passkeys() {
  const { t } = useTranslation('settings');
  const site = useSite();
  const errorText = useAuthError();
  const { run, dialog } = useProof();
  const isOffered = site?.sign_in.includes('passkey') ?? false;
  const list = useQuery({
    queryKey: ['passkeys'],
    enabled: isOffered,
    queryFn: async () =>
      (await authCall('GET', '/passkey/list-user-passkeys')) as unknown as readonly Passkey[],
  });
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState<Passkey>();
  if (!isOffered) return null;
  const told = (error: unknown) => {
    if (!isCancelled(error)) toast.error(errorText(error));
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const options = await run(() => authCall('GET', '/passkey/generate-register-options'));
      const { startRegistration } = await import('@simplewebauthn/browser');
      const response = await startRegistration({
        optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
      }).catch(() => undefined);
      if (response) {
        await run(() => authCall('POST', '/passkey/verify-registration', { response, name: name.trim() }));
        setName('');
        await queries.invalidateQueries({ queryKey: ['passkeys'] });
        toast.success(t('passkeys.added'));
      } else told('PASSKEY_NOT_ADDED');
    } catch (error) {
      told(error);
    }
    setBusy(false);
  };
  const remove = async () => {
    try {
      await run(() => authCall('POST', '/passkey/delete-passkey', { id: removing?.id }));
      await queries.invalidateQueries({ queryKey: ['passkeys'] });
    } catch (error) {
      told(error);
      if (error instanceof ApiError) throw error;
    }
  };
  return (
    <Card title={t('passkeys.title')} description={t('passkeys.description')}>
      <div className="grid gap-4">
        {list.isPending ? (
          <Skeleton className="h-8" />
        ) : list.isError ? (
          <ErrorState error={list.error} onRetry={list.refetch} className="py-4" />
        ) : list.data.length > 0 ? (
          <ul className="grid divide-y rounded border">
            {list.data.map((one) => (
              <li key={one.id} className="flex items-center gap-3 px-3 py-2 text-base">
                <KeyRound className="size-4 shrink-0 text-soft" aria-hidden />
                <span className="min-w-0 grow truncate">{one.name || t('passkeys.unnamed')}</span>
                {one.createdAt ? (
                  <span className="text-soft text-sm">
                    <Time iso={one.createdAt} />
                  </span>
                ) : null}
                <Button
                  look="quiet"
                  size="icon-sm"
                  aria-label={t('passkeys.remove', { name: one.name || t('passkeys.unnamed') })}
                  onClick={() => setRemoving(one)}
                >
                  <Trash2 aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => void add(event)}>
          <Field label={t('passkeys.name')} className="min-w-0 grow basis-60">
            {(control) => (
              <Input
                {...control}
                required
                maxLength={100}
                placeholder={t('passkeys.example')}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" busy={busy}>
            {t('passkeys.add')}
          </Button>
        </form>
      </div>
      <Confirm
        open={removing !== undefined}
        onOpenChange={() => setRemoving(undefined)}
        title={t('passkeys.removeTitle')}
        action={t('common:delete')}
        danger
        onConfirm={remove}
      >
        <p className="text-base">
          {t('passkeys.removeHelp', { name: removing?.name || t('passkeys.unnamed') })}
        </p>
      </Confirm>
      {dialog}
    </Card>
  );
}
