import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { cn } from '@/cn.ts';
import { useSite } from '@/frame/site.ts';

/** The title of the tab: the page's, then the site's name. */
export function useTitle(title: string): void {
  const name = useSite()?.name ?? 'Key4U';
  useEffect(() => {
    document.title = title ? `${title} · ${name}` : name;
  }, [title, name]);
}

/** A page of the console: its one h1, what it is for in a line, its main action. `wide`: uses the whole width. */
export function Page({
  title,
  description,
  actions,
  children,
  wide,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
}) {
  useTitle(title);
  return (
    <div className={cn('mx-auto grid w-full gap-5 px-4 py-5 md:px-6', wide ? '' : 'max-w-6xl')}>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-0.5">
          <h1 className="text-xl">{title}</h1>
          {description ? <p className="max-w-prose text-pretty text-soft text-sm">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}
