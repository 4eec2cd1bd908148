import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { consoleRoute } from '@/frame/routes.tsx';

export const keyRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'keys',
    validateSearch: z.object({
      search: z.string().max(100).optional().catch(undefined),
      page: z.number().int().min(1).optional().catch(undefined),
      /** The form of a new key is open. */
      create: z.boolean().optional().catch(undefined),
      /** The key that is opened, and for what. */
      key: z.number().int().optional().catch(undefined),
      for: z.enum(['edit', 'setup']).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
  }),
] as const;
