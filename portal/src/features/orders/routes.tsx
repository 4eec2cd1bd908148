import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf, text, whole } from '@/search.ts';

export const orderRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'orders',
    validateSearch: searchOf({
      state: oneOf(['open', 'paid', 'cancelled', 'expired']),
      search: text(200),
      page: whole(),
    }),
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
  }),
] as const;
