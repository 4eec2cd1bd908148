import { useMutation } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import type { Channel, Provider } from './data.ts';
import { ExchangeView } from './exchange-view.tsx';

/** One small request through the channel, and the exchange as it really was. */
export function TestPanel({
  channel,
  provider,
  onTested,
}: {
  readonly channel: Channel;
  readonly provider: Provider | undefined;
  readonly onTested: () => Promise<unknown>;
}) {
  const { t } = useTranslation('channels');
  const errorText = useErrorText();
  const models = provider?.tests_models ? Object.keys(channel.models) : [];
  const [model, setModel] = useState(provider?.free_probe ? '' : (models[0] ?? ''));
  const [key, setKey] = useState('');
  const test = useMutation({
    mutationFn: () =>
      call('POST /api/admin/channels/{id}/test', {
        params: { id: channel.id },
        body: { ...(model ? { model } : {}), ...(key ? { key: Number(key) } : {}) },
      }),
    onSuccess: onTested,
  });
  const outcome = test.data;
  return (
    <div className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('test.with')} className="min-w-0 grow basis-48">
          {(control) => (
            <Select {...control} value={model} onChange={(event) => setModel(event.target.value)}>
              <option value="">{provider?.free_probe ? t('test.probe') : t('test.noProbe')}</option>
              {models.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('test.key')} className="min-w-0 grow basis-40">
          {(control) => (
            <Select {...control} value={key} onChange={(event) => setKey(event.target.value)}>
              <option value="">{t('test.firstKey')}</option>
              {channel.keys.map(({ id, hint }) => (
                <option key={id} value={id}>
                  {hint}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button look="main" busy={test.isPending} onClick={() => test.mutate()}>
          {test.isPending ? null : <FlaskConical aria-hidden />}
          {t('test.action')}
        </Button>
      </div>
      <p className="text-soft text-xs">{model ? t('test.costs') : t('test.free')}</p>
      <div aria-live="polite" className="grid min-w-0 gap-4 empty:hidden">
        {test.error ? <p className="text-red text-sm">{errorText(test.error)}</p> : null}
        {outcome ? (
          <>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <Badge tone={outcome.ok ? 'jade' : 'red'}>{outcome.ok ? t('test.ok') : t('test.failed')}</Badge>
              {outcome.status === null ? null : <span className="font-mono tabular">{outcome.status}</span>}
              <span className="font-mono text-soft tabular">{t('ms', { ms: Math.round(outcome.ms) })}</span>
              {outcome.ok ? null : <span className="min-w-0 break-words">{outcome.message}</span>}
            </p>
            {outcome.exchange ? <ExchangeView exchange={outcome.exchange} /> : null}
            {outcome.exchange ? <p className="text-soft text-xs">{t('exchange.clean')}</p> : null}
          </>
        ) : null}
      </div>
    </div>
  );
}
