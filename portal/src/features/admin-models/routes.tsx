import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { adminRoute } from '@/frame/routes.tsx';

const word = z.coerce.string().max(200).optional().catch(undefined);

export const adminModelRoutes = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'models',
    validateSearch: z.object({
      q: word,
      maker: word,
      state: z.enum(['none', 'own', 'list', 'upstream', 'changed', 'retired']).optional().catch(undefined),
      /** Those too that no channel serves. */
      all: z.boolean().optional().catch(undefined),
      /** The model whose sheet is open. */
      open: word,
      tab: z.enum(['price', 'facts', 'history']).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./models-page.tsx'), 'AdminModelsPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'groups',
    component: lazyRouteComponent(() => import('./groups-page.tsx'), 'AdminGroupsPage'),
  }),
] as const;
