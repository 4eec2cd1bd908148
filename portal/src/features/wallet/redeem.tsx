import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { shownUsd } from '@/components/money.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { moneyMoved } from './queries.ts';

export function Redeem() {
  const { t } = useTranslation('wallet');
  const errorText = useErrorText();
  const [code, setCode] = useState('');
  const redeem = useMutation({
    mutationFn: () => call('POST /api/portal/wallet/redeem', { body: { code } }),
    onSuccess: async ({ amount_usd }) => {
      setCode('');
      toast.success(t('redeem.done', { amount: shownUsd(amount_usd) }));
      await moneyMoved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    redeem.mutate();
  };
  return (
    <Card title={t('redeem.title')} description={t('redeem.help')}>
      <form className="grid gap-2" onSubmit={submit}>
        <Field label={t('redeem.code')} error={redeem.error ? errorText(redeem.error) : undefined}>
          {(control) => (
            <Input
              {...control}
              className="font-mono uppercase placeholder:normal-case"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="K4U-…"
              maxLength={100}
              value={code}
              onChange={(event) => {
                setCode(event.target.value);
                redeem.reset();
              }}
            />
          )}
        </Field>
        <Button type="submit" busy={redeem.isPending} disabled={code.trim().length < 4}>
          {t('redeem.action')}
        </Button>
      </form>
    </Card>
  );
}
