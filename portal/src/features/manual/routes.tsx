import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/frame/routes.tsx';

/** The manual stands in a frame of its own: a tree at the left, the page beside it. */
export const manualRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'docs',
  component: lazyRouteComponent(() => import('./manual-frame.tsx'), 'ManualFrame'),
});

export const manualRoutes = [
  createRoute({
    getParentRoute: () => manualRoute,
    path: '/',
    validateSearch: z.object({ q: z.string().max(200).optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./start-page.tsx'), 'StartPage'),
  }),
  createRoute({
    getParentRoute: () => manualRoute,
    path: '$section/$slug',
    validateSearch: z.object({
      /** Which example stands beside the text, from 1. */
      example: z.number().int().min(1).max(99).optional().catch(undefined),
      /** Its form for trying it is open. */
      try: z.boolean().optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./manual-page.tsx'), 'ManualPageView'),
  }),
] as const;
