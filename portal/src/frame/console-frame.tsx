import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Ellipsis, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readChoice, writeChoice } from '@/choices.ts';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Announcements } from './announcements.tsx';
import { Impersonation } from './impersonation.tsx';
import { Brand, Mark } from './mark.tsx';
import { setMode, useMode } from './mode.ts';
import { openPalette } from './palette-state.ts';
import { adminPlaces, consolePlaces, type Place, phonePlaces } from './places.ts';
import { LanguageMenu, ThemeMenu } from './preferences.tsx';
import { isOperator, useUser } from './site.ts';

/** Rail, top line and content of the console. The test side is framed in amber, so that nobody takes it for the live one. */
export function ConsoleFrame({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const mode = useMode();
  const user = useUser();
  const [narrow, setNarrow] = useState(readChoice('rail') === 'narrow');
  const toggle = () => {
    writeChoice('rail', narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  return (
    <div className="flex min-h-screen flex-col">
      {mode === 'test' ? (
        <div className="fixed inset-x-0 top-0 z-40 h-0.5 bg-amber-strong" aria-hidden />
      ) : null}
      <Impersonation />
      <div className="flex min-h-0 grow">
        <aside
          className={cn(
            'sticky top-0 hidden h-screen shrink-0 flex-col border-r bg-sunk md:flex',
            narrow ? 'w-14' : 'w-56',
          )}
        >
          <Link
            to="/"
            {...(narrow ? { 'aria-label': t('frame.home') } : {})}
            className={cn('flex h-13 shrink-0 items-center px-4', narrow && 'justify-center px-0')}
          >
            {narrow ? <Mark /> : <Brand />}
          </Link>
          <nav
            aria-label={t('frame.main')}
            className="grid grow content-start gap-0.5 overflow-y-auto px-2 py-1"
          >
            <Places places={consolePlaces} narrow={narrow} />
            {isOperator(user) ? (
              <>
                <hr className="mx-2 my-2" />
                <Places places={adminPlaces} narrow={narrow} />
              </>
            ) : null}
          </nav>
          <div className="border-t p-2">
            <Button
              look="quiet"
              size={narrow ? 'icon' : 'md'}
              className="w-full justify-start px-2 font-normal text-soft"
              aria-expanded={!narrow}
              aria-label={t(narrow ? 'frame.widen' : 'frame.narrow')}
              onClick={toggle}
            >
              {narrow ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
              {narrow ? null : t('frame.narrow')}
            </Button>
          </div>
        </aside>
        <div className="flex min-w-0 grow flex-col pb-14 md:pb-0">
          <header
            className={cn(
              'sticky top-0 z-30 flex h-13 shrink-0 items-center gap-2 border-b px-4 md:px-6',
              mode === 'test' ? 'bg-amber-wash' : 'bg-paper',
            )}
          >
            <Link to="/" className="md:hidden" aria-label={t('frame.home')}>
              <Mark />
            </Link>
            <Crumbs />
            <div className="ml-auto flex items-center gap-0.5">
              <Button
                look="plain"
                className="mr-2 hidden w-52 justify-start font-normal text-soft lg:inline-flex"
                onClick={openPalette}
              >
                <Search aria-hidden />
                <span className="grow text-left">{t('frame.search')}</span>
                <kbd className="text-xs">{'Ctrl K'}</kbd>
              </Button>
              <Button
                look="quiet"
                size="icon"
                className="lg:hidden"
                aria-label={t('frame.search')}
                onClick={openPalette}
              >
                <Search aria-hidden />
              </Button>
              <Segmented
                label={t('frame.side')}
                value={mode}
                onChange={setMode}
                options={[
                  { value: 'live', label: t('frame.live'), title: t('frame.liveHint') },
                  { value: 'test', label: t('frame.test'), title: t('frame.testHint') },
                ]}
                className="mr-1"
              />
              {user ? (
                <Link
                  to={'/console/wallet' as '/'}
                  className="hidden rounded px-2 py-1 hover:bg-hover sm:block"
                >
                  <span className="sr-only">{t('frame.balance')}</span>
                  <Money
                    exact={mode === 'test' ? user.test_balance_usd : user.balance_usd}
                    test={mode === 'test'}
                  />
                </Link>
              ) : null}
              <span className="hidden sm:contents">
                <LanguageMenu />
                <ThemeMenu />
              </span>
              <AccountMenu />
            </div>
          </header>
          <Announcements />
          <main id="content" tabIndex={-1} className="min-w-0 grow outline-none">
            {children ?? <Outlet />}
          </main>
        </div>
      </div>
      <PhoneBar />
    </div>
  );
}

function Places({ places, narrow }: { readonly places: readonly Place[]; readonly narrow: boolean }) {
  const { t } = useTranslation();
  return places.map((place) => {
    const name = t(`frame.places.${place.name}`);
    return (
      <Link
        key={place.to}
        to={place.to}
        activeOptions={{ exact: place.exact ?? false, includeSearch: false }}
        {...(narrow ? { 'aria-label': name, title: name } : {})}
        className={cn(
          'flex h-8 items-center gap-2.5 rounded px-2 text-base text-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink [&[aria-current=page]_svg]:text-jade',
          narrow && 'justify-center px-0',
        )}
      >
        <place.icon className="size-4 shrink-0" aria-hidden />
        {narrow ? null : <span className="truncate">{name}</span>}
      </Link>
    );
  });
}

/** Where one is, for wide screens; phones have the page's heading. */
function Crumbs() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const all = [...consolePlaces, ...adminPlaces].filter(
    (one) => pathname === one.to || (!one.exact && pathname.startsWith(`${one.to}/`)),
  );
  const place = all[0];
  return (
    <nav
      aria-label={t('frame.crumbs')}
      className="hidden min-w-0 items-center gap-2 text-base text-soft sm:flex"
    >
      <span>{t(pathname.startsWith('/admin') ? 'frame.administration' : 'frame.console')}</span>
      {place ? (
        <>
          <span aria-hidden>{'/'}</span>
          <span className="truncate text-ink" aria-current="page">
            {t(`frame.places.${place.name}`)}
          </span>
        </>
      ) : null}
    </nav>
  );
}

/** On phones: five places and the rest behind a button. */
function PhoneBar() {
  const { t } = useTranslation();
  const user = useUser();
  const rest = consolePlaces.filter((one) => !phonePlaces.includes(one));
  const cell =
    'grid h-14 place-content-center justify-items-center gap-0.5 text-[0.6875rem] leading-4 text-soft aria-[current=page]:text-jade';
  return (
    <nav
      aria-label={t('frame.main')}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-6 border-t bg-panel pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {phonePlaces.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          activeOptions={{ exact: place.exact ?? false, includeSearch: false }}
          className={cell}
        >
          <place.icon className="size-5" aria-hidden />
          <span className="max-w-16 truncate">{t(`frame.places.${place.name}`)}</span>
        </Link>
      ))}
      <Menu
        trigger={
          <button type="button" className={cell}>
            <Ellipsis className="size-5" aria-hidden />
            <span>{t('frame.more')}</span>
          </button>
        }
      >
        {rest.map((place) => (
          <MenuItem key={place.to} asChild>
            <Link to={place.to}>
              <place.icon aria-hidden />
              {t(`frame.places.${place.name}`)}
            </Link>
          </MenuItem>
        ))}
        {isOperator(user) ? (
          <>
            <MenuLine />
            {adminPlaces.map((place) => (
              <MenuItem key={place.to} asChild>
                <Link to={place.to}>
                  <place.icon aria-hidden />
                  {t(`frame.places.${place.name}`)}
                </Link>
              </MenuItem>
            ))}
          </>
        ) : null}
      </Menu>
    </nav>
  );
}
