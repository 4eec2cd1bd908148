import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Field, Input, Select, Textarea } from '@/components/ui/field.tsx';
import type { Draft } from './draft.ts';

const times = ['connect', 'firstByte', 'idle'] as const;
const results = ['copy', 'on-demand', 'link'] as const;

/** What most channels never need. */
export function AdvancedFields({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation('channels');
  return (
    <details className="group rounded border">
      <summary className="flex cursor-default select-none items-center gap-1.5 px-3 py-2 font-medium text-sm">
        <ChevronRight className="size-4 text-soft transition-transform group-open:rotate-90" aria-hidden />
        {t('advanced.title')}
      </summary>
      <div className="grid gap-5 border-t p-3">
        <div className="grid gap-4 sm:grid-cols-3">
          {times.map((name) => (
            <Field
              key={name}
              className="content-start"
              label={t(`advanced.${name}`)}
              help={t('advanced.seconds')}
            >
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  step="any"
                  min={0.1}
                  required
                  value={draft[name]}
                  onChange={(event) => onChange({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            className="content-start"
            label={t('advanced.leaves')}
            help={t(`advanced.leavesHelp.${draft.leaves}`)}
          >
            {(control) => (
              <Select
                {...control}
                value={draft.leaves}
                onChange={(event) => onChange({ leaves: event.target.value as Draft['leaves'] })}
              >
                <option value="cancel">{t('advanced.cancel')}</option>
                <option value="drain">{t('advanced.drain')}</option>
              </Select>
            )}
          </Field>
          {draft.leaves === 'drain' ? (
            <Field className="content-start" label={t('advanced.drainFor')} help={t('advanced.seconds')}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  step="any"
                  min={0.1}
                  required
                  value={draft.drain}
                  onChange={(event) => onChange({ drain: event.target.value })}
                />
              )}
            </Field>
          ) : null}
          <Field
            className="content-start"
            label={t('advanced.results')}
            help={t(`advanced.resultsHelp.${draft.results}`)}
          >
            {(control) => (
              <Select
                {...control}
                value={draft.results}
                onChange={(event) => onChange({ results: event.target.value as Draft['results'] })}
              >
                {results.map((one) => (
                  <option key={one} value={one}>
                    {t(`advanced.resultsOf.${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Field label={t('advanced.proxy')} optional={t('common:optional')} help={t('advanced.proxyHelp')}>
          {(control) => (
            <Input
              {...control}
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-sm"
              value={draft.proxy}
              onChange={(event) => onChange({ proxy: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('advanced.headers')} optional={t('common:optional')} help={t('advanced.headersHelp')}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              spellCheck={false}
              className="min-h-14 font-mono text-sm"
              value={draft.headers}
              onChange={(event) => onChange({ headers: event.target.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
