import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';

/**
 * An amount for people from the exact decimal text: at least two places, at most the first three figures that are not
 * zero (`0.000214`), never rounded to zero. Works on the text, because a float would not be exact.
 */
export function shownUsd(exact: string): string {
  const negative = exact.startsWith('-');
  const [whole = '0', fraction = ''] = exact.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const places = whole !== '0' ? 2 : Math.max(2, fraction.search(/[1-9]/) + 3);
  let kept = fraction.slice(0, places).padEnd(2, '0');
  while (kept.length > 2 && kept.endsWith('0')) kept = kept.slice(0, -1);
  return `${negative ? '-' : ''}$${grouped}.${kept}`;
}

/** Money, with its currency; the exact figure on hover. `exact`: decimal USD as the gateway writes it. */
export function Money({
  exact,
  test,
  className,
}: {
  readonly exact: string;
  /** Test money is marked, so that nobody takes it for real. */
  readonly test?: boolean;
  readonly className?: string;
}) {
  const { t } = useTranslation();
  return (
    <span
      className={cn('whitespace-nowrap font-mono tabular', test && 'text-amber', className)}
      title={test ? t('money.test', { exact }) : t('money.exact', { exact })}
    >
      {shownUsd(exact)}
    </span>
  );
}
