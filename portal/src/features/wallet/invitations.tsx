import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/components/copy.tsx';
import { Money, shownUsd } from '@/components/money.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useSite } from '@/frame/site.ts';
import { invitationsQuery } from './queries.ts';

/** The own link, and what it brought. Left out where nobody can register or nothing can be shown. */
export function Invitations() {
  const { t } = useTranslation('wallet');
  const site = useSite();
  const { data, isPending, error } = useQuery(invitationsQuery);
  if (error || (data && data.code === null)) return null;
  if (isPending || !data || !site)
    return (
      <Card title={t('invitations.title')}>
        <Skeleton className="h-16 w-full" />
      </Card>
    );
  const link = `${site.public_url}/register?invite=${encodeURIComponent(data.code ?? '')}`;
  const [reward, welcome] = [data.reward_usd, data.welcome_usd];
  return (
    <Card
      title={t('invitations.title')}
      description={
        reward !== '0'
          ? t('invitations.reward', { reward: shownUsd(reward), welcome: shownUsd(welcome) })
          : welcome !== '0'
            ? t('invitations.welcome', { welcome: shownUsd(welcome) })
            : t('invitations.plain')
      }
    >
      <div className="flex min-w-0 items-center gap-1 rounded border bg-sunk py-0.5 pr-0.5 pl-2.5">
        <span className="min-w-0 grow truncate font-mono text-sm" title={link}>
          {link.replace(/^https?:\/\//, '')}
        </span>
        <CopyButton text={link} label={t('invitations.copy')} />
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-3 text-sm">
        <div>
          <dt className="text-soft text-xs">{t('invitations.invited')}</dt>
          <dd className="font-mono tabular">{data.invited}</dd>
        </div>
        <div>
          <dt className="text-soft text-xs">{t('invitations.earned')}</dt>
          <dd>
            <Money exact={data.earned_usd} />
          </dd>
        </div>
      </dl>
    </Card>
  );
}
