import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';

/** Back and forth through a list that is counted. Nothing where one page holds all. */
export function Pages({
  page,
  size,
  total,
  onPage,
}: {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}) {
  const { t } = useTranslation('system');
  if (total <= size && page === 1) return null;
  const first = Math.min(total, (page - 1) * size + 1);
  return (
    <nav aria-label={t('pages')} className="flex flex-wrap items-center justify-end gap-3 text-soft text-sm">
      <span className="tabular">{t('pageOf', { first, last: Math.min(total, page * size), total })}</span>
      <Button size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t('common:previous')}
      </Button>
      <Button size="sm" disabled={page * size >= total} onClick={() => onPage(page + 1)}>
        {t('common:next')}
      </Button>
    </nav>
  );
}
