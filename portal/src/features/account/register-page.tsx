import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MailCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client.ts';
import { EmptyState } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { useSite } from '@/frame/site.ts';
import { Elsewhere, hasElsewhere } from './elsewhere.tsx';
import { FormError, FormPage, Or } from './form-page.tsx';
import { PasswordField } from './password-field.tsx';
import { passwordWeakness } from './password-strength.ts';
import { SendAgain } from './send-again.tsx';
import { authCall, safeNext, sessionChanged, useAuthError } from './sign-in.ts';

const route = getRouteApi('/public/register');

export function RegisterPage() {
  const { t } = useTranslation('account');
  const site = useSite();
  const search = route.useSearch();
  const navigate = useNavigate();
  const errorText = useAuthError();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [invite, setInvite] = useState(search.invite ?? '');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const next = safeNext(search.next);
  const needsInvite = site?.registration === 'invite';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const weakness = passwordWeakness(password, [email, name]);
    if (weakness) {
      setError(`PASSWORD_${weakness.toUpperCase()}`);
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await authCall('POST', '/sign-up/email', {
        name: name.trim(),
        email: email.trim(),
        password,
        ...(invite.trim() ? { inviteCode: invite.trim() } : {}),
      });
      if (site?.email_verification) setSent(true);
      else {
        await sessionChanged();
        await navigate({ href: next, replace: true });
      }
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  };

  if (site?.registration === 'closed')
    return (
      <FormPage title={t('register.title', { site: site.name })}>
        <EmptyState title={t('register.closed')}>{t('register.closedHelp')}</EmptyState>
      </FormPage>
    );
  if (sent)
    return (
      <FormPage title={t('register.sentTitle')} description={t('register.sent', { email: email.trim() })}>
        <MailCheck className="size-8 text-jade" aria-hidden />
        <SendAgain email={email.trim()} />
      </FormPage>
    );
  const emailError =
    error instanceof ApiError && error.code.startsWith('USER_ALREADY_EXISTS') ? errorText(error) : undefined;
  const passwords = site?.sign_in.includes('password') ?? true;
  return (
    <FormPage
      title={t('register.title', { site: site?.name ?? '' })}
      description={
        <>
          {t('register.hasAccount')}{' '}
          <Link to={'/login' as '/'} className="text-blue hover:underline">
            {t('register.toLogin')}
          </Link>
        </>
      }
    >
      <FormError>{error === undefined || emailError ? null : errorText(error)}</FormError>
      {passwords ? (
        <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
          {needsInvite || search.invite ? (
            <Field
              label={t('register.invite')}
              help={needsInvite ? t('register.inviteHelp') : undefined}
              optional={needsInvite ? undefined : t('common:optional')}
            >
              {(control) => (
                <Input
                  {...control}
                  className="h-10 font-mono"
                  required={needsInvite}
                  maxLength={64}
                  autoComplete="off"
                  value={invite}
                  onChange={(event) => setInvite(event.target.value)}
                />
              )}
            </Field>
          ) : null}
          <Field label={t('name')}>
            {(control) => (
              <Input
                {...control}
                className="h-10"
                autoComplete="name"
                required
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('email')} error={emailError}>
            {(control) => (
              <Input
                {...control}
                type="email"
                className="h-10"
                autoComplete="username"
                required
                maxLength={320}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <PasswordField
            label={t('password.label')}
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            about={[email, name]}
          />
          {site?.terms_link || site?.privacy_link ? (
            <p className="text-soft text-sm">
              {t('register.agree')}{' '}
              {site.terms_link ? (
                <a
                  className="text-blue hover:underline"
                  href={site.terms_link}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t('register.terms')}
                </a>
              ) : null}
              {site.terms_link && site.privacy_link ? ' · ' : null}
              {site.privacy_link ? (
                <a
                  className="text-blue hover:underline"
                  href={site.privacy_link}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t('register.privacy')}
                </a>
              ) : null}
            </p>
          ) : null}
          <Button type="submit" look="main" size="lg" busy={busy}>
            {t('register.action')}
          </Button>
        </form>
      ) : null}
      {passwords && hasElsewhere(site?.sign_in, false) ? <Or>{t('or')}</Or> : null}
      <Elsewhere next={next} inviteCode={invite.trim() || undefined} onError={setError} />
    </FormPage>
  );
}
