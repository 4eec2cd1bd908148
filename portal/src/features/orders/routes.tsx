import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { adminRoute } from '@/frame/routes.tsx';

export const orderRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'orders',
    validateSearch: z.object({
      state: z.enum(['open', 'paid', 'cancelled', 'expired']).optional().catch(undefined),
      search: z.string().max(200).optional().catch(undefined),
      page: z.number().int().min(1).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
  }),
] as const;
