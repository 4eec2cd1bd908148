import { useTranslation } from 'react-i18next';

/** A fault in a few words; one that this portal does not know by its code. */
export function useFaultName(): (code: string) => string {
  const { t } = useTranslation('logs');
  return (code) => t(`faults.${code}`, { defaultValue: code });
}
