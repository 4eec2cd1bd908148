import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { shownUsd } from '@/components/money.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input } from '@/components/ui/field.tsx';

/** Adds to a balance, or takes from it. One try has one cause, so that pressing twice moves money once. */
export function CreditForm({ id, onDone }: { readonly id: number; readonly onDone: () => Promise<unknown> }) {
  const { t } = useTranslation('users');
  const errorText = useErrorText();
  const [usd, setUsd] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState('');
  const cause = useRef(crypto.randomUUID());
  const move = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const takes = submitter instanceof HTMLButtonElement && submitter.value === 'take';
    const amount = usd.trim().replace(',', '.');
    if (!/^\d{1,7}(\.\d{1,9})?$/.test(amount) || Number(amount) === 0) {
      setError(t('credit.invalid'));
      return;
    }
    setBusy(takes ? 'take' : 'add');
    setError('');
    try {
      const answer = await call('POST /api/admin/users/{id}/credit', {
        params: { id },
        body: {
          usd: takes ? `-${amount}` : amount,
          cause: `portal:${cause.current}`,
          ...(note.trim() ? { note: note.trim() } : {}),
        },
      });
      cause.current = crypto.randomUUID();
      setUsd('');
      setNote('');
      await onDone();
      toast.success(t('credit.done', { balance: shownUsd(answer.balance_usd) }));
    } catch (failure) {
      setError(errorText(failure));
    }
    setBusy('');
  };
  return (
    <form className="grid gap-3" onSubmit={(event) => void move(event)}>
      <div className="grid gap-3 sm:grid-cols-[10rem_1fr]">
        <Field label={t('credit.amount')} error={error || undefined}>
          {(control) => (
            <Input
              {...control}
              className="text-right font-mono tabular"
              inputMode="decimal"
              autoComplete="off"
              placeholder="0.00"
              value={usd}
              onChange={(event) => setUsd(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('credit.note')} optional={t('common:optional')}>
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="flex gap-2">
        <Button type="submit" value="add" busy={busy === 'add'} disabled={busy !== ''}>
          {t('credit.add')}
        </Button>
        <Button type="submit" value="take" busy={busy === 'take'} disabled={busy !== ''}>
          {t('credit.take')}
        </Button>
      </div>
    </form>
  );
}
