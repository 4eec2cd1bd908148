import { useMutation } from '@tanstack/react-query';
import { ArrowRight, CloudDownload, Plus, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/field.tsx';
import { type Channel, linesOf, type Provider } from './data.ts';
import { type Draft, type ModelPair, optionsOf } from './draft.ts';
import { ExchangeView } from './exchange-view.tsx';

type Candidate = { readonly id: string; readonly kinds: readonly string[]; readonly priced: boolean };
const mostShown = 60;

/** The models of a channel: known ones, those that the upstream lists, or any name; under the upstream's name or another. */
export function ModelPicker({
  draft,
  channel,
  provider,
  error,
  onChange,
}: {
  readonly draft: Draft;
  readonly channel: Channel | undefined;
  readonly provider: Provider;
  readonly error: string | undefined;
  readonly onChange: (models: readonly ModelPair[]) => void;
}) {
  const { t } = useTranslation('channels');
  const errorText = useErrorText();
  const [search, setSearch] = useState('');
  const key = linesOf(draft.keys)[0];
  const fetching = useMutation({
    mutationFn: () =>
      call('POST /api/admin/channels/models', {
        body: {
          ...(channel ? { channel: channel.id } : { provider: draft.provider }),
          ...(draft.baseUrl.trim() ? { base_url: draft.baseUrl.trim() } : {}),
          ...(key === undefined ? {} : { key }),
          options: optionsOf(draft),
        },
      }),
  });
  const known = new Map(provider.models.map((model) => [model.id, model]));
  const fetched = fetching.data?.ok ? fetching.data.models : undefined;
  const candidates: readonly Candidate[] = fetched
    ? fetched.map(({ id, priced }) => ({ id, priced, kinds: known.get(id)?.kinds ?? [] }))
    : provider.models.filter(({ retired_on: retired, id }) => retired === null && !id.endsWith('*'));
  const taken = new Set(draft.models.flatMap(({ name, upstream }) => [name, upstream]));
  const text = search.trim();
  const shown = candidates.filter(
    ({ id }) => !taken.has(id) && id.toLowerCase().includes(text.toLowerCase()),
  );
  const priced = new Set(
    [...provider.models, ...(fetched ?? [])].flatMap((one) => (one.priced ? one.id : [])),
  );
  const isPriced = ({ name, upstream }: ModelPair) =>
    priced.has(name) ||
    priced.has(upstream) ||
    (channel !== undefined && Object.hasOwn(channel.models, name) && !channel.unpriced.includes(name));
  const add = (ids: readonly string[]) => {
    onChange([...draft.models, ...ids.map((id) => ({ name: id, upstream: id }))]);
    setSearch('');
  };
  const change = (at: number, part: Partial<ModelPair>) =>
    onChange(draft.models.map((pair, index) => (index === at ? { ...pair, ...part } : pair)));
  const typed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const first = shown[0];
    if (text !== '') add([first?.id.startsWith(text) ? first.id : text]);
  };
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium text-sm">
        {t('picker.title', { count: draft.models.length })}
      </legend>
      {draft.models.length > 0 ? (
        <ul className="max-h-72 divide-y overflow-y-auto rounded border">
          {draft.models.map((pair, at) => (
            <li key={at} className="flex items-center gap-1.5 px-2 py-1">
              <Input
                aria-label={t('picker.name')}
                className="h-7 border-transparent bg-transparent font-mono text-sm hover:border-line-strong"
                spellCheck={false}
                value={pair.name}
                onChange={(event) => change(at, { name: event.target.value })}
              />
              <ArrowRight className="size-3.5 shrink-0 text-soft" aria-hidden />
              <Input
                aria-label={t('picker.upstream', { name: pair.name })}
                className="h-7 border-transparent bg-transparent font-mono text-sm hover:border-line-strong"
                spellCheck={false}
                value={pair.upstream}
                onChange={(event) => change(at, { upstream: event.target.value })}
              />
              {isPriced(pair) ? null : (
                <Badge tone="amber" title={t('picker.unpricedHelp')}>
                  {t('picker.unpriced')}
                </Badge>
              )}
              <Button
                look="quiet"
                size="icon-sm"
                aria-label={t('picker.remove', { name: pair.name })}
                onClick={() => onChange(draft.models.filter((_pair, index) => index !== at))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="grid gap-2 rounded border bg-sunk p-2">
        <div className="flex flex-wrap gap-2">
          <Input
            type="search"
            aria-label={t('picker.search')}
            placeholder={t('picker.search')}
            className="min-w-0 grow basis-48"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={typed}
          />
          {provider.lists_models ? (
            <Button
              busy={fetching.isPending}
              disabled={channel === undefined && key === undefined}
              title={channel === undefined && key === undefined ? t('picker.fetchNeedsKey') : undefined}
              onClick={() => fetching.mutate()}
            >
              {fetching.isPending ? null : <CloudDownload aria-hidden />}
              {t('picker.fetch')}
            </Button>
          ) : null}
        </div>
        <div aria-live="polite" className="empty:hidden">
          {fetching.error ? <p className="text-red text-sm">{errorText(fetching.error)}</p> : null}
          {fetching.data?.problem ? (
            <div className="grid gap-2">
              <p className="text-red text-sm">{fetching.data.problem}</p>
              {fetching.data.exchange ? <ExchangeView exchange={fetching.data.exchange} /> : null}
            </div>
          ) : null}
          {fetched ? (
            <p className="text-soft text-xs">{t('picker.fetched', { count: fetched.length })}</p>
          ) : null}
        </div>
        <div className="flex flex-wrap gap-1">
          {shown.slice(0, mostShown).map(({ id, priced: hasPrice }) => (
            <Chip key={id} id={id} unpriced={!hasPrice} onAdd={() => add([id])} />
          ))}
          {text !== '' && !shown.some(({ id }) => id === text) && !taken.has(text) ? (
            <Chip id={text} onAdd={() => add([text])} />
          ) : null}
        </div>
        {shown.length > 1 ? (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <span className="text-soft text-xs">
              {shown.length > mostShown ? t('picker.more', { count: shown.length - mostShown }) : ''}
            </span>
            <Button size="sm" look="quiet" onClick={() => add(shown.map(({ id }) => id))}>
              {t('picker.addAll', { count: shown.length })}
            </Button>
          </div>
        ) : candidates.length === 0 ? (
          <p className="text-soft text-xs">{t('picker.unknown')}</p>
        ) : null}
      </div>
      {error ? (
        <p role="alert" className="text-red text-xs">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function Chip({
  id,
  unpriced,
  onAdd,
}: {
  readonly id: string;
  readonly unpriced?: boolean;
  readonly onAdd: () => void;
}) {
  const { t } = useTranslation('channels');
  return (
    <button
      type="button"
      onClick={onAdd}
      aria-label={t('picker.add', { name: id })}
      title={unpriced ? t('picker.unpricedHelp') : undefined}
      className="inline-flex max-w-full items-center gap-1 rounded-sm border border-line bg-panel px-1.5 py-0.5 font-mono text-xs transition-colors hover:border-jade hover:text-jade"
    >
      <Plus className="size-3 shrink-0" aria-hidden />
      <span className="truncate">{id}</span>
      {unpriced ? <span className="size-1.5 shrink-0 rounded-full bg-amber-strong" aria-hidden /> : null}
    </button>
  );
}
