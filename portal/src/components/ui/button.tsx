import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/cn.ts';

export const buttonStyle = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded border font-medium transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        main: 'border-transparent bg-jade text-on-jade hover:bg-jade-strong',
        plain: 'border-line-strong bg-panel text-ink hover:bg-hover',
        quiet: 'border-transparent bg-transparent text-ink hover:bg-hover',
        danger: 'border-transparent bg-red text-on-red hover:opacity-90',
        link: 'h-auto! border-transparent px-0! text-blue underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm',
        md: 'h-8 px-3 text-base',
        lg: 'h-10 px-4 text-lg',
        icon: 'size-8 px-0',
        'icon-sm': 'size-7 px-0',
      },
    },
    defaultVariants: { look: 'plain', size: 'md' },
  },
);

type Props = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & { readonly asChild?: boolean; readonly busy?: boolean };

/** `busy`: shows that it works and cannot be pressed again. `asChild`: the one child (a link) looks like the button. */
export function Button({ look, size, asChild, busy, className, children, disabled, type, ...rest }: Props) {
  const classes = cn(buttonStyle({ look, size }), className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  return (
    <button
      type={type ?? 'button'}
      className={classes}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : null}
      {children}
    </button>
  );
}
