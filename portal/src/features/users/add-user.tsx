import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { FormError } from '@/features/account/form-page.tsx';
import { PasswordField } from '@/features/account/password-field.tsx';

export function AddUser({
  onClose,
  onAdded,
}: {
  readonly onClose: () => void;
  readonly onAdded: (id: number) => void;
}) {
  const { t } = useTranslation('users');
  const errorText = useErrorText();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const made = await call('POST /api/admin/users', {
        body: { email: email.trim(), password, ...(name.trim() ? { name: name.trim() } : {}) },
      });
      await queries.invalidateQueries({ queryKey: ['admin', 'users'] });
      onAdded(made.id);
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('add.title')}
      description={t('add.help')}
      className="max-w-md"
    >
      <form className="grid gap-4" onSubmit={(event) => void add(event)}>
        <FormError>{error === undefined ? null : errorText(error)}</FormError>
        <Field label={t('email')}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              autoFocus
              required
              maxLength={320}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('name')} optional={t('common:optional')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <PasswordField
          label={t('password')}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          about={[email, name]}
        />
        <Button type="submit" look="main" busy={busy} className="justify-self-end">
          {t('add.action')}
        </Button>
      </form>
    </Dialog>
  );
}
