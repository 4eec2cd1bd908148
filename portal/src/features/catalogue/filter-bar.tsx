import { Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MakerMark } from '@/components/maker-mark.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Combobox } from '@/components/ui/combobox.tsx';
import { Input, Select } from '@/components/ui/field.tsx';
import { type Catalogue, type Filters, isAnyLive } from './catalogue.ts';

export type Change = (next: Filters & { readonly group?: string | undefined }) => void;

/** Search, maker and kind in front; the rest as the page wants. Everything stands in the address. */
export function FilterBar({
  catalogue,
  filters,
  onChange,
  found,
  more,
}: {
  readonly catalogue: Catalogue;
  readonly filters: Filters;
  readonly onChange: Change;
  readonly found: number;
  readonly more?: ReactNode;
}) {
  const { t } = useTranslation('catalogue');
  const counts = new Map<string, number>();
  for (const { maker } of catalogue.models) if (maker) counts.set(maker, (counts.get(maker) ?? 0) + 1);
  const kinds = [...new Set(catalogue.models.flatMap((model) => model.kinds))];
  const { q, maker, kind, dialect, ability, context, most } = filters;
  const filtered = [q, maker, kind, dialect, ability, context, most].some((value) => value !== undefined);
  const makers = catalogue.makers.toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0));
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-52 grow basis-64">
          <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-soft" aria-hidden />
          <Input
            type="search"
            aria-label={t('searchLabel')}
            placeholder={t('searchHint')}
            value={filters.q ?? ''}
            onChange={(event) => onChange({ q: event.target.value || undefined })}
            className="pl-8"
          />
        </div>
        <Combobox
          label={t('maker')}
          placeholder={t('anyMaker')}
          searchPlaceholder={t('findMaker')}
          empty={t('noMaker')}
          value={filters.maker}
          onChange={(maker) => onChange({ maker: maker === filters.maker ? undefined : maker })}
          className="w-44"
          choices={makers.map(({ id, name, logo }) => ({
            value: id,
            words: name,
            label: (
              <>
                <MakerMark logo={logo} className="size-4" />
                <span className="truncate">{name}</span>
                <span className="ml-auto text-soft text-xs">{counts.get(id)}</span>
              </>
            ),
          }))}
        />
        <Select
          aria-label={t('kind')}
          className="w-auto"
          value={filters.kind ?? ''}
          onChange={(event) => onChange({ kind: event.target.value || undefined })}
        >
          <option value="">{t('anyKind')}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
        {more}
      </div>
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-soft text-sm">
        <span role="status">{t('found', { count: found })}</span>
        {filtered ? (
          <Button
            look="quiet"
            size="sm"
            onClick={() =>
              onChange({
                q: undefined,
                maker: undefined,
                kind: undefined,
                dialect: undefined,
                ability: undefined,
                context: undefined,
                most: undefined,
              })
            }
          >
            <X aria-hidden />
            {t('common:clearFilters')}
          </Button>
        ) : null}
        {isAnyLive(catalogue) ? (
          <label className="ml-auto flex items-center gap-2">
            <input
              type="checkbox"
              className="size-4 accent-jade"
              checked={filters.all ?? false}
              onChange={(event) => onChange({ all: event.target.checked || undefined })}
            />
            {t('showTestOnly')}
          </label>
        ) : (
          <span className="ml-auto">{t('onlyTest')}</span>
        )}
      </div>
    </div>
  );
}

/** The groups that the reader may use: each has its own prices. */
export function GroupSwitch({
  catalogue,
  onChange,
}: {
  readonly catalogue: {
    readonly group: string;
    readonly groups: readonly { readonly name: string; readonly ratio: string }[];
  };
  readonly onChange: (group: string) => void;
}) {
  const { t } = useTranslation('catalogue');
  if (catalogue.groups.length < 2) return null;
  return (
    <span className="flex items-center gap-2 text-sm">
      <span className="text-soft" aria-hidden>
        {t('group')}
      </span>
      <Select
        aria-label={t('group')}
        className="w-auto max-w-64"
        value={catalogue.group}
        onChange={(event) => onChange(event.target.value)}
      >
        {catalogue.groups.map(({ name, ratio }) => (
          <option key={name} value={name}>
            {t('groupChoice', { name, ratio })}
          </option>
        ))}
      </Select>
    </span>
  );
}
