import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight, FileText } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { ApiError, send } from '@/api/client.ts';
import { CopyButton } from '@/components/copy.tsx';
import { useTitle } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { pageQuery } from './data.ts';
import { ExampleView } from './examples.tsx';
import { MethodTag } from './method-tag.tsx';
import { Parameters } from './parameters.tsx';
import { Errors, GuideSteps, ObjectFields, ProgramView, Tables } from './parts.tsx';
import { Heading, PageLink, Prose } from './prose.tsx';
import type { ManualPage } from './types.ts';

const TryIt = lazy(() => import('./try-it.tsx').then((file) => ({ default: file.TryIt })));

export function ManualPageView() {
  const { t, i18n } = useTranslation('manual');
  const { section, slug } = useParams({ from: '/docs/$section/$slug' });
  const id = `${section}/${slug}`;
  const { data: page, error, refetch } = useQuery(pageQuery(i18n.language, id));
  useTitle(page?.title ?? t('title'));
  useEffect(() => {
    if (page && location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [page]);
  if (error instanceof ApiError && error.status === 404)
    return (
      <EmptyState
        title={t('missing.title')}
        action={
          <Button asChild>
            <a href="/docs">{t('missing.action')}</a>
          </Button>
        }
      >
        {t('missing.text')}
      </EmptyState>
    );
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  return page ? <Whole page={page} /> : <Waiting />;
}

function Whole({ page }: { readonly page: ManualPage }) {
  const { i18n } = useTranslation('manual');
  const search = useSearch({ from: '/docs/$section/$slug' });
  const navigate = useNavigate({ from: '/docs/$section/$slug' });
  const at = Math.min(search.example ?? 1, Math.max(page.examples.length, 1)) - 1;
  const shown = page.examples[at];
  const go = (example: number, tries: boolean) =>
    void navigate({
      search: { ...(example > 0 ? { example: example + 1 } : {}), ...(tries ? { try: true } : {}) },
      replace: true,
      resetScroll: false,
    });
  // A page about a call has its samples beside it; a page for reading has them in their places.
  const beside = page.call !== undefined && page.examples.length > 0;
  // Some pages are their tables, and the examples only show one of its lines.
  const tablesLead = !beside && page.tables.reduce((sum, { rows }) => sum + rows.length, 0) > 8;
  return (
    <div
      className={
        beside
          ? 'mx-auto grid max-w-[92rem] gap-x-12 px-4 py-8 md:px-8 xl:grid-cols-[minmax(0,42rem)_minmax(24rem,1fr)]'
          : 'mx-auto max-w-[52rem] px-4 py-8 md:px-8'
      }
    >
      <link rel="alternate" type="text/markdown" href={markdownOf(page.id, i18n.language)} />
      <article className="grid min-w-0 content-start gap-10">
        <Intro page={page} />
        {page.steps.length > 0 ? <GuideSteps steps={page.steps} /> : null}
        {page.program ? <ProgramView program={page.program} /> : null}
        {tablesLead ? <Tables tables={page.tables} /> : null}
        {beside ? null : <Sequence page={page} onTry={(index) => go(index, true)} />}
        <Parameters parameters={page.parameters} />
        {page.object ? <ObjectFields {...page.object} /> : null}
        {tablesLead ? null : <Tables tables={page.tables} />}
        <Notes page={page} />
        {page.call && page.call.dialect !== 'management' ? <Errors dialect={page.call.dialect} /> : null}
      </article>
      {beside && shown ? (
        <div id="examples" className="min-w-0 scroll-mt-18 max-xl:mt-10">
          <div className="grid min-w-0 gap-3 xl:sticky xl:top-13 xl:max-h-[calc(100vh-3.25rem)] xl:overflow-y-auto xl:py-1 print:static print:max-h-none">
            <Picker page={page} at={at} onPick={(index) => go(index, false)} />
            <ExampleView key={at} pageId={page.id} index={at} example={shown} onTry={() => go(at, true)} />
          </div>
        </div>
      ) : null}
      <Neighbours page={page} />
      {search.try && shown ? (
        <Suspense>
          <TryIt key={`${page.id} ${at}`} example={shown} onClose={() => go(at, false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

const markdownOf = (id: string, language: string): string =>
  `/docs/${id}${language === 'en' ? '' : `.${language}`}.md`;

function Intro({ page }: { readonly page: ManualPage }) {
  const { t, i18n } = useTranslation('manual');
  const address = markdownOf(page.id, i18n.language);
  const copy = () =>
    void send('GET', address)
      .then((response) => response.text())
      .then((text) => navigator.clipboard.writeText(text))
      .then(
        () => toast.success(t('markdown.copied')),
        () => toast.error(t('markdown.failed')),
      );
  return (
    <header className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <p className="text-soft text-sm">{page.crumbs.join(' › ')}</p>
        <div className="-mx-2.5 flex items-center print:hidden">
          <Button size="sm" look="quiet" onClick={copy} className="font-normal text-soft">
            <FileText aria-hidden />
            {t('markdown.copy')}
          </Button>
          <Button asChild size="sm" look="quiet" className="font-normal text-soft">
            <a href={address}>{t('markdown.view')}</a>
          </Button>
        </div>
      </div>
      <h1 className="min-w-0 text-2xl">{page.title}</h1>
      {page.call ? (
        <div className="grid gap-1 rounded border bg-panel px-3 py-2">
          <div className="flex min-w-0 items-center gap-3">
            <MethodTag method={page.call.method} />
            <code className="min-w-0 grow break-all text-base">
              <span className="text-soft">{location.origin}</span>
              {page.call.path}
            </code>
            <CopyButton text={`${location.origin}${page.call.path}`} label={t('copyAddress')} />
          </div>
          <p className="text-soft text-sm">{t(`credentials.${page.call.credential}`)}</p>
        </div>
      ) : null}
      <p className="max-w-[72ch] text-pretty text-lg">
        <Prose text={page.intro} />
      </p>
      {page.call && page.examples.length > 0 ? (
        <p className="xl:hidden print:hidden">
          <a href="#examples" className="text-base text-blue underline-offset-4 hover:underline">
            {t('toExamples')}
          </a>
        </p>
      ) : null}
    </header>
  );
}

function Picker({
  page,
  at,
  onPick,
}: {
  readonly page: ManualPage;
  readonly at: number;
  readonly onPick: (index: number) => void;
}) {
  const { t } = useTranslation('manual');
  const { examples } = page;
  if (examples.length === 1) return <p className="font-medium text-base">{examples[0]?.title}</p>;
  return (
    <Field label={t('example')}>
      {(control) => (
        <Select {...control} value={at} onChange={(event) => onPick(Number(event.target.value))}>
          {examples.map(({ title }, index) => (
            <option key={title} value={index}>
              {`${index + 1}/${examples.length} · ${title}`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Sequence({ page, onTry }: { readonly page: ManualPage; readonly onTry: (index: number) => void }) {
  return page.examples.map((example, index) => (
    <section key={example.title} className="grid min-w-0 gap-3">
      <Heading id={`example-${index + 1}`}>
        <Prose text={example.title} />
      </Heading>
      <ExampleView pageId={page.id} index={index} example={example} onTry={() => onTry(index)} />
    </section>
  ));
}

function Notes({ page }: { readonly page: ManualPage }) {
  const { t } = useTranslation('manual');
  return (
    <>
      {page.notes.length > 0 ? (
        <section className="grid gap-3">
          <Heading id="notes">{t('notes')}</Heading>
          <ul className="grid max-w-[72ch] list-disc gap-3 pl-5 text-lg marker:text-soft">
            {page.notes.map((note) => (
              <li key={note} className="text-pretty">
                <Prose text={note} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {page.seeAlso.length > 0 ? (
        <section className="grid gap-2">
          <Heading id="see-also">{t('seeAlso')}</Heading>
          <ul className="grid gap-1 text-base">
            {page.seeAlso.map(({ id, title }) => (
              <li key={id}>
                <PageLink id={id}>{title}</PageLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Neighbours({ page }: { readonly page: ManualPage }) {
  const { t } = useTranslation('manual');
  const style =
    'grid min-w-0 gap-0.5 rounded border bg-panel px-4 py-3 transition-colors hover:border-line-strong hover:bg-hover';
  return (
    <nav
      aria-label={t('neighbours')}
      className="mt-14 grid max-w-[42rem] gap-3 sm:grid-cols-2 xl:col-start-1 print:hidden"
    >
      {page.previous ? (
        <PageLink id={page.previous.id} className={style}>
          <span className="flex items-center gap-1 text-soft text-xs">
            <ArrowLeft className="size-3.5" aria-hidden />
            {t('common:previous')}
          </span>
          <span className="text-pretty text-base">{page.previous.title}</span>
        </PageLink>
      ) : (
        <span className="max-sm:hidden" />
      )}
      {page.next ? (
        <PageLink id={page.next.id} className={`${style} sm:justify-items-end sm:text-right`}>
          <span className="flex items-center gap-1 text-soft text-xs">
            {t('common:next')}
            <ArrowRight className="size-3.5" aria-hidden />
          </span>
          <span className="text-pretty text-base">{page.next.title}</span>
        </PageLink>
      ) : null}
    </nav>
  );
}

const Waiting = () => (
  <div className="mx-auto grid max-w-[92rem] gap-12 px-4 py-8 md:px-8 xl:grid-cols-[minmax(0,42rem)_minmax(24rem,1fr)]">
    <div className="grid content-start gap-4">
      <Skeleton className="w-40" />
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="h-11 w-full" />
      <Skeleton className="w-11/12" />
      <Skeleton className="w-3/4" />
      <Skeleton className="mt-8 h-72 w-full" />
    </div>
    <Skeleton className="h-96 w-full max-xl:hidden" />
  </div>
);
