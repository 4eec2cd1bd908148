import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ChevronRight } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import {
  type Catalogue,
  filterModels,
  linesOf,
  type Meter,
  type Model,
  type Rate,
  type Sort,
  shownPer,
  sortModels,
  type Unit,
  units,
} from './catalogue.ts';
import { FilterBar, GroupSwitch } from './filter-bar.tsx';
import { ModelName } from './model-name.tsx';
import {
  conditionText,
  isTokenPriced,
  otherRates,
  PricePair,
  PriceWords,
  useMeterName,
} from './price-parts.tsx';
import { catalogueQuery } from './queries.ts';
import { useMedia } from './use-media.ts';
import { VirtualRows } from './virtual-rows.tsx';

const route = getRouteApi('/public/pricing');

/** The meters that most models have: a column each. */
const columns: readonly { readonly meter: Meter; readonly sort: Sort }[] = [
  { meter: 'input_tokens', sort: 'input' },
  { meter: 'cached_input_tokens', sort: 'cached' },
  { meter: 'output_tokens', sort: 'output' },
];
const columnMeters = columns.map(({ meter }) => meter);
const grid = 'grid grid-cols-[minmax(14rem,2fr)_6rem_7rem_6rem_minmax(12rem,1.6fr)_7rem] gap-x-4 px-4';

export function PricingPage() {
  const { t } = useTranslation('catalogue');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const deferred = useDeferredValue(search);
  const wide = useMedia('(min-width: 60rem)');
  const unit: Unit = search.unit ?? 'million';
  const { data, error, refetch } = useQuery({
    ...catalogueQuery(search.group),
    placeholderData: keepPreviousData,
  });
  const models = useMemo(
    () => (data ? sortModels(filterModels(data, deferred), deferred.sort, deferred.down ?? false) : []),
    [data, deferred],
  );
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false });
  const sortBy = (sort: Sort) => {
    if (search.sort !== sort) return change({ sort, down: undefined });
    return change(search.down ? { sort: undefined, down: undefined } : { down: true });
  };
  return (
    <Page
      title={t('pricingTitle')}
      description={t('pricingIntro')}
      actions={
        <>
          {data ? <GroupSwitch catalogue={data} onChange={(group) => change({ group })} /> : null}
          <Segmented
            label={t('unit')}
            value={unit}
            onChange={(next) => change({ unit: next === 'million' ? undefined : next })}
            options={units.map((value) => ({ value, label: t(`units.${value}`) }))}
          />
        </>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={12} />
        </div>
      ) : (
        <>
          <FilterBar catalogue={data} filters={search} onChange={change} found={models.length} />
          {models.length === 0 ? (
            <div className="rounded border bg-panel">
              <EmptyState
                title={t('nothingFound')}
                action={
                  <Button onClick={() => void navigate({ search: { all: true, unit: search.unit } })}>
                    {t('showAll')}
                  </Button>
                }
              >
                {t('nothingFoundHint')}
              </EmptyState>
            </div>
          ) : (
            <div className="rounded border bg-panel">
              {wide ? (
                <HeadRow sort={search.sort} down={search.down ?? false} onSort={sortBy} unit={unit} />
              ) : null}
              <VirtualRows
                role="list"
                items={models}
                keyOf={({ name }) => name}
                estimate={wide ? 58 : 120}
                render={(model) => <PriceRow model={model} catalogue={data} unit={unit} wide={wide} />}
              />
            </div>
          )}
          <p className="max-w-prose text-pretty text-soft text-sm">{t('pricingNote')}</p>
        </>
      )}
    </Page>
  );
}

function HeadRow({
  sort,
  down,
  onSort,
  unit,
}: {
  readonly sort: Sort | undefined;
  readonly down: boolean;
  readonly onSort: (sort: Sort) => void;
  readonly unit: Unit;
}) {
  const { t } = useTranslation('catalogue');
  const cells: readonly { sort: Sort | undefined; text: string; right?: boolean }[] = [
    { sort: 'name', text: t('model') },
    ...columns.map(({ meter, sort: by }) => ({ sort: by, text: t(`meters.${meter}`), right: true })),
    { sort: undefined, text: t('otherMeters') },
    { sort: 'since', text: t('since') },
  ];
  return (
    <div className="sticky top-13 z-20 rounded-t border-b bg-sunk">
      <div className={cn(grid, 'items-center py-2 font-medium text-soft text-xs')}>
        {cells.map(({ sort: by, text, right }) => (
          <span key={text} className={cn('min-w-0', right && 'text-right')}>
            {by ? (
              <button
                type="button"
                onClick={() => onSort(by)}
                aria-pressed={by === sort}
                title={by === sort ? (down ? t('sortedDown') : t('sortedUp')) : t('sortBy', { column: text })}
                className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
              >
                {text}
                {by === sort ? (
                  down ? (
                    <ArrowDown className="size-3" aria-hidden />
                  ) : (
                    <ArrowUp className="size-3" aria-hidden />
                  )
                ) : null}
              </button>
            ) : (
              text
            )}
            {right ? <span className="block font-normal">{t(`per.head.${unit}`)}</span> : null}
          </span>
        ))}
      </div>
    </div>
  );
}

function PriceRow({
  model,
  catalogue,
  unit,
  wide,
}: {
  readonly model: Model;
  readonly catalogue: Catalogue;
  readonly unit: Unit;
  readonly wide: boolean;
}) {
  const { t } = useTranslation('catalogue');
  const [open, setOpen] = useState(false);
  const rates = model.price?.rates ?? [];
  const [plain, ...special] = linesOf(rates);
  const base = plain?.when === null ? plain.rates : [];
  const conditions = plain?.when === null ? special : linesOf(rates);
  const isShown = open || base.length === 0;
  const since = model.price?.since ? <Time iso={model.price.since} /> : null;
  const head = (
    <>
      <span className="flex min-w-0 items-center">
        <ModelName model={model} catalogue={catalogue} />
      </span>
    </>
  );
  return (
    <div role="listitem" className="border-b">
      {wide ? (
        <div className={cn(grid, 'min-h-14 items-center py-2 hover:bg-hover/50')}>
          {head}
          {isTokenPriced(rates) ? (
            <>
              {columnMeters.map((meter) => (
                <TokenCell key={meter} rates={base} meter={meter} unit={unit} />
              ))}
              <span className="grid text-sm">
                <Others rates={otherRates(base, columnMeters)} unit={unit} />
              </span>
            </>
          ) : (
            <span className="col-span-4 grid text-sm">
              {model.price ? <Others rates={base} unit={unit} most={4} /> : <NoPrice />}
            </span>
          )}
          <span className="text-soft text-xs">{since}</span>
        </div>
      ) : (
        <div className="grid gap-2 px-4 py-3">
          {head}
          <span className="grid gap-0.5 text-sm">
            {model.price ? (
              base.map((rate) => <PriceWords key={rate.meter} rate={rate} unit={unit} named />)
            ) : (
              <NoPrice />
            )}
          </span>
        </div>
      )}
      {conditions.length > 0 ? (
        <div className="px-4 pb-2">
          {base.length > 0 ? (
            <button
              type="button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="flex max-w-full items-center gap-1 rounded-sm text-soft text-xs hover:text-ink"
            >
              <ChevronRight
                className={cn('size-3.5 shrink-0 transition-transform', open && 'rotate-90')}
                aria-hidden
              />
              <span className="truncate">
                {t('specialPrices', { count: conditions.length })}
                {open ? '' : `: ${conditions.map(({ when }) => conditionText(catalogue, when)).join(' · ')}`}
              </span>
            </button>
          ) : null}
          {isShown ? (
            <ul className="mt-1 grid gap-1 pl-4.5">
              {conditions.map(({ when, rates: of }) => (
                <li
                  key={when}
                  className="grid gap-x-4 border-t py-1.5 text-sm md:grid-cols-[minmax(14rem,1fr)_2fr]"
                >
                  <span className="text-pretty text-soft">{conditionText(catalogue, when)}</span>
                  <span className="flex flex-wrap gap-x-5 gap-y-0.5">
                    {of.map((rate) => (
                      <PriceWords key={rate.meter} rate={rate} unit={unit} named />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function NoPrice() {
  const { t } = useTranslation('catalogue');
  return <span className="text-amber text-sm">{t('noPrice')}</span>;
}

function TokenCell({
  rates,
  meter,
  unit,
}: {
  readonly rates: readonly Rate[];
  readonly meter: Meter;
  readonly unit: Unit;
}) {
  const meterName = useMeterName();
  const rate = rates.find((one) => one.meter === meter);
  return (
    <span className="min-w-0">
      {rate ? <span className="sr-only">{meterName(meter)}</span> : null}
      {rate ? (
        <PricePair rate={rate} per={shownPer(rate, unit)} />
      ) : (
        <span className="block text-right text-soft" aria-hidden>
          –
        </span>
      )}
    </span>
  );
}

/** The first few; the rest stand on the model's page. */
function Others({
  rates,
  unit,
  most = 2,
}: {
  readonly rates: readonly Rate[];
  readonly unit: Unit;
  readonly most?: number;
}) {
  const { t } = useTranslation('catalogue');
  return (
    <>
      {rates.slice(0, most).map((rate) => (
        <PriceWords key={rate.meter} rate={rate} unit={unit} named />
      ))}
      {rates.length > most ? (
        <span className="text-soft text-xs">{t('andMore', { count: rates.length - most })}</span>
      ) : null}
    </>
  );
}
