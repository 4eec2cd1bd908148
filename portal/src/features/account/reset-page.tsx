import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { FormError, FormPage } from './form-page.tsx';
import { PasswordField } from './password-field.tsx';
import { passwordWeakness } from './password-strength.ts';
import { authCall, linkToken, sessionChanged, useAuthError } from './sign-in.ts';

export function ResetPage() {
  const { t } = useTranslation('account');
  const errorText = useAuthError();
  const navigate = useNavigate();
  const [token] = useState(linkToken);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(token === '' ? 'INVALID_TOKEN' : undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const weakness = passwordWeakness(password);
    if (weakness) {
      setError(`PASSWORD_${weakness.toUpperCase()}`);
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await authCall('POST', '/reset-password', { newPassword: password, token });
      toast.success(t('reset.done'));
      await sessionChanged();
      await navigate({ href: '/login', replace: true });
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  };
  return (
    <FormPage title={t('reset.title')} description={t('reset.help')}>
      <FormError>{error === undefined ? null : errorText(error)}</FormError>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <PasswordField
          label={t('password.new')}
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={setPassword}
          about={[]}
        />
        <Button type="submit" look="main" size="lg" busy={busy} disabled={token === ''}>
          {t('reset.action')}
        </Button>
        <Link to={'/forgot' as '/'} className="text-base text-blue hover:underline">
          {t('reset.again')}
        </Link>
      </form>
    </FormPage>
  );
}
