import { useTranslation } from 'react-i18next';
import { useTitle } from '@/components/page.tsx';
import { Button } from '@/components/ui/button.tsx';
import { useSite, useUser } from '@/frame/site.ts';
import { currentLanguage } from '@/i18n.ts';
import { Facts } from './facts.tsx';
import { FirstCall } from './first-call.tsx';
import { Reach } from './reach.tsx';

const promises = ['money', 'streams', 'privacy'] as const;

/** What it is, a call that runs, what one key reaches, and three honest paragraphs. */
export function HomePage() {
  const { t } = useTranslation('home');
  const site = useSite();
  const user = useUser();
  useTitle('');
  return (
    <div className="mx-auto grid max-w-6xl gap-16 px-4 pt-10 md:px-6 md:pt-16">
      <section className="grid items-start gap-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="grid gap-5 lg:pt-6">
          <h1 className="text-balance text-2xl md:text-3xl">
            {site?.tagline?.[currentLanguage()] ?? t('title')}
          </h1>
          <p className="max-w-prose text-pretty text-lg text-soft">{t('lead')}</p>
          <div className="flex flex-wrap gap-2">
            <Button asChild look="main" size="lg">
              {user ? (
                <a href="/console/keys">{t('toKeys')}</a>
              ) : (
                <a href={site?.registration === 'closed' ? '/login' : '/register'}>{t('start')}</a>
              )}
            </Button>
            <Button asChild size="lg">
              <a href="/docs/start/quick-start">{t('quickStart')}</a>
            </Button>
          </div>
          <p className="text-soft text-sm">{t('testHint')}</p>
        </div>
        <FirstCall />
      </section>
      <Facts />
      <Reach />
      <section aria-label={t('promises.title')} className="grid gap-8 border-t pt-10 md:grid-cols-3">
        {promises.map((name) => (
          <div key={name} className="grid content-start gap-2">
            <h2 className="text-lg">{t(`promises.${name}.title`)}</h2>
            <p className="text-pretty text-base text-soft">{t(`promises.${name}.text`)}</p>
          </div>
        ))}
      </section>
    </div>
  );
}
