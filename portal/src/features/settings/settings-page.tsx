import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page.tsx';
import { Tabs } from '@/components/ui/tabs.tsx';
import { AccessToken } from './access-token.tsx';
import { LinkedServices } from './linked.tsx';
import { Passkeys } from './passkeys.tsx';
import { PasswordCard } from './password-card.tsx';
import { ProfileCards } from './profile.tsx';
import { Sessions } from './sessions.tsx';
import { TwoFactor } from './two-factor.tsx';

const route = getRouteApi('/console/settings');

export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { tab = 'profile' } = route.useSearch();
  const navigate = useNavigate();
  return (
    <Page title={t('title')} description={t('description')}>
      <Tabs
        label={t('title')}
        value={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next } as never, replace: true })}
        tabs={[
          { value: 'profile', label: t('tabs.profile'), content: <ProfileCards /> },
          {
            value: 'security',
            label: t('tabs.security'),
            content: (
              <div className="grid max-w-3xl gap-4">
                <PasswordCard />
                <TwoFactor />
                <Passkeys />
                <LinkedServices />
              </div>
            ),
          },
          { value: 'sessions', label: t('tabs.sessions'), content: <Sessions /> },
          { value: 'api', label: t('tabs.api'), content: <AccessToken /> },
        ]}
      />
    </Page>
  );
}
