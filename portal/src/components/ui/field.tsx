import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/cn.ts';

const box =
  'w-full min-w-0 rounded border border-line-strong bg-panel px-2.5 text-base text-ink placeholder:text-soft transition-colors focus-visible:border-jade focus-visible:outline-2 focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-red';

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input className={cn(box, 'h-8', className)} {...rest} />
);

export const Textarea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea className={cn(box, 'min-h-20 py-1.5', className)} {...rest} />
);

/** The system's own list: works with every keyboard, screen reader and phone. For long lists with search: Combobox. */
export const Select = ({ className, children, ...rest }: ComponentProps<'select'>) => (
  <select className={cn(box, 'h-8 pr-7', className)} {...rest}>
    {children}
  </select>
);

export const Checkbox = ({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) => (
  <input type="checkbox" className={cn('size-4 shrink-0 accent-jade', className)} {...rest} />
);

type FieldProps = {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: ReactNode;
  readonly className?: string;
  /** Gets what ties the control to its label, help and error: spread it over the control. */
  readonly children: (control: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean | undefined;
  }) => ReactNode;
};

/** One control with its label, its help and what is wrong with it. */
export function Field({ label, help, error, optional, className, children }: FieldProps) {
  const id = useId();
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={cn('grid gap-1', className)}>
      <label htmlFor={id} className="flex items-baseline justify-between gap-2 font-medium text-sm">
        <span>{label}</span>
        {optional ? <span className="font-normal text-soft text-xs">{optional}</span> : null}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {help ? (
        <p id={`${id}-help`} className="text-soft text-xs">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-red text-xs">
          {error}
        </p>
      ) : null}
    </div>
  );
}
