import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '@/api/account.ts';
import { ApiError, call } from '@/api/client.ts';
import { useUser } from '@/frame/site.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { Field, Input } from './ui/field.tsx';

/**
 * For what asks that its owner be there (whole keys, second factors, acting as a user): `run` does the work, and when the
 * gateway wants proof first, asks for the password or a code and does it again. Render `dialog` once.
 */
export function useProof(): {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  readonly dialog: ReactNode;
} {
  const [open, setOpen] = useState(false);
  const settle = useRef<{ resolve: () => void; reject: (error: Error) => void } | undefined>(undefined);
  const run = useCallback(async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'confirmation_needed') throw error;
    }
    setOpen(true);
    await new Promise<void>((resolve, reject) => {
      settle.current = { resolve, reject };
    });
    return work();
  }, []);
  const close = () => {
    setOpen(false);
    settle.current?.reject(new ApiError('', { status: 0, code: 'cancelled' }));
    settle.current = undefined;
  };
  const proved = () => {
    setOpen(false);
    settle.current?.resolve();
    settle.current = undefined;
  };
  return { run, dialog: open ? <ProofDialog onClose={close} onProved={proved} /> : null };
}

/** The reader closed the question: nothing went wrong. */
export const isCancelled = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'cancelled';

/** The same for work whose end does not matter to whoever closes the question: gives undefined then. */
export function useConfirmedSession(): {
  readonly confirmed: <T>(act: () => Promise<T>) => Promise<T | undefined>;
  readonly dialog: ReactNode;
} {
  const { run, dialog } = useProof();
  const confirmed = async <T,>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await run(act);
    } catch (error) {
      if (isCancelled(error)) return undefined;
      throw error;
    }
  };
  return { confirmed, dialog };
}

function ProofDialog({ onClose, onProved }: { readonly onClose: () => void; readonly onProved: () => void }) {
  const { t } = useTranslation('confirm');
  const user = useUser();
  const hasPassword = user?.has_password ?? true;
  const [byCode, setByCode] = useState(!hasPassword);
  const [value, setValue] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const canProve = hasPassword || user?.two_factor;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      await call('POST /api/portal/confirm', {
        body: byCode ? { code: value.replace(/\s/g, '') } : { password: value },
      });
      onProved();
    } catch (cause) {
      const limited = cause instanceof ApiError && cause.status === 429;
      setError(limited ? t('limited') : t(byCode ? 'wrongCode' : 'wrongPassword'));
      setValue('');
    }
    setBusy(false);
  };
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={t('help')} className="max-w-sm">
      {canProve ? (
        <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
          <Field label={t(byCode ? 'code' : 'password')} error={error || undefined}>
            {(control) => (
              <Input
                {...control}
                key={String(byCode)}
                type={byCode ? 'text' : 'password'}
                inputMode={byCode ? 'numeric' : 'text'}
                autoComplete={byCode ? 'one-time-code' : 'current-password'}
                autoFocus
                required
                maxLength={500}
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            )}
          </Field>
          <div className="flex flex-wrap items-center justify-between gap-2">
            {user?.two_factor && hasPassword ? (
              <Button look="link" onClick={() => setByCode(!byCode)}>
                {t(byCode ? 'usePassword' : 'useCode')}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" look="main" busy={busy}>
              {t('action')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="grid gap-4">
          <p className="text-base">{t('logInAgain')}</p>
          <Button look="main" onClick={() => void signOut()}>
            {t('common:frame.logOut')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
