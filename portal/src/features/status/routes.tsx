import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { publicRoute } from '@/frame/routes.tsx';

export const statusRoutes = [
  createRoute({
    getParentRoute: () => publicRoute,
    path: 'status',
    validateSearch: z.object({
      q: z.coerce.string().optional(),
      state: z.enum(['working', 'degraded', 'down', 'quiet']).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./status-page.tsx'), 'StatusPage'),
  }),
] as const;
