import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { adminRoute } from '@/frame/routes.tsx';

export const codeRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'codes',
    validateSearch: z.object({
      page: z.number().int().min(1).optional().catch(undefined),
      /** The batch that is opened. */
      batch: z.number().int().optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./codes-page.tsx'), 'CodesPage'),
  }),
] as const;
