import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { authCall, useAuthError } from './sign-in.ts';

/** Asks for the letter with the link once more. */
export function SendAgain({ email }: { readonly email: string }) {
  const { t } = useTranslation('account');
  const errorText = useAuthError();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await authCall('POST', '/send-verification-email', { email });
      toast.success(t('verify.sentAgain'));
    } catch (error) {
      toast.error(errorText(error));
    }
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={() => void send()}>
      {t('verify.sendAgain')}
    </Button>
  );
}
