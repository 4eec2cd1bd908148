import { Command } from 'cmdk';
import { Check, ChevronsUpDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '@/cn.ts';
import { buttonStyle } from './button.tsx';
import { Popover } from './popover.tsx';

export type Choice = {
  readonly value: string;
  readonly label: ReactNode;
  /** More words to be found by. */
  readonly words?: string;
  readonly group?: string;
};

type Props = {
  readonly id?: string;
  readonly label: string;
  readonly placeholder: string;
  readonly searchPlaceholder: string;
  readonly empty: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly choices: readonly Choice[];
  readonly className?: string;
};

/** One of many, found by typing. */
export function Combobox({
  id,
  label,
  placeholder,
  searchPlaceholder,
  empty,
  value,
  onChange,
  choices,
  className,
}: Props) {
  const [open, setOpen] = useState(false);
  const chosen = choices.find((one) => one.value === value);
  const groups = [...new Set(choices.map((one) => one.group ?? ''))];
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      className="w-(--radix-popover-trigger-width) min-w-64 p-0"
      trigger={
        <button
          type="button"
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-label={label}
          className={cn(buttonStyle({ look: 'plain' }), 'w-full justify-between font-normal', className)}
        >
          <span className={cn('flex min-w-0 items-center gap-2 truncate', !chosen && 'text-soft')}>
            {chosen ? chosen.label : placeholder}
          </span>
          <ChevronsUpDown className="text-soft" aria-hidden />
        </button>
      }
    >
      <Command label={label}>
        <Command.Input
          placeholder={searchPlaceholder}
          className="h-9 w-full border-b bg-transparent px-3 text-base outline-none placeholder:text-soft"
        />
        <Command.List className="max-h-72 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-4 text-center text-soft text-sm">{empty}</Command.Empty>
          {groups.map((group) => (
            <Command.Group
              key={group}
              heading={group || undefined}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-soft [&_[cmdk-group-heading]]:text-xs"
            >
              {choices
                .filter((one) => (one.group ?? '') === group)
                .map((one) => (
                  <Command.Item
                    key={one.value}
                    value={one.value}
                    keywords={one.words ? [one.words] : []}
                    onSelect={() => {
                      onChange(one.value);
                      setOpen(false);
                    }}
                    className="flex cursor-default items-center gap-2 rounded-sm px-2 py-1.5 text-sm data-[selected=true]:bg-hover"
                  >
                    <span className="flex min-w-0 grow items-center gap-2 truncate">{one.label}</span>
                    {one.value === value ? <Check className="size-4 text-jade" aria-hidden /> : null}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Popover>
  );
}
