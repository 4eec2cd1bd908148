import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { useSite } from '@/frame/site.ts';
import { Elsewhere, hasElsewhere } from './elsewhere.tsx';
import { FormError, FormPage, Or } from './form-page.tsx';
import { PasswordField } from './password-field.tsx';
import { SecondStep } from './second-step.tsx';
import { authCall, safeNext, sessionChanged, useAuthError } from './sign-in.ts';
import { Tick } from './tick.tsx';

const route = getRouteApi('/public/login');

export function LoginPage() {
  const { t } = useTranslation('account');
  const site = useSite();
  const search = route.useSearch();
  const navigate = useNavigate();
  const errorText = useAuthError();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  const [error, setError] = useState<unknown>(search.error);
  const [busy, setBusy] = useState(false);
  const [second, setSecond] = useState(false);
  const next = safeNext(search.next);

  const enter = async () => {
    await sessionChanged();
    await navigate({ href: next, replace: true });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const answer = await authCall('POST', '/sign-in/email', {
        email: email.trim(),
        password,
        rememberMe: remember,
      });
      if (answer['twoFactorRedirect'] === true) setSecond(true);
      else await enter();
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  };
  const passkey = async () => {
    setError(undefined);
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const options = await authCall('GET', '/passkey/generate-authenticate-options');
    try {
      const response = await startAuthentication({
        optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'],
      });
      await authCall('POST', '/passkey/verify-authentication', { response });
    } catch (cause) {
      // Closed by the reader, or no passkey here: what the browser says of it helps nobody.
      if (cause instanceof ApiError) throw cause;
      throw 'PASSKEY_NOT_USED';
    }
    await enter();
  };

  if (second) return <SecondStep onDone={enter} onBack={() => setSecond(false)} />;
  const passwords = site?.sign_in.includes('password') ?? true;
  return (
    <FormPage
      title={t('login.title', { site: site?.name ?? '' })}
      description={
        site && site.registration !== 'closed' ? (
          <>
            {t('login.noAccount')}{' '}
            <Link
              to={'/register' as '/'}
              search={search.next ? ({ next: search.next } as never) : ({} as never)}
              className="text-blue hover:underline"
            >
              {t('login.toRegister')}
            </Link>
          </>
        ) : undefined
      }
    >
      <FormError>{error === undefined ? null : errorText(error)}</FormError>
      {passwords ? (
        <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
          <Field label={t('email')}>
            {(control) => (
              <Input
                {...control}
                type="email"
                className="h-10"
                autoComplete="username webauthn"
                autoFocus
                required
                maxLength={320}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <PasswordField
            label={t('password.label')}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            aside={
              <Link to={'/forgot' as '/'} className="text-blue text-sm hover:underline">
                {t('login.forgot')}
              </Link>
            }
          />
          <Tick checked={remember} onChange={setRemember}>
            {t('login.remember')}
          </Tick>
          <Button type="submit" look="main" size="lg" busy={busy}>
            {t('login.action')}
          </Button>
        </form>
      ) : null}
      {passwords && hasElsewhere(site?.sign_in, true) ? <Or>{t('or')}</Or> : null}
      <Elsewhere next={next} passkeys onPasskey={passkey} onError={setError} />
    </FormPage>
  );
}
