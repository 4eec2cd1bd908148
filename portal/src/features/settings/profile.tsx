import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { queries, sessionQuery } from '@/api/queries.ts';
import { isCancelled, useProof } from '@/components/confirm-session.tsx';
import { CopyId } from '@/components/copy.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Field, Input } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { SendAgain } from '@/features/account/send-again.tsx';
import { authCall, useAuthError } from '@/features/account/sign-in.ts';
import { useSite, useUser } from '@/frame/site.ts';
import { setTheme, useTheme } from '@/frame/theme.ts';
import { languages, setLanguage } from '@/i18n.ts';

export function ProfileCards() {
  const { t, i18n } = useTranslation('settings');
  const user = useUser();
  const theme = useTheme();
  if (!user) return null;
  return (
    <div className="grid max-w-3xl gap-4">
      <Card title={t('profile.title')}>
        <div className="grid gap-4">
          <NameForm key={user.name} name={user.name} />
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
            <dt className="text-soft">{t('profile.id')}</dt>
            <dd>
              <CopyId id={String(user.id)} />
            </dd>
            <dt className="text-soft">{t('profile.role')}</dt>
            <dd>{t(`roles.${user.role}`)}</dd>
            <dt className="text-soft">{t('profile.group')}</dt>
            <dd>{user.group}</dd>
            <dt className="text-soft">{t('profile.since')}</dt>
            <dd>
              <Time iso={user.created_at} />
            </dd>
          </dl>
        </div>
      </Card>
      <EmailCard key={user.email} />
      <Card title={t('look.title')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <div className="grid justify-items-start gap-1">
            <span className="font-medium text-sm">{t('common:frame.language')}</span>
            <Segmented
              label={t('common:frame.language')}
              value={i18n.language === 'vi' ? 'vi' : 'en'}
              onChange={(language) => void setLanguage(language)}
              options={languages.map((value) => ({ value, label: t(`look.languages.${value}`) }))}
            />
          </div>
          <div className="grid justify-items-start gap-1">
            <span className="font-medium text-sm">{t('common:frame.theme')}</span>
            <Segmented
              label={t('common:frame.theme')}
              value={theme}
              onChange={setTheme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`common:frame.themes.${value}`),
              }))}
            />
          </div>
          <p className="text-soft text-sm sm:col-span-2">
            {t('look.time', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
          </p>
        </div>
      </Card>
    </div>
  );
}

function NameForm({ name }: { readonly name: string }) {
  const { t } = useTranslation('settings');
  const errorText = useAuthError();
  const [value, setValue] = useState(name);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await authCall('POST', '/update-user', { name: value.trim() });
      await queries.invalidateQueries(sessionQuery);
      toast.success(t('common:saved'));
    } catch (error) {
      toast.error(errorText(error));
    }
    setBusy(false);
  };
  return (
    <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => void save(event)}>
      <Field label={t('profile.name')} className="min-w-0 grow basis-60">
        {(control) => (
          <Input
            {...control}
            autoComplete="name"
            required
            maxLength={100}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy} disabled={value.trim() === '' || value.trim() === name}>
        {t('common:save')}
      </Button>
    </form>
  );
}

function EmailCard() {
  const { t } = useTranslation('settings');
  const user = useUser();
  const site = useSite();
  const errorText = useAuthError();
  const { run, dialog } = useProof();
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  if (!user) return null;
  const change = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await run(() => authCall('POST', '/change-email', { newEmail: value.trim() }));
      await queries.invalidateQueries(sessionQuery);
      setValue('');
      toast.success(t(site?.email_enabled ? 'email.sent' : 'common:saved'));
    } catch (error) {
      if (!isCancelled(error)) toast.error(errorText(error));
    }
    setBusy(false);
  };
  // Without mail nobody can show that the new address is theirs; only one that was never confirmed may change.
  const canChange = site?.email_enabled || !user.email_verified;
  return (
    <Card title={t('email.title')} description={t('email.description')}>
      <div className="grid gap-4">
        <p className="flex flex-wrap items-center gap-2 text-base">
          <span className="min-w-0 break-all">{user.email}</span>
          <Badge tone={user.email_verified ? 'jade' : 'amber'}>
            {t(user.email_verified ? 'email.confirmed' : 'email.unconfirmed')}
          </Badge>
          {!user.email_verified && site?.email_enabled ? <SendAgain email={user.email} /> : null}
        </p>
        {canChange ? (
          <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => void change(event)}>
            <Field label={t('email.new')} className="min-w-0 grow basis-60">
              {(control) => (
                <Input
                  {...control}
                  type="email"
                  autoComplete="email"
                  required
                  maxLength={320}
                  value={value}
                  onChange={(event) => setValue(event.target.value)}
                />
              )}
            </Field>
            <Button type="submit" busy={busy}>
              {t('email.change')}
            </Button>
          </form>
        ) : (
          <p className="text-soft text-sm">{t('email.noMail')}</p>
        )}
      </div>
      {dialog}
    </Card>
  );
}
