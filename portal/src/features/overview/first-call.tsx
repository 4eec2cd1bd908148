import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Code } from '@/components/code.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { catalogueQuery } from '@/features/catalogue/queries.ts';
import { useMode } from '@/frame/mode.ts';
import type { Scope } from '../logs/search.ts';

/** Nothing was called yet: the first call to make, for this gateway and a model that it has. */
export function FirstCall({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation('overview');
  const mode = useMode();
  const models = useQuery(catalogueQuery());
  const model = models.data?.models.find(
    ({ kinds, available, retired }) => kinds.includes('chat') && available[mode] && !retired,
  )?.name;
  const text = [
    `curl ${location.origin}/v1/chat/completions \\`,
    '  -H "Authorization: Bearer $KEY4U_API_KEY" \\',
    "  -H 'content-type: application/json' \\",
    `  -d '{"model":"${model ?? ''}","messages":[{"role":"user","content":"${t('first.hello')}"}]}'`,
  ].join('\n');
  return (
    <Card
      title={t('first.title')}
      description={model ? t(mode === 'test' ? 'first.textTest' : 'first.text') : undefined}
    >
      {models.isPending ? null : model ? (
        <Code text={text} language="shell" wrap />
      ) : (
        <p className="text-soft text-sm">{t('first.noModel')}</p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button asChild look="main">
          <a href="/console/keys">{t('first.key')}</a>
        </Button>
        <Button asChild>
          <Link to={scope === 'all' ? '/admin/logs' : '/console/logs'} search={{ live: true }}>
            {t('first.watch')}
          </Link>
        </Button>
        <Button asChild>
          <a href="/docs">{t('first.manual')}</a>
        </Button>
      </div>
    </Card>
  );
}
