import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { allows } from './data.ts';

const pattern = 'gpt-4o*';

/** Which models a key may call: all, or names of which some end in `*`. */
export function ModelNames({
  value,
  onChange,
  known,
  error,
}: {
  readonly value: readonly string[] | null;
  readonly onChange: (value: readonly string[] | null) => void;
  /** That the key reaches now. */
  readonly known: readonly string[];
  readonly error: string | undefined;
}) {
  const { t } = useTranslation('keys');
  const list = useId();
  const [text, setText] = useState('');
  const add = () => {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    if (names.length > 0) onChange([...new Set([...(value ?? []), ...names])]);
    setText('');
  };
  const typed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    add();
  };
  const reached = value === null ? known.length : known.filter((model) => allows(value, model)).length;
  return (
    <div className="grid gap-2">
      <span className="font-medium text-sm">{t('models')}</span>
      <Segmented
        label={t('models')}
        value={value === null ? 'all' : 'some'}
        onChange={(next) => onChange(next === 'all' ? null : [])}
        options={[
          { value: 'all', label: t('allModels') },
          { value: 'some', label: t('someModels') },
        ]}
        className="w-fit"
      />
      {value === null ? null : (
        <>
          <Field label={t('addModel')} help={t('modelsHelp')} error={error}>
            {(control) => (
              <div className="flex gap-2">
                <Input
                  {...control}
                  list={list}
                  spellCheck={false}
                  autoCapitalize="off"
                  className="font-mono text-sm"
                  placeholder={pattern}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                  onKeyDown={typed}
                  onBlur={add}
                />
                <Button onClick={add}>{t('add')}</Button>
              </div>
            )}
          </Field>
          <datalist id={list}>
            {known.map((model) => (
              <option key={model} value={model} />
            ))}
          </datalist>
          {value.length > 0 ? (
            <ul className="flex flex-wrap gap-1.5">
              {value.map((name) => (
                <li
                  key={name}
                  className="inline-flex max-w-full items-center gap-1 rounded-sm border bg-sunk py-0.5 pr-0.5 pl-2 font-mono text-xs"
                >
                  <span className="truncate">{name}</span>
                  <button
                    type="button"
                    aria-label={t('removeModel', { name })}
                    onClick={() => onChange(value.filter((one) => one !== name))}
                    className="rounded-sm p-0.5 text-soft hover:bg-hover hover:text-ink"
                  >
                    <X className="size-3" aria-hidden />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      )}
      <p className="text-soft text-xs" aria-live="polite">
        {t('reaches', { count: reached })}
      </p>
    </div>
  );
}
