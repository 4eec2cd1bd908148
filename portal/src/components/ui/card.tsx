import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/cn.ts';

/** A part of a page with a heading of its own. `actions` stand beside the heading. */
export function Card({
  title,
  description,
  actions,
  className,
  children,
  flush,
  ...rest
}: Omit<ComponentProps<'section'>, 'title'> & {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** The content reaches the border (tables). */
  readonly flush?: boolean;
}) {
  const id = useId();
  return (
    <section
      {...(title ? { 'aria-labelledby': id } : {})}
      className={cn('min-w-0 rounded border bg-panel', className)}
      {...rest}
    >
      {title ? (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3 pb-2">
          <div className="grid min-w-0 gap-0.5">
            <h2 id={id} className="text-base">
              {title}
            </h2>
            {description ? <p className="text-soft text-sm">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={cn('min-w-0', flush ? '' : title ? 'px-4 pb-4' : 'p-4')}>{children}</div>
    </section>
  );
}
