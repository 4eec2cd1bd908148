import { useTranslation } from 'react-i18next';
import type { Reply } from '@/api/client.ts';
import { CopyButton } from '@/components/copy.tsx';
import { ClientSetup } from './client-setup.tsx';
import type { Choices } from './data.ts';

/** A key that was just made: shown once, ready to be put to use. */
export function NewKey({
  made,
  choices,
}: {
  readonly made: Reply<'POST /api/portal/keys'>;
  readonly choices: Choices;
}) {
  const { t } = useTranslation('keys');
  return (
    <div className="grid gap-6">
      <div className="grid gap-2 rounded border border-jade/40 bg-jade-wash p-3">
        <div className="flex flex-wrap items-center gap-2">
          <code
            tabIndex={0}
            className="min-w-0 grow select-all overflow-x-auto rounded-sm border bg-panel px-2 py-1.5 font-mono text-sm"
          >
            {made.key}
          </code>
          <CopyButton text={made.key} look="main">
            {t('common:copy')}
          </CopyButton>
        </div>
        <p className="text-jade-strong text-sm">{t('once')}</p>
      </div>
      <ClientSetup item={made} whole={made.key} choices={choices} />
    </div>
  );
}
