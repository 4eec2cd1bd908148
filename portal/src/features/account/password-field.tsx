import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Field, Input } from '@/components/ui/field.tsx';
import { passwordWeakness } from './password-strength.ts';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly error?: string | undefined;
  readonly aside?: ReactNode;
  readonly autoFocus?: boolean;
  /** A new password: says in words what is missing. What it must not be like: address, name. */
  readonly about?: readonly string[];
};

export function PasswordField({
  label,
  value,
  onChange,
  autoComplete,
  error,
  aside,
  autoFocus,
  about,
}: Props) {
  const { t } = useTranslation('account');
  const [shown, setShown] = useState(false);
  const weakness = about && value !== '' ? passwordWeakness(value, about) : undefined;
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field
      label={label}
      error={error}
      optional={aside}
      help={
        about ? (
          <span aria-live="polite" className={cn(value !== '' && !weakness && 'text-jade')}>
            {value === '' ? t('password.rule') : weakness ? t(`password.${weakness}`) : t('password.strong')}
          </span>
        ) : undefined
      }
    >
      {(control) => (
        <span className="relative block">
          <Input
            {...control}
            type={shown ? 'text' : 'password'}
            className="h-10 pr-10"
            autoComplete={autoComplete}
            value={value}
            autoFocus={autoFocus}
            required
            maxLength={500}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded text-soft hover:text-ink"
            aria-label={shown ? t('password.hide') : t('password.show')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon className="size-4" aria-hidden />
          </button>
        </span>
      )}
    </Field>
  );
}
