import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute, consoleRoute } from '@/frame/routes.tsx';
import { logSearch } from './search.ts';

export const logRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'logs',
    validateSearch: logSearch,
    component: lazyRouteComponent(() => import('./logs-page.tsx'), 'LogsPage'),
  }),
] as const;

export const adminLogRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'logs',
    validateSearch: logSearch,
    component: lazyRouteComponent(() => import('./logs-page.tsx'), 'AdminLogsPage'),
  }),
] as const;
