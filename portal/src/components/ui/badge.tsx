import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '@/cn.ts';

const style = cva(
  'inline-flex items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 py-px font-medium text-xs [&_svg]:size-3',
  {
    variants: {
      tone: {
        plain: 'border-line bg-sunk text-soft',
        jade: 'border-transparent bg-jade-wash text-jade-strong',
        amber: 'border-transparent bg-amber-wash text-amber',
        red: 'border-transparent bg-red-wash text-red',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
);

/** A state in a word. jade: works, live; amber: held, test, warning; red: fault. */
export const Badge = ({ tone, className, ...rest }: ComponentProps<'span'> & VariantProps<typeof style>) => (
  <span className={cn(style({ tone }), className)} {...rest} />
);
