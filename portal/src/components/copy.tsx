import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Button } from './ui/button.tsx';

function useCopy(text: string | (() => string)) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    void navigator.clipboard.writeText(typeof text === 'function' ? text() : text).then(
      () => setCopied(true),
      () => {},
    );
  return { copied, copy };
}

/** Copies the text. Without `children` an icon alone. */
export function CopyButton({
  text,
  label,
  look = 'quiet',
  children,
  className,
}: {
  readonly text: string | (() => string);
  /** What is copied, for those who do not see the icon. */
  readonly label?: string;
  readonly look?: 'main' | 'plain' | 'quiet';
  readonly children?: React.ReactNode;
  readonly className?: string;
}) {
  const { t } = useTranslation();
  const { copied, copy } = useCopy(text);
  const Icon = copied ? Check : CopyIcon;
  return (
    <Button
      look={look}
      size={children ? 'md' : 'icon-sm'}
      className={className}
      aria-label={children ? undefined : (label ?? t('copy'))}
      title={children ? undefined : (label ?? t('copy'))}
      onClick={copy}
    >
      <Icon className={cn(copied && look !== 'main' && 'text-jade')} aria-hidden />
      {children}
      <span className="sr-only" aria-live="polite">
        {copied ? t('copied') : ''}
      </span>
    </Button>
  );
}

/** An id that is copied by a click on it. `short`: how many characters are shown; absent: all. */
export function CopyId({ id, short }: { readonly id: string; readonly short?: number }) {
  const { t } = useTranslation();
  const { copied, copy } = useCopy(id);
  return (
    <button
      type="button"
      onClick={copy}
      title={t('copyThis', { text: id })}
      className="inline-flex max-w-full items-center gap-1 rounded-sm font-mono text-sm hover:text-jade"
    >
      <span className="truncate">{short && id.length > short ? `${id.slice(0, short)}…` : id}</span>
      {copied ? <Check className="size-3 shrink-0 text-jade" aria-hidden /> : null}
      <span className="sr-only" aria-live="polite">
        {copied ? t('copied') : ''}
      </span>
    </button>
  );
}
