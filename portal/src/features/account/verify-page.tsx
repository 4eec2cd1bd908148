import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useUser } from '@/frame/site.ts';
import { FormError, FormPage } from './form-page.tsx';
import { SendAgain } from './send-again.tsx';
import { authCall, linkToken, sessionChanged, useAuthError } from './sign-in.ts';

/** Where the links of letters lead: the address is confirmed by opening the page. */
export function VerifyPage() {
  const { t } = useTranslation('account');
  const errorText = useAuthError();
  const user = useUser();
  const asked = useRef(false);
  const [state, setState] = useState<'asking' | 'done' | 'failed'>('asking');
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const verify = async () => {
      try {
        await authCall('GET', `/verify-email?token=${encodeURIComponent(linkToken())}`);
        await sessionChanged();
        setState('done');
      } catch (cause) {
        setError(cause);
        setState('failed');
      }
    };
    void verify();
  }, []);
  return (
    <FormPage title={t(state === 'failed' ? 'verify.failedTitle' : 'verify.title')}>
      <div aria-live="polite" className="grid gap-4 text-base">
        {state === 'asking' ? <Skeleton className="h-6 w-2/3" /> : null}
        {state === 'done' ? <p>{t('verify.done')}</p> : null}
        {state === 'failed' ? <FormError>{errorText(error)}</FormError> : null}
      </div>
      {state === 'failed' && user && !user.email_verified ? <SendAgain email={user.email} /> : null}
      {state === 'done' || state === 'failed' ? (
        <Button asChild look="main" size="lg">
          <Link to={(user ? '/console' : '/login') as '/'}>
            {t(user ? 'verify.toConsole' : 'login.action')}
          </Link>
        </Button>
      ) : null}
    </FormPage>
  );
}
