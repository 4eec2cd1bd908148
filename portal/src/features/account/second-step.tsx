import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { FormError, FormPage } from './form-page.tsx';
import { authCall, useAuthError } from './sign-in.ts';
import { Tick } from './tick.tsx';

/** The second factor of a log-in: the code of the authenticator, or one of the codes kept for its loss. */
export function SecondStep({
  onDone,
  onBack,
}: {
  readonly onDone: () => Promise<void>;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation('account');
  const errorText = useAuthError();
  const [backup, setBackup] = useState(false);
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await authCall('POST', backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', {
        code: code.replace(/\s/g, ''),
        trustDevice: trust,
      });
      await onDone();
    } catch (cause) {
      setError(cause);
      setCode('');
    }
    setBusy(false);
  };
  return (
    <FormPage title={t('second.title')} description={t(backup ? 'second.backupHelp' : 'second.help')}>
      <FormError>{error === undefined ? null : errorText(error)}</FormError>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <Field label={t(backup ? 'second.backupCode' : 'second.code')}>
          {(control) => (
            <Input
              {...control}
              key={String(backup)}
              className="h-10 font-mono text-lg tracking-widest"
              inputMode={backup ? 'text' : 'numeric'}
              autoComplete="one-time-code"
              autoFocus
              required
              maxLength={20}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Tick checked={trust} onChange={setTrust}>
          {t('second.trust')}
        </Tick>
        <Button type="submit" look="main" size="lg" busy={busy}>
          {t('second.action')}
        </Button>
        <div className="flex flex-wrap justify-between gap-2">
          <Button look="link" onClick={() => setBackup(!backup)}>
            {t(backup ? 'second.useApp' : 'second.useBackup')}
          </Button>
          <Button look="link" onClick={onBack}>
            {t('common:back')}
          </Button>
        </div>
      </form>
    </FormPage>
  );
}
