import { Link, Outlet } from '@tanstack/react-router';
import { Menu as MenuIcon, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem } from '@/components/ui/menu.tsx';
import { Announcements } from './announcements.tsx';
import { Brand } from './mark.tsx';
import { openPalette } from './palette-state.ts';
import { LanguageMenu, ThemeMenu } from './preferences.tsx';
import { useSite, useUser } from './site.ts';

const places: readonly { readonly name: string; readonly to: string }[] = [
  { name: 'modelList', to: '/models' },
  { name: 'pricing', to: '/pricing' },
  { name: 'docs', to: '/docs' },
  { name: 'status', to: '/status' },
];

export function PublicFrame() {
  return (
    <div className="flex min-h-screen flex-col">
      <TopLine />
      <Announcements />
      <main id="content" tabIndex={-1} className="min-w-0 grow outline-none">
        <Outlet />
      </main>
      <Foot />
    </div>
  );
}

/** The line above public pages and the manual. */
export function TopLine({ wide }: { readonly wide?: boolean }) {
  const { t } = useTranslation();
  const user = useUser();
  const site = useSite();
  return (
    <header className="sticky top-0 z-30 border-b bg-paper/95 backdrop-blur-sm">
      <div className={`mx-auto flex h-13 items-center gap-1 px-4 md:px-6 ${wide ? '' : 'max-w-6xl'}`}>
        <Link to="/" className="mr-3 min-w-0 rounded">
          <Brand />
        </Link>
        <nav aria-label={t('frame.main')} className="hidden items-center gap-0.5 md:flex">
          {places.map((place) => (
            <Link
              key={place.to}
              to={place.to}
              className="rounded px-2.5 py-1.5 text-base text-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t(`frame.places.${place.name}`)}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-0.5">
          <Button
            look="quiet"
            size="icon"
            aria-label={t('frame.search')}
            title={`${t('frame.search')} (Ctrl K)`}
            onClick={openPalette}
          >
            <Search aria-hidden />
          </Button>
          <LanguageMenu />
          <ThemeMenu />
          <Menu
            trigger={
              <Button look="quiet" size="icon" className="md:hidden" aria-label={t('frame.menu')}>
                <MenuIcon aria-hidden />
              </Button>
            }
          >
            {places.map((place) => (
              <MenuItem key={place.to} asChild>
                <Link to={place.to}>{t(`frame.places.${place.name}`)}</Link>
              </MenuItem>
            ))}
          </Menu>
          {user === undefined ? (
            <span className="w-24" />
          ) : user ? (
            <Button asChild look="main" className="ml-1.5">
              <Link to="/console">{t('frame.console')}</Link>
            </Button>
          ) : (
            <>
              <Button asChild look="quiet" className="ml-1.5 max-sm:hidden">
                <a href="/login">{t('frame.logIn')}</a>
              </Button>
              {site?.registration === 'closed' ? (
                <Button asChild look="main" className="sm:hidden">
                  <a href="/login">{t('frame.logIn')}</a>
                </Button>
              ) : (
                <Button asChild look="main">
                  <a href="/register">{t('frame.register')}</a>
                </Button>
              )}
            </>
          )}
        </div>
      </div>
    </header>
  );
}

function Foot() {
  const { t } = useTranslation();
  const site = useSite();
  return (
    <footer className="mt-16 border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-6 text-soft text-sm md:px-6">
        <span>
          {site?.name ?? 'Key4U'} {site?.version ?? ''}
        </span>
        <nav aria-label={t('frame.more')} className="flex flex-wrap gap-x-5 gap-y-2">
          <a className="hover:text-ink" href="/docs/start/introduction">
            {t('frame.about')}
          </a>
          <a className="hover:text-ink" href="/docs/start/contact">
            {t('frame.contact')}
          </a>
          <a className="hover:text-ink" href="/status">
            {t('frame.places.status')}
          </a>
          <a className="hover:text-ink" href="/openapi.json">
            {t('frame.openApi')}
          </a>
          <a className="hover:text-ink" href="/llms.txt">
            {t('frame.llms')}
          </a>
        </nav>
      </div>
    </footer>
  );
}
