import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Input } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { useUser } from '@/frame/site.ts';
import { currentLanguage } from '@/i18n.ts';
import { LogoField } from './logo-field.tsx';
import { SettingField } from './setting-field.tsx';

const route = getRouteApi('/admin/system');

export type Setting = Reply<'GET /api/admin/settings'>['items'][number];

/** Without accents and case, so that "ma hoa" finds "Mã hóa". */
const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

/** The form is drawn from what the settings say of themselves: a new setting needs no line here. */
export function SettingsTab() {
  const { t } = useTranslation('system');
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const language = currentLanguage();
  const canWrite = useUser()?.role === 'root';
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'settings'],
    queryFn: ({ signal }) => call('GET /api/admin/settings', { signal }),
  });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  const wanted = plain(search.trim());
  const fits = (one: Setting) =>
    plain(
      [one.name, one.label.en, one.label.vi, one.help?.[language] ?? '', t(`groups.${one.group}`)].join(' '),
    ).includes(wanted);
  const shown = data?.items.filter(fits) ?? [];
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <Input
          type="search"
          className="max-w-xs"
          aria-label={t('settings.search')}
          placeholder={t('settings.search')}
          value={search}
          onChange={(event) =>
            void navigate({
              search: (now) => ({ ...now, search: event.target.value || undefined }),
              replace: true,
            })
          }
        />
        {canWrite ? null : <p className="text-soft text-sm">{t('settings.rootOnly')}</p>}
      </div>
      {!data ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={10} />
        </div>
      ) : groups.length === 0 ? (
        <EmptyState title={t('settings.none')} />
      ) : null}
      {groups.map((group) => (
        <Card key={group} title={t(`groups.${group}`)} description={t(`groupHelp.${group}`)} flush>
          <div className="divide-y border-t">
            {group === 'site' && wanted === '' ? <LogoField canWrite={canWrite} /> : null}
            {shown
              .filter((one) => one.group === group)
              .map((one) => (
                <SettingField key={one.name} setting={one} canWrite={canWrite} />
              ))}
          </div>
        </Card>
      ))}
    </div>
  );
}
