import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toaster } from 'sonner';
import { TooltipProvider } from '@/components/ui/tooltip.tsx';
import { paletteOpened } from './palette-state.ts';
import { useTheme } from './theme.ts';

const Palette = lazy(() => import('./palette.tsx'));

/** What every page has: the search that Ctrl+K opens, notices, the way to skip to the content. */
export function Root() {
  const { t } = useTranslation();
  const theme = useTheme();
  const [open, setOpen] = useState(false);
  useEffect(() => paletteOpened(() => setOpen(true)), []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <TooltipProvider>
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 left-2 z-50 rounded bg-jade px-3 py-1.5 text-on-jade focus:translate-y-0"
      >
        {t('frame.skip')}
      </a>
      <Suspense>
        <Outlet />
      </Suspense>
      {open ? (
        <Suspense>
          <Palette open={open} onOpenChange={setOpen} />
        </Suspense>
      ) : null}
      <Toaster
        theme={theme}
        position="bottom-right"
        toastOptions={{
          className: 'rounded! border! border-line! bg-panel! text-ink! shadow-float! font-sans!',
        }}
      />
    </TooltipProvider>
  );
}
