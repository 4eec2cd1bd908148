import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/states.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Tabs } from '@/components/ui/tabs.tsx';
import { ChannelForm } from './channel-form.tsx';
import type { Channel, Provider } from './data.ts';
import { KeyList } from './key-list.tsx';
import { TestPanel } from './test-panel.tsx';

type Tab = 'settings' | 'keys' | 'test';

export function ChannelSheet({
  channel,
  isNew,
  providers,
  tab,
  onTab,
  onMade,
  onClose,
  onChanged,
}: {
  readonly channel: Channel | undefined;
  readonly isNew: boolean;
  readonly providers: readonly Provider[];
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly onMade: (id: number) => void;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<unknown>;
}) {
  const { t } = useTranslation('channels');
  const provider = providers.find(({ id }) => id === channel?.provider);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? t('newTitle') : (channel?.name ?? t('gone'))}
    >
      {isNew ? (
        <ChannelForm
          providers={providers}
          onClose={onClose}
          onSaved={async ({ id }) => {
            await onChanged();
            onMade(id);
          }}
        />
      ) : channel ? (
        <Tabs
          label={channel.name}
          value={tab}
          onChange={(next) => onTab(next as Tab)}
          tabs={[
            {
              value: 'settings',
              label: t('tabs.settings'),
              content: (
                <ChannelForm channel={channel} providers={providers} onClose={onClose} onSaved={onChanged} />
              ),
            },
            {
              value: 'keys',
              label: t('tabs.keysOf', { count: channel.keys.length }),
              content: <KeyList channel={channel} provider={provider} onChanged={onChanged} />,
            },
            {
              value: 'test',
              label: t('tabs.test'),
              content: <TestPanel channel={channel} provider={provider} onTested={onChanged} />,
            },
          ]}
        />
      ) : (
        <EmptyState title={t('gone')}>{t('goneHelp')}</EmptyState>
      )}
    </Sheet>
  );
}
