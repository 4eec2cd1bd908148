import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { adminRoute } from '@/frame/routes.tsx';

export const userRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'users',
    validateSearch: z.object({
      search: z.string().max(200).optional().catch(undefined),
      page: z.number().int().min(1).optional().catch(undefined),
      /** Whose sheet is open. */
      user: z.number().int().min(1).optional().catch(undefined),
      add: z.literal(true).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage'),
  }),
] as const;
