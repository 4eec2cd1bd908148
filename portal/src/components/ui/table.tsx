import type { ComponentProps } from 'react';
import { cn } from '@/cn.ts';

/** Dense tables. The frame scrolls sideways on narrow screens, and can be scrolled by keyboard. */
export const TableFrame = ({ className, ...rest }: ComponentProps<'section'>) => (
  <section
    tabIndex={0}
    className={cn('relative min-w-0 overflow-x-auto rounded border bg-panel', className)}
    {...rest}
  />
);
export const Table = ({ className, ...rest }: ComponentProps<'table'>) => (
  <table className={cn('w-full border-collapse text-left text-sm', className)} {...rest} />
);
export const Head = ({ className, ...rest }: ComponentProps<'thead'>) => (
  <thead className={cn('border-b bg-sunk text-soft', className)} {...rest} />
);
export const HeadCell = ({ className, ...rest }: ComponentProps<'th'>) => (
  <th scope="col" className={cn('whitespace-nowrap px-3 py-2 font-medium text-xs', className)} {...rest} />
);
export const Row = ({ className, ...rest }: ComponentProps<'tr'>) => (
  <tr className={cn('border-b last:border-b-0 hover:bg-hover/60', className)} {...rest} />
);
export const Cell = ({ className, ...rest }: ComponentProps<'td'>) => (
  <td className={cn('px-3 py-2 align-middle', className)} {...rest} />
);
/** A number: right-aligned, in figures of one width. */
export const NumberCell = ({ className, ...rest }: ComponentProps<'td'>) => (
  <td className={cn('whitespace-nowrap px-3 py-2 text-right font-mono tabular', className)} {...rest} />
);
