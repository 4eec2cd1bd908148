import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { queries } from '@/api/queries.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { FormError } from '@/features/account/form-page.tsx';
import { PasswordField } from '@/features/account/password-field.tsx';
import { passwordWeakness } from '@/features/account/password-strength.ts';
import { authCall, useAuthError } from '@/features/account/sign-in.ts';
import { useUser } from '@/frame/site.ts';

export function PasswordCard() {
  const { t } = useTranslation('settings');
  const user = useUser();
  const errorText = useAuthError();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  if (!user) return null;
  const change = async (event: FormEvent) => {
    event.preventDefault();
    const weakness = passwordWeakness(next, [user.email, user.name]);
    if (weakness) {
      setError(`PASSWORD_${weakness.toUpperCase()}`);
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await authCall('POST', '/change-password', {
        currentPassword: current,
        newPassword: next,
        revokeOtherSessions: true,
      });
      setCurrent('');
      setNext('');
      await queries.invalidateQueries({ queryKey: ['sessions'] });
      toast.success(t('password.changed'));
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  };
  return (
    <Card title={t('password.title')} description={t('password.description')}>
      {user.has_password ? (
        <form className="grid max-w-sm gap-3" onSubmit={(event) => void change(event)}>
          <FormError>{error === undefined ? null : errorText(error)}</FormError>
          <PasswordField
            label={t('password.current')}
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
          />
          <PasswordField
            label={t('account:password.new')}
            autoComplete="new-password"
            value={next}
            onChange={setNext}
            about={[user.email, user.name]}
          />
          <Button type="submit" busy={busy} className="justify-self-start">
            {t('password.change')}
          </Button>
        </form>
      ) : (
        <p className="text-base">
          {t('password.none')}{' '}
          <Link to={'/forgot' as '/'} className="text-blue hover:underline">
            {t('password.ask')}
          </Link>
        </p>
      )}
    </Card>
  );
}
