import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Segmented } from '@/components/ui/segmented.tsx';

type Pane = 'settings' | 'main' | 'code';

/** Three panes side by side; where there is no room for them, one at a time. */
export function Panes({
  settings,
  main,
  code,
  mainName,
}: {
  readonly settings: ReactNode;
  readonly main: ReactNode;
  readonly code: ReactNode;
  readonly mainName: string;
}) {
  const { t } = useTranslation('playground');
  const [shown, setShown] = useState<Pane>('main');
  const place = (pane: Pane, more: string) =>
    cn(
      'min-h-0 min-w-0 overflow-y-auto rounded border bg-panel lg:rounded-none lg:border-0 lg:border-r',
      more,
      shown !== pane && 'max-lg:hidden',
    );
  return (
    <div className="grid min-h-0 gap-2">
      <Segmented
        label={t('panes.label')}
        value={shown}
        onChange={setShown}
        options={[
          { value: 'settings', label: t('panes.settings') },
          { value: 'main', label: mainName },
          { value: 'code', label: t('panes.code') },
        ]}
        className="justify-self-start lg:hidden"
      />
      <div className="grid h-[calc(100dvh-19rem)] min-h-96 overflow-hidden lg:h-[calc(100dvh-15rem)] lg:min-h-[32rem] lg:grid-cols-[17rem_minmax(0,1fr)] lg:rounded lg:border lg:bg-panel xl:grid-cols-[18rem_minmax(0,1fr)_minmax(20rem,26rem)]">
        <section aria-label={t('panes.settings')} className={place('settings', '')}>
          {settings}
        </section>
        <section aria-label={mainName} className={place('main', 'flex flex-col overflow-hidden')}>
          {main}
        </section>
        <section
          aria-label={t('panes.code')}
          className={place(
            'code',
            'lg:max-xl:col-span-2 lg:max-xl:max-h-72 lg:border-r-0 lg:max-xl:border-t',
          )}
        >
          {code}
        </section>
      </div>
    </div>
  );
}
