import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { useSite } from '@/frame/site.ts';
import { FormError, FormPage } from './form-page.tsx';
import { authCall, useAuthError } from './sign-in.ts';

export function ForgotPage() {
  const { t } = useTranslation('account');
  const site = useSite();
  const errorText = useAuthError();
  const [email, setEmail] = useState('');
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await authCall('POST', '/request-password-reset', { email: email.trim() });
      setSent(true);
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  };
  const back = (
    <Link to={'/login' as '/'} className="text-base text-blue hover:underline">
      {t('forgot.toLogin')}
    </Link>
  );
  if (site && !site.email_enabled)
    return (
      <FormPage title={t('forgot.title')} description={t('forgot.noMail')}>
        {site.contact.email ? (
          <a className="text-base text-blue hover:underline" href={`mailto:${site.contact.email}`}>
            {site.contact.email}
          </a>
        ) : null}
        {site.contact.link ? (
          <a className="text-base text-blue hover:underline" href={site.contact.link} rel="noreferrer">
            {site.contact.link}
          </a>
        ) : null}
        {back}
      </FormPage>
    );
  if (sent)
    return (
      <FormPage title={t('forgot.sentTitle')} description={t('forgot.sent', { email: email.trim() })}>
        {back}
      </FormPage>
    );
  return (
    <FormPage title={t('forgot.title')} description={t('forgot.help')}>
      <FormError>{error === undefined ? null : errorText(error)}</FormError>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <Field label={t('email')}>
          {(control) => (
            <Input
              {...control}
              type="email"
              className="h-10"
              autoComplete="username"
              autoFocus
              required
              maxLength={320}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="main" size="lg" busy={busy}>
          {t('forgot.action')}
        </Button>
        {back}
      </form>
    </FormPage>
  );
}
