import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the end, right-aligned. */
  readonly footer?: ReactNode;
  readonly className?: string;
};

const Head = ({ title, description }: Pick<Props, 'title' | 'description'>) => {
  const { t } = useTranslation();
  return (
    <header className="flex items-start gap-4 border-b px-5 py-4">
      <div className="grid min-w-0 grow gap-0.5">
        <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
        {description ? (
          <Radix.Description className="text-soft text-sm">{description}</Radix.Description>
        ) : null}
      </div>
      <Radix.Close
        aria-label={t('close')}
        className="-mr-1 rounded p-1 text-soft transition-colors hover:bg-hover hover:text-ink"
      >
        <X className="size-4" aria-hidden />
      </Radix.Close>
    </header>
  );
};

const overlay = 'fixed inset-0 z-40 animate-fade bg-black/35';

/** A question or a short form in the middle of the page. Escape closes, focus stays inside and comes back. */
export function Dialog({ open, onOpenChange, title, description, children, footer, className }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center p-4">
          <Radix.Content
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={cn(
              'pointer-events-auto flex max-h-full w-full max-w-lg animate-appear flex-col overflow-hidden rounded-lg border bg-panel shadow-float',
              className,
            )}
          >
            <Head title={title} description={description} />
            <div className="overflow-y-auto px-5 py-4">{children}</div>
            {footer ? <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A thing opened from a list: comes from the right, the list stays in view. On phones it is the whole page. */
export function Sheet({ open, onOpenChange, title, description, children, footer, className }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-y-0 right-0 z-50 flex w-full max-w-2xl animate-from-right flex-col border-l bg-panel shadow-float',
            className,
          )}
        >
          <Head title={title} description={description} />
          <div className="min-h-0 grow overflow-y-auto px-5 py-4">{children}</div>
          {footer ? <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
