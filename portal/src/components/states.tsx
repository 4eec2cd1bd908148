import { useRouter } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client.ts';
import { cn } from '@/cn.ts';
import { CopyId } from './copy.tsx';
import { Button } from './ui/button.tsx';

/** Nothing here yet: what it would be, and the next step. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  className,
  heading,
}: {
  /** It stands for a whole page: its title is the page's. */
  readonly heading?: true;
  readonly icon?: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}) {
  return (
    <div className={cn('grid justify-items-center gap-2 px-6 py-14 text-center', className)}>
      {Icon ? <Icon className="mb-1 size-6 text-soft" aria-hidden /> : null}
      {heading ? (
        <h1 className="font-medium text-lg">{title}</h1>
      ) : (
        <p className="font-medium text-base">{title}</p>
      )}
      {children ? <div className="max-w-md text-pretty text-soft text-sm">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}

/** What went wrong in words: the gateway's own where it gave some. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiError)) return t('errors.page');
    if (error.code === 'network') return t('errors.network');
    if (error.status === 429)
      return error.retryAfter ? t('errors.limitedFor', { seconds: error.retryAfter }) : t('errors.limited');
    if (error.status === 401) return t('errors.signedOut');
    if (error.status === 403 && !error.message) return t('errors.forbidden');
    if (error.status === 404 && !error.message) return t('errors.notFound');
    return error.message || t('errors.unknown', { status: error.status });
  };
}

/** What happened, what to do, and the request id. */
export function ErrorState({
  error,
  onRetry,
  className,
}: {
  readonly error: unknown;
  readonly onRetry?: () => unknown;
  readonly className?: string;
}) {
  const { t } = useTranslation();
  const text = useErrorText();
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" className={cn('grid justify-items-center gap-2 px-6 py-12 text-center', className)}>
      <CircleAlert className="mb-1 size-6 text-red" aria-hidden />
      <p className="font-medium text-base">{t('errors.title')}</p>
      <p className="max-w-md text-pretty text-soft text-sm">{text(error)}</p>
      {requestId ? (
        <p className="flex max-w-full items-center gap-1.5 text-soft text-xs">
          {t('requestId')} <CopyId id={requestId} />
        </p>
      ) : null}
      {onRetry ? (
        <Button className="mt-2" onClick={() => void onRetry()}>
          {t('retry')}
        </Button>
      ) : null}
    </div>
  );
}

/** For routes: a page that could not be shown. */
export function RouteError({ error }: { readonly error: unknown }) {
  const router = useRouter();
  return <ErrorState error={error} onRetry={() => router.invalidate()} />;
}

export function NoPermission() {
  const { t } = useTranslation();
  return (
    <EmptyState heading title={t('errors.forbiddenTitle')}>
      {t('errors.forbidden')}
    </EmptyState>
  );
}
