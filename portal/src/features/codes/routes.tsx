import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute } from '@/frame/routes.tsx';
import { searchOf, whole } from '@/search.ts';

export const codeRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'codes',
    validateSearch: searchOf({
      page: whole(),
      /** The batch that is opened. */
      batch: whole(0),
    }),
    component: lazyRouteComponent(() => import('./codes-page.tsx'), 'CodesPage'),
  }),
] as const;
