import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/cn.ts';

/** A button that opens a list of actions. `trigger` is the button. */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-appear overflow-y-auto rounded border bg-panel p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const item =
  'flex w-full cursor-default select-none items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&_svg]:size-4 [&_svg]:text-soft';

export const MenuItem = ({
  className,
  danger,
  ...rest
}: ComponentProps<typeof Radix.Item> & { readonly danger?: boolean }) => (
  <Radix.Item className={cn(item, danger && 'text-red [&_svg]:text-red', className)} {...rest} />
);

export const MenuRadio = ({
  value,
  onChange,
  options,
  label,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
}) => (
  <Radix.RadioGroup aria-label={label} value={value} onValueChange={onChange}>
    <Radix.Label className="px-2 py-1 text-soft text-xs">{label}</Radix.Label>
    {options.map((one) => (
      <Radix.RadioItem key={one.value} value={one.value} className={cn(item, 'justify-between')}>
        {one.label}
        <Radix.ItemIndicator className="size-1.5 rounded-full bg-jade" />
      </Radix.RadioItem>
    ))}
  </Radix.RadioGroup>
);

export const MenuLine = () => <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
