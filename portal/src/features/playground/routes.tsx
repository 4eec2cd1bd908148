import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute, publicRoute } from '@/frame/routes.tsx';
import { playgroundSearch } from './search.ts';

export const playgroundRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'playground',
    validateSearch: playgroundSearch,
    component: lazyRouteComponent(() => import('./playground-page.tsx'), 'ConsolePlayground'),
  }),
] as const;

/** For people without an account: test mode only. */
export const visitorRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'playground',
    validateSearch: playgroundSearch,
    component: lazyRouteComponent(() => import('./playground-page.tsx'), 'VisitorPlayground'),
  }),
] as const;
