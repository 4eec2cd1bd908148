import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input, Select } from '@/components/ui/field.tsx';
import { isCounted, type Meter } from '@/features/catalogue/catalogue.ts';
import { useMeterName, usePerWords } from '@/features/catalogue/price-parts.tsx';
import { type Condition, type PriceRow, type PriceTable, priceKeys } from './data.ts';

const meters = [
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'cache_write_1h_tokens',
  'output_tokens',
  'reasoning_tokens',
  'input_audio_tokens',
  'cached_audio_tokens',
  'output_audio_tokens',
  'input_image_tokens',
  'cached_image_tokens',
  'output_image_tokens',
  'characters',
  'seconds',
  'images',
  'megapixels',
  'calls',
  'searches',
  'documents',
] as const satisfies readonly Meter[];

type Test = 'is' | 'above' | 'upTo';
type DraftCondition = {
  readonly id: number;
  readonly fact: string;
  readonly test: Test;
  readonly value: string;
};
type DraftRate = {
  readonly id: number;
  readonly meter: Meter;
  readonly usd: string;
  readonly per: number;
  readonly when: readonly DraftCondition[];
};

let last = 0;
const nextId = (): number => ++last;

/** A condition may say two things (above and up to): each is a line here. */
const drafted = (conditions: readonly Condition[]): DraftCondition[] =>
  conditions.flatMap(({ fact, is, above, upTo }) => [
    ...(is ? [{ id: nextId(), fact, test: 'is' as const, value: is.join(', ') }] : []),
    ...(above === undefined ? [] : [{ id: nextId(), fact, test: 'above' as const, value: String(above) }]),
    ...(upTo === undefined ? [] : [{ id: nextId(), fact, test: 'upTo' as const, value: String(upTo) }]),
  ]);

/** "true", "5" and "fast" as the request has them. */
function factValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

const written = ({ fact, test, value }: DraftCondition) =>
  test === 'is'
    ? {
        fact: fact.trim(),
        is: value
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean)
          .map(factValue),
      }
    : { fact: fact.trim(), [test]: Number(value) };

function draftsOf(row: PriceRow, table: PriceTable, from: 'ours' | 'official'): DraftRate[] {
  return row.rates.flatMap((rate) => {
    const usd = rate[from];
    const conditions = rate.when === null ? [] : (table.conditions[rate.when]?.when ?? []);
    return usd === null
      ? []
      : [{ id: nextId(), meter: rate.meter, usd, per: rate.per, when: drafted(conditions) }];
  });
}

const fresh = (meter: Meter): DraftRate => ({
  id: nextId(),
  meter,
  usd: '',
  per: isCounted(meter) ? 1_000_000 : 1,
  when: [],
});

function firstDrafts(row: PriceRow, table: PriceTable): DraftRate[] {
  const ours = draftsOf(row, table, 'ours');
  if (ours.length > 0) return ours;
  const official = draftsOf(row, table, 'official');
  return official.length > 0 ? official : [fresh('input_tokens'), fresh('output_tokens')];
}

const isAmount = (text: string): boolean => /^\d{1,7}(\.\d{1,12})?$/.test(text.trim());

/** All rates of a model. Of several for one meter the first whose conditions hold is charged: special ones go first. */
export function RateEditor({ row, table }: { readonly row: PriceRow; readonly table: PriceTable }) {
  const { t } = useTranslation('adminModels');
  const errorText = useErrorText();
  const client = useQueryClient();
  const [rates, setRates] = useState<readonly DraftRate[]>(() => firstDrafts(row, table));
  const [tried, setTried] = useState(false);
  const facts = [...new Set(table.conditions.flatMap(({ when }) => when.map(({ fact }) => fact)))].sort();
  const save = useMutation({
    mutationFn: () => {
      const sorted = rates.toSorted((a, b) => Number(a.when.length === 0) - Number(b.when.length === 0));
      return call('PUT /api/admin/prices', {
        body: {
          model: row.name,
          rates: sorted.map(({ meter, usd, per, when }) => ({
            meter,
            usd: usd.trim(),
            per,
            ...(when.length > 0 ? { when: when.map(written) } : {}),
          })),
        },
      });
    },
    onSuccess: async () => {
      toast.success(t('price.saved', { name: row.name }));
      await Promise.all(priceKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  const edit = (id: number, next: Partial<DraftRate>) => {
    save.reset();
    setRates(rates.map((rate) => (rate.id === id ? { ...rate, ...next } : rate)));
  };
  const isGood = rates.every(
    ({ usd, when }) =>
      isAmount(usd) && when.every(({ fact, value }) => fact.trim() !== '' && value.trim() !== ''),
  );
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isGood) save.mutate();
      }}
    >
      <p className="text-pretty text-soft text-sm">{t('price.about')}</p>
      <datalist id="price-facts">
        {facts.map((fact) => (
          <option key={fact} value={fact} />
        ))}
      </datalist>
      <ul className="grid gap-2">
        {rates.map((rate) => (
          <RateLine
            key={rate.id}
            rate={rate}
            tried={tried}
            onEdit={(next) => edit(rate.id, next)}
            onRemove={() => setRates(rates.filter(({ id }) => id !== rate.id))}
          />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setRates([...rates, fresh('calls')])}>
          <Plus aria-hidden />
          {t('price.add')}
        </Button>
        {row.rates.some(({ official }) => official !== null) ? (
          <Button look="quiet" onClick={() => setRates(draftsOf(row, table, 'official'))}>
            {t('price.fillList')}
          </Button>
        ) : null}
      </div>
      {row.list ? (
        <p className="text-pretty text-soft text-xs">
          {t('price.listSource', { source: row.list.source, day: row.list.as_of })}
        </p>
      ) : null}
      {save.error ? (
        <p role="alert" className="text-red text-sm">
          {errorText(save.error)}
        </p>
      ) : tried && !isGood ? (
        <p role="alert" className="text-red text-sm">
          {t('price.incomplete')}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" look="main" busy={save.isPending} disabled={rates.length === 0}>
          {t('price.save')}
        </Button>
      </div>
    </form>
  );
}

function RateLine({
  rate,
  tried,
  onEdit,
  onRemove,
}: {
  readonly rate: DraftRate;
  readonly tried: boolean;
  readonly onEdit: (next: Partial<DraftRate>) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('adminModels');
  const meterName = useMeterName();
  const perWords = usePerWords();
  const sizes = [...new Set([...(isCounted(rate.meter) ? [1_000_000, 1000, 1] : [1, 60, 1000]), rate.per])];
  const wrong = tried && !isAmount(rate.usd) ? t('price.amountWrong') : undefined;
  const setCondition = (id: number, next: Partial<DraftCondition>) =>
    onEdit({ when: rate.when.map((one) => (one.id === id ? { ...one, ...next } : one)) });
  return (
    <li className="grid gap-2 rounded border p-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <Field label={t('price.meter')} className="col-span-2 sm:col-span-1">
          {(control) => (
            <Select
              {...control}
              value={rate.meter}
              onChange={(event) => {
                const meter = meters.find((one) => one === event.target.value) ?? 'calls';
                onEdit({ meter, per: isCounted(meter) ? 1_000_000 : 1 });
              }}
            >
              {meters.map((meter) => (
                <option key={meter} value={meter}>
                  {meterName(meter)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('price.usd')} error={wrong}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              className="font-mono"
              value={rate.usd}
              onChange={(event) => onEdit({ usd: event.target.value.replace(',', '.') })}
            />
          )}
        </Field>
        <Field label={t('price.per')}>
          {(control) => (
            <Select
              {...control}
              value={rate.per}
              onChange={(event) => onEdit({ per: Number(event.target.value) })}
            >
              {sizes.map((size) => (
                <option key={size} value={size}>
                  {perWords(rate.meter, size)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button
          look="quiet"
          size="icon"
          aria-label={t('price.remove', { name: meterName(rate.meter) })}
          title={t('price.remove', { name: meterName(rate.meter) })}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      {rate.when.map((condition) => (
        <div
          key={condition.id}
          className="grid grid-cols-[minmax(0,1fr)_6.5rem_minmax(0,1fr)_auto] items-center gap-2 pl-3 text-sm"
        >
          <Input
            aria-label={t('price.fact')}
            placeholder={t('price.fact')}
            list="price-facts"
            value={condition.fact}
            onChange={(event) => setCondition(condition.id, { fact: event.target.value })}
          />
          <Select
            aria-label={t('price.test')}
            value={condition.test}
            onChange={(event) =>
              setCondition(condition.id, {
                test: (['is', 'above', 'upTo'] as const).find((one) => one === event.target.value) ?? 'is',
              })
            }
          >
            <option value="is">{t('price.tests.is')}</option>
            <option value="above">{t('price.tests.above')}</option>
            <option value="upTo">{t('price.tests.upTo')}</option>
          </Select>
          <Input
            aria-label={t('price.value')}
            placeholder={t(condition.test === 'is' ? 'price.values' : 'price.value')}
            value={condition.value}
            onChange={(event) => setCondition(condition.id, { value: event.target.value })}
          />
          <Button
            look="quiet"
            size="icon-sm"
            aria-label={t('price.removeCondition')}
            title={t('price.removeCondition')}
            onClick={() => onEdit({ when: rate.when.filter(({ id }) => id !== condition.id) })}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        look="link"
        size="sm"
        className="justify-self-start"
        onClick={() => onEdit({ when: [...rate.when, { id: nextId(), fact: '', test: 'is', value: '' }] })}
      >
        {t('price.addCondition')}
      </Button>
    </li>
  );
}
