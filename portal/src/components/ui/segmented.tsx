import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/cn.ts';

type Props<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly title?: string }[];
  readonly className?: string;
};

/** One of a few, side by side. Arrow keys move. */
export function Segmented<T extends string>({ label, value, onChange, options, className }: Props<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as T)}
      className={cn('inline-flex rounded border border-line bg-sunk p-0.5', className)}
    >
      {options.map((one) => (
        <ToggleGroup.Item
          key={one.value}
          value={one.value}
          title={one.title}
          className="flex h-6.5 items-center gap-1.5 rounded-sm border border-transparent px-2.5 text-soft text-sm transition-colors hover:text-ink data-[state=on]:border-line data-[state=on]:bg-panel data-[state=on]:font-medium data-[state=on]:text-ink [&_svg]:size-4"
        >
          {one.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
