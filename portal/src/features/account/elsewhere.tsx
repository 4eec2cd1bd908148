import { KeyRound, LogIn } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { useSite } from '@/frame/site.ts';
import { authCall } from './sign-in.ts';

const services = ['github', 'google', 'oidc'] as const;

/** The ways in that need no password here, where they are set up. */
export function Elsewhere({
  next,
  inviteCode,
  passkeys,
  onPasskey,
  onError,
}: {
  readonly next: string;
  readonly inviteCode?: string | undefined;
  readonly passkeys?: boolean;
  readonly onPasskey?: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}) {
  const { t } = useTranslation('account');
  const site = useSite();
  const [busy, setBusy] = useState('');
  const names = { github: 'GitHub', google: 'Google', oidc: site?.oidc_name || 'OpenID Connect' };
  const begin = async (name: string, work: () => Promise<void>) => {
    setBusy(name);
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    setBusy('');
  };
  const goTo = async (provider: string) => {
    const { url } = await authCall('POST', '/sign-in/social', {
      provider,
      callbackURL: next,
      errorCallbackURL: '/login',
      ...(inviteCode ? { additionalData: { inviteCode } } : {}),
    });
    if (typeof url === 'string') location.assign(url);
  };
  return (
    <div className="grid gap-2">
      {passkeys && site?.sign_in.includes('passkey') && onPasskey ? (
        <Button size="lg" busy={busy === 'passkey'} onClick={() => void begin('passkey', onPasskey)}>
          <KeyRound aria-hidden />
          {t('withPasskey')}
        </Button>
      ) : null}
      {services
        .filter((name) => site?.sign_in.includes(name))
        .map((name) => (
          <Button
            key={name}
            size="lg"
            busy={busy === name}
            onClick={() => void begin(name, () => goTo(name))}
          >
            <LogIn aria-hidden />
            {t('withService', { name: names[name] })}
          </Button>
        ))}
    </div>
  );
}

/** Is there any such way? */
export const hasElsewhere = (signIn: readonly string[] | undefined, passkeys: boolean): boolean =>
  services.some((name) => signIn?.includes(name)) || (passkeys && (signIn?.includes('passkey') ?? false));
