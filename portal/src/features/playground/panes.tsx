import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Segmented } from '@/components/ui/segmented.tsx';

export type Pane = 'settings' | 'main' | 'code';

/** From which width of the page on all three panes stand side by side. */
const wide = {
  usual: {
    grid: '@min-[68rem]:grid-cols-[18rem_minmax(0,1fr)_minmax(20rem,26rem)]',
    choice: '@min-[68rem]:hidden',
    main: '@min-[68rem]:flex!',
    code: '@min-[68rem]:block!',
  },
  /** Two conversations need more. */
  double: {
    grid: '@min-[92rem]:grid-cols-[18rem_minmax(0,1fr)_minmax(20rem,26rem)]',
    choice: '@min-[92rem]:hidden',
    main: '@min-[92rem]:flex!',
    code: '@min-[92rem]:block!',
  },
} as const;

/**
 * Three panes side by side; with less room the settings beside one of the others, on a phone one at a time.
 */
export function Panes({
  shown,
  onShown,
  settings,
  main,
  code,
  mainName,
  double,
}: {
  readonly shown: Pane;
  readonly onShown: (pane: Pane) => void;
  readonly settings: ReactNode;
  readonly main: ReactNode;
  readonly code: ReactNode;
  readonly mainName: string;
  readonly double?: boolean;
}) {
  const { t } = useTranslation('playground');
  const at = double ? wide.double : wide.usual;
  const others = [
    { value: 'main' as const, label: mainName },
    { value: 'code' as const, label: t('panes.code') },
  ];
  const pane =
    'min-h-0 min-w-0 overflow-y-auto rounded border bg-panel @3xl:rounded-none @3xl:border-y-0 @3xl:border-r-0 @3xl:bg-transparent';
  return (
    <div className="@container grid min-h-0 gap-2">
      <Segmented<Pane>
        label={t('panes.label')}
        value={shown}
        onChange={onShown}
        options={[{ value: 'settings', label: t('panes.settings') }, ...others]}
        className="justify-self-start @3xl:hidden"
      />
      <Segmented<Pane>
        label={t('panes.label')}
        value={shown === 'code' ? 'code' : 'main'}
        onChange={onShown}
        options={others}
        className={cn('hidden justify-self-end @3xl:inline-flex', at.choice)}
      />
      <div
        className={cn(
          'grid h-[calc(100dvh-19rem)] min-h-96 overflow-hidden @3xl:h-[calc(100dvh-15rem)] @3xl:min-h-[32rem] @3xl:grid-cols-[18rem_minmax(0,1fr)] @3xl:rounded @3xl:border @3xl:bg-panel',
          at.grid,
        )}
      >
        <section
          aria-label={t('panes.settings')}
          className={cn(
            pane,
            '@3xl:flex! @3xl:border-l-0',
            shown === 'settings' ? 'flex flex-col' : 'hidden flex-col',
          )}
        >
          {settings}
        </section>
        <section
          aria-label={mainName}
          className={cn(
            pane,
            'flex-col overflow-hidden',
            at.main,
            shown === 'main' ? 'flex' : shown === 'settings' ? 'hidden @3xl:flex' : 'hidden',
          )}
        >
          {main}
        </section>
        <section
          aria-label={t('panes.code')}
          className={cn(pane, at.code, shown === 'code' ? 'block' : 'hidden')}
        >
          {code}
        </section>
      </div>
    </div>
  );
}
