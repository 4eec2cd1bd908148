import { useMutation } from '@tanstack/react-query';
import { Trash2, Zap } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type Body, call } from '@/api/client.ts';
import { useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Field, Textarea } from '@/components/ui/field.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { type Channel, linesOf, type Provider, textIn } from './data.ts';
import { ticked } from './ticked.tsx';

type Key = Channel['keys'][number];
const tones = { closed: 'jade', 'half-open': 'amber', open: 'red' } as const;

/** The keys of a channel, each with its breaker. Nobody sees a key again, so they come and go one by one. */
export function KeyList({
  channel,
  provider,
  onChanged,
}: {
  readonly channel: Channel;
  readonly provider: Provider | undefined;
  readonly onChanged: () => Promise<unknown>;
}) {
  const { t, i18n } = useTranslation('channels');
  const errorText = useErrorText();
  const [removing, setRemoving] = useState<Key>();
  const [added, setAdded] = useState('');
  const params = { id: channel.id };
  const change = useMutation({
    mutationFn: (body: Body<'PATCH /api/admin/channels/{id}/keys'>) =>
      call('PATCH /api/admin/channels/{id}/keys', { params, body }),
    onSuccess: onChanged,
    onError: (error) => toast.error(errorText(error)),
  });
  const close = useMutation({
    mutationFn: (key: number) =>
      call('POST /api/admin/channels/{id}/keys/{key}/close-breaker', {
        params: { ...params, key },
        body: {},
      }),
    onSuccess: async () => {
      toast.success(t('keyList.closed'));
      await onChanged();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    await change.mutateAsync({ add: linesOf(added) });
    setAdded('');
  };
  return (
    <div className="grid gap-5">
      <ul className="divide-y rounded border">
        {channel.keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2">
            <code className="min-w-0 grow basis-40 truncate font-mono text-sm">{key.hint}</code>
            <BreakerState item={key} />
            {key.breaker && key.breaker.state !== 'closed' ? (
              <Button size="sm" busy={close.isPending} onClick={() => close.mutate(key.id)}>
                <Zap aria-hidden />
                {t('keyList.close')}
              </Button>
            ) : null}
            <Switch
              aria-label={t('keyList.enable', { hint: key.hint })}
              checked={key.status === 'enabled'}
              onCheckedChange={(on) => change.mutate(on ? { enable: [key.id] } : { disable: [key.id] })}
            />
            <Button
              look="quiet"
              size="icon-sm"
              aria-label={t('keyList.remove', { hint: key.hint })}
              disabled={channel.keys.length === 1}
              onClick={() => setRemoving(key)}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <form className="grid justify-items-start gap-2" onSubmit={(event) => void add(event).catch(() => {})}>
        <Field
          className="w-full"
          label={t('keyList.add')}
          help={
            <>
              {t('keysHelp')} {ticked(textIn(provider?.key_help ?? null, i18n.language))}
            </>
          }
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-sm"
              value={added}
              onChange={(event) => setAdded(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={change.isPending} disabled={linesOf(added).length === 0}>
          {t('keyList.addAction', { count: linesOf(added).length })}
        </Button>
      </form>
      <Confirm
        open={removing !== undefined}
        onOpenChange={(open) => !open && setRemoving(undefined)}
        title={t('keyList.removeTitle')}
        action={t('keyList.removeAction')}
        danger
        onConfirm={() => removing && change.mutateAsync({ remove: [removing.id] })}
      >
        <p className="text-base">{t('keyList.removeHelp', { hint: removing?.hint ?? '' })}</p>
      </Confirm>
    </div>
  );
}

/** How its breaker stands, since when, why, and when it is tried again. */
function BreakerState({ item }: { readonly item: Key }) {
  const { t } = useTranslation('channels');
  const { breaker, status } = item;
  if (status === 'disabled') return <Badge>{t('keyList.off')}</Badge>;
  if (!breaker) return null;
  return (
    <span className="flex flex-wrap items-center gap-2 text-soft text-xs">
      {breaker.state === 'closed' ? null : (
        <>
          {breaker.reason ? <code className="font-mono">{breaker.reason}</code> : null}
          {breaker.since ? <Time iso={breaker.since} /> : null}
        </>
      )}
      <Badge tone={tones[breaker.state]} title={t('keyList.faults', { count: breaker.faults })}>
        {t(`breaker.${breaker.state}`)}
      </Badge>
    </span>
  );
}
