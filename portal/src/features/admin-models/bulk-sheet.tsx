import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type Body, call, type Reply } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Field, Input, Select } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { inUnits, linesOf, shownPer } from '@/features/catalogue/catalogue.ts';
import { shownPrice } from '@/features/catalogue/price.ts';
import { conditionText, useMeterName, usePerWords } from '@/features/catalogue/price-parts.tsx';
import { priceKeys } from './data.ts';

type Bulk = Reply<'POST /api/admin/prices/bulk'>;
type Rule = Body<'POST /api/admin/prices/bulk'>['rule'];

const kinds = ['factor', 'margin', 'list'] as const;
const places = [2, 3, 4, 6] as const;
const ways = ['up', 'nearest', 'down'] as const;
/** More stands in the list than anybody reads at once. */
const mostShown = 150;

export function BulkSheet({
  open,
  onOpenChange,
  models,
  onApplied,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly models: readonly string[];
  readonly onApplied: () => void;
}) {
  const { t } = useTranslation('adminModels');
  const errorText = useErrorText();
  const client = useQueryClient();
  const [kind, setKind] = useState<(typeof kinds)[number]>('factor');
  const [number, setNumber] = useState('');
  const [below, setBelow] = useState(false);
  const [digits, setDigits] = useState('');
  const [way, setWay] = useState<(typeof ways)[number]>('up');
  const preview = useMutation({
    mutationFn: (rule: Rule) => call('POST /api/admin/prices/bulk', { body: { models: [...models], rule } }),
  });
  const apply = useMutation({
    mutationFn: ({ rule, tag }: { rule: Rule; tag: string }) =>
      call('POST /api/admin/prices/bulk', { body: { models: [...models], rule, tag } }),
    onSuccess: async ({ changed }) => {
      toast.success(t('bulk.applied', { count: changed }));
      await Promise.all(priceKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
      onApplied();
      onOpenChange(false);
      preview.reset();
    },
  });
  const rule = (): Rule => {
    if (kind === 'list') return { by: 'list' };
    const round = digits === '' ? {} : { round: { places: Number(digits), to: way } };
    return kind === 'factor'
      ? { by: 'factor', factor: number.trim(), ...round }
      : { by: 'margin', percent: number.trim(), below, ...round };
  };
  // What is applied is what was looked at: any change of the rule takes the preview away.
  const touch =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      preview.reset();
      apply.reset();
    };
  const isReady = kind === 'list' || /^\d{1,4}(\.\d{1,6})?$/.test(number.trim());
  const result = preview.data;
  const error = preview.error ?? apply.error;
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        if (!next) preview.reset();
      }}
      title={t('bulk.title')}
      description={t('bulk.for', { count: models.length })}
      footer={
        result ? (
          <Button
            look="main"
            busy={apply.isPending}
            disabled={result.changed === 0}
            onClick={() => apply.mutate({ rule: rule(), tag: result.tag })}
          >
            {t('bulk.apply', { count: result.changed })}
          </Button>
        ) : (
          <Button
            look="main"
            busy={preview.isPending}
            disabled={!isReady || models.length === 0}
            onClick={() => preview.mutate(rule())}
          >
            {t('bulk.preview')}
          </Button>
        )
      }
    >
      <div className="grid gap-4">
        <Segmented
          label={t('bulk.rule')}
          value={kind}
          onChange={touch(setKind)}
          options={kinds.map((value) => ({ value, label: t(`bulk.kinds.${value}`) }))}
          className="justify-self-start"
        />
        <p className="text-soft text-sm">{t(`bulk.about.${kind}`)}</p>
        {kind === 'list' ? null : (
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={t(`bulk.numbers.${kind}`)}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  placeholder={kind === 'factor' ? '1.15' : '20'}
                  value={number}
                  onChange={(event) => touch(setNumber)(event.target.value.replace(',', '.'))}
                />
              )}
            </Field>
            {kind === 'margin' ? (
              <Field label={t('bulk.side')}>
                {(control) => (
                  <Select
                    {...control}
                    value={below ? 'below' : 'over'}
                    onChange={(event) => touch(setBelow)(event.target.value === 'below')}
                  >
                    <option value="over">{t('bulk.over')}</option>
                    <option value="below">{t('bulk.below')}</option>
                  </Select>
                )}
              </Field>
            ) : null}
            <Field label={t('bulk.round')}>
              {(control) => (
                <Select
                  {...control}
                  value={digits}
                  onChange={(event) => touch(setDigits)(event.target.value)}
                >
                  <option value="">{t('bulk.exact')}</option>
                  {places.map((count) => (
                    <option key={count} value={count}>
                      {t('bulk.places', { count })}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {digits === '' ? null : (
              <Field label={t('bulk.way')}>
                {(control) => (
                  <Select
                    {...control}
                    value={way}
                    onChange={(event) =>
                      touch(setWay)(ways.find((one) => one === event.target.value) ?? 'up')
                    }
                  >
                    {ways.map((value) => (
                      <option key={value} value={value}>
                        {t(`bulk.ways.${value}`)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            )}
          </div>
        )}
        {error ? (
          <p role="alert" className="text-red text-sm">
            {errorText(error)}
          </p>
        ) : null}
        {result ? <Preview result={result} /> : null}
      </div>
    </Sheet>
  );
}

function Preview({ result }: { readonly result: Bulk }) {
  const { t } = useTranslation('adminModels');
  const meterName = useMeterName();
  const perWords = usePerWords();
  const changed = result.items.filter(({ skipped }) => skipped === null);
  const skipped = result.items.filter((item) => item.skipped !== null);
  return (
    <section className="grid gap-3" aria-live="polite">
      <h3 className="text-base">{t('bulk.would', { count: changed.length })}</h3>
      <ul className="grid gap-2">
        {changed.slice(0, mostShown).map(({ model, rates }) => (
          <li key={model} className="grid gap-1 rounded border px-3 py-2">
            <span className="truncate font-medium font-mono text-sm">{model}</span>
            <span className="grid gap-0.5 text-sm">
              {linesOf(rates)
                .flatMap((line) => line.rates)
                .map((rate) => {
                  const per = shownPer(rate, 'million');
                  const amount = (usd: string | null) =>
                    usd === null ? t('bulk.nothing') : shownPrice(inUnits(usd, rate, per));
                  return (
                    <span
                      key={`${rate.meter} ${rate.when}`}
                      className="flex flex-wrap items-baseline gap-x-2"
                    >
                      <span className="text-soft">
                        {meterName(rate.meter)}
                        {rate.when === null ? '' : ` (${conditionText(result, rate.when)})`}
                      </span>
                      <span className="ml-auto font-mono tabular">
                        <span className="text-soft">{amount(rate.before)}</span>
                        <span className="sr-only">{` ${t('bulk.becomes')} `}</span>
                        <span aria-hidden> → </span>
                        <span title={rate.after ?? undefined}>{amount(rate.after)}</span>
                      </span>
                      <span className="text-soft text-xs">{perWords(rate.meter, per)}</span>
                    </span>
                  );
                })}
            </span>
          </li>
        ))}
      </ul>
      {changed.length > mostShown ? (
        <p className="text-soft text-sm">{t('bulk.more', { count: changed.length - mostShown })}</p>
      ) : null}
      {skipped.length > 0 ? (
        <>
          <h3 className="text-base">{t('bulk.skipped', { count: skipped.length })}</h3>
          <ul className="grid gap-1 text-sm">
            {skipped.slice(0, mostShown).map(({ model, skipped: why }) => (
              <li key={model} className="flex flex-wrap items-center gap-2">
                <span className="font-mono">{model}</span>
                <Badge>{t(`bulk.reasons.${why}`)}</Badge>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
