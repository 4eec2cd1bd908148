import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '@/api/client.ts';
import { sessionQuery } from '@/api/queries.ts';
import { useErrorText } from './states.tsx';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { Field, Input } from './ui/field.tsx';

type Waiting = { readonly act: () => Promise<unknown>; readonly end: (done: Promise<unknown>) => void };

/**
 * For what needs a session that was confirmed a moment ago. `confirmed(act)` acts; where the gateway asks for proof first,
 * the dialog asks for it and acts again. Gives undefined when the reader closes it. Put `dialog` on the page.
 */
export function useConfirmedSession(): {
  confirmed: <T>(act: () => Promise<T>) => Promise<T | undefined>;
  dialog: ReactNode;
} {
  const [waiting, setWaiting] = useState<Waiting>();
  const confirmed = async <T,>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'confirmation_needed')) throw error;
    }
    return new Promise<T | undefined>((resolve) => {
      setWaiting({ act, end: (done) => resolve(done as Promise<T | undefined>) });
    });
  };
  const end = (done: Promise<unknown>) => {
    waiting?.end(done);
    setWaiting(undefined);
  };
  return {
    confirmed,
    dialog: waiting ? (
      <ConfirmDialog onClose={() => end(Promise.resolve(undefined))} onDone={() => end(waiting.act())} />
    ) : null,
  };
}

function ConfirmDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation('confirm');
  const errorText = useErrorText();
  const user = useQuery(sessionQuery).data?.user;
  const byCode = user?.has_password === false && user.two_factor;
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await call('POST /api/portal/confirm', { body: byCode ? { code: text.trim() } : { password: text } });
      onDone();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  const wrong = error instanceof ApiError && error.status === 400;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('why')}
      className="max-w-sm"
    >
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <Field
          label={byCode ? t('code') : t('password')}
          error={error === undefined ? undefined : wrong ? t('wrong') : errorText(error)}
        >
          {(control) => (
            <Input
              {...control}
              type={byCode ? 'text' : 'password'}
              inputMode={byCode ? 'numeric' : undefined}
              autoComplete={byCode ? 'one-time-code' : 'current-password'}
              autoFocus
              required
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" look="main" busy={busy}>
            {t('action')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
