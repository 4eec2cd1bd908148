import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { catalogueQuery } from '@/features/catalogue/queries.ts';

/** Facts of this very place. What is not measured here is not shown. */
export function Facts() {
  const { t, i18n } = useTranslation('home');
  const models = useQuery(catalogueQuery());
  const number = new Intl.NumberFormat(i18n.language);
  // What live keys reach; before there is a channel, what test keys do.
  const live = models.data?.models.filter(({ available }) => available.live) ?? [];
  const reachable = live.length > 0 ? live : (models.data?.models ?? []);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['models', models.data && number.format(reachable.length)],
    ['makers', models.data && number.format(new Set(reachable.map(({ maker }) => maker)).size)],
    ['dialects', models.data && number.format(models.data.dialects.length)],
  ];
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-6 border-y py-6">
      {facts.map(([name, value]) => (
        <div key={name} className="grid gap-0.5">
          <dt className="text-soft text-sm">{t(`facts.${name}`)}</dt>
          <dd className="font-mono text-xl tabular">{value ?? <Skeleton className="h-7 w-16" />}</dd>
        </div>
      ))}
    </dl>
  );
}
