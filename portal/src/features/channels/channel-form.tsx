import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { ApiError, call } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Combobox } from '@/components/ui/combobox.tsx';
import { Checkbox, Field, Input, Textarea } from '@/components/ui/field.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { type Channel, groupsQuery, linesOf, type Provider, textIn } from './data.ts';
import { bodyOf, type Draft, draftOf, needsKeys } from './draft.ts';
import { ModelPicker } from './model-picker.tsx';
import { ticked } from './ticked.tsx';

/** The gateway names the field that does not fit at the beginning of its message. */
const fieldOf = (error: unknown): string | undefined =>
  error instanceof ApiError ? /^([a-z_]+)[.:]/.exec(error.message)?.[1] : undefined;
const known = ['name', 'base_url', 'keys', 'models', 'groups', 'priority', 'weight'];

/** Drawn from the provider's manifest: its address, its settings, how its keys look, its models. */
export function ChannelForm({
  channel,
  providers,
  onClose,
  onSaved,
}: {
  /** Absent: a new one. */
  readonly channel?: Channel;
  readonly providers: readonly Provider[];
  readonly onClose: () => void;
  readonly onSaved: (saved: { id: number }) => Promise<unknown>;
}) {
  const { t, i18n } = useTranslation('channels');
  const errorText = useErrorText();
  const groups = useQuery(groupsQuery);
  const [draft, setDraft] = useState<Draft>(() => draftOf(channel, undefined));
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const provider = providers.find(({ id }) => id === draft.provider);
  const words = (text: Parameters<typeof textIn>[0]) => textIn(text, i18n.language);
  const asksKeys = needsKeys(draft, channel);
  const save = useMutation({
    mutationFn: async () => {
      const keys = linesOf(draft.keys);
      const body = { ...bodyOf(draft), ...(asksKeys ? { keys } : {}) };
      if (channel) return call('PATCH /api/admin/channels/{id}', { params: { id: channel.id }, body });
      return call('POST /api/admin/channels', { body: { ...body, keys, provider: draft.provider } });
    },
    onSuccess: async (saved) => {
      toast.success(t('saved', { name: saved.name }));
      await onSaved(saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const wrong = fieldOf(save.error);
  const errorAt = (field: string) => (save.error && wrong === field ? errorText(save.error) : undefined);
  const choose = (id: string) => {
    const next = providers.find((one) => one.id === id);
    // A name that was only taken over from the provider before goes with it.
    const own = draft.name !== '' && draft.name !== words(provider?.name ?? null);
    set({ provider: id, name: own ? draft.name : words(next?.name ?? null), settings: {}, models: [] });
  };
  return (
    <form className="grid gap-5" onSubmit={submit}>
      {save.error && !(wrong && known.includes(wrong)) ? (
        <p role="alert" className="rounded border border-red/40 bg-red-wash px-3 py-2 text-red text-sm">
          {errorText(save.error)}
        </p>
      ) : null}
      {channel ? null : (
        <Field label={t('provider')} help={t('providerHelp')}>
          {({ id }) => (
            <Combobox
              id={id}
              label={t('provider')}
              placeholder={t('providerChoose')}
              searchPlaceholder={t('providerSearch')}
              empty={t('nothing')}
              value={draft.provider || undefined}
              onChange={choose}
              choices={providers.map((one) => ({
                value: one.id,
                label: words(one.name),
                words: `${one.id} ${one.kinds.join(' ')}`,
              }))}
            />
          )}
        </Field>
      )}
      {provider ? (
        <>
          <Field label={t('name')} help={t('nameHelp')} error={errorAt('name')}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={100}
                value={draft.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t('baseUrl')}
            optional={provider.needs_base_url ? undefined : t('common:optional')}
            help={provider.needs_base_url ? t('baseUrlNeeded') : t('baseUrlOwn', { url: provider.base_url })}
            error={errorAt('base_url')}
          >
            {(control) => (
              <Input
                {...control}
                type="url"
                required={provider.needs_base_url}
                spellCheck={false}
                className="font-mono text-sm"
                placeholder={provider.base_url ?? 'https://'}
                value={draft.baseUrl}
                onChange={(event) => set({ baseUrl: event.target.value })}
              />
            )}
          </Field>
          {asksKeys ? (
            <Field
              label={t('keys')}
              help={
                <>
                  {channel ? t('keysMoved') : t('keysHelp')} {ticked(words(provider.key_help))}
                </>
              }
              error={errorAt('keys')}
            >
              {(control) => (
                <Textarea
                  {...control}
                  required
                  rows={3}
                  spellCheck={false}
                  autoComplete="off"
                  className="font-mono text-sm"
                  value={draft.keys}
                  onChange={(event) => set({ keys: event.target.value })}
                />
              )}
            </Field>
          ) : null}
          {provider.settings.map((field) => (
            <Field
              key={field.name}
              label={words(field.label)}
              optional={field.required ? undefined : t('common:optional')}
              help={words(field.help) || undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  required={field.required}
                  autoComplete="off"
                  spellCheck={false}
                  value={draft.settings[field.name] ?? ''}
                  onChange={(event) =>
                    set({ settings: { ...draft.settings, [field.name]: event.target.value } })
                  }
                />
              )}
            </Field>
          ))}
          <ModelPicker
            draft={draft}
            channel={channel}
            provider={provider}
            error={errorAt('models')}
            onChange={(models) => set({ models })}
          />
          <fieldset className="grid gap-1.5">
            <legend className="mb-1 font-medium text-sm">{t('groups')}</legend>
            <div className="flex flex-wrap gap-x-4 gap-y-1.5">
              {(groups.data?.items ?? draft.groups.map((name) => ({ name }))).map(({ name }) => (
                <span key={name} className="flex items-center gap-1.5 text-sm">
                  <Checkbox
                    id={`group-${name}`}
                    checked={draft.groups.includes(name)}
                    onChange={() =>
                      set({
                        groups: draft.groups.includes(name)
                          ? draft.groups.filter((one) => one !== name)
                          : [...draft.groups, name],
                      })
                    }
                  />
                  <label htmlFor={`group-${name}`}>{name}</label>
                </span>
              ))}
            </div>
            <p className="text-soft text-xs">{t('groupsHelp')}</p>
            {errorAt('groups') ? (
              <p role="alert" className="text-red text-xs">
                {errorAt('groups')}
              </p>
            ) : null}
          </fieldset>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t('priority')} help={t('priorityHelp')} error={errorAt('priority')}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  step={1}
                  required
                  value={draft.priority}
                  onChange={(event) => set({ priority: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('weight')} help={t('weightHelp')} error={errorAt('weight')}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  step={1}
                  min={1}
                  required
                  value={draft.weight}
                  onChange={(event) => set({ weight: event.target.value })}
                />
              )}
            </Field>
          </div>
          <AdvancedFields draft={draft} onChange={set} />
        </>
      ) : null}
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex items-center justify-end gap-2 border-t bg-panel px-5 py-3">
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button type="submit" look="main" busy={save.isPending} disabled={!provider}>
          {channel ? t('common:save') : t('add')}
        </Button>
      </div>
    </form>
  );
}
