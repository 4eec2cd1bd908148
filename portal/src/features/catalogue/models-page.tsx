import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowRight, LayoutGrid, Rows3 } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { currentLanguage } from '@/i18n.ts';
import {
  type Catalogue,
  filterModels,
  type Model,
  plainRate,
  shortCount,
  sortModels,
  sorts,
} from './catalogue.ts';
import { FilterBar } from './filter-bar.tsx';
import { ModelName } from './model-name.tsx';
import { isTokenPriced, PriceWords } from './price-parts.tsx';
import { catalogueQuery } from './queries.ts';
import { useMedia } from './use-media.ts';
import { VirtualRows } from './virtual-rows.tsx';

const route = getRouteApi('/public/models/');
const contexts = [32_000, 128_000, 200_000, 1_000_000];
const prices = [0.2, 1, 3, 10];
const shownSorts = sorts.filter((sort) => sort !== 'cached');

export function ModelsPage() {
  const { t } = useTranslation('catalogue');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const deferred = useDeferredValue(search);
  const [medium, large] = [useMedia('(min-width: 44rem)'), useMedia('(min-width: 68rem)')];
  const { data, error, refetch } = useQuery(catalogueQuery(search.group));
  const models = useMemo(
    () => (data ? sortModels(filterModels(data, deferred), deferred.sort, deferred.down ?? false) : []),
    [data, deferred],
  );
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false });
  const view = search.view ?? 'cards';
  const across = view === 'table' ? 1 : large ? 3 : medium ? 2 : 1;
  const rows = useMemo(() => {
    const lines: (readonly Model[])[] = [];
    for (let from = 0; from < models.length; from += across) lines.push(models.slice(from, from + across));
    return lines;
  }, [models, across]);
  return (
    <Page
      title={t('modelsTitle')}
      description={t('modelsIntro')}
      actions={
        <Segmented
          label={t('view')}
          value={view}
          onChange={(next) => change({ view: next === 'cards' ? undefined : next })}
          options={[
            { value: 'cards', label: <LayoutGrid aria-label={t('cards')} />, title: t('cards') },
            { value: 'table', label: <Rows3 aria-label={t('table')} />, title: t('table') },
          ]}
        />
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <div className="grid gap-3 md:grid-cols-2 lg:grid-cols-3">
          {Array.from({ length: 9 }, (_, index) => (
            <div key={index} className="grid h-40 content-between rounded border bg-panel p-4">
              <Skeleton className="w-1/2" />
              <Skeleton className="w-3/4" />
              <Skeleton className="w-1/3" />
            </div>
          ))}
        </div>
      ) : (
        <>
          <FilterBar
            catalogue={data}
            filters={search}
            onChange={change}
            found={models.length}
            more={<MoreFilters catalogue={data} search={search} change={change} />}
          />
          {models.length === 0 ? (
            <div className="rounded border bg-panel">
              <EmptyState
                title={t('nothingFound')}
                action={
                  <Button onClick={() => void navigate({ search: { all: true } })}>{t('showAll')}</Button>
                }
              >
                {t('nothingFoundHint')}
              </EmptyState>
            </div>
          ) : (
            <VirtualRows
              role="list"
              items={rows}
              keyOf={(row) => `${across} ${row[0]?.name}`}
              estimate={view === 'table' ? 60 : 190}
              className={view === 'table' ? 'rounded border bg-panel' : undefined}
              render={(row) => (
                <div
                  className={cn(
                    view === 'cards' && 'grid gap-3 pb-3',
                    across === 2 && 'grid-cols-2',
                    across === 3 && 'grid-cols-3',
                  )}
                >
                  {row.map((model) =>
                    view === 'cards' ? (
                      <ModelCard key={model.name} model={model} catalogue={data} />
                    ) : (
                      <ModelLine key={model.name} model={model} catalogue={data} />
                    ),
                  )}
                </div>
              )}
            />
          )}
        </>
      )}
    </Page>
  );
}

function MoreFilters({
  catalogue,
  search,
  change,
}: {
  readonly catalogue: Catalogue;
  readonly search: ReturnType<typeof route.useSearch>;
  readonly change: (next: Partial<ReturnType<typeof route.useSearch>>) => void;
}) {
  const { t } = useTranslation('catalogue');
  const abilities = [...new Set(catalogue.models.flatMap((model) => model.abilities))];
  const used = new Set(catalogue.models.flatMap(({ native, converted }) => [...native, ...converted]));
  const number = (text: string) => (text === '' ? undefined : Number(text));
  return (
    <>
      <Select
        aria-label={t('dialect')}
        className="w-auto max-w-48"
        value={search.dialect ?? ''}
        onChange={(event) => change({ dialect: event.target.value || undefined })}
      >
        <option value="">{t('anyDialect')}</option>
        {catalogue.dialects
          .filter(({ id }) => used.has(id))
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {title[currentLanguage()]}
            </option>
          ))}
      </Select>
      <Select
        aria-label={t('ability')}
        className="w-auto"
        value={search.ability ?? ''}
        onChange={(event) => change({ ability: event.target.value || undefined })}
      >
        <option value="">{t('anyAbility')}</option>
        {abilities.map((ability) => (
          <option key={ability} value={ability}>
            {t(`abilities.${ability}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('context')}
        className="w-auto"
        value={search.context ?? ''}
        onChange={(event) => change({ context: number(event.target.value) })}
      >
        <option value="">{t('anyContext')}</option>
        {contexts.map((size) => (
          <option key={size} value={size}>
            {t('contextFrom', { size: shortCount(size) })}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('priceMost')}
        className="w-auto"
        value={search.most ?? ''}
        onChange={(event) => change({ most: number(event.target.value) })}
      >
        <option value="">{t('anyPrice')}</option>
        {prices.map((usd) => (
          <option key={usd} value={usd}>
            {t('priceUpTo', { usd })}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('sort')}
        className="w-auto"
        value={search.sort ? `${search.sort}${search.down ? '-' : ''}` : ''}
        onChange={(event) => {
          const { value } = event.target;
          const sort = sorts.find((one) => one === value.replace('-', ''));
          change({ sort, down: value.endsWith('-') || undefined });
        }}
      >
        <option value="">{t('sortUsual')}</option>
        {shownSorts.map((sort) => (
          <option key={sort} value={sort === 'context' || sort === 'since' ? `${sort}-` : sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </Select>
    </>
  );
}

/** What goes in and what comes out, in words. */
export function TakesGives({ model }: { readonly model: Pick<Model, 'takes' | 'gives'> }) {
  const { t } = useTranslation('catalogue');
  const words = (media: readonly Model['takes'][number][]) =>
    media.map((one) => t(`media.${one}`)).join(', ');
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 text-soft text-sm">
      {words(model.takes)}
      <ArrowRight className="size-3.5" aria-label={t('gives')} />
      {words(model.gives)}
    </span>
  );
}

function Prices({ model }: { readonly model: Model }) {
  const { t } = useTranslation('catalogue');
  const rates = model.price?.rates.filter(({ when }) => when === null) ?? [];
  if (!model.price) return <span className="text-amber text-sm">{t('noPrice')}</span>;
  const shown = isTokenPriced(rates)
    ? (['input_tokens', 'output_tokens'] as const).flatMap((meter) => plainRate(model, meter) ?? [])
    : rates.slice(0, 2);
  const first = shown.length > 0 ? shown : (model.price.rates.slice(0, 1) ?? []);
  return (
    <span className="flex flex-wrap gap-x-4 text-sm">
      {first.map((rate) => (
        <PriceWords
          key={`${rate.meter} ${rate.when}`}
          rate={{ ...rate, official: null }}
          unit="million"
          named
        />
      ))}
    </span>
  );
}

function ModelCard({ model, catalogue }: { readonly model: Model; readonly catalogue: Catalogue }) {
  const { t } = useTranslation('catalogue');
  return (
    <article
      role="listitem"
      className="flex min-h-44 flex-col gap-2.5 rounded border bg-panel p-4 transition-colors hover:border-line-strong"
    >
      <ModelName model={model} catalogue={catalogue} />
      <TakesGives model={model} />
      <span className="flex flex-wrap gap-1">
        {model.kinds.map((kind) => (
          <Badge key={kind}>{t(`kinds.${kind}`)}</Badge>
        ))}
        {model.abilities.slice(0, 3).map((ability) => (
          <Badge key={ability}>{t(`abilities.${ability}`)}</Badge>
        ))}
      </span>
      <span className="mt-auto flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <Prices model={model} />
        {model.context ? (
          <span className="text-soft text-sm">{t('contextOf', { size: shortCount(model.context) })}</span>
        ) : null}
      </span>
    </article>
  );
}

function ModelLine({ model, catalogue }: { readonly model: Model; readonly catalogue: Catalogue }) {
  const { t } = useTranslation('catalogue');
  return (
    <div
      role="listitem"
      className="grid items-center gap-x-4 gap-y-1.5 border-b px-4 py-2.5 hover:bg-hover/50 md:grid-cols-[minmax(14rem,2fr)_minmax(8rem,1fr)_minmax(10rem,1.2fr)_6rem_minmax(12rem,1.6fr)]"
    >
      <ModelName model={model} catalogue={catalogue} />
      <span className="text-sm">{model.kinds.map((kind) => t(`kinds.${kind}`)).join(', ')}</span>
      <TakesGives model={model} />
      <span className="font-mono text-sm tabular">{model.context ? shortCount(model.context) : '–'}</span>
      <Prices model={model} />
    </div>
  );
}
