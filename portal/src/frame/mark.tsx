import { cn } from '@/cn.ts';
import { useSite } from './site.ts';

/** A key whose bit is the figure 4. One path, so that it works at 16 pixels. */
const path =
  'M4 5.7a3.4 3.4 0 1 1 0 6.8a3.4 3.4 0 0 1 0-6.8zM4 7.7a1.4 1.4 0 1 0 0 2.8a1.4 1.4 0 0 0 0-2.8zM6.8 8.2H16.3V10H6.8zM12.2 2H14.2V14H12.2zM12.2 2H14.2L9.2 8.2H6.8z';

export const Mark = ({ className }: { readonly className?: string }) => (
  <svg viewBox="0 0 17 16" className={cn('size-5 fill-jade', className)} aria-hidden>
    <path d={path} />
  </svg>
);

/** Mark and name of this place; the operator's own where there are some. */
export function Brand() {
  const site = useSite();
  return (
    <span className="flex min-w-0 items-center gap-2">
      {site?.logo_url ? (
        <img src={site.logo_url} alt="" className="size-5 rounded-sm object-contain" />
      ) : (
        <Mark />
      )}
      <span className="truncate font-semibold text-lg tracking-tight">{site?.name ?? 'Key4U'}</span>
    </span>
  );
}
