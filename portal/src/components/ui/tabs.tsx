import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/cn.ts';

export type Tab = { readonly value: string; readonly label: ReactNode; readonly content: ReactNode };

/** `value` and `onChange` belong into the URL where the tab is a place. */
export function Tabs({
  label,
  value,
  onChange,
  tabs,
  className,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly tabs: readonly Tab[];
  readonly className?: string;
}) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={cn('grid min-w-0 gap-4', className)}>
      <Radix.List aria-label={label} className="flex gap-4 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px whitespace-nowrap border-transparent border-b-2 py-2 text-base text-soft transition-colors hover:text-ink data-[state=active]:border-jade data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-w-0 focus-visible:outline-offset-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
