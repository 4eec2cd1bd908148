import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Pencil, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { MakerMark } from '@/components/maker-mark.tsx';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox, Input, Select } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { shownPer } from '@/features/catalogue/catalogue.ts';
import { PricePair, useMeterName, usePerWords } from '@/features/catalogue/price-parts.tsx';
import { useMedia } from '@/features/catalogue/use-media.ts';
import { VirtualRows } from '@/features/catalogue/virtual-rows.tsx';
import { BulkSheet } from './bulk-sheet.tsx';
import { type PriceRow, type PriceTable, priceTableQuery, shownRows } from './data.ts';
import { ModelSheet } from './model-sheet.tsx';

const route = getRouteApi('/admin/models');
const grid =
  'grid grid-cols-[1.25rem_minmax(13rem,2fr)_minmax(11rem,1.5fr)_6.5rem_minmax(8rem,1fr)_minmax(7rem,1fr)_2rem] items-center gap-x-4 px-4';
const states = ['none', 'own', 'list', 'upstream', 'changed', 'retired'] as const;

export function AdminModelsPage() {
  const { t } = useTranslation('adminModels');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const deferred = useDeferredValue(search);
  const wide = useMedia('(min-width: 64rem)');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [bulk, setBulk] = useState(false);
  const { data, error, refetch } = useQuery(priceTableQuery);
  const rows = useMemo(() => (data ? shownRows(data, deferred) : []), [data, deferred]);
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false });
  const missing = data?.models.filter(({ price, channels }) => price === 'none' && channels.length > 0) ?? [];
  const allChosen = rows.length > 0 && rows.every(({ name }) => chosen.has(name));
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    setChosen(next);
  };
  const opened = data?.models.find(({ name }) => name === search.open);
  return (
    <Page wide title={t('title')} description={t('intro')}>
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={12} />
        </div>
      ) : (
        <>
          {missing.length > 0 ? (
            <p role="status" className="rounded bg-amber-wash px-3 py-2 text-amber text-sm">
              {t('missing', { count: missing.length })}{' '}
              <button
                type="button"
                className="font-medium underline underline-offset-2"
                onClick={() => change({ state: 'none' })}
              >
                {t('showMissing')}
              </button>
            </p>
          ) : null}
          <div className="flex flex-wrap items-center gap-2">
            <div className="relative min-w-52 grow basis-64">
              <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-soft" aria-hidden />
              <Input
                type="search"
                aria-label={t('search')}
                placeholder={t('search')}
                value={search.q ?? ''}
                onChange={(event) => change({ q: event.target.value || undefined })}
                className="pl-8"
              />
            </div>
            <Select
              aria-label={t('maker')}
              className="w-auto"
              value={search.maker ?? ''}
              onChange={(event) => change({ maker: event.target.value || undefined })}
            >
              <option value="">{t('anyMaker')}</option>
              {data.makers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Select
              aria-label={t('state')}
              className="w-auto"
              value={search.state ?? ''}
              onChange={(event) => change({ state: states.find((one) => one === event.target.value) })}
            >
              <option value="">{t('anyState')}</option>
              {states.map((state) => (
                <option key={state} value={state}>
                  {t(`states.${state}`)}
                </option>
              ))}
            </Select>
            <label htmlFor="with-unserved" className="flex items-center gap-2 text-sm">
              <Checkbox
                id="with-unserved"
                checked={search.all ?? false}
                onChange={(event) => change({ all: event.target.checked || undefined })}
              />
              {t('unserved')}
            </label>
          </div>
          {rows.length === 0 ? (
            <div className="rounded border bg-panel">
              <EmptyState
                title={t('nothing')}
                action={
                  <Button onClick={() => void navigate({ search: { all: true } })}>{t('showAll')}</Button>
                }
              >
                {t('nothingHint')}
              </EmptyState>
            </div>
          ) : (
            <div className="rounded border bg-panel">
              <div
                className={cn(
                  'border-b bg-sunk py-2 font-medium text-soft text-xs',
                  wide ? grid : 'flex gap-3 px-4',
                )}
              >
                <Checkbox
                  aria-label={t('chooseAll', { count: rows.length })}
                  checked={allChosen}
                  onChange={() => setChosen(allChosen ? new Set() : new Set(rows.map(({ name }) => name)))}
                />
                <span>{t('found', { count: rows.length })}</span>
                {wide ? (
                  <>
                    <span>{t('oursAndList')}</span>
                    <span className="text-right">{t('margin')}</span>
                    <span>{t('servedBy')}</span>
                    <span>{t('changed')}</span>
                    <span />
                  </>
                ) : null}
              </div>
              <VirtualRows
                role="list"
                items={rows}
                keyOf={({ name }) => name}
                estimate={wide ? 66 : 150}
                render={(row) => (
                  <Line
                    row={row}
                    table={data}
                    wide={wide}
                    chosen={chosen.has(row.name)}
                    onChoose={() => toggle(row.name)}
                    onOpen={() => change({ open: row.name, tab: undefined })}
                  />
                )}
              />
            </div>
          )}
          {chosen.size > 0 ? (
            <div className="sticky bottom-16 z-20 flex flex-wrap items-center gap-3 rounded-lg border bg-panel px-4 py-3 shadow-float md:bottom-4">
              <span className="font-medium" role="status">
                {t('chosen', { count: chosen.size })}
              </span>
              <Button look="main" onClick={() => setBulk(true)}>
                {t('changePrices')}
              </Button>
              <Button look="quiet" onClick={() => setChosen(new Set())}>
                {t('chooseNone')}
              </Button>
            </div>
          ) : null}
          <BulkSheet
            open={bulk}
            onOpenChange={setBulk}
            models={[...chosen]}
            onApplied={() => setChosen(new Set())}
          />
          {opened ? (
            <ModelSheet
              key={opened.name}
              row={opened}
              table={data}
              tab={search.tab ?? 'price'}
              onTab={(tab) => change({ tab: tab === 'price' ? undefined : tab })}
              onClose={() => change({ open: undefined, tab: undefined })}
            />
          ) : null}
        </>
      )}
    </Page>
  );
}

const marginTone = (text: string): string =>
  text.startsWith('-') ? 'text-red' : text === '0' ? 'text-soft' : 'text-jade';

function Margin({ margin }: { readonly margin: PriceRow['margin'] }) {
  if (!margin) return <span className="text-soft">–</span>;
  const shown = (text: string) =>
    `${text.startsWith('-') || text === '0' ? '' : '+'}${text.replace('-', '−')}%`;
  return (
    <span className="grid font-mono text-sm tabular">
      <span className={marginTone(margin.least)}>{shown(margin.least)}</span>
      {margin.most === margin.least ? null : (
        <span className={cn('text-xs', marginTone(margin.most))}>{shown(margin.most)}</span>
      )}
    </span>
  );
}

/** The rates that say most: what goes in and what comes out, else the first. */
function mainRates(row: PriceRow) {
  const plain = row.rates.filter(({ when }) => when === null);
  const usual = plain.filter(({ meter }) => meter === 'input_tokens' || meter === 'output_tokens');
  return (usual.length > 0 ? usual : plain.length > 0 ? plain : row.rates).slice(0, 2);
}

function Line({
  row,
  table,
  wide,
  chosen,
  onChoose,
  onOpen,
}: {
  readonly row: PriceRow;
  readonly table: PriceTable;
  readonly wide: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation('adminModels');
  const meterName = useMeterName();
  const perWords = usePerWords();
  const maker = table.makers.find(({ id }) => id === row.maker);
  const served = row.channels.filter(({ enabled }) => enabled);
  return (
    <div
      role="listitem"
      className={cn(
        'border-b py-2.5 hover:bg-hover/50',
        wide ? grid : 'grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 gap-y-2 px-4 *:col-start-2',
        chosen && 'bg-jade-wash/50',
      )}
    >
      <Checkbox
        aria-label={t('chooseOne', { name: row.name })}
        checked={chosen}
        onChange={onChoose}
        className={wide ? '' : 'col-start-1! row-start-1 mt-1'}
      />
      <button
        type="button"
        onClick={onOpen}
        className="flex min-w-0 items-center gap-2.5 rounded-sm text-left"
      >
        <MakerMark logo={maker?.logo} />
        <span className="grid min-w-0">
          <span className="truncate font-medium hover:underline">{row.title ?? row.name}</span>
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="truncate font-mono text-soft text-xs">
              {row.title ? row.name : (maker?.name ?? row.owner)}
            </span>
            {row.retired ? <Badge tone="amber">{t('retiredOn', { day: row.retired.on })}</Badge> : null}
            {row.edited ? <Badge>{t('edited')}</Badge> : null}
          </span>
        </span>
      </button>
      {row.price === 'none' ? (
        <span className="text-amber text-sm">{t('noPrice')}</span>
      ) : (
        <span className="flex flex-wrap gap-x-5 gap-y-1">
          {mainRates(row).map((rate) => {
            const per = shownPer(rate, 'million');
            return (
              <span key={`${rate.meter} ${rate.when}`} className="grid">
                <span className="text-soft text-xs" title={perWords(rate.meter, per)}>
                  {meterName(rate.meter)}
                </span>
                <PricePair rate={rate} per={per} align="left" />
              </span>
            );
          })}
        </span>
      )}
      <span className={wide ? 'text-right' : 'flex items-center gap-2 text-sm'}>
        {wide ? null : <span className="text-soft">{t('margin')}</span>}
        <Margin margin={row.margin} />
      </span>
      <span className="min-w-0 truncate text-sm" title={row.channels.map(({ name }) => name).join(', ')}>
        {served.length > 0 ? (
          served.map(({ name }) => name).join(', ')
        ) : (
          <span className="text-soft">{row.channels.length > 0 ? t('channelsOff') : t('noChannel')}</span>
        )}
      </span>
      <span className="grid min-w-0 text-sm">
        {row.since ? <Time iso={row.since} /> : null}
        <span className="truncate text-soft text-xs" title={row.author ?? undefined}>
          {row.author ?? (row.price === 'none' ? '' : t(`states.${row.price}`))}
        </span>
        {row.list_newer ? <span className="text-amber text-xs">{t('listNewer')}</span> : null}
      </span>
      {wide ? (
        <Button
          look="quiet"
          size="icon-sm"
          aria-label={t('editOne', { name: row.name })}
          title={t('editOne', { name: row.name })}
          onClick={onOpen}
        >
          <Pencil aria-hidden />
        </Button>
      ) : null}
    </div>
  );
}
