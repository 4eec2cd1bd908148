import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from '@/components/page.tsx';
import { EmptyState } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('errors.pageMissingTitle'));
  return (
    <main className="grid min-h-[60vh] place-items-center">
      <EmptyState
        heading
        title={t('errors.pageMissingTitle')}
        action={
          <Button asChild look="main">
            <Link to="/">{t('frame.home')}</Link>
          </Button>
        }
      >
        {t('errors.pageMissing')}
      </EmptyState>
    </main>
  );
}
