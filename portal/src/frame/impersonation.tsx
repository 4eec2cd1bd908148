import { useTranslation } from 'react-i18next';
import { stopImpersonating } from '@/api/account.ts';
import { Button } from '@/components/ui/button.tsx';
import { useUser } from './site.ts';

/** An operator who sees the portal as somebody else is told so all the time. */
export function Impersonation() {
  const { t } = useTranslation();
  const user = useUser();
  if (!user?.impersonated_by) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-2 bg-amber-strong px-4 py-1.5 text-black text-sm md:px-6"
    >
      <span>{t('frame.impersonating', { name: user.email })}</span>
      <Button size="sm" onClick={() => void stopImpersonating()}>
        {t('frame.stopImpersonating')}
      </Button>
    </div>
  );
}
