import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { ListTree, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { ErrorState } from '@/components/states.tsx';
import { Button, buttonStyle } from '@/components/ui/button.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Announcements } from '@/frame/announcements.tsx';
import { openPalette } from '@/frame/palette-state.ts';
import { TopLine } from '@/frame/public-frame.tsx';
import { menuQuery } from './data.ts';
import { Tree } from './tree.tsx';

export function ManualFrame() {
  const { t, i18n } = useTranslation('manual');
  const [open, setOpen] = useState(false);
  const { section, slug } = useParams({ strict: false });
  const current = section && slug ? `${section}/${slug}` : undefined;
  // Going somewhere closes the tree that covered the page.
  useEffect(() => setOpen(false), [current]);
  return (
    <div className="flex min-h-screen flex-col">
      <div className="print:hidden">
        <TopLine wide />
        <Announcements />
      </div>
      <div className="flex items-center gap-2 border-b px-4 py-2 lg:hidden print:hidden">
        <Button onClick={() => setOpen(true)}>
          <ListTree aria-hidden />
          {t('contents')}
        </Button>
        <SearchButton className="min-w-0 grow" />
      </div>
      <Sheet open={open} onOpenChange={setOpen} title={t('contents')}>
        <Menu current={current} language={i18n.language} />
      </Sheet>
      <div className="grid grow lg:grid-cols-[17rem_minmax(0,1fr)]">
        <aside className="border-r max-lg:hidden print:hidden">
          <div className="sticky top-13 grid max-h-[calc(100vh-3.25rem)] grid-rows-[auto_minmax(0,1fr)]">
            <div className="p-3 pb-1">
              <SearchButton className="w-full" />
            </div>
            <div className="overflow-y-auto overscroll-contain px-3 pt-2 pb-10">
              <Menu current={current} language={i18n.language} />
            </div>
          </div>
        </aside>
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          <Outlet />
        </main>
      </div>
    </div>
  );
}

/** Looks like the field that it opens. */
const SearchButton = ({ className }: { readonly className?: string }) => {
  const { t } = useTranslation('manual');
  return (
    <button
      type="button"
      onClick={openPalette}
      className={cn(buttonStyle({ look: 'plain' }), 'justify-start font-normal text-soft', className)}
    >
      <Search aria-hidden />
      <span className="grow truncate text-left">{t('search')}</span>
      <kbd className="text-xs max-lg:hidden">{t('shortcut')}</kbd>
    </button>
  );
};

function Menu({ current, language }: { readonly current: string | undefined; readonly language: string }) {
  const { t } = useTranslation('manual');
  const { data, error, refetch } = useQuery(menuQuery(language));
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  return (
    <nav aria-label={t('contents')}>
      <Link
        to="/docs"
        activeOptions={{ exact: true }}
        className="block rounded px-2 py-1.5 font-medium text-base hover:bg-hover aria-[current=page]:text-jade-strong"
      >
        {t('title')}
      </Link>
      {data ? (
        <Tree entries={data.entries} current={current} />
      ) : (
        <div className="grid gap-3 p-2">
          {Array.from({ length: 16 }, (_, index) => (
            <Skeleton key={index} className={index % 3 === 0 ? 'w-2/3' : 'w-11/12'} />
          ))}
        </div>
      )}
    </nav>
  );
}
