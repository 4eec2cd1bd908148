import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '@/api/client.ts';
import type { TryMode } from '@/api/try-key.ts';
import { MakerMark } from '@/components/maker-mark.tsx';
import { Combobox } from '@/components/ui/combobox.tsx';
import { Field } from '@/components/ui/field.tsx';
import { catalogueQuery } from '@/features/catalogue/queries.ts';
import type { KindName } from './search.ts';

type List = Reply<'GET /api/portal/models'>;
export type Model = List['models'][number];

/** What is begun with, where it is there: known by everybody, and cheap. */
const usual: Readonly<Record<KindName, string>> = {
  chat: 'gpt-4o-mini',
  image: 'gpt-image-1-mini',
  video: 'veo-3.1-fast-generate-preview',
  music: 'chirp-v5',
  speech: 'gpt-4o-mini-tts',
  transcription: 'gpt-4o-mini-transcribe',
  embedding: 'text-embedding-3-small',
  rerank: 'jina-reranker-m0',
  moderation: 'omni-moderation-latest',
};

/** Models of a kind that calls of this side reach, and which of them is meant. */
export function useModels(kind: KindName, mode: TryMode, name: string | undefined) {
  const query = useQuery(catalogueQuery());
  return useMemo(() => {
    const all = (query.data?.models ?? []).filter(
      (model) =>
        model.kinds.includes(kind) &&
        model.available[mode] &&
        model.price !== null &&
        model.retired === null &&
        !model.name.includes('*'),
    );
    const named = (one: string | undefined) => all.find((model) => model.name === one);
    return {
      ...query,
      list: all,
      makers: new Map((query.data?.makers ?? []).map((maker) => [maker.id, maker])),
      chosen: named(name) ?? named(usual[kind]) ?? all[0],
      named,
    };
  }, [query, kind, mode, name]);
}
export type Models = ReturnType<typeof useModels>;

/** A model, found by its name or its maker's. */
export function ModelField({
  label,
  models,
  value,
  onChange,
}: {
  readonly label: string;
  readonly models: Models;
  readonly value: string | undefined;
  readonly onChange: (name: string) => void;
}) {
  const { t } = useTranslation('playground');
  const choices = useMemo(
    () =>
      models.list
        .map((model) => {
          const maker = model.maker === null ? undefined : models.makers.get(model.maker);
          return {
            value: model.name,
            group: maker?.name ?? t('model.others'),
            words: [model.title ?? '', maker?.name ?? ''].join(' '),
            label: (
              <>
                <MakerMark logo={maker?.logo} className="size-4" />
                <span className="truncate font-mono text-sm">{model.name}</span>
              </>
            ),
          };
        })
        .sort((a, b) => a.group.localeCompare(b.group)),
    [models, t],
  );
  return (
    <Field label={label}>
      {({ id }) => (
        <Combobox
          id={id}
          label={label}
          placeholder={models.isPending ? t('common:loading') : t('model.choose')}
          searchPlaceholder={t('model.search')}
          empty={t('model.none')}
          value={value}
          onChange={onChange}
          choices={choices}
        />
      )}
    </Field>
  );
}
