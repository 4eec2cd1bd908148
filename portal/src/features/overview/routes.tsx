import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute, consoleRoute } from '@/frame/routes.tsx';
import { overviewSearch } from './search.ts';

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/',
    validateSearch: overviewSearch,
    component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
  }),
] as const;

export const adminOverviewRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/',
    validateSearch: overviewSearch,
    component: lazyRouteComponent(() => import('./overview-page.tsx'), 'AdminOverviewPage'),
  }),
] as const;
