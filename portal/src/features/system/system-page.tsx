import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page.tsx';
import { Tabs } from '@/components/ui/tabs.tsx';
import { AnnouncementsTab } from './announcements-tab.tsx';
import { BackupTab } from './backup-tab.tsx';
import { LedgerTab } from './ledger-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';

const route = getRouteApi('/admin/system');

export function SystemPage() {
  const { t } = useTranslation('system');
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const names = ['announcements', 'ledger', 'backup'] as const;
  return (
    <Page title={t('title')} description={t('description')}>
      <Tabs
        label={t('title')}
        value={tab ?? 'settings'}
        onChange={(next) => void navigate({ search: { tab: names.find((one) => one === next) } })}
        tabs={[
          { value: 'settings', label: t('tabs.settings'), content: <SettingsTab /> },
          { value: 'announcements', label: t('tabs.announcements'), content: <AnnouncementsTab /> },
          { value: 'ledger', label: t('tabs.ledger'), content: <LedgerTab /> },
          { value: 'backup', label: t('tabs.backup'), content: <BackupTab /> },
        ]}
      />
    </Page>
  );
}
