import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Input } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { menuQuery } from './data.ts';
import { MethodTag } from './method-tag.tsx';
import { PageLink } from './prose.tsx';
import { searchManual } from './search.ts';
import type { MenuEntry } from './types.ts';

/** Where most people begin. */
const firstPages = [
  'start/quick-start',
  'start/introduction',
  'tools/codex',
  'tools/claude-code',
  'help-center/test-keys',
  'help-center/http-status-codes',
] as const;

export function StartPage() {
  const { t, i18n } = useTranslation('manual');
  const { q = '' } = useSearch({ from: '/docs/' });
  const navigate = useNavigate({ from: '/docs/' });
  const [text, setText] = useState(q);
  useTitle(t('title'));
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(
      () =>
        void navigate({ search: text.trim() === '' ? {} : { q: text }, replace: true, resetScroll: false }),
      200,
    );
    return () => clearTimeout(timer);
  }, [text, q, navigate]);
  return (
    <div className="mx-auto grid max-w-[70rem] gap-10 px-4 py-10 md:px-8">
      <header className="grid gap-4">
        <h1 className="text-2xl md:text-3xl">{t('start.title')}</h1>
        <p className="max-w-[64ch] text-pretty text-lg text-soft">{t('start.intro')}</p>
        <search className="relative max-w-xl">
          <Search className="pointer-events-none absolute top-3 left-3 size-4 text-soft" aria-hidden />
          <Input
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="h-10 pl-9 text-lg"
          />
        </search>
      </header>
      {q.trim() === '' ? <Sections language={i18n.language} /> : <Hits text={q} language={i18n.language} />}
    </div>
  );
}

function Hits({ text, language }: { readonly text: string; readonly language: string }) {
  const { t } = useTranslation('manual');
  const { data, error, refetch } = useQuery({
    queryKey: ['manual', 'search', language, text],
    queryFn: () => searchManual(text, language, 50),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data)
    return (
      <div className="grid gap-5">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-10 w-2/3" />
        ))}
      </div>
    );
  return (
    <section aria-live="polite" aria-label={t('found', { count: data.total })} className="grid gap-2">
      <p className="text-soft text-sm">{t('found', { count: data.total })}</p>
      {data.total === 0 ? (
        <EmptyState title={t('nothing.title')}>{t('nothing.text')}</EmptyState>
      ) : (
        <ul className="grid">
          {data.hits.map(({ id, title, crumbs, call }) => (
            <li key={id} className="border-t">
              <PageLink id={id} className="grid gap-0.5 rounded px-2 py-2.5 hover:bg-hover">
                <span className="font-medium text-base">{title}</span>
                <span className="text-soft text-sm">
                  {crumbs}
                  {call ? <code className="ml-2">{call}</code> : null}
                </span>
              </PageLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const pagesIn = (entry: MenuEntry): readonly Extract<MenuEntry, { readonly id: string }>[] =>
  entry.entries ? entry.entries.flatMap(pagesIn) : [entry];

function Sections({ language }: { readonly language: string }) {
  const { t } = useTranslation('manual');
  const { data, error, refetch } = useQuery(menuQuery(language));
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data)
    return (
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {Array.from({ length: 9 }, (_, index) => (
          <Skeleton key={index} className="h-32 w-full" />
        ))}
      </div>
    );
  const titles = new Map(data.entries.flatMap(pagesIn).map(({ id, title }) => [id, title]));
  return (
    <>
      <section aria-labelledby="first" className="grid gap-3">
        <h2 id="first" className="text-lg">
          {t('start.first')}
        </h2>
        <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
          {firstPages.map((id) =>
            titles.has(id) ? (
              <li key={id} className="border-t">
                <PageLink id={id} className="block rounded px-1 py-2.5 text-base hover:text-jade-strong">
                  {titles.get(id)}
                </PageLink>
              </li>
            ) : null,
          )}
        </ul>
      </section>
      <section aria-labelledby="all" className="grid gap-3">
        <h2 id="all" className="text-lg">
          {t('start.all')}
        </h2>
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {data.entries.map((entry) => (
            <SectionCard key={entry.title} entry={entry} />
          ))}
        </ul>
      </section>
      <p className="text-soft text-sm">
        {t('start.programs')}{' '}
        {['/llms.txt', '/llms-full.txt', '/docs.md', '/openapi.json'].map((address) => (
          <a key={address} href={address} className="mr-3 text-blue underline-offset-4 hover:underline">
            <code>{address}</code>
          </a>
        ))}
      </p>
    </>
  );
}

function SectionCard({ entry }: { readonly entry: MenuEntry }) {
  const { t } = useTranslation('manual');
  const pages = pagesIn(entry);
  const first = pages[0];
  if (!first) return null;
  const [section = '', slug = ''] = first.id.split('/');
  const groups = (entry.entries ?? []).filter((inner) => inner.entries);
  return (
    <li className="flex flex-col gap-2 rounded border bg-panel p-4">
      <h3 className="text-base">
        <Link
          to="/docs/$section/$slug"
          params={{ section, slug }}
          className="underline-offset-4 hover:text-jade-strong hover:underline"
        >
          {entry.title}
        </Link>
      </h3>
      <p className="text-pretty text-soft text-sm">{t(`sections.${section}`)}</p>
      {groups.length > 0 ? (
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
          {groups.map((group) => {
            const inside = pagesIn(group)[0];
            return inside ? (
              <li key={group.title}>
                <PageLink id={inside.id}>{group.title}</PageLink>
              </li>
            ) : null;
          })}
        </ul>
      ) : null}
      <p className="mt-auto flex items-center gap-2 pt-1 text-soft text-xs">
        {t('pages', { count: pages.length })}
        {first.method && pages.length === 1 ? <MethodTag method={first.method} small /> : null}
      </p>
    </li>
  );
}
