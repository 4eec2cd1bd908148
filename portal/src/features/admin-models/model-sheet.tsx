import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Checkbox, Field, Input } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Tabs } from '@/components/ui/tabs.tsx';
import { inUnits, shownPer } from '@/features/catalogue/catalogue.ts';
import { shownPrice } from '@/features/catalogue/price.ts';
import { useMeterName, usePerWords } from '@/features/catalogue/price-parts.tsx';
import { type PriceRow, type PriceTable, priceKeys } from './data.ts';
import { RateEditor } from './rate-editor.tsx';

export type SheetTab = 'price' | 'facts' | 'history';
const tabs: readonly SheetTab[] = ['price', 'facts', 'history'];
const kinds = [
  'chat',
  'completion',
  'embedding',
  'speech',
  'transcription',
  'moderation',
  'rerank',
  'image',
  'video',
  'music',
  'realtime',
] as const;

export function ModelSheet({
  row,
  table,
  tab,
  onTab,
  onClose,
}: {
  readonly row: PriceRow;
  readonly table: PriceTable;
  readonly tab: SheetTab;
  readonly onTab: (tab: SheetTab) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('adminModels');
  const parts = {
    price: <RateEditor row={row} table={table} />,
    facts: <Facts row={row} />,
    history: <History model={row.name} />,
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={row.title ?? row.name}
      description={row.name}
      className="max-w-3xl"
    >
      <Tabs
        label={t('sheet.parts')}
        value={tab}
        onChange={(next) => onTab(tabs.find((one) => one === next) ?? 'price')}
        tabs={tabs.map((value) => ({ value, label: t(`sheet.tabs.${value}`), content: parts[value] }))}
      />
    </Sheet>
  );
}

function Facts({ row }: { readonly row: PriceRow }) {
  const { t } = useTranslation(['adminModels', 'catalogue']);
  const errorText = useErrorText();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(row.kinds));
  const [owner, setOwner] = useState(row.owner);
  const [context, setContext] = useState(row.context === null ? '' : String(row.context));
  const [longest, setLongest] = useState(row.max_output === null ? '' : String(row.max_output));
  const done = async (text: string) => {
    toast.success(text);
    await Promise.all(priceKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const number = (text: string) => (text.trim() === '' ? null : Number(text.replace(/[\s.,_]/g, '')));
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/admin/models/{name}', {
        params: { name: row.name },
        body: {
          kinds: kinds.filter((kind) => chosen.has(kind)),
          owner: owner.trim(),
          context: number(context),
          max_output: number(longest),
        },
      }),
    onSuccess: () => done(t('facts.saved')),
  });
  const forget = useMutation({
    mutationFn: () => call('DELETE /api/admin/models/{name}', { params: { name: row.name } }),
    onSuccess: () => done(t('facts.forgotten')),
  });
  const error = save.error ?? forget.error;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className="text-pretty text-soft text-sm">{t('facts.about')}</p>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">{t('facts.kinds')}</legend>
        <div className="grid grid-cols-2 gap-1.5 sm:grid-cols-3">
          {kinds.map((kind) => (
            <label key={kind} htmlFor={`kind-${kind}`} className="flex items-center gap-2 text-sm">
              <Checkbox
                id={`kind-${kind}`}
                checked={chosen.has(kind)}
                onChange={() => {
                  const next = new Set(chosen);
                  if (!next.delete(kind)) next.add(kind);
                  setChosen(next);
                }}
              />
              {t(`catalogue:kinds.${kind}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={t('facts.owner')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={owner}
              onChange={(event) => setOwner(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('facts.context')} help={t('facts.tokens')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={context}
              onChange={(event) => setContext(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('facts.longest')} help={t('facts.tokens')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={longest}
              onChange={(event) => setLongest(event.target.value)}
            />
          )}
        </Field>
      </div>
      {error ? (
        <p role="alert" className="text-red text-sm">
          {errorText(error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="main" busy={save.isPending} disabled={chosen.size === 0}>
          {t('facts.save')}
        </Button>
        {row.edited ? (
          <Button busy={forget.isPending} onClick={() => forget.mutate()}>
            {t('facts.forget')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function History({ model }: { readonly model: string }) {
  const { t } = useTranslation('adminModels');
  const meterName = useMeterName();
  const perWords = usePerWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'price-history', model],
    queryFn: ({ signal }) => call('GET /api/admin/prices/history', { query: { model }, signal }),
  });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <Skeleton className="h-40" />;
  if (data.items.length === 0)
    return <EmptyState title={t('history.none')}>{t('history.noneHint')}</EmptyState>;
  return (
    <ol className="grid gap-3">
      {data.items.map((version) => (
        <li key={version.version} className="grid gap-1.5 rounded border px-3 py-2.5">
          <span className="flex flex-wrap items-baseline gap-x-3 text-sm">
            <span className="font-medium">
              <Time iso={version.created_at} exact />
            </span>
            <span className="text-soft">{version.author ?? t('history.list')}</span>
            <span className="ml-auto font-mono text-soft text-xs">
              {t('history.version', { id: version.version })}
            </span>
          </span>
          <span className="flex flex-wrap gap-x-5 gap-y-0.5 text-sm">
            {version.rates
              .filter(({ when }) => !when?.length)
              .map((rate) => {
                const per = shownPer(rate, 'million');
                return (
                  <span key={rate.meter} className="inline-flex items-baseline gap-1.5">
                    <span className="text-soft">{meterName(rate.meter)}</span>
                    <span className="font-mono tabular">{shownPrice(inUnits(rate.usd, rate, per))}</span>
                    <span className="text-soft text-xs">{perWords(rate.meter, per)}</span>
                  </span>
                );
              })}
          </span>
          {version.rates.some(({ when }) => when?.length) ? (
            <span className="text-soft text-xs">
              {t('history.special', { count: version.rates.filter(({ when }) => when?.length).length })}
            </span>
          ) : null}
          <span className="text-pretty text-soft text-xs">{version.source}</span>
        </li>
      ))}
    </ol>
  );
}
