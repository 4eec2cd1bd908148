import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '@/frame/routes.tsx';
import { flag, searchOf, text, whole } from '@/search.ts';

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
    validateSearch: searchOf({ q: text(200) }),
    component: lazyRouteComponent(() => import('./start-page.tsx'), 'StartPage'),
  }),
  createRoute({
    getParentRoute: () => manualRoute,
    path: '$section/$slug',
    validateSearch: searchOf({
      /** Which example stands beside the text, from 1. */
      example: whole(1, 99),
      /** Its form for trying it is open. */
      try: flag,
    }),
    component: lazyRouteComponent(() => import('./manual-page.tsx'), 'ManualPageView'),
  }),
] as const;
