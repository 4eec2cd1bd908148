import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTitle } from '@/components/page.tsx';

/** A page that is one short form. */
export function FormPage({
  title,
  description,
  children,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className="mx-auto grid w-full max-w-sm gap-6 px-4 pt-14 pb-10 md:pt-20">
      <header className="grid gap-1">
        <h1 className="text-2xl tracking-tight">{title}</h1>
        {description ? <p className="text-pretty text-base text-soft">{description}</p> : null}
      </header>
      {children}
    </div>
  );
}

/** What went wrong with the whole form. */
export const FormError = ({ children }: { readonly children: ReactNode }) =>
  children ? (
    <p role="alert" className="flex items-start gap-2 rounded bg-red-wash px-3 py-2 text-red text-sm">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>{children}</span>
    </p>
  ) : null;

/** "or", between two ways in. */
export const Or = ({ children }: { readonly children: ReactNode }) => (
  <p className="flex items-center gap-3 text-soft text-sm before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
    {children}
  </p>
);
