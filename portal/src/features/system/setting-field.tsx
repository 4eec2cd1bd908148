import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { useErrorText } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Input, Select, Textarea } from '@/components/ui/field.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { currentLanguage } from '@/i18n.ts';
import type { Setting } from './settings-tab.tsx';

type Value = string | number | boolean | string[];

/** What a field holds while it is edited: text, whatever the kind. */
const draftOf = ({ kind, value }: Setting): string =>
  kind === 'list' && Array.isArray(value) ? value.join('\n') : value === null ? '' : String(value);

const valueOfDraft = ({ kind }: Setting, draft: string): Value => {
  if (kind === 'number') return Number(draft);
  if (kind === 'list')
    return draft
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return draft;
};

function Control({
  setting,
  draft,
  onDraft,
  ...rest
}: {
  readonly setting: Setting;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly id: string;
  readonly disabled: boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}) {
  const { t } = useTranslation('system');
  const language = currentLanguage();
  const edit = {
    ...rest,
    value: draft,
    onChange: (event: { target: { value: string } }) => onDraft(event.target.value),
  };
  switch (setting.kind) {
    case 'markdown':
      return <Textarea {...edit} rows={6} className="font-mono text-sm" />;
    case 'list':
      return (
        <Textarea
          {...edit}
          rows={Math.min(6, Math.max(2, draft.split('\n').length))}
          className="font-mono text-sm"
        />
      );
    case 'choice':
      return (
        <Select {...edit} className="max-w-xs">
          {(setting.options ?? []).map((one) => (
            <option key={one.value} value={one.value}>
              {one.label[language]}
            </option>
          ))}
        </Select>
      );
    case 'number':
      return (
        <Input
          {...edit}
          type="number"
          className="max-w-40 font-mono tabular"
          min={setting.least ?? undefined}
          max={typeof setting.most === 'number' ? setting.most : undefined}
        />
      );
    case 'money':
      return (
        <span className="flex max-w-40 items-center gap-2">
          <span className="text-soft" aria-hidden>
            $
          </span>
          <Input {...edit} inputMode="decimal" className="font-mono tabular" />
        </span>
      );
    case 'secret':
      return (
        <Input
          {...edit}
          type="password"
          autoComplete="new-password"
          className="font-mono"
          placeholder={setting.is_set ? t('settings.secretSet') : t('settings.secretNotSet')}
        />
      );
    default:
      return <Input {...edit} />;
  }
}

/** One setting, saved by itself: what is not saved is seen, and one mistake holds up nothing else. */
export function SettingField({
  setting,
  canWrite,
}: {
  readonly setting: Setting;
  readonly canWrite: boolean;
}) {
  const { t } = useTranslation('system');
  const errorText = useErrorText();
  const language = currentLanguage();
  const id = useId();
  const stored = draftOf(setting);
  const [edited, setEdited] = useState<string>();
  const draft = edited ?? stored;
  const save = useMutation({
    mutationFn: (value: Value | null) =>
      call('PUT /api/admin/settings/{name}', { params: { name: setting.name }, body: { value } }),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['admin', 'settings'] }),
        queries.invalidateQueries({ queryKey: ['site'] }),
      ]);
      setEdited(undefined);
      toast.success(t('common:saved'));
    },
  });
  const isChanged = edited !== undefined && edited !== stored;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged) save.mutate(valueOfDraft(setting, draft));
  };
  const help = setting.help?.[language];
  const described = [help ? `${id}-help` : '', save.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <form
      onSubmit={submit}
      className="grid gap-x-6 gap-y-1.5 px-4 py-3 md:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]"
    >
      <div className="grid content-start gap-0.5">
        <label htmlFor={id} className="flex flex-wrap items-center gap-2 font-medium text-sm">
          {setting.label[language]}
          {setting.kind === 'secret' && setting.is_set ? (
            <Badge tone="jade">{t('settings.isSet')}</Badge>
          ) : null}
        </label>
        {help ? (
          <p id={`${id}-help`} className="text-pretty text-soft text-xs">
            {help}
          </p>
        ) : null}
      </div>
      <div className="grid content-start gap-2">
        {setting.kind === 'yes-no' ? (
          <Switch
            id={id}
            aria-describedby={described || undefined}
            checked={setting.value === true}
            disabled={!canWrite || save.isPending}
            onCheckedChange={(on) => save.mutate(on)}
          />
        ) : (
          <Control
            setting={setting}
            draft={draft}
            onDraft={(next) => {
              setEdited(next);
              save.reset();
            }}
            id={id}
            disabled={!canWrite}
            aria-describedby={described || undefined}
            aria-invalid={save.error ? true : undefined}
          />
        )}
        {save.error ? (
          <p id={`${id}-error`} role="alert" className="text-red text-xs">
            {errorText(save.error)}
          </p>
        ) : null}
        {isChanged ? (
          <div className="flex gap-2">
            <Button type="submit" size="sm" look="main" busy={save.isPending}>
              {t('common:save')}
            </Button>
            <Button
              size="sm"
              look="quiet"
              onClick={() => {
                setEdited(undefined);
                save.reset();
              }}
            >
              {t('common:cancel')}
            </Button>
          </div>
        ) : setting.kind === 'secret' && setting.is_set && canWrite ? (
          <Button
            size="sm"
            look="quiet"
            className="justify-self-start"
            busy={save.isPending}
            onClick={() => save.mutate(null)}
          >
            {t('settings.forget')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
