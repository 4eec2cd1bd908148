import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { consoleRoute } from '@/frame/routes.tsx';

export const fileRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'files',
    validateSearch: z.object({
      view: z.literal('list').optional().catch(undefined),
      what: z.literal('all').optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./files-page.tsx'), 'FilesPage'),
  }),
] as const;
