import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { ApiError, call, type Reply } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input, Select, Textarea } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { setMode } from '@/frame/mode.ts';
import type { Choices, Key } from './data.ts';
import { ModelNames } from './model-names.tsx';

const dayMs = 86_400_000;
const lives = ['never', '1', '7', '30', '90', 'date'] as const;
type Life = (typeof lives)[number] | 'same';

type Draft = {
  readonly name: string;
  readonly mode: Key['mode'];
  readonly limit: string;
  readonly life: Life;
  readonly date: string;
  readonly group: string;
  readonly models: readonly string[] | null;
  readonly addresses: string;
};

const draftOf = (key: Key | undefined, mode: Key['mode']): Draft => ({
  name: key?.name ?? '',
  mode: key?.mode ?? mode,
  limit: key?.limit_usd ?? '',
  life: key?.expires_at ? 'same' : 'never',
  date: '',
  group: key?.group ?? '',
  models: key?.models ?? null,
  addresses: key?.allow_ips.join('\n') ?? '',
});

/** Undefined: it stays. A day that is chosen ends with that day, where the reader is. */
function expiryOf({ life, date }: Draft): string | null | undefined {
  if (life === 'same') return undefined;
  if (life === 'never') return null;
  if (life === 'date') return new Date(`${date}T23:59:59`).toISOString();
  return new Date(Date.now() + Number(life) * dayMs).toISOString();
}

/** The gateway names the field that does not fit at the beginning of its message. */
const fieldOf = (error: unknown): string | undefined =>
  error instanceof ApiError ? /^([a-z_]+)[.:]/.exec(error.message)?.[1] : undefined;

export function KeyForm({
  item,
  mode,
  choices,
  onMade,
  onClose,
}: {
  /** Absent: a new one. */
  readonly item?: Key;
  readonly mode: Key['mode'];
  readonly choices: Choices;
  readonly onMade: (made: Reply<'POST /api/portal/keys'>) => void;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('keys');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(item, mode));
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const fields = () => {
    const expires = expiryOf(draft);
    return {
      name: draft.name.trim(),
      limit_usd: draft.limit.trim() === '' ? null : draft.limit.trim().replace(',', '.'),
      group: draft.group || null,
      models: draft.models === null ? null : [...draft.models],
      allow_ips: draft.addresses.split(/[\s,;]+/).filter((text) => text !== ''),
      ...(expires === undefined ? {} : { expires }),
    };
  };
  const save = useMutation({
    mutationFn: async () => {
      if (!item) {
        onMade(await call('POST /api/portal/keys', { body: { ...fields(), mode: draft.mode } }));
        setMode(draft.mode); // or the list behind would not show it
        return;
      }
      await call('PATCH /api/portal/keys/{id}', { params: { id: item.id }, body: fields() });
      toast.success(t('common:saved'));
      onClose();
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const wrong = fieldOf(save.error);
  const errorAt = (field: string) => (save.error && wrong === field ? errorText(save.error) : undefined);
  const known = ['name', 'limit_usd', 'expires', 'group', 'models', 'allow_ips'];
  const group = choices.groups.find(({ name }) => name === (draft.group || choices.own_group));
  const reached = draft.mode === 'test' ? choices.test_models : (group?.models ?? []);
  return (
    <form className="grid gap-5" onSubmit={submit}>
      {save.error && !(wrong && known.includes(wrong)) ? (
        <p role="alert" className="rounded border border-red/40 bg-red-wash px-3 py-2 text-red text-sm">
          {errorText(save.error)}
        </p>
      ) : null}
      {item ? null : (
        <div className="grid gap-1">
          <span className="font-medium text-sm">{t('side')}</span>
          <Segmented
            label={t('side')}
            value={draft.mode}
            onChange={(next) => set({ mode: next })}
            options={[
              { value: 'live', label: t('common:frame.live') },
              { value: 'test', label: t('common:frame.test') },
            ]}
            className="w-fit"
          />
          <p className="text-soft text-xs">{t(`sideHelp.${draft.mode}`)}</p>
        </div>
      )}
      <Field label={t('name')} help={t('nameHelp')} error={errorAt('name')}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={100}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          className="content-start"
          label={t('limit')}
          optional={t('common:optional')}
          help={item ? t('limitHelpEdit', { spent: item.spent_usd }) : t('limitHelp')}
          error={errorAt('limit_usd')}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              pattern="[0-9]{1,7}([.,][0-9]{1,9})?"
              placeholder={t('noLimit')}
              className="font-mono tabular"
              value={draft.limit}
              onChange={(event) => set({ limit: event.target.value })}
            />
          )}
        </Field>
        <Field className="content-start" label={t('expires')} error={errorAt('expires')}>
          {(control) => (
            <div className="grid gap-2">
              <Select
                {...control}
                value={draft.life}
                onChange={(event) => set({ life: event.target.value as Life })}
              >
                {item?.expires_at ? (
                  <option value="same">
                    {new Intl.DateTimeFormat(i18n.language, {
                      dateStyle: 'medium',
                      timeStyle: 'short',
                    }).format(new Date(item.expires_at))}
                  </option>
                ) : null}
                {lives.map((life) => (
                  <option key={life} value={life}>
                    {t(`life.${life}`)}
                  </option>
                ))}
              </Select>
              {draft.life === 'date' ? (
                <Input
                  type="date"
                  aria-label={t('life.date')}
                  required
                  min={new Date().toISOString().slice(0, 10)}
                  value={draft.date}
                  onChange={(event) => set({ date: event.target.value })}
                />
              ) : null}
            </div>
          )}
        </Field>
      </div>
      <Field label={t('group')} help={group?.description || undefined} error={errorAt('group')}>
        {(control) => (
          <Select {...control} value={draft.group} onChange={(event) => set({ group: event.target.value })}>
            <option value="">{t('ownGroupNamed', { name: choices.own_group })}</option>
            {choices.groups.map(({ name, ratio }) => (
              <option key={name} value={name}>
                {t('groupOption', { name, ratio })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ModelNames
        value={draft.models}
        onChange={(models) => set({ models })}
        known={reached}
        error={errorAt('models')}
      />
      <Field
        label={t('addresses')}
        optional={t('common:optional')}
        help={t('addressesHelp')}
        error={errorAt('allow_ips')}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            spellCheck={false}
            className="min-h-14 font-mono text-sm"
            placeholder="203.0.113.7&#10;10.0.0.0/8"
            value={draft.addresses}
            onChange={(event) => set({ addresses: event.target.value })}
          />
        )}
      </Field>
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex items-center justify-end gap-2 border-t bg-panel px-5 py-3">
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button type="submit" look="main" busy={save.isPending}>
          {item ? t('common:save') : t('create')}
        </Button>
      </div>
    </form>
  );
}
