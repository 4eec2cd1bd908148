import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { queries } from '@/api/queries.ts';
import { isCancelled, useProof } from '@/components/confirm-session.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { authCall, useAuthError } from '@/features/account/sign-in.ts';
import { useSite } from '@/frame/site.ts';

type Linked = { readonly providerId: string; readonly accountId: string };
const services = ['github', 'google', 'oidc'] as const;

/** Sign-ins of other services. Only those that the operator has set up, and those that are linked already. */
export function LinkedServices() {
  const { t } = useTranslation('settings');
  const site = useSite();
  const errorText = useAuthError();
  const { run, dialog } = useProof();
  const list = useQuery({
    queryKey: ['linked'],
    queryFn: async () => (await authCall('GET', '/list-accounts')) as unknown as readonly Linked[],
  });
  const names = { github: 'GitHub', google: 'Google', oidc: site?.oidc_name || 'OpenID Connect' };
  const linkedTo = (name: string) => list.data?.find(({ providerId }) => providerId === name);
  const shown = services.filter((name) => site?.sign_in.includes(name) || linkedTo(name));
  if (shown.length === 0) return null;
  const act = async (work: () => Promise<Readonly<Record<string, unknown>>>) => {
    try {
      const { url } = await run(work);
      if (typeof url === 'string') location.assign(url);
      else await queries.invalidateQueries({ queryKey: ['linked'] });
    } catch (error) {
      if (!isCancelled(error)) toast.error(errorText(error));
    }
  };
  return (
    <Card title={t('linked.title')} description={t('linked.description')}>
      <ul className="grid divide-y rounded border">
        {shown.map((name) => {
          const linked = linkedTo(name);
          return (
            <li key={name} className="flex items-center gap-3 px-3 py-2 text-base">
              <span className="grow">{names[name]}</span>
              {linked ? <Badge tone="jade">{t('linked.isLinked')}</Badge> : null}
              <Button
                size="sm"
                onClick={() =>
                  void act(() =>
                    linked
                      ? authCall('POST', '/unlink-account', { providerId: name, accountId: linked.accountId })
                      : authCall('POST', '/link-social', {
                          provider: name,
                          callbackURL: '/console/settings?tab=security',
                        }),
                  )
                }
              >
                {t(linked ? 'linked.unlink' : 'linked.link')}
              </Button>
            </li>
          );
        })}
      </ul>
      {dialog}
    </Card>
  );
}
