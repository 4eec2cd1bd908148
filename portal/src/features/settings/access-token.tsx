import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries, sessionQuery } from '@/api/queries.ts';
import { isCancelled, useProof } from '@/components/confirm-session.tsx';
import { CopyButton } from '@/components/copy.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { useUser } from '@/frame/site.ts';

/** The credential of the management API. Shown once; the next one ends it. */
export function AccessToken() {
  const { t } = useTranslation('settings');
  const user = useUser();
  const errorText = useErrorText();
  const { run, dialog } = useProof();
  const [token, setToken] = useState('');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      setToken(String(await run(() => call('GET /api/user/token', {}))));
      await queries.invalidateQueries(sessionQuery);
    } catch (error) {
      if (!isCancelled(error)) toast.error(errorText(error));
    }
    setBusy(false);
  };
  if (!user) return null;
  return (
    <Card
      className="max-w-3xl"
      title={t('token.title')}
      description={t('token.description')}
      actions={
        <Badge tone={user.access_token_set ? 'jade' : 'plain'}>
          {t(user.access_token_set ? 'token.isSet' : 'token.isNot')}
        </Badge>
      }
    >
      <div className="grid gap-4">
        {token ? (
          <div className="grid gap-2" aria-live="polite">
            <p className="text-base">{t('token.once')}</p>
            <p className="flex items-center gap-1 rounded border bg-sunk px-3 py-2">
              <code className="min-w-0 grow break-all text-sm">{token}</code>
              <CopyButton text={token} label={t('token.copy')} />
            </p>
          </div>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button
            busy={busy}
            look={user.access_token_set ? 'plain' : 'main'}
            onClick={() => (user.access_token_set ? setAsking(true) : void make())}
          >
            {t(user.access_token_set ? 'token.renew' : 'token.make')}
          </Button>
          <a href="/docs/system-api/get-account" className="text-base text-blue hover:underline">
            {t('token.docs')}
          </a>
        </div>
      </div>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('token.renewTitle')}
        action={t('token.renew')}
        onConfirm={() => {
          void make();
        }}
      >
        <p className="text-base">{t('token.renewHelp')}</p>
      </Confirm>
      {dialog}
    </Card>
  );
}
