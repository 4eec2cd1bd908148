import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TryMode } from '@/api/try-key.ts';
import { Field, Select } from '@/components/ui/field.tsx';
import { type ChangeSearch, faults, type PlaygroundSearch } from './search.ts';

/** The fault that simulators are asked for: only in test mode. */
export function FaultField({
  search,
  onSearch,
}: {
  readonly search: PlaygroundSearch;
  readonly onSearch: ChangeSearch;
}) {
  const { t } = useTranslation('playground');
  return (
    <Field label={t('fault.label')} help={t('fault.help')}>
      {(control) => (
        <Select
          {...control}
          value={search.fault ?? ''}
          onChange={({ target }) => onSearch({ fault: faults.find((one) => one === target.value) })}
        >
          <option value="">{t('fault.none')}</option>
          {faults.map((one) => (
            <option key={one} value={one}>
              {t(`fault.names.${one}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The left pane: what is asked, and how. */
export function SettingsPane({
  search,
  onSearch,
  mode,
  children,
  footer,
}: {
  readonly search: PlaygroundSearch;
  readonly onSearch: ChangeSearch;
  readonly mode: TryMode;
  readonly children: ReactNode;
  /** Stays in view below. */
  readonly footer?: ReactNode;
}) {
  return (
    <>
      <div className="grid min-h-0 grow grid-cols-1 content-start gap-4 overflow-y-auto p-4">
        {children}
        {mode === 'test' ? <FaultField search={search} onSearch={onSearch} /> : null}
      </div>
      {footer ? <div className="border-t p-3">{footer}</div> : null}
    </>
  );
}
