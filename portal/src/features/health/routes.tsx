import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { adminRoute } from '@/frame/routes.tsx';

export const healthRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'health',
    component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
  }),
] as const;
