import { cn } from '@/cn.ts';

/** The shape of what comes. Give it the size of that. */
export const Skeleton = ({ className }: { readonly className?: string }) => (
  <div aria-hidden className={cn('h-4 animate-pulse-soft rounded-sm bg-hover', className)} />
);

/** Rows of a table that is on its way. */
export const SkeletonRows = ({
  rows = 8,
  className,
}: {
  readonly rows?: number;
  readonly className?: string;
}) => (
  <div aria-hidden className={cn('grid gap-px', className)}>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className="flex items-center gap-6 border-b px-3 py-2.5 last:border-b-0">
        <Skeleton className="w-1/5" />
        <Skeleton className="w-1/3" />
        <Skeleton className="ml-auto w-16" />
      </div>
    ))}
  </div>
);
