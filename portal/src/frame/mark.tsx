import { cn } from '@/cn.ts';
import { useSite } from './site.ts';

/** A key whose bit is the figure 4. One path, so that it works at 16 pixels. */
const path =
  'M4.75 1.5a3.25 3.25 0 0 1 3.13 4.13L9.9 7.65 12.4 3H14.6v6.2H16v1.9h-1.4V14h-2v-2.9H8.4V9.6L6.5 7.5A3.25 3.25 0 1 1 4.75 1.5Zm-.35 2a1.15 1.15 0 1 0 0 2.3 1.15 1.15 0 0 0 0-2.3Zm8.2 2.3-1.9 3.4h1.9Z';

export const Mark = ({ className }: { readonly className?: string }) => (
  <svg viewBox="0 0 17 16" className={cn('size-5 fill-jade', className)} aria-hidden>
    <path fillRule="evenodd" d={path} />
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
