import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf } from '@/search.ts';

export const fileRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'files',
    validateSearch: searchOf({
      view: oneOf(['list']),
      what: oneOf(['all']),
    }),
    component: lazyRouteComponent(() => import('./files-page.tsx'), 'FilesPage'),
  }),
] as const;
