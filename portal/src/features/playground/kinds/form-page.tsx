import { Play, Square } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TryMode } from '@/api/try-key.ts';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { CodePane } from '../code-pane.tsx';
import { CostBefore, RunLine } from '../cost-line.tsx';
import { useEstimate } from '../costs.ts';
import { kindIcons } from '../kind-icons.ts';
import { ModelField, useModels } from '../models.tsx';
import { type Pane, Panes } from '../panes.tsx';
import type { ChangeSearch, PlaygroundSearch } from '../search.ts';
import { SettingsPane } from '../settings-pane.tsx';
import { useEscape } from '../use-escape.ts';
import { ControlField } from './controls.tsx';
import { type FormKind, forms } from './index.ts';
import type { Control, Kind, Values } from './kind.ts';
import { useTry } from './use-try.ts';

const initialOf = (kind: Kind, example: (name: string) => string): Values =>
  Object.fromEntries(
    kind.controls.map((control) => [
      control.name,
      'example' in control ? example(control.name) : 'initial' in control ? control.initial : undefined,
    ]),
  );

const isMissing = ({ name, required }: Control, values: Values): boolean => {
  const value = values[name];
  return required === true && (value === undefined || (typeof value === 'string' && value.trim() === ''));
};

/** What is no conversation: a form, its request as code, its result. */
export function FormPage({
  kind: name,
  search,
  onSearch,
  mode,
  announce,
}: {
  readonly kind: FormKind;
  readonly search: PlaygroundSearch;
  readonly onSearch: ChangeSearch;
  readonly mode: TryMode;
  readonly announce: (text: string) => void;
}) {
  const { t } = useTranslation('playground');
  const kind: Kind = forms[name];
  const models = useModels(name, mode, search.model);
  const [values, setValues] = useState<Values>(() => initialOf(kind, (field) => t(`examples.${field}`)));
  const [pane, setPane] = useState<Pane>('settings');
  const model = models.chosen?.name ?? '';
  const request = useMemo(
    () =>
      model === '' || kind.controls.some((control) => isMissing(control, values))
        ? undefined
        : kind.build(model, values),
    [kind, model, values],
  );
  const estimate = useEstimate(request, mode);
  const attempt = useTry((state) => {
    if (state !== 'idle') announce(t(`ends.${state}`, { model }));
  });
  const running = attempt.state === 'running';
  const test = mode === 'test';
  const run = () => {
    if (!request || running) return;
    setPane('main');
    attempt.run(request, mode, search.fault ?? '');
  };
  useEscape(running, attempt.stop);
  const { task } = attempt.outcome ?? {};
  const Icon = kindIcons[name];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          run();
        }
      }}
    >
      <Panes
        shown={pane}
        onShown={setPane}
        mainName={t('panes.result')}
        settings={
          <SettingsPane
            search={search}
            onSearch={onSearch}
            mode={mode}
            footer={
              <div className="flex flex-wrap items-center justify-between gap-3">
                <CostBefore estimate={estimate.data} error={estimate.error} test={test} />
                {running ? (
                  <Button onClick={attempt.stop}>
                    <Square aria-hidden />
                    {t('composer.stop')}
                  </Button>
                ) : (
                  <Button look="main" type="submit" disabled={!request} title={t('composer.keys')}>
                    <Play aria-hidden />
                    {t(`does.${name}`)}
                  </Button>
                )}
              </div>
            }
          >
            <ModelField
              label={t('model.label')}
              models={models}
              value={model}
              onChange={(next) => onSearch({ model: next })}
            />
            {kind.controls.map((control) => (
              <ControlField
                key={control.name}
                control={control}
                value={values[control.name]}
                onChange={(value) => setValues((before) => ({ ...before, [control.name]: value }))}
              />
            ))}
          </SettingsPane>
        }
        main={
          <div className="min-h-0 grow overflow-y-auto p-4" aria-busy={running}>
            {attempt.state === 'idle' ? (
              <EmptyState icon={Icon} title={t(`kinds.${name}`)}>
                {t(`intro.${name}`)}
              </EmptyState>
            ) : null}
            {running ? (
              <div className="grid gap-2 py-8">
                <p className="text-center text-soft text-sm">
                  {task ? t(`task.${task.status}`) : t('run.running')}
                  {task?.progress ? ` ${task.progress} %` : ''}
                </p>
                <progress
                  className="mx-auto h-1.5 w-64 max-w-full accent-jade"
                  aria-label={t('run.running')}
                  {...(task ? { value: task.progress, max: 100 } : {})}
                />
              </div>
            ) : null}
            {attempt.state === 'failed' ? <ErrorState error={attempt.error} onRetry={run} /> : null}
            {attempt.state === 'stopped' ? (
              <p className="py-8 text-center text-soft text-sm">
                {task ? t('task.goesOn') : t('turn.stopped')}
              </p>
            ) : null}
            {attempt.state === 'done' && attempt.outcome ? (
              <kind.Result outcome={attempt.outcome} values={values} />
            ) : null}
            {!running && attempt.outcome ? (
              <div className="mt-4">
                <RunLine head={attempt.outcome.head} ms={attempt.ms} test={test} />
              </div>
            ) : null}
          </div>
        }
        code={<CodePane request={request} estimate={estimate.data} test={test} />}
      />
    </form>
  );
}
