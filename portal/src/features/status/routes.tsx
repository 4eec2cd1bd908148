import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { publicRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf, text } from '@/search.ts';

export const statusRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'status',
    validateSearch: searchOf({
      q: text(),
      state: oneOf(['working', 'degraded', 'down', 'quiet']),
    }),
    component: lazyRouteComponent(() => import('./status-page.tsx'), 'StatusPage'),
  }),
] as const;
