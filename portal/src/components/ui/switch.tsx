import { Switch as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/cn.ts';

export const Switch = ({ className, ...rest }: ComponentProps<typeof Radix.Root>) => (
  <Radix.Root
    className={cn(
      'relative h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunk transition-colors data-[state=checked]:border-transparent data-[state=checked]:bg-jade disabled:opacity-50',
      className,
    )}
    {...rest}
  >
    <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-soft transition-transform duration-150 data-[state=checked]:translate-x-[1.05rem] data-[state=checked]:bg-on-jade" />
  </Radix.Root>
);
