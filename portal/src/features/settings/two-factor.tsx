import { Download } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { queries, sessionQuery } from '@/api/queries.ts';
import { isCancelled, useProof } from '@/components/confirm-session.tsx';
import { CopyButton } from '@/components/copy.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { PasswordField } from '@/features/account/password-field.tsx';
import { authCall, useAuthError } from '@/features/account/sign-in.ts';
import { useUser } from '@/frame/site.ts';

type Doing = 'enable' | 'disable' | 'codes';

const paths = {
  enable: '/two-factor/enable',
  disable: '/two-factor/disable',
  codes: '/two-factor/generate-backup-codes',
} as const;

export function TwoFactor() {
  const { t } = useTranslation('settings');
  const user = useUser();
  const errorText = useAuthError();
  const { run, dialog } = useProof();
  const [doing, setDoing] = useState<Doing>();
  const [password, setPassword] = useState('');
  const [uri, setUri] = useState('');
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [kept, setKept] = useState(false);
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  if (!user) return null;

  const begin = (what: Doing) => {
    setDoing(what);
    setPassword('');
    setError('');
    setUri('');
    setCodes([]);
    setKept(false);
  };
  const close = () => setDoing(undefined);
  const withPassword = async (event: FormEvent) => {
    event.preventDefault();
    if (!doing) return;
    setBusy(true);
    setError('');
    try {
      const answer = await run(() => authCall('POST', paths[doing], user.has_password ? { password } : {}));
      if (Array.isArray(answer['backupCodes'])) setCodes(answer['backupCodes'].map(String));
      if (typeof answer['totpURI'] === 'string') setUri(answer['totpURI']);
      if (doing === 'codes') setKept(true);
      if (doing === 'disable') {
        await queries.invalidateQueries(sessionQuery);
        toast.success(t('second.off'));
        close();
      }
    } catch (cause) {
      if (!isCancelled(cause)) setError(errorText(cause));
    }
    setBusy(false);
  };
  const proved = async () => {
    await queries.invalidateQueries(sessionQuery);
    toast.success(t('second.on'));
    setKept(true);
  };
  return (
    <Card
      title={t('second.title')}
      description={t('second.description')}
      actions={
        <Badge tone={user.two_factor ? 'jade' : 'plain'}>
          {t(user.two_factor ? 'second.isOn' : 'second.isOff')}
        </Badge>
      }
    >
      <div className="flex flex-wrap gap-2">
        {user.two_factor ? (
          <>
            <Button onClick={() => begin('codes')}>{t('second.newCodes')}</Button>
            <Button onClick={() => begin('disable')}>{t('second.disable')}</Button>
          </>
        ) : (
          <Button look="main" onClick={() => begin('enable')}>
            {t('second.enable')}
          </Button>
        )}
      </div>
      {doing ? (
        <Dialog open onOpenChange={close} title={t(`second.${doing}`)} className="max-w-md">
          {kept ? (
            <BackupCodes codes={codes} onDone={close} />
          ) : uri ? (
            <Scan uri={uri} onProved={proved} />
          ) : (
            <form className="grid gap-4" onSubmit={(event) => void withPassword(event)}>
              <p className="text-base text-soft">{t(`second.${doing}Help`)}</p>
              {user.has_password ? (
                <PasswordField
                  label={t('password.current')}
                  autoComplete="current-password"
                  autoFocus
                  value={password}
                  onChange={setPassword}
                  error={error || undefined}
                />
              ) : error ? (
                <p role="alert" className="text-red text-sm">
                  {error}
                </p>
              ) : null}
              <Button type="submit" look={doing === 'disable' ? 'danger' : 'main'} busy={busy}>
                {t(`second.${doing}`)}
              </Button>
            </form>
          )}
        </Dialog>
      ) : null}
      {dialog}
    </Card>
  );
}

/** The picture for the authenticator app, its text for those who cannot scan, and the first code as a proof. */
function Scan({ uri, onProved }: { readonly uri: string; readonly onProved: () => Promise<void> }) {
  const { t } = useTranslation('settings');
  const errorText = useAuthError();
  const [picture, setPicture] = useState('');
  const [code, setCode] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  useEffect(() => {
    let current = true;
    void import('qrcode').then(async ({ toDataURL }) => {
      const made = await toDataURL(uri, { margin: 2, width: 192 });
      if (current) setPicture(made);
    });
    return () => {
      current = false;
    };
  }, [uri]);
  const prove = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      await authCall('POST', '/two-factor/verify-totp', { code: code.replace(/\s/g, '') });
      await onProved();
    } catch (cause) {
      setError(errorText(cause));
      setCode('');
    }
    setBusy(false);
  };
  return (
    <form className="grid gap-4" onSubmit={(event) => void prove(event)}>
      <p className="text-base">{t('second.scan')}</p>
      <div className="grid size-48 place-items-center justify-self-center overflow-hidden rounded border bg-white">
        {picture ? <img src={picture} alt={t('second.picture')} className="size-48" /> : null}
      </div>
      <p className="flex items-center gap-1 text-soft text-sm">
        <code className="min-w-0 break-all">{secret}</code>
        <CopyButton text={secret} label={t('second.copySecret')} />
      </p>
      <Field label={t('second.code')} error={error || undefined}>
        {(control) => (
          <Input
            {...control}
            className="font-mono tracking-widest"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={10}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="main" busy={busy}>
        {t('second.enable')}
      </Button>
    </form>
  );
}

function BackupCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { t } = useTranslation('settings');
  const text = codes.join('\n');
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
    link.download = 'backup-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="grid gap-4">
      <p className="text-base">{t('second.keepCodes')}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded border bg-sunk p-3 font-mono text-base">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} look="plain">
          {t('common:copy')}
        </CopyButton>
        <Button onClick={download}>
          <Download aria-hidden />
          {t('second.download')}
        </Button>
        <Button look="main" className="ml-auto" onClick={onDone}>
          {t('second.kept')}
        </Button>
      </div>
    </div>
  );
}
