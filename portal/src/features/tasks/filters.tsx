import { LayoutGrid, List } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { type AdminTaskSearch, type Facets, kinds, type StateGroup, stateGroups } from './types.ts';

type Props = {
  readonly search: AdminTaskSearch;
  readonly facets: Facets | undefined;
  readonly onChange: (change: AdminTaskSearch) => void;
  /** There is a choice between grid and list. */
  readonly views?: boolean;
  readonly children?: React.ReactNode;
};

/** Absent in `change` stays; undefined is taken away. */
export function Filters({ search, facets, onChange, views, children }: Props) {
  const { t } = useTranslation('tasks');
  const models = (facets?.models ?? []).filter(({ maker }) => !search.maker || maker === search.maker);
  const filtered = [
    search.kind,
    search.state,
    search.maker,
    search.model,
    search.key,
    search.user,
    search.channel,
  ];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
        <Segmented
          label={t('kind')}
          value={search.kind ?? 'all'}
          onChange={(kind) => onChange({ kind: kind === 'all' ? undefined : kind })}
          options={[
            { value: 'all' as const, label: t('common:all') },
            ...kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
          ]}
        />
      </div>
      <Select
        aria-label={t('state')}
        className="w-auto max-w-44"
        value={search.state ?? ''}
        onChange={({ target }) => onChange({ state: (target.value || undefined) as StateGroup | undefined })}
      >
        <option value="">{t('anyState')}</option>
        {Object.keys(stateGroups).map((group) => (
          <option key={group} value={group}>
            {t(`groups.${group}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('maker')}
        className="w-auto max-w-44"
        value={search.maker ?? ''}
        onChange={({ target }) => onChange({ maker: target.value || undefined, model: undefined })}
      >
        <option value="">{t('anyMaker')}</option>
        {withChosen(facets?.makers ?? [], search.maker).map((maker) => (
          <option key={maker} value={maker}>
            {maker}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('model')}
        className="w-auto max-w-52"
        value={search.model ?? ''}
        onChange={({ target }) => onChange({ model: target.value || undefined })}
      >
        <option value="">{t('anyModel')}</option>
        {withChosen(
          models.map(({ name }) => name),
          search.model,
        ).map((model) => (
          <option key={model} value={model}>
            {model}
          </option>
        ))}
      </Select>
      {children}
      {filtered.some((value) => value !== undefined) ? (
        <Button
          look="quiet"
          onClick={() =>
            onChange({
              kind: undefined,
              state: undefined,
              maker: undefined,
              model: undefined,
              key: undefined,
              user: undefined,
              channel: undefined,
            })
          }
        >
          {t('common:clearFilters')}
        </Button>
      ) : null}
      {views ? (
        <Segmented
          label={t('view')}
          className="ml-auto"
          value={search.view ?? 'grid'}
          onChange={(view) => onChange({ view: view === 'list' ? 'list' : undefined })}
          options={[
            { value: 'grid', label: <LayoutGrid aria-label={t('grid')} />, title: t('grid') },
            { value: 'list', label: <List aria-label={t('list')} />, title: t('list') },
          ]}
        />
      ) : null}
    </div>
  );
}

/** A filter of the URL is shown even where nothing has that value any more. */
const withChosen = (values: readonly string[], chosen: string | undefined): readonly string[] =>
  chosen === undefined || values.includes(chosen) ? values : [...values, chosen];
