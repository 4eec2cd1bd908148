import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { publicRoute } from '@/frame/routes.tsx';

export const homeRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
  }),
] as const;
