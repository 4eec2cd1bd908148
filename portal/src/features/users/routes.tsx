import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute } from '@/frame/routes.tsx';
import { searchOf, text, whole, yes } from '@/search.ts';

export const userRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'users',
    validateSearch: searchOf({
      search: text(200),
      page: whole(),
      /** Whose sheet is open. */
      user: whole(),
      add: yes,
    }),
    component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage'),
  }),
] as const;
