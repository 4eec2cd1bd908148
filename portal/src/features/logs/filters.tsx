import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { exactTime } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Combobox } from '@/components/ui/combobox.tsx';
import { Field, Input, Select } from '@/components/ui/field.tsx';
import { Popover } from '@/components/ui/popover.tsx';
import { catalogueQuery } from '@/features/catalogue/queries.ts';
import { useMode } from '@/frame/mode.ts';
import { useFaultName } from './fault-name.ts';
import { isFiltered, type LogSearch, type Scope } from './search.ts';

const periods = ['1h', '24h', '7d', '30d', '90d'] as const;
const faultChoices = [
  'upstream_failed',
  'upstream_busy',
  'upstream_timeout',
  'upstream_refused',
  'upstream_cut',
  'upstream_unreachable',
  'upstream_key_refused',
  'no_channel',
  'model_unknown',
  'field_invalid',
  'balance_too_low',
  'token_limit_reached',
  'rate_limited',
  'client_gone',
] as const;

type Props = {
  readonly scope: Scope;
  readonly search: LogSearch;
  readonly onChange: (patch: Partial<LogSearch>) => void;
};

const none: Partial<Record<keyof LogSearch, undefined>> = {
  from: undefined,
  to: undefined,
  model: undefined,
  key: undefined,
  outcome: undefined,
  dialect: undefined,
  min_cost: undefined,
  id: undefined,
  user: undefined,
  channel: undefined,
  group: undefined,
};

export function Filters({ scope, search, onChange }: Props) {
  const { t, i18n } = useTranslation('logs');
  const faultName = useFaultName();
  const models = useQuery(catalogueQuery());
  const names = models.data?.models.map(({ name }) => name) ?? [];
  const known = search.model && !names.includes(search.model) ? [search.model, ...names] : names;
  const spanned = search.from !== undefined || search.to !== undefined;
  const codes: readonly string[] = faultChoices;
  const unlisted =
    search.outcome && !['ok', 'fault', ...codes].includes(search.outcome) ? [search.outcome] : [];
  return (
    <search className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      {spanned ? (
        <Badge tone="jade" className="h-8 gap-1.5 px-2.5 max-sm:col-span-2">
          {[search.from, search.to].map((at) => (at ? exactTime(at, i18n.language) : '…')).join(' – ')}
          <button
            type="button"
            className="rounded-sm p-0.5 hover:bg-hover"
            aria-label={t('filters.clearSpan')}
            onClick={() => onChange({ from: undefined, to: undefined })}
          >
            <X aria-hidden />
          </button>
        </Badge>
      ) : (
        <Select
          className="sm:w-auto"
          aria-label={t('filters.period')}
          value={search.period ?? '30d'}
          onChange={(event) => onChange({ period: event.target.value as (typeof periods)[number] })}
        >
          {periods.map((period) => (
            <option key={period} value={period}>
              {t(`periods.${period}`)}
            </option>
          ))}
        </Select>
      )}
      <div className="min-w-0 sm:w-44">
        <Combobox
          label={t('filters.model')}
          placeholder={t('filters.anyModel')}
          searchPlaceholder={t('filters.findModel')}
          empty={t('filters.noModel')}
          value={search.model ?? ''}
          onChange={(model) => onChange({ model: model || undefined })}
          choices={[
            { value: '', label: t('filters.anyModel') },
            ...known.map((name) => ({ value: name, label: <span className="font-mono">{name}</span> })),
          ]}
        />
      </div>
      <Select
        className="sm:w-auto sm:max-w-40"
        aria-label={t('filters.outcome')}
        value={search.outcome ?? ''}
        onChange={(event) => onChange({ outcome: event.target.value || undefined })}
      >
        <option value="">{t('filters.anyOutcome')}</option>
        <option value="ok">{t('filters.ok')}</option>
        <option value="fault">{t('filters.anyFault')}</option>
        <optgroup label={t('filters.oneFault')}>
          {[...unlisted, ...codes].map((code) => (
            <option key={code} value={code}>
              {faultName(code)}
            </option>
          ))}
        </optgroup>
      </Select>
      {scope === 'mine' ? <KeyChoice search={search} onChange={onChange} /> : null}
      {scope === 'all' ? <ChannelChoice search={search} onChange={onChange} /> : null}
      <Text
        label={t('filters.id')}
        value={search.id}
        onChange={(id) => onChange({ id })}
        className="font-mono text-sm sm:w-32"
        trim={/[^\w.:-]/g}
      />
      <More scope={scope} search={search} onChange={onChange} />
      {isFiltered(search) ? (
        <Button look="quiet" onClick={() => onChange(none)}>
          {t('common:clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}

/** A text that is taken over when typing pauses. */
function Text({
  label,
  value,
  onChange,
  className,
  trim,
  ...control
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly className?: string;
  /** What is left out of what was typed. */
  readonly trim?: RegExp;
  readonly id?: string;
  readonly inputMode?: 'decimal';
}) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  useEffect(() => {
    if (typed === (value ?? '')) return;
    const timer = setTimeout(() => onChange(typed || undefined), 350);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      aria-label={label}
      placeholder={label}
      value={typed}
      className={className}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(trim ? event.target.value.replace(trim, '') : event.target.value)}
      {...control}
    />
  );
}

function KeyChoice({ search, onChange }: Omit<Props, 'scope'>) {
  const { t } = useTranslation('logs');
  const mode = useMode();
  const keys = useQuery({
    queryKey: ['keys', 'names', mode],
    queryFn: ({ signal }) => call('GET /api/portal/keys', { query: { size: 200, mode }, signal }),
    staleTime: 60_000,
  });
  const items = keys.data?.items ?? [];
  return (
    <Select
      className="sm:w-auto sm:max-w-40"
      aria-label={t('filters.key')}
      value={search.key ?? ''}
      onChange={(event) => onChange({ key: Number(event.target.value) || undefined })}
    >
      <option value="">{t('filters.anyKey')}</option>
      {search.key && !items.some(({ id }) => id === search.key) ? (
        <option value={search.key}>{`#${search.key}`}</option>
      ) : null}
      {items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function ChannelChoice({ search, onChange }: Omit<Props, 'scope'>) {
  const { t } = useTranslation('logs');
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => call('GET /api/admin/health', { signal }),
    staleTime: 60_000,
  });
  return (
    <Select
      className="sm:w-auto sm:max-w-40"
      aria-label={t('filters.channel')}
      value={search.channel ?? ''}
      onChange={(event) => onChange({ channel: Number(event.target.value) || undefined })}
    >
      <option value="">{t('filters.anyChannel')}</option>
      {health.data?.channels.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function More({ scope, search, onChange }: Props) {
  const { t, i18n } = useTranslation('logs');
  const models = useQuery(catalogueQuery());
  const language = i18n.language === 'vi' ? 'vi' : 'en';
  const used = [search.dialect, search.min_cost, search.user, search.group].filter(Boolean).length;
  return (
    <Popover
      trigger={
        <Button>
          <SlidersHorizontal aria-hidden />
          {t('filters.more')}
          {used > 0 ? <Badge tone="jade">{used}</Badge> : null}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Field label={t('filters.dialect')}>
          {(control) => (
            <Select
              {...control}
              value={search.dialect ?? ''}
              onChange={(event) => onChange({ dialect: event.target.value || undefined })}
            >
              <option value="">{t('common:all')}</option>
              {models.data?.dialects.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title[language]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('filters.minCost')} help={t('filters.minCostHelp')}>
          {({ id }) => (
            <Text
              id={id}
              label={t('filters.minCost')}
              inputMode="decimal"
              value={search.min_cost}
              trim={/[^\d.]/g}
              onChange={(min_cost) => onChange({ min_cost })}
            />
          )}
        </Field>
        {scope === 'all' ? (
          <>
            <Field label={t('filters.user')}>
              {({ id }) => (
                <Text
                  id={id}
                  label={t('filters.user')}
                  value={search.user}
                  onChange={(user) => onChange({ user })}
                />
              )}
            </Field>
            <Field label={t('filters.key')}>
              {({ id }) => (
                <Text
                  id={id}
                  label={t('filters.keyId')}
                  value={search.key === undefined ? undefined : String(search.key)}
                  trim={/\D/g}
                  onChange={(key) => onChange({ key: Number(key) || undefined })}
                />
              )}
            </Field>
            <Field label={t('filters.group')}>
              {({ id }) => (
                <Text
                  id={id}
                  label={t('filters.group')}
                  value={search.group}
                  onChange={(group) => onChange({ group })}
                />
              )}
            </Field>
          </>
        ) : null}
      </div>
    </Popover>
  );
}
